"""The hyphen at the end of a line where a Latin word was parted (B12): a run of its own, that is no character of it.

Its text is a soft hyphen, which readers of a PDF drop when they join the word again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from banmian.plate import Direction, Role, TextRun

if TYPE_CHECKING:
    from banmian.faces import FaceLibrary
    from banmian.makeup.lines.runs import Style
    from banmian.typeset import Placed, Sorts

_SOFT_HYPHEN = "\u00ad"


def hyphen_at(
    sorts: Sorts,
    placed: Placed,
    last: int,
    at: tuple[float, float],
    style: Style,
    library: FaceLibrary,
    direction: Direction = Direction.HORIZONTAL,
) -> TextRun | None:
    """The hyphen behind the character at position `last` of `placed`, in the line that begins at `at`; None if none."""
    offset = int(placed.offsets[last])
    width = float(sorts.hyphen[offset]) if sorts.hyphen is not None else 0.0
    if not width:
        return None
    face = library.faces[int(sorts.faces[offset])]
    along = (float(placed.x[last] + placed.advance[last]) - width) * style.size
    x, y = at
    return TextRun(
        x=round(x + along, 4) if direction is Direction.HORIZONTAL else x,
        y=y if direction is Direction.HORIZONTAL else round(y + along, 4),
        size=style.size,
        face=face.id,
        text=_SOFT_HYPHEN,
        glyphs=face.glyphs(np.array([0x2D], dtype=np.uint32)),
        offsets=np.zeros(1),
        width=round(width * style.size, 4),
        colour=style.colour,
        direction=direction,
        article=style.article,
        role=Role.HYPHEN,
    )
