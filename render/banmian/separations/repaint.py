"""A page painted anew for some of its plates: every colour becomes what it puts on them, overprint is carried out.

PDFium draws in red, green and blue, and knows no overprint. So up to three plates are drawn as the three lights: a
colour of the page becomes `1 - ink` of each. What overprints and puts nothing on these plates is left out; what
paints some of the three and leaves others alone cannot be drawn at once, and raises `MixedError`: the caller draws
each plate by itself.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from banmian.separations.pictures import colour_key, picture_inks
from banmian.separations.shadings import repaint_shading

if TYPE_CHECKING:
    import pikepdf

    from banmian.separations.colorants import Colorants, Space
    from banmian.separations.pictures import Samples

_DEPTH = 28
"""Forms in forms in forms: what lies deeper is taken as a loop."""


class MixedError(Exception):
    """Something overprints some plates of the group and not others."""


class Colour(NamedTuple):
    """What is painted with: the ink of every plate, or a pattern by its name in the source."""

    inks: tuple[float, ...]
    space: Space
    pattern: Any = None


class State:
    """The graphics state, as far as colour needs it, and what has been written of it."""

    def __init__(self, fill: Colour, stroke: Colour, ctm: tuple[float, ...]) -> None:
        """Nothing overprints, type is filled."""
        self.fill, self.stroke, self.ctm = fill, stroke, ctm
        self.fill_space, self.stroke_space = fill.space, stroke.space
        self.fill_over = self.stroke_over = False
        self.mode = 0
        self.nonzero = 0
        self.rendering = 0
        self.written: dict[str, Any] = {}

    def key(self) -> tuple[Any, ...]:
        """What a form drawn in this state depends on."""
        patterns = tuple(None if c.pattern is None else c.pattern.objgen for c in (self.fill, self.stroke))
        over = (self.fill_over, self.stroke_over, self.nonzero, self.rendering)
        scale = tuple(round(one, 3) for one in self.ctm[:4])
        return (self.fill.inks, self.fill.space.own, self.stroke.inks, self.stroke.space.own, patterns, over, scale)


class Rewrite(Protocol):
    """Writes a content stream anew for a `Repainter`."""

    def __call__(
        self, painter: Repainter, resources: Any, state: State, stream: Any, own: Any = None
    ) -> tuple[bytes, Any]:
        """Return the new stream and its resources, added to `own` if given."""
        ...


class Repainter:
    """Paints the contents of one PDF for a group of one to three plates into another PDF."""

    def __init__(
        self,
        pdf: pikepdf.Pdf,
        source: pikepdf.Pdf,
        colorants: Colorants,
        group: tuple[int, ...],
        scale: float,
        cache: dict[Any, Any],
        rewrite: Rewrite,
    ) -> None:
        """From `source` into `pdf`; `scale` in pixels to a pt. `cache` keeps pictures for the page's other groups."""
        self._rewrite = rewrite
        self.pdf, self.source, self.colorants = pdf, source, colorants
        self.group, self.scale, self.cache = group, scale, cache
        self.bits = sum(1 << plate for plate in group)
        self.blank = True
        """Whether all that was painted so far is paper on paper, which no blending makes anything else of."""
        self._made: dict[Any, Any] = {}
        self._running: list[Any] = []

    def page(self, contents: Any, resources: Any) -> tuple[bytes, Any]:
        """The contents of a page, and their resources in the new PDF."""
        black = Colour(self._black(), self.colorants.grey)
        return self.contents(contents, resources, State(black, black, (1, 0, 0, 1, 0, 0)))

    def contents(self, stream: Any, resources: Any, state: State, own: Any = None) -> tuple[bytes, Any]:
        """A content stream, and its resources in the new PDF, added to `own` if given. Raises MixedError."""
        return self._rewrite(self, resources, state, stream, own)

    def touched(self, colour: Colour, *, over: bool, opm: int) -> int:
        """Which plates of the group are painted: a bit each. Raises MixedError where some are and some are not."""
        space = colour.space
        if space.kind == "none":
            bits = 0
        elif not over or colour.pattern is not None:
            bits = self.colorants.every
        elif space.direct and opm == 1:
            bits = sum(1 << plate for plate in range(4) if colour.inks[plate] > 0)
        else:
            bits = space.own
        found = bits & self.bits
        if found not in (0, self.bits):
            raise MixedError
        return found

    def lights(self, inks: tuple[float, ...]) -> tuple[float, float, float]:
        """Red, green and blue of an amount of ink of every plate."""
        lit = [min(max(1 - inks[plate], 0.0), 1.0) for plate in self.group]
        self.blank = self.blank and min(lit) == 1
        red, green, blue = lit * 3 if len(lit) == 1 else (*lit, 1.0, 1.0)[:3]
        return red, green, blue

    def picture(self, image: Any, named: Any, state: State) -> Any:
        """An image XObject painted anew; None where it leaves the plates of the group as they are."""
        import pikepdf

        if image.get("/ImageMask", False):
            return self.copied(image)
        space = self.colorants.space(image.ColorSpace, named) if "/ColorSpace" in image else self._of_jpx(image)
        if not self.touched(Colour((), space._replace(direct=False)), over=state.fill_over, opm=0):
            return None
        a, b, c, d = state.ctm[:4]
        size = ((a * a + b * b) ** 0.5 * self.scale, (c * c + d * d) ** 0.5 * self.scale)
        inks = self._picture_inks(image, space, size)
        lit = 255 - inks[:, :, list(self.group)]
        masked = colour_key(image)
        plain = not lit.any(axis=(0, 1)).any() or bool((lit == lit[:1, :1]).all())
        if plain:
            lit = lit[:1, :1]
        self.blank = self.blank and plain and int(lit.min()) == 255
        grey = lit.shape[2] == 1
        if lit.shape[2] == 2:
            lit = np.concatenate([lit, np.full_like(lit[:, :, :1], 255)], axis=2)
        made = self._stream(lit, pikepdf.Name.DeviceGray if grey else pikepdf.Name.DeviceRGB)
        if masked is not None:
            made.SMask = self._stream(masked[:, :, None], pikepdf.Name.DeviceGray)
        elif isinstance(image.get("/Mask"), pikepdf.Stream):
            made.Mask = self.copied(image.Mask)
        if "/SMask" in image:
            made.SMask = self.copied(image.SMask)
        return made

    def form(self, form: Any, resources: Any, state: State) -> Any:
        """A form XObject painted anew, as it comes out in this state."""
        import pikepdf

        key = ("form", form.objgen, state.key())
        if form.objgen != (0, 0) and key in self._made:
            return self._made[key]
        if form.objgen in self._running or len(self._running) > _DEPTH:
            self.colorants.remark("a form that draws itself is left out")
            return self.pdf.make_stream(b"")
        self._running.append(form.objgen if form.objgen != (0, 0) else key)
        inner = copy(state)
        inner.written = {}
        inner.ctm = times(tuple(float(one) for one in form.get("/Matrix", (1, 0, 0, 1, 0, 0))), state.ctm)
        data, own = self.contents(form, form.get("/Resources", resources), inner)
        self._running.pop()
        made = self.pdf.make_stream(data)
        made.Type, made.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        made.BBox, made.Resources = self.copied(form.BBox), own
        for name in ("/Matrix", "/OC"):
            if name in form:
                made[name] = self.copied(form[name])
        if "/Group" in form:
            made.Group = self.group_of(form.Group)
        self._made[key] = made
        return made

    def group_of(self, group: Any) -> Any:
        """The dictionary of a transparency group, blended in the three lights."""
        import pikepdf

        made = pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceRGB)
        for name in ("/I", "/K"):
            if name in group:
                made[name] = bool(group[name])
        return made

    def pattern(self, pattern: Any, resources: Any, state: State) -> Any:
        """A pattern painted anew; None where it puts nothing on the plates of the group."""
        import pikepdf

        if int(pattern.PatternType) == 2:
            shading = self.shading(pattern.Shading, resources, over=state.fill_over)
            if shading is None:
                return None
            made = pikepdf.Dictionary(PatternType=2, Shading=shading)
            for name in ("/Matrix", "/ExtGState"):
                if name in pattern:
                    made[name] = (
                        self.graphics_state(pattern[name]) if name == "/ExtGState" else self.copied(pattern[name])
                    )
            return self.pdf.make_indirect(made)
        if pattern.objgen in self._running:
            self.colorants.remark("a pattern that draws itself is left out")
            return None
        self._running.append(pattern.objgen)
        inner = copy(state)
        inner.written = {}
        if int(pattern.get("/PaintType", 1)) == 1:
            black = Colour(self._black(), self.colorants.grey)
            inner.fill = inner.stroke = black
            inner.fill_over = inner.stroke_over = False
            inner.nonzero = 0
        inner.ctm = tuple(float(one) for one in pattern.get("/Matrix", (1, 0, 0, 1, 0, 0)))
        data, own = self.contents(pattern, pattern.get("/Resources", resources), inner)
        self._running.pop()
        made = self.pdf.make_stream(data)
        for name in ("/Type", "/PatternType", "/TilingType", "/BBox", "/XStep", "/YStep", "/Matrix"):
            if name in pattern:
                made[name] = self.copied(pattern[name])
        # The colour of an uncoloured one is written into it.
        made.PaintType, made.Resources = 1, own
        return made

    def shading(self, shading: Any, named: Any, *, over: bool) -> Any:
        """A shading painted anew; None where it leaves the plates of the group as they are."""
        spaces = named.get("/ColorSpace") if named is not None else None
        space = self.colorants.space(shading.ColorSpace, spaces)
        if not self.touched(Colour((), space._replace(direct=False)), over=over, opm=0):
            return None
        return repaint_shading(self.pdf, shading, space, self.lights_of, self.colorants)

    def lights_of(self, inks: Any) -> Any:
        """Rows of ink of every plate as rows of red, green and blue."""
        self.blank = False
        lit = 1 - np.clip(inks[:, list(self.group)], 0, 1)
        if lit.shape[1] == 1:
            return np.repeat(lit, 3, axis=1)
        return lit if lit.shape[1] == 3 else np.hstack([lit, np.ones((len(lit), 1))])

    def font(self, font: Any, resources: Any, state: State) -> Any:
        """A font; one of type 3 has its glyphs painted anew."""
        import pikepdf

        if font.get("/Subtype") != pikepdf.Name.Type3:
            return self.copied(font)
        key = ("font", font.objgen, state.key())
        if key in self._made:
            return self._made[key]
        if font.objgen in self._running:
            return self.copied(font)
        self._running.append(font.objgen)
        made = self.pdf.make_indirect(pikepdf.Dictionary())
        own = pikepdf.Dictionary()
        glyphs = pikepdf.Dictionary()
        for name, glyph in font.CharProcs.items():
            inner = copy(state)
            inner.written = {}
            data, own = self.contents(glyph, font.get("/Resources", resources), inner, own)
            glyphs[name] = self.pdf.make_stream(data)
        for name, one in font.items():
            if name not in ("/CharProcs", "/Resources"):
                made[name] = self.copied(one)
        made.CharProcs, made.Resources = glyphs, own
        self._running.pop()
        self._made[key] = made
        return made

    def graphics_state(self, found: Any) -> Any:
        """An ExtGState without what is carried out here (overprint) or is of no plate (transfer, halftone)."""
        import pikepdf

        kept = ("/LW", "/LC", "/LJ", "/ML", "/D", "/Font", "/BM", "/SMask", "/CA", "/ca", "/AIS", "/TK", "/SA")
        if str(found.get("/BM", "/Normal")) not in ("/Normal", "/Compatible", "/Multiply"):
            self.blank = False  # the difference of paper and paper is black
        return pikepdf.Dictionary({name: self.copied(found[name]) for name in kept if name in found})

    def copied(self, found: Any) -> Any:
        """An object in the new PDF; indirect ones once."""
        import pikepdf

        if not isinstance(found, pikepdf.Object):
            return found
        if found.objgen != (0, 0):
            return self.pdf.copy_foreign(found)
        if isinstance(found, (pikepdf.Array, pikepdf.Dictionary)):
            return self._rebuilt(found)
        return found

    def _rebuilt(self, found: Any) -> Any:
        import pikepdf

        if isinstance(found, pikepdf.Array):
            return pikepdf.Array([self.copied(one) for one in found])
        return pikepdf.Dictionary({name: self.copied(one) for name, one in found.items()})

    def _black(self) -> tuple[float, ...]:
        return tuple(1.0 if plate == 3 else 0.0 for plate in range(len(self.colorants.names)))

    def _of_jpx(self, image: Any) -> Space:
        """JPEG 2000 may bring its own space: by the number of its components."""
        import io

        from PIL import Image

        with Image.open(io.BytesIO(image.read_raw_bytes())) as picture:
            mode = picture.mode
        return {"CMYK": self.colorants.cmyk, "L": self.colorants.grey}.get(mode, self.colorants.rgb)

    def _picture_inks(self, image: Any, space: Space, size: tuple[float, float]) -> Samples:
        key = (image.objgen, round(size[0]), round(size[1]))
        if image.objgen != (0, 0) and key in self.cache:
            found: Samples = self.cache[key]
            return found
        try:
            found = picture_inks(image, space, self.colorants, size)
        except (OSError, ValueError, NotImplementedError) as error:
            self.colorants.remark(f"a picture cannot be read and is left white: {error}")
            found = np.zeros((1, 1, len(self.colorants.names)), np.uint8)
        self.cache[key] = found
        return found

    def _stream(self, samples: Samples, space: Any) -> Any:
        import pikepdf

        made = self.pdf.make_stream(np.ascontiguousarray(samples).tobytes())
        made.Type, made.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        made.Width, made.Height, made.BitsPerComponent = samples.shape[1], samples.shape[0], 8
        made.ColorSpace = space
        return made


def times(matrix: tuple[float, ...], after: tuple[float, ...]) -> tuple[float, ...]:
    """A matrix and then another."""
    a, b, c, d, e, f = matrix
    g, h, i, j, k, m = after
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
