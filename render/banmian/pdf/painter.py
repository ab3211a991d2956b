"""Painting a Plate into a content stream: no logic of layout, one operator group an item."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

from msgspec import Struct

from banmian.pdf.colours import ColourOperators, Inks
from banmian.pdf.document import number
from banmian.pdf.pictures import write_picture
from banmian.pdf.text import TextOperators
from banmian.plate import Fill, Form, Link, Outline, Picture, Rule, TextRun, Wave

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banmian.inks import Conversion
    from banmian.model.plant import Sharpen
    from banmian.pdf.document import PdfFile
    from banmian.pdf.fonts import FontSet
    from banmian.pdf.picture_ink import PictureInk
    from banmian.pdf.tags import Element, Tags
    from banmian.plate import Colour, Plate, PlateItem


class Painted(Struct, frozen=True):
    """A painted page: its content, and the resources it names (name → reference). `forms` are placed afterwards.

    `group` are further entries of the page: the colours in which what is transparent is blended, if anything is.
    `spaces` are the colour spaces of spot inks. `inks` are what its pictures put on the plates, in their order.
    """

    content: bytes
    pictures: dict[str, bytes]
    forms: dict[str, Form]
    group: dict[str, bytes]
    spaces: dict[str, bytes]
    inks: tuple[PictureInk, ...]


class _Painter:
    def __init__(
        self,
        pdf: PdfFile,
        fonts: FontSet,
        inks: Inks,
        height: float,
        runs: list[TextRun],
        *,
        conversion: Conversion | None = None,
        sharpen: Sharpen | None = None,
        grey: bool = False,
        tags: Tags | None = None,
    ) -> None:
        self.pdf, self.inks, self.height, self.grey, self.tags = pdf, inks, height, grey, tags
        self.conversion, self.sharpen = conversion, sharpen
        self.colours = ColourOperators(pdf, inks, grey=grey)
        self.text = TextOperators(runs, fonts)
        self.out: list[str] = []
        self.pictures: dict[str, bytes] = {}
        self.picture_inks: list[PictureInk] = []
        self.forms: dict[str, Form] = {}
        self.fill = self.stroke = ""
        self.set_colour: dict[tuple[bool, bool], Colour] = {}
        self.overprint = self.round_ends = self.transparent = False
        self.in_text = False
        self.next_run = 0
        self.marked: Element | bool | None = False
        self.grounds: list[Fill] = []

    def item(self, item: PlateItem, *, artifact: bool = False) -> None:
        if isinstance(item, TextRun):
            self._run(item, artifact=artifact)
            return
        if isinstance(item, Link):
            return
        self.end_text()
        if self.tags:
            self._mark(self.tags.element(item))
        if isinstance(item, Rule):
            self._colour(item.colour, stroke=True)
            self._set_ends(round_=item.round)
            h = self.height
            self.out.append(
                f"{number(item.weight)} w {number(item.x0)} {number(h - item.y0)} m "
                f"{number(item.x1)} {number(h - item.y1)} l S"
            )
        elif isinstance(item, Wave):
            self._colour(item.colour, stroke=True)
            self._set_ends(round_=False)
            self.out.append(f"{number(item.weight)} w {_wave(item, self.height)} S")
        elif isinstance(item, Fill):
            self.grounds.append(item)
            self._colour(item.colour, solid=True)
            self.out.append(
                f"{number(item.x)} {number(self.height - item.y - item.height)} "
                f"{number(item.width)} {number(item.height)} re f"
            )
        elif isinstance(item, Outline):
            self._outline(item)
        elif isinstance(item, Picture):
            name = f"I{len(self.pictures)}"
            written = write_picture(
                self.pdf,
                item,
                conversion=self.conversion,
                ground=self.ground(item),
                sharpen=self.sharpen,
                grey=self.grey,
            )
            self.pictures[name] = written.reference
            if written.ink:
                self.picture_inks.append(written.ink)
            self.transparent |= written.transparent
            self._placed(name, item.x, item.y, item.width, item.height)
        elif isinstance(item, Form):
            name = f"X{len(self.forms)}"
            self.forms[name] = item
            self._placed(name, item.x, item.y, 1, 1, item.height)

    def _outline(self, item: Outline) -> None:
        if item.filled:
            self._colour(item.colour)
        if item.weight:
            self._colour(item.colour, stroke=True)
            self._set_ends(round_=item.round)
            self.out.append(f"{number(item.weight)} w")
        operator = {(True, True): "B", (True, False): "f", (False, True): "S"}.get((item.filled, item.weight > 0))
        if operator and item.path:
            self.out.append(_path(item, self.height))
            self.out.append(operator + ("*" if item.filled and item.even_odd else ""))

    def _placed(self, name: str, x: float, y: float, width: float, height: float, drop: float | None = None) -> None:
        self._set_overprint(False)
        self.set_colour = {}
        bottom = self.height - y - (height if drop is None else drop)
        self.out.append(f"q {number(width)} 0 0 {number(height)} {number(x)} {number(bottom)} cm /{name} Do Q")

    def _run(self, run: TextRun, *, artifact: bool) -> None:
        operators = self.text.write(self.next_run, self.height)
        self.next_run += 1
        if not operators:
            return
        if self.tags:
            self._mark(None if artifact else self.tags.element(run))
        if run.colour is not self.set_colour.get(_PLAIN):
            before = len(self.out)
            self._colour(run.colour)
            changes = self.out[before:]
            del self.out[before:]
            if changes and self.in_text:
                self.end_text()
            self.out += changes
        if not self.in_text:
            self.out.append("BT")
            self.in_text = True
        self.out.append(operators)

    def end_text(self) -> None:
        if self.in_text:
            self.out.append("ET")
            self.in_text = False

    def end(self) -> None:
        """Close what is open: text, and the piece of the tags."""
        self.end_text()
        if self.marked is not False:
            self.out.append("EMC")
            self.marked = False

    def _mark(self, element: Element | None) -> None:
        """Go on in a piece of this element, or open one; None is an artifact."""
        if self.tags is None or self.marked is element:
            return
        self.end()
        self.marked = element
        self.out.append(self.tags.begin(element) if element else "/Artifact BMC")

    def restored(self) -> None:
        """The graphics state is again that of the start."""
        self.text.forget()
        self.fill = self.stroke = ""
        self.set_colour = {}
        self.overprint = self.round_ends = False

    def ground(self, item: Picture) -> Colour | None:
        """The colour on which a picture stands: that of the last rectangle under it that holds it; None is paper."""
        right, bottom = item.x + item.width, item.y + item.height
        for fill in reversed(self.grounds):
            if (
                fill.x <= item.x + _NEARLY
                and fill.y <= item.y + _NEARLY
                and fill.x + fill.width >= right - _NEARLY
                and fill.y + fill.height >= bottom - _NEARLY
            ):
                return fill.colour
        return None

    def _colour(self, colour: Colour, *, stroke: bool = False, solid: bool = False) -> None:
        """Set a colour. Black overprints, but not where it is the ground of something else (`solid`)."""
        key = (stroke, solid)
        if colour is self.set_colour.get(key):
            return
        self._set_overprint(not solid and self.colours.overprints(colour))
        self.set_colour = {key: colour}
        shown = self.colours.of(colour, stroke=stroke)
        if stroke and shown != self.stroke:
            self.stroke = shown
            self.out.append(shown)
        elif not stroke and shown != self.fill:
            self.fill = shown
            self.out.append(shown)

    def _set_ends(self, *, round_: bool) -> None:
        if round_ != self.round_ends:
            self.round_ends = round_
            self.out.append("1 J 1 j" if round_ else "0 J 0 j")

    def _set_overprint(self, on: bool) -> None:
        """Solid black overprints, everything else knocks out; only plates know of it."""
        if self.inks is Inks.PRESS and on != self.overprint:
            self.overprint = on
            self.out.append("/GSo gs" if on else "/GSk gs")


def _path(outline: Outline, height: float) -> str:
    """The path of a drawn shape, a line of the stream for each part of it that begins anew."""
    out: list[str] = []
    for step, points in outline.path:
        at = "".join(f"{number(x)} {number(height - y)} " for x, y in points)
        out.append(("\n" if step == "M" and out else " " if out else "") + at + _STEPS[step])
    return "".join(out)


_STEPS = {"M": "m", "L": "l", "C": "c", "Z": "h"}


def _wave(wave: Wave, height: float) -> str:
    """The path of a wave: each half of it a curve whose ends rise as a sine does."""
    along = (wave.x1 - wave.x0) / (2 * wave.waves), (wave.y0 - wave.y1) / (2 * wave.waves)
    length = hypot(*along)
    swing = -along[1] / length * wave.height, along[0] / length * wave.height
    x, y = wave.x0, height - wave.y0
    path = [f"{number(x)} {number(y)} m"]
    for half in range(2 * wave.waves):
        side = _SINE[1] * (0.5 - half % 2) * 2
        for part, out in ((_SINE[0], side), (1 - _SINE[0], side), (1.0, 0.0)):
            path.append(
                f"{number(x + along[0] * part + swing[0] * out)} {number(y + along[1] * part + swing[1] * out)}"
            )
        path.append("c")
        x, y = x + along[0], y + along[1]
    return " ".join(path)


_SINE = (0.3642, 2 / 3)
"""A half wave of a sine as a Bézier curve: where its control points lie along it, and how far out of it as parts of the
height from crest to trough, which is twice the swing: 3/4 of 2/3 is 1/2."""


_PLAIN = (False, False)
"""What text is filled with: a colour that is neither a stroke's nor the ground of something else."""
_NEARLY = 0.01
"""By how much, in pt, a picture may stand out of its ground."""


def paint(
    pdf: PdfFile,
    fonts: FontSet,
    plate: Plate,
    inks: Inks,
    extra: Iterable[TextRun] = (),
    before: str = "",
    *,
    bleed: float | None = None,
    conversion: Conversion | None = None,
    sharpen: Sharpen | None = None,
    grey: bool = False,
    tags: Tags | None = None,
) -> Painted:
    """Paint a plate, the origin at its bottom left trim corner.

    `extra` are runs outside the page, `before` opens the stream. The page is cut off `bleed` pt beyond its edge if one
    is given. `conversion` is the way of pictures to the inks of the press, which then are sharpened as asked. A `grey`
    page is printed in black alone. `tags` are told what is painted.
    """
    extra = list(extra)
    runs = [item for item in (*plate.items, *extra) if isinstance(item, TextRun)]
    painter = _Painter(
        pdf, fonts, inks, plate.height, runs, conversion=conversion, sharpen=sharpen, grey=grey, tags=tags
    )
    if bleed is not None:
        box = (-bleed, -bleed, plate.width + 2 * bleed, plate.height + 2 * bleed)
        painter.out.append(f"q {' '.join(map(number, box))} re W n")
    for item in plate.items:
        painter.item(item)
    painter.end()
    if bleed is not None:
        painter.out.append("Q")
        painter.restored()
    for run in extra:
        painter.item(run, artifact=True)
    painter.end()
    space = b"/DeviceCMYK" if inks is Inks.PRESS else b"/DeviceRGB"
    group = {"Group": b"<< /S /Transparency /CS %s >>" % space} if painter.transparent else {}
    content = (before + "\n".join(painter.out) + "\n").encode("ascii")
    inks_of_pictures = tuple(painter.picture_inks)
    return Painted(content, painter.pictures, painter.forms, group, painter.colours.spaces, inks_of_pictures)


OVERPRINT = {
    "GSo": b"<< /Type /ExtGState /OP true /op true /OPM 1 >>",
    "GSk": b"<< /Type /ExtGState /OP false /op false /OPM 0 >>",
}


def resources(
    fonts: dict[str, bytes], pictures: dict[str, bytes], *, press: bool, spaces: dict[str, bytes] | None = None
) -> bytes:
    """The resource dictionary of a page."""

    def table(entries: dict[str, bytes]) -> bytes:
        return b" ".join(b"/%s %s" % (name.encode(), value) for name, value in entries.items())

    out = b"<< /Font << %s >>" % table(fonts)
    if pictures:
        out += b" /XObject << %s >>" % table(pictures)
    if press:
        out += b" /ExtGState << %s >>" % table(OVERPRINT)
    if spaces:
        out += b" /ColorSpace << %s >>" % table(spaces)
    return out + b" >>"
