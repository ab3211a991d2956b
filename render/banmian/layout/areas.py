"""The plan of a design: rows of letters, each letter a slot. The file looks like the page.

```
plan = \"\"\"
4   FFFFFFFF
33  AAAAAKKK
10  AAADDDDD
\"\"\"
```
A row is its height in lines and a letter for each basic column; a point leaves a cell empty. The letters of a slot form
a rectangle, or a stepped shape whose text columns run on without a break.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from banmian.layout.design import TEXTS, Column, boxed
from banmian.layout.grid import Rect

if TYPE_CHECKING:
    from banmian.layout.design import SlotKeys
    from banmian.layout.grid import Grid


class Area(Struct, frozen=True):
    """The cells of a slot: for each row of the plan that it covers the first and the last of its basic columns, and the
    line on which each row begins and ends.
    """

    name: str
    spans: tuple[tuple[int, int], ...]
    tops: tuple[int, ...]
    bottoms: tuple[int, ...]

    @property
    def first(self) -> int:
        """The leftmost basic column."""
        return min(first for first, _ in self.spans)

    @property
    def last(self) -> int:
        """The rightmost basic column."""
        return max(last for _, last in self.spans)

    def rect(self, grid: Grid) -> Rect:
        """The rectangle about all of it."""
        return _rect(grid, self.first, self.last, self.tops[0], self.bottoms[-1])

    def rects(self, grid: Grid) -> tuple[Rect, ...]:
        """The rectangles it is made of, from top to bottom: rows of the same columns are one. They meet."""
        found: list[Rect] = []
        for _, some in groupby(range(len(self.spans)), key=lambda n: self.spans[n]):
            part = list(some)
            rect = _rect(grid, *self.spans[part[0]], self.tops[part[0]], self.bottoms[part[-1]])
            if found:
                above, gap = found[-1], rect.top - found[-1].bottom
                if rect.left <= above.left and above.right <= rect.right:
                    found[-1] = above._replace(height=above.height + gap)
                elif above.left <= rect.left and rect.right <= above.right:
                    rect = rect._replace(top=rect.top - gap, height=rect.height + gap)
                else:
                    left, right = max(above.left, rect.left), min(above.right, rect.right)
                    found.append(Rect(left, above.bottom, right - left, gap))
            found.append(rect)
        return tuple(found)


def _rect(grid: Grid, first: int, last: int, top: int, bottom: int) -> Rect:
    return Rect(grid.left(first), top, grid.merged(first, last), bottom - top)


class PlanError(ValueError):
    """A plan that is none; `row` is that of the text, counted from 0, at which it is wrong."""

    def __init__(self, message: str, row: int | None = None) -> None:
        super().__init__(message)
        self.row = row


def read_areas(plan: str, grid: Grid) -> dict[str, Area]:
    """The slots of a plan in reading order. Raises PlanError."""
    rows: list[tuple[int, str]] = []
    for line, text in enumerate(plan.split("\n")):
        if text.strip():
            height, _, letters = text.strip().partition(" ")
            letters = letters.replace(" ", "")
            if not height.isdecimal() or int(height) < 1 or len(letters) != grid.columns:
                message = f"the row “{text.strip()}” is not a height in lines and {grid.columns} letters"
                raise PlanError(message, line)
            rows.append((int(height), letters))
    total = sum(height for height, _ in rows) + grid.row_gap * (len(rows) - 1)
    if total != grid.lines:
        message = f"the rows and the gaps of {grid.row_gap} between them are {total} lines high"
        raise PlanError(f"{message}, the type area has {grid.lines}")
    tops = [0]
    for lines, _ in rows:
        tops.append(tops[-1] + lines + grid.row_gap)
    names = dict.fromkeys(letter for _, letters in rows for letter in letters if letter != ".")
    return {name: _area(name, rows, tops, grid) for name in names}


def _area(letter: str, rows: list[tuple[int, str]], tops: list[int], grid: Grid) -> Area:
    found = [(n, [at for at, other in enumerate(letters) if other == letter]) for n, (_, letters) in enumerate(rows)]
    covered = [(n, columns) for n, columns in found if columns]
    for before, after in pairwise(covered):
        if after[0] != before[0] + 1:
            raise PlanError(f"the slot {letter} lies in two parts: rows {before[0] + 1} and {after[0] + 1} of the plan")
        if not set(before[1]) & set(after[1]):
            raise PlanError(f"the parts of the slot {letter} in rows {before[0] + 1} and {after[0] + 1} do not meet")
    for n, columns in covered:
        if columns[-1] - columns[0] + 1 != len(columns):
            raise PlanError(f"the slot {letter} is broken within row {n + 1} of the plan")
    return Area(
        letter,
        tuple((columns[0], columns[-1]) for _, columns in covered),
        tuple(tops[n] for n, _ in covered),
        tuple(tops[n + 1] - grid.row_gap for n, _ in covered),
    )


def text_columns(area: Area, keys: SlotKeys, grid: Grid) -> tuple[Column, ...]:
    """The text columns of a slot. Raises PlanError where a step cuts through one, or where one runs over the fold."""
    rect = area.rect(grid)
    inner = boxed(rect) if keys.frame or keys.tint else rect
    over_fold = area.first < grid.half <= area.last
    if over_fold and keys.takes in TEXTS and (keys.columns == 1 or keys.direction == "vertical"):
        raise PlanError(f"the text of the slot {area.name} runs over the fold: give it text columns on either side")
    if over_fold and keys.takes in TEXTS and inner != rect:
        message = f"the slot {area.name} has a frame or a tint and lies over the fold"
        raise PlanError(f"{message}: its text columns could not part there")
    if keys.direction == "vertical":
        measure, starts = grid.banded(inner.height, keys.columns)
        return tuple(Column(start, measure, 0, grid.across(inner.width)) for start in starts)
    if over_fold and keys.columns > 1:
        divided = grid.over_fold(area.first, area.last, keys.columns)
        if divided is None:
            raise PlanError(f"{keys.columns} text columns of the slot {area.name} do not part at the fold")
    else:
        divided = grid.divided(inner.width, keys.columns)
    measure, starts = divided
    if len(set(area.spans)) == 1:
        return tuple(Column(start, measure, 0, inner.height) for start in starts)
    return tuple(_stepped(area, start, measure, grid) for start in starts)


def _stepped(area: Area, start: int, measure: int, grid: Grid) -> Column:
    """A text column of a stepped slot: as high as all rows of the plan that have the whole of it."""
    left = start / 10 + grid.left(area.first)
    right = left + measure
    covers: list[int] = []
    for n, (first, last) in enumerate(area.spans):
        begins, ends = grid.left(first), grid.left(first) + grid.merged(first, last)
        if begins <= left and right <= ends:
            covers.append(n)
        elif left < ends and begins < right:
            message = f"a step of the slot {area.name} cuts through one of its text columns"
            raise PlanError(f"{message}: let their number agree with the basic columns")
    if not covers:
        raise PlanError(f"a text column of the slot {area.name} has no room")
    if covers != list(range(covers[0], covers[-1] + 1)):
        raise PlanError(f"a text column of the slot {area.name} is interrupted by another slot")
    top = area.tops[covers[0]] - area.tops[0]
    return Column(start, measure, top, area.bottoms[covers[-1]] - area.tops[0] - top)
