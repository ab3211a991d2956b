"""Widths of the font dictionary against the advances of its program."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from banmian.checker.document import reading as pdf_
from banmian.checker.document.breach import Breach
from banmian.checker.document.program import Program

PLAY = 1.01
"""Thousandths of the size that the two may differ by (ISO 19005-2, 6.2.11.5), and a little for rounding."""
CODECS = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}


def width_breaches(font: Any, inner: Any, kind: str, program: Program) -> Iterator[Breach]:
    """The greatest difference of a font, and how many glyphs differ. Glyphs without an outline are left alone."""
    pairs = _of_cids(inner, program) if kind.startswith("CID") else _of_codes(font, program)
    wrong = []
    for code, width, glyph in pairs:
        advance = program.advance(glyph)
        if advance is not None and abs(advance - width) > PLAY:
            wrong.append((abs(advance - width), code, width, advance))
    if wrong:
        _, code, width, advance = max(wrong)
        measured = f"{len(wrong)} × ; {code} {pdf_.figure(width)}"
        yield Breach("font-widths", measured=measured, allowed=pdf_.figure(advance))


def _of_cids(inner: Any, program: Program) -> Iterator[tuple[int, float, int]]:
    listed = dict(_listed(pdf_.elements(pdf_.entry(inner, "/W"))))
    default = pdf_.number(pdf_.entry(inner, "/DW"))
    if not listed:
        many = program.cids or range(len(program.advances))
        listed = dict.fromkeys(many, 1000.0 if default is None else default)
    mapping = pdf_.entry(inner, "/CIDToGIDMap")
    table = pdf_.data(mapping) if pdf_.kind(mapping) == "stream" else None
    for cid, width in listed.items():
        glyph = cid
        if program.cids is not None:
            glyph = program.cids.get(cid, 0)
        elif table is not None:
            glyph = int.from_bytes(table[2 * cid : 2 * cid + 2], "big")
        yield cid, width, glyph


def _listed(parts: tuple[Any, ...]) -> Iterator[tuple[int, float]]:
    """CIDs and widths of a /W array."""
    at = 0
    while at + 1 < len(parts):
        first = pdf_.integer(parts[at], -1)
        if pdf_.kind(parts[at + 1]) == "array":
            for step, width in enumerate(pdf_.elements(parts[at + 1])):
                yield first + step, pdf_.number(width) or 0
            at += 2
        elif at + 2 < len(parts):
            for cid in range(first, min(pdf_.integer(parts[at + 1]), 65535) + 1):
                yield cid, pdf_.number(parts[at + 2]) or 0
            at += 3
        else:
            return


def _of_codes(font: Any, program: Program) -> Iterator[tuple[int, float, int]]:
    first = pdf_.integer(pdf_.entry(font, "/FirstChar"))
    encoding = pdf_.entry(font, "/Encoding")
    names = _differences(encoding)
    base = pdf_.name(encoding) or pdf_.name(pdf_.entry(encoding, "/BaseEncoding"))
    for step, width in enumerate(map(pdf_.number, pdf_.elements(pdf_.entry(font, "/Widths")))):
        code = first + step
        if width and 0 <= code < 256:
            yield code, width, _glyph(code, names.get(code), base, program)


def _differences(encoding: Any) -> dict[int, str]:
    found, code = {}, 0
    for part in pdf_.elements(pdf_.entry(encoding, "/Differences")):
        if pdf_.kind(part) == "number":
            code = pdf_.integer(part)
        else:
            found[code] = pdf_.name(part).lstrip("/")
            code += 1
    return found


def _glyph(code: int, name: str | None, base: str, program: Program) -> int:
    """The glyph of a code, 0 where it takes lists of glyph names to know it."""
    if program.names is not None:
        if name is not None:
            return program.names.get(name, 0)
        return (program.encoding or {}).get(code, 0) if not base else 0
    cmaps = program.cmaps or {}
    if base in CODECS and name is None and (3, 1) in cmaps:
        try:
            return cmaps[3, 1].get(ord(bytes([code]).decode(CODECS[base])), 0)
        except UnicodeDecodeError:
            return 0
    if base or name is not None:
        return 0
    if (3, 0) in cmaps:
        symbols = cmaps[3, 0]
        return next((symbols[high + code] for high in (0, 0xF000, 0xF100, 0xF200) if high + code in symbols), 0)
    return cmaps.get((1, 0), {}).get(code, 0)
