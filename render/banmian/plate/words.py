"""Words of a line with their boxes, from what its runs know: nothing is set or measured again."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from banmian.plate.items import Direction
from banmian.plate.roles import Role
from banmian.plate.tree import around

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from banmian.plate.items import TextRun
    from banmian.plate.tree import Line

_OPENERS = frozenset("（《〈「『【〖〔［｛“‘")
_LATIN = "0-9A-Za-z\u00c0-\u024f\u0370-\u04ff０-９Ａ-Ｚａ-ｚ"
_WORD = re.compile(
    rf"(?P<latin>[{_LATIN}]+(?:[-.,:/'’@&_+–][{_LATIN}]+)*[%％‰℃°]?)|(?P<han>(?:(?![{_LATIN}])\w)+)|[^\w\s]+"
)


class Word(Struct, frozen=True, kw_only=True, eq=False):
    """A word on the page: its characters, where they are from, and its box in pt.

    `at` is the offset of its first character in `Line.text`, `start` that in its `source`, -1 where it has none.
    `cells` has a row for each character: where it begins and ends along the line, x of a horizontal line and y of a
    vertical one, in pt. `hyphen` says that the word is parted and a hyphen, no character of it, stands behind it.
    """

    text: str
    at: int
    left: float
    top: float
    right: float
    bottom: float
    cells: NDArray[np.float64]
    source: str = ""
    start: int = -1
    hyphen: bool = False


def words_of(line: Line, cut: Callable[[str], Sequence[int]] | None = None) -> tuple[Word, ...]:
    """Return the words of a line in reading order.

    A Latin word or a number is one, and so are a row of marks and each stretch of Han between them, unless `cut` is
    given: it returns the offsets at which the words of a stretch begin (0 may be among them). Blanks are in no word.
    """
    runs = [run for run in line.runs if run.role is not Role.HYPHEN]
    if not runs:
        return ()
    text = "".join(run.text for run in runs)
    ends = [*accumulate(len(run.text) for run in runs)]
    vertical = line.is_vertical
    cells = _cells(runs, vertical=vertical)
    found = []
    for begin, end in _pieces(text, runs, ends, cut):
        first, last = bisect_right(ends, begin), bisect_right(ends, end - 1)
        run = runs[first]
        left, top, right, bottom = run.box if first == last else around(one.box for one in runs[first : last + 1])
        along = cells[begin:end]
        if not vertical:
            left, right = float(along[0, 0]), float(along[-1, 1])
        elif run.direction is not Direction.HORIZONTAL or first != last:
            top, bottom = float(along[0, 0]), float(along[-1, 1])
        start = run.start + begin - (ends[first] - len(run.text)) if run.start >= 0 else -1
        found.append(
            Word(
                text=text[begin:end],
                at=begin,
                left=left,
                top=top,
                right=right,
                bottom=bottom,
                cells=along,
                source=run.source,
                start=start,
                hyphen=end == len(text) and line.has_hyphen,
            )
        )
    return tuple(found)


def _pieces(
    text: str, runs: Sequence[TextRun], ends: Sequence[int], cut: Callable[[str], Sequence[int]] | None
) -> Iterator[tuple[int, int]]:
    """The words of a text as begin and end; none goes over a place where the source changes or a note mark stands."""
    begin = 0
    for number, end in enumerate(ends):
        if number + 1 < len(runs) and _goes_on(runs[number], runs[number + 1]):
            continue
        for match in _WORD.finditer(text, begin, end):
            inner = cut(match[0]) if cut and match["han"] else ()
            edges = sorted({0, *inner, len(match[0])})
            for one, other in pairwise(edges):
                yield match.start() + one, match.start() + other
        begin = end


def _goes_on(run: TextRun, other: TextRun) -> bool:
    """Whether a word may go on from one run to the next."""
    reached = run.start + len(run.text) if run.start >= 0 else -1
    same = (run.source, reached, run.role is Role.NOTE_MARK)
    return same == (other.source, other.start, other.role is Role.NOTE_MARK)


def _cells(runs: Sequence[TextRun], *, vertical: bool) -> NDArray[np.float64]:
    """Where each character begins and ends along its line, none before the end of the one before it."""
    rows = []
    reached = -np.inf
    for run in runs:
        if vertical and run.direction is Direction.HORIZONTAL:  # figures side by side share a cell
            _, top, _, bottom = run.box
            cells = np.tile(np.array([[top, bottom]]), (len(run.text), 1))
        else:
            cells = _along(run) + (run.y if vertical else run.x)
        cells = np.maximum(cells, reached)
        reached = max(reached, float(cells[-1, 1])) if len(cells) else reached
        rows.append(cells)
    return np.concatenate(rows)


def _along(run: TextRun) -> NDArray[np.float64]:
    """Where each character of a run begins and ends, in pt from its origin.

    A character ends where the next one begins, a full-width one an em behind its beginning at the latest: what
    letterspacing adds is no part of it. The offset of an opening mark may lie half an em before its cell (C6), within
    the character before it.
    """
    em = run.size * (1.0 if run.direction is Direction.VERTICAL else run.stretch)
    begins = np.asarray(run.offsets, dtype=np.float64)
    codes = np.frombuffer(run.text.encode("utf-32-le"), dtype="<u4")
    ends = np.append(begins[1:], run.width)
    wide = (codes >= 0x2E80) | ((codes >= 0x2010) & (codes <= 0x2027))
    han = ((codes >= 0x3400) & (codes < 0xFB00)) | (codes >= 0x20000)
    ends = np.where(wide, np.minimum(ends, begins + em), ends)
    for at, mark in enumerate(run.text[1:]) if not _OPENERS.isdisjoint(run.text[1:]) else ():
        if mark in _OPENERS:
            ends[at] = max(ends[at], begins[at] + (em if han[at] else em / 2))
    ends = np.minimum(ends, run.width)
    begins = np.append(begins[:1], np.maximum(begins[1:], ends[:-1]))
    return np.column_stack((begins, np.maximum(ends, begins)))
