"""Where a headline turns into its next line (T6, T7).

Turns that the editor marked stand. A line that is too long for its width is turned at a space if it has one, else
between two words, where the lines come out most alike and no rule of T6 is broken.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, combinations, pairwise
from math import ceil
from typing import TYPE_CHECKING

from banmian.words import segment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MAY_NOT_OPEN = set("的得地了着过吗呢吧们，。、；：！？）》”’】」』%％℃～—…·")
_MAY_NOT_CLOSE = set("和与及或在把被将对从向为以让使由不非第《（“‘【「『")
_ENDS_A_PART = set("，、；：！？”》）—")
_OPENS_A_PART = set("（(")
_WIDE = 1.08
"""How much wider than its room a line may be before it is turned: so much is taken up by tightening and narrowing."""
_TIGHTENED = 0.88
"""The part of its size at which a line beside the main head is still set on one line."""
_MOST_LINES = 3
_MOST_WRAPPED = 5
_MOST_SHRUNK = 0.7
"""A headline that would have to be set at less than this part of its size on three lines has up to five."""
_AT_A_MARK = 4.0
"""How many em of unevenness a turn at a mark is worth: a clause is better kept whole than cut even."""


def turn_headline(lines: Sequence[str], room: float, names: Sequence[str] = ()) -> tuple[str, ...]:
    """The lines of a headline for a width of `room` em: as given, or turned where one is too long for it."""
    turned: list[str] = []
    for line in lines:
        parts = line.split() if _length(line) > room else [line]
        for part in parts:
            if _length(part) > room * _MOST_LINES / _MOST_SHRUNK:  # a long one in a narrow column
                turned += _on_more_lines(part, room, names)
            else:
                turned += _turn(part, room, names) if _length(part) > room * _WIDE else [part]
    return tuple(turned)


def _turn(line: str, room: float, names: Sequence[str]) -> list[str]:
    """A line in two or three: at its marks if the parts fit, else where words and rules allow the most even lengths.

    A headline that can be turned at its marks reads best so.
    """
    count = min(ceil(_length(line) / room), _MOST_LINES)
    even = _length(line) / count

    whole = set(inside_names(line, names))

    def may_turn(at: int) -> bool:
        return at not in whole and _may_turn(line, at)

    def parts(turns: tuple[int, ...]) -> list[str]:
        return [line[a:b].strip() for a, b in pairwise((0, *turns, len(line)))]

    def cost(turns: tuple[int, ...]) -> float:
        widths = [_length(part) for part in parts(turns)]
        uneven = sum(abs(width - even) + 3 * max(width - room * _WIDE, 0.0) for width in widths)
        stranded = sum(4.0 for width in widths if width < 3)  # T7: no line of a character or two
        return uneven + stranded - sum(_AT_A_MARK for at in turns if _between_parts(line, at))

    def best(places: list[int]) -> tuple[int, ...]:
        return min(combinations(places, count - 1), key=lambda turns: (cost(turns), turns), default=())

    at_marks = best([at for at in range(1, len(line)) if _between_parts(line, at) and may_turn(at)])
    if at_marks and all(3 <= _length(part) <= room for part in parts(at_marks)):
        return parts(at_marks)
    return parts(best([at for at in _word_ends(line) if may_turn(at)]))


def _between_parts(line: str, at: int) -> bool:
    """Whether one part of a line ends before character `at`: at a mark, or before a bracket."""
    return line[at - 1] in _ENDS_A_PART or line[at] in _OPENS_A_PART


def turn_aside(text: str, room: float, names: Sequence[str] = ()) -> tuple[str, ...]:
    """A kicker, a deck or the like on as many lines of `room` em as it needs, one where it may be tightened into it."""
    if _length(text) <= room / _TIGHTENED:
        return (text,)
    if _length(text) <= room * _MOST_LINES:
        return tuple(_turn(text, room, names))
    return tuple(_wrapped(text, room, names))


def _on_more_lines(part: str, room: float, names: Sequence[str]) -> list[str]:
    """A long line on up to five lines, which are wider than their room where five do not hold it."""
    wide = max(room, _length(part) / _MOST_WRAPPED)
    while len(lines := _wrapped(part, wide, names)) > _MOST_WRAPPED:
        wide += 0.5
    return lines


def _wrapped(text: str, room: float, names: Sequence[str]) -> list[str]:
    """A text on as many lines as it needs, each as full as words and rules allow."""
    lines: list[str] = []
    begin = 0
    places = [*turn_places(text, names), len(text)]
    for last, at in pairwise(places):
        if _length(text[begin:at]) > room and last > begin:
            lines.append(text[begin:last].strip())
            begin = last
    return [*lines, text[begin:].strip()]


def turn_places(line: str, names: Sequence[str] = ()) -> list[int]:
    """The offsets at which a line may turn: between two words, where no name and no rule of T6 forbids it."""
    whole = set(inside_names(line, names))
    return [at for at in _word_ends(line) if at not in whole and _may_turn(line, at)]


def inside_names(text: str, names: Sequence[str]) -> Iterator[int]:
    """The offsets at which a turn would part one of the names (U8)."""
    for name in names:
        at = text.find(name)
        while at >= 0:
            yield from range(at + 1, at + len(name))
            at = text.find(name, at + 1)


def _may_turn(line: str, at: int) -> bool:
    """Whether no rule of T6 forbids a turn before character `at`."""
    before, after = line[at - 1], line[at]
    number_and_unit = before.isdigit() or (before in ".%" and at > 1 and line[at - 2].isdigit())
    return not (after in _MAY_NOT_OPEN or before in _MAY_NOT_CLOSE or number_and_unit)


@lru_cache(maxsize=1024)  # a headline is turned again and again until pages, jumps and directory have settled
def _word_ends(line: str) -> tuple[int, ...]:
    """Offsets between two words."""
    return tuple(accumulate(map(len, segment(line))))[:-1]


def _length(text: str) -> float:
    """Width of a line in em, near enough to choose a turn: marks and Latin are half."""
    return sum(0.5 if character.isascii() or character in "，。、；：！？（）《》“”‘’" else 1.0 for character in text)
