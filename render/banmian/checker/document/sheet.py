"""A page's boxes, put in order, and places on it in mm from the top left corner of the trimmed page."""

from __future__ import annotations

from typing import Any, NamedTuple

from banmian.checker.document import reading as pdf_
from banmian.checker.document.inventory import inherited
from banmian.checker.fault import Place

MM = 25.4 / 72
KINDS = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")


class Box(NamedTuple):
    """Left, bottom, right and top in units of the page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """In units of the page."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """In units of the page."""
        return self.top - self.bottom

    def holds(self, other: Box, play: float = 1e-5) -> bool:
        """Whether the other lies in it; rounding of the fifth place is let pass."""
        return (
            self.left <= other.left + play
            and self.bottom <= other.bottom + play
            and self.right >= other.right - play
            and self.top >= other.top - play
        )

    def meets(self, other: Box) -> bool:
        """Whether the two have any area or edge in common."""
        return not (
            self.right < other.left or other.right < self.left or self.top < other.bottom or other.top < self.bottom
        )

    def __str__(self) -> str:
        """As the file has it."""
        return " ".join(map(pdf_.figure, self))


def box_of(thing: Any) -> Box | None:
    """A rectangle, corners put in order; None where it is no rectangle."""
    found = pdf_.numbers(thing, 4)
    if found is None:
        return None
    x1, y1, x2, y2 = found
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def page_box(page: Any, kind: str) -> Box | None:
    """A box of a page; MediaBox and CropBox are inherited, and nothing stands in for the others."""
    return box_of(inherited(page, kind) if kind in ("/MediaBox", "/CropBox") else pdf_.entry(page, kind))


def trimmed(page: Any) -> Box | None:
    """What the page is after trimming: TrimBox, else ArtBox, CropBox, MediaBox."""
    for kind in ("/TrimBox", "/ArtBox", "/CropBox", "/MediaBox"):
        found = page_box(page, kind)
        if found is not None:
            return found
    return None


def place_of(page: Any, box: Box) -> Place | None:
    """Where a rectangle stands on the trimmed page as it is seen, turned by /Rotate."""
    trim = trimmed(page)
    if trim is None:
        return None
    unit = (pdf_.number(pdf_.entry(page, "/UserUnit")) or 1) * MM
    left, top = box.left - trim.left, trim.top - box.top
    right, foot = trim.right - box.right, box.bottom - trim.bottom
    turn = pdf_.integer(inherited(page, "/Rotate")) % 360
    x, y = {90: (foot, left), 180: (right, foot), 270: (top, right)}.get(turn, (left, top))
    width, height = (box.height, box.width) if turn in (90, 270) else (box.width, box.height)
    return Place(*(round(value * unit, 2) for value in (x, y, width, height)))
