"""The ink limit 总墨量: what four inks that are too much together become."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

STRIP = 1 << 20
"""Dots of a picture that are looked at together: 4 MB of inks, and as much again for each number made of them."""


def limited(inks: NDArray[Any], most: float, black_most: float = 1.0) -> NDArray[np.float32]:
    """Inks as parts (n × 4) whose sum is at most `most` and whose black at most `black_most`.

    Where there is too much, the grey that three inks make together becomes black first (GCR), by as much black as
    keeps the darkness, so that steps in the shadows stay steps; what is still too much is taken from cyan, magenta
    and yellow in their proportion, so that colours keep their hue.
    """
    out = np.array(inks, np.float32)
    np.minimum(out[:, 3], black_most, out=out[:, 3])
    over = np.flatnonzero(out.sum(axis=1) > most)
    if not over.size:
        return out
    some = out[over]
    grey = some[:, :3].min(axis=1)
    low, high = np.zeros_like(grey), grey.copy()
    for _ in range(10):  # halved ten times: a thousandth of an ink
        middle = (low + high) / 2
        enough = some.sum(axis=1) - 3 * middle + _more_black(some, grey, middle, black_most) <= most
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    black = _more_black(some, grey, high, black_most)
    some[:, :3] -= high[:, None]
    some[:, 3] += black
    coloured = some[:, :3].sum(axis=1)
    room = np.maximum(np.minimum(coloured, most - some[:, 3]), 0)
    some[:, :3] *= (room / np.maximum(coloured, 1e-6))[:, None]
    np.minimum(some[:, 3], most, out=some[:, 3])
    out[over] = some
    return out


_SOLID = 0.9
"""The part of light that cyan, magenta and yellow take together where they are solid."""


def _more_black(inks: Any, grey: Any, taken: Any, black_most: float) -> Any:
    """The black that keeps the darkness where a part of the grey of three inks is taken away: dots lie by chance."""
    light = (1 - inks[:, 3]) * (1 - _SOLID * grey) / (1 - _SOLID * (grey - taken))
    return np.maximum(np.minimum(1 - light, black_most) - inks[:, 3], 0)


def limited_picture(image: Image, most: float, black_most: float = 1.0) -> Image:
    """A CMYK picture within the limit; the same one if it is already. It is worked on in strips."""
    from PIL import Image as Pillow

    rows = max(STRIP // max(image.width, 1), 1)
    out = None
    for top in range(0, image.height, rows):
        box = (0, top, image.width, min(top + rows, image.height))
        strip = np.asarray(image.crop(box)).reshape(-1, 4)
        wrong = np.flatnonzero((strip.sum(axis=1, dtype=np.uint16) > most * 255) | (strip[:, 3] > black_most * 255))
        if not wrong.size:
            continue
        changed = strip.copy()
        # cut off, not rounded: four inks rounded up would be 0.8 % over
        changed[wrong] = (limited(strip[wrong] / np.float32(255), most, black_most) * 255 + 1e-3).astype(np.uint8)
        if out is None:
            out = image.copy()
        shape = (box[3] - top, image.width, 4)
        out.paste(Pillow.fromarray(changed.reshape(shape), "CMYK"), box)
    return image if out is None else out
