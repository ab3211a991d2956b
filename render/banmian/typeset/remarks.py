"""What is said of characters that are seen otherwise than they were written: one finding a kind and stretch of text."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING
from unicodedata import name

import numpy as np

from banmian.model import Finding, Severity
from banmian.typeset.classes import classify, names
from banmian.typeset.shown import Odd

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banmian.typeset.shown import Oddity
    from banmian.typeset.sorts import Sorts

_WORDS = {
    Odd.UNSEEN: (
        Severity.INFO,
        "unseen-character",
        "characters that print nothing, and count for nothing in the lines: ",
        "delete them: they came in with a paste",
    ),
    Odd.RADICAL: (
        Severity.INFO,
        "radical",
        "radicals and compatibility forms, set as the hanzi that they stand for: ",
        "write the hanzi: no search finds the radical",
    ),
    Odd.VARIANT: (
        Severity.WARNING,
        "variant-missing",
        "variants that the face lacks, set in their plain form: ",
        "put a face that has them on the role under [fonts] in issue.toml, or write the plain character",
    ),
    Odd.SYSTEM: (
        Severity.WARNING,
        "system-face",
        "characters set in faces of this machine, and otherwise on another: ",
        "put a face that has them on the role under [fonts] in issue.toml",
    ),
}


def remarks(sorts: Sorts, start: int, end: int) -> Iterator[Finding]:
    """What is to be said of the text [start, end), without its place: a finding a kind, with how many of what."""
    first = bisect_left(sorts.oddities, start, key=lambda odd: odd.offset)
    last = bisect_left(sorts.oddities, end, key=lambda odd: odd.offset)
    some = sorts.oddities[first:last]
    for kind, (severity, code, what, hint) in _WORDS.items():
        counts = Counter(_named(odd) for odd in some if odd.kind is kind)
        if counts:
            named = "、".join(name + (f" × {count}" if count > 1 else "") for name, count in counts.items())
            yield Finding(severity=severity, code=code, message=what + named, hint=hint)


_MOST = 6
"""Code points of a word that a finding names."""


def missing_words(characters: str) -> tuple[str, str]:
    """What is said of characters that stand as 〓, to follow a subject such as “the text has”; and the hint."""
    codes = " ".join(f"U+{ord(character):04X}" for character in characters[:_MOST])
    codes += " …" if len(characters) > _MOST else ""
    if classify(np.array([ord(characters[0])], dtype=np.uint32))[0] == names()["shaped"]:
        script = name(characters[0], "a script").split()[0].capitalize()
        return (
            f"“{characters}” ({codes}) in {script}, whose letters take their form and order from each other: it is not "
            "set, 〓 stands for it",
            "place the words as a picture or a PDF, or write them in Chinese or Latin letters",
        )
    return f"“{characters}” ({codes}), 〓 stands for it", ""


def _named(odd: Oddity) -> str:
    codes = " ".join(f"U+{ord(character):04X}" for character in odd.written)
    match odd.kind:
        case Odd.UNSEEN:
            return codes
        case Odd.RADICAL:
            return f"{odd.written} ({codes}) → {odd.shown}"
        case Odd.VARIANT:
            return f"{odd.shown} ({codes})"
        case Odd.SYSTEM:
            return f"{odd.written} ({codes}) of {odd.shown}"
