"""Fonts in the PDF: one subset of each face for the whole issue, as Type0 with Identity-H, and Identity-V if need be.

The subset is made once by hb-subset and shared by all files of the issue: eight pages cost one subset, and a RIP that
has seen the font on page 1 knows it on page 8. `——` maps to two characters in ToUnicode, and ﹃ to the “ of the text.
"""

from __future__ import annotations

import hashlib
import struct
from typing import TYPE_CHECKING

import numpy as np
import uharfbuzz as hb

from banmian.pdf.document import PdfFile, compress
from banmian.plate import Direction
from banmian.typeset.sorts import NO_GLYPH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from banmian.faces import Face
    from banmian.plate import Plate, TextRun

_GLYPHS = 0x10000
_CELL = (880, 1000)
"""The vertical cell that needs no entry in W2: where it begins over the baseline, and its height, in 1/1000 em."""
_PREFIX = {"H": "F", "V": "V"}
"""How the name of a font begins in each writing mode."""
_DROP = [
    "GSUB",
    "GPOS",
    "GDEF",
    "BASE",
    "name",
    "OS/2",
    "post",
    "cmap",
    "vhea",
    "vmtx",
    "VORG",
    "kern",
    "DSIG",
    "gasp",
    "STAT",
    "HVAR",
    "VVAR",
    "MVAR",
    "meta",
    "LTSH",
    "VDMX",
    "hdmx",
    "JSTF",
    "MATH",
    "COLR",
    "CPAL",
    "SVG ",
    "EBDT",
    "EBLC",
    "EBSC",
]


class FontProgram:
    """A face as it goes into PDF files: its subset, the codes of its glyphs, their widths and their text.

    `codes` maps glyph ids of the face to character codes of the PDF, `widths` (1/1000 em) is by code. `ambiguous` are
    codes that stand for different texts in different places. `heights` is how far glyphs of vertical text reach down,
    by code as well; `upright` are the glyphs that stand in it.
    """

    def __init__(
        self, face: Face, glyphs: list[int], texts: dict[int, str], ambiguous: set[int], upright: Iterable[int] = ()
    ) -> None:
        self.face = face
        data, mapping = _subset(face, glyphs)
        self.codes = np.zeros(max(face.hb_face.glyph_count, 1), dtype=np.uint16)
        for old, new in mapping.items():
            self.codes[old] = new
        self.widths = np.zeros(len(mapping) + 1)
        advance = face.hb_font.get_glyph_h_advance
        for old, new in mapping.items():
            if new >= self.widths.size:
                self.widths = np.resize(self.widths, new + 1)
            self.widths[new] = round(advance(old) * 1000 / face.upem, 2)
        self.heights = np.full(self.widths.size, float(_CELL[1]))
        self._vertical = self._w2({mapping[glyph]: glyph for glyph in upright})
        self.texts = {mapping[old]: text for old, text in texts.items() if old in mapping}
        self.ambiguous = {mapping[old] for old in ambiguous if old in mapping}
        self._name = self._base_name(data)
        self._program = self._font_file(data)
        self._unicode = compress(_to_unicode(self.texts))

    def _base_name(self, data: bytes) -> str:
        digest = hashlib.sha256(data).digest()
        tag = "".join(chr(65 + byte % 26) for byte in digest[:6])
        plain = "".join(
            c for c in f"{self.face.entry.family}-{self.face.entry.style}" if c.isascii() and (c.isalnum() or c == "-")
        )
        return f"{tag}+{plain.strip('-') or 'Face'}"

    def _font_file(self, data: bytes) -> tuple[bytes, bytes]:
        """The entries of the font file's dictionary and its deflated bytes."""
        if self.face.is_cff:
            table = hb.Face(hb.Blob(data)).reference_table("CFF ").data
            return b"/Subtype /CIDFontType0C /Filter /FlateDecode", compress(bytes(table))
        return b"/Length1 %d /Filter /FlateDecode" % len(data), compress(data)

    def write(self, pdf: PdfFile, modes: str = "H") -> list[bytes]:
        """Write the font into a file; the reference of its Type0 dictionary in each of the writing modes, H and V.

        They share all but the encoding, which is what tells the direction of writing.
        """
        entries, program = self._program
        file = pdf.stream(entries, program, compressed=True)
        kind, key, extra = (
            (b"CIDFontType0", b"FontFile3", b"")
            if self.face.is_cff
            else (b"CIDFontType2", b"FontFile2", b" /CIDToGIDMap /Identity")
        )
        name = self._name.encode()
        descriptor = pdf.add(
            b"<< /Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%s] /ItalicAngle 0 /Ascent 880 /Descent -120 "
            b"/CapHeight 733 /StemV 80 /%s %s >>" % (name, _box(self.face), key, file)
        )
        descendant = pdf.add(
            b"<< /Type /Font /Subtype /%s /BaseFont /%s /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
            b"/Supplement 0 >> /FontDescriptor %s /DW 1000 /W [%s]%s%s >>"
            % (kind, name, descriptor, self._w(), self._vertical if "V" in modes else b"", extra)
        )
        unicode = pdf.stream(b"/Filter /FlateDecode", self._unicode, compressed=True)
        return [
            pdf.add(
                b"<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-%s /DescendantFonts [%s] "
                b"/ToUnicode %s >>" % (name, mode.encode(), descendant, unicode)
            )
            for mode in modes
        ]

    def _w(self) -> bytes:
        parts: list[str] = []
        run: list[str] = []
        for code, width in enumerate(self.widths.tolist()):
            if width == 1000:
                if run:
                    parts.append(f"{code - len(run)} [{' '.join(run)}]")
                    run = []
            else:
                run.append(f"{width:g}")
        if run:
            parts.append(f"{self.widths.size - len(run)} [{' '.join(run)}]")
        return " ".join(parts).encode()

    def _w2(self, upright: dict[int, int]) -> bytes:
        """The vertical metrics of codes (code → glyph of the face) that differ from the default; fills `heights`."""
        rows = []
        for code, glyph in sorted(upright.items()):
            cell = self.face.vertical.metrics(glyph)
            down, x, y = (round(part * 1000, 2) for part in cell)
            self.heights[code] = down
            if (y, down) != _CELL or abs(x - self.widths[code] / 2) > 0.01:
                rows.append(f"{code} [{-down:g} {x:g} {y:g}]")
        return f" /DW2 [{_CELL[0]} {-_CELL[1]}] /W2 [{' '.join(rows)}]".encode()


class FontSet:
    """The fonts of an issue: every face that its text runs use. F1 is font 1 for horizontal, V1 for vertical text."""

    def __init__(self, faces: Iterable[Face], runs: Iterable[TextRun]) -> None:
        by_face: dict[str, list[TextRun]] = {}
        for run in runs:
            by_face.setdefault(run.face, []).append(run)
        known = {face.id: face for face in faces}
        self.programs = {name: _program(known[name], some) for name, some in sorted(by_face.items())}
        self.order = {name: index for index, name in enumerate(self.programs)}

    def areas(self, face: str, glyphs: NDArray[np.uint16]) -> NDArray[np.float64]:
        """Return the areas in em² of the outlines of glyphs of a face, 0 where a character draws nothing."""
        return self.programs[face].face.areas(glyphs)

    def write(self, pdf: PdfFile, plates: Iterable[Plate]) -> dict[str, bytes]:
        """Write the fonts that plates use into a file; their names in content streams and their references."""
        used = {
            (run.face, run.direction is Direction.VERTICAL) for plate in plates for run in (*plate.texts(), *plate.slug)
        }
        written: dict[str, bytes] = {}
        for name, index in self.order.items():
            modes = "".join(mode for mode, down in (("H", False), ("V", True)) if (name, down) in used)
            if modes:
                names = (f"{_PREFIX[mode]}{index}" for mode in modes)
                written.update(zip(names, self.programs[name].write(pdf, modes), strict=True))
        return written


def _program(face: Face, runs: list[TextRun]) -> FontProgram:
    glyphs = np.concatenate([run.glyphs for run in runs])
    codes = np.frombuffer("".join(run.text for run in runs).encode("utf-32-le"), dtype=np.uint32)
    text_of = np.zeros(_GLYPHS, dtype=np.uint32)
    text_of[glyphs[::-1]] = codes[::-1]  # of several texts the first
    drawn = glyphs != NO_GLYPH
    used = np.flatnonzero(np.bincount(glyphs[drawn], minlength=1)).tolist()
    joined = _joined(glyphs, codes)
    texts = {glyph: joined.get(glyph) or chr(text_of[glyph]) for glyph in used}
    ambiguous = set(glyphs[drawn & (text_of[glyphs] != codes)].tolist())
    down = [run.glyphs for run in runs if run.direction is Direction.VERTICAL]
    upright = np.unique(np.concatenate(down)) if down else np.zeros(0, dtype=np.uint16)
    return FontProgram(face, used, texts, ambiguous, upright[upright != NO_GLYPH].tolist())


def _joined(glyphs: NDArray[np.uint16], codes: NDArray[np.uint32]) -> dict[int, str]:
    """Glyphs that stand for two equal characters, the second of which has none of its own: —— ."""
    second = np.flatnonzero((glyphs[1:] == NO_GLYPH) & (codes[1:] == codes[:-1]) & (glyphs[:-1] != NO_GLYPH)) + 1
    return {int(glyphs[at - 1]): chr(codes[at]) * 2 for at in second.tolist()}


def _subset(face: Face, glyphs: list[int]) -> tuple[bytes, dict[int, int]]:
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    if face.is_cff:
        wanted.flags |= hb.SubsetFlags.DESUBROUTINIZE | hb.SubsetFlags.CFF_IDENTITY_CHARSET
        wanted.flags |= hb.SubsetFlags.DOWNGRADE_CFF2  # a PDF knows no CFF2
    wanted.glyph_set.update(glyphs if face.may_subset else range(face.hb_face.glyph_count))
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROP)
    for tag, value in face.entry.axes.items():
        wanted.pin_axis_location(face.hb_face, tag, value)
    plan = hb.SubsetPlan(face.hb_face, wanted)
    subset = plan.execute()
    return bytes(subset.blob.data), dict(plan.old_to_new_glyph_mapping)


def _box(face: Face) -> bytes:
    head = face.hb_face.reference_table("head").data
    return " ".join(f"{round(value * 1000 / face.upem)}" for value in struct.unpack(">4h", head[36:44])).encode()


def _to_unicode(texts: dict[int, str]) -> bytes:
    """A ToUnicode CMap: bfchar lines in blocks of at most 100."""
    rows = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in sorted(texts.items())]
    blocks = [rows[n : n + 100] for n in range(0, len(rows), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()
