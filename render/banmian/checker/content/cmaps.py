"""CMaps: what codes a string is made of, and which characters they stand for."""

from __future__ import annotations

import re
from typing import Any

from banmian.checker.content.reading import BROKEN

_BLOCK = re.compile(rb"begin(codespacerange|bfchar|bfrange|cidrange|cidchar)(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])|([+-]?\d+)|/([^\s<>\[\]/()]+)")
MOST_CODES = 200_000

CODECS = {
    "GB": "gb18030", "GBK": "gb18030", "GBpc": "gb18030", "GBKp": "gb18030", "GBK2K": "gb18030",
    "B5pc": "big5", "ETen": "cp950", "ETenms": "cp950", "HKscs": "big5hkscs",
    "90ms": "cp932", "90msp": "cp932", "90pv": "cp932", "83pv": "cp932", "EUC": "euc_jp",
    "KSCms": "cp949", "KSC": "cp949", "KSCpc": "cp949",
}  # fmt: skip
"""Codec of the predefined CMaps, by the first part of their names."""


class CMap:
    """Codes of a font: how long they are, their CIDs and, of ToUnicode, their text."""

    def __init__(self) -> None:
        self.lengths: set[int] = set()
        self.ranges: list[tuple[int, int, int]] = []
        """Length in bytes, first and last code."""
        self.text: dict[int, str] = {}
        self.cids: dict[int, int] = {}

    def codes(self, raw: bytes) -> list[int]:
        """The codes of a string, those of mixed length by their ranges."""
        if len(self.lengths) == 1:
            (n,) = self.lengths
            return [int.from_bytes(raw[at : at + n], "big") for at in range(0, len(raw) - n + 1, n)]
        codes, at = [], 0
        while at < len(raw):
            for n in sorted(self.lengths) or [1]:
                code = int.from_bytes(raw[at : at + n], "big")
                if any(length == n and low <= code <= high for length, low, high in self.ranges):
                    break
            codes.append(code)
            at += n
        return codes


def read_cmap(data: bytes) -> CMap:
    """A CMap's text; what cannot be read of it is passed over."""
    cmap = CMap()
    for kind, body in _BLOCK.findall(data):
        tokens = [
            (bytes.fromhex(_even(a)) if not (b or c or d or e) else (e or b or c or int(d)))
            for a, b, c, d, e in _TOKEN.findall(body)
        ]
        try:
            _add_section(cmap, kind.decode(), tokens)
        except BROKEN:
            continue
    return cmap


def _even(digits: bytes) -> str:
    text = b"".join(digits.split()).decode()
    return text + "0" * (len(text) % 2)


def _add_section(cmap: CMap, kind: str, tokens: list[Any]) -> None:
    n = int.from_bytes
    if kind == "codespacerange":
        for low, high in zip(tokens[::2], tokens[1::2], strict=False):
            cmap.lengths.add(len(low))
            cmap.ranges.append((len(low), n(low, "big"), n(high, "big")))
    elif kind in ("bfchar", "cidchar"):
        for code, value in zip(tokens[::2], tokens[1::2], strict=False):
            _put(cmap, n(code, "big"), value, 0)
    else:
        at = 0
        while at + 2 < len(tokens):
            low, high = n(tokens[at], "big"), n(tokens[at + 1], "big")
            if high - low > 65535 or len(cmap.text) + len(cmap.cids) > MOST_CODES:
                return
            if tokens[at + 2] == b"[":
                end = tokens.index(b"]", at)
                for step, value in enumerate(tokens[at + 3 : end]):
                    _put(cmap, low + step, value, 0)
                at = end + 1
                continue
            for step in range(high - low + 1):
                _put(cmap, low + step, tokens[at + 2], step)
            at += 3


def _put(cmap: CMap, code: int, value: Any, step: int) -> None:
    if isinstance(value, int):
        cmap.cids[code] = value + step
    elif isinstance(value, bytes):
        if step:
            value = (int.from_bytes(value, "big") + step).to_bytes(len(value), "big")
        cmap.text[code] = value.decode("utf-16-be", "replace") if len(value) > 1 else value.decode("latin-1")


def codec_of(cmap_name: str) -> str:
    """The codec of a predefined CMap's codes; empty where they are CIDs or unknown."""
    if "UCS2" in cmap_name or "UTF16" in cmap_name:
        return "utf-16-be"
    if "UTF8" in cmap_name:
        return "utf-8"
    if "UTF32" in cmap_name:
        return "utf-32-be"
    if cmap_name.startswith("EUC"):
        return "euc_jp"
    return CODECS.get(cmap_name.split("-")[0], "")
