"""The field of a block: the lines that its text may take, column by column, and what of each is left to it.

A headline, a photograph or a box takes lines of whole columns away; what stands within a column, such as a cut-out or
a headline in a corner, leaves its lines a shorter measure, in whole 字 (F2, K6).
"""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LEAST_BESIDE = 6
"""字 of the shortest line beside something in its column; where fewer are left, none stands there (K6)."""
CLEAR = 1
"""字 between a line and what it stands beside."""


class Field(NamedTuple):
    """The rows of each text column that are free, from the top of the slot, and the lines that are shorter.

    `narrow` has for (column, row) by how many 字 its line begins later, and its measure.
    """

    measure: float
    free: tuple[tuple[int, ...], ...]
    narrow: Mapping[tuple[int, int], tuple[float, float]] = {}

    @property
    def is_even(self) -> bool:
        """Whether all lines have the measure of their columns."""
        return not self.narrow

    @property
    def room(self) -> int:
        """Lines that are free."""
        return sum(map(len, self.free))

    @property
    def cells(self) -> float:
        """字 that the free lines hold."""
        return self.room * self.measure - sum(self.measure - measure for _, measure in self.narrow.values())

    def without(self, first: int, last: int, top: int, bottom: int) -> Field:
        """The field without the rows from `top` to before `bottom` of the columns `first` to `last`."""
        free = tuple(
            tuple(row for row in rows if not top <= row < bottom) if first <= column <= last else rows
            for column, rows in enumerate(self.free)
        )
        kept = self._kept(lambda column, row: not (first <= column <= last and top <= row < bottom))
        return Field(self.measure, free, kept)

    def with_only(self, free: tuple[tuple[int, ...], ...]) -> Field:
        """The field with some of its free rows."""
        if not self.narrow:
            return Field(self.measure, free)
        rows = [set(some) for some in free]
        return Field(self.measure, free, self._kept(lambda column, row: row in rows[column]))

    def beside(self, column: int, row: int, left: float, right: float) -> Field:
        """The field where something takes a part of a line, from `left` to `right` in 字 from the start of its column.

        The longer part of the line is left to the text, an em away; none if it is too short.
        """
        begins, measure = self.narrow.get((column, row), (0.0, self.measure))
        ends = begins + measure
        apart = right + CLEAR <= begins + 1e-6 or left - CLEAR >= ends - 1e-6
        if apart or row not in self.free[column]:
            return self
        before, after = floor(left - CLEAR - begins + 1e-6), floor(ends - ceil(right + CLEAR - 1e-6) + 1e-6)
        if max(before, after) < LEAST_BESIDE:
            return self.without(column, column, row, row + 1)
        shorter = (begins, float(before)) if before >= after else (ends - after, float(after))
        return Field(self.measure, self.free, {**self.narrow, (column, row): shorter})

    def _kept(self, wanted: Callable[[int, int], bool]) -> dict[tuple[int, int], tuple[float, float]]:
        return {place: line for place, line in self.narrow.items() if wanted(*place)}
