"""Cut-outs 去底图: pictures whose ground is transparent, and where their outline runs on the lines of the grid (K6)."""

from __future__ import annotations

from functools import lru_cache
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

OPAQUE = 0.1
"""The part of full cover from which a place of a picture counts as seen."""
FINE = 320
"""Dots along the longer side to which the transparency is brought down: finer than a 字 of any page."""

Extent = tuple[float, float] | None
"""From where to where something stands in a line, pt; None where nothing does."""


class Cutout(NamedTuple):
    """What is seen of a cut-out: the part of the file about it, its ratio, and each of its rows of dots.

    `left` and `right` are parts of its width, 1 and 0 in a row where nothing is seen.
    """

    crop: tuple[float, float, float, float]
    ratio: float
    left: NDArray[np.float64]
    right: NDArray[np.float64]

    def extents(self, height: float, bands: list[tuple[float, float]]) -> list[Extent]:
        """What is seen in bands (top, bottom) of it, `height` pt high: from where to where as parts of its width."""
        rows = self.left.size
        found: list[Extent] = []
        for top, bottom in bands:
            first, last = max(int(top / height * rows), 0), min(max(ceil(bottom / height * rows), 0), rows)
            left = float(self.left[first:last].min(initial=1.0))
            right = float(self.right[first:last].max(initial=0.0))
            found.append((left, right) if left < right else None)
        return found


def cutout_of(path: Path) -> Cutout | None:
    """The cut-out in a picture file; None where nothing of it is transparent, or all."""
    state = path.stat()
    return _cutout(str(path), state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=64)
def _cutout(file: str, changed: int, length: int) -> Cutout | None:  # noqa: ARG001 - they tell a file that is new
    from PIL import Image

    from banmian.model.sizes import pictures_of_any_size

    with pictures_of_any_size(), Image.open(file) as opened:
        alpha = _alpha(opened)
    if alpha is None:
        return None
    width, height = alpha.size
    factor = max(max(width, height) // FINE, 1)
    cover = np.asarray(alpha.reduce(factor))
    if cover.min() >= 255 * (1 - OPAQUE):
        return None
    seen = cover > OPAQUE * 255
    rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    if not rows.size:
        return None
    top, bottom, left, right = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
    # a dot at the right or at the foot may stand for fewer pixels than the others
    edges = (left * factor, top * factor, min(right * factor, width), min(bottom * factor, height))
    crop = (edges[0] / width, edges[1] / height, edges[2] / width, edges[3] / height)
    seen = seen[top:bottom, left:right]
    across = seen.shape[1]
    empty = ~seen.any(axis=1)
    begins = np.where(empty, 1.0, seen.argmax(axis=1) / across)
    ends = np.where(empty, 0.0, (across - seen[:, ::-1].argmax(axis=1)) / across)
    return Cutout(crop, (edges[2] - edges[0]) / (edges[3] - edges[1]), begins, ends)


def _alpha(opened: Any) -> Any:
    """How far each dot of a picture covers its ground, as it is meant to be seen (EXIF orientation)."""
    from PIL import ImageOps

    opened.load()  # so that the turning, where there is one, is known before a copy is made
    image = ImageOps.exif_transpose(opened) if opened.getexif().get(0x0112, 1) != 1 else opened
    if image.mode not in ("RGBA", "LA"):
        if image.mode not in ("PA", "La", "RGBa") and "transparency" not in image.info:
            return None
        image = image.convert("LA" if image.mode == "La" else "RGBA")
    return image.getchannel("A")
