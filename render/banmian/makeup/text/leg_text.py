"""The text of a leg, and its way into a field: line by line, in the measure that each line has."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from banmian.makeup.text.columns import (
    KEEP_WITH_SUBHEAD,
    SUBHEAD_LINES,
    SUBHEAD_SIZE,
    Piece,
    Spot,
    compose_story,
    compose_stretch,
    cut_from_below,
    flow,
    level,
)
from banmian.makeup.text.field import LEAST_BESIDE
from banmian.makeup.text.verse import verse_inset
from banmian.model import ParagraphKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.makeup.text.copy import Story, Stretch
    from banmian.makeup.text.field import Field
    from banmian.typeset import Sorts

    _Line = tuple[int, int, float, float]
    """A line of a field: column, row, by how many 字 it begins later, its measure."""


class Flowed(NamedTuple):
    """Pieces and the spots of those that found room."""

    pieces: list[Piece]
    spots: list[Spot]

    @property
    def is_whole(self) -> bool:
        """Whether all found room."""
        return len(self.spots) == len(self.pieces)


class LegText:
    """The text [start, stop) of a story in a leg. `size` is that of its body and `subhead` that of
    its subheads in pt, `taken` are the em of its first
    line that a mark takes.

    Its pieces are those of full lines; where the lines of a field differ they are composed anew.
    """

    def __init__(
        self,
        sorts: Sorts,
        story: Story,
        start: int,
        stop: int,
        measure: float,
        size: float,
        taken: float = 0.0,
        subhead: float = SUBHEAD_SIZE,
    ) -> None:
        self.sorts, self.story, self.start, self.stop = sorts, story, start, stop
        self.measure, self.size, self.taken, self.subhead = measure, size, taken, subhead
        first = measure - taken if taken else None
        self.pieces = compose_story(sorts, story, start, stop, measure, size, first, subhead)

    def until(self, stop: int) -> LegText:
        """The text up to an earlier end."""
        return LegText(self.sorts, self.story, self.start, stop, self.measure, self.size, self.taken, self.subhead)

    def has_room(self, field: Field, marks: Sequence[Piece] = (), pieces: list[Piece] | None = None) -> bool:
        """Whether the text, or other pieces of it, and the rows of a mark after it find room."""
        if field.is_even:
            some = [*(self.pieces if pieces is None else pieces), *marks]
            return flow(some, field.free)[1] == len(some)
        return self._along(field, marks).is_whole

    def flow(self, field: Field) -> Flowed:
        """As much as there is room for."""
        if field.is_even:
            return Flowed(self.pieces, flow(self.pieces, field.free)[0])
        return self._along(field, ())

    def level(self, field: Field, marks: Sequence[Piece] = (), pieces: list[Piece] | None = None) -> Flowed:
        """The text in the fewest rows that hold it, columns level (F3), or as much of it as there is room for."""
        if field.is_even:
            some = [*(self.pieces if pieces is None else pieces), *marks]
            return Flowed(some, level(some, field.free)[0])
        whole = self._along(field, marks)
        if not whole.is_whole:
            return whole
        low, high = 1, field.room  # rows that do not hold it, or may not; rows that do
        while high - low > 1:
            middle = (low + high) // 2
            if self._along(field.with_only(_kept(field, middle)), marks).is_whole:
                high = middle
            else:
                low = middle
        return self._along(field.with_only(_kept(field, high)), marks)

    def _along(self, field: Field, marks: Sequence[Piece]) -> Flowed:
        """The text composed along the lines of a field that are not all alike."""
        lines = [
            (column, row, *field.narrow.get((column, row), (0.0, field.measure)))
            for column, rows in enumerate(field.free)
            for row in rows
        ]
        pieces: list[Piece] = []
        spots: list[Spot] = []
        at = 0
        poem = verse_inset(self.sorts, self.story, self.measure)
        for stretch in self.story.stretches:
            if stretch.end <= self.start or stretch.start >= self.stop:
                continue
            subhead = stretch.kind is ParagraphKind.SUBHEAD
            if subhead:
                at = _with_its_text(lines, at, 1)
            some = self._composed(stretch, lines, at, poem, opens=not pieces)
            if subhead and len(some) > 1:
                at = _with_its_text(lines, at, len(some))
                some = self._composed(stretch, lines, at, poem, opens=not pieces)
            for piece in some:
                if piece.above and 0 < at < len(lines) and lines[at][0] == lines[at - 1][0]:
                    at += piece.above
                pieces.append(piece)
                if len(spots) == len(pieces) - 1 and _is_free(lines, at, piece.rows):
                    column, row, begins, _ = lines[at]
                    spots.append(Spot(piece, column, row, _common(lines, at)[0] if subhead else begins))
                at += piece.rows
        for mark in marks:
            pieces.append(mark)
            if len(spots) == len(pieces) - 1 and at < len(lines):
                spots.append(Spot(mark, lines[at][0], lines[at][1], lines[at][2]))
            at += 1
        return Flowed(pieces, spots)

    def _composed(
        self, stretch: Stretch, lines: Sequence[_Line], at: int, poem: float | None, *, opens: bool
    ) -> list[Piece]:
        """A paragraph on the lines of a field from one on; that which `opens` the leg leaves room for its mark."""
        if stretch.kind is ParagraphKind.SUBHEAD:
            measures = [_common(lines, n)[1] for n in range(at, len(lines) - 1, SUBHEAD_LINES)]
        else:
            measures = [line[3] for line in lines[at:]]
        measures = measures or [self.measure]
        if self.taken and opens:
            measures = [measures[0] - self.taken, *(measures[1:] or [self.measure])]
        return compose_stretch(self.sorts, stretch, self.start, self.stop, measures, self.size, poem, self.subhead)


def _kept(field: Field, rows: int) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(some) for some in cut_from_below(field.free, rows))


def _is_free(lines: Sequence[_Line], at: int, rows: int) -> bool:
    """Whether so many lines from one on stand in one column, one under the other."""
    if at + rows > len(lines):
        return False
    column, row = lines[at][:2]
    return lines[at + rows - 1][:2] == (column, row + rows - 1)


def _common(lines: Sequence[_Line], at: int) -> tuple[float, float]:
    """By how many 字 both of two lines begin later, and the measure that both have: that of a line of a subhead."""
    (_, _, begins, measure), (_, _, under, other) = lines[at], lines[at + 1]
    later = max(begins, under)
    return later, max(min(begins + measure, under + other) - later, 1.0)


def _with_its_text(lines: Sequence[_Line], at: int, count: int) -> int:
    """The line from which a subhead of `count` lines and the text after it stand in one column, one under the other
    (R6), and something beside them leaves the subhead room.
    """
    needed = SUBHEAD_LINES * count + KEEP_WITH_SUBHEAD
    while at + needed <= len(lines):
        wide = min(LEAST_BESIDE, lines[at][3])
        if _is_free(lines, at, needed) and all(
            _common(lines, at + n)[1] >= wide for n in range(0, SUBHEAD_LINES * count, SUBHEAD_LINES)
        ):
            return at
        at += 1
    return at
