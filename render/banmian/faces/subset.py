"""The subset of a face that a PDF carries: the glyphs that are drawn, and the tables that draw them.

A static face of glyf outlines without a font program of its own, as all of ours are, is cut here: its glyph records are
copied out of the mapped file as they stand. That costs what is drawn (0.5 ms for the 1,100 hanzi of a page), where
hb-subset looks at all 10,000 glyphs of the face (5 to 20 ms). Every other face goes through hb-subset.
"""

from __future__ import annotations

import mmap
import struct
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import uharfbuzz as hb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from banmian.faces.face import Face

_NEEDED = {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}
_MORE = {"fvar", "cvt ", "fpgm", "prep"}
"""Tables of faces that vary, and of those whose instructions would have to be taken out of every glyph."""
_DROPPED = (
    *("GSUB", "GPOS", "GDEF", "BASE", "name", "OS/2", "post", "cmap", "vhea", "vmtx", "VORG", "kern", "DSIG", "gasp"),
    *("STAT", "HVAR", "VVAR", "MVAR", "meta", "LTSH", "VDMX", "hdmx", "JSTF", "MATH", "COLR", "CPAL", "SVG ", "EBDT"),
    *("EBLC", "EBSC"),
)
"""Tables that a font in a PDF needs not (ISO 32000-2, 9.9.1)."""
_WORDS, _MORE_COMPONENTS, _SCALE, _TWO_SCALES, _MATRIX = 0x0001, 0x0020, 0x0008, 0x0040, 0x0080
_MAGIC = 0xB1B0AFBA


class Subset(NamedTuple):
    """A font file of some glyphs of a face.

    `kept` has the glyph ids of the face in ascending order, by the glyph id in the subset; the first is .notdef.
    `advances` are in units of the em, by the glyph id in the subset.
    """

    data: bytes
    kept: NDArray[np.uint16]
    advances: NDArray[np.int64]


class Glyphs:
    """The glyph records of a face of static glyf outlines, mapped from its file."""

    def __init__(self, tables: dict[str, memoryview]) -> None:
        self._tables = tables
        self.count: int = struct.unpack_from(">H", tables["maxp"], 4)[0]
        long = struct.unpack_from(">h", tables["head"], 50)[0]
        loca = np.frombuffer(tables["loca"], dtype=">u4" if long else ">u2", count=self.count + 1).astype(np.int64)
        self._loca = loca if long else loca * 2
        measured: int = struct.unpack_from(">H", tables["hhea"], 34)[0]
        pairs = np.frombuffer(tables["hmtx"], dtype=">u2", count=2 * measured).reshape(-1, 2)
        rest = np.frombuffer(tables["hmtx"], dtype=">u2", count=self.count - measured, offset=4 * measured)
        alike = np.column_stack((np.full(rest.size, pairs[-1, 0]), rest))
        self._metrics = np.concatenate((pairs, alike)).astype(">u2")
        if (np.diff(self._loca) < 0).any() or self._loca[-1] > len(tables["glyf"]):
            raise ValueError("loca leads out of glyf")

    def cut(self, glyphs: NDArray[np.uint16]) -> Subset:
        """The font file of these glyphs, given in ascending order, of .notdef and the components of composite ones.

        Raises ValueError, IndexError or struct.error where a composite glyph is damaged.
        """
        glyf = self._tables["glyf"]
        kept, composite = self._closed(glyphs if glyphs[:1].tolist() == [0] else np.insert(glyphs, 0, 0))
        starts, ends = self._loca[kept], self._loca[kept + 1]
        records: list[bytes | memoryview] = [glyf[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
        for at in composite.tolist():
            records[at] = _renumbered(records[at], kept)
        places = np.concatenate(([0], np.cumsum(ends - starts)))
        metrics = self._metrics[kept]
        tables = {
            "glyf": b"".join(records),
            "head": self._with("head", 50, 1),  # long offsets
            "hhea": self._with("hhea", 34, kept.size),
            "hmtx": metrics.tobytes(),
            "loca": places.astype(">u4").tobytes(),
            "maxp": self._with("maxp", 4, kept.size),
        }
        return Subset(_font_file(tables), kept, metrics[:, 0].astype(np.int64))

    def _with(self, tag: str, at: int, value: int) -> bytes:
        """A table with another 16-bit number at a place."""
        table = bytes(self._tables[tag])
        return table[:at] + struct.pack(">H", value) + table[at + 2 :]

    def _closed(self, glyphs: NDArray[np.uint16]) -> tuple[NDArray[np.uint16], NDArray[np.int64]]:
        """The glyphs with all that composite ones are made of, and where composite ones stand among them."""
        glyf = np.frombuffer(self._tables["glyf"], dtype=np.uint8)
        while True:
            starts = self._loca[glyphs]
            drawn = np.flatnonzero(self._loca[glyphs + 1] > starts)
            composite = drawn[glyf[starts[drawn]] >= 0x80]  # a negative number of contours
            if not composite.size:
                return glyphs, composite
            parts = [
                glyph
                for at in glyphs[composite].tolist()
                for _, glyph in _components(self._tables["glyf"][self._loca[at] : self._loca[at + 1]])
            ]
            if max(parts, default=0) >= self.count:
                raise ValueError("a component is no glyph of the face")
            closed = np.union1d(glyphs, np.array(parts, dtype=np.uint16))
            if closed.size == glyphs.size:
                return glyphs, composite
            glyphs = closed


def glyphs_of(face: Face) -> Glyphs | None:
    """The glyph records of a face, None where it is one for hb-subset."""
    tags = set(face.hb_face.table_tags)
    if not tags >= _NEEDED or tags & _MORE:
        return None
    try:
        with Path(face.entry.path).open("rb") as file:
            view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        found = Glyphs(_tables(view, face.entry.member))
    except (OSError, ValueError, KeyError, IndexError, struct.error):
        return None  # gone or damaged: HarfBuzz holds the file that the face was opened from, and knows how to go on
    return found if found.count == face.hb_face.glyph_count else None


def subset(face: Face, glyphs: NDArray[np.uint16]) -> Subset:
    """The subset of a face with these glyphs, in ascending order; the whole face where its rights forbid to cut it."""
    if not face.may_subset:
        glyphs = np.arange(face.hb_face.glyph_count, dtype=np.uint16)
    if face.records:
        try:
            return face.records.cut(glyphs)
        except (ValueError, IndexError, struct.error):
            pass  # a damaged composite glyph
    return _by_harfbuzz(face, glyphs)


def _by_harfbuzz(face: Face, glyphs: NDArray[np.uint16]) -> Subset:
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    if face.is_cff:
        wanted.flags |= hb.SubsetFlags.DESUBROUTINIZE | hb.SubsetFlags.CFF_IDENTITY_CHARSET
        wanted.flags |= hb.SubsetFlags.DOWNGRADE_CFF2  # a PDF knows no CFF2
    wanted.glyph_set.update(glyphs.tolist())
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
    for tag, value in face.entry.axes.items():
        wanted.pin_axis_location(face.hb_face, tag, value)
    plan = hb.SubsetPlan(face.hb_face, wanted)
    made = plan.execute()
    kept = np.array(sorted(plan.old_to_new_glyph_mapping), dtype=np.uint16)
    advance = hb.Font(made).get_glyph_h_advance
    return Subset(bytes(made.blob.data), kept, np.array([advance(glyph) for glyph in range(kept.size)]))


def _tables(view: memoryview, member: int) -> dict[str, memoryview]:
    """The tables that are needed here of a font file, or of a member of a collection."""
    start = struct.unpack_from(">I", view, 12 + 4 * member)[0] if bytes(view[:4]) == b"ttcf" else 0
    found = {}
    for at in range(start + 12, start + 12 + 16 * struct.unpack_from(">H", view, start + 4)[0], 16):
        tag, _, offset, length = struct.unpack_from(">4sIII", view, at)
        if (name := tag.decode("latin-1")) in _NEEDED:
            found[name] = view[offset : offset + length]
    return found


def _components(record: bytes | memoryview) -> Iterator[tuple[int, int]]:
    """The glyphs that a composite glyph is made of: where the number of each stands in its record, and the number."""
    at, flags = 10, _MORE_COMPONENTS
    while flags & _MORE_COMPONENTS:
        flags, glyph = struct.unpack_from(">HH", record, at)
        yield at + 2, glyph
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0


def _renumbered(record: bytes | memoryview, kept: NDArray[np.uint16]) -> bytes:
    """A composite glyph with the numbers that its parts have in the subset."""
    changed = bytearray(record)
    for at, glyph in _components(record):
        struct.pack_into(">H", changed, at, int(np.searchsorted(kept, glyph)))
    return bytes(changed)


def _font_file(tables: dict[str, bytes]) -> bytes:
    """A TrueType file of tables, given in the order of their tags, with its checksums."""
    count = len(tables)
    log = count.bit_length() - 1
    directory = [struct.pack(">IHHHH", 0x00010000, count, 16 << log, log, 16 * count - (16 << log))]
    tables["head"] = tables["head"][:8] + bytes(4) + tables["head"][12:]  # its checksum of the file counts as none
    offset, whole = 12 + 16 * count, 0
    for tag, data in tables.items():
        checksum = _sum(data)
        directory.append(struct.pack(">4sIII", tag.encode(), checksum, offset, len(data)))
        offset += len(data) + -len(data) % 4
        whole += checksum
    whole += _sum(b"".join(directory))
    tables["head"] = tables["head"][:8] + struct.pack(">I", (_MAGIC - whole) & 0xFFFFFFFF) + tables["head"][12:]
    return b"".join((*directory, *(part for data in tables.values() for part in (data, bytes(-len(data) % 4)))))


def _sum(data: bytes) -> int:
    """The checksum of a table (OpenType 1.9, Calculating Checksums)."""
    whole = len(data) & ~3
    tail = int.from_bytes(data[whole:].ljust(4, b"\0"), "big")
    return (int(np.frombuffer(data, dtype=">u4", count=whole // 4).sum(dtype=np.uint32)) + tail) & 0xFFFFFFFF
