"""The sheet and its grid of whole 字 and whole lines (rules G3, G6 to G8)."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from msgspec import Meta, Struct

MM = 72 / 25.4
"""Points in a millimetre."""

Positive = Annotated[float, Meta(gt=0)]
Count = Annotated[int, Meta(ge=1)]


class Sheet(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The sheet: trimmed size and bleed in mm."""

    trim: tuple[Positive, Positive]
    bleed: Annotated[float, Meta(ge=0)] = 3.0

    @property
    def width(self) -> float:
        """Trimmed width in pt."""
        return self.trim[0] * MM

    @property
    def height(self) -> float:
        """Trimmed height in pt."""
        return self.trim[1] * MM


class Grid(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The type area 版心: columns of `measure` 字 parted by `gutter` 字, and `lines` lines of `pitch` pt."""

    columns: Count
    measure: Count
    gutter: Annotated[int, Meta(ge=1)]
    lines: Count
    body: Positive
    pitch: Positive
    row_gap: Annotated[int, Meta(ge=0)] = 1

    @property
    def width(self) -> int:
        """Width of the type area in 字."""
        return self.merged(self.columns)

    def merged(self, count: int) -> int:
        """Width in 字 of `count` columns merged, the gutters between them swallowed (G7)."""
        return count * self.measure + (count - 1) * self.gutter

    def divided(self, width: int, count: int) -> tuple[int, tuple[int, ...]]:
        """A width divided into text columns: their whole-字 measure and where each begins, in half 字 at the finest.

        What does not divide goes to the gaps in equal parts, never into a measure (G8). Positions are in tenths of a 字
        rounded down, so that they are the same on every machine.
        """
        measure = (width - (count - 1) * self.gutter) // count
        spare = width - count * measure - (count - 1) * self.gutter
        gap = self.gutter + (spare / (count - 1) if count > 1 else 0)
        return measure, tuple(round(n * (measure + gap) * 10) for n in range(count))

    def banded(self, height: int, count: int) -> tuple[int, tuple[int, ...]]:
        """`height` lines divided into bands of vertical text, one under the other: their measure and where each begins.

        The measure is a whole number of 字; positions are in tenths of a 字 from the top of the first line's em box.

        What does not divide goes to the gaps between the bands; under a single one it stays.
        """
        room = ((height - 1) * self.pitch + self.body) / self.body
        measure = int((room - (count - 1) * self.gutter) / count + 1e-9)
        spare = room - count * measure - (count - 1) * self.gutter
        gap = self.gutter + (spare / (count - 1) if count > 1 else 0)
        return measure, tuple(round(n * (measure + gap) * 10) for n in range(count))

    def across(self, width: int) -> int:
        """How many vertical lines stand side by side in a width in 字: at the pitch of the grid, edge to edge."""
        return max(int((width - 1) * self.body / self.pitch + 1e-9) + 1, 0)


class Rect(NamedTuple):
    """A rectangle of the grid: left edge and width in 字, top and height in lines, from the corner of the type area."""

    left: int
    top: int
    width: int
    height: int
