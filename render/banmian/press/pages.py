"""A press page: a Plate in CMYK with its boxes, marks, slug and output intent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.pdf import FontSet, Inks, PdfFile, paint
from banmian.pdf.document import number
from banmian.pdf.forms import place_forms
from banmian.pdf.painter import resources
from banmian.pdf.pictures import output_profile
from banmian.press.marks import MARGIN, SEPARATION_ALL, marks

if TYPE_CHECKING:
    from banmian.plate import Plate


def press_page(plate: Plate, fonts: FontSet, *, title: str, date: str, language: str = "zh-CN") -> bytes:
    """The plate-ready PDF of a page: CMYK alone, black type on the K plate and overprinting, bleed as designed."""
    pdf = PdfFile(title=title, date=date, language=language)
    written = fonts.write(pdf, [plate])
    drawn = f"1 0 0 1 {number(MARGIN)} {number(MARGIN)} cm\n{marks(plate.width, plate.height, plate.bleed)}\n/GSk gs\n"
    painted = paint(pdf, fonts, plate, Inks.PRESS, plate.slug, drawn)
    content = pdf.stream(b"", painted.content)
    pdf.page(
        {
            "MediaBox": _box(0, 0, plate.width + 2 * MARGIN, plate.height + 2 * MARGIN),
            "BleedBox": _box(
                MARGIN - plate.bleed,
                MARGIN - plate.bleed,
                MARGIN + plate.width + plate.bleed,
                MARGIN + plate.height + plate.bleed,
            ),
            "TrimBox": _box(MARGIN, MARGIN, MARGIN + plate.width, MARGIN + plate.height),
            "Resources": resources(written, painted.pictures, press=True, more=SEPARATION_ALL),
            "Contents": content,
            **painted.group,
        }
    )
    profile = pdf.stream(b"/N 4", output_profile())
    pdf.entry(
        "OutputIntents",
        b"[<< /Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (CGATS TR 002) "
        b"/Info (Coldset offset on newsprint, CGATS TR 002) /DestOutputProfile %s >>]" % profile,
    )
    return place_forms(pdf.save(), [painted.forms], press=True)


def _box(*corners: float) -> bytes:
    return f"[{' '.join(number(corner) for corner in corners)}]".encode()
