"""The house style of composition: every STYLE choice in one place, with the defaults for a mainland paper.

Source: typographic rules section 0; each field names its rule.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Setting(Struct, frozen=True, kw_only=True):
    """How paragraphs are composed. Lengths are in em of the text."""

    level: Literal["none", "basic", "gb", "strict"] = "gb"
    """Which marks may not open or close a line (B3, B6)."""
    marks: Literal["full", "half"] = "full"
    """full: 全角式, marks one em, squeezed in pairs and at line ends; half: 半角式, all half an em (P14, T8)."""
    line_end: Literal["half", "full"] = "half"
    """A full-width mark that closes a line (P8)."""
    line_start: Literal["trim", "keep"] = "trim"
    """An opening bracket that opens a line (P10)."""
    indent: float = 2.0
    """First line of a paragraph (R1)."""
    gap: float = 0.25
    """Between Han and Latin letters or digits (M1)."""
    gap_floor: float = 0.125
    gap_cap: float = 1 / 3
    """To where the gap shrinks and stretches (J3(6), J4(2))."""
    space_floor: float = 0.25
    space_cap: float = 0.5
    """To where a word space shrinks and stretches (J3(2), J4(1))."""
    squeeze_stops: bool = True
    """Whether 。？！ are squeezed, last of all (J3(7))."""
    loose: float = 0.25
    """Spacing per gap, in em, above which a line is reported (J5)."""
    justify: bool = True
    """Lines reach the end of the measure (J1)."""


BODY = Setting()
HEADLINE = Setting(marks="half", indent=0.0, justify=False)
CAPTION = Setting(indent=0.0)
