"""Colours on a page that is printed in black alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from banmian.plate import Colour

_DARKNESS = (0.30, 0.59, 0.11)
"""How dark cyan, magenta and yellow are against black."""


def grey_of(colour: Colour) -> float:
    """The part of black, 0 to 1, that stands for a colour where there is no other ink: tints of black stay as they are.

    A spot ink goes by the four inks that stand for it.
    """
    *coloured, black = colour.cmyk
    dark = sum(ink * part for ink, part in zip(coloured, _DARKNESS, strict=True))
    return round(1 - (1 - black) * (1 - dark), 4)
