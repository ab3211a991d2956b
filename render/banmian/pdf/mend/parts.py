"""What content streams name (forms, patterns, glyphs, graphics states), each mended once for each way it is used."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from banmian.pdf.mend.fonts import Fonts
from banmian.pdf.mend.images import INTENTS, Images
from banmian.pdf.mend.palette import Palette, Spots
from banmian.pdf.mend.shadings import mended_shading
from banmian.pdf.mend.spaces import read_space
from banmian.pdf.mend.state import Matrix, Overprint, Paint, State, times

if TYPE_CHECKING:
    from banmian.pdf.mend.layers import Layers
    from banmian.pdf.mend.log import Log

BLENDS = (
    "/Normal",
    "/Multiply",
    "/Screen",
    "/Overlay",
    "/Darken",
    "/Lighten",
    "/ColorDodge",
    "/ColorBurn",
    "/HardLight",
    "/SoftLight",
    "/Difference",
    "/Exclusion",
    "/Hue",
    "/Saturation",
    "/Color",
    "/Luminosity",
)
_KEPT = ("/LW", "/LC", "/LJ", "/ML", "/D", "/FL", "/SA", "/AIS", "/TK")
_TRANSFER = ("/TR", "/TR2", "/HT", "/BG", "/BG2", "/UCR", "/UCR2", "/HTP", "/HTO")
_DEEPEST = 40  # forms in forms
FAR = 1_000_000


class Placed(NamedTuple):
    """An image on the page: its dots, its resolution in ppi where the page has its own size, whether it is line art."""

    width: int
    height: int
    ppi: float
    line_art: bool


class Rewrite(Protocol):
    """Rewrites the content stream of a form, pattern or glyph."""

    def __call__(
        self, parts: Parts, palette: Palette | None, resources: Any, state: State, stream: Any, *, muted: bool = False
    ) -> tuple[bytes, Any]:
        """Return the new content and its resources; a `muted` stream sets no colour of its own."""
        ...


class Parts:
    """All that is mended of one file. Streams within streams are rewritten by `rewrite`."""

    def __init__(
        self,
        pdf: Any,
        log: Log,
        layers: Layers,
        palette: Palette | None,
        rewrite: Rewrite,
        *,
        old: bool,
        searched: bool,
    ) -> None:
        self.pdf, self.log, self.layers = pdf, log, layers
        self.intents = INTENTS
        self._rewrite = rewrite
        self.spots = Spots(pdf, palette)
        self._images = Images(pdf, self.spots, log, old=old)
        self._fonts = Fonts(pdf, log, old=old, searched=searched)
        self._old = old
        self._light = palette and Palette(palette.conversion, palette.ink, log, light=True)
        self._made: dict[Any, Any] = {}
        self._open: list[Any] = []
        self._groups = 0
        self.placed: list[Placed] = []
        self._alpha = self._blend = self._rgb_group = False

    @property
    def in_group(self) -> bool:
        """Whether a transparency group is being rewritten."""
        return self._groups > 0

    @property
    def transparent(self) -> bool:
        """Whether transparency was really used so far."""
        return self._alpha or self._images.transparent

    @property
    def blends_in_rgb(self) -> bool:
        """Whether a blend mode other than Normal was used where RGB was the space to blend in."""
        return self._blend and self._rgb_group

    # -- forms

    def form(self, form: Any, palette: Palette | None, state: State, outer: Any, *, muted: bool) -> Any:
        """A form XObject as it is drawn in a state of its user; None where it draws itself."""
        key = ("form", form.objgen, palette and palette.word, muted, *_inherited(state))
        if key in self._made:
            return self._made[key]
        if form.objgen in self._open or len(self._open) > _DEEPEST:
            return None
        if "/OPI" in form:
            self.log.say("opi")
        inner = state.saved()
        matrix: Matrix = tuple(float(value) for value in form.get("/Matrix", (1, 0, 0, 1, 0, 0)))  # type: ignore[assignment]
        inner.ctm = times(matrix, state.ctm)
        inner.font = inner.written_font = None
        made = self._made[key] = self._form(form, palette, inner, outer, muted=muted)
        return made

    def _form(self, form: Any, palette: Palette | None, inner: State, outer: Any, *, muted: bool = False) -> Any:
        group = form.get("/Group")
        self._groups += group is not None
        self._open.append(form.objgen)
        try:
            resources = form.get("/Resources", outer)
            content, own = self._rewrite(self, palette, resources, inner, form, muted=muted)
        finally:
            self._open.pop()
            self._groups -= group is not None
        made = self.form_of(content, own, form.get("/BBox"))
        if "/Matrix" in form:
            made.Matrix = form.Matrix
        if group is not None and not self._old:
            made.Group = self.group(group, palette)
        return made

    def form_of(self, content: bytes, resources: Any, box: Any = None) -> Any:
        """A new form XObject."""
        import pikepdf

        made = self.pdf.make_stream(content)
        made.Type, made.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        made.BBox = box if box is not None else [-FAR, -FAR, FAR, FAR]
        made.Resources = resources
        return made

    def group(self, group: Any, palette: Palette | None) -> Any:
        """The attributes of a transparency group, blended in the target."""
        import pikepdf

        made = pikepdf.Dictionary(Type=pikepdf.Name.Group, S=pikepdf.Name.Transparency)
        if "/CS" in group:
            made.CS = group.CS if palette is None else pikepdf.Name(palette.device)
            family = read_space(group.CS, None).family if isinstance(group.CS, pikepdf.Array) else str(group.CS)
            self._rgb_group |= family in ("rgb", "calrgb", "/DeviceRGB")
        for key in ("/I", "/K"):
            if key in group:
                made[key] = group[key]
        return made

    # -- patterns and gradients

    def pattern(self, pattern: Any, palette: Palette | None, outer: Any) -> Any:
        """A tiling or shading pattern."""
        import pikepdf

        key = ("pattern", _key(pattern), palette and palette.word)
        if key in self._made:
            return self._made[key]
        if int(pattern.PatternType) == 2:
            made = pikepdf.Dictionary(Type=pikepdf.Name.Pattern, PatternType=2)
            made.Shading = self.shading(pattern.Shading, palette, outer)
            if "/Matrix" in pattern:
                made.Matrix = pattern.Matrix
            made = self.pdf.make_indirect(made)
        else:
            if pattern.objgen in self._open:
                raise ValueError("a pattern within itself")
            self._open.append(pattern.objgen)
            muted = int(pattern.get("/PaintType", 1)) == 2
            start = fresh(palette) if not muted else State()
            resources = pattern.get("/Resources", outer)
            content, own = self._rewrite(self, palette, resources, start, pattern, muted=muted)
            self._open.pop()
            made = self.pdf.make_stream(content)
            for name in ("/Type", "/PatternType", "/PaintType", "/TilingType", "/BBox", "/XStep", "/YStep", "/Matrix"):
                if name in pattern:
                    made[name] = pattern[name]
            made.Resources = own
        self._made[key] = made
        return made

    def tile_space(self, under: Paint, palette: Palette) -> Any:
        """The space of an uncoloured tile that is painted so."""
        import pikepdf

        base = under.space if under.space is not None else pikepdf.Name(palette.device)
        return pikepdf.Array([pikepdf.Name.Pattern, base])

    def shading(self, shading: Any, palette: Palette | None, resources: Any) -> Any:
        """A shading; for a screen as it is."""
        if palette is None:
            return shading
        key = ("shading", _key(shading), palette.word)
        if key not in self._made:
            self._made[key] = mended_shading(self.pdf, shading, resources, palette, self.spots)
        return self._made[key]

    # -- images and fonts

    def image(self, image: Any, resources: Any, palette: Palette | None, ctm: Matrix) -> Any:
        """An image where it stands on the page."""
        a, b, c, d, _, _ = ctm
        width, height = int(image.Width), int(image.Height)
        across, down = math.hypot(a, b) / 72, math.hypot(c, d) / 72
        if min(width, height) > 2 and across > 0 and down > 0:
            line_art = bool(image.get("/ImageMask", False)) or int(image.get("/BitsPerComponent", 8)) == 1
            self.placed.append(Placed(width, height, min(width / across, height / down), line_art))
        return self._images.mended(image, resources, palette)

    def font(self, font: Any, palette: Palette | None, outer: Any) -> Any:
        """A font with which text is shown; the glyphs of Type 3 are content streams."""
        key = ("font", _key(font), palette and palette.word)
        if key in self._made:
            return self._made[key]
        checked = self._made[key] = self._fonts.checked(font)
        if str(font.get("/Subtype", "")) == "/Type3":
            checked = self._made[key] = self._of_streams(font, palette, outer)
        return checked

    def _of_streams(self, font: Any, palette: Palette | None, outer: Any) -> Any:
        import pikepdf

        made = pikepdf.Dictionary({name: value for name, value in font.items() if name != "/Resources"})
        made.CharProcs = pikepdf.Dictionary()
        resources = font.get("/Resources", outer)
        shared = pikepdf.Dictionary()
        for name, glyph in font.CharProcs.items():
            content, own = self._rewrite(self, palette, resources, State(), glyph)
            content = _renamed(content, own, shared)
            made.CharProcs[name] = self.pdf.make_stream(content)
        made.Resources = shared
        return self.pdf.make_indirect(made)

    # -- graphics states

    def overprint(self, wanted: Overprint) -> Any:
        """The graphics state that sets overprint so."""
        import pikepdf

        if wanted not in self._made:
            entries = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, OP=wanted.stroke, op=wanted.fill, OPM=wanted.mode)
            self._made[wanted] = self.pdf.make_indirect(entries)
        return self._made[wanted]

    def graphics(self, entries: Any, state: State, palette: Palette | None, resources: Any) -> Any:
        """A graphics state dictionary without what the press forbids; what it sets is noted in the state."""
        import pikepdf

        made = pikepdf.Dictionary()
        for key in _KEPT:
            if key in entries:
                made[key] = entries[key]
        if "/LW" in entries:
            state.width = float(entries.LW)
        if any(key in entries and str(entries[key]) not in ("/Default", "/Identity") for key in _TRANSFER[:3]):
            self.log.say("transfer")
        if str(entries.get("/RI", "")) in INTENTS:
            made.RI = entries.RI
        if "/Font" in entries:
            state.font = ("/BmF", entries.Font[0], entries.Font[1])
        self._overprint_of(entries, state)
        self._mixing(entries, state, made)
        mask = entries.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary):
            state.masked = self._alpha = True
            if not self._old:
                made.SMask = self._soft_mask(mask, state, palette, resources)
        elif mask is not None:
            state.masked = False
            if not self._old:
                made.SMask = pikepdf.Name("/None")
        if palette is None:
            for key in ("/OP", "/op", "/OPM"):
                if key in entries:
                    made[key] = entries[key]
        return made

    @staticmethod
    def _overprint_of(entries: Any, state: State) -> None:
        if state.overprint is None:
            return
        stroke, fill, mode = state.overprint
        if "/OP" in entries:
            stroke = bool(entries["/OP"])
            fill = stroke
        if "/op" in entries:
            fill = bool(entries["/op"])
        state.overprint = Overprint(stroke, fill, int(entries.get("/OPM", mode)))

    def _mixing(self, entries: Any, state: State, made: Any) -> None:
        import pikepdf

        parts = [float(entries[key]) for key in ("/ca", "/CA") if key in entries]
        if parts:
            state.alpha = min(parts)
            self._alpha |= state.alpha < 1
            for key in ("/ca", "/CA"):
                if key in entries and not self._old:
                    made[key] = entries[key]
        if "/BM" in entries:
            modes = entries["/BM"]
            names = [str(one) for one in modes] if isinstance(modes, pikepdf.Array) else [str(modes)]
            name = next((one for one in names if one in BLENDS), "/Normal")
            state.blend = name != "/Normal"
            self._alpha |= state.blend
            self._blend |= state.blend
            if not self._old:
                made.BM = pikepdf.Name(name)

    def _soft_mask(self, mask: Any, state: State, palette: Palette | None, resources: Any) -> Any:
        import pikepdf

        lit = str(mask.get("/S", "")) == "/Luminosity"
        target = self._light if lit and palette is not None else palette
        key = ("mask", _key(mask), target and target.word)
        if key not in self._made:
            inner = fresh(target)
            inner.ctm, inner.overprint = state.ctm, None
            made = pikepdf.Dictionary(Type=pikepdf.Name.Mask, S=mask.S)
            if mask.G.objgen in self._open:
                raise ValueError("a soft mask within itself")
            made.G = self._form(mask.G, target, inner, resources)
            if "/Group" not in made.G:
                made.G.Group = pikepdf.Dictionary(S=pikepdf.Name.Transparency)
            if lit and target is not None:
                made.G.Group.CS = pikepdf.Name(target.device)
                if "/BC" in mask:
                    space = mask.G.get("/Group", {}).get("/CS", pikepdf.Name.DeviceGray)
                    ground = np.array([[float(value) for value in mask.BC]])
                    colours = read_space(space, mask.G.get("/Resources", resources)).device(ground)
                    made.BC = [round(float(part), 4) for part in target.parts(colours)[0]]
            elif "/BC" in mask:
                made.BC = mask.BC
            if "/TR" in mask:
                made.TR = mask.TR
            self._made[key] = self.pdf.make_indirect(made)
        return self._made[key]


def fresh(palette: Palette | None) -> State:
    """The state that a page starts with: all black, nothing written yet."""
    black = (0.0,) if palette is not None and palette.light else (0.0, 0.0, 0.0, 1.0)
    paint = Paint("parts", black)
    return State(fill=paint, stroke=paint, overprint=Overprint())


def _inherited(state: State) -> tuple[Any, ...]:
    return (state.fill.key, state.stroke.key, state.overprint, state.transparent, state.written_overprint)


def _key(thing: Any) -> Any:
    return thing.objgen if thing.is_indirect else thing.unparse()


def _renamed(content: bytes, own: Any, shared: Any) -> bytes:
    """A glyph's content by the names of resources that all glyphs of the font share."""
    import pikepdf

    names: dict[str, str] = {}
    for kind, things in own.items():
        if kind not in shared:
            shared[kind] = pikepdf.Dictionary()
        for name, thing in things.items():
            new = next((one for one, there in shared[kind].items() if _key(there) == _key(thing)), "")
            if not new:
                new = f"/{name[1:]}" if name not in shared[kind] else f"/Bm{len(shared[kind])}{name[1:]}"
                shared[kind][new] = thing
            if new != name:
                names[name] = new
    if not names:
        return content
    with pikepdf.new() as other:
        made = []
        for instruction in pikepdf.parse_content_stream(other.make_stream(content)):
            operands = [
                pikepdf.Name(names.get(str(one), str(one))) if isinstance(one, pikepdf.Name) else one
                for one in instruction.operands
            ]
            made.append((operands, instruction.operator))
        return bytes(pikepdf.unparse_content_stream(made))
