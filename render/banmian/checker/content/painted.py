"""What stands painted on a page, as the reader of content streams gives it to the rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct

from banmian.checker.content.matrix import Box
from banmian.checker.content.spaces import Space


class Paint(NamedTuple):
    """A colour: its space and values, or a pattern's name."""

    space: Space
    values: tuple[float, ...]
    pattern: str = ""

    def inks(self) -> Mapping[str, float] | None:
        """Ink amounts 0 to 1; None where they are not known (RGB, Lab, patterns)."""
        if self.space.family == "Pattern":
            return None
        try:
            return self.space.inks(self.values)
        except (ValueError, IndexError, OverflowError):
            return None


class Graphics(NamedTuple):
    """What of the graphics state tells how a thing prints on what lies below it."""

    overprint_stroke: bool = False
    overprint_fill: bool = False
    overprint_mode: int = 0
    in_mask: bool = False
    """Whether it is no paint but the shape of a soft mask."""


class TextShow(NamedTuple):
    """A string as one operator shows it. `size` is its height in pt on the page, after all matrices."""

    path: str
    box: Box
    graphics: Graphics
    text: str
    font: str
    size: float
    fill: Paint | None
    stroke: Paint | None
    width: float
    missing: int = 0
    """Glyphs that the font has not: shown as .notdef."""
    unmapped: int = 0
    """Characters without Unicode value."""


class PathPaint(NamedTuple):
    """A path. `pieces` are its segments where it is only stroked, else its parts; `width` is the stroke's, pt."""

    path: str
    box: Box
    graphics: Graphics
    fill: Paint | None
    stroke: Paint | None
    width: float
    pieces: tuple[Box, ...]
    upright: bool
    """Whether it is made of upright rectangles only."""


class ImagePaint(NamedTuple):
    """A picture. `space` is None of stencils and of JPX pictures with a space of their own."""

    path: str
    box: Box
    graphics: Graphics
    pixels: tuple[int, int]
    ppi: float
    bits: int
    space: Space | None
    filters: tuple[str, ...]
    stencil: bool
    fill: Paint | None
    """What a stencil is painted with."""
    mask: str = ""
    """`stencil`, `colour key`, `soft`, or nothing."""


class ShadingPaint(NamedTuple):
    """A shading, painted by `sh` or through a pattern."""

    path: str
    box: Box
    graphics: Graphics
    space: Space | None


Painted = TextShow | PathPaint | ImagePaint | ShadingPaint


class Remark(NamedTuple):
    """A rule broken that shows while reading: no painted thing is needed to tell it."""

    rule: str
    path: str
    object: str = ""
    measured: str = ""
    box: Box | None = None


class PageContent(Struct):
    """All that a page paints, in its order, and what was remarked on the way."""

    number: int
    media: Box
    crop: Box
    trim: Box
    bleed: Box
    rotate: int
    unit: float
    painted: list[Painted]
    remarks: list[Remark]
    trimmed: bool = False
    """Whether the page has a TrimBox or ArtBox of its own."""
