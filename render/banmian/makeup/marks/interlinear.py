"""Interlinear marks 行间标点 on placed lines: dots, lines, waves, readings and frames (I1 to I6).

They stand beside the text where it was placed and move none of it. What a line breaks is drawn in two parts.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from banmian.makeup.marks.inline import BELOW
from banmian.makeup.marks.ruby import SIZE, readings_of
from banmian.model import SpanStyle
from banmian.plate import ASCENT, Group, Role, Rule, Wave

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banmian.makeup.lines.labels import LabelCase
    from banmian.makeup.marks.inline import Mark
    from banmian.model import Article
    from banmian.plate import PlateItem
    from banmian.typeset import Placed, Sorts
    from banmian.typeset.lines import Line

DESCENT = 1 - ASCENT
"""em: how far the em box reaches below the baseline."""
CLEAR = 0.03
"""em between the em box and what stands under it."""
BETWEEN = 0.05
"""em between two marks under each other."""
HEIGHTS = {SpanStyle.NAME: 0.045, SpanStyle.TITLE: 0.11, SpanStyle.DOTS: 0.13}
"""em that a mark under the text is high: the weight of a line, the swing of a wave, the diameter of a dot."""
WEIGHT = 0.045
"""em: weight of lines, waves and frames."""
WAVE = 0.36
"""em: length of a wave."""
SHORTER = 1 / 16
"""em by which a line is shorter at each end, so that the lines of two names beside each other are two (I2)."""
FRAME = 0.04
"""em by which a frame stands above and below the em boxes; its sides stand between two cells, so that the frames of two
names beside each other share one (I6)."""
_UNDOTTED = ("P", "Z", "C", "M")
_DOTTED_SIGNS = frozenset("#%‰&§@＃％＆＠")
"""Signs that Unicode calls punctuation but that are read as words: they get a dot as in CSS Text Decoration."""


class Lines(NamedTuple):
    """Lines of one size (pt) as they were placed, and the points at which their measures begin (pt).

    Those of vertical lines are the middle of the column and the top; in them only frames are drawn.
    """

    lines: Sequence[Line]
    placed: Placed
    at: Sequence[tuple[float, float]]
    size: float
    vertical: bool = False


class _Part(NamedTuple):
    """The part [start, end) of a mark on one line: its baseline, where its first cell begins and its last one ends, in
    pt; whether the mark begins and ends with it, and the position of its first character in the placed ones.
    """

    start: int
    end: int
    left: float
    right: float
    y: float
    begins: bool
    ends: bool
    first: int
    line: Line


def interlinear_marks(
    marks: Sequence[Mark], article: Article, body: int, sorts: Sorts, lines: Lines, case: LabelCase
) -> list[Group | PlateItem]:
    """Return what is drawn for the marks of an article on some of its lines; its body begins at `body` in the sorts.

    A reading is a group with its line; the source of that is `ruby`, and its offset that of what it stands over.
    """
    items: list[Group | PlateItem] = []
    for mark in marks:
        for part in _parts(mark.start, mark.end, lines):
            if mark.style is SpanStyle.MOURNING:
                items += _frame(part, lines.size, article.id, vertical=lines.vertical)
            elif mark.style in BELOW:
                y = part.y + _depth(mark, marks) * lines.size
                items += _below(mark.style, part, y, sorts, lines, article.id)
    for reading in readings_of(sorts.text, marks):
        for part in _parts(reading.start, reading.end, lines):
            if text := reading.part(part.start, part.end):
                items.append(_reading(text, part, lines.size, article, body, case))
    return items


def _parts(start: int, end: int, lines: Lines) -> Iterator[_Part]:
    """The parts of the characters [start, end) that stand on some lines."""
    n = max(bisect_right(lines.lines, start, key=lambda line: line.start) - 1, 0)
    placed, size = lines.placed, lines.size
    for number in range(n, len(lines.lines)):
        line = lines.lines[number]
        if line.start >= end:
            break
        a, b = max(start, line.start), min(end, line.end)
        if a < b:
            first = int(placed.first[number]) + a - line.start
            last = first + b - a - 1
            x, y = lines.at[number]
            if lines.vertical:  # the line as if it ran across: its em boxes are those about the middle of the column
                x, y = y, x + (ASCENT - 0.5) * size
            left = x + float(placed.x[first]) * size
            right = x + float(placed.x[last] + placed.advance[last]) * size
            yield _Part(a, b, left, right, y, a == start, b == end, first, line)


def _depth(mark: Mark, marks: Sequence[Mark]) -> float:
    """How far under the baseline the middle of a mark lies, em: under what stands nearer to the same text (I2)."""
    others = {other.style for other in marks if other.start < mark.end and mark.start < other.end}
    depth = DESCENT + (FRAME + WEIGHT / 2 + BETWEEN if SpanStyle.MOURNING in others else CLEAR)
    for style in BELOW[: BELOW.index(mark.style)]:
        if style in others:
            depth += HEIGHTS[style] + BETWEEN
    return depth + HEIGHTS[mark.style] / 2


def _below(style: SpanStyle, part: _Part, y: float, sorts: Sorts, lines: Lines, article: str) -> Iterator[PlateItem]:
    size = lines.size
    if style is SpanStyle.DOTS:
        x0 = part.left - float(lines.placed.x[part.first]) * size
        for n in range(part.end - part.start):
            if takes_a_dot(sorts.text[part.start + n]):
                at = part.first + n
                x = round(x0 + float(lines.placed.x[at] + lines.placed.advance[at] / 2) * size, 4)
                yield Rule(
                    x0=x,
                    y0=round(y, 4),
                    x1=x,
                    y1=round(y, 4),
                    weight=round(HEIGHTS[style] * size, 4),
                    round=True,
                    article=article,
                    role=Role(style.value),
                )
        return
    left = round(part.left + (SHORTER * size if part.begins else 0.0), 4)
    right = round(part.right - (SHORTER * size if part.ends else 0.0), 4)
    weight = round(WEIGHT * size, 4)
    y = round(y, 4)
    if style is SpanStyle.NAME:
        yield Rule(x0=left, y0=y, x1=right, y1=y, weight=weight, article=article, role=Role(style.value))
    else:
        yield Wave(
            x0=left,
            y0=y,
            x1=right,
            y1=y,
            height=round((HEIGHTS[style] - WEIGHT) * size, 4),
            waves=max(round((right - left) / (WAVE * size)), 1),
            weight=weight,
            article=article,
            role=Role(style.value),
        )


def takes_a_dot(character: str) -> bool:
    """I1: marks and spaces get no dot, digits and letters do."""
    return character in _DOTTED_SIGNS or unicodedata.category(character)[0] not in _UNDOTTED


def _frame(part: _Part, size: float, article: str, *, vertical: bool) -> Iterator[PlateItem]:
    """The sides of a frame: where a line breaks it, the side is open."""
    weight = WEIGHT * size
    left, right = part.left, part.right
    top, bottom = part.y - (ASCENT + FRAME) * size, part.y + (DESCENT + FRAME) * size
    from_, to = left - (weight / 2 if part.begins else 0.0), right + (weight / 2 if part.ends else 0.0)
    sides = [(from_, top, to, top), (from_, bottom, to, bottom)]
    sides += [(left, top, left, bottom)] if part.begins else []
    sides += [(right, top, right, bottom)] if part.ends else []
    for side in sides:
        x0, y0, x1, y1 = (round(value, 4) for value in side)
        if vertical:
            x0, y0, x1, y1 = y0, x0, y1, x1
        yield Rule(x0=x0, y0=y0, x1=x1, y1=y1, weight=round(weight, 4), article=article, role=Role.MOURNING)


def _reading(text: str, part: _Part, size: float, article: Article, body: int, case: LabelCase) -> Group:
    """A reading over its characters: centred, at the edges of a line not beyond them (I5)."""
    label = case.label(text, size * SIZE, "ruby", Role.RUBY, article=article, source="ruby", start=part.start - body)
    left = (part.left + part.right - label.width) / 2
    if part.end == part.line.end:
        left = min(left, part.right - label.width)
    if part.start == part.line.start:
        left = max(left, part.left)
    return Group(role=Role.RUBY, children=tuple(label.lines(left, part.y - (ASCENT + DESCENT * SIZE) * size)))
