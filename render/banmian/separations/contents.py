"""A content stream written anew: the same paths, type and clips, in the lights of some plates."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

import numpy as np

from banmian.separations.repaint import Colour, State, times

if TYPE_CHECKING:
    from banmian.separations.repaint import Repainter

_PATHS = frozenset(("m", "l", "c", "v", "y", "h", "re", "W", "W*"))
_FILLS = {"f": "f", "F": "f", "f*": "f*", "B": "f", "B*": "f*", "b": "f", "b*": "f*"}
_STROKES = {"S": "S", "s": "s", "B": "S", "B*": "S", "b": "s", "b*": "s"}
_SHOWS = frozenset(("Tj", "TJ", "'", '"'))
_COLOURS = frozenset(("g", "rg", "k", "cs", "sc", "scn"))
_UNUSED = frozenset(("ri", "i"))
_INVISIBLE = 3


def rewrite(painter: Repainter, resources: Any, state: State, stream: Any, own: Any = None) -> tuple[bytes, Any]:
    """Return a stream in the lights of the painter's plates, and its resources, added to `own` if given."""
    return Contents(painter, resources, state, own).rewrite(stream)


class Contents:
    """One stream on its way through a `Repainter`."""

    def __init__(self, painter: Repainter, resources: Any, state: State, own: Any = None) -> None:
        """`resources` are those of the source, `own` those being made."""
        import pikepdf

        self._painter, self._state = painter, state
        self._resources = resources if resources is not None else pikepdf.Dictionary()
        self._own = pikepdf.Dictionary() if own is None else own
        self._names: dict[Any, Any] = {}
        self._stack: list[State] = []
        self._out: list[Any] = []
        self._path: list[Any] = []
        self._font: tuple[Any, Any] | None = None

    def rewrite(self, stream: Any) -> tuple[bytes, Any]:
        """The new stream and its resources."""
        import pikepdf

        for instruction in pikepdf.parse_content_stream(stream):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self._picture(_as_stream(instruction.iimage, self._painter.source))
            else:
                self._instruction(list(instruction.operands), str(instruction.operator))
        # What a careless producer leaves open must not reach what stands after it.
        self._out += [([], pikepdf.Operator("Q"))] * len(self._stack)
        return pikepdf.unparse_content_stream(self._out), self._own

    def _instruction(self, operands: list[Any], name: str) -> None:
        if name in _PATHS:
            self._path.append((operands, name))
        elif name in _FILLS or name in _STROKES or name == "n":
            self._paint(name)
        elif name in _SHOWS:
            self._show(operands, name)
        elif name.lower() in _COLOURS:
            self._colour(operands, name)
        elif name == "q":
            self._stack.append(copy(self._state))
            self._stack[-1].written = dict(self._state.written)
            self._put(operands, name)
        elif name == "Q":
            if self._stack:
                self._state = self._stack.pop()
                self._put(operands, name)
        elif name == "cm":
            self._state.ctm = times(tuple(float(one) for one in operands), self._state.ctm)
            self._put(operands, name)
        elif name == "gs":
            self._graphics_state(operands[0])
        elif name == "Tr":
            self._state.rendering = int(operands[0])
        elif name == "Tf":
            self._choose_font(operands)
        elif name == "Do":
            self._xobject(operands[0])
        elif name == "sh":
            self._shade(operands[0])
        elif name in ("BDC", "DP"):
            self._marked(operands, name)
        elif name not in _UNUSED:
            self._put(operands, name)

    def _put(self, operands: list[Any], name: str) -> None:
        import pikepdf

        self._out.append((operands, pikepdf.Operator(name)))

    # Colours

    def _colour(self, operands: list[Any], name: str) -> None:
        state, colorants = self._state, self._painter.colorants
        fill, low = name.islower(), name.lower()
        if low in ("cs", "g", "rg", "k"):
            if low == "cs":
                space = colorants.space(operands[0], self._resources.get("/ColorSpace"))
            else:
                space = {"g": colorants.grey, "rg": colorants.rgb, "k": colorants.cmyk}[low]
            if fill:
                state.fill_space = space
            else:
                state.stroke_space = space
            values: tuple[float, ...] = space.start if low == "cs" else tuple(float(one) for one in operands)
            made = Colour((), space) if space.kind == "pattern" else self._of(space, values)
        else:
            space = state.fill_space if fill else state.stroke_space
            made = self._chosen(space, operands)
        if fill:
            state.fill = made
        else:
            state.stroke = made

    def _chosen(self, space: Any, operands: list[Any]) -> Colour:
        import pikepdf

        if space.kind != "pattern":
            return self._of(space, tuple(float(one) for one in operands))
        patterns = self._resources.get("/Pattern", {})
        name = str(operands[-1]) if operands and isinstance(operands[-1], pikepdf.Name) else ""
        if name not in patterns:
            self._painter.colorants.remark(f"pattern {name} is missing")
            return Colour((), space)
        under = space.base
        inks = self._of(under, tuple(float(one) for one in operands[:-1])).inks if under and len(operands) > 1 else ()
        return Colour(inks, under or space, patterns[name])

    def _of(self, space: Any, values: tuple[float, ...]) -> Colour:
        width = len(space.spans)
        row = np.zeros((1, width))
        row[0, : min(width, len(values))] = values[:width]
        low, high = np.array(space.spans, dtype=np.float64).reshape(-1, 2).T
        inks = space.inks(np.clip(row, low, high))
        return Colour(tuple(float(one) for one in np.clip(inks[0], 0, 1)), space)

    def _ready(self, *, fill: bool) -> bool:
        """Write the colour of what is to be filled or stroked; False if it leaves the plates as they are."""
        state, painter = self._state, self._painter
        colour = state.fill if fill else state.stroke
        over = state.fill_over if fill else state.stroke_over
        if colour.space.kind == "pattern" and colour.pattern is None:
            return False
        if not painter.touched(colour, over=over, opm=state.nonzero):
            return False
        if colour.pattern is not None:
            name = self._named("Pattern", self._pattern(colour, over=over))
            if name is None:
                return False
            self._set(fill, ("pattern", str(name)))
            return True
        if not colour.inks:
            return False
        self._set(fill, painter.lights(colour.inks))
        return True

    def _pattern(self, colour: Colour, *, over: bool) -> Any:
        painter, key = self._painter, ("pattern", colour.pattern.objgen, colour.inks, over)
        if key not in self._names or colour.pattern.objgen == (0, 0):
            inner = copy(self._state)
            inner.fill = inner.stroke = colour._replace(pattern=None)
            inner.fill_over = inner.stroke_over = over
            self._names[key] = painter.pattern(colour.pattern, self._resources, inner)
        return self._names[key]

    def _set(self, fill: bool, wanted: tuple[Any, ...]) -> None:
        import pikepdf

        key = "fill" if fill else "stroke"
        if self._state.written.get(key) == wanted:
            return
        self._state.written[key] = wanted
        if wanted[0] == "pattern":
            self._put([pikepdf.Name.Pattern], "cs" if fill else "CS")
            self._put([pikepdf.Name(wanted[1])], "scn" if fill else "SCN")
        else:
            self._put([round(one, 5) for one in wanted], "rg" if fill else "RG")

    # What paints

    def _paint(self, name: str) -> None:
        path, self._path = self._path, []
        fills = name in _FILLS and self._ready(fill=True)
        strokes = name in _STROKES and self._ready(fill=False)
        for operands, operator in path:
            self._put(operands, operator)
        shown = name if fills and strokes else _FILLS[name] if fills else _STROKES[name] if strokes else "n"
        if name in ("B", "B*", "b", "b*") or fills or strokes or path:
            self._put([], shown)

    def _show(self, operands: list[Any], name: str) -> None:
        state = self._state
        mode, clips = state.rendering % 4, state.rendering >= 4
        fills = mode in (0, 2) and self._ready(fill=True)
        strokes = mode in (1, 2) and self._ready(fill=False)
        shown = (2 if strokes else 0) if fills else 1 if strokes else _INVISIBLE
        shown += 4 if clips else 0
        if state.written.get("rendering") != shown:  # a form inherits the mode of its page
            state.written["rendering"] = shown
            self._put([shown], "Tr")
        self._type3()
        self._put(operands, name)

    def _choose_font(self, operands: list[Any]) -> None:
        import pikepdf

        fonts = self._resources.get("/Font", {})
        name = str(operands[0])
        self._font = None
        if name not in fonts:
            self._put(operands, "Tf")
            return
        if fonts[name].get("/Subtype") == pikepdf.Name.Type3:
            self._font = (fonts[name], operands[1])
            return
        made = self._named("Font", self._painter.font(fonts[name], self._resources, self._state))
        self._put([made, operands[1]], "Tf")

    def _type3(self) -> None:
        """Glyphs of type 3 are drawings: the font is chosen once it is known in what colour."""
        if self._font is None:
            return
        made = self._named("Font", self._painter.font(self._font[0], self._resources, self._state))
        self._put([made, self._font[1]], "Tf")

    def _shade(self, name: Any) -> None:
        shadings = self._resources.get("/Shading", {})
        if str(name) not in shadings:
            return
        made = self._painter.shading(shadings[str(name)], self._resources, over=self._state.fill_over)
        if made is not None:
            self._put([self._named("Shading", made)], "sh")

    def _xobject(self, name: Any) -> None:
        import pikepdf

        found = self._resources.get("/XObject", {}).get(str(name))
        if found is None:
            return
        if found.get("/Subtype") == pikepdf.Name.Image:
            self._picture(found)
        elif found.get("/Subtype") == pikepdf.Name.Form:
            made = self._painter.form(found, self._resources, self._state)
            self._put([self._named("XObject", made)], "Do")
            for key in ("fill", "stroke"):
                self._state.written.pop(key, None)

    def _picture(self, image: Any) -> None:
        if image.get("/ImageMask", False) and not self._ready(fill=True):
            return
        made = self._painter.picture(image, self._resources.get("/ColorSpace"), self._state)
        if made is not None:
            self._put([self._named("XObject", made)], "Do")

    def _graphics_state(self, name: Any) -> None:
        states = self._resources.get("/ExtGState", {})
        if str(name) not in states:
            return
        found, state = states[str(name)], self._state
        if "/OP" in found:
            state.stroke_over = bool(found.OP)
            if "/op" not in found:
                state.fill_over = bool(found.OP)
        if "/op" in found:
            state.fill_over = bool(found["/op"])
        if "/OPM" in found:
            state.nonzero = int(found.OPM)
        made = self._painter.graphics_state(found)
        if len(made):
            if "/Font" in found:
                self._font = None
            self._put([self._named("ExtGState", made)], "gs")

    def _marked(self, operands: list[Any], name: str) -> None:
        """Marked content: only optional content matters to what is seen."""
        import pikepdf

        properties = self._resources.get("/Properties", {})
        if len(operands) > 1 and isinstance(operands[1], pikepdf.Name) and str(operands[1]) in properties:
            found = properties[str(operands[1])]
            if operands[0] == pikepdf.Name.OC and found.objgen != (0, 0):
                self._put([operands[0], self._named("Properties", self._painter.copied(found))], name)
                return
        self._put(operands[:1], "BMC" if name == "BDC" else "MP")

    def _named(self, kind: str, made: Any) -> Any:
        """The name of an object among the resources; None of none."""
        import pikepdf

        if made is None:
            return None
        if f"/{kind}" not in self._own:
            self._own[f"/{kind}"] = pikepdf.Dictionary()
        entries = self._own[f"/{kind}"]
        if made.objgen != (0, 0):
            key = (kind, made.objgen)
            if key not in self._names:
                self._names[key] = f"/{kind[0]}{len(entries)}"
                entries[self._names[key]] = made
            return pikepdf.Name(self._names[key])
        name = f"/{kind[0]}{len(entries)}"
        entries[name] = made
        return pikepdf.Name(name)


_SHORT = {
    "/W": "/Width",
    "/H": "/Height",
    "/BPC": "/BitsPerComponent",
    "/CS": "/ColorSpace",
    "/IM": "/ImageMask",
    "/D": "/Decode",
    "/DP": "/DecodeParms",
    "/F": "/Filter",
    "/I": "/Interpolate",
}
_FILTERS = {
    "/AHx": "/ASCIIHexDecode",
    "/A85": "/ASCII85Decode",
    "/LZW": "/LZWDecode",
    "/Fl": "/FlateDecode",
    "/RL": "/RunLengthDecode",
    "/CCF": "/CCITTFaxDecode",
    "/DCT": "/DCTDecode",
}


def _as_stream(inline: Any, pdf: Any) -> Any:
    """An inline image as an image XObject of the source, its short names written out."""
    import pikepdf

    head = inline.unparse().removeprefix(b"BI").partition(b"\nID")[0]
    made = pikepdf.Stream(pdf, inline.read_raw_bytes())
    made.Subtype = pikepdf.Name.Image
    for key, value in pikepdf.Object.parse(b"<<" + head + b">>").items():
        name = _SHORT.get(key, key)
        if name == "/Filter":
            several = value if isinstance(value, pikepdf.Array) else [value]
            value = pikepdf.Array([pikepdf.Name(_FILTERS.get(str(one), str(one))) for one in several])
        made[name] = value
    return made
