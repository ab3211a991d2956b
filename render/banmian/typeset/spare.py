"""Spare breaks: places of a second class, where a line may end only if it would else pass its limit (J5).

A telephone number may be turned after its -, a long numeral between its groups, a code of twelve and more figures
anywhere but near its ends, an address at its marks, a formula after a sign: a reader takes that rather than a torn
line. They are looked for when a line of some paragraph came out too loose, and taken only there (U2, B12, B13).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banmian.typeset.runs import addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = "/.@-?&=:"
_PHONE = re.compile(
    r"(?<![A-Za-z0-9-])(?:(?:\(0[0-9]{2,3}\)|0[0-9]{2,3}|[48]00|1[3-9][0-9]|86)(?:-[0-9]{3,})+"
    r"|\(0[0-9]{2,3}\)[0-9]{7,8}|[0-9]{3,4}(?:-[0-9]{3,5}){2,})(?![0-9])"
)
_LONG = re.compile(r"(?<![0-9A-Z.])(?:[0-9]{1,3}(?:,[0-9]{3}){2,}|(?=[A-Z]*[0-9])[0-9A-Z]{12,})")
_DOMAIN = re.compile(r"(?<![A-Za-z0-9@.-])(?:[A-Za-z0-9-]{2,}\.)+[A-Za-z]{2,}(?:/[!-~]*)?")
_FORMULA = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z0-9(\u0370-\u03ff](?:[A-Za-z0-9.()²³\u0370-\u03ff]|[-+*/=×÷−±<>≈≤≥∶](?=[A-Za-z0-9(\u0370-\u03ff−-]))+"
)
_SIGNS = re.compile(r"(?<=[A-Za-z0-9)²³\u0370-\u03ff])[-+*=×÷−±<>≈≤≥](?=[A-Za-z0-9(\u0370-\u03ff])")
_EDGE = 4
"""Characters of an account, a card or a code that stay together at either end of it."""
_LEAST = 7
"""Characters of a formula that may be turned at all."""


def spare_breaks(text: str) -> Iterator[int]:
    """Offsets of a text, read as `twins.folded` does, at which a line may begin rather than be torn."""
    for found in _PHONE.finditer(text):
        marks = (at for at, mark in enumerate(found[0]) if mark in "-)" and found[0][at + 1] != "-")
        yield from (found.start() + at + 1 for at in marks)
    for found in _LONG.finditer(text):
        if "," in found[0]:
            yield from (found.start() + at + 1 for at, mark in enumerate(found[0]) if mark == ",")
        else:
            yield from range(found.start() + _EDGE, found.end() - _EDGE + 1)
    domains = (found.span() for found in _DOMAIN.finditer(text)) if "." in text else ()
    for start, end in (*addresses(text), *domains):
        yield from (at for at in range(start + 3, end - 1) if text[at - 1] in _MARKS and text[at] not in _MARKS)
    for found in _FORMULA.finditer(text):
        if found.end() - found.start() >= _LEAST and any(sign in found[0] for sign in "=+×÷−±<>≈≤≥"):
            yield from (found.start() + sign.end() for sign in _SIGNS.finditer(found[0]))
