"""What a face has for vertical text: forms of marks, joined dashes, full-width letters, and where a cell begins.

HarfBuzz sets each character by itself from top to bottom; what it puts in place of the horizontal glyph is the face's
vertical form (features vert and vrt2). Everything here is found out only when vertical text is set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import uharfbuzz as hb

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from banmian.faces.face import Face

QUOTES = {0x201C: (0xFE43, 0x300E), 0x201D: (0xFE44, 0x300F), 0x2018: (0xFE41, 0x300C), 0x2019: (0xFE42, 0x300D)}
"""V3: “ ” are ﹃ ﹄ and ‘ ’ are ﹁ ﹂: the presentation form, and the corner bracket whose vertical form it is."""

_MARKS = "，、。：；！？〖〗…‥—（）｛｝〔〕【】《》〈〉「」『』［］"
_SHOWN = "︐︑︒︓︔︕︖︗︘︙︰︱︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈"
FORMS = dict(zip(map(ord, _MARKS), map(ord, _SHOWN), strict=True)) | {mark: form for mark, (form, _) in QUOTES.items()}
"""Marks that have another form in vertical text, and the presentation form that shows it, for faces without `vert`.

Presentation forms lend their glyph only: the text keeps its own characters (C9).
"""

_CODES = 0x110000
_ABSENT = 0xFFFF
_ALONE = {"kern": False, "vkrn": False, "chws": False, "vchw": False}
_SEPARATOR = 0x0A  # joins with nothing


class VerticalMetrics(NamedTuple):
    """A glyph's vertical cell in em: how far it reaches down, and where its top centre lies from the glyph's origin."""

    advance: float
    x: float
    y: float


class VerticalForms:
    """The vertical side of a face, filled in as characters are asked for."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._font = face.hb_font
        self._glyphs = np.zeros(_CODES, dtype=np.uint16)  # memory is taken only where it is written
        self._has_form = np.zeros(_CODES, dtype=bool)
        self._joined: dict[str, tuple[int, float] | None] = {}
        self._full: dict[int, int] = {}
        self._metrics: dict[int, VerticalMetrics] = {}
        self._has_cells = {"vhea", "vmtx"} <= set(face.hb_face.table_tags)

    def glyphs(self, codes: NDArray[np.uint32]) -> tuple[NDArray[np.uint16], NDArray[np.bool_]]:
        """Glyph ids in vertical text, 0 where the face lacks the character, and whether each is a vertical form."""
        found = self._glyphs[codes]
        unknown = codes[found == 0]
        if unknown.size:
            unknown = np.array(sorted(set(unknown.tolist())), dtype=np.uint32)
            self._learn(unknown)
            self._glyphs[unknown[self._glyphs[unknown] == 0]] = _ABSENT
            found = self._glyphs[codes]
        found[found == _ABSENT] = 0
        return found, self._has_form[codes]

    def joined(self, text: str) -> tuple[int, float] | None:
        """The one glyph into which the face joins a text such as —— downwards, and its advance in em."""
        if text not in self._joined:
            infos = self._shape([ord(character) for character in text])
            glyph = infos[0].codepoint if len(infos) == 1 else 0
            self._joined[text] = (glyph, self.metrics(glyph).advance) if glyph else None
        return self._joined[text]

    def full_width(self, codes: NDArray[np.uint32]) -> NDArray[np.uint16]:
        """Full-width glyphs of ASCII characters, to stand upright one a cell (V6); 0 where there is none."""
        for code in set(codes.tolist()) - self._full.keys():
            self._full[code] = self._wide(code) if 0x21 <= code < 0x7F else 0
        return np.array([self._full[code] for code in codes.tolist()], dtype=np.uint16)

    def metrics(self, glyph: int) -> VerticalMetrics:
        """The vertical cell of a glyph. A face without vmtx is taken to be made to the em box of 0.88 and 0.12."""
        if glyph not in self._metrics:
            upem = self._face.upem
            if self._has_cells:
                x, y = self._font.get_glyph_v_origin(glyph)
                cell = VerticalMetrics(-self._font.get_glyph_v_advance(glyph) / upem, x / upem, y / upem)
            else:
                cell = VerticalMetrics(1.0, self._font.get_glyph_h_advance(glyph) / 2 / upem, 0.88)
            self._metrics[glyph] = cell
        return self._metrics[glyph]

    def _learn(self, codes: NDArray[np.uint32]) -> None:
        horizontal = self._face.glyphs(codes)
        self._glyphs[codes] = horizontal
        has = codes[horizontal != 0]
        found: dict[int, list[int]] = {}
        spread = np.full(2 * has.size, _SEPARATOR, dtype=np.uint32)
        spread[::2] = has
        for info in self._shape(spread.tolist()):
            found.setdefault(info.cluster, []).append(info.codepoint)
        for at, code in enumerate(has.tolist()):
            glyphs = found.get(2 * at, [])
            if len(glyphs) == 1 and glyphs[0]:
                self._glyphs[code] = glyphs[0]
        self._has_form[has] = self._glyphs[has] != self._face.glyphs(has)
        for code in has.tolist():
            if code in QUOTES or (code in FORMS and not self._has_form[code]):
                self._take_form(code)

    def _take_form(self, code: int) -> None:
        """The glyph of a presentation form, or that of the corner bracket a quote looks like."""
        glyph = self._nominal(FORMS[code])
        if not glyph and code in QUOTES:
            forms, has_form = self.glyphs(np.array([QUOTES[code][1]], dtype=np.uint32))
            glyph = int(forms[0]) if has_form[0] else 0
        if glyph:
            self._glyphs[code] = glyph
            self._has_form[code] = True

    def _wide(self, code: int) -> int:
        infos = self._shape([code], {"fwid": True})
        nominal = self._nominal(code)
        if nominal and len(infos) == 1 and infos[0].codepoint not in (0, nominal):
            return int(infos[0].codepoint)
        return self._nominal(code + 0xFEE0)

    def _nominal(self, code: int) -> int:
        return int(self._font.get_nominal_glyph(code) or 0)

    def _shape(self, codes: list[int], features: dict[str, bool] | None = None) -> list[hb.GlyphInfo]:
        buffer = hb.Buffer()
        buffer.add_codepoints(codes)
        buffer.direction, buffer.script, buffer.language = "ttb", "Hani", "zh-Hans"
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.flags = hb.BufferFlags.PRESERVE_DEFAULT_IGNORABLES
        hb.shape(self._font, buffer, _ALONE | (features or {}))
        infos: list[hb.GlyphInfo] = buffer.glyph_infos
        return infos
