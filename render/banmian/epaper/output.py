"""The screen files 阅读版 of an issue: one PDF of all its pages; of some pages a PDF each."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from banmian.epaper.screen import screen_pdf
from banmian.outputs import OutputFile
from banmian.pdf import FontSet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from banmian.outputs import Job
    from banmian.plate import Plate

FOLDER = "screen"


def files(job: Job) -> Iterator[OutputFile]:
    """Return `20261123.pdf` where all pages are asked for; else `20261123-05.pdf` for each page that is.

    So a PDF of the whole issue is never replaced by a shorter one.
    """
    titles = {article.id: article.title for article in job.issue.articles}

    def pdf(plates: tuple[Plate, ...], _: Mapping[str, bytes]) -> bytes:
        fonts = FontSet(job.faces, [run for plate in plates for run in plate.texts()])
        return screen_pdf(plates, fonts, title=job.title, date=job.date, titles=titles, language=job.language)

    name = f"{FOLDER}/{job.issue.edition.date:%Y%m%d}"
    whole = f"{name}.pdf"
    if job.whole:
        yield OutputFile(whole, job.plates, partial(pdf, job.plates))
        return
    for plate in job.plates:
        pages = "-".join(f"{page:02d}" for page in plate.pages)
        yield OutputFile(f"{name}-{pages}.pdf", (plate,), partial(pdf, (plate,)), instead_of=whole)


def earlier(out: Path, day: str) -> Iterator[Path]:
    """Return the screen files of an earlier build of the day: of the whole issue, and of single pages."""
    ours = re.compile(rf"{day}(-\d{{2,3}}){{0,2}}\.pdf")
    return (file for file in (out / FOLDER).glob("*.pdf") if ours.fullmatch(file.name))
