"""The boxes of a press page: trimmed page in bleed in sheet, with no more room round it than the marks need."""

from __future__ import annotations

from math import ceil, floor

from msgspec import Struct

from banmian.pdf.document import number
from banmian.plate import MM

_EXACT = 1e-6  # thousandths of a point that are taken for errors of the sum


class Room(Struct, frozen=True):
    """What stands round the trimmed page on each side, bleed included, in pt."""

    left: float
    bottom: float
    right: float
    top: float


class Boxes(Struct, frozen=True):
    """MediaBox, BleedBox and TrimBox, each left, bottom, right, top in pt.

    Bleed and sheet are rounded outwards, so that each still holds the other as it is written, with three decimals.
    """

    media: tuple[float, ...]
    bleed: tuple[float, ...]
    trim: tuple[float, ...]

    def entries(self) -> dict[str, bytes]:
        """The entries of the page."""
        return {name: f"[{' '.join(map(number, box))}]".encode() for name, box in self.named().items()}

    def named(self) -> dict[str, tuple[float, ...]]:
        """The boxes by their names in a PDF."""
        return {"MediaBox": self.media, "BleedBox": self.bleed, "TrimBox": self.trim}


def boxes(width: float, height: float, bleed: float, room: Room) -> Boxes:
    """The boxes of a page of `width` by `height` pt with so much bleed and so much room round it."""
    left, bottom = _out(max(room.left, bleed)), _out(max(room.bottom, bleed))
    right, top = left + width, bottom + height
    return Boxes(
        (0.0, 0.0, _out(right + max(room.right, bleed)), _out(top + max(room.top, bleed))),
        (_in(left - bleed), _in(bottom - bleed), _out(right + bleed), _out(top + bleed)),
        (left, bottom, round(right, 3), round(top, 3)),
    )


def bleed_of(own: float, plant: float | None) -> float:
    """The bleed of a page in pt: what the plant asks for (mm), else its own (pt)."""
    return own if plant is None else plant * MM


def _out(value: float) -> float:
    return ceil(value * 1000 - _EXACT) / 1000


def _in(value: float) -> float:
    return floor(value * 1000 + _EXACT) / 1000
