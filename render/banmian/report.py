"""report.json: where every character of every article stands, and how full every page is.

Read from the Plates themselves: what the report says is what is printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.makeup import Fit, MadeUp
    from banmian.model import Article, Finding, Issue
    from banmian.plate import Plate

Pieces = dict[str, list[tuple[int, str, int, int]]]


class Piece(NamedTuple):
    """A part of an article in one slot: the characters [start, end) of its body, and what they are."""

    page: int
    slot: str
    start: int
    end: int
    text: str


def pieces_of(plates: Sequence[Plate]) -> Pieces:
    """Return for each article its pieces as (page, slot, first character, end), in the order of the text.

    A leg is one piece, or several where its lines do not follow each other. The newline between two paragraphs has no
    glyph; it belongs to the piece whose last line ends before it.
    """
    found: Pieces = {}
    for plate in plates:
        for leg in plate.legs:
            for start, end in leg.spans:
                found.setdefault(leg.article, []).append((plate.page, leg.slot, start, end))
    for pieces in found.values():
        pieces.sort(key=lambda piece: piece[2])
        for n in range(len(pieces) - 1):
            page, slot, start, end = pieces[n]
            if pieces[n + 1][2] == end + 1:  # the newline between
                pieces[n] = (page, slot, start, end + 1)
    return found


def make_report(issue: Issue, made: MadeUp, findings: Sequence[Finding]) -> dict[str, Any]:
    """The report as plain data, ready for JSON.

    The `text` of an article's pieces, joined, with the text of its overset, is its body.
    """
    pieces = pieces_of(made.plates)
    lines = {one.article: one.lines for one in made.overset}
    return {
        "paper": issue.paper.name,
        "date": issue.edition.date.isoformat(),
        "articles": [
            _article(article, pieces.get(article.id, []), lines.get(article.id, 0)) for article in issue.articles
        ],
        "pages": [_page(plate, made.fits.get(plate.page, ()), findings) for plate in made.plates],
        "findings": [finding.as_dict() for finding in findings],
    }


def _article(article: Article, pieces: list[tuple[int, str, int, int]], overset: int) -> dict[str, Any]:
    body = article.body
    reached = pieces[-1][3] if pieces else 0
    return {
        "id": article.id,
        "title": article.title,
        "characters": len(body),
        "pieces": [
            {"page": page, "slot": slot, "first": start, "last": end - 1, "text": body[start:end]}
            for page, slot, start, end in pieces
        ],
        "overset": {"lines": overset, "characters": len(body) - reached, "text": body[reached:]},
    }


def _page(plate: Plate, fits: Sequence[Fit], findings: Sequence[Finding]) -> dict[str, Any]:
    return {
        "page": plate.page,
        "section": plate.section,
        "slots": [
            {
                "slot": fit.slot,
                "article": fit.article,
                "lines": fit.room,
                "used": fit.used,
                "white": fit.white,
                "head_white": fit.head_white,
                "inserts": [{"what": what, "lines": lines, "natural": natural} for what, lines, natural in fit.inserts],
            }
            for fit in fits
        ],
        "fill": round(sum(fit.used for fit in fits) / max(sum(fit.room for fit in fits), 1), 3),
        "findings": [finding.as_dict() for finding in findings if finding.page == plate.page],
    }
