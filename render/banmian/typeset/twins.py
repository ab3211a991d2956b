"""Full-width twins: the letters, figures and signs of old copy, read as the half-width ones they stand for.

ＣＣＴＶ is one word, １２．５％ one number and ２０２６－１１－２３ one date, as their twins are (U2, U3, U5, B12).
Only the rules of breaking read the text so; what stands on the page, and how wide it is, is what was written (C9).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from banmian.typeset.classes import names

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from banmian.typeset.classes import Tables

_AWAY = 0xFEE0
_SMALL_HYPHEN = 0xFE63
_POINT, _COLON, _SOLIDUS, _COMMA = 0xFF0E, 0xFF1A, 0xFF0F, 0xFF0C


def folded(text: str, codes: NDArray[np.uint32], classes: NDArray[np.uint8], table: Tables) -> str:
    """The text as the rules of breaking read it, of the same length.

    ．：／ are Chinese marks unless they stand between figures; ， is one unless it parts thousands.
    """
    twins = table.twin.take(classes)
    twins[_in_numerals(codes, classes)] = True
    if not twins.any():
        return text
    read = codes.copy()
    read[twins] -= _AWAY
    read[codes == _SMALL_HYPHEN] = ord("-")
    return read.tobytes().decode("utf-32-le")


def _in_numerals(codes: NDArray[np.uint32], classes: NDArray[np.uint8]) -> NDArray[np.int64]:
    """The ．：／ that stand between two figures, and the ， between full-width thousands."""
    at = np.flatnonzero((codes == _POINT) | (codes == _COLON) | (codes == _SOLIDUS) | (codes == _COMMA))
    at = at[(at > 0) & (at < codes.size - 1)]
    if not at.size:
        return at
    number = names()
    wide = classes == number["wide-digit"]
    digit = wide | (classes == number["digit"])
    at = at[digit[at - 1] & digit[at + 1]]
    comma = codes[at] == _COMMA
    thousands = np.append(wide, [False] * 4)
    three = wide[at - 1] & thousands[at + 1] & thousands[at + 2] & thousands[at + 3] & ~thousands[at + 4]
    found: NDArray[np.int64] = at[~comma | three]
    return found
