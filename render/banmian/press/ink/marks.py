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
"""Where along a run or a rule its ink is taken to lie: one may stand on two grounds."""


class Ink(NamedTuple):
    """Ink of one colour each: points (x, y) with areas in pt², place in the order of painting, number of the colour."""

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
        self._runs: list[TextRun] = [run for _, run in items.get(TextRun, ())]
        rules: list[Rule] = [rule for _, rule in items.get(Rule, ())]
        self._rules = np.array([(one.x0, one.y0, one.x1, one.y1, one.weight, one.round) for one in rules])
        self._rules = self._rules.reshape(-1, 6).T
        self._areas = areas
        self._order, self._colour = _numbered((*items.get(TextRun, ()), *items.get(Rule, ())), colours)
        drawn = (*items.get(Wave, ()), *items.get(Outline, ()))
        shapes = [Shape(np.zeros((0, 4)), np.zeros(0)), *(shape_of(item) for _, item in drawn)]
        sizes = [shape.areas.size for shape in shapes[1:]]
        self._shape = Shape(*(np.concatenate(part) for part in zip(*shapes, strict=True)))
        self._shape_order, self._shape_colour = (np.repeat(one, sizes) for one in _numbered(drawn, colours))

    def ink(self) -> Ink:
        """Return where how much ink lies: some points for each run and each rule, many for an outline."""
        x0, y0, x1, y1, weight, round_ = self._rules
        rules = np.hypot(x1 - x0, y1 - y0) * weight + round_ * pi * weight**2 / 4
        begin, stop = _ends(self._runs)
        start = np.concatenate((begin, self._rules[:2].T))
        end = np.concatenate((stop, self._rules[2:4].T))
        parts = len(_PARTS)
        areas = np.tile(np.concatenate((_inked(self._runs, self._areas), rules)) / parts, parts)
        points = (start + _PARTS * (end - start)).reshape(-1, 2)
        middle = (self._shape.boxes[:, :2] + self._shape.boxes[:, 2:]) / 2
        return Ink(
            np.concatenate((points, middle)),
            np.concatenate((areas, self._shape.areas)),
            np.concatenate((np.tile(self._order, parts), self._shape_order)),
            np.concatenate((np.tile(self._colour, parts), self._shape_colour)),
        )

    def boxes(self) -> Boxes:
        """Return boxes that hold all ink: of runs their em boxes, larger where there are letters."""
        em_boxes = np.array([run.box for run in self._runs]).reshape(-1, 4)
        over = np.array([_OVER * run.size if min(run.text, default=_HANZI) < _HANZI else 0.0 for run in self._runs])
        x0, y0, x1, y1, weight, round_ = self._rules
        length = np.maximum(np.hypot(x1 - x0, y1 - y0), 1e-9)
        aside, upright = (weight / 2 * np.where(round_, 1, np.abs(way) / length) for way in (y1 - y0, x1 - x0))
        least = np.minimum(x0, x1) - aside, np.minimum(y0, y1) - upright
        most = np.maximum(x0, x1) + aside, np.maximum(y0, y1) + upright
        return Boxes(
            np.concatenate(
                (em_boxes + np.outer(over, (-1, -1, 1, 1)), np.stack((*least, *most), axis=1), self._shape.boxes)
            ),
            np.concatenate((self._order, self._shape_order)),
            np.concatenate((self._colour, self._shape_colour)),
        )


def _numbered(placed: Placed, colours: Colours) -> tuple[Numbers, Numbers]:
    """The places of items in the order of painting, and the numbers of their colours."""
    return np.array([order for order, _ in placed], np.intp), colours.numbers([item for _, item in placed])


_TURNS = {Direction.HORIZONTAL: 0, Direction.VERTICAL: 1, Direction.TURNED: 2}


def _ends(runs: Sequence[TextRun]) -> tuple[Floats, Floats]:
    """Where runs begin and end, in the middle of their em boxes: n × x, y each."""
    x, y, size, width = np.array([(run.x, run.y, run.size, run.width) for run in runs]).reshape(-1, 4).T
    turn = np.array([_TURNS[run.direction] for run in runs], int)
    aside = (ASCENT - 0.5) * size
    start = np.stack((x + (turn == 2) * aside, y - (turn == 0) * aside), axis=1)
    return start, start + np.stack(((turn == 0) * width, (turn > 0) * width), axis=1)


def _inked(runs: Sequence[TextRun], areas: Areas) -> Floats:
    """The ink of each run, in pt²."""
    faces: dict[str, list[int]] = {}
    for at, run in enumerate(runs):
        faces.setdefault(run.face, []).append(at)
    found = np.zeros(len(runs))
    for face, some in faces.items():
        glyphs = [runs[at].glyphs for at in some]
        of = np.repeat(np.arange(len(some)), [one.size for one in glyphs])
        scale = np.array([runs[at].size ** 2 * runs[at].stretch for at in some])
        found[some] = np.bincount(of, areas(face, np.concatenate(glyphs)), len(some)) * scale
    return found
