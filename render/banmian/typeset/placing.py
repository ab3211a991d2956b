"""Placing: where each character of chosen lines stands.

All lines are placed at once. What gives and what is opened up is little of a text, so that squeezing and opening work
on the places that give, and only in the lines that need it.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from banmian.typeset.lines import Line
    from banmian.typeset.sorts import Sorts

    Floats = NDArray[np.float64]
    Offsets = NDArray[np.int64]

_EPSILON = 1e-6
_FIELDS = 6


class Placed(NamedTuple):
    """Every character of some lines, in em from its line's start: arrays over `offsets` in the sorts.

    `x` is where the squeezed cell of a character begins, `advance` the width of that cell, `origin` where its glyph is
    drawn. `first` are the positions in these arrays at which the lines begin. Per line: `width`, the end of the last
    cell; `natural`, the same before justification; `spread`, the space that J4(3) put into each gap; `beyond`, the
    space that each word space and Han–Latin gap got over its cap, where a line has nothing else to open.
    """

    offsets: Offsets
    first: Offsets
    x: Floats
    advance: Floats
    origin: Floats
    width: Floats
    natural: Floats
    spread: Floats
    beyond: Floats


class _Cells(Struct, frozen=True):
    """The lines on their way: their bounds in the sorts, and where each begins and ends in the arrays."""

    starts: Offsets
    ends: Offsets
    first: Offsets
    last: Offsets
    advance: Floats
    gap: Floats
    shift: Floats

    def holding(self, offsets: Offsets, need: Floats) -> tuple[Offsets, Offsets, Offsets]:
        """Of some offsets those that stand in a line in need: the offset, its line, its position in the arrays."""
        line = np.searchsorted(self.starts, offsets, side="right") - 1
        inside = (line >= 0) & (offsets < self.ends[line]) & (need[line] > 0)
        offsets, line = offsets[inside], line[inside]
        return offsets, line, offsets - self.starts[line] + self.first[line]


def place(sorts: Sorts, lines: Sequence[Line]) -> Placed:
    """Set the characters of lines, in the order of the text: squeeze in the order of J3, open up in that of J4."""
    if not lines:
        whole, empty = np.zeros(0, dtype=np.int64), np.zeros(0)
        return Placed(whole, whole, empty, empty, empty, empty, empty, empty, empty)
    data = np.fromiter(chain.from_iterable(lines), dtype=np.float64, count=_FIELDS * len(lines)).reshape(-1, _FIELDS)
    starts, ends = data[:, 0].astype(np.int64), data[:, 1].astype(np.int64)
    indent = data[:, 2].copy()
    room = data[:, 3] - indent
    sizes = ends - starts
    bounds = np.cumsum(sizes)
    first, last = bounds - sizes, bounds - 1
    index = np.arange(int(bounds[-1]))
    index -= np.repeat(first - starts, sizes)

    advance, gap, shift = sorts.width.take(index), sorts.gap.take(index), sorts.shift.take(index)
    start_trim, end_trim = sorts.start_trim[starts], sorts.end_trim[ends - 1]
    natural = sorts.where[ends] - sorts.where[starts] - start_trim - end_trim - sorts.gap[ends - 1]
    slack = room - natural
    if sorts.hang is not None:  # H2: a mark that would not fit otherwise hangs outside the line
        hung = np.where(slack < -_EPSILON, sorts.hang[ends - 1], 0.0)
        slack += hung
    advance[last] -= end_trim
    gap[last] = 0.0
    advance[first] -= start_trim
    shift[first] -= start_trim
    last = _clear_spaces(sorts, starts, ends, last, advance)

    cells = _Cells(starts, ends, first, last, advance, gap, shift)
    need = np.where(slack < -_EPSILON, -slack, 0.0)
    if need.any():
        _squeeze(sorts, cells, need)
    spread, beyond = np.zeros(starts.size), np.zeros(starts.size)
    if sorts.setting.justify:
        need = np.where((data[:, 4] == 0) & (slack > _EPSILON), slack, 0.0)
        if need.any():
            spread, beyond = _open_up(sorts, cells, need)

    pitch = advance + gap
    x = np.cumsum(pitch)
    before = x[first] - pitch[first]
    width = x[bounds - 1] - before + indent
    x -= pitch
    x -= np.repeat(before - indent, sizes)
    return Placed(index, first, x, advance, x + shift, width, natural + indent, spread, beyond)


def _clear_spaces(sorts: Sorts, starts: Offsets, ends: Offsets, last: Offsets, advance: Floats) -> Offsets:
    """Of several spaces at a line end none takes room: the last has given up what all of them have.

    Returns the position of the last character of each line that is none of them.
    """
    closing = np.flatnonzero(sorts.is_space[ends - 1])
    if closing.size:
        last = last.copy()
    for line in closing.tolist():
        at, position = int(ends[line]) - 1, int(last[line])
        while at >= starts[line] and sorts.is_space[at]:
            advance[position] = 0.0
            at, position = at - 1, position - 1
        if at >= starts[line]:
            advance[position] -= sorts.end_trim[at]
        last[line] = max(position, last[line] - (int(ends[line]) - 1 - int(starts[line])))
    return last


def _squeeze(sorts: Sorts, cells: _Cells, need: Floats) -> None:
    """J3: word spaces, interpuncts, brackets, commas, Han–Latin gaps, stops; a step is used up before the next."""
    offsets, line, at = cells.holding(sorts.gives, need)
    begins, closes = at == cells.first[line], at >= cells.last[line]
    start = np.where(begins, 0.0, sorts.give_start[offsets])
    end = np.where(closes, 0.0, sorts.give_end[offsets])
    step = sorts.give_step[offsets]
    for number in range(2, 8):
        if number == 2:
            chosen, give = slice(None), np.where(closes, 0.0, sorts.give_space[offsets])
        elif number == 6:
            chosen, give = slice(None), np.where(closes, 0.0, sorts.give_gap[offsets])
        else:
            chosen = step == number
            give = (start + end)[chosen]
        of_line, where = line[chosen], at[chosen]
        can = np.bincount(of_line, weights=give, minlength=need.size)
        take = np.minimum(need, can)
        if not take.any():
            continue
        share = np.divide(take, can, out=np.zeros_like(take), where=can > 0)[of_line]
        if number == 6:
            cells.gap[where] -= give * share
        else:
            cells.advance[where] -= give * share
            if number != 2:
                cells.shift[where] -= start[chosen] * share
        need = need - take


def _open_up(sorts: Sorts, cells: _Cells, need: Floats) -> tuple[Floats, Floats]:
    """J4: word spaces, then Han–Latin gaps, up to their caps, then all other gaps alike.

    Returns what each other gap got, and what spaces and gaps got over their caps because there was no other gap.
    """
    setting = sorts.setting
    offsets, line, at = cells.holding(sorts.flexes, need)
    inner = at < cells.last[line]
    offsets, line, at = offsets[inner], line[inner], at[inner]
    spaces = sorts.word_space[offsets]
    for chosen, cap, target in ((spaces, setting.space_cap, cells.advance), (~spaces, setting.gap_cap, cells.gap)):
        where, of_line = at[chosen], line[chosen]
        can_each = np.maximum(cap - target[where], 0.0)
        can = np.bincount(of_line, weights=can_each, minlength=need.size)
        take = np.minimum(need, can)
        if take.any():
            share = np.divide(take, can, out=np.zeros_like(take), where=can > 0)
            target[where] += can_each * share[of_line]
            need = need - take
    count = sorts.opens[cells.ends - 1] - sorts.opens[cells.starts]
    usable = (count > 0) & (need > _EPSILON)
    spread = np.divide(need, count, out=np.zeros_like(need), where=usable)
    rows = np.flatnonzero(usable)
    if rows.size:
        sizes = cells.last[rows] - cells.first[rows]
        begins = np.cumsum(sizes) - sizes
        where = np.arange(int(sizes.sum())) + np.repeat(cells.first[rows] - begins, sizes)
        source = where + np.repeat(cells.starts[rows] - cells.first[rows], sizes)
        cells.gap[where] += np.repeat(spread[rows], sizes) * sorts.opens_up[source]
    need = np.where(usable, 0.0, need)
    count = np.bincount(line, minlength=need.size)
    usable = (count > 0) & (need > _EPSILON)
    beyond = np.divide(need, count, out=np.zeros_like(need), where=usable)
    cells.gap[at] += beyond[line]
    return spread, beyond
