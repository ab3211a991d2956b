"""Columns of text: 单行不占栏 of one line (X4), 孤行 begun with a last line (R5), uneven or white at the foot (X8)."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from banmian.plate import Box, Role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from banmian.model import Article, Finding
    from banmian.preflight.stories import Column, PageRead, Story

SHOWS = 0.5
"""A widow that fills more than half of its column looks like any other line: a newspaper lets it be (R5)."""
LEVEL = 1
"""Lines by which the columns of a story may differ (X8)."""
HOLE = 2
"""Lines of white at the foot of a story above which it is a hole (X8)."""

Ends = dict[str, frozenset[int]]


def paragraph_ends(articles: Iterable[Article]) -> Ends:
    """For each article the offsets in its body at which a paragraph of two lines or more may end."""
    return {
        article.id: frozenset(end - 1 for end in accumulate(len(p.text) + 1 for p in article.paragraphs))
        for article in articles
    }


def short_columns(page: PageRead, ends: Mapping[str, Collection[int]]) -> Iterable[Finding]:
    """X4 and R5: a column of one line beside longer ones, and a column that begins with the end of a paragraph."""
    for story in page.stories:
        counts = [len(column.lines) for column in story.columns]
        for number, column in enumerate(story.columns):
            if counts[number] == 1 and max(counts) > 1 + LEVEL:
                what = f"column {number + 1} of the text has one line (单行不占栏)"
                hint = "take out a line or add two, or change the height of a photo by a line"
                yield page.taboo("one-line-column", what, hint, story)
            elif found := _widow(page, story, column, number, ends.get(story.article, ())):
                yield found


def _widow(page: PageRead, story: Story, column: Column, number: int, ends: Collection[int]) -> Finding | None:
    first, box = column.lines[0], column.box
    if first.start <= 0 or first.end not in ends or first.start - 1 in ends or first.role is Role.SUBHEAD:
        return None
    if story.along(first.box).right - box.left > SHOWS * (box.right - box.left):
        return None
    what = f"column {number + 1} of the text begins with the last line of a paragraph (孤行)"
    return page.taboo("widow", what, "cut that paragraph by a few characters, or add a line to it", story)


def uneven_columns(page: PageRead, reported: Collection[tuple[str, str]]) -> Iterable[Finding]:
    """X8: columns whose feet differ, and white under a whole story, unless it is `reported` as underset already.

    Only where nothing stands in the white: the parts of a stepped story end on different lines, on something else.
    """
    pitch = page.plate.pitch
    for story in page.stories:
        if not story.columns or (story.article, story.slot) in reported:
            continue
        boxes = [column.box for column in story.columns]
        foot = max(box.bottom for box in boxes)
        hint = "write more or cut it, add a photo, or take another slot"
        for number, box in enumerate(boxes):
            white = round((foot - box.bottom) / pitch)
            if white > LEVEL and _bare(page, story, box, foot):
                what = f"column {number + 1} of the text ends {white} lines higher than the deepest"
                yield page.taboo("uneven-columns", what, hint, story, lines=white)
                break
        else:
            floor = story.along(story.area).bottom
            white = int((floor - foot) / pitch + 0.3)
            if white > HOLE and all(_bare(page, story, box, floor - pitch / 2) for box in boxes):
                what = f"{white} lines at the foot of the story are white"
                yield page.taboo("white-at-foot", what, hint, story, lines=white)


def _bare(page: PageRead, story: Story, box: Box, foot: float) -> bool:
    """Whether nothing stands between the foot of a column and a line."""
    return page.is_empty(story.flat(Box(box.left, box.bottom + 1, box.right, foot)))
