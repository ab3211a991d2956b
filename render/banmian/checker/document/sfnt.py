"""TrueType and OpenType programs: advances, outlines, cmaps, rights."""

from __future__ import annotations

import struct

from banmian.checker.document.program import Program

NEEDED = (b"head", b"hhea", b"hmtx", b"maxp")


def read_sfnt(data: bytes) -> Program:
    """Reads the tables that a PDF's font has to keep."""
    from banmian.checker.document.cff import read_cff

    tables = _tables(data)
    if b"CFF " in tables:
        inner = read_cff(tables[b"CFF "])
        return inner._replace(form="opentype", rights=_rights(tables), cmaps=_cmaps(tables.get(b"cmap", b"")))
    missing = [tag.decode() for tag in (*NEEDED, b"loca", b"glyf") if tag not in tables]
    if missing:
        return Program("truetype", trouble=" ".join(missing) + " -")
    (unit,) = struct.unpack_from(">H", tables[b"head"], 18)
    (long,) = struct.unpack_from(">h", tables[b"head"], 50)
    (count,) = struct.unpack_from(">H", tables[b"maxp"], 4)
    (metrics,) = struct.unpack_from(">H", tables[b"hhea"], 34)
    widths = [struct.unpack_from(">H", tables[b"hmtx"], 4 * number)[0] for number in range(metrics)]
    widths += widths[-1:] * (count - metrics)
    places = struct.unpack_from(f">{count + 1}{'I' if long else 'H'}", tables[b"loca"], 0)
    if places[-1] * (1 if long else 2) > len(tables[b"glyf"]) + 3:
        return Program("truetype", trouble=f"glyf {len(tables[b'glyf'])} B")
    return Program(
        "truetype",
        tuple(width * 1000 / unit for width in widths[:count]),
        tuple(places[number + 1] > places[number] for number in range(count)),
        cmaps=_cmaps(tables.get(b"cmap", b"")),
        rights=_rights(tables),
    )


def _tables(data: bytes) -> dict[bytes, bytes]:
    (count,) = struct.unpack_from(">H", data, 4)
    tables = {}
    for number in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, 12 + 16 * number)
        if offset + length > len(data):
            raise ValueError(f"{tag.decode('latin-1')} {offset} + {length} B")
        tables[tag] = data[offset : offset + length]
    return tables


def _rights(tables: dict[bytes, bytes]) -> int | None:
    table = tables.get(b"OS/2", b"")
    return int.from_bytes(table[8:10], "big") if len(table) >= 10 else None


def _cmaps(table: bytes) -> dict[tuple[int, int], dict[int, int]]:
    if len(table) < 4:
        return {}
    found = {}
    for number in range(struct.unpack_from(">H", table, 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", table, 4 + 8 * number)
        found[platform, encoding] = _subtable(table[offset:])
    return found


def _subtable(table: bytes) -> dict[int, int]:
    (form,) = struct.unpack_from(">H", table, 0)
    if form == 0:
        return {code: glyph for code, glyph in enumerate(table[6:262]) if glyph}
    if form == 6:
        first, count = struct.unpack_from(">HH", table, 6)
        return {first + n: glyph for n, glyph in enumerate(struct.unpack_from(f">{count}H", table, 10)) if glyph}
    if form == 4:
        return _segments(table)
    return {}


def _segments(table: bytes) -> dict[int, int]:
    half = struct.unpack_from(">H", table, 6)[0]
    many, found = half // 2, {}
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{many}H", table, at) for at in (14, 16 + half, 16 + 2 * half, 16 + 3 * half)
    )
    for n in range(many):
        for code in range(starts[n], min(ends[n], 0xFFFE) + 1):
            glyph = code
            if offsets[n]:
                (glyph,) = struct.unpack_from(">H", table, 16 + 3 * half + 2 * n + offsets[n] + 2 * (code - starts[n]))
                if not glyph:
                    continue
            if glyph := (glyph + deltas[n]) & 0xFFFF:
                found[code] = glyph
    return found
