"""The columns of a table: how wide each is, and how its cells stand in it. Lengths are in em of the table's type.

Figures stand under their units: the ends of their whole parts are level, so that 9.5 and 128 can be compared at sight.
"""

from __future__ import annotations

import re
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from banmian.makeup.lines.passages import extent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.makeup.lines.passages import Align, Passage

GAPS = (1.0, 0.6)
"""White between two columns, in em: as it should be, and as little as it may be."""
LEAST = (5.0, 3.0)
"""字 to which a column of text may be narrowed where its cells are longer: gladly, and at the worst."""
LEAST_HEAD = (5.0, 2.0)
"""The same for the head of a column of figures."""
SHORT = 6.0
"""The longest cells, in 字, that stand centred in their column."""
_STEP = 0.5
_FIGURE = re.compile(
    r"([+\-−–±＋－]?[¥￥$€£]?\d[\d,， ]*)(?:[.．]\d+)?[ 万亿]{0,2}[%％‰℃元人个件吨户年岁次米台项家倍]?"
)
_NOTHING = {"", "-", "–", "—", "——", "－", "/", "…", "……", "无", "持平"}
"""What stands for a figure where there is none."""

Cells = list[list["Passage"]]


class Column(NamedTuple):
    """A column: the left edge and the width of the room for its cells, and how they stand there.

    In a column of figures `whole` is the width of the longest whole part, `part` that of the longest rest.
    """

    left: float
    width: float
    align: Align
    is_figures: bool = False
    whole: float = 0.0
    part: float = 0.0

    def place(self, cell: Passage) -> float | None:
        """Where a figure begins, from the left edge; none for what is no figure and stands as `align` says."""
        found = _FIGURE.fullmatch(cell.text.strip()) if self.is_figures else None
        if not found:
            return None
        return (self.width - self.whole - self.part) / 2 + self.whole - _whole(cell)


def plan_columns(head: Sequence[Passage], rows: Cells, room: float, *, hard: bool = False) -> tuple[Column, ...]:
    """The columns of a table in `room` em; none if cells would have less than three 字.

    `hard` makes columns all the same, each narrower in proportion: their cells are broken where they are full.
    """
    needs = [_Need(cell, [row[n] for row in rows]) for n, cell in enumerate(head)]
    wish = [need.wish for need in needs]
    for gap in GAPS:
        free = room - gap * len(needs)
        if sum(wish) <= free:
            return _stand(needs, _spread(needs, wish, free), gap)
    for gladly in (True, False):
        for gap in GAPS:
            free = room - gap * len(needs)
            least = [need.gladly if gladly else need.least for need in needs]
            if sum(least) <= free:
                return _stand(needs, _shared(needs, rows, least, free), gap)
    if not hard:
        return ()
    gap = GAPS[-1] if room > 2 * len(needs) else 0.0
    least = [1.0] * len(needs)
    more = [need.least - width for need, width in zip(needs, least, strict=True)]
    free = room - gap * len(needs) - sum(least)
    part = max(free, 0.0) / max(sum(more), 0.001)
    return _stand(needs, [a + min(part, 1.0) * b for a, b in zip(least, more, strict=True)], gap)


class _Need:
    """How much room the cells of a column want and need."""

    def __init__(self, head: Passage, cells: Sequence[Passage]) -> None:
        texts = [cell.text.strip() for cell in cells]
        found = [_FIGURE.fullmatch(text) for text in texts]
        self.is_figures = any(found) and all(f or t in _NOTHING for f, t in zip(found, texts, strict=True))
        self.whole = self.part = 0.0
        natural = [cell.natural for cell in cells]
        longest = max(natural, default=0.0)
        titled = head.natural
        if self.is_figures:
            wholes = [_whole(cell) if f else 0.0 for cell, f in zip(cells, found, strict=True)]
            self.whole = max(wholes)
            self.part = max(n - w if f else 0.0 for n, w, f in zip(natural, wholes, found, strict=True))
            longest = max(longest, self.whole + self.part)
        self.longest = longest
        whole = longest if self.is_figures else max((cell.least for cell in cells), default=0.0)
        parts = max((extent(head.sorts, a, b) for a, b in head_parts(head)), default=0.0)
        self.wish = max(longest, titled, 1.0)
        self.gladly, self.least = (
            max(whole, min(longest, least), min(titled, max(head.least, min(parts, least_head))), 1.0)
            for least, least_head in zip(LEAST, LEAST_HEAD, strict=True)
        )


def head_parts(head: Passage) -> list[tuple[int, int]]:
    """A head in the parts in which it is best turned: the unit in brackets after it is one."""
    found = []
    for start, end in head.pieces():
        at = max(head.sorts.text.find(mark, start + 1, end) for mark in "（(")
        found += [(start, at), (at, end)] if at > 0 else [(start, end)]
    return found


def _whole(cell: Passage) -> float:
    """The width of a figure up to its point or its unit."""
    found = _FIGURE.fullmatch(cell.text.strip())
    if not found:
        return 0.0
    begin = cell.start + cell.text.index(found[0][0])
    return extent(cell.sorts, begin, begin + len(found[1].rstrip()))


def _shared(needs: list[_Need], rows: Cells, least: list[float], free: float) -> list[float]:
    """Widths that come to `free` em: half an em at a time goes where it saves most lines, or brings them nearest."""
    lengths = [[cell.natural for cell in row] for row in rows]
    widths = list(least)
    for _ in range(int((free - sum(least)) / _STEP)):
        lines = [[ceil(n / w - 0.001) for n, w in zip(row, widths, strict=True)] for row in lengths]
        best, gain = -1, (0.0, 0.0)
        for n, need in enumerate(needs):
            if widths[n] >= need.wish:
                continue
            saved = nearer = 0.0
            for row, count in zip(lengths, lines, strict=True):
                if count[n] == max(count):
                    others = max((c for m, c in enumerate(count) if m != n), default=1)
                    saved += count[n] - max(ceil(row[n] / (widths[n] + _STEP) - 0.001), min(others, count[n]))
                    nearer += row[n] / widths[n] - row[n] / (widths[n] + _STEP)
            if need.longest < need.wish and not nearer:  # only its head is longer than the column
                nearer = 0.001
            if (saved, nearer) > gain:
                best, gain = n, (saved, nearer)
        if best < 0:
            break
        widths[best] = min(widths[best] + _STEP, max(needs[best].wish, widths[best]))
    spare = (free - sum(widths)) / len(widths)
    return [width + spare for width in widths]


def _spread(needs: list[_Need], wish: list[float], free: float) -> list[float]:
    """What is left over, shared out: alike among figures and short texts, by length where texts stand at the left."""
    if any(not need.is_figures and need.longest > SHORT for need in needs[1:]):
        return [width * free / sum(wish) for width in wish]
    spare = (free - sum(wish)) / len(wish)
    return [width + spare for width in wish]


def _stand(needs: list[_Need], widths: list[float], gap: float) -> tuple[Column, ...]:
    lefts = accumulate((width + gap for width in widths[:-1]), initial=gap / 2)
    columns = []
    for number, (need, left, width) in enumerate(zip(needs, lefts, widths, strict=True)):
        fits = need.longest <= width + 0.001
        centred = need.is_figures or (number > 0 and need.longest <= SHORT and fits)
        columns.append(
            Column(left, width, "centre" if centred else "left", need.is_figures and fits, need.whole, need.part)
        )
    return tuple(columns)
