"""Running sums over the places where a line may begin or end, so that any line is judged by a few subtractions.

A place is a permitted break, or the start or end of a paragraph. Places are counted from 0; all lengths are in em.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
_LONE_DIGIT = 0.25
_HYPHEN = 0.6


class Sums:
    """The sums of some sorts, with more places at the offsets `also`.

    What begins with `see_` is a memoryview of the same, from which Python takes plain numbers quickly.

    For place k: `offset` its character; `begins` and `ends` where a line begins that starts there, and ends that ends
    there (marks at the edges trimmed). A line is judged by what stands at its end minus what stands at its start:
    `give_to`, `give_from` what it can be squeezed by (J3); `take_to`, `take_from` what its word spaces and Han–Latin
    gaps can take up to their caps (J4(1), (2)), `flex_to`, `flex_from` how many those are; `opens_to`, `opens_from`
    how many gaps J4(3) has. `hang` is what a mark before the place may hang (H2), `dear` what a break there costs (U4).
    """

    def __init__(self, sorts: Sorts, also: tuple[int, ...] = ()) -> None:
        size = sorts.codes.size
        newlines = np.flatnonzero(sorts.classes == names()["newline"])
        is_place = sorts.may_break.copy()
        is_place[newlines] = is_place[newlines + 1] = True  # even where no line may begin, as before a single dash
        is_place[list(also)] = True
        is_place[0] = is_place[size] = True
        offset = np.flatnonzero(is_place)
        self.offset = offset
        self.index = np.cumsum(is_place, dtype=np.int64)
        self.index -= 1
        before = np.maximum(offset - 1, 0)
        after = np.minimum(offset, max(size - 1, 0))
        seen = self._seen_ends(sorts, offset, before)  # behind the last character that is no space
        last = np.maximum(seen - 1, 0)

        def ending(lengths: NDArray[Any], at: NDArray[np.int64]) -> NDArray[Any]:
            """What the last character of a line that ends at each place has, which the line loses."""
            found = lengths.take(at) if size else np.zeros(1, dtype=lengths.dtype)
            found[0] = 0
            return found

        def starting(lengths: Floats) -> Floats:
            found = lengths.take(after) if size else np.zeros(1)
            found[-1] = 0.0
            return found

        def running(values: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
            """The sum up to each place, and up to the last character that is seen before it, without that."""
            total = np.zeros(size + 1, dtype=values.dtype)
            np.cumsum(values, out=total[1:])
            return total.take(offset), total.take(last)

        where = sorts.where.take(offset)
        self.begins = where + starting(sorts.start_trim)
        self.ends = np.maximum.accumulate(where - ending(sorts.end_trim, before) - ending(sorts.gap, before))
        give, before_last = running(sorts.give_start + sorts.give_end + sorts.give_gap + sorts.give_space)
        self.give_from = give + starting(sorts.give_start)
        self.give_to = before_last + ending(sorts.give_start, last)
        takes = np.zeros(size)
        flexes = np.zeros(size, dtype=np.int64)
        setting = sorts.setting
        for some, caps, now in (
            (sorts.is_gap, setting.gap_cap, sorts.gap),
            (sorts.word_space, setting.space_cap, sorts.width),
        ):
            at = np.flatnonzero(some)
            takes[at] = np.maximum(caps - now[at], 0.0)
            flexes[at] = 1
        self.take_from, self.take_to = running(takes)
        self.opens_from, self.opens_to = sorts.opens.take(offset), sorts.opens.take(last)
        self.flex_from, self.flex_to = running(flexes)
        self.hang = ending(sorts.hang, before) if sorts.hang is not None else None
        limits = np.append(self.index[newlines], offset.size - 1)
        self.limit = limits[np.searchsorted(limits, np.arange(offset.size))]
        """For each place the place at which its paragraph ends."""
        self.dear = self._dear(sorts)
        self._look_at()

    @staticmethod
    def _seen_ends(sorts: Sorts, offset: NDArray[np.int64], before: NDArray[np.int64]) -> NDArray[np.int64]:
        """For each place where a line that ends there is seen to end: before the spaces that it drops."""
        if not sorts.is_space.any():
            return offset
        at = np.arange(sorts.codes.size)
        solid = np.maximum.accumulate(np.where(sorts.is_space, -1, at))
        return np.where(sorts.is_space[before], solid[before] + 1, offset)

    def _dear(self, sorts: Sorts) -> Floats:
        """U4: breaks that are permitted and better avoided: 5|人, a digit alone at an edge, a hyphenated word."""
        size = sorts.codes.size
        dear = np.zeros(size + 1)
        digit = sorts.classes == names()["digit"]
        if size > 1 and digit.any():
            digits = np.flatnonzero(digit)
            ends = digits[(digits + 1 < size) & ~digit[np.minimum(digits + 1, size - 1)]]  # the last of each number
            unit = np.isin(sorts.codes[ends + 1], np.array([ord(c) for c in _UNITS], dtype=np.uint32), kind="table")
            lone = (ends == 0) | ~digit[ends - 1]
            dear[ends + 1] = np.where(unit, _SPLIT_UNIT, np.where(lone, _LONE_DIGIT, 0.0))
            starts = ends[lone]
            dear[starts] = np.maximum(dear[starts], _LONE_DIGIT)
        joins = (sorts.classes == names()["connector"]) | (sorts.classes == names()["short-connector"])
        dear[1:][joins] = np.maximum(dear[1:][joins], _LONE_DIGIT)  # U5: 100～|150 where another place is as good
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
        self.see_flex_from, self.see_flex_to = self.flex_from.data, self.flex_to.data
        self.see_dear = self.dear.data
        self.see_hang = self.hang.data if self.hang is not None else None
