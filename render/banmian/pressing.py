"""What a build sends to the press: the plant and condition it is for, a PDF a page, and the manifest of them all."""

from __future__ import annotations

import hashlib
import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from banmian.model import Finding, InputError, Severity
from banmian.model.plant import PressOrder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from banmian.faces import Face
    from banmian.inks import Condition
    from banmian.model import Issue
    from banmian.model.plant import Plant
    from banmian.pdf.tags import Story
    from banmian.plate import Plate
    from banmian.press.ink.measuring import Measuring

MANIFEST = "press/manifest.json"


def pressed_for(order: PressOrder) -> tuple[Plant, Condition]:
    """The plant that the press files are for, and the output condition. Raises InputError."""
    from msgspec.structs import replace

    from banmian.inks import read_condition
    from banmian.intake.plant import DEFAULT, read_plant

    plant, folder = read_plant(order.plant or DEFAULT)
    plant = replace(plant, conformance=order.conformance or plant.conformance)
    own = order.icc and read_condition(order.icc)
    condition = own or read_condition(plant.icc, folder, condition=plant.condition)
    newest = plant.conformance.level.icc
    if condition.profile[8] > newest:
        raise InputError(
            Finding(
                severity=Severity.ERROR,
                code="bad-profile",
                message=f"the profile is of ICC version {condition.profile[8]}, newer than {plant.conformance} allows",
                hint=f"expected: a profile of ICC version {newest} at most, or the conformance PDF/X-4",
                file=order.icc or plant.icc,
            )
        )
    return plant, condition


def press_files(
    issue: Issue,
    plates: Sequence[Plate],
    faces: Sequence[Face],
    plant: Plant,
    condition: Condition,
    *,
    title: str,
    date: str,
    language: str,
    measuring: Measuring | None = None,
) -> dict[str, Callable[[], bytes]]:
    """The press PDFs by name under the output folder, and what makes each. Raises InputError for names that clash.

    Each carries the fonts of its own page; `measuring` is told what stands on it as it is made.
    """
    from banmian.pdf import FontSet
    from banmian.press import press_page
    from banmian.press.names import press_names

    black = {page.number for page in issue.pages if page.inks == "black"}
    grey = [black.issuperset(plate.pages) for plate in plates]
    sheets = [(plate.pages, not one) for plate, one in zip(plates, grey, strict=True)]
    structure = _structure(issue) if plant.conformance.level.tagged else None

    def maker(name: str, plate: Plate, in_black: bool) -> Callable[[], bytes]:
        return lambda: press_page(
            plate,
            FontSet(faces, (*plate.texts(), *(plate.slug if plant.marks.slug else ()))),
            plant=plant,
            condition=condition,
            title=f"{title} 第{plate.page:02d}版",
            date=date,
            language=language,
            structure=structure,
            grey=in_black,
            told=partial(measuring.note, f"{name}.pdf") if measuring else None,
        )

    names = press_names(plant, issue.edition.date, sheets)
    return {f"press/{name}.pdf": maker(name, plate, one) for name, plate, one in zip(names, plates, grey, strict=True)}


def write_manifest(
    issue: Issue,
    files: Mapping[str, bytes],
    plates: Sequence[Plate],
    plant: Plant,
    condition: Condition,
    *,
    measuring: Measuring | None,
    earlier: Sequence[dict[str, Any]] = (),
) -> bytes:
    """The manifest of press files, by name, in the order of `plates`; `earlier` are entries that stay."""
    from banmian.press.manifest import Delivered, manifest
    from banmian.press.pages import boxes_of

    made = manifest(
        {
            name: Delivered(data, plate.pages, boxes_of(plate, plant))
            for (name, data), plate in zip(files.items(), plates, strict=True)
        },
        plant=plant,
        condition=condition.identifier,
        paper=issue.paper.name,
        date=issue.edition.date.isoformat(),
        number=issue.edition.number,
        measuring=measuring,
    )
    kept = [entry for entry in earlier if entry["file"] not in files]
    made["files"] = sorted([*made["files"], *kept], key=lambda entry: (entry["pages"], entry["file"]))
    return json.dumps(made, ensure_ascii=False, indent=1).encode() + b"\n"


def entries_of(out: Path) -> list[dict[str, Any]]:
    """The entries of the manifest that an earlier build left in an output folder, of files that are still there.

    A manifest is a file that anybody may have changed: an entry counts if it is one that a build can have written.
    """
    from banmian.press.names import is_press_file

    try:
        found = json.loads((out / MANIFEST).read_bytes())["files"]
        return [
            entry
            for entry in found
            if is_press_file(entry["file"])
            and re.fullmatch("[0-9a-f]{64}", entry["sha256"])
            and entry["pages"]
            and all(type(page) is int for page in entry["pages"])
            and (out / "press" / entry["file"]).is_file()
        ]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []


def unchanged_files(out: Path) -> Iterator[Path]:
    """The press files in an output folder that are, byte for byte, those that its manifest lists."""
    folder = out / "press"
    if folder.resolve() != out.resolve() / "press":  # a link that leads elsewhere
        return
    for entry in entries_of(out):
        file = folder / entry["file"]
        if not file.is_symlink() and hashlib.sha256(file.read_bytes()).hexdigest() == entry["sha256"]:
            yield file


def _structure(issue: Issue) -> dict[str, Story]:
    """The articles as tags know them: titles, and where in the body their paragraphs begin."""
    from itertools import accumulate

    from banmian.pdf.tags import Story

    return {
        article.id: Story(
            article.title,
            tuple(accumulate((len(paragraph.text) + 1 for paragraph in article.paragraphs), initial=0)),
        )
        for article in issue.articles
    }
