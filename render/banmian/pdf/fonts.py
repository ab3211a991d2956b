"""Fonts in the PDF: one subset of each face for all pages of a file, as Type0 with Identity-H and Identity-V.

A press file carries the subsets of its own page, so that it is the same whether its page is made alone or with the
whole issue; the screen PDF carries one of each face for all of its pages. `——` maps to two characters in ToUnicode,
and ﹃ to the “ of the text.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from banmian.faces.subset import subset
from banmian.pdf.document import PdfFile, compress
from banmian.plate import Direction
from banmian.typeset.glyphs import NO_GLYPH

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from banmian.faces import Face
    from banmian.plate import TextRun

_CELL = (880, 1000)
"""The vertical cell that needs no entry in W2: where it begins over the baseline, and its height, in 1/1000 em."""
_VERTICAL = Direction.VERTICAL  # asked for every run
_PREFIX = {"H": "F", "V": "V"}
"""How the name of a font begins in each writing mode."""


class FontProgram:
    """A face as it goes into PDF files: the subset that some text runs need, the codes of its glyphs, and their widths.

    `codes` maps glyph ids of the face to character codes of the PDF. By code: `widths` in 1/1000 em, `heights`, how far
    a glyph of vertical text reaches down, and `ambiguous`, whether it stands for different texts in different places.
    """

    def __init__(self, face: Face, runs: Sequence[TextRun]) -> None:
        self.face = face
        text = _text_of(runs)
        made = subset(face, text.glyphs)
        self.codes = np.zeros(face.hb_face.glyph_count, dtype=np.uint16)
        self.codes[made.kept] = np.arange(made.kept.size)
        self.widths = np.round(made.advances * (1000 / face.upem), 2)
        self.heights = np.full(self.widths.size, float(_CELL[1]))
        self.ambiguous = np.zeros(self.widths.size, dtype=np.bool_)
        self.ambiguous[self.codes[text.ambiguous]] = True
        down = {run.direction is _VERTICAL for run in runs}
        self.modes = "H" * (False in down) + "V" * (True in down)
        self._vertical = self._w2(text.upright) if "V" in self.modes else b""
        self._name = self._base_name(made.data)
        self._program = self._font_file(made.data)
        self._unicode = compress(_to_unicode(self.codes[text.glyphs], text))

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
            import uharfbuzz as hb

            table = hb.Face(hb.Blob(data)).reference_table("CFF ").data
            return b"/Subtype /CIDFontType0C /Filter /FlateDecode", compress(bytes(table))
        return b"/Length1 %d /Filter /FlateDecode" % len(data), compress(data)

    def write(self, pdf: PdfFile) -> list[bytes]:
        """Write the font into a file; the reference of its Type0 dictionary in each of its writing modes, H and V.

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
            b"/CapHeight 733 /StemV 80 /%s %s >>" % (name, self.face.box.encode(), key, file)
        )
        descendant = pdf.add(
            b"<< /Type /Font /Subtype /%s /BaseFont /%s /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
            b"/Supplement 0 >> /FontDescriptor %s /DW 1000 /W [%s]%s%s >>"
            % (kind, name, descriptor, self._w(), self._vertical, extra)
        )
        unicode = pdf.stream(b"/Filter /FlateDecode", self._unicode, compressed=True)
        return [
            pdf.add(
                b"<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-%s /DescendantFonts [%s] "
                b"/ToUnicode %s >>" % (name, mode.encode(), descendant, unicode)
            )
            for mode in self.modes
        ]

    def _w(self) -> bytes:
        """The widths that are not 1 em, each stretch of codes under its first one."""
        odd = np.flatnonzero(self.widths != 1000)
        stretches = np.split(odd, np.flatnonzero(np.diff(odd) > 1) + 1) if odd.size else []
        parts = (f"{codes[0]} [{' '.join(f'{w:g}' for w in self.widths[codes].tolist())}]" for codes in stretches)
        return " ".join(parts).encode()

    def _w2(self, upright: NDArray[np.uint16]) -> bytes:
        """The vertical metrics of glyphs that differ from the default; fills `heights`."""
        rows = []
        for code, glyph in zip(self.codes[upright].tolist(), upright.tolist(), strict=True):
            cell = self.face.vertical.metrics(glyph)
            down, x, y = (round(part * 1000, 2) for part in cell)
            self.heights[code] = down
            if (y, down) != _CELL or abs(x - self.widths[code] / 2) > 0.01:
                rows.append(f"{code} [{-down:g} {x:g} {y:g}]")
        return f" /DW2 [{_CELL[0]} {-_CELL[1]}] /W2 [{' '.join(rows)}]".encode()


class FontSet:
    """The fonts of a file: every face that its text runs use. F1 is font 1 for horizontal, V1 for vertical text."""

    def __init__(self, faces: Iterable[Face], runs: Iterable[TextRun]) -> None:
        by_face: dict[str, list[TextRun]] = {}
        for run in runs:
            by_face.setdefault(run.face, []).append(run)
        known = {face.id: face for face in faces}
        self.programs = {name: FontProgram(known[name], some) for name, some in sorted(by_face.items())}
        self.order = {name: index for index, name in enumerate(self.programs)}

    def areas(self, face: str, glyphs: NDArray[np.uint16]) -> NDArray[np.float64]:
        """Return the areas in em² of the outlines of glyphs of a face, 0 where a character draws nothing."""
        return self.programs[face].face.areas(glyphs)

    def write(self, pdf: PdfFile) -> dict[str, bytes]:
        """Write the fonts into a file; their names in content streams and their references."""
        written: dict[str, bytes] = {}
        for index, program in enumerate(self.programs.values()):
            names = (f"{_PREFIX[mode]}{index}" for mode in program.modes)
            written.update(zip(names, program.write(pdf), strict=True))
        return written


class _Text(NamedTuple):
    """What some runs of a face draw: the glyphs in ascending order and the character of each, the first of several.

    `joined` are the glyphs that stand for two equal characters, the second of which has none of its own: —— . Of the
    glyphs `ambiguous` stand for different characters in different places, and `upright` are drawn in vertical text.
    """

    glyphs: NDArray[np.uint16]
    characters: NDArray[np.uint32]
    joined: dict[int, str]
    ambiguous: NDArray[np.uint16]
    upright: NDArray[np.uint16]


def _text_of(runs: Sequence[TextRun]) -> _Text:
    glyphs = np.concatenate([run.glyphs for run in runs])
    codes = np.frombuffer("".join([run.text for run in runs]).encode("utf-32-le"), dtype=np.uint32)
    silent = np.flatnonzero(glyphs == NO_GLYPH)
    second = [at for at in silent.tolist() if at and codes[at] == codes[at - 1] and glyphs[at - 1] != NO_GLYPH]
    order = np.argsort(glyphs, kind="stable")[: glyphs.size - silent.size]
    drawn, meant = glyphs[order], codes[order]
    begins = _begins(drawn)
    used, first = drawn[begins], meant[begins]
    other = meant != first[np.cumsum(begins) - 1]
    composed = silent[_composed(codes[silent]) & (silent > 0)] - 1  # ī of i and its mark: the text has both
    misleading = np.sort(np.concatenate((drawn[other], glyphs[composed])))
    misleading = misleading[misleading != NO_GLYPH]
    upright = np.sort(np.concatenate([used[:0], *(run.glyphs for run in runs if run.direction is _VERTICAL)]))
    upright = upright[_begins(upright) & (upright != NO_GLYPH)]
    return _Text(
        used,
        first,
        {int(glyphs[at - 1]): chr(codes[at]) * 2 for at in second},
        misleading[_begins(misleading)],
        upright,
    )


def _composed(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Marks and Hangul letters, which have gone into the glyph of the character before them."""
    found: NDArray[np.bool_] = ((codes >= 0x300) & (codes < 0x370)) | ((codes >= 0x1160) & (codes < 0x1200))
    found |= (codes == 0x3099) | (codes == 0x309A)
    return found


def _begins(ascending: NDArray[np.uint16]) -> NDArray[np.bool_]:
    """Where each glyph comes first. np.unique would load the masked arrays of NumPy, which takes 6 ms."""
    return np.concatenate(([True], ascending[1:] != ascending[:-1]))[: ascending.size]


def _to_unicode(codes: NDArray[np.uint16], text: _Text) -> bytes:
    """A ToUnicode CMap of codes in ascending order: bfchar lines in blocks of at most 100."""
    from_, to = codes.astype(">u2").tobytes().hex(), text.characters.astype(">u2").tobytes().hex()
    rows = [f"<{from_[at : at + 4]}> <{to[at : at + 4]}>" for at in range(0, len(from_), 4)]
    far = {int(text.glyphs[at]): chr(text.characters[at]) for at in np.flatnonzero(text.characters > 0xFFFF).tolist()}
    for glyph, meant in (far | text.joined).items():
        at = int(np.searchsorted(text.glyphs, glyph))
        rows[at] = f"<{codes[at]:04x}> <{meant.encode('utf-16-be').hex()}>"
    blocks = [rows[n : n + 100] for n in range(0, len(rows), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()
