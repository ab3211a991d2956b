"""Words 分词: Chinese text split into words, for turning headlines by sense (T6).

The most probable path over all words of a dictionary that the text holds; what is left in single characters between
them, mostly names, is split by a hidden Markov model of where a character stands in a word. Data and method are
jieba's, and so are the words, but the dictionary is a file that is mapped, not one that is read (`LICENCE-jieba.txt`).
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 16
"""Characters of the longest word in the dictionary."""
RARE = -17.911553077840047
"""Natural logarithm of the probability of a character that the dictionary does not have: it is seen once."""
FIRST, LAST = "\u4e00", "\u9fd5"
"""The hanzi between which the model knows characters."""
BEGIN, MIDDLE, END, SINGLE = range(4)
"""Where a character stands in its word: the columns of `tags.npy`."""
NEVER = -1e4
"""Logarithm of what is not seen: so small that no sum of others comes near it."""
_OPENING = (-0.26268660809250016, NEVER, NEVER, -1.4652633398537678)
"""Logarithms of the probabilities that a text opens with each of them."""
_AFTER = (
    ((END, -0.5897149736854513), (SINGLE, -0.7211965654669841)),
    ((BEGIN, -0.916290731874155), (MIDDLE, -1.2603623820268226)),
    ((BEGIN, -0.51082562376599), (MIDDLE, -0.33344856811948514)),
    ((END, -0.8085250474669937), (SINGLE, -0.6658631448798212)),
)
"""For each of them, what may stand before it, and how probably it follows that."""

_MARKS = "+#&._%-"
"""The marks that words may hold."""


@cache
def _dictionary() -> tuple[Any, memoryview, memoryview]:
    """The trie that numbers words, the log probability of each number, and those of the places of each hanzi."""
    import marisa_trie
    import numpy as np

    folder = resources.files(__package__)
    trie = marisa_trie.Trie().mmap(str(folder / "words.marisa"))
    weights, tags = (memoryview(np.load(str(folder / name), mmap_mode="r")) for name in ("weights.npy", "tags.npy"))
    return trie, weights, tags


def segment(text: str) -> list[str]:
    """Return the words of a text in order. Joined they are the text: marks and spaces are words of one character."""
    words: list[str] = []
    for of_words, characters in groupby(text, _is_of_words):
        part = [*characters]
        words += _known("".join(part)) if of_words else part
    return words


def _is_of_words(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character in _MARKS
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf" or _is_rare(character)


def _is_rare(character: str) -> bool:
    return "\U00020000" <= character <= "\U0002fa1f" or "\uf900" <= character <= "\ufaff"


def _is_tagged(character: str) -> bool:
    return FIRST <= character <= LAST


def _known(text: str) -> Iterator[str]:
    """Yield the words of the most probable path through a text, and those of what it leaves in single characters."""
    trie, weights, _ = _dictionary()
    size = len(text)
    best, ends = [0.0] * (size + 1), [0] * size
    for at in reversed(range(size)):
        most, end = NEVER, 0
        for word, number in trie.iter_prefixes_with_ids(text[at : at + LONGEST]):
            likely = weights[number] + best[at + len(word)]
            if likely >= most:
                most, end = likely, at + len(word)
        best[at], ends[at] = (most, end) if end else (RARE + best[at + 1], at + 1)
    at = single = 0
    while at < size:
        end = ends[at]
        if end > at + 1:
            yield from _unknown(text[single:at])
            yield text[at:end]
            single = end
        at = end
    yield from _unknown(text[single:])


def _unknown(text: str) -> Iterator[str]:
    """Yield the words of characters that make no known words with their neighbours."""
    if len(text) < 2 or text in _dictionary()[0]:  # a word that is less probable than its characters
        yield from text
        return
    for tagged, characters in groupby(text, _is_tagged):
        part = "".join(characters)
        if not tagged:
            yield from re.findall(r"[A-Za-z0-9]+(?:[-._][A-Za-z0-9]+)*%?|[^A-Za-z0-9]+", part)
            continue
        begin = 0
        for at, place in enumerate(_places(part), 1):
            if place in (END, SINGLE):
                yield part[begin:at]
                begin = at


def _places(hanzi: str) -> list[int]:
    """Return where each of some hanzi most probably stands in its word (Viterbi)."""
    tags = _dictionary()[2]
    rows = [[tags[ord(character) - ord(FIRST), place] for place in range(4)] for character in hanzi]
    likely = [opening + tag for opening, tag in zip(_OPENING, rows[0], strict=True)]
    ways: list[list[int]] = []
    for row in rows[1:]:
        steps = [max((likely[before] + step, before) for before, step in _AFTER[place]) for place in range(4)]
        likely = [before + tag for (before, _), tag in zip(steps, row, strict=True)]
        ways.append([before for _, before in steps])
    places = [max((likely[place], place) for place in (END, SINGLE))[1]]
    for way in reversed(ways):
        places.append(way[places[-1]])
    return places[::-1]
