"""The ink of a press page, reckoned from what stands on it instead of drawn: the mean of each plate, and a bound.

Rectangles that cover what is below them (tints, pictures, adverts) cut the page into pieces. Type, rules and outlines
are areas of ink on them: they take the place of the ink below, but solid black overprints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from banmian.press.ink.bound import bound_of
from banmian.press.ink.cells import Cells, grounds_of
from banmian.press.ink.marks import Ink, Marks
from banmian.press.ink.sheet import PROCESS, Colours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from banmian.press.ink.sheet import Ground, Sheet

    Floats = NDArray[np.float64]

_BLACK = PROCESS.index("Black")


class Reckoned(NamedTuple):
    """The ink within the trim, per cent: the mean of each plate by its name, and a bound that no dot goes beyond."""

    means: dict[str, float]
    at_most: float


def reckon(sheet: Sheet, forms: Sequence[Ground] = ()) -> Reckoned:
    """Return the ink of a page; `forms` are its forms, in their order, each measured by itself.

    The bound is infinite where it cannot be told, which is where an advert lies on other ink.
    """
    items = sheet.by_kind()
    colours = Colours(grey=sheet.grey)
    grounds = grounds_of(items, sheet.pictures, forms, colours)
    marks = Marks(items, sheet.areas, colours)
    names = list(dict.fromkeys((*colours.names(), *(name for one in grounds.values() for name in one.means))))
    size = sheet.plate.width, sheet.plate.height
    cells = Cells(grounds, size, names)
    vectors, black = colours.vectors(names), colours.overprinting()
    ink = cells.ink() + _ink_of(marks.ink(), cells, vectors, black)
    means = np.maximum(ink / (size[0] * size[1]), 0) * 100
    most = bound_of(grounds, cells, marks, vectors, black, _BLACK)
    return Reckoned(dict(zip(names, means.tolist(), strict=True)), most * 100)


def _ink_of(marks: Ink, cells: Cells, vectors: Floats, black: NDArray[np.bool_]) -> Floats:
    """The ink of each plate that marks add to that of the pieces they stand on, in pt²; none where they are covered."""
    piece = cells.at(marks.points)
    seen = (piece >= 0) & (marks.order > cells.order.ravel()[piece])
    count = cells.order.size
    key = (marks.colour * count + piece)[seen]
    areas = np.bincount(key, marks.areas[seen], len(vectors) * count).reshape(len(vectors), count)
    here = np.argwhere(areas)  # few colours stand on few pieces
    added = vectors[here[:, 0]] - cells.below.reshape(count, -1)[here[:, 1]]
    added[np.ix_(black[here[:, 0]], np.arange(added.shape[1]) != _BLACK)] = 0
    found: Floats = areas[here[:, 0], here[:, 1]] @ added
    return found
