"""What the neighbours of a character make of it: a - between hanzi, a sign beside a number, a mark on a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from banmian.typeset.classes import names

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.uint32]
    Classes = NDArray[np.uint8]

_HYPHEN, _SOLIDUS = 0x2D, 0x2F
_WIDE = (0xB0, 0x2032, 0x2033)


def hyphens(codes: Codes, classes: Classes) -> NDArray[np.bool_]:
    """Each - that joins hanzi or numbers, and is no part of a Latin word (B3)."""
    found: NDArray[np.bool_] = codes == _HYPHEN
    at = np.flatnonzero(found)
    if at.size:
        letter = names()["letter"]
        before, after = classes[np.maximum(at - 1, 0)], classes[np.minimum(at + 1, codes.size - 1)]
        found[at[(before == letter) | (after == letter)]] = False
    return found


def between_han(codes: Codes, classes: Classes) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The marks between two hanzi that are Chinese there, and their widths: - and / half an em (C3), ° one em (C2)."""
    one_of = codes == _HYPHEN
    for code in (_SOLIDUS, *_WIDE):
        one_of |= codes == code
    at = np.flatnonzero(one_of)
    han = names()["han"]
    at = at[(at > 0) & (at < codes.size - 1)]
    at = at[(classes[at - 1] == han) & (classes[at + 1] == han)]
    return at, np.where(codes[at] >= _WIDE[0], 1.0, 0.5)


def bases(codes: Codes, classes: Classes) -> Classes:
    """The classes, with that of its base for a combining mark and a variation selector (M1)."""
    number = names()
    selectors = ((codes >= 0xFE00) & (codes <= 0xFE0F)) | (codes >= 0xE0100)
    marks = (classes == number["combining"]) | (selectors & (classes == number["ignorable"]))
    if not marks.any():
        return classes
    return classes[np.maximum.accumulate(np.where(marks, 0, np.arange(codes.size)))]


def in_numeral(classes: Classes) -> NDArray[np.bool_]:
    """For each two neighbours whether they are a figure and its sign: nothing is spaced between them (M9, U3)."""
    number = names()
    digit = (classes == number["digit"]) | (classes == number["wide-digit"])
    prefix, postfix = classes == number["prefix"], classes == number["postfix"]
    signed: NDArray[np.bool_] = (prefix[:-1] & digit[1:]) | (digit[:-1] & postfix[1:])
    return signed
