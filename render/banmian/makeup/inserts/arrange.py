"""Inserts among the columns of a block: where each stands, how high, and which lines that leaves to the text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from banmian.makeup.inserts.insert import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banmian.layout import PhotoPlace
    from banmian.makeup.inserts.insert import Insert
    from banmian.makeup.text.field import Field
    from banmian.makeup.text.ground import Ground

TEXT_PART = 0.25
"""The part of a field that inserts leave to a text that needs so much: a story is more than its picture."""
Outline = Sequence[tuple[float, float] | None]
LEAST_RUN = 2
"""Lines that text has at least between two inserts, or between one and the foot of its column."""
WHITE = 1
"""Lines of white between an insert and the text over or under it."""


class Wish(NamedTuple):
    """An insert and where it should stand: its columns, counted from 0, and its place in them."""

    insert: Insert
    first: int
    last: int
    place: PhotoPlace

    @property
    def natural(self) -> int:
        """The lines at which it stands best: a picture is not cut, all else takes no more than it needs."""
        return self.insert.natural if isinstance(self.insert, Shape) else self.insert.least

    @property
    def smallest(self) -> int:
        """The fewest lines at which it is shown where there is no room for its least: a picture is cropped more."""
        return self.insert.smallest if isinstance(self.insert, Shape) else self.insert.least

    def outline(self, lines: int) -> Outline:
        """For each of its lines from where to where it is solid, in pt from its left edge; nothing for what has no
        outline that text runs along.
        """
        return self.insert.outline(lines) if self.place.around and isinstance(self.insert, Shape) else ()


class Standing(NamedTuple):
    """An insert that has its place: the row on which it begins, and how many it takes."""

    wish: Wish
    top: int
    lines: int


class Arrangement(NamedTuple):
    """Inserts in their places, and the field that they leave."""

    standing: tuple[Standing, ...]
    field: Field


def arrange(wishes: Sequence[Wish], heights: Sequence[int], field: Field, ground: Ground) -> Arrangement | None:
    """The inserts at some heights in lines, one after the other; None if they do not all have room."""
    standing = []
    whole = field
    for wish, lines in zip(wishes, heights, strict=True):
        top = _top(field, wish, lines, whole)
        if top is None:
            return None
        standing.append(Standing(wish, top, lines))
        outline = wish.outline(lines)
        field = _around(field, standing[-1], outline, ground) if outline else _without(field, wish, top, top + lines)
    return Arrangement(tuple(standing), _without_slivers(field, standing))


def arrange_what_fits(
    wishes: Sequence[Wish], field: Field, ground: Ground, needed: float
) -> tuple[Arrangement, list[Wish]]:
    """The inserts at their least height, and those left out for which there is no room: the last first.

    A picture may be lower than its least: cropped more than it should, but shown. A part of the field is kept for the
    text, which takes `needed` 字.
    """
    kept = min(needed, field.cells * TEXT_PART)
    placed = list(wishes)
    while placed:
        found = arrange(placed, [wish.insert.least for wish in placed], field, ground)
        if found and found.field.cells >= kept:
            break
        lower = placed[-1]
        for lines in range(lower.insert.least - 1, lower.smallest - 1, -1):
            heights = [*(wish.insert.least for wish in placed[:-1]), lines]
            found = arrange(placed, heights, field, ground)
            if found and found.field.cells >= kept:
                return found, [wish for wish in wishes if wish not in placed]
        placed.pop()
    else:
        found = Arrangement((), field)
    return found, [wish for wish in wishes if wish not in placed]


def heights_between(wishes: Sequence[Wish]) -> Iterator[tuple[int, ...]]:
    """The heights to be tried, from the most to the least: the one that is furthest above its least gives way."""
    now = [wish.insert.most for wish in wishes]
    yield tuple(now)
    while True:
        able = [n for n, wish in enumerate(wishes) if now[n] > wish.insert.least]
        if not able:
            return
        tallest = max(able, key=lambda n: now[n] / max(wishes[n].insert.least, 1))
        now[tallest] -= 1
        yield tuple(now)


def _top(field: Field, wish: Wish, lines: int, before: Field) -> int | None:
    """The row on which an insert of some lines may begin in its columns, as near as it goes to where it should.

    `before` is the field without any insert: places in lines are counted from its top.
    """
    columns = range(wish.first, wish.last + 1)
    whole = ({row for row in field.free[column] if (column, row) not in field.narrow} for column in columns)
    rows = sorted(set.intersection(*whole))  # what takes a part of a line leaves no room for an insert in it
    if not rows:
        return None
    breaks = [n for n, (one, other) in enumerate(pairwise(rows), 1) if other != one + 1]
    runs = [(rows[a], rows[b - 1] + 1) for a, b in pairwise([0, *breaks, len(rows)])]
    able = [(top, bottom) for top, bottom in runs if bottom - top >= lines]
    if not able:
        return None
    at = wish.place.at
    if at == "top":
        return able[0][0]
    if at == "foot":
        return able[-1][1] - lines
    wanted = max((before.free[column] or (0,))[0] for column in columns) + at
    tops = [min(max(wanted, top), bottom - lines) for top, bottom in able]
    return min(tops, key=lambda top: abs(top - wanted))


def _without(field: Field, wish: Wish, top: int, bottom: int) -> Field:
    """The field without the rows of an insert, and a line of white where text stands over or under it."""
    return field.without(wish.first, wish.last, top - WHITE, bottom + WHITE)


def _without_slivers(field: Field, standing: Sequence[Standing]) -> Field:
    """The field without single lines over or under inserts: no text stands so alone (X4)."""
    for column in {n for wish, _, _ in standing for n in range(wish.first, wish.last + 1)}:
        rows = field.free[column]
        breaks = [n for n, (one, other) in enumerate(pairwise(rows), 1) if other != one + 1]
        for a, b in pairwise([0, *breaks, len(rows)]):
            if 0 < b - a < LEAST_RUN:
                field = field.without(column, column, rows[a], rows[b - 1] + 1)
    return field


def _around(field: Field, standing: Standing, outline: Outline, ground: Ground) -> Field:
    """The field with shorter lines round the outline of a cut-out (K6)."""
    wish, top, lines = standing
    bottom = top + lines
    left = ground.span(wish.first, wish.last)[0]
    for number, extent in enumerate(outline):
        if extent is None:
            continue
        for column in range(wish.first, wish.last + 1):
            begins = left - ground.column_x(column)
            edges = ((begins + edge) / ground.size for edge in extent)
            field = field.beside(column, top + number, *edges)
    return field.without(wish.first, wish.last, bottom, bottom + WHITE)
