"""Embedded font programs of any format: CFF, TrueType, OpenType, Type 1."""

from __future__ import annotations

from banmian.checker.document.cff import read_cff
from banmian.checker.document.program import BROKEN, Program
from banmian.checker.document.sfnt import read_sfnt
from banmian.checker.document.type1 import read_type1


def read_program(data: bytes) -> Program:
    """Return a font program, told by its bytes and not by its name; its `trouble` says why it cannot be read."""
    try:
        if data[:4] in (b"\0\1\0\0", b"true", b"OTTO"):
            return read_sfnt(data)
        if data[:1] == b"\1" and len(data) > 4:
            return read_cff(data)
        if data[:2] in (b"%!", b"\x80\1"):
            return read_type1(data)
    except BROKEN as reason:
        return Program("", trouble=f"{type(reason).__name__} {reason}".strip()[:80])
    return Program("", trouble=data[:4].hex() or "0 B")
