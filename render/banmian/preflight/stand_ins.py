"""Pages on which 〓 stands for a character that no face has (C13): they are shown, and not sent to the press."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from banmian.faces.library import STAND_IN
from banmian.model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from banmian.faces import Face
    from banmian.plate import Plate, TextRun


def stand_ins(plates: Iterable[Plate], faces: Iterable[Face]) -> dict[int, str]:
    """The characters for which 〓 stands, by the page that they are on, in the order of reading."""
    code = np.array([STAND_IN], dtype=np.uint32)
    by_face = {face.id: int(face.glyphs(code)[0]) for face in faces}
    found: dict[int, str] = {}
    for plate in plates:
        characters = "".join(
            character for run in (*plate.texts(), *plate.slug) for character in _replaced(run, by_face[run.face])
        )
        if characters:
            found[plate.page] = "".join(dict.fromkeys(characters))
    return found


def _replaced(run: TextRun, glyph: int) -> Iterator[str]:
    if glyph:
        for at in np.flatnonzero(run.glyphs == glyph).tolist():
            if ord(run.text[at]) != STAND_IN:
                yield run.text[at]


def withheld(page: int, characters: str) -> Finding:
    """The finding for a page that is not sent to the press."""
    return Finding(
        severity=Severity.ERROR,
        code="page-withheld",
        message=f"page {page} has no press file: 〓 stands on it for {'、'.join(characters)}",
        hint="mend what the missing-glyph errors name; the other pages are made",
        page=page,
    )
