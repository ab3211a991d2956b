"""Where a line may begin: the table of Chinese marks, UAX #14 for everything else, and runs that are never parted.

Hanzi, their marks, letters and digits are looked up by pairs of classes. Stretches that hold anything else are asked of
ICU, whose rules for Chinese are UAX #14 with the strict class of small kana and with “ and ” as brackets (B1, B2, B5);
what GB/T 15834 forbids beyond it is taken away again (B3, B4). ICU is loaded only when such a stretch is met.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from banmian.typeset.classes import BREAKS, names
from banmian.typeset.runs import ADDRESS, addresses, minuses, note_marks, signed_words, tags, units

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from banmian.typeset.classes import Tables

    Flags = NDArray[np.bool_]

_RULES = "zh@lb=strict"
LATIN = "A-Za-z\u00c0-\u024f"
"""Latin letters, as they stand in a character class of a pattern."""
APOSTROPHE = re.compile(rf"(?<=[{LATIN}])’(?=[{LATIN}])")
"""A ’ that belongs to a Latin word."""
_MINUS = "\u2212"
_SINGLE_QUOTE = re.compile(rf"‘|(?<![{LATIN}])’|’(?![{LATIN}])")


def find_breaks(
    text: str,
    codes: NDArray[np.uint32],
    classes: NDArray[np.uint8],
    table: Tables,
    flags: NDArray[np.uint8],
    second_of_pair: Flags,
) -> Flags:
    """For each offset of the text, and for its end, whether a line may begin there.

    `text` is read as `twins.folded` does; `flags` are those of the pairs.
    """
    size = len(text)
    may_break = np.ones(size + 1, dtype=bool)
    if size < 2:
        return may_break
    may_break[1:-1] = (flags & BREAKS) > 0
    plain = table.plain.take(classes)
    if not plain.all():
        _ask(text, classes, plain, table, may_break)
    _keep_units(text, may_break)
    _keep_pairs(codes, classes, second_of_pair, table, may_break)
    stacked = classes == names()["exclamation"]
    may_break[1:-1] &= ~(stacked[1:] & stacked[:-1])  # U1, at every level
    return may_break


def _ask(text: str, classes: NDArray[np.uint8], plain: Flags, table: Tables, may_break: Flags) -> None:
    """UAX #14 for each stretch between two hanzi that holds a class which the table does not know."""
    number = names()
    bounds = (classes == number["han"]) | (classes == number["newline"])
    run = np.cumsum(bounds)
    asked = np.zeros(int(run[-1]) + 1, dtype=bool)
    asked[run[~plain]] = True
    inside = asked[run] & ~bounds
    edges = np.flatnonzero(np.diff(np.concatenate(([False], inside, [False])).astype(np.int8)))
    starts, ends = edges[::2], edges[1::2]
    newline = number["newline"]
    starts = starts - ((starts > 0) & (classes[starts - 1] != newline))  # with the hanzi on either side
    after = np.minimum(ends, classes.size - 1)
    ends = ends + ((ends < classes.size) & (classes[after] != newline))
    if signs := list(minuses(text)):
        text = _with_minuses(text, signs)
    pieces = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    sizes = ends - starts
    offsets = np.cumsum(sizes + 1) - sizes - 1  # where each piece stands in the text that is asked
    from icu4py.breakers import LineBreaker

    asked_text = "\n".join(pieces)
    if "’" in asked_text or "‘" in asked_text:  # ICU's Chinese rules know only the double ones as brackets (B5)
        asked_text = _SINGLE_QUOTE.sub(lambda found: "「" if found[0] == "‘" else "」", asked_text)
    breaker = LineBreaker(asked_text, _RULES)
    found = _code_points(asked_text, np.array([end for _, end in breaker.segments()], dtype=np.int64))
    piece = np.searchsorted(offsets, found, side="right") - 1
    at = found - offsets[piece]
    proper = (at > 0) & (at < sizes[piece])
    first = np.cumsum(sizes) - sizes
    own = np.delete(np.repeat(starts - first, sizes) + np.arange(int(sizes.sum())), first)  # all but the first of each
    may_break[own] = False
    may_break[(starts[piece] + at)[proper]] = True
    before, following = classes[own - 1], classes[own]
    may_break[own] |= table.relaxed[following] | table.relaxed[before]
    word = table.word  # ASCII marks are UAX #14's alone (M7), but for the solidus of B4
    solidus = number["word-solidus"]
    never = table.no_start[following] & (~word[following] | (following == solidus))
    never &= following != number["iteration"]  # UAX #14 knows them, and what may stand before them, itself
    may_break[own] &= ~never
    may_break[own] &= ~(table.no_end[before] & (~word[before] | (before == solidus)))


def _with_minuses(text: str, signs: list[int]) -> str:
    """The text with − for each - that is one, since UAX #14 knows only that for the sign of a number."""
    edges = [-1, *signs, len(text)]
    return _MINUS.join(text[before + 1 : after] for before, after in pairwise(edges))


def _code_points(text: str, offsets: NDArray[np.int64]) -> NDArray[np.int64]:
    """Offsets in code points for offsets in UTF-16, which ICU counts in."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    if not codes.size or codes.max() <= 0xFFFF:
        return offsets
    return np.searchsorted(np.cumsum(1 + (codes > 0xFFFF)), offsets, side="left") + 1


def _keep_units(text: str, may_break: Flags) -> None:
    """B13, U2, U3, U6, U7, U9: addresses, numerals, enumerators, bylines, credits, jump marks, tags and note marks."""
    for start, end in units(text):
        may_break[start + 1 : end] = False
    for end in signed_words(text):
        may_break[end] = True
    for at in (*tags(text), *note_marks(text)):
        may_break[at] = False
    for start, end in addresses(text):
        may_break[start + 1 : end] = False
        for at in range(start + 2, end):
            if text[at - 1] in ADDRESS and text[at] not in ADDRESS:
                may_break[at] = True


def _keep_pairs(
    codes: NDArray[np.uint32], classes: NDArray[np.uint8], second_of_pair: Flags, table: Tables, may_break: Flags
) -> None:
    """U1: —— and …… are never parted, two of them in a row may be; B4: a single — is a connector."""
    number = names()
    dashes = (classes == number["dash"]) & (codes == 0x2014)
    if dashes.any():
        single = dashes & ~second_of_pair
        single[:-1] &= ~second_of_pair[1:]
        connects = table.no_start[number["connector"]]
        if connects:
            may_break[:-1] &= ~single
        double = dashes.copy()
        double[:-1] &= second_of_pair[1:]
        if not table.no_start[number["dash"]]:
            may_break[1:-1] |= double[1:] & second_of_pair[:-1]
    may_break[:-1] &= ~second_of_pair
