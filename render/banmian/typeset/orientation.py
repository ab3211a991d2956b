"""How characters stand in vertical text: the Vertical_Orientation of UAX #50 for whole arrays (rule V1).

The table is Unicode's as it is. Where Chinese papers decide otherwise (V2, V3: the interpunct is upright, curly quotes
become ﹃﹄ although they are R here) the composer does. It is read only when vertical text is set.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

UPRIGHT = 0
"""U: stands as it does in horizontal text."""
ROTATED = 1
"""R: turned 90 degrees clockwise."""
TRANSFORMED_UPRIGHT = 2
"""Tu: the face's vertical form, or upright where it has none."""
TRANSFORMED_ROTATED = 3
"""Tr: the face's vertical form, or turned where it has none."""

_VALUES = {"U": UPRIGHT, "Tu": TRANSFORMED_UPRIGHT, "Tr": TRANSFORMED_ROTATED}


@cache
def _table() -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """The code points at which the value changes, and the value from each of them on."""
    starts, values = [0], [ROTATED]
    for line in (resources.files("banmian.typeset") / "orientation.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        span, value = line.split()
        first, _, last = span.partition("-")
        if int(first, 16) == starts[-1]:  # ranges of two values that touch
            starts.pop()
            values.pop()
        starts += [int(first, 16), int(last or first, 16) + 1]
        values += [_VALUES[value], ROTATED]
    return np.array(starts, dtype=np.uint32), np.array(values, dtype=np.uint8)


def orientation(codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """UPRIGHT, ROTATED, TRANSFORMED_UPRIGHT or TRANSFORMED_ROTATED for each code point."""
    starts, values = _table()
    return values[np.searchsorted(starts, codes, side="right") - 1]
