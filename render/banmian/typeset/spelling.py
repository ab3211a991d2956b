"""Sorts of what is seen spelled out over the text as written: a cell of nothing for each character that is not seen.

So every offset stays one of the text as written (C9), and lines and places are those of the text without what prints
nothing. A character and what belongs to it are never parted: a line begins with the first of them and ends with the
last. The cell and the glyph are with the character itself; what stands after it, a gap or a hyphen, is with the last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec.structs import replace

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from banmian.typeset.shown import Shown
    from banmian.typeset.sorts import Sorts

_NEWLINE = 0x0A
_OWN = (
    "width",
    "shift",
    "start_trim",
    "blank_start",
    "blank_end",
    "give_step",
    "give_start",
    "give_end",
    "give_space",
    "word_space",
    "stacked",
    "connects",
)
_AFTER = ("gap", "is_gap", "give_gap", "opens_up", "hyphen")
_ALL = ("hang", "faces", "turned", "scale", "end_trim")


def spell_out(sorts: Sorts, text: str, codes: NDArray[np.uint32], classes: NDArray[np.uint8], shown: Shown) -> None:
    """Widen the arrays of some sorts from what is shown to the text as written."""
    from banmian.typeset.glyphs import NO_GLYPH

    size, own, begins = codes.size, shown.seen.own, shown.seen.begins
    last = np.append(begins, size)[1:] - 1
    belongs = np.clip(np.searchsorted(begins, np.arange(size), side="right") - 1, 0, max(own.size - 1, 0))
    _pull_openings(sorts, np.flatnonzero(begins < own))

    def put(name: str, at: NDArray[np.int64], rest: Any = 0) -> None:
        values = getattr(sorts, name)
        if values is not None:
            spelled = np.full(size, rest, dtype=values.dtype)
            spelled[at] = values
            setattr(sorts, name, spelled)

    for name in _ALL:
        values = getattr(sorts, name)
        if values is not None:
            setattr(sorts, name, values[belongs] if own.size else np.zeros(size, dtype=values.dtype))
    for name in _OWN:
        put(name, own)
    for name in _AFTER:
        put(name, last)
    put("glyphs", own, NO_GLYPH)
    put("is_space", own, True)  # a line end drops what prints nothing, as it drops spaces
    put("second_of_pair", own, True)  # not even a forced break parts it from its character
    sorts.may_break[shown.joined[sorts.codes[shown.joined - 1] != _NEWLINE]] = False
    may_break = np.zeros(size + 1, dtype=bool)
    may_break[begins] = sorts.may_break[:-1]
    may_break[0], may_break[size] = sorts.may_break[0], True
    seen = shown.codes.copy()
    sorts.text, sorts.may_break = text, may_break
    sorts.codes, sorts.classes = codes.copy(), classes
    sorts.codes[own], sorts.classes[own] = seen, shown.classes
    sorts.kinds = sorts.classes.astype(np.intp)
    sorts.seen = shown.seen
    if sorts.setting.vertical:
        cells = [(int(own[at]), count) for at, count in sorts.standing.cells]
        sorts.standing = replace(sorts.standing, cells=cells)
    sorts.missing = [replace(missing, offset=int(own[missing.offset])) for missing in sorts.missing]
    variants = [replace(odd, offset=int(own[odd.offset])) for odd in sorts.oddities]
    sorts.oddities = sorted([*shown.oddities, *variants], key=lambda odd: odd.offset)


def _pull_openings(sorts: Sorts, at: NDArray[np.int64]) -> None:
    """P10 for what opens a paragraph behind something unseen: the line begins with that, and trims nothing itself."""
    trim = sorts.start_trim[at]
    sorts.width[at] -= trim
    sorts.shift[at] -= trim
    sorts.blank_start[at] -= trim
    sorts.start_trim[at] = 0.0
    sorts.give_start = np.array(sorts.give_start)
    sorts.give_start[at] = 0.0
