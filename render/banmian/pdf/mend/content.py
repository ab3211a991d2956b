"""Content streams rewritten: every colour in the target's parts, black text overprinting, nothing hidden or foreign.

Colours, overprint and fonts are written when something is painted with them, not when they are set: then it is known
whether it is text, a thin rule or an area, and what lies off is not written at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from banmian.pdf.mend.nesting import balanced, shallow
from banmian.pdf.mend.resources import Resources
from banmian.pdf.mend.spaces import read_space
from banmian.pdf.mend.state import Overprint, Paint, State, times

if TYPE_CHECKING:
    from banmian.pdf.mend.palette import Palette
    from banmian.pdf.mend.parts import Parts

THIN = 2.0
"""pt: rules up to this weight in black alone overprint."""
_PATH = {"m", "l", "c", "v", "y", "h", "re", "W", "W*"}
_FILLS, _STROKES = {"f", "F", "f*", "B", "B*", "b", "b*"}, {"S", "s", "B", "B*", "b", "b*"}
_SHOWS = {"Tj", "TJ", "'", '"'}
_PLAIN = {"w", "J", "j", "M", "d", "i", "BT", "ET", "Td", "TD", "Tm", "T*", "Tc", "Tw", "Tz", "TL", "Ts", "Tr", "cm"}
_MARKS = {"BMC", "MP", "DP", "BX", "EX", "BI", "ID", "EI"}
_COLOURS = {"g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"}
_DEVICE = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}
BLACK_PARTS = (0.0, 0.0, 0.0, 1.0)


def rewrite(
    parts: Parts, palette: Palette | None, resources: Any, state: State, stream: Any, *, muted: bool = False
) -> tuple[bytes, Any]:
    """Return the new content and the resources of a stream or page.

    `muted` streams (stencil glyphs and tiles) set no colour of their own. What the stream draws is mended by `parts`,
    which comes back here for streams within it.
    """
    return _Rewriter(parts, palette, resources, state, muted=muted).rewrite(stream)


class _Rewriter:
    """One content stream under way."""

    def __init__(
        self, parts: Parts, palette: Palette | None, resources: Any, state: State, *, muted: bool = False
    ) -> None:
        self._parts, self._palette, self._from, self._state, self._muted = parts, palette, resources, state, muted
        self._into = Resources()
        self._out: list[tuple[list[Any], str]] = []
        self._path: list[tuple[list[Any], str]] = []
        self._saved: list[State] = []
        self._hidden: list[bool] = []

    def rewrite(self, stream: Any) -> tuple[bytes, Any]:
        """The content and the resources of a stream or page."""
        import pikepdf

        for instruction in pikepdf.parse_content_stream(stream):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self._inline(instruction.iimage)
            else:
                self._operator(list(instruction.operands), str(instruction.operator))
        done = shallow(balanced(self._out), self._outsourced)
        content = pikepdf.unparse_content_stream([(operands, pikepdf.Operator(name)) for operands, name in done])
        return content, self._into.dictionary()

    def _outsourced(self, instructions: list[tuple[list[Any], str]]) -> Any:
        import pikepdf

        self._parts.log.say("nesting")
        made = [(operands, pikepdf.Operator(name)) for operands, name in instructions]
        form = self._parts.form_of(pikepdf.unparse_content_stream(made), self._into.dictionary())
        return pikepdf.Name(self._into.name("/XObject", form, "/BmDeep"))

    @property
    def _off(self) -> bool:
        return any(self._hidden)

    def _operator(self, operands: list[Any], name: str) -> None:
        state = self._state
        if name in _PATH:
            self._path.append((operands, name))
        elif name in _FILLS or name in _STROKES or name == "n":
            self._paint_path(operands, name)
        elif name in _COLOURS:
            if not self._muted:
                self._colour(operands, name)
        elif name in _SHOWS:
            self._show(operands, name)
        elif name == "q":
            self._saved.append(state.saved())
            self._out.append((operands, name))
        elif name == "Q":
            if self._saved:
                self._state = self._saved.pop()
                self._out.append((operands, name))
        elif name in _PLAIN:
            self._plain(operands, name)
        elif name == "gs":
            self._graphics(operands)
        elif name == "Tf":
            font = self._from.get("/Font", {}).get(str(operands[0]))
            if font is not None:
                state.font = (str(operands[0]), font, operands[1])
        elif name in ("BDC", "BMC"):
            self._hidden.append(name == "BDC" and self._is_off(operands))
        elif name == "EMC":
            if self._hidden:
                self._hidden.pop()
        elif name == "Do":
            self._draw(str(operands[0]))
        elif name == "sh":
            self._shade(str(operands[0]))
        elif name == "ri":
            if str(operands[0]) in self._parts.intents:
                self._out.append((operands, name))
        elif name in ("d0", "d1"):
            self._muted = name == "d1"
            self._out.append((operands, name))
        elif name not in _MARKS:
            self._parts.log.say("operators")

    def _is_off(self, operands: list[Any]) -> bool:
        if str(operands[0]) != "/OC":
            return False
        properties = self._from.get("/Properties", {})
        off = self._parts.layers.hidden(properties.get(str(operands[1])))
        if off:
            self._parts.log.say("hidden-layers")
        return off

    def _plain(self, operands: list[Any], name: str) -> None:
        state = self._state
        if name == "cm":
            state.ctm = times(tuple(float(value) for value in operands), state.ctm)  # type: ignore[arg-type]
        elif name == "w":
            state.width = float(operands[0])
        elif name == "Tr":
            state.render = int(operands[0])
        elif name == "i":
            operands = [min(max(float(operands[0]), 0), 100)]
        self._out.append((operands, name))

    # -- colours

    def _colour(self, operands: list[Any], name: str) -> None:
        stroke, low = name.isupper(), name.lower()
        if self._palette is None:
            if low in ("cs", "scn"):
                self._named(operands, low)
            self._out.append((operands, name))
            return
        import pikepdf

        pattern = None
        if low in _DEVICE:
            space = read_space(pikepdf.Name(_DEVICE[low]), self._from)
            values = [float(value) for value in operands]
        elif low == "cs":
            space = read_space(operands[0], self._from)
            values = list(space.initial())
        else:
            space = self._state.stroke_space if stroke else self._state.fill_space
            if space is None:
                space = read_space(pikepdf.Name.DeviceGray, None)
            if operands and isinstance(operands[-1], pikepdf.Name):
                pattern = self._from.get("/Pattern", {}).get(str(operands.pop()))
            values = [float(value) for value in operands]
        paint = self._paint(space, values, pattern)
        if stroke:
            self._state.stroke, self._state.stroke_space = paint, space
        else:
            self._state.fill, self._state.fill_space = paint, space

    def _named(self, operands: list[Any], low: str) -> None:
        """For screens: the resources that colours name are kept as they are."""
        import pikepdf

        kind = "/ColorSpace" if low == "cs" else "/Pattern"
        if operands and isinstance(operands[-1], pikepdf.Name):
            name = str(operands[-1])
            thing = self._from.get(kind, {}).get(name)
            if thing is not None:
                made = thing if low == "cs" else self._parts.pattern(thing, self._palette, self._from)
                operands[-1] = pikepdf.Name(self._into.name(kind, made, name))

    def _paint(self, space: Any, values: list[float], pattern: Any) -> Paint:
        palette = self._palette
        assert palette is not None
        if space.family == "pattern":
            if pattern is None:
                return Paint("pattern")
            made = self._parts.pattern(pattern, palette, self._from)
            if space.base is None or int(pattern.get("/PaintType", 1)) == 1:
                return Paint("pattern", pattern=made)
            under = self._paint(space.base, values, None)
            return Paint("pattern", under.values, self._parts.tile_space(under, palette), made)
        values = (values + [0.0] * space.components)[: space.components]
        if space.plates and not palette.light and not palette.grey:
            return Paint("spot", tuple(values), self._parts.spots.space(space), inks=True)
        if "All" in space.names:
            palette.log.say("registration")
        elif space.family == "spot" and space.process:
            palette.log.say("process-spot")
        elif space.family == "cmyk" and space.profile:
            palette.log.say("profiled-inks")
        colours = space.device(np.array([values]))
        parts = tuple(round(float(part), 4) for part in palette.parts(colours)[0])
        text = palette.text_parts(colours)
        return Paint("parts", parts, inks=space.process, text=text if text[0] != parts else None)

    def _write_colour(self, paint: Paint, stroke: bool) -> None:
        import pikepdf

        state = self._state
        written = state.written_stroke if stroke else state.written_fill
        if paint.kind == "inherited" or paint.key == written or self._palette is None or self._muted:
            return
        if stroke:
            state.written_stroke = paint.key
        else:
            state.written_fill = paint.key
        values: list[Any] = list(paint.values)
        if paint.kind == "parts":
            self._out.append((values, self._palette.operator(stroke)))
            return
        name = "/Pattern"
        if paint.space is not None:
            name = self._into.name("/ColorSpace", paint.space, "/BmC")
        self._out.append(([pikepdf.Name(name)], "CS" if stroke else "cs"))
        if paint.pattern is not None:
            values.append(pikepdf.Name(self._into.name("/Pattern", paint.pattern, "/BmP")))
        if values:
            self._out.append((values, "SCN" if stroke else "scn"))

    # -- painting

    def _ready(self, *, fill: bool, stroke: bool, text: bool = False, thin: bool = False) -> None:
        """Write the colours and the overprint that the next painting operator needs."""
        state = self._state
        if self._palette is None or self._muted:
            return
        wanted = state.overprint
        for is_stroke, used in ((False, fill), (True, stroke)):
            if not used:
                continue
            paint = state.stroke if is_stroke else state.fill
            if text and paint.text is not None:
                parts, rule = paint.text
                if rule:
                    self._palette.log.say(rule)
                paint = Paint("parts", parts, inks=True)
            self._write_colour(paint, is_stroke)
            if wanted is not None and paint.kind == "parts" and not self._palette.light:
                wanted = self._overprinting(wanted, paint, is_stroke, special=text or thin)
        self._write_overprint(wanted)

    def _overprinting(self, wanted: Overprint, paint: Paint, stroke: bool, *, special: bool) -> Overprint:
        now = wanted.stroke if stroke else wanted.fill
        if special and paint.values == BLACK_PARTS and not self._state.transparent and not self._parts.in_group:
            self._parts.log.say("black-overprints")
            on, mode = True, 1
        elif now and not any(paint.values):
            self._parts.log.say("white-knocks-out")
            on, mode = False, wanted.mode
        elif now and not paint.inks:
            on, mode = True, 0  # colours not given in inks knock out of all four
        else:
            return wanted
        return Overprint(on if stroke else wanted.stroke, wanted.fill if stroke else on, mode)

    def _write_overprint(self, wanted: Overprint | None) -> None:
        import pikepdf

        state = self._state
        if wanted is None or wanted == state.written_overprint:
            return
        state.written_overprint = wanted
        name = f"/BmO{wanted.stroke:d}{wanted.fill:d}{wanted.mode}"
        made = self._parts.overprint(wanted)
        self._out.append(([pikepdf.Name(self._into.name("/ExtGState", made, name))], "gs"))

    def _paint_path(self, operands: list[Any], name: str) -> None:
        state, path = self._state, self._path
        self._path = []
        if self._off:
            name = "n"
        if name != "n":
            fill, stroke = name in _FILLS, name in _STROKES
            thin = fill != stroke and (
                state.width * state.scale <= THIN if stroke else bool(path) and self._is_thin(path)
            )
            self._ready(fill=fill, stroke=stroke, thin=thin)
        self._out += path
        self._out.append((operands, name))

    def _is_thin(self, path: list[tuple[list[Any], str]]) -> bool:
        """Whether a filled path is thin rectangles."""
        scale = self._state.scale
        sides = [min(abs(float(box[2])), abs(float(box[3]))) for box, name in path if name == "re"]
        return all(name == "re" for _, name in path) and max(sides, default=THIN * 2) * scale <= THIN

    def _show(self, operands: list[Any], name: str) -> None:
        import pikepdf

        state = self._state
        if self._off or state.font is None:
            return
        hint, font, size = state.font
        checked = self._parts.font(font, self._palette, self._from)
        named = self._into.name("/Font", checked, hint)
        if state.written_font != (named, str(size)):
            state.written_font = (named, str(size))
            self._out.append(([pikepdf.Name(named), size], "Tf"))
        mode = state.render % 4
        self._ready(fill=mode in (0, 2), stroke=mode in (1, 2), text=True)
        self._out.append((operands, name))

    def _draw(self, name: str) -> None:
        thing = self._from.get("/XObject", {}).get(name)
        if thing is None or self._off:
            return
        if self._parts.layers.hidden(thing.get("/OC")):
            self._parts.log.say("hidden-layers")
            return
        kind = str(thing.get("/Subtype", ""))
        if kind == "/Image":
            self._image(thing, name)
        elif kind == "/Form" and str(thing.get("/Subtype2", "")) != "/PS":
            self._form(thing, name)
        else:
            self._parts.log.say("postscript")

    def _image(self, image: Any, hint: str) -> None:
        import pikepdf

        state = self._state
        stencil = bool(image.get("/ImageMask", False))
        self._ready(fill=stencil, stroke=False)
        made = self._parts.image(image, self._from, self._palette, state.ctm)
        self._out.append(([pikepdf.Name(self._into.name("/XObject", made, hint))], "Do"))

    def _form(self, form: Any, hint: str) -> None:
        import pikepdf

        state = self._state
        if self._palette is not None and not self._muted:
            self._write_colour(state.fill, False)
            self._write_colour(state.stroke, True)
            self._write_overprint(state.overprint)
        made = self._parts.form(form, self._palette, state, self._from, muted=self._muted)
        if made is not None:
            self._out.append(([pikepdf.Name(self._into.name("/XObject", made, hint))], "Do"))

    def _inline(self, image: Any) -> None:
        """An inline image becomes an image XObject: what may stand in it is a world of its own."""
        if self._off:
            return
        made = self._parts.pdf.make_stream(image.read_raw_bytes())
        for key, value in image.obj.items():
            made[key] = value
        self._image(made, "/BmI")

    def _shade(self, name: str) -> None:
        import pikepdf

        shading = self._from.get("/Shading", {}).get(name)
        if shading is None or self._off:
            return
        self._ready(fill=False, stroke=False)
        made = self._parts.shading(shading, self._palette, self._from)
        self._out.append(([pikepdf.Name(self._into.name("/Shading", made, name))], "sh"))

    def _graphics(self, operands: list[Any]) -> None:
        import pikepdf

        entries = self._from.get("/ExtGState", {}).get(str(operands[0]))
        if entries is None:
            return
        made = self._parts.graphics(entries, self._state, self._palette, self._from)
        if len(made):
            self._out.append(([pikepdf.Name(self._into.name("/ExtGState", made, str(operands[0])))], "gs"))
