"""题文: a headline and its text. 背题 stranded heads (X3, R6), 题文不接 text away from its head (X5, T13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.plate import Box, Role
from banmian.preflight.stories import baseline

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from banmian.model import Finding
    from banmian.preflight.stories import PageRead, Story

LEAST_UNDER_SUBHEAD = 2
"""Lines of text that follow a subhead in its column; with one it looks like the end of what stands above (R6)."""
LEAST_UNDER_HEAD = 2
"""Lines of text in the deepest column of a story with a head: fewer are a head with a remark, at the foot (X3)."""
JOINED = 3.0
"""Lines of white within which text over a head and the head are one: the head stands within its text (文夹题, F2)."""
EDGE = 1.0
"""em by which a column may stand out beyond its head: a mark hangs, a squeezed bracket has its blank half outside."""


def stranded(page: PageRead, reported: Collection[tuple[str, str]]) -> Iterable[Finding]:
    """X3: heads and subheads with hardly any text under them; not where white under it is `reported` as underset."""
    for story in page.stories:
        deepest = max((len(column.lines) for column in story.columns), default=0)
        bare = story.title and not story.leg.number and not story.pictures and deepest < LEAST_UNDER_HEAD
        if bare and (story.article, story.slot) not in reported:
            lines = f"{deepest} line" if deepest else "no"
            hint = "cut the text elsewhere, or give it a slot with more room"
            yield page.taboo("stranded-head", f"the headline has {lines} of text (背题)", hint, story)
        for column in story.columns:
            foot = [line.role for line in column.lines[: -LEAST_UNDER_SUBHEAD - 1 : -1]]
            if Role.SUBHEAD in foot:
                under = foot.index(Role.SUBHEAD)
                what = f"a subhead stands at the foot of a column with {under or 'no'} line of text under it (背题)"
                hint = "cut or add a line above it, or take the subhead out"
                yield page.taboo("stranded-subhead", what, hint, story)


def away_from_head(page: PageRead) -> Iterable[Finding]:
    """X5 and T13: text that begins neither under nor beside its head, and heads narrower than the text under them."""
    for story in page.stories:
        if not story.head or not story.columns:
            continue
        head, first = story.along(story.head), story.columns[0].box
        room = story.along(_room(story, page.walls))
        pitch = page.plate.pitch
        under = first.top >= head.bottom - pitch / 2
        beside = room.top - 2 * pitch <= first.top < room.bottom
        em = EDGE * story.columns[0].lines[-1].runs[0].size
        away = not under or room.overlap_across(first) <= 0
        narrow = first.left < room.left - em or first.right > room.right + em
        if beside or not (away or narrow) or _is_within(story, room, JOINED * pitch):
            continue
        if away:
            message = "the text begins neither under nor beside its headline (题文不接)"
            hint = "let the text begin in the columns of the headline, or move the headline over them"
            yield page.taboo("text-away-from-head", message, hint, story)
        else:
            message = "the headline is narrower than the column that its text begins in"
            hint = "give the headline all columns that its text begins under"
            yield page.taboo("head-too-narrow", message, hint, story)


def _is_within(story: Story, room: Box, reach: float) -> bool:
    """Whether text of a column that the head stands in ends right above it."""
    return any(
        0 <= room.top - baseline(line, vertical=story.vertical) <= reach
        for column in story.columns
        if column.box.overlap_across(room) > 0
        for line in column.lines
    )


def _room(story: Story, walls: list[Box]) -> Box:
    """The head with the white round it, as far as something else stands there: a short head owns its lines."""
    head, area = story.head, story.area
    assert head is not None, "only stories with a head are asked"
    left, above, right, below = area
    for wall in walls:
        if wall.left < head.right and head.left < wall.right:
            if wall.bottom <= head.top + 1:
                above = max(above, wall.bottom)
            if wall.top >= head.bottom - 1:
                below = min(below, wall.top)
        if wall.top < head.bottom and head.top < wall.bottom:
            if wall.right <= head.left + 1:
                left = max(left, wall.right)
            if wall.left >= head.right - 1:
                right = min(right, wall.left)
    return Box(min(left, head.left), min(above, head.top), max(right, head.right), max(below, head.bottom))
