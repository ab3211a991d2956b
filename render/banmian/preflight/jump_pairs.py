"""转版: every article that leaves a page says so there, and where it comes from on the other side (F5).

What the marks print is held against where the parts of the article stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.plate import Role, box_of, lines_of
from banmian.preflight.broken import Broken, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banmian.model import Issue
    from banmian.plate import Leg, Plate


def jump_pairs(issue: Issue, plates: Sequence[Plate]) -> Iterator[Broken]:
    """Marks that are missing, that name a wrong page, and that stand where no article goes on."""
    articles = {article.id: article for article in issue.articles}
    pages = {(leg.article, leg.number): plate.page for plate in plates for leg in plate.legs}
    for plate in plates:
        for leg in plate.legs:
            whose = named(articles.get(leg.article), leg.article)
            wanted = _wanted(issue, leg, plate.page, pages)
            for mark in leg.groups(Role.JUMP):
                lines = tuple(lines_of(mark.children))
                right = wanted.pop(mark.id, "—") if lines else ""
                text = "".join(line.text for line in lines)
                if text != right:
                    yield Broken("edition-jump-wrong", plate.page, box_of(lines), whose, text, right)
            for text in wanted.values():
                yield Broken("edition-jump-missing", plate.page, leg.box, whose, allowed=text)


def _wanted(issue: Issue, leg: Leg, page: int, pages: dict[tuple[str, int], int]) -> dict[str, str]:
    """What the marks of a leg must say, by their ids: that of a jump has the number of the part that it leads to.

    A part whose other side is not among the pages says itself where that is.
    """
    sides = (
        (leg.number, leg.number - 1, leg.comes_from, issue.jumps.arriving),
        (leg.number + 1, leg.number + 1, leg.goes_on_to, issue.jumps.leaving),
    )
    found = {}
    for jump, number, said, style in sides:
        there = pages.get((leg.article, number), said)
        if there not in (0, page):
            found[f"{leg.article}/jump[{jump}]"] = style.replace("{page}", str(there))
    return found
