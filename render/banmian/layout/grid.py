"""The sheet and its grid of whole 字 and whole lines (rules G3, G6 to G8)."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple

from msgspec import Meta, Struct

MM = 72 / 25.4
"""Points in a millimetre."""

Positive = Annotated[float, Meta(gt=0, le=5000)]
Count = Annotated[int, Meta(ge=1, le=999)]
Millimetres = Annotated[float, Meta(ge=0, le=5000)]

TRIMS: dict[str, tuple[float, float]] = {"对开": (390, 550), "四开": (275, 390), "A3": (297, 420)}
"""Trimmed sizes in mm that a sheet may call by name (G9)."""


class Margins(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Margins in mm: above the type area, and at its inner side, which is the left one of odd pages.

    A spread has its inner side at the fold, so only `top` says something of it.
    """

    top: Millimetres
    inner: Millimetres


class Sheet(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The sheet: trimmed size of a page in mm, by `size` or in figures, and bleed in mm.

    A `spread` 通版 is two facing pages made up as one; its sheet is twice as wide. Without `margins` the type area
    stands in the middle of the page.
    """

    size: Literal["对开", "四开", "A3"] | None = None
    trim: tuple[Positive, Positive] | None = None
    bleed: Millimetres = 3.0
    spread: bool = False
    margins: Margins | None = None

    @property
    def page(self) -> tuple[float, float]:
        """Trimmed width and height of one page in mm."""
        return self.trim or TRIMS[self.size or "对开"]

    @property
    def width(self) -> float:
        """Trimmed width in pt, of both pages if it is a spread."""
        return self.page[0] * MM * (2 if self.spread else 1)

    @property
    def height(self) -> float:
        """Trimmed height in pt."""
        return self.page[1] * MM


class Grid(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The type area 版心: columns of `measure` 字 parted by `gutter` 字, and `lines` lines of `pitch` pt.

    The gap in the middle of a spread is `fold` 字 wide instead: so much stays free about the fold of the sheet.
    """

    columns: Count
    measure: Count
    gutter: Count
    lines: Count
    body: Positive
    pitch: Positive
    row_gap: Annotated[int, Meta(ge=0, le=99)] = 1
    fold: Annotated[int, Meta(ge=0, le=99)] = 0

    @property
    def width(self) -> int:
        """Width of the type area in 字."""
        return self.merged(0, self.columns - 1)

    @property
    def half(self) -> int:
        """The column that begins behind the fold; the number of columns where there is none."""
        return self.columns // 2 if self.fold else self.columns

    def left(self, column: int) -> int:
        """Where a column, counted from 0, begins: 字 from the left edge of the type area."""
        return column * (self.measure + self.gutter) + (self.fold - self.gutter if column >= self.half else 0)

    def merged(self, first: int, last: int) -> int:
        """Width in 字 of the columns `first` to `last` merged, the gutters between them swallowed (G7)."""
        return self.left(last) + self.measure - self.left(first)

    def divided(self, width: int, count: int) -> tuple[int, tuple[int, ...]]:
        """A width divided into text columns: their whole-字 measure and where each begins, in half 字 at the finest.

        What does not divide goes to the gaps in equal parts, never into a measure (G8). Positions are in whole tenths
        of a 字, so that they are the same on every machine.
        """
        measure = (width - (count - 1) * self.gutter) // count
        spare = width - count * measure - (count - 1) * self.gutter
        gap = self.gutter + (spare / (count - 1) if count > 1 else 0)
        return measure, tuple(round(n * (measure + gap) * 10) for n in range(count))

    def over_fold(self, first: int, last: int, count: int) -> tuple[int, tuple[int, ...]] | None:
        """The same for columns on both sides of the fold: equal groups of them, none over the fold; None if they
        cannot be had.
        """
        each, rest = divmod(last - first + 1, count)
        if rest or (self.half - first) % each:
            return None
        starts = tuple((self.left(first + n * each) - self.left(first)) * 10 for n in range(count))
        return each * self.measure + (each - 1) * self.gutter, starts

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

    @property
    def right(self) -> int:
        """The right edge in 字."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The line below the last one."""
        return self.top + self.height
