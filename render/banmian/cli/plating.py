"""`banmian proof --plates`: the plates of issues or PDFs, what ink lies where, and a soft proof."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence

    from banmian.model import Finding

GOOD, FINDINGS = 0, 1


class _Page(NamedTuple):
    """A page of a press file: the file's data, its index there, and the name of its pictures."""

    data: bytes
    at: int
    name: str


def proof_plates(
    given: argparse.Namespace, folders: Sequence[Path], dpi: int, write: Callable[[dict[Path, bytes]], None]
) -> int:
    """Run it. Every picture is made before the first one is written. Raises InputError."""
    from msgspec.structs import replace

    from banmian.inks import read_condition
    from banmian.intake.plant import read_plant
    from banmian.model import InputError
    from banmian.separations.proofs import page_proofs, plain_ink

    plant, folder = read_plant(given.plant)
    profile = read_condition(plant.icc, folder, condition=plant.condition).profile
    files: dict[Path, bytes] = {}
    shown: dict[str, Any] = {}
    findings: list[Finding] = []
    for path, out in zip(given.sources, folders, strict=True):
        pages: dict[str, Any] = {}
        for page in _pages(path, given.plant, findings):
            _progress(f"plates of {page.name}")
            try:
                made = page_proofs(
                    page.data, page.at, page.name, dpi, plant.limits, profile=profile, paper=not given.white_paper
                )
            except InputError as error:
                raise InputError(*(replace(one, file=one.file or str(path)) for one in error.findings)) from None
            files |= {out / name: data for name, data in made.pictures.items()}
            pages[page.name] = plain_ink(made.ink)
        files[out / "ink.json"] = (json.dumps(pages, ensure_ascii=False, indent=1) + "\n").encode()
        shown[str(path)] = pages
    _progress("")
    write(files)
    if given.json:
        limits = {"ink": plant.limits.ink, "ink-error": plant.limits.ink_error, "ink-area": plant.limits.ink_area}
        print(json.dumps({"files": [str(file) for file in files], "limits": limits, "ink": shown}, ensure_ascii=False))
    else:
        print("\n".join(map(str, files)))
    for finding in findings:
        print(finding, file=sys.stderr)
    _remarks(shown)
    over = any(page["over-error"] for pages in shown.values() for page in pages.values())
    return FINDINGS if over or any(finding.severity.value == "error" for finding in findings) else GOOD


def _remarks(shown: dict[str, Any]) -> None:
    for pages in shown.values():
        for name, page in pages.items():
            for remark in page["remarks"]:
                print(f"{name}: {remark}", file=sys.stderr)


def _pages(path: Path, plant: str, findings: list[Finding]) -> Iterator[_Page]:
    """The pages of a PDF, or of the press files of an issue, which is built first."""
    from banmian.model.media import Media

    if Media.of(path) is Media.PDF:
        yield from _of_file(path)
        return
    from banmian.contact import pdf_leaves
    from banmian.front import make
    from banmian.model.plant import PressOrder

    newspaper = make(path, press=PressOrder(plant=plant, ink=False), progress=_progress)
    findings += newspaper.findings
    for name, data in newspaper.render("press", progress=_progress).items():
        if Media.of(name) is Media.PDF:
            yield from (_Page(leaf.data, leaf.at, leaf.name) for leaf in pdf_leaves(data, Path(name)))


def _of_file(path: Path) -> Iterator[_Page]:
    from banmian.contact import read_source

    for leaf in read_source(path).leaves:
        yield _Page(leaf.data, leaf.at, leaf.name)


def _progress(step: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{step}{' …' if step else ''}", end="", file=sys.stderr, flush=True)
