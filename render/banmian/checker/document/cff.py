"""CFF programs: names or CIDs of the glyphs, and their advances, read from the starts of their charstrings."""

from __future__ import annotations

import itertools
import struct
from typing import NamedTuple

from banmian.checker.document.program import Program

Index = list[bytes]
FONT_MATRIX, ROS, FD_ARRAY, FD_SELECT = 1207, 1230, 1236, 1237
CHARSET, ENCODING, CHARSTRINGS, PRIVATE, SUBRS, DEFAULT_WIDTH, NOMINAL_WIDTH = 15, 16, 17, 18, 19, 20, 21
STEMS, MOVES = (1, 3, 18, 19, 20, 23), {4: 1, 22: 1, 21: 2}
STANDARD_STRINGS = 391


class Private(NamedTuple):
    """What a charstring needs of its private dictionary."""

    default: float
    nominal: float
    subrs: Index
    scale: float


def read_cff(data: bytes) -> Program:
    """Reads a bare CFF font."""
    _, at = _index(data, data[2])
    tops, at = _index(data, at)
    strings, at = _index(data, at)
    globals_, _ = _index(data, at)
    top = _dictionary(tops[0])
    glyphs, _ = _index(data, int(top[CHARSTRINGS][0]))
    scale = top[FONT_MATRIX][0] * 1000 if FONT_MATRIX in top else None
    if ROS in top:
        fonts = [_dictionary(one) for one in _index(data, int(top[FD_ARRAY][0]))[0]]
        privates = [_private(data, one, scale) for one in fonts]
        select = _select(data, int(top[FD_SELECT][0]), len(glyphs))
    else:
        privates, select = [_private(data, top, scale)], [0] * len(glyphs)
    sids = _charset(data, int(top.get(CHARSET, [0])[0]), len(glyphs))
    advances = []
    for number, glyph in enumerate(glyphs):
        private = privates[select[number]]
        width = _width(glyph, private, globals_)
        advances.append((private.default if width is None else private.nominal + width) * private.scale)
    drawn = tuple(len(glyph) > 4 for glyph in glyphs)
    if ROS in top:
        return Program("cff", tuple(advances), drawn, cids={cid: glyph for glyph, cid in enumerate(sids)})
    names = {
        strings[sid - STANDARD_STRINGS].decode("latin-1"): glyph
        for glyph, sid in enumerate(sids)
        if STANDARD_STRINGS <= sid < STANDARD_STRINGS + len(strings)
    }
    encoding = _encoding(data, int(top.get(ENCODING, [0])[0]))
    return Program("cff", tuple(advances), drawn, names=names, encoding=encoding)


def _index(data: bytes, at: int) -> tuple[Index, int]:
    (count,) = struct.unpack_from(">H", data, at)
    if not count:
        return [], at + 2
    size = data[at + 2]
    marks = [int.from_bytes(data[at + 3 + size * n : at + 3 + size * (n + 1)], "big") for n in range(count + 1)]
    start = at + 2 + size * (count + 1)
    if start + marks[-1] > len(data):
        raise ValueError(f"INDEX {start + marks[-1]} B")
    return [data[start + a : start + b] for a, b in itertools.pairwise(marks)], start + marks[-1]


def _dictionary(data: bytes) -> dict[int, list[float]]:
    found: dict[int, list[float]] = {}
    stack: list[float] = []
    at = 0
    while at < len(data):
        byte = data[at]
        at += 1
        if byte <= 21:
            key = byte
            if byte == 12:
                key, at = 1200 + data[at], at + 1
            found[key], stack = stack, []
        elif byte == 30:
            digits = ""
            while not digits.endswith("f"):
                digits += f"{data[at]:02x}".partition("f")[0] + ("f" if "f" in f"{data[at]:02x}" else "")
                at += 1
            for nibble, shown in (("f", ""), ("c", "E-"), ("b", "E"), ("a", "."), ("e", "-")):
                digits = digits.replace(nibble, shown)
            stack.append(float(digits or 0))
        elif byte == 29:
            stack.append(struct.unpack_from(">i", data, at)[0])
            at += 4
        else:
            value, at = _operand(data, at, byte)
            stack.append(value)
    return found


def _operand(data: bytes, at: int, byte: int) -> tuple[float, int]:
    """A number of a dictionary or charstring, and where the next byte is."""
    if byte == 28:
        return struct.unpack_from(">h", data, at)[0], at + 2
    if byte == 255:
        return struct.unpack_from(">i", data, at)[0] / 65536, at + 4
    if byte <= 246:
        return byte - 139, at
    if byte <= 250:
        return (byte - 247) * 256 + data[at] + 108, at + 1
    return -(byte - 251) * 256 - data[at] - 108, at + 1


def _private(data: bytes, font: dict[int, list[float]], above: float | None) -> Private:
    """`above` is the scale of the whole font in thousandths, which the matrix of a part of it is multiplied by."""
    scale = 1.0 if above is None else above
    if FONT_MATRIX in font and ROS not in font and FD_ARRAY not in font and CHARSTRINGS not in font:
        scale = font[FONT_MATRIX][0] * (1000 if above is None else above)
    if PRIVATE not in font:
        return Private(0, 0, [], scale)
    size, at = (int(value) for value in font[PRIVATE])
    found = _dictionary(data[at : at + size])
    subrs = _index(data, at + int(found[SUBRS][0]))[0] if SUBRS in found else []
    return Private(found.get(DEFAULT_WIDTH, [0])[0], found.get(NOMINAL_WIDTH, [0])[0], subrs, scale)


def _select(data: bytes, at: int, count: int) -> list[int]:
    if data[at] == 0:
        return list(data[at + 1 : at + 1 + count])
    many = struct.unpack_from(">H", data, at + 1)[0]
    ranges = [struct.unpack_from(">HB", data, at + 3 + 3 * n) for n in range(many)]
    ends = [first for first, _ in ranges[1:]] + [count]
    return [font for (first, font), end in zip(ranges, ends, strict=True) for _ in range(end - first)]


def _charset(data: bytes, at: int, count: int) -> list[int]:
    if at <= 2:
        return list(range(count))
    if data[at] == 0:
        return [0, *struct.unpack_from(f">{count - 1}H", data, at + 1)]
    form, size, found = (">HB", 3, [0]) if data[at] == 1 else (">HH", 4, [0])
    at += 1
    while len(found) < count:
        first, left = struct.unpack_from(form, data, at)
        found.extend(range(first, first + left + 1))
        at += size
    return found[:count]


def _encoding(data: bytes, at: int) -> dict[int, int] | None:
    if at <= 1:
        return None
    count = data[at + 1]
    if data[at] & 127 == 0:
        return {code: glyph for glyph, code in enumerate(data[at + 2 : at + 2 + count], 1)}
    codes = [
        first + step
        for first, left in (data[at + 2 + 2 * n : at + 4 + 2 * n] for n in range(count))
        for step in range(left + 1)
    ]
    return {code: glyph for glyph, code in enumerate(codes, 1)}


def _width(charstring: bytes, private: Private, globals_: Index) -> float | None:
    """The width before the first operator that clears the stack, less the nominal one; None where there is none."""
    stack: list[float] = []
    calls = [(charstring, 0)]
    while calls:
        data, at = calls.pop()
        while at < len(data):
            byte = data[at]
            at += 1
            if byte >= 32 or byte == 28:
                value, at = _operand(data, at, byte)
                stack.append(value)
            elif byte in (10, 29):
                subrs = private.subrs if byte == 10 else globals_
                bias = 107 if len(subrs) < 1240 else 1131 if len(subrs) < 33900 else 32768
                if len(calls) > 20:
                    raise ValueError("subrs")
                calls.append((data, at))
                data, at = subrs[int(stack.pop()) + bias], 0
            elif byte == 11:
                break
            elif byte in STEMS:
                return stack[0] if len(stack) % 2 else None
            elif byte in MOVES:
                return stack[0] if len(stack) > MOVES[byte] else None
            else:
                return stack[0] if byte == 14 and len(stack) in (1, 5) else None
    return None
