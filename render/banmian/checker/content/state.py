"""The graphics state of a content stream, saved and brought back by q and Q."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass

from banmian.checker.content.fonts import Font
from banmian.checker.content.matrix import IDENTITY, Box, Matrix
from banmian.checker.content.painted import Graphics, Paint
from banmian.checker.content.spaces import GRAY

BLACK = Paint(GRAY, (0.0,))


@dataclass(slots=True)
class State:
    """What operators set and painting reads; lengths in the units of the space that they were set in."""

    ctm: Matrix
    clip: Box
    fill: Paint = BLACK
    stroke: Paint = BLACK
    width: float = 1.0
    overprint_stroke: bool = False
    overprint_fill: bool = False
    overprint_mode: int = 0
    font: Font | None = None
    size: float = 0.0
    character_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0

    def saved(self) -> State:
        """A copy, for q."""
        return copy(self)

    def graphics(self, in_mask: bool) -> Graphics:
        """What of it tells how a thing prints on what lies below."""
        return Graphics(self.overprint_stroke, self.overprint_fill, self.overprint_mode, in_mask)


@dataclass(slots=True)
class TextPlace:
    """Text matrix and line matrix between BT and ET."""

    matrix: Matrix = IDENTITY
    line: Matrix = IDENTITY
