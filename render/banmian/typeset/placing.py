"""Placing: where each character of chosen lines stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from banmian.typeset.lines import Line

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    from collections.abc import Sequence

    from banmian.typeset.sorts import Sorts

_EPSILON = 1e-6


class Placed(NamedTuple):
    """Every character of some lines, in em from its line's start: arrays over `offsets` in the sorts.

    `x` is where the squeezed cell of a character begins, `advance` the width of that cell, `origin` where its glyph is
    drawn. `first` are the positions in these arrays at which the lines begin. Per line: `width`, the end of the last
    cell; `natural`, the same before justification; `spread`, the space that J4(3) put into each gap.
    """

    offsets: NDArray[np.int64]
    first: NDArray[np.int64]
    x: Floats
    advance: Floats
    origin: Floats
    width: Floats
    natural: Floats
    spread: Floats


def place(sorts: Sorts, lines: Sequence[Line]) -> Placed:
    """Set the characters of lines: squeeze in the order of J3, open up in the order of J4, all lines at once."""
    starts = np.array([line.start for line in lines], dtype=np.int64)
    ends = np.array([line.end for line in lines], dtype=np.int64)
    sizes = ends - starts
    first = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.int64)
    last = first + sizes - 1
    index = np.arange(int(sizes.sum())) + np.repeat(starts - first, sizes)

    advance = sorts.width[index].copy()
    gap = sorts.gap[index].copy()
    shift = sorts.shift[index].copy()
    advance[last] -= sorts.end_trim[ends - 1]
    gap[last] = 0.0
    advance[first] -= sorts.start_trim[starts]
    shift[first] -= sorts.start_trim[starts]

    indent = np.array([line.indent for line in lines])
    room = np.array([line.measure for line in lines]) - indent
    natural = np.add.reduceat(advance + gap, first)
    slack = room - natural
    whole = np.array([not line.last for line in lines]) & sorts.setting.justify

    if (slack < -_EPSILON).any():
        _squeeze(sorts, index, first, last, sizes, np.maximum(-slack, 0.0), advance, gap, shift)
    spread = np.zeros(len(lines))
    if whole.any():
        spread = _open_up(sorts, index, first, last, sizes, np.where(whole, np.maximum(slack, 0.0), 0.0), advance, gap)

    pitch = advance + gap
    running = np.cumsum(pitch) - pitch
    x = running - np.repeat(running[first] - indent, sizes)
    width = np.add.reduceat(pitch, first) + indent
    return Placed(index, first, x, advance, x + shift, width, natural + indent, spread)


def _squeeze(
    sorts: Sorts,
    index: NDArray[np.int64],
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    sizes: NDArray[np.int64],
    need: Floats,
    advance: Floats,
    gap: Floats,
    shift: Floats,
) -> None:
    """J3: word spaces, interpuncts, brackets, commas, Han–Latin gaps, stops; a step is used up before the next."""
    start_give = sorts.give_start[index]
    end_give = sorts.give_end[index]
    space_give = sorts.give_space[index]
    gap_give = sorts.give_gap[index]
    step_of = sorts.give_step[index]
    start_give[first] = 0.0
    for give in (end_give, space_give, gap_give):
        give[last] = 0.0
    for step in range(2, 8):
        if step == 2:
            give = space_give
        elif step == 6:
            give = gap_give
        else:
            give = (start_give + end_give) * (step_of == step)
        can = np.add.reduceat(give, first)
        take = np.minimum(need, can)
        if not take.any():
            continue
        share = np.repeat(np.divide(take, can, out=np.zeros_like(take), where=can > 0), sizes)
        if step == 6:
            gap -= give * share
        else:
            advance -= give * share
            if step != 2:
                shift -= start_give * (step_of == step) * share
        need = need - take


def _open_up(
    sorts: Sorts,
    index: NDArray[np.int64],
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    sizes: NDArray[np.int64],
    need: Floats,
    advance: Floats,
    gap: Floats,
) -> Floats:
    """J4: word spaces, then Han–Latin gaps, up to their caps, then all other gaps alike. Returns the last, per gap."""
    setting = sorts.setting
    inner = np.ones(index.size, dtype=bool)
    inner[last] = False
    spaces = sorts.is_space[index] & inner
    gaps = sorts.is_gap[index] & inner
    for where, cap, target in ((spaces, setting.space_cap, advance), (gaps, setting.gap_cap, gap)):
        can_each = np.where(where, np.maximum(cap - target, 0.0), 0.0)
        can = np.add.reduceat(can_each, first)
        take = np.minimum(need, can)
        if take.any():
            target += can_each * np.repeat(np.divide(take, can, out=np.zeros_like(take), where=can > 0), sizes)
            need = need - take
    others = sorts.opens_up[index] & inner
    spread = np.zeros(first.size)
    for where in (others, spaces | gaps):  # a line of one Latin sentence has only spaces: they pass their cap
        count = np.add.reduceat(where.astype(np.int64), first)
        usable = (count > 0) & (need > _EPSILON)
        each = np.divide(need, count, out=np.zeros_like(need), where=usable)
        gap += np.repeat(each, sizes) * where
        spread = np.maximum(spread, each)
        need = np.where(usable, 0.0, need)
    return spread
