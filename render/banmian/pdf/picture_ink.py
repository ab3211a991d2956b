"""The ink of a picture that is on its way to the plates: what it adds to the means of a page, and the most of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

_PPI = 144
"""The dots that are looked at, at least: half a dot of the plates that `separations` draws at 72 dpi."""
_TILE = 4
"""Dots along a square of which the most ink in colour is kept: 2 pt."""
_BLACK_ALONE = np.zeros((1, 1), np.float32)


class PictureInk(NamedTuple):
    """The ink of a picture over its rectangle, all as parts: 1 is a solid ink.

    `means` are those of cyan, magenta, yellow and black, the ground of what is transparent with them; `most` is the
    largest sum on a dot. `coloured` is the most ink but black in each of rows × columns of squares. `clear` is whether
    the ground shows through anywhere.
    """

    means: tuple[float, float, float, float]
    most: float
    coloured: NDArray[np.float32] = _BLACK_ALONE
    clear: bool = False


def picture_ink(image: Image, size: tuple[float, float]) -> PictureInk:
    """Return the ink of a picture as `Conversion.picture` makes it, or of one bit a dot; `size` is in pt.

    JPEG, which comes after it, moves single dots by some steps of 255 and means by none.
    """
    if image.mode == "1":
        black = image.histogram()[0] / max(image.width * image.height, 1)
        return PictureInk((0.0, 0.0, 0.0, black), float(black > 0))
    dots = image.reduce(max(int(min(image.width / size[0], image.height / size[1]) * 72 / _PPI), 1))
    inks = np.asarray(dots)
    if image.mode == "L":
        return PictureInk((0.0, 0.0, 0.0, 1 - float(inks.mean()) / 255), 1 - int(inks.min()) / 255)
    coloured = np.add(inks[:, :, 0], inks[:, :, 1], dtype=np.uint16)
    coloured += inks[:, :, 2]
    most = int(np.add(coloured, inks[:, :, 3]).max()) / 255
    for axis in (0, 1):
        coloured = np.maximum.reduceat(coloured, np.arange(0, coloured.shape[axis], _TILE), axis)
    c, m, y, k = (float(mean) / 255 for mean in inks.mean(axis=(0, 1)))
    return PictureInk((c, m, y, k), most, coloured.astype(np.float32) / 255)
