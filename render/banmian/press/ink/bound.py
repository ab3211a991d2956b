"""The bound: ink that no dot of a page goes beyond, from what may lie on what.

Everything takes the place of what is below it but solid black, which overprints. So a dot has the ink of one thing, or
of one thing but its black and then black.
"""

from __future__ import annotations

from math import ceil, floor, inf
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from banmian.press.ink.cells import Cells
    from banmian.press.ink.marks import Marks
    from banmian.press.ink.sheet import Box, Ground

    Floats = NDArray[np.float64]

_TOUCH = 0.01
"""Things that overlap by no more, in pt, only touch."""


def bound_of(
    grounds: dict[int, Ground], cells: Cells, marks: Marks, vectors: Floats, black: NDArray[np.bool_], plate: int
) -> float:
    """Return a sum of parts that no dot goes beyond; infinity where it cannot be told.

    `vectors` are the parts of the colours, `black` which of them overprint, `plate` which part is that of black.
    """
    most = max((*(ground.most for ground in grounds.values()), *vectors.sum(axis=1).tolist()), default=0.0)
    coloured = vectors.sum(axis=1) - vectors[:, plate]
    alone = [order for order, ground in grounds.items() if not ground.laid]
    most_coloured = max((*(ground.coloured.max() for ground in grounds.values()), *coloured.tolist()), default=0.0)
    if cells.mixed or (most_coloured + 1 <= most and not alone):
        return inf if cells.mixed else most
    marked = marks.boxes()
    if any(_met(marked.boxes[marked.order < at], [grounds[at].box]).size for at in alone):
        return inf
    overprints = black[marked.colour]
    boxes, orders = marked.boxes[overprints], marked.order[overprints]
    for order, ground in grounds.items():
        if ground.coloured.max() + 1 > most:
            seen = [ground.box] if ground.clear else cells.boxes(order)
            for box in _met(boxes[orders > order], seen):
                most = max(most, 1 + _most_in(ground, box))
    for colour in np.flatnonzero(coloured + 1 > most).tolist():
        mine = marked.colour == colour
        for order in np.unique(marked.order[mine]).tolist():
            if _met(boxes[orders > order], marked.boxes[mine & (marked.order == order)]).size:
                most = max(most, 1 + float(coloured[colour]))
                break
    return most


def _met(boxes: Floats, others: Floats | list[Box]) -> Floats:
    """What boxes and others have in common, as boxes."""
    few, many = sorted((boxes, np.array(others).reshape(-1, 4)), key=len)
    found = [np.zeros((0, 4))]
    for box in few:  # an outline has thousands of boxes: all pairs at once would not go into memory
        common = np.hstack((np.maximum(box[:2], many[:, :2]), np.minimum(box[2:], many[:, 2:])))
        found.append(common[(common[:, 2:] - common[:, :2] > _TOUCH).all(axis=1)])
    return np.concatenate(found)


def _most_in(ground: Ground, box: Floats) -> float:
    """The most ink but black that a ground has in a box, and a square about it."""
    found = ground.coloured
    for axis, first in ((0, 1), (1, 0)):
        count = found.shape[axis]
        step = count / max(ground.box[first + 2] - ground.box[first], 1e-9)
        start, stop = (float(box[side]) - ground.box[first] for side in (first, first + 2))
        here = slice(max(floor(start * step) - 1, 0), ceil(stop * step) + 1)
        found = found[here] if axis == 0 else found[:, here]
    return float(found.max(initial=0))
