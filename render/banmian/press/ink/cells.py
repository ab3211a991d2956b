"""The trimmed page cut along the edges of its rectangles, and what ink lies on each piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from banmian.inks.convert import MARGIN
from banmian.plate import Fill, Form, Picture
from banmian.press.ink.sheet import PROCESS, Ground, vector

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from banmian.pdf.picture_ink import PictureInk
    from banmian.press.ink.sheet import Box, Colours, Placed

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.intp]


def grounds_of(
    items: Mapping[type, Placed], pictures: Sequence[PictureInk], forms: Sequence[Ground], colours: Colours
) -> dict[int, Ground]:
    """Return the rectangles of a page by their place in the order of painting.

    `pictures` and `forms` are the inks of its pictures and forms, in their order.
    """
    found: dict[int, Ground] = {}
    for order, item in items.get(Fill, ()):
        parts = colours.parts(item.colour)
        coloured = sum(part for name, part in parts.items() if name != "Black")
        found[order] = Ground(_box(item), parts, sum(parts.values()), np.array([[coloured]]))
    for (order, item), ink in zip(items.get(Picture, ()), pictures, strict=True):
        # JPEG may add what the conversion leaves for it
        more = MARGIN if ink.coloured.any() else 0.0
        means = dict(zip(PROCESS, ink.means, strict=True))
        found[order] = Ground(_box(item), means, ink.most + more, ink.coloured + more, ink.clear)
    for (order, _), ground in zip(items.get(Form, ()), forms, strict=True):
        found[order] = ground
    return dict(sorted(found.items()))


def _box(item: Fill | Picture) -> Box:
    return item.x, item.y, item.x + item.width, item.y + item.height


class Cells:
    """The pieces of a page, rows × columns: of each the `order` of what covers it, -1 for none, and its inks.

    `below` are the inks that type on the piece stands on. `mixed` is whether something that is clear lies on more than
    one ground: what the two make together cannot be told.
    """

    def __init__(self, grounds: dict[int, Ground], size: tuple[float, float], names: Sequence[str]) -> None:
        boxes = np.array([ground.box for ground in grounds.values()]).reshape(-1, 4)
        self._columns, self._rows = (
            np.unique(np.clip((0, most, *boxes[:, first::2].ravel()), 0, most)) for first, most in enumerate(size)
        )
        shape = self._rows.size - 1, self._columns.size - 1
        self.order = np.full(shape, -1)
        self.below = np.zeros((*shape, len(names)))
        self.mixed = False
        self._inks = self.below.copy()
        for order, ground in grounds.items():
            here = self._of(ground.box)
            if not self.order[here].size:
                continue
            inks = vector(ground.means, names)
            if ground.clear:
                one = self.below[here][0, 0] if ground.laid else 0.0
                self.mixed |= bool((self.below[here] != one).any())
            else:
                self.order[here] = order
                self.below[here] = inks
            self._inks[here] = inks

    def _of(self, box: Box) -> tuple[slice, slice]:
        left, right = np.searchsorted(self._columns, np.clip(box[::2], 0, self._columns[-1])).tolist()
        top, foot = np.searchsorted(self._rows, np.clip(box[1::2], 0, self._rows[-1])).tolist()
        return slice(top, foot), slice(left, right)

    def ink(self) -> Floats:
        """Return the ink of each plate on the page without its type, in pt²."""
        found: Floats = np.einsum("r,c,rci->i", np.diff(self._rows), np.diff(self._columns), self._inks)
        return found

    def at(self, points: Floats) -> Numbers:
        """Return the number of the piece, counted row by row, that each point lies on; -1 beyond the page."""
        row, column = (
            np.searchsorted(edges, points[:, axis], "right") - 1
            for axis, edges in ((1, self._rows), (0, self._columns))
        )
        rows, columns = self.order.shape
        on = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
        return np.where(on, row * columns + column, -1)

    def boxes(self, order: int) -> Floats:
        """Return the boxes of the pieces that a rectangle covers, n × left, top, right, bottom."""
        row, column = np.nonzero(self.order == order)
        edges = (self._columns[column], self._rows[row], self._columns[column + 1], self._rows[row + 1])
        return np.stack(edges, axis=1)
