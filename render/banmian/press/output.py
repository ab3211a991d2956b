"""The press files 付印 of an issue: a PDF a page, and the manifest of them all."""

from __future__ import annotations

import hashlib
import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from banmian.cache import digest, stamp
from banmian.outputs import OutputFile
from banmian.pdf import FontSet
from banmian.plate import Picture
from banmian.press.manifest import Delivered, manifest
from banmian.press.names import is_press_file, press_names
from banmian.press.pages import boxes_of, press_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from banmian.inks import Condition
    from banmian.model.plant import Plant
    from banmian.outputs import Job
    from banmian.plate import Plate
    from banmian.press.ink.measuring import Measuring

FOLDER = "press"
MANIFEST = f"{FOLDER}/manifest.json"


def files(job: Job) -> Iterator[OutputFile]:
    """Return a press PDF for each page, and the manifest. Raises InputError where two files would have one name.

    The manifest of some pages keeps the entries of the others from the one that stands in the output folder.
    """
    plant, condition = job.plant, job.condition
    assert plant and condition, "press files are made for a plant"
    black = {page.number for page in job.issue.pages if page.inks == "black"}
    printed = tuple(plate for plate in job.plates if plate.page not in job.withheld)
    grey = {plate.page: black.issuperset(plate.pages) for plate in printed}
    sheets = [(plate.pages, not grey[plate.page]) for plate in printed]
    names = press_names(plant, job.issue.edition.date, sheets)
    plates = {f"{FOLDER}/{name}.pdf": plate for name, plate in zip(names, printed, strict=True)}
    titles = {article.id: article.title for article in job.issue.articles}
    keys: dict[str, str] = {}
    house = digest("press", plant, condition.identifier, condition.profile, job.title, job.date, job.language)
    measuring: Measuring | None = None
    if job.ink:
        from banmian.press.ink.measuring import Measuring

        measuring = Measuring(plant)
        job.closing.callback(measuring.close)

    def page(name: str, plate: Plate, _: Mapping[str, bytes]) -> bytes:
        key = keys[name] = _key(house, plate, job, grey=grey[plate.page])
        known = job.cache.find(key, bytes)
        ink = job.cache.find(f"{key}-ink", dict) if known and measuring else None
        if known and (ink or not measuring):
            if measuring and ink:
                measuring.know(_in_folder(name), ink)
            return known
        data = press_page(
            plate,
            FontSet(job.faces, (*plate.texts(), *(plate.slug if plant.marks.slug else ()))),
            plant=plant,
            condition=condition,
            title=f"{job.title} 第{plate.page:02d}版",
            date=job.date,
            language=job.language,
            titles=titles,
            grey=grey[plate.page],
            told=partial(measuring.note, _in_folder(name)) if measuring else None,
        )
        if measuring:
            measuring.begin(_in_folder(name), data)  # while the next page is made
        return job.cache.keep(key, data)

    def listing(made: Mapping[str, bytes]) -> bytes:
        pages = {name: (plate, made[name]) for name, plate in plates.items()}
        found = _manifest(pages, job, plant, condition, measuring)
        for entry in found["files"] if measuring else ():
            if key := keys.get(f"{FOLDER}/{entry['file']}"):
                job.cache.keep(f"{key}-ink", entry["ink"])
        return json.dumps(found, ensure_ascii=False, indent=1).encode() + b"\n"

    for name, plate in plates.items():
        yield OutputFile(name, (plate,), partial(page, name, plate))
    yield OutputFile(MANIFEST, printed, listing, listing=True)


def earlier(out: Path, _day: str) -> Iterator[Path]:
    """Return the press files of an earlier build: those that are, byte for byte, what its manifest lists."""
    for entry in entries_of(out):
        file = out / FOLDER / entry["file"]
        if hashlib.sha256(file.read_bytes()).hexdigest() == entry["sha256"]:
            yield file


def entries_of(out: Path) -> list[dict[str, Any]]:
    """Return the entries of the manifest that an earlier build left in `out`, of files that are still there.

    A manifest is a file that anybody may have changed: an entry counts if it is one that a build can have written.
    """
    try:
        found = json.loads((out / MANIFEST).read_bytes())["files"]
        return [
            entry
            for entry in found
            if is_press_file(entry["file"])
            and re.fullmatch("[0-9a-f]{64}", entry["sha256"])
            and entry["pages"]
            and all(type(page) is int for page in entry["pages"])
            and (out / FOLDER / entry["file"]).is_file()
        ]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []


def _manifest(
    pages: Mapping[str, tuple[Plate, bytes]], job: Job, plant: Plant, condition: Condition, measuring: Measuring | None
) -> dict[str, Any]:
    delivered = {
        _in_folder(name): Delivered(data, plate.pages, boxes_of(plate, plant)) for name, (plate, data) in pages.items()
    }
    made = manifest(
        delivered,
        plant=plant,
        condition=condition.identifier,
        paper=job.issue.paper.name,
        date=job.issue.edition.date.isoformat(),
        number=job.issue.edition.number,
        measuring=measuring,
    )
    kept = entries_of(job.out) if job.out and not job.whole else []
    entries = [*made["files"], *(entry for entry in kept if entry["file"] not in delivered)]
    made["files"] = sorted(entries, key=lambda entry: (entry["pages"], entry["file"]))
    return made


def _key(house: str, plate: Plate, job: Job, *, grey: bool) -> str:
    """The digest of all that the press file of a page depends on; `house` is that of what all files share."""
    pictures = [stamp(item.file) for item in plate.items if isinstance(item, Picture)]
    titles = [(article.id, article.title) for article in job.issue.articles if _stands(article.id, plate)]
    faces = [stamp(face.entry.path) for face in job.faces if face.id in plate.faces]
    return digest(house, job.keys[plate.page], pictures, titles, faces, grey)


def _stands(article: str, plate: Plate) -> bool:
    return any(leg.article == article for leg in plate.legs)


def _in_folder(name: str) -> str:
    return name.removeprefix(f"{FOLDER}/")
