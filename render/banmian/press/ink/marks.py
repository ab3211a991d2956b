"""Type, rules, waves and outlines of a page: areas of ink at points for the means, boxes of ink for the bound."""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from banmian.plate import ASCENT, Direction, Outline, Rule, TextRun, Wave
from banmian.press.ink.shapes import Shape, shape_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from banmian.press.ink.sheet import Areas, Colours, Placed

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.intp]

_OVER = 0.1
"""em by which letters may stand out of their em box, as the tails of g and y do; hanzi never do."""
_HANZI = "\u2e80"
_PARTS = np.linspace(0, 1, 9)[1::2, None, None]
"""Where along a rule its ink is taken to lie."""


class Ink(NamedTuple):
    """Ink of one colour each: points (x, y) with areas in pt², the place in the order of painting, the colour's number."""

    points: Floats
    areas: Floats
    order: Numbers
    colour: Numbers


class Boxes(NamedTuple):
    """Boxes (left, top, right, bottom) outside of which a page has no ink of marks; order and colour as in `Ink`."""

    boxes: Floats
    order: Numbers
    colour: Numbers


class Marks:
    """All of a page that is no rectangle of ink, picture or advert."""

    def __init__(self, items: Mapping[type, Placed], areas: Areas, colours: Colours) -> None:
        self._colours = colours
        orders, self._runs = _apart(items.get(TextRun, ()))
        self._text = Ink(*_text(self._runs, areas), orders, colours.numbers(self._runs))
        orders, self._rules = _apart(items.get(Rule, ()))
        self._lines = np.array([(r.x0, r.y0, r.x1, r.y1, r.weight, r.round) for r in self._rules]).reshape(-1, 6).T
        self._rule_order, self._rule_colour = orders, colours.numbers(self._rules)
        orders, drawn = _apart((*items.get(Wave, ()), *items.get(Outline, ())))
        shapes = [shape_of(item) for item in drawn]
        sizes = [shape.areas.size for shape in shapes]
        self._shape = Shape(*(np.concatenate(part) for part in zip(*shapes, strict=True))) if shapes else None
        self._shape_order, self._shape_colour = (np.repeat(one, sizes) for one in (orders, colours.numbers(drawn)))

    def ink(self) -> Ink:
        """Return where how much ink lies: a point for each run, some for each rule and outline."""
        found = [self._text]
        if self._rules:
            x0, y0, x1, y1, weight, round_ = self._lines
            areas = np.hypot(x1 - x0, y1 - y0) * weight + round_ * pi * weight**2 / 4
            points = np.array((x0, y0)).T + _PARTS * np.array((x1 - x0, y1 - y0)).T
            parts = len(_PARTS)
            order, colour = (np.tile(one, parts) for one in (self._rule_order, self._rule_colour))
            found.append(Ink(points.reshape(-1, 2), np.tile(areas / parts, parts), order, colour))
        if self._shape:
            middle = (self._shape.boxes[:, :2] + self._shape.boxes[:, 2:]) / 2
            found.append(Ink(middle, self._shape.areas, self._shape_order, self._shape_colour))
        return found[0] if len(found) == 1 else Ink(*(np.concatenate(part) for part in zip(*found, strict=True)))

    def boxes(self) -> Boxes:
        """Return boxes that hold all ink: of runs their em boxes, larger where there are letters."""
        boxes = np.array([run.box for run in self._runs]).reshape(-1, 4)
        over = np.array([_OVER * run.size if min(run.text, default=_HANZI) < _HANZI else 0 for run in self._runs])
        found = [Boxes(boxes + np.outer(over, (-1, -1, 1, 1)), self._text.order, self._text.colour)]
        if self._rules:
            x0, y0, x1, y1, weight, round_ = self._lines
            length = np.maximum(np.hypot(x1 - x0, y1 - y0), 1e-9)
            aside, upright = (
                weight / 2 * np.where(round_, 1, np.abs(across) / length) for across in (y1 - y0, x1 - x0)
            )
            sides = (np.minimum(x0, x1) - aside, np.minimum(y0, y1) - upright)
            sides += (np.maximum(x0, x1) + aside, np.maximum(y0, y1) + upright)
            found.append(Boxes(np.stack(sides, axis=1), self._rule_order, self._rule_colour))
        if self._shape:
            found.append(Boxes(self._shape.boxes, self._shape_order, self._shape_colour))
        return Boxes(*(np.concatenate(part) for part in zip(*found, strict=True)))


def _apart(placed: Placed) -> tuple[Numbers, list]:
    return np.array([order for order, _ in placed], np.intp), [item for _, item in placed]


def _text(runs: Sequence[TextRun], areas: Areas) -> tuple[Floats, Floats]:
    """The middle of each run, and its ink in pt²."""
    x, y, size, stretch, width = (
        np.array([(run.x, run.y, run.size, run.stretch, run.width) for run in runs]).reshape(-1, 5).T
    )
    turn = np.array([_TURNS[run.direction] for run in runs], int)
    middle = (ASCENT - 0.5) * size
    points = np.stack(
        (x + np.choose(turn, (width / 2, 0 * x, middle)), y + np.where(turn == 0, -middle, width / 2)), axis=1
    )
    faces: dict[str, list[int]] = {}
    for at, run in enumerate(runs):
        faces.setdefault(run.face, []).append(at)
    ink = np.zeros(len(runs))
    for face, some in faces.items():
        glyphs = [runs[at].glyphs for at in some]
        of = np.repeat(np.arange(len(some)), [one.size for one in glyphs])
        ink[some] = np.bincount(of, areas(face, np.concatenate(glyphs)), len(some))
    return points, ink * size**2 * stretch


_TURNS = {Direction.HORIZONTAL: 0, Direction.VERTICAL: 1, Direction.TURNED: 2}
