"""ToUnicode: which code stands for which characters."""

from __future__ import annotations

import re
from typing import NamedTuple

BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
ILLEGAL = (0, 0xFEFF, 0xFFFE)
LONGEST = 65536


class Mapped(NamedTuple):
    """Codes in order, and what each stands for as UTF-16 units."""

    codes: dict[bytes, tuple[int, ...]]
    trouble: str


def read_unicode_map(data: bytes | None) -> Mapped:
    """Reads the ranges and single codes of a ToUnicode CMap."""
    if data is None:
        return Mapped({}, "stream")
    codes: dict[bytes, tuple[int, ...]] = {}
    if b"begincmap" not in data:
        return Mapped({}, "begincmap -")
    try:
        for kind, body in BLOCK.findall(data):
            parts = [bytes.fromhex(digits.decode()) if not (a or b) else a or b for digits, a, b in TOKEN.findall(body)]
            if kind == b"bfchar":
                codes.update((code, _units(worth)) for code, worth in zip(parts[::2], parts[1::2], strict=True))
            else:
                _ranges(parts, codes)
    except (ValueError, IndexError) as reason:
        return Mapped(codes, str(reason)[:80])
    return Mapped(codes, "")


def _ranges(parts: list[bytes], codes: dict[bytes, tuple[int, ...]]) -> None:
    at = 0
    while at < len(parts):
        first, last, worth = parts[at : at + 3]
        low, high = int.from_bytes(first, "big"), int.from_bytes(last, "big")
        if not 0 <= high - low < LONGEST:
            raise ValueError(f"bfrange {low:X} {high:X}")
        if worth == b"[":
            end = parts.index(b"]", at)
            listed = parts[at + 3 : end]
            at = end + 1
        else:
            units = _units(worth)
            listed = [b"".join(unit.to_bytes(2, "big") for unit in (*units[:-1], (units[-1] + n) & 0xFFFF)) if units
                      else b"" for n in range(high - low + 1)]  # fmt: skip
            at += 3
        for step, value in enumerate(listed[: high - low + 1]):
            codes[(low + step).to_bytes(len(first), "big")] = _units(value)


def _units(value: bytes) -> tuple[int, ...]:
    if len(value) == 1:
        return (value[0],)
    return tuple(int.from_bytes(value[at : at + 2], "big") for at in range(0, len(value), 2))
