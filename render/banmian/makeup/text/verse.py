"""Verse 诗行: every line of a poem begins a line, and the poem stands in the middle of its column (R7).

In an article that quotes verse it keeps the inset of a quotation; a poem is set about the middle by its longest line,
in half 字, so that lines of all columns begin alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.model import ParagraphKind
from banmian.typeset import compose

if TYPE_CHECKING:
    from banmian.makeup.text.copy import Story, Stretch
    from banmian.typeset import Sorts
    from banmian.typeset.lines import Line

TURN_OVER = 1.0
"""em by which the rest of a line of a poem that is longer than its measure is set in."""


def verse_inset(sorts: Sorts, story: Story, measure: float) -> float | None:
    """By how many em the lines of a poem begin later than its column of `measure` em; None for what is no poem.

    Nothing where its longest line is as wide as the column.
    """
    if story.article.keys.form != "poem":
        return None
    verse = [stretch for stretch in story.stretches if stretch.kind is ParagraphKind.VERSE]
    longest = max((_width(sorts, stretch) for stretch in verse), default=measure)
    return max(int((measure - longest) + 1e-6) / 2, 0.0)


def compose_verse(
    sorts: Sorts, start: int, end: int, measure: float, inset: float, turn_over: float = TURN_OVER
) -> list[tuple[Line, float]]:
    """The lines of one line of verse [start, end) in a column of `measure` em, each with its own inset.

    There is more than one where it is too long; those after the first are set in `turn_over` em further.
    """
    room = measure - inset
    lines = compose(sorts, start, end, [room, max(room - turn_over, 1.0)], endless=True)
    return [(line, inset + (turn_over if number else 0.0)) for number, line in enumerate(lines)]


def _width(sorts: Sorts, stretch: Stretch) -> float:
    """The natural width of a line of verse in em, half of a mark at its end left out (P8)."""
    cells = slice(stretch.start, stretch.end)
    width = float(sorts.width[cells].sum() + sorts.gap[cells].sum())
    return width - 0.5 if sorts.text[stretch.end - 1 : stretch.end] in tuple("，。、；：！？") else width
