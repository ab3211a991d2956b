"""What a file claims to be, and which rules that brings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from banmian.preflight.files.reading import BROKEN, is_stream, key, word

WITHOUT_CLAIM = ("x4", "plant")
"""A file that claims nothing is judged as what it has to become."""


def claims_of(pdf: Any) -> tuple[str, ...]:
    """The claims of a file, from its XMP packet and its Info: `PDF/X-4`, `PDF/A-2u`, `PDF/UA-1`."""
    found: list[str] = []
    metadata = key(pdf.Root, "/Metadata")
    text = ""
    if is_stream(metadata):
        try:
            data = metadata.read_bytes()
            text = data.decode("utf-16" if data[:2] in (b"\xfe\xff", b"\xff\xfe") else "utf-8", "replace")
        except BROKEN:
            text = ""
    info = key(pdf.trailer, "/Info")
    for name in (_value(text, "GTS_PDFXVersion"), _word(info, "/GTS_PDFXVersion")):
        if name and name not in found:
            found.append(name)
    part = _value(text, "pdfaid:part")
    if part:
        found.append(f"PDF/A-{part}{_value(text, 'pdfaid:conformance').lower()}")
    universal = _value(text, "pdfuaid:part")
    if universal:
        found.append(f"PDF/UA-{universal}")
    return tuple(found)


def _word(info: Any, name: str) -> str:
    value = key(info, name)
    return "" if value is None else word(value)


def _value(text: str, name: str) -> str:
    """The value of a property in a packet, as an attribute or an element."""
    found = re.search(rf"{name}\s*(?:=\s*[\"']([^\"']*)[\"']|>\s*([^<]*)<)", text)
    return (found[1] or found[2] or "").strip() if found else ""


def applying(claims: Iterable[str]) -> frozenset[str]:
    """The words of `Rule.applies` that hold for claims. Takes those words too, and the values of `model.Claim`."""
    words = {"plant"}
    for claim in claims:
        for part in claim.split("+"):
            name = part.strip()
            if name in ("x4", "x1a", "a2u", "plant", "edition"):
                words.add(name)
            elif name.startswith("PDF/X-1"):
                words.add("x1a")
            elif name.startswith("PDF/X-"):
                words.add("x4")
            elif re.match(r"PDF/A-[23]", name):
                words.add("a2u")
    return frozenset(words if words & {"x4", "x1a"} else words | set(WITHOUT_CLAIM))
