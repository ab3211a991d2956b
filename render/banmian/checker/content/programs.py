"""Font programs inside a PDF: how many glyphs there are, and which codes have one."""

from __future__ import annotations

import struct
from itertools import pairwise
from typing import NamedTuple


class Program(NamedTuple):
    """What an embedded font has. `cids` are those of a CID-keyed CFF font, `names` those of other CFF fonts."""

    glyphs: int
    cmaps: dict[tuple[int, int], dict[int, int]]
    cids: frozenset[int] | None = None


def read_sfnt(data: bytes) -> Program:
    """A TrueType or OpenType font. Raises ValueError or struct.error where it is broken."""
    tables = {}
    if data[:4] == b"ttcf":
        raise ValueError("a collection cannot be embedded")
    (count,) = struct.unpack_from(">H", data, 4)
    for at in range(12, 12 + 16 * count, 16):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, at)
        tables[tag] = (offset, length)
    if b"CFF " in tables:
        offset, length = tables[b"CFF "]
        return read_cff(data[offset : offset + length])
    (glyphs,) = struct.unpack_from(">H", data, tables[b"maxp"][0] + 4)
    return Program(glyphs, _cmaps(data, tables[b"cmap"][0]) if b"cmap" in tables else {})


def _cmaps(data: bytes, start: int) -> dict[tuple[int, int], dict[int, int]]:
    found = {}
    (count,) = struct.unpack_from(">H", data, start + 2)
    for at in range(start + 4, start + 4 + 8 * min(count, 20), 8):
        platform, encoding, offset = struct.unpack_from(">HHI", data, at)
        found[platform, encoding] = _mapping(data, start + offset)
    return found


def _mapping(data: bytes, at: int) -> dict[int, int]:
    (form,) = struct.unpack_from(">H", data, at)
    if form == 0:
        return {code: gid for code, gid in enumerate(data[at + 6 : at + 262]) if gid}
    if form == 6:
        first, count = struct.unpack_from(">HH", data, at + 6)
        gids = struct.unpack_from(f">{count}H", data, at + 10)
        return {first + n: gid for n, gid in enumerate(gids) if gid}
    if form == 12:
        (groups,) = struct.unpack_from(">I", data, at + 12)
        return {
            low + n: gid + n
            for low, high, gid in struct.iter_unpack(">III", data[at + 16 : at + 16 + 12 * min(groups, 20000)])
            for n in range(min(high - low + 1, 65536))
        }
    return _segments(data, at) if form == 4 else {}


def _segments(data: bytes, at: int) -> dict[int, int]:
    twice = struct.unpack_from(">H", data, at + 6)[0]
    n = twice // 2
    ends = struct.unpack_from(f">{n}H", data, at + 14)
    starts = struct.unpack_from(f">{n}H", data, at + 16 + twice)
    deltas = struct.unpack_from(f">{n}H", data, at + 16 + 2 * twice)
    offsets = struct.unpack_from(f">{n}H", data, at + 16 + 3 * twice)
    codes = {}
    for i in range(n):
        for code in range(starts[i], ends[i] + 1):
            if offsets[i]:
                place = at + 16 + 3 * twice + 2 * i + offsets[i] + 2 * (code - starts[i])
                gid = struct.unpack_from(">H", data, place)[0] if place + 2 <= len(data) else 0
                gid = (gid + deltas[i]) & 0xFFFF if gid else 0
            else:
                gid = (code + deltas[i]) & 0xFFFF
            if gid and code != 0xFFFF:
                codes[code] = gid
    return codes


def read_cff(data: bytes) -> Program:
    """A bare CFF font. Raises ValueError, IndexError or struct.error where it is broken."""
    at = data[2]
    _, at = _index(data, at)
    tops, at = _index(data, at)
    top = _dictionary(data[slice(*tops[0])])
    count = len(_index(data, int(top[17][0]))[0])
    if 1230 not in top:
        return Program(count, {})
    return Program(count, {}, _charset(data, int(top.get(15, [0])[0]), count))


def _index(data: bytes, at: int) -> tuple[list[tuple[int, int]], int]:
    """Start and end of each part of an INDEX, and where it ends."""
    (count,) = struct.unpack_from(">H", data, at)
    if not count:
        return [], at + 2
    size = data[at + 2]
    base = at + 3 + size * (count + 1) - 1
    marks = [int.from_bytes(data[at + 3 + size * n : at + 3 + size * (n + 1)], "big") for n in range(count + 1)]
    return [(base + a, base + b) for a, b in pairwise(marks)], base + marks[-1]


def _dictionary(data: bytes) -> dict[int, list[float]]:
    found: dict[int, list[float]] = {}
    operands: list[float] = []
    at = 0
    while at < len(data):
        b = data[at]
        at += 1
        if b <= 21:
            operator = 1200 + data[at] if b == 12 else b
            at += b == 12
            found[operator], operands = operands, []
        elif b == 28:
            operands.append(struct.unpack_from(">h", data, at)[0])
            at += 2
        elif b == 29:
            operands.append(struct.unpack_from(">i", data, at)[0])
            at += 4
        elif b == 30:
            while data[at] & 15 != 15:
                at += 1
            at += 1
            operands.append(0.0)
        elif b <= 246:
            operands.append(b - 139)
        elif b <= 250:
            operands.append((b - 247) * 256 + data[at] + 108)
            at += 1
        else:
            operands.append(-(b - 251) * 256 - data[at] - 108)
            at += 1
    return found


def _charset(data: bytes, at: int, count: int) -> frozenset[int]:
    if at <= 2:
        return frozenset(range(count))
    form = data[at]
    at += 1
    cids = {0}
    if form == 0:
        return frozenset((0, *struct.unpack_from(f">{count - 1}H", data, at)))
    seen = 1
    while seen < count:
        (first,) = struct.unpack_from(">H", data, at)
        left = data[at + 2] if form == 1 else struct.unpack_from(">H", data, at + 2)[0]
        at += 3 if form == 1 else 4
        cids.update(range(first, first + left + 1))
        seen += left + 1
    return frozenset(cids)
