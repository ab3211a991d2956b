"""Checks of the finished pages that read nothing but the Plates and the articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.model import Finding, Severity
from banmian.plate import Picture

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banmian.model import Article
    from banmian.plate import Plate
    from banmian.report import Pieces


def check_plates(plates: tuple[Plate, ...], pieces: Pieces, articles: Iterable[Article]) -> tuple[Finding, ...]:
    """Text conserved (promise 2), and everything inside the trimmed page."""
    return (*_conserved(pieces, articles), *_inside(plates))


def _conserved(pieces: Pieces, articles: Iterable[Article]) -> Iterable[Finding]:
    """Each article's pieces follow each other from its first character, nothing lost between and nothing twice."""
    for article in articles:
        at = 0
        for page, slot, start, end in pieces.get(article.id, []):
            if start != at:
                what = (
                    f"characters {at} to {start} are on no page"
                    if start > at
                    else f"characters {start} to {at} stand twice"
                )
                yield Finding(
                    severity=Severity.ERROR,
                    code="text-not-conserved",
                    message=what,
                    article=article.id,
                    page=page,
                    slot=slot,
                    hint="this is a fault of Banmian: please report it with the issue folder",
                )
            at = end


def _inside(plates: tuple[Plate, ...]) -> Iterable[Finding]:
    for plate in plates:
        for run in plate.texts():
            left, top, right, bottom = run.box
            if left < -0.01 or right > plate.width + 0.01 or top < -0.01 or bottom > plate.height + 0.01:
                yield Finding(
                    severity=Severity.ERROR,
                    code="outside-the-page",
                    article=run.article,
                    page=plate.page,
                    message=f"“{run.text[:20]}” stands outside the trimmed page",
                    hint="shorten it",
                )
        for item in plate.items:
            if isinstance(item, Picture) and (item.x < -plate.bleed or item.x + item.width > plate.width + plate.bleed):
                yield Finding(
                    severity=Severity.ERROR,
                    code="outside-the-page",
                    article=item.article,
                    page=plate.page,
                    message=f"the picture {item.file} stands outside the page",
                    hint="give it fewer columns",
                )
