"""The files that a command reads, which none of its outputs may be written over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from banmian.model import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from banmian.model import Issue


def inputs_of(sources: Iterable[Path], plant: str = "") -> Iterator[Path]:
    """Yield the files that are read for sources as commands take them: issues, PDFs, folders of PDFs; and for a plant.

    What else lies in a folder of PDFs, such as an earlier report, is not read.
    """
    from banmian.intake import read_issue

    if plant:
        yield Path(plant)
    for source in sources:
        yield source
        if source.suffix == ".json" or any((source / name).is_file() for name in ("issue.toml", "issue.json")):
            try:
                yield from files_of(read_issue(source))
            except InputError:  # the command itself will say so
                continue
        elif source.is_dir():
            for folder in (source, source / "press"):
                yield from (folder / "manifest.json", folder / "report.json")
                yield from folder.glob("*.[pP][dD][fF]")


def files_of(issue: Issue) -> Iterator[Path]:
    """Yield the files that an issue was read from and those that it names."""
    folder = Path(issue.folder)
    yield from (folder / "issue.toml", folder / "issue.json")
    yield from folder.glob("articles/*.md")
    yield from folder.glob("layouts/*.toml")
    for article in issue.articles:
        for photo in article.keys.photos:
            names = (photo.file, *(part.file for part in photo.group))
            yield from (folder / name for name in names if name)
    for page in issue.pages:
        yield from (folder / advert.file for advert in page.adverts)
    yield from (folder / choice.file for choice in issue.fonts.values())
    if issue.paper.logo:
        yield folder / issue.paper.logo
