"""Spaces that take no room: those that open a paragraph, and those at the end of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from banmian.typeset.classes import names

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]


def opening_spaces(codes: NDArray[np.uint32], classes: NDArray[np.uint8]) -> Flags:
    """The spaces and U+3000 that open a paragraph: they stand for its indent (R3)."""
    spaces: Flags = (classes == names()["wide-space"]) | (codes == 0x20)
    if not spaces.any():
        return spaces
    at = np.arange(codes.size)
    others = np.maximum.accumulate(np.where(spaces, -1, at))
    newlines = np.maximum.accumulate(np.where(codes == 0x0A, at, -1))
    leading: Flags = spaces & (others == newlines)
    return leading


def with_spaces(end_trim: Floats, width: Floats, is_space: Flags) -> Floats:
    """What each character gives up at a line end, spaces at their full width.

    However many spaces end a line, the last gives up the room of all of them, and what the mark before them gives up at
    a line end besides (P8).
    """
    if not is_space.any():
        return end_trim
    at = np.arange(width.size)
    total = np.cumsum(np.where(is_space, width, 0.0))
    before = np.maximum.accumulate(np.where(is_space, 0.0, total))
    solid = np.maximum.accumulate(np.where(is_space, 0, at))
    mark = end_trim[solid] * (solid < at)
    return np.where(is_space, total - before + mark, end_trim)
