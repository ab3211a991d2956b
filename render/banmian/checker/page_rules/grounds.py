"""What lies below: a light list of the areas painted so far, to tell on which inks white type stands."""

from __future__ import annotations

from collections.abc import Mapping

from banmian.checker.content.matrix import Box
from banmian.checker.content.painted import ImagePaint, Painted, PathPaint, TextShow

SMALLEST = 4.0
"""Square pt of an area that can be a ground."""
UNKNOWN: Mapping[str, float] = {"Cyan": 0.5, "Magenta": 0.5, "Yellow": 0.5, "Black": 0.5}
"""A picture or shading: all inks, as far as anyone can tell without rendering it."""


class Grounds:
    """Areas in the order of painting."""

    def __init__(self) -> None:
        self._areas: list[tuple[Box, Mapping[str, float]]] = []

    def add(self, thing: Painted) -> None:
        """Note what the thing covers."""
        if isinstance(thing, TextShow) or thing.box.area < SMALLEST:
            return
        if isinstance(thing, PathPaint):
            if thing.fill is None or thing.graphics.overprint_fill:
                return
            inks = thing.fill.inks()
            known = {name: v for name, v in inks.items() if v > 0.005} if inks is not None else UNKNOWN
            self._areas.extend((piece, known) for piece in thing.pieces if piece.area >= SMALLEST)
        elif isinstance(thing, ImagePaint) and thing.stencil:
            return
        else:
            gray = isinstance(thing, ImagePaint) and thing.space is not None and thing.space.family == "DeviceGray"
            self._areas.append((thing.box, {"Black": 0.5} if gray else UNKNOWN))

    def under(self, box: Box) -> Mapping[str, float]:
        """Inks of the ground under the middle of a box; none where it is paper."""
        x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        for area, inks in reversed(self._areas):
            if area.holds(x, y):
                return inks
        return {}
