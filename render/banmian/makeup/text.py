"""The text of a leg, and its way into a field: line by line, in the measure that each line has."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from banmian.makeup.columns import (
    KEEP_WITH_SUBHEAD,
    Piece,
    Spot,
    compose_story,
    compose_stretch,
    cut_from_below,
    flow,
    level,
)
from banmian.makeup.verse import verse_inset
from banmian.model import ParagraphKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.makeup.copy import Story
    from banmian.makeup.field import Field
    from banmian.typeset import Sorts


class Flowed(NamedTuple):
    """Pieces and the spots of those that found room."""

    pieces: list[Piece]
    spots: list[Spot]

    @property
    def is_whole(self) -> bool:
        """Whether all found room."""
        return len(self.spots) == len(self.pieces)


class LegText:
    """The text [start, stop) of a story in a leg. `size` is that of its body in pt, `taken` are the em of its first
    line that a mark takes.

    Its pieces are those of full lines; where the lines of a field differ they are composed anew.
    """

    def __init__(
        self, sorts: Sorts, story: Story, start: int, stop: int, measure: float, size: float, taken: float = 0.0
    ) -> None:
        self.sorts, self.story, self.start, self.stop = sorts, story, start, stop
        self.measure, self.size, self.taken = measure, size, taken
        first = measure - taken if taken else None
        self.pieces = compose_story(sorts, story, start, stop, measure, size, first)

    def until(self, stop: int) -> LegText:
        """The text up to an earlier end."""
        return LegText(self.sorts, self.story, self.start, stop, self.measure, self.size, self.taken)

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
                at = _with_its_text(lines, at)
            measures = [line[3] for line in lines[at:]][:: 2 if subhead else 1] or [field.measure]
            if self.taken and not pieces:
                measures = [measures[0] - self.taken, *(measures[1:] or [field.measure])]
            for piece in compose_stretch(self.sorts, stretch, self.start, self.stop, measures, self.size, poem):
                if piece.above and 0 < at < len(lines) and lines[at][0] == lines[at - 1][0]:
                    at += piece.above
                pieces.append(piece)
                if len(spots) == len(pieces) - 1 and at + piece.rows <= len(lines):
                    column, row, begins, _ = lines[at]
                    spots.append(Spot(piece, column, row, begins))
                at += piece.rows
        for mark in marks:
            pieces.append(mark)
            if len(spots) == len(pieces) - 1 and at < len(lines):
                spots.append(Spot(mark, lines[at][0], lines[at][1], lines[at][2]))
            at += 1
        return Flowed(pieces, spots)


def _kept(field: Field, rows: int) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(some) for some in cut_from_below(field.free, rows))


def _with_its_text(lines: Sequence[tuple[int, int, float, float]], at: int) -> int:
    """The line from which a subhead and the text after it stand in one column, one under the other (R6)."""
    needed = 2 + KEEP_WITH_SUBHEAD
    while at + needed <= len(lines):
        column, row = lines[at][:2]
        if lines[at + needed - 1][:2] == (column, row + needed - 1):
            return at
        at += 1
    return at
