"""Type 1 programs: names of the glyphs, their advances, and the encoding of the program."""

from __future__ import annotations

import re

from banmian.checker.document.program import Program

GLYPH = re.compile(rb"/([^\s/{}\[\]()<>]+)\s+(\d+)\s+(?:RD|-\||\S+)\s")
PLACE = re.compile(rb"dup\s+(\d+)\s*/([^\s/]+)\s+put")
EEXEC_KEY, CHARSTRING_KEY = 55665, 4330


def read_type1(data: bytes) -> Program:
    """Reads a Type 1 font, with or without the segment headers of PFB."""
    if data[:1] == b"\x80":
        data = _unwrapped(data)
    start = data.index(b"eexec") + 5
    while data[start : start + 1] in (b" ", b"\r", b"\n", b"\t"):
        start += 1
    secret = data[start:]
    if re.match(rb"[0-9A-Fa-f\s]{8}", secret):
        digits = re.match(rb"[0-9A-Fa-f\s]*", secret)
        written = b"".join(digits[0].split()) if digits else b""
        secret = bytes.fromhex(written[: len(written) // 2 * 2].decode())
    body = _decrypted(secret, EEXEC_KEY, 4)
    matrix = re.search(rb"/FontMatrix\s*\[\s*([\d.eE+-]+)", data)
    scale = float(matrix[1]) * 1000 if matrix else 1.0
    skipped = re.search(rb"/lenIV\s+(\d+)", body)
    names: dict[str, int] = {}
    advances: list[float] = []
    at = body.index(b"/CharStrings")
    at = body.index(b"begin", at)
    while (found := GLYPH.search(body, at, at + 400)) is not None:
        end = found.end() + int(found[2])
        names[found[1].decode("latin-1")] = len(advances)
        charstring = _decrypted(body[found.end() : end], CHARSTRING_KEY, int(skipped[1]) if skipped else 4)
        advances.append(_width(charstring) * scale)
        at = end
    if not names:
        raise ValueError("CharStrings -")
    encoding = {int(code): names[name.decode("latin-1")] for code, name in PLACE.findall(data[:start])
                if name.decode("latin-1") in names}  # fmt: skip
    # Glyph 0 is .notdef elsewhere; here the order is free, so that a gap is put before all.
    return Program(
        "type1",
        (0.0, *advances),
        (False, *(True for _ in advances)),
        names={name: glyph + 1 for name, glyph in names.items()},
        encoding={code: glyph + 1 for code, glyph in encoding.items()} or None,
    )


def _unwrapped(data: bytes) -> bytes:
    found, at = b"", 0
    while data[at : at + 1] == b"\x80" and data[at + 1] in (1, 2):
        size = int.from_bytes(data[at + 2 : at + 6], "little")
        found += data[at + 6 : at + 6 + size]
        at += 6 + size
    return found


def _decrypted(data: bytes, key: int, skipped: int) -> bytes:
    found = bytearray()
    for byte in data:
        found.append(byte ^ (key >> 8))
        key = ((byte + key) * 52845 + 22719) & 0xFFFF
    return bytes(found[skipped:])


def _width(charstring: bytes) -> float:
    stack: list[float] = []
    at = 0
    while at < len(charstring):
        byte = charstring[at]
        at += 1
        if byte == 255:
            stack.append(int.from_bytes(charstring[at : at + 4], "big", signed=True))
            at += 4
        elif byte >= 32:
            if byte <= 246:
                stack.append(byte - 139)
            else:
                sign = 1 if byte <= 250 else -1
                stack.append(sign * ((byte - (247 if sign > 0 else 251)) * 256 + charstring[at] + 108))
                at += 1
        elif byte == 12 and charstring[at] == 12:
            divisor = stack.pop()
            stack.append(stack.pop() / divisor)
            at += 1
        elif byte == 13 or (byte == 12 and charstring[at] == 7):
            return stack[1] if byte == 13 else stack[2]
        else:
            break
    raise ValueError("hsbw -")
