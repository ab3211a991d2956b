"""The printing plant 印厂: what its plates are made from, and the limits that a page must keep there.

A plant is a TOML file. Three come with the package: `proof` (all marks), `trimmed` (bleed and crop marks), `plate`
(the bare page, as newspapers' imposition systems take it). The writer and the checker read the same plant and share
nothing else.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from banmian.conformance import Conformance

Percent = Annotated[float, Meta(ge=0, le=400)]
Points = Annotated[float, Meta(ge=0, le=200)]
Ppi = Annotated[float, Meta(gt=0, le=5000)]
Millimetres = Annotated[float, Meta(ge=0, le=50)]


class PlantKeys(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Base of the tables of a plant's file: keys with hyphens, none but the known."""


class Marks(PlantKeys, frozen=True, kw_only=True):
    """Printer's marks, all outside the bleed, in the colour of registration but for the control strip."""

    crop: bool = False
    registration: bool = False
    control_strip: bool = False
    slug: bool = False

    @property
    def any(self) -> bool:
        """Whether anything stands round the page."""
        return self.crop or self.registration or self.control_strip or self.slug


class Sharpen(PlantKeys, frozen=True, kw_only=True):
    """Unsharp masking of photographs at their printed resolution: newsprint swallows fine contrast."""

    amount: Annotated[float, Meta(ge=0, le=500)] = 0
    """Per cent; 0 leaves pictures as they are."""
    radius: Annotated[float, Meta(gt=0, le=20)] = 1.0
    """Dots."""
    threshold: Annotated[int, Meta(ge=0, le=255)] = 3
    """Steps of 255 that a contrast needs to be sharpened: grain stays as it is."""


class Limits(PlantKeys, frozen=True, kw_only=True):
    """What the plant can print: of each pair the first is a warning, the second an error."""

    ink: Percent = 220
    """Most ink, per cent: photographs are brought under it, more is a warning."""
    ink_error: Percent = 240
    ink_area: Annotated[float, Meta(ge=0)] = 15
    """Square mm that too much ink must cover at a stretch to count."""
    ppi_most: Ppi = 300
    """Pictures are resampled to this; a file with more than half again is a warning."""
    ppi: Ppi = 170
    ppi_error: Ppi = 120
    line_art_ppi: Ppi = 600
    line_art_ppi_error: Ppi = 300
    type: Points = 6
    """Smallest type, pt, black."""
    type_error: Points = 4
    coloured_type: Points = 12
    """Smallest type in two inks or more, pt."""
    coloured_type_error: Points = 8
    reversed_type: Points = 8
    """Smallest white type out of one ink, pt."""
    reversed_type_in_inks: Points = 10
    """Smallest white type out of two inks or more, pt."""
    rule: Points = 0.25
    """Thinnest rule in one ink, pt."""
    rule_error: Points = 0.1
    coloured_rule: Points = 0.5
    """Thinnest rule in two inks or more, or white out of a ground, pt."""
    tint: Percent = 3
    """Lightest tint that prints, per cent of an ink."""
    black_most: Percent = 100
    """Most black in a photograph, per cent."""
    spots: Annotated[int, Meta(ge=0)] = 0
    """Spot inks that a page may have without a warning."""


class Plant(PlantKeys, frozen=True, kw_only=True):
    """A printing plant 印厂."""

    name: str = ""
    """Its name, which the slug and the reports show."""
    conformance: Conformance = Conformance.X4
    icc: str = "newsprint"
    """Output condition: `newsprint`, `coated`, or the path of an ICC profile beside the plant's file."""
    condition: str = ""
    """Name of the condition of a profile of one's own, as the intent gives it; else the profile's description."""
    bleed: Millimetres | None = None
    """Bleed of its pages in mm; None is the bleed of the page design."""
    marks: Marks = Marks()
    sharpen: Sharpen = Sharpen()
    limits: Limits = Limits()
    file_name: str = "{date}-{pages}"
    """Names of the press files, without .pdf."""
    title: str = ""
    """Short name of the paper for file names, ASCII."""
    zone: str = ""
    version: str = ""
    black: Literal["rich-forbidden", "rich-allowed"] = "rich-forbidden"
    """Whether large solids may be black over other inks."""


class PressOrder(PlantKeys, frozen=True, kw_only=True):
    """What is asked of the press files 付印单, over what the plant's own file says."""

    plant: str = ""
    """A plant by name, or its .toml file; the plant `proof` where none is named."""
    conformance: Conformance | None = None
    icc: str = ""
    """`newsprint`, `coated`, or the path of an ICC profile."""
    ink: bool = True
    """Whether the ink of the pages is measured for the manifest, which takes time only where it may pass the limit."""
