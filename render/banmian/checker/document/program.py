"""What an embedded font program says of its glyphs, whichever format it has."""

from __future__ import annotations

import struct
from typing import NamedTuple

BROKEN = (struct.error, IndexError, ValueError, KeyError, TypeError, OverflowError, ArithmeticError, RecursionError)
"""What reading of a broken program raises."""


class Program(NamedTuple):
    """A font program. Advances are in thousandths of the size."""

    form: str
    """`truetype`, `cff`, `opentype` (CFF in an OpenType wrapper) or `type1`."""
    advances: tuple[float, ...] = ()
    drawn: tuple[bool, ...] = ()
    """Which glyphs have an outline."""
    cids: dict[int, int] | None = None
    """CID to glyph, of a CID-keyed CFF."""
    names: dict[str, int] | None = None
    """Name to glyph, of Type 1 and of CFF without CIDs."""
    encoding: dict[int, int] | None = None
    """Code to glyph, of the program's own encoding."""
    cmaps: dict[tuple[int, int], dict[int, int]] | None = None
    """Of TrueType: code to glyph by platform and encoding."""
    rights: int | None = None
    """fsType of OS/2."""
    trouble: str = ""

    def advance(self, glyph: int) -> float | None:
        """The advance of a glyph that has an outline; None of any other."""
        if 0 < glyph < len(self.advances) and (self.drawn[glyph] if glyph < len(self.drawn) else False):
            return self.advances[glyph]
        return None
