"""The ink of an advert, drawn by itself: once a build, and far smaller than its page."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from banmian.press.ink.sheet import PROCESS, Ground

if TYPE_CHECKING:
    from banmian.conformance import Conformance
    from banmian.inks import Conversion
    from banmian.plate import Form


def advert_ink(form: Form, conformance: Conformance, conversion: Conversion, *, grey: bool) -> Ground:
    """Return the ink of a form as it is placed for the press. Raises InputError where it cannot be drawn."""
    return _measured(form.data, (form.x, form.y, form.width, form.height), conformance, conversion, grey)


@lru_cache(maxsize=64)
def _measured(
    data: bytes, place: tuple[float, float, float, float], conformance: Conformance, conversion: Conversion, grey: bool
) -> Ground:
    from banmian.pdf.mend import mend
    from banmian.separations import render_plates

    mended = mend(data, conversion, conformance, grey=grey)
    x, y, width, height = place
    scale = min(width / mended.size[0], height / mended.size[1])
    left, top = x + (width - mended.size[0] * scale) / 2, y + (height - mended.size[1] * scale) / 2
    plates = render_plates(mended.data, 0, 72 * scale)
    inks = plates.trimmed
    coloured = np.delete(inks, PROCESS.index("Black"), axis=0).sum(axis=0, dtype=np.uint16)
    return Ground(
        (left, top, left + mended.size[0] * scale, top + mended.size[1] * scale),
        {name: float(plate.mean()) / 255 for name, plate in zip(plates.names, inks, strict=True)},
        float(inks.sum(axis=0, dtype=np.uint16).max(initial=0)) / 255,
        coloured.astype(np.float32) / 255,
        clear=True,
        laid=False,
    )
