"""How much ink a glyph takes: the area of its outline, for reckoning the ink of a page without drawing it.

The faces that ship have a file of areas beside them, made by `tools/build_fonts.py`: an issue has thousands of
different glyphs, and HarfBuzz takes 50 µs to fill an outline. Others are filled by it once for each glyph that occurs.
Contours of a face made from a variable one overlap, so that an area by Green's theorem would be 4 % too large.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

SUFFIX = ".areas"
"""Of the file of areas that stands beside a face: 16 bits for each of its glyphs, the lower byte first."""
STEPS = 1 << 15
"""Steps of an em² in such a file."""
_DOTS = 64
"""Dots of an em in which an outline is filled: an area is within 0.2 %."""


def read_areas(font: str, count: int) -> NDArray[np.float64] | None:
    """Return the areas of the `count` glyphs of a font file in em², None where no file of them stands beside it."""
    path = Path(font).with_suffix(SUFFIX)
    if not path.is_file():
        return None
    areas = np.fromfile(path, "<u2") / STEPS
    return areas if areas.size == count else None


def measure_areas(font: Any, upem: int, glyphs: Iterable[int]) -> list[float]:
    """Return the areas, in em², of glyphs of a HarfBuzz font; 0 for those without an outline."""
    import uharfbuzz as hb

    drawing = hb.RasterDraw()
    scale = _DOTS / upem
    drawing.transform = (scale, 0, 0, scale, 0, 0)
    found = []
    for glyph in glyphs:
        drawing.draw_glyph(font, glyph)
        dots = np.frombuffer(drawing.render().buffer, np.uint8)
        found.append(int(dots.sum(dtype=np.int64)) / (255 * _DOTS**2))
    return found
