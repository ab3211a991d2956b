"""The screen PDF: all pages in one file, with an outline by page and article, and links on jumps and directory."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from banmian.pdf import FontSet, Inks, PdfFile, paint
from banmian.pdf.document import number, text_string
from banmian.pdf.forms import place_forms
from banmian.pdf.painter import resources
from banmian.plate import Leg, Link, Plate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class _Entry(NamedTuple):
    title: str
    destination: bytes
    children: tuple[_Entry, ...] = ()


def screen_pdf(
    plates: Sequence[Plate],
    fonts: FontSet,
    *,
    title: str,
    date: str,
    titles: Mapping[str, str],
    language: str = "zh-CN",
) -> bytes:
    """The whole issue as one PDF. `titles` are the headlines of the articles by id, for the outline."""
    pdf = PdfFile(title=title, date=date, language=language)
    written = fonts.write(pdf)
    pages = {plate.page: pdf.reserve() for plate in plates}
    legs = {(plate.page, leg.article): leg for plate in plates for leg in reversed(plate.legs)}
    heights = {plate.page: plate.height for plate in plates}

    def destination(page: int, article: str) -> bytes:
        leg = legs.get((page, article))
        reference = pages_at[page]
        if leg is None:
            return b"[%s /Fit]" % reference
        return f"[{reference.decode()} /FitR {_rectangle(leg, heights[page])}]".encode()

    pages_at: dict[int, bytes] = {}
    forms = []
    contents = []
    for plate in plates:
        painted = paint(pdf, fonts, plate, Inks.SCREEN)
        forms.append(painted.forms)
        contents.append((plate, painted, pdf.stream(b"", painted.content)))
    annotations = {}
    for plate, painted, content in contents:
        reference, holder = pages[plate.page]
        annotations[plate.page] = (reference, holder)
        pages_at[plate.page] = pdf.page(
            {
                "MediaBox": f"[0 0 {number(plate.width)} {number(plate.height)}]".encode(),
                "Resources": resources(written, painted.pictures, press=False),
                "Contents": content,
                "Annots": reference,
                **painted.group,
            }
        )
    for plate in plates:
        _, holder = annotations[plate.page]
        links = [
            pdf.add(_link(item, plate, destination(item.to_page, item.to_article)))
            for item in plate.items
            if isinstance(item, Link) and item.to_page in pages_at
        ]
        pdf.fill(holder, b"[%s]" % b" ".join(links))
    outline = tuple(
        _Entry(
            f"第{plate.page}版" + (f" {plate.section}" if plate.section else ""),
            b"[%s /Fit]" % pages_at[plate.page],
            tuple(
                _Entry(titles[leg.article] + ("（续）" if leg.number else ""), destination(plate.page, leg.article))
                for leg in plate.legs
            ),
        )
        for plate in plates
    )
    pdf.entry("Outlines", _write_outline(pdf, outline))
    pdf.entry("PageMode", b"/UseOutlines")
    pdf.entry("ViewerPreferences", b"<< /DisplayDocTitle true >>")
    return place_forms(pdf.save(), forms)


def _rectangle(leg: Leg, height: float) -> str:
    margin = 12
    corners = (
        leg.x - margin,
        height - leg.y - leg.height - margin,
        leg.x + leg.width + margin,
        height - leg.y + margin,
    )
    return " ".join(number(corner) for corner in corners)


def _link(link: Link, plate: Plate, destination: bytes) -> bytes:
    top = plate.height - link.y
    box = " ".join(number(v) for v in (link.x, top - link.height, link.x + link.width, top))
    label = text_string(f"到第{link.to_page}版")
    return b"<< /Type /Annot /Subtype /Link /Rect [%s] /Border [0 0 0] /F 4 /Dest %s /Contents %s >>" % (
        box.encode(),
        destination,
        label,
    )


def _write_outline(pdf: PdfFile, entries: Sequence[_Entry]) -> bytes:
    """The outline tree; its root's reference."""
    root, holder = pdf.reserve()
    first, last, count = _siblings(pdf, entries, root)
    pdf.fill(holder, b"<< /Type /Outlines /First %s /Last %s /Count %d >>" % (first, last, count))
    return root


def _siblings(pdf: PdfFile, entries: Sequence[_Entry], parent: bytes) -> tuple[bytes, bytes, int]:
    places = [pdf.reserve() for _ in entries]
    total = len(entries)
    for n, (entry, (reference, holder)) in enumerate(zip(entries, places, strict=True)):
        out = b"<< /Title %s /Parent %s /Dest %s" % (text_string(entry.title), parent, entry.destination)
        if n:
            out += b" /Prev %s" % places[n - 1][0]
        if n + 1 < len(entries):
            out += b" /Next %s" % places[n + 1][0]
        if entry.children:
            first, last, count = _siblings(pdf, entry.children, reference)
            total += count
            out += b" /First %s /Last %s /Count %d" % (first, last, count)
        pdf.fill(holder, out + b" >>")
    return places[0][0], places[-1][0], total
