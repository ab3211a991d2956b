"""What a file is, beside its faults: pages and boxes, claims, inks, fonts, pictures."""

from __future__ import annotations

from msgspec import Struct

from banmian.checker.fault import Fault

Rectangle = tuple[float, float, float, float]
"""Left, top, width and height in mm from the top left corner of the MediaBox."""


class PageSummary(Struct, frozen=True, kw_only=True):
    """A page. Boxes are in mm from the top left corner of its MediaBox."""

    number: int
    media: Rectangle
    crop: Rectangle
    trim: Rectangle
    bleed: Rectangle
    has_trim: bool
    rotate: int
    inks: tuple[str, ...]
    """Plates that it needs, process inks first."""
    ink_most: float | None = None
    """Most ink measured, per cent; None where it was not measured."""
    texts: int = 0
    """Strings of text."""


class FontSummary(Struct, frozen=True, kw_only=True):
    """A font that shows something."""

    name: str
    kind: str
    embedded: bool
    smallest: float
    """pt on the page."""


class PictureSummary(Struct, frozen=True, kw_only=True):
    """A picture as it stands on a page."""

    page: int
    name: str
    pixels: tuple[int, int]
    ppi: float
    space: str
    bits: int
    filters: tuple[str, ...]


class Summary(Struct, frozen=True, kw_only=True):
    """What a file is."""

    pages: tuple[PageSummary, ...] = ()
    claims: tuple[str, ...] = ()
    """As the file says them, `PDF/X-4`."""
    judged: tuple[str, ...] = ()
    """Words of `Rule.applies` that it was judged by."""
    version: str = ""
    producer: str = ""
    intent: str = ""
    """Output condition of the output intent."""
    intent_space: str = ""
    """CMYK, RGB, GRAY; empty without embedded profile."""
    spots: tuple[str, ...] = ()
    fonts: tuple[FontSummary, ...] = ()
    pictures: tuple[PictureSummary, ...] = ()
    ink_most: float | None = None


class Checked(Struct, frozen=True, kw_only=True):
    """What the checker says of a file. It is fit for JSON as it stands (msgspec.json.encode)."""

    faults: tuple[Fault, ...]
    summary: Summary
