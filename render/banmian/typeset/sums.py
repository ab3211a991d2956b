"""Running sums over the places where a line may begin or end, so that any line is judged by a few subtractions.

A place is a permitted break, or the start or end of a paragraph. Places are counted from 0; all lengths are in em.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from banmian.typeset.classes import names

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from banmian.typeset.sorts import Sorts

    Floats = NDArray[np.float64]

EXACT = 1e-6
"""em by which two widths may differ and be the same."""
_UNITS = (
    "年月日时分秒元角吨人岁万亿千百个名位次家户项条件种台辆里米克斤亩版期号届级层楼度倍点只座处场批组支枚幅篇部套份天"
)
_SPLIT_UNIT = 0.55
_LONE_DIGIT = 0.4
_HYPHEN = 0.6


class Sums:
    """The sums of some sorts, with more places at the offsets `also`.

    What begins with `see_` is a memoryview of the same, from which Python takes plain numbers quickly.

    For place k: `offset` its character; `begins` and `ends` where a line begins that starts there, and ends that ends
    there (marks at the edges trimmed); `give_from` and `give_to` what a line can be squeezed by (J3: to minus from),
    `take_from` and `take_to` what its word spaces and Han–Latin gaps can take up to their caps (J4(1), (2)),
    `opens_from` and `opens_to` how many gaps J4(3) has; `hang` what a mark before it may hang (H2); `dear` what a
    break there costs (U4); `solid` how many characters that are no marks stand before it.
    """

    def __init__(self, sorts: Sorts, also: tuple[int, ...] = ()) -> None:
        size = sorts.codes.size
        newlines = np.flatnonzero(sorts.classes == names()["newline"])
        is_place = sorts.may_break.copy()
        is_place[newlines] = True
        is_place[list(also)] = True
        is_place[0] = is_place[size] = True
        offset = np.flatnonzero(is_place)
        self.offset = offset
        self.index = np.cumsum(is_place) - 1
        before = np.maximum(offset - 1, 0)
        after = np.minimum(offset, max(size - 1, 0))
        first, final = offset == 0, offset == size

        def at(lengths: Floats, where: NDArray[np.int64], unless: NDArray[np.bool_]) -> Floats:
            return np.where(unless, 0.0, lengths[where]) if size else np.zeros(offset.size)

        def running(values: Floats) -> Floats:
            return np.concatenate(([0.0], np.cumsum(values)))[offset]

        where = running(sorts.width + sorts.gap)
        self.begins = where + at(sorts.start_trim, after, final)
        ends = where - at(sorts.end_trim, before, first) - at(sorts.gap, before, first)
        self.ends = np.maximum.accumulate(ends)
        gaps = sorts.give_gap + sorts.give_space
        give = running(sorts.give_start + sorts.give_end + gaps)
        self.give_from = give + at(sorts.give_start, after, final)
        self.give_to = give - at(sorts.give_end, before, first) - at(gaps, before, first)
        setting = sorts.setting
        takes = np.where(sorts.is_gap, np.maximum(setting.gap_cap - sorts.gap, 0.0), 0.0)
        takes += np.where(sorts.word_space, np.maximum(setting.space_cap - sorts.width, 0.0), 0.0)
        take = running(takes)
        self.take_from, self.take_to = take, take - at(takes, before, first)
        opens = sorts.opens_up.astype(np.float64)
        count = running(opens)
        self.opens_from, self.opens_to = count, count - at(opens, before, first)
        self.hang = at(sorts.hang, before, first) if sorts.hang is not None else None
        self.limit = np.searchsorted(offset, newlines)
        """The places at which paragraphs end."""
        self.dear = self._dear(sorts)
        marks = sorts.table.no_start[sorts.classes] | (sorts.blank_start + sorts.blank_end > 0) | sorts.is_space
        self.solid = running((~marks).astype(np.float64))
        self._look_at()

    def _dear(self, sorts: Sorts) -> Floats:
        """U4: breaks that are permitted and better avoided: 5|人, a digit alone at an edge, a hyphenated word."""
        size = sorts.codes.size
        dear = np.zeros(size + 1)
        digit = sorts.classes == names()["digit"]
        if size > 1 and digit.any():
            digits = np.flatnonzero(digit)
            ends = digits[(digits + 1 < size) & ~digit[np.minimum(digits + 1, size - 1)]]  # the last of each number
            unit = np.isin(sorts.codes[ends + 1], np.array([ord(c) for c in _UNITS], dtype=np.uint32))
            lone = (ends == 0) | ~digit[ends - 1]
            dear[ends + 1] = np.where(unit, _SPLIT_UNIT, np.where(lone, _LONE_DIGIT, 0.0))
            starts = ends[lone]
            dear[starts] = np.maximum(dear[starts], _LONE_DIGIT)
        if sorts.hyphen is not None:
            dear[1:][sorts.hyphen > 0] = _HYPHEN
        return dear[self.offset]

    def _look_at(self) -> None:
        self.see_offset = self.offset.data
        self.see_index = self.index.data
        self.see_begins, self.see_ends = self.begins.data, self.ends.data
        self.see_give_from, self.see_give_to = self.give_from.data, self.give_to.data
        self.see_take_from, self.see_take_to = self.take_from.data, self.take_to.data
        self.see_opens_from, self.see_opens_to = self.opens_from.data, self.opens_to.data
        self.see_dear = self.dear.data
        self.see_solid = self.solid.data
        self.see_hang = self.hang.data if self.hang is not None else None
