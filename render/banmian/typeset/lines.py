"""Choosing the lines of a paragraph for a sequence of measures.

Greedy with 先挤进，后推出 (B7, J2): a line takes one more piece if its marks and gaps can be squeezed to make room
(J3), else it ends at the last permitted place and is opened up (J4). What is fixed here is only where lines begin.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.typeset.sorts import Sorts

_EPSILON = 1e-6
_ADDRESS_MARKS = "/.-_?&="


class Line(NamedTuple):
    """Characters [start, end) on a measure. `last` ends a paragraph; `forced` is a break that the rules forbid."""

    start: int
    end: int
    indent: float
    measure: float
    last: bool
    forced: bool = False


def compose(sorts: Sorts, start: int, end: int, measures: Sequence[float], *, indent: float = 0.0) -> list[Line]:
    """The lines of the text [start, end) of one paragraph, the first indented, on the given measures (em), in order.

    Stops when the measures are used up: the end of the last line tells how far the text came.
    """
    where, trim, cut, give, void_start, void_end, previous, following = sorts.views
    lines: list[Line] = []
    at = start
    for measure in measures:
        if at >= end:
            break
        room = measure - indent
        target = where[at] + trim[at] + room + _EPSILON
        fits = bisect_right(where, target, at, end + 1) - 1
        while fits < end and where[fits + 1] - cut[fits + 1] <= target:
            fits += 1
        if fits >= end:
            lines.append(Line(at, end, indent, measure, True))
            at = end
            break
        best = previous[fits]
        forced = False
        if best <= at or where[best] - cut[best] < target - 2 * _EPSILON:
            more = min(following[fits + 1], end)
            need = where[more] - cut[more] - target
            can = give[more] - give[at] - void_end[more] - void_start[at]
            if need <= can:
                best = more
            elif best <= at:
                best = _forced_break(sorts, at, max(fits, at + 1), end)
                forced = True
        lines.append(Line(at, best, indent, measure, best >= end, forced))
        at = best
        indent = 0.0
    if at >= end and len(lines) > 1:
        _mend_last(sorts, lines)
    return lines


def _forced_break(sorts: Sorts, at: int, fits: int, end: int) -> int:
    """Where a run that is longer than the line is broken all the same (B12).

    An address after one of its marks (B13), anything else where it is full; but no mark is left to open a line.
    """
    text, no_start = sorts.text, sorts.table.no_start
    best = max(text.rfind(mark, at, fits) for mark in _ADDRESS_MARKS) + 1
    if best <= at + 1:
        best = fits
    while best > at + 1 and best < end and (no_start[sorts.classes[best]] or sorts.second_of_pair[best]):
        best -= 1
    return best


def _mend_last(sorts: Sorts, lines: list[Line]) -> None:
    """R4 单字不占行: a last line of one character gets another from the line before, if that is not torn open."""
    where, trim, cut, _, _, _, previous, _ = sorts.views
    last, before = lines[-1], lines[-2]
    marks = sorts.table.no_start[sorts.classes[last.start : last.end]]
    if int((~marks).sum()) > 1 or before.forced:
        return
    at = previous[last.start - 1]
    if at <= before.start + 1:
        return
    slack = before.measure - before.indent - (where[at] - cut[at] - where[before.start] - trim[before.start])
    gaps = int(sorts.opens_up[before.start : at - 1].sum())
    if gaps and slack / gaps <= sorts.setting.loose / 2:
        lines[-2] = before._replace(end=at)
        lines[-1] = last._replace(start=at)
