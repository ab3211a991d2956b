"""Adverts and notices in their slots: HTML set by WeasyPrint, the first page of a PDF, or a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from banmian.makeup.furniture.setter import Box, Setter
from banmian.model import Finding, Severity
from banmian.model.media import Media
from banmian.model.sizes import ratio_of
from banmian.plate import MM, Form, Picture, Role

if TYPE_CHECKING:
    from banmian.model import Advert


MOST_WHITE = 2.0
"""Lines of white beside an advert of another shape than its slot, above which that is said (X8)."""


def place_advert(advert: Advert, page: int, folder: str, box: Box, setter: Setter) -> None:
    """Place an advert in a box. What cannot be placed is a finding of error level."""
    path = Path(folder) / advert.file
    name = advert.file
    kind = Media.of(path)
    if kind is Media.HTML:
        from banmian.makeup.furniture.html import HtmlError, HtmlUnavailableError, html_to_pdf

        try:
            made = html_to_pdf(path, box.width, box.height, Path(folder))
        except (HtmlError, HtmlUnavailableError) as error:
            hint = getattr(error, "hint", "let it be made simpler, or sent as PDF")
            setter.findings.append(_error("no-html", f"“{name}” cannot be set: {error}", hint, page, advert.slot))
            return
        setter.findings += [replace(one, page=page, slot=advert.slot) for one in made.findings(name)]
        x, y, width, height = box.x, box.y, box.width, box.height
        role = Role(advert.kind)
        form = Form(x=x, y=y, width=width, height=height, data=made.data, name=name, text=made.text, role=role)
        setter.nodes.append(form)
    elif kind is Media.PDF:
        _told_of_white(advert, page, _ratio_of_pdf(path), box, setter)
        setter.nodes.append(
            Form(
                x=box.x,
                y=box.y,
                width=box.width,
                height=box.height,
                data=path.read_bytes(),
                name=name,
                role=Role(advert.kind),
            )
        )
    else:
        _picture(path, advert, page, box, setter)
    if advert.label:
        label = setter.label(advert.label, 7.0, "furniture", Role.ADVERT_LABEL)
        setter.put(label, box.x + box.width - label.width - 3, box.y + 9)


def _picture(path: Path, advert: Advert, page: int, box: Box, setter: Setter) -> None:
    """A picture whole in its box, centred: an advert is never cropped."""
    ratio = ratio_of(path)
    width = min(box.width, box.height * ratio)
    height = width / ratio
    _told_of_white(advert, page, ratio, box, setter)
    setter.nodes.append(
        Picture(
            x=box.x + (box.width - width) / 2,
            y=box.y + (box.height - height) / 2,
            width=width,
            height=height,
            file=str(path),
            alt=advert.label,
            role=Role(advert.kind),
        )
    )


def _told_of_white(advert: Advert, page: int, ratio: float, box: Box, setter: Setter) -> None:
    """Say that an advert of a ratio of width to height leaves much white in its slot, if it does."""
    width = min(box.width, box.height * ratio)
    if max(box.height - width / ratio, box.width - width) <= MOST_WHITE * box.pitch:
        return
    shape = f"{box.width / MM:.0f} x {box.height / MM:.0f} mm"
    setter.findings.append(
        Finding(
            severity=Severity.WARNING,
            code="advert-white",
            message=f"“{advert.file}” has another shape than its slot, {shape}, and leaves white beside it",
            hint="let it be drawn in the shape of the slot, or take another slot",
            page=page,
            slot=advert.slot,
        )
    )


def _ratio_of_pdf(path: Path) -> float:
    """Width by height of the trimmed first page of a PDF, as it is turned."""
    import pikepdf

    with pikepdf.open(path) as pdf:
        page = pdf.pages[0]
        left, bottom, right, top = (float(side) for side in page.trimbox)
        ratio = (right - left) / (top - bottom)
        return 1 / ratio if int(page.obj.get("/Rotate", 0)) % 180 else ratio


def _error(code: str, message: str, hint: str, page: int, slot: str) -> Finding:
    return Finding(severity=Severity.ERROR, code=code, message=message, hint=hint, page=page, slot=slot)
