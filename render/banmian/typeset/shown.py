"""What is set of a text: letters composed, hanzi for radicals, and nothing of what prints nothing.

Copy comes with characters that are another one to the eye, or none: a letter and its mark apart (NFD), the radicals and
compatibility forms of a PDF, zero-width characters and marks of direction of a web page. Lines are made of what is
seen; the text keeps what was written (C9), and each place of it that is seen otherwise is told.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING
from unicodedata import normalize

import numpy as np
from msgspec import Struct

from banmian.typeset.classes import classify, names

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from banmian.typeset.classes import Tables

    Codes = NDArray[np.uint32]
    Classes = NDArray[np.uint8]

_SYLLABLE = re.compile("[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")
_JOINER = 0x2060
_SELECTORS = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))


class Odd(StrEnum):
    """How a character is seen otherwise than it was written."""

    UNSEEN = "unseen"
    """It prints nothing."""
    RADICAL = "radical"
    """A radical or a compatibility form, set as the hanzi that it stands for."""
    VARIANT = "variant"
    """A variation sequence, set as its plain character, since the face lacks the variant."""
    SYSTEM = "system"
    """A character set in a face of this machine; `shown` is its family."""


class Oddity(Struct, frozen=True):
    """A character that is seen otherwise than it was written, at an offset of the text; `shown` is what is set."""

    kind: Odd
    offset: int
    written: str
    shown: str = ""


class Seen(Struct, frozen=True, eq=False):
    """The characters of a text that are seen: the offset of each, and where what belongs to it begins.

    That is before the character itself only at the start of a paragraph.
    """

    own: NDArray[np.int64]
    begins: NDArray[np.int64]

    def within(self, start: int, end: int) -> NDArray[np.int64]:
        """The offsets of those between two."""
        first, last = np.searchsorted(self.own, (start, end))
        return self.own[first:last]

    def count(self, start: int, end: int) -> int:
        """How many there are between two offsets."""
        first, last = np.searchsorted(self.own, (start, end))
        return int(last - first)


class Shown(Struct, frozen=True, eq=False):
    """What is seen of a text, and where it is `seen`; `selectors` ask for variants of characters, by offset in `text`.

    `joined` are the offsets in `text` before which no line begins, for a word joiner stands there.
    """

    text: str
    codes: Codes
    classes: Classes
    seen: Seen
    joined: NDArray[np.int64]
    selectors: dict[int, int]
    oddities: list[Oddity]


@cache
def _radicals() -> dict[int, int]:
    lines = (resources.files("banmian.typeset") / "radicals.txt").read_text("utf-8").splitlines()
    pairs = (line.split() for line in lines if not line.startswith("#"))
    return {int(radical, 16): int(hanzi, 16) for radical, hanzi in pairs}


def hanzi_of(code: int) -> int:
    """The hanzi that a radical or a compatibility form stands for; the code itself where there is none."""
    return _radicals().get(code) or ord(normalize("NFC", chr(code)))


def settled(codes: Codes) -> Classes:
    """The classes of characters that are set: a radical that stands for no hanzi is one."""
    number = names()
    classes = classify(codes)
    classes[classes == number["radical"]] = number["han"]
    classes[classes == number["jamo"]] = number["other"]
    return classes


def what_is_shown(text: str, codes: Codes, classes: Classes, table: Tables) -> Shown | None:
    """What is set of a text; None where that is what was written."""
    rewrites = table.rewrites.take(classes)
    if not rewrites.any():
        return None
    number = names()
    seen = codes.copy()
    kept = np.ones(codes.size, dtype=bool)
    oddities: list[Oddity] = []
    for at in np.flatnonzero(classes == number["radical"]).tolist():
        seen[at] = hanzi_of(int(codes[at]))
        if seen[at] != codes[at]:
            oddities.append(Oddity(Odd.RADICAL, at, text[at], chr(seen[at])))
    _compose(text, classes, seen, kept)
    selectors = _drop_unseen(text, codes, classes, table, kept, oddities)
    own = np.flatnonzero(kept)
    begins = own.copy()
    newline = number["newline"]
    after = np.flatnonzero(~kept & np.append(True, classes[:-1] == newline))  # what opens a paragraph unseen
    if own.size:
        begins[np.searchsorted(own, after[after < own[-1]])] = after[after < own[-1]]
    joiners = np.flatnonzero((codes == _JOINER) & ~kept)
    joined = np.searchsorted(own, joiners)
    joined = joined[(joined > 0) & (joined < own.size)]
    shown = seen[own]
    number_of = {int(at): n for n, at in enumerate(own.tolist()) if at in selectors} if selectors else {}
    by_shown = {number_of[at]: selector for at, selector in selectors.items() if at in number_of}
    oddities.sort(key=lambda odd: odd.offset)
    read = shown.tobytes().decode("utf-32-le")
    return Shown(read, shown, settled(shown), Seen(own, begins), joined, by_shown, oddities)


def _compose(text: str, classes: Classes, seen: Codes, kept: NDArray[np.bool_]) -> None:
    """NFC of each letter with its marks, and of each Hangul syllable."""
    number = names()
    marks = classes == number["combining"]
    edges = np.flatnonzero(np.diff(np.concatenate(([False], marks, [False])).astype(np.int8)))
    clusters = [(int(start) - 1, int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True) if start]
    if (classes == number["jamo"]).any():
        clusters += [found.span() for found in _SYLLABLE.finditer(text)]
    for start, end in clusters:
        composed = normalize("NFC", text[start:end])
        if len(composed) < end - start:
            seen[start : start + len(composed)] = [ord(character) for character in composed]
            kept[start + len(composed) : end] = False


def _drop_unseen(
    text: str, codes: Codes, classes: Classes, table: Tables, kept: NDArray[np.bool_], oddities: list[Oddity]
) -> dict[int, int]:
    """Take away what prints nothing beside Chinese and at the edges of a paragraph.

    Returns the variation selectors among it by the offset of their base.

    In Latin words UAX #14 knows what such characters are for: a soft hyphen, a joiner, a permitted break.
    """
    number = names()
    unseen = classes == number["ignorable"]
    edges = np.flatnonzero(np.diff(np.concatenate(([False], unseen, [False])).astype(np.int8)))
    selectors: dict[int, int] = {}
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        before, after = start - 1, end
        while before >= 0 and codes[before] == 0x20:
            before -= 1
        while after < codes.size and codes[after] == 0x20:
            after += 1
        sides = [classes[at] if 0 <= at < codes.size else number["newline"] for at in (before, after)]
        beside = any(table.chinese[side] or side == number["newline"] for side in sides)
        selected = start > 0 and any(first <= codes[start] <= last for first, last in _SELECTORS)
        if beside:
            kept[start:end] = False
            if selected and classes[start - 1] != number["newline"]:
                selectors[start - 1] = int(codes[start])
        oddities += [Oddity(Odd.UNSEEN, at, text[at]) for at in range(start + selected, end)]
    return selectors
