"""A press page: a Plate in the inks of the press with its boxes, marks, slug, output intent and conformance level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from banmian.inks import conversion, read_condition
from banmian.model.plant import Plant
from banmian.pdf import FontSet, Inks, PdfFile, paint
from banmian.pdf.document import number
from banmian.pdf.forms import place_forms
from banmian.pdf.painter import resources
from banmian.pdf.tags import Tags
from banmian.press.boxes import bleed_of, boxes
from banmian.press.identification import info_entries, write_identification
from banmian.press.ink.sheet import Sheet
from banmian.press.marks import REGISTRATION, draw_marks, room

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from banmian.inks import Condition
    from banmian.plate import Plate, TextRun
    from banmian.press.boxes import Boxes

BARE = Plant()
"""A plant that takes the page as it is designed: its own bleed, no marks."""


def press_page(
    plate: Plate,
    fonts: FontSet,
    *,
    plant: Plant = BARE,
    condition: Condition | None = None,
    title: str,
    date: str,
    language: str = "zh-CN",
    titles: Mapping[str, str] | None = None,
    grey: bool = False,
    told: Callable[[Sheet], None] | None = None,
) -> bytes:
    """The plate-ready PDF of a page for a plant: inks alone, black type on the black plate and overprinting.

    `condition` is the output condition, newsprint if none is given; `date` is that of a PDF, to the second, and
    `title` names the page so that no other page of the paper has it. `titles` are those of the articles by their ids,
    which a conformance level with tags needs. A `grey` page is printed in black alone. `told` is told what its ink is
    reckoned from.
    """
    condition = condition or read_condition("newsprint")
    bleed = bleed_of(plate.bleed, plant.bleed)
    box = boxes_of(plate, plant)
    slug = _slug(plate, bleed) if plant.marks.slug else ()
    level = plant.conformance.level
    pdf = PdfFile(title=title, date=date, language=language, version=level.pdf, info=info_entries(plant.conformance))
    written = fonts.write(pdf)
    tags = Tags(plate, titles or {}, box.trim[:2]) if level.tagged else None
    way = conversion(condition, plant.limits)
    painted = paint(
        pdf,
        fonts,
        plate,
        Inks.PRESS,
        slug,
        bleed=bleed,
        conversion=way,
        sharpen=plant.sharpen if plant.sharpen.amount else None,
        grey=grey,
        tags=tags,
    )
    marks = draw_marks(plant.marks, plate.width, plate.height, bleed, spread=plate.spread, spots=[*painted.spaces])
    if tags and marks:
        marks = f"/Artifact BMC\n{marks}\nEMC"
    origin = f"1 0 0 1 {number(box.trim[0])} {number(box.trim[1])} cm\n{marks}\n/GSk gs\n"
    content = pdf.stream(b"", origin.encode("ascii") + painted.content)
    spaces = {**({"All": REGISTRATION} if plant.marks.crop or plant.marks.registration else {}), **painted.spaces}
    pdf.page(
        {
            **box.entries(),
            "Resources": pdf.add(resources(written, painted.pictures, press=True, spaces=spaces)),
            "Contents": content,
            **(painted.group if level.transparency else {}),
            **({"StructParents": b"0"} if tags else {}),
        }
    )
    if tags:
        tags.write(pdf)
    if told:
        told(Sheet(plate, fonts.areas, way, painted.inks, grey))
    write_identification(pdf, plant.conformance, condition, title=title, date=date, edition=plant.version)
    return place_forms(pdf.save(), [painted.forms], conformance=plant.conformance, conversion=way, grey=grey)


def boxes_of(plate: Plate, plant: Plant) -> Boxes:
    """The boxes that the press page of a plate has for a plant."""
    bleed = bleed_of(plate.bleed, plant.bleed)
    return boxes(plate.width, plate.height, bleed, room(plant.marks, bleed))


def _slug(plate: Plate, bleed: float) -> tuple[TextRun, ...]:
    """The slug, moved as far as the bleed of the plant is from that of the design."""
    return tuple(replace(run, y=run.y + bleed - plate.bleed) for run in plate.slug)
