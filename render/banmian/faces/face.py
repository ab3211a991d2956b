"""One opened face: glyphs and advances for whole arrays of characters at a time."""

from __future__ import annotations

import struct
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import uharfbuzz as hb

from banmian.faces.areas import measure_areas, read_areas
from banmian.faces.subset import Glyphs, glyphs_of
from banmian.faces.vertical import VerticalForms
from banmian.model import Finding, InputError, Severity

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from banmian.faces.catalogue import FaceEntry

OWN = "issue"
"""The source of a face that an issue brings along; ours are held to their SHA-256 by a test."""
SYSTEM = "system"
"""The source of a face that was found on this machine."""
_RESTRICTED = 0x0002
_NO_SUBSETTING = 0x0100
_BITMAPS_ONLY = 0x0200
_ABSENT = 0xFFFF
_CODES = 0x110000
_COMMA = 0xFF0C
_CENTRED = 0.1
"""em by which the ink of a centred comma may be off the middle; that of a mainland one is off by 0.3."""


class Face:
    """A face at units per em, its character map filled in as characters are asked for.

    Raises InputError where the file is no font, or where its embedding rights (OS/2 fsType) forbid a PDF.
    """

    def __init__(self, entry: FaceEntry) -> None:
        self.entry = entry
        self.id = entry.id
        blob = hb.Blob.from_file_path(entry.path)
        self.hb_face = hb.Face(blob, entry.member)
        if 0 < self.hb_face.count <= entry.member:
            self._check_choice()
        if self.hb_face.glyph_count == 0:
            raise InputError(
                _unusable(entry, "it is not a TrueType or OpenType font", "expected: TTF, OTF, TTC or OTC")
            )
        if entry.source == OWN and (damage := _damage(blob.data, entry.member)):
            raise InputError(_unusable(entry, damage, "get the file again: this copy is not whole"))
        self._check_choice()
        self.hb_font = hb.Font(self.hb_face)
        if entry.axes:
            self.hb_font.set_variations(entry.axes)
        self.upem: int = self.hb_face.upem
        self._glyphs = np.zeros(_CODES, dtype=np.uint16)  # memory is taken only where it is written
        self._advances = np.zeros(max(self.hb_face.glyph_count, 1), dtype=np.float64)
        self._half: NDArray[np.uint16] | None = None
        self._pairs: dict[str, tuple[int, float] | None] = {}
        self.may_subset = self._check_rights()

    def glyphs(self, codes: NDArray[np.uint32]) -> NDArray[np.uint16]:
        """Glyph ids of code points, 0 where the face lacks the character."""
        found = self._glyphs[codes]
        unknown = codes[found == 0]
        if unknown.size:
            nominal = self.hb_font.get_nominal_glyph
            advance = self.hb_font.get_glyph_h_advance
            for code in sorted(set(unknown.tolist())):
                glyph = nominal(code) or 0
                self._glyphs[code] = glyph or _ABSENT
                self._advances[glyph] = advance(glyph) / self.upem
            found = self._glyphs[codes]
        found[found == _ABSENT] = 0
        return found

    def advances(self, glyphs: NDArray[np.uint16]) -> NDArray[np.float64]:
        """Advances in em of glyphs that `glyphs` or `joined` returned."""
        return self._advances[glyphs]

    def areas(self, glyphs: NDArray[np.uint16]) -> NDArray[np.float64]:
        """Return the areas of the outlines of glyphs in em², 0 for numbers that are no glyph."""
        found = self._areas[glyphs]
        unknown = np.isnan(found)
        if unknown.any():
            new = sorted(set(glyphs[unknown].tolist()))
            self._areas[new] = measure_areas(self.hb_font, self.upem, new)
            found = self._areas[glyphs]
        return found

    @cached_property
    def _areas(self) -> NDArray[np.float64]:
        """The areas of all glyphs, NaN where one is not known yet. Beside a face of an issue no file is looked for."""
        count = self.hb_face.glyph_count
        shipped = None if self.entry.source == OWN else read_areas(self.entry.path, count)
        areas = np.zeros(_ABSENT + 1)
        areas[:count] = np.nan if shipped is None else shipped
        return areas

    def half_width(self, codes: NDArray[np.uint32], glyphs: NDArray[np.uint16]) -> NDArray[np.uint16]:
        """The glyphs of digits half an em wide (`hwid`, rule C8); those given where the face has no such forms."""
        if self._half is None:
            self._half = np.zeros(0x80, dtype=np.uint16)
            buffer = hb.Buffer()
            buffer.add_str("0123456789")
            buffer.guess_segment_properties()
            hb.shape(self.hb_font, buffer, {"hwid": True, "kern": False})
            infos, positions = buffer.glyph_infos, buffer.glyph_positions
            if len(infos) == 10 and all(position.x_advance * 2 == self.upem for position in positions):
                for code, info in zip(range(0x30, 0x3A), infos, strict=True):
                    self._half[code] = info.codepoint
                    self._advances[info.codepoint] = 0.5
        half = self._half[np.minimum(codes, 0x7F)]
        return np.where(half > 0, half, glyphs)

    def variant(self, code: int, selector: int) -> int | None:
        """The glyph of a variation sequence; 0 where it is the plain one, None where the face has no such sequence."""
        if selector not in self.hb_face.variation_selectors:
            return None
        glyph = self.hb_font.get_variation_glyph(code, selector)
        if not glyph:
            return None
        self._advances[glyph] = self.hb_font.get_glyph_h_advance(glyph) / self.upem
        return 0 if glyph == self.hb_font.get_nominal_glyph(code) else int(glyph)

    def proportional(self, code: int) -> int:
        """The glyph of a mark in its Latin width (`pwid`), or that of ' for ’ where the face has no such form."""
        own = int(self.glyphs(np.array([code], dtype=np.uint32))[0])
        buffer = hb.Buffer()
        buffer.add_codepoints([code])
        buffer.guess_segment_properties()
        hb.shape(self.hb_font, buffer, {"pwid": True, "kern": False})
        glyph: int = buffer.glyph_infos[0].codepoint
        if glyph == own and self._advances[own] >= 1:
            glyph = int(self.glyphs(np.array([0x27], dtype=np.uint32))[0]) or own
        else:
            self._advances[glyph] = buffer.glyph_positions[0].x_advance / self.upem
        return glyph

    def joined(self, text: str) -> tuple[int, float] | None:
        """The one glyph, and its advance in em, into which the face joins a text such as ——; None where it does not."""
        if text not in self._pairs:
            buffer = hb.Buffer()
            buffer.add_str(text)
            buffer.guess_segment_properties()
            buffer.script, buffer.language = "Hani", "zh-Hans"
            hb.shape(self.hb_font, buffer, {"chws": False, "kern": False})
            infos = buffer.glyph_infos
            found = None
            if len(infos) == 1 and infos[0].codepoint:
                advance = buffer.glyph_positions[0].x_advance / self.upem
                self._advances[infos[0].codepoint] = advance
                found = (infos[0].codepoint, advance)
            self._pairs[text] = found
        return self._pairs[text]

    @cached_property
    def vertical(self) -> VerticalForms:
        """What the face has for vertical text."""
        return VerticalForms(self)

    def vertical_glyphs(self, codes: NDArray[np.uint32]) -> tuple[NDArray[np.uint16], NDArray[np.bool_]]:
        """Glyph ids of code points in vertical text, and where they are vertical forms, not the horizontal glyphs."""
        return self.vertical.glyphs(codes)

    def vertical_joined(self, text: str) -> tuple[int, float] | None:
        """`joined` from top to bottom: the glyph and its vertical advance in em."""
        return self.vertical.joined(text)

    def vertical_advances(self, glyphs: NDArray[np.uint16]) -> NDArray[np.float64]:
        """Vertical advances in em, counted downwards: 1 for nearly all glyphs of a Chinese face."""
        return np.array([self.vertical.metrics(glyph).advance for glyph in glyphs.tolist()])

    def full_width(self, codes: NDArray[np.uint32]) -> NDArray[np.uint16]:
        """Full-width glyphs of ASCII letters, digits and marks (feature fwid, V6); 0 where the face has none."""
        return self.vertical.full_width(codes)

    @cached_property
    def is_centred(self) -> bool:
        """Whether its comma stands in the middle of the cell, as in traditional text, not at the left (C7)."""
        glyph = self.hb_font.get_nominal_glyph(_COMMA)
        ink = self.hb_font.get_glyph_extents(glyph) if glyph else None
        if not glyph or ink is None:
            return False
        middle = self.hb_font.get_glyph_h_advance(glyph) / 2
        return bool(abs(ink.x_bearing + ink.width / 2 - middle) < _CENTRED * self.upem)

    @cached_property
    def records(self) -> Glyphs | None:
        """Its glyph records, from which subsets are cut; None where that is for HarfBuzz to do."""
        return glyphs_of(self)

    @cached_property
    def box(self) -> str:
        """The box of all its glyphs in 1/1000 em, as a PDF writes it."""
        head = self.hb_face.reference_table("head").data
        return " ".join(f"{round(value * 1000 / self.upem)}" for value in struct.unpack(">4h", head[36:44]))

    @cached_property
    def is_cff(self) -> bool:
        """Whether the outlines are CFF (cubic) and not glyf."""
        return "CFF " in self.hb_face.table_tags or "CFF2" in self.hb_face.table_tags

    def _check_choice(self) -> None:
        """The member and the axes that were asked for must be there."""
        members: int = self.hb_face.count
        if self.entry.member >= members:
            has = f"it has {members}, counted from 0" if members > 1 else "it is no collection"
            raise InputError(_unusable(self.entry, f"there is no member {self.entry.member}: {has}", "another member"))
        known = {axis.tag for axis in self.hb_face.axis_infos}
        if unknown := sorted(set(self.entry.axes) - known):
            hint = f"expected: axes of {', '.join(sorted(known))}" if known else "the face is not variable: no axes"
            raise InputError(_unusable(self.entry, f"it has no axis {', '.join(unknown)}", hint))

    def _check_rights(self) -> bool:
        os2 = self.hb_face.reference_table("OS/2").data
        rights = struct.unpack(">H", os2[8:10])[0] if len(os2) >= 10 else 0
        if rights & 0x000F == _RESTRICTED or rights & _BITMAPS_ONLY:
            raise InputError(
                _unusable(
                    self.entry,
                    f"its embedding rights forbid it (fsType 0x{rights:04x})",
                    "use a face whose licence allows embedding in a PDF",
                )
            )
        return not rights & _NO_SUBSETTING


def _damage(data: bytes, member: int) -> str:
    """What is wrong with the table directory of a font file; empty where every table lies inside the file."""
    start = 0
    if data[:4] == b"ttcf":
        count = struct.unpack(">I", data[8:12])[0]
        if member >= count:
            return ""  # told by the check of the choice
        start = struct.unpack(">I", data[12 + 4 * member : 16 + 4 * member])[0]
    tables = struct.unpack(">H", data[start + 4 : start + 6])[0]
    for n in range(tables):
        record = data[start + 12 + 16 * n : start + 28 + 16 * n]
        if len(record) < 16:
            return "its table directory is cut off"
        tag, _, offset, length = struct.unpack(">4sIII", record)
        if offset + length > len(data):
            return f"it is cut off: the table {tag.decode('latin-1').strip()} lies beyond the end of the file"
    return ""


def _unusable(entry: FaceEntry, why: str, hint: str) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        code="unusable-face",
        message=f"the face “{entry.path}” cannot be used: {why}",
        hint=hint,
        file=entry.path,
    )
