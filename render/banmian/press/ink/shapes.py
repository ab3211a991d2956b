"""Where the ink of drawn things lies: waves and outlines as boxes that hold it, each with its area of ink."""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from banmian.plate import Wave

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from banmian.plate import Outline, Point, Segment

    Floats = NDArray[np.float64]


class Shape(NamedTuple):
    """A thing drawn in one colour: boxes (n × left, top, right, bottom, in pt) and the area of ink in each, in pt².

    No ink lies outside the boxes, but for what pointed corners stand out.
    """

    boxes: Floats
    areas: Floats


def shape_of(item: Wave | Outline) -> Shape:
    """Return the shape of a wave or an outline."""
    if isinstance(item, Wave):
        steps = np.linspace(0, 1, item.waves * _PARTS * 2 + 1)[:, None]
        way = np.array((item.x1 - item.x0, item.y1 - item.y0))
        aside = np.array((-way[1], way[0])) / max(float(np.hypot(*way)), 1e-9) * item.height / 2
        along = (item.x0, item.y0) + steps * way + np.sin(steps * 2 * pi * item.waves) * aside
        return _stroked(_joined(along), item.weight, round_=False, parts=1)
    drawn = _lines(item.path, closed=False)
    if not item.filled:
        return _stroked(drawn, item.weight, round_=item.round, parts=1)
    inside = _filled(_lines(item.path, closed=True), even_odd=item.even_odd)
    if not item.weight:
        return inside
    # half of the stroke lies inside
    edge = _stroked(drawn, item.weight, round_=item.round, parts=2)
    return Shape(np.concatenate((inside.boxes, edge.boxes)), np.concatenate((inside.areas, edge.areas)))


_PARTS = 16
"""Straight pieces that half a wave or a curve is taken for."""
_STEPS = np.linspace(0, 1, _PARTS + 1)[:, None]
_CURVE = np.hstack(((1 - _STEPS) ** 3, 3 * (1 - _STEPS) ** 2 * _STEPS, 3 * (1 - _STEPS) * _STEPS**2, _STEPS**3))


def _joined(points: Floats) -> Floats:
    """Rows of points (… × points × 2) as lines: n × x, y of one end, x, y of the other."""
    return np.concatenate((points[..., :-1, :], points[..., 1:, :]), axis=-1).reshape(-1, 4)


def _lines(path: tuple[Segment, ...], *, closed: bool) -> Floats:
    """A path as straight lines in any order; `closed` goes back to the start of every part, as filling does."""
    straight: list[tuple[Point, Point]] = []
    curves: list[tuple[Point, ...]] = []
    start = here = (0.0, 0.0)
    for step, some in (*path, ("M", (start,))):
        if step == "C":
            curves.append((here, *some))
        elif step == "L":
            straight.append((here, some[0]))
        elif (closed or step == "Z") and here != start:
            straight.append((here, start))
        here = some[-1] if some else start
        if step == "M":
            start = here
    return np.concatenate((np.array(straight).reshape(-1, 4), _joined(_CURVE @ np.array(curves).reshape(-1, 4, 2))))


def _stroked(lines: Floats, weight: float, *, round_: bool, parts: int) -> Shape:
    """Lines of a weight, a `parts`-th of whose ink is counted."""
    x0, y0, x1, y1 = lines.T
    length = np.hypot(x1 - x0, y1 - y0)
    half = weight / 2
    areas = length * weight / parts
    if round_ and areas.size:  # both ends together are a circle
        areas[0] += pi * half**2 / parts
    if round_:
        aside = upright = np.full(length.shape, half)
    else:
        safe = np.maximum(length, 1e-9)
        aside, upright = half * np.abs(y1 - y0) / safe, half * np.abs(x1 - x0) / safe
    left, top = np.minimum(x0, x1) - aside, np.minimum(y0, y1) - upright
    right, foot = np.maximum(x0, x1) + aside, np.maximum(y0, y1) + upright
    return Shape(np.stack((left, top, right, foot), axis=1), areas)


def _filled(lines: Floats, *, even_odd: bool) -> Shape:
    """What closed lines enclose, as trapezoids: strips from one height at which a line ends to the next."""
    lines = np.round(lines, 3)
    x0, y0, x1, y1 = lines[lines[:, 1] != lines[:, 3]].T
    heights = np.unique(np.concatenate((y0, y1)))
    first, last = np.searchsorted(heights, np.minimum(y0, y1)), np.searchsorted(heights, np.maximum(y0, y1))
    count = last - first
    line = np.repeat(np.arange(count.size), count)
    strip = np.arange(line.size) - np.repeat(np.cumsum(count) - count - first, count)
    slope = ((x1 - x0) / (y1 - y0))[line]
    top, foot = heights[strip], heights[strip + 1] if strip.size else heights[strip]
    above = x0[line] + (top - y0[line]) * slope
    below = x0[line] + (foot - y0[line]) * slope
    order = np.lexsort((above + below, strip))
    # every strip is left as often as it is entered, so that one running sum serves them all
    turns = np.cumsum(np.where(y1 > y0, 1, -1)[line][order])
    inside = np.flatnonzero(np.arange(1, order.size + 1) % 2 if even_odd else turns)
    enters, leaves = order[inside], order[np.minimum(inside + 1, order.size - 1)]
    width = (above[leaves] + below[leaves] - above[enters] - below[enters]) / 2
    boxes = (
        np.minimum(above[enters], below[enters]),
        top[enters],
        np.maximum(above[leaves], below[leaves]),
        foot[enters],
    )
    return Shape(np.stack(boxes, axis=1), width * (foot - top)[enters])
