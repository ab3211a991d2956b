"""Passages 小段: the texts of a table, a list or a box, cast together and composed each at a measure of its own.

One cast of all cells of a table is far cheaper than one for each; so is one setting of all their lines.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
from msgspec.structs import replace

from banmian.makeup.lines.runs import text_runs
from banmian.makeup.lines.turns import inside_names
from banmian.makeup.text.copy import missing_glyph
from banmian.typeset import RoleRun, Sorts, cast, compose, limits_of, place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from banmian.faces import FaceLibrary
    from banmian.makeup.lines.runs import Style
    from banmian.model import Article, Finding, Setting
    from banmian.plate import TextRun
    from banmian.typeset.lines import Line

Align = Literal["left", "centre", "right"]
_SHARE: dict[Align, float] = {"left": 0.0, "centre": 0.5, "right": 1.0}


class Passage(NamedTuple):
    """A text as a stretch [start, end) of some sorts; a newline in it ends a line."""

    sorts: Sorts
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its characters."""
        return self.sorts.text[self.start : self.end]

    def pieces(self) -> list[tuple[int, int]]:
        """Its lines as they were typed, as offsets in the sorts; none of them is empty."""
        turns = [at for at in range(self.start, self.end) if self.sorts.text[at] == "\n"]
        edges = [self.start - 1, *turns, self.end]
        return [(a + 1, b) for a, b in pairwise(edges) if a + 1 < b]

    @property
    def natural(self) -> float:
        """Its width in em where nothing turns it."""
        return max((extent(self.sorts, *piece) for piece in self.pieces()), default=0.0)

    @property
    def least(self) -> float:
        """The width in em of its longest part that may not be broken."""
        found = 0.0
        for start, end in self.pieces():
            inside = np.flatnonzero(self.sorts.may_break[start + 1 : end]) + start + 1
            found = max(found, *(extent(self.sorts, a, b) for a, b in pairwise([start, *inside.tolist(), end])))
        return found

    def lines(self, measure: float, indent: float = 0.0) -> list[Line]:
        """Its lines at a measure in em; each line as typed is a paragraph."""
        found: list[Line] = []
        for start, end in self.pieces():
            found += compose(self.sorts, start, end, [measure], indent=indent, endless=True)
        return found

    def missing(self, role: str, article: Article, part: str) -> list[Finding]:
        """A finding for each of its characters without a glyph; `part` says what it is a part of."""
        return [
            missing_glyph(missing.character, role, article, part=part)
            for missing in self.sorts.missing
            if self.start <= missing.offset < self.end
        ]


class Standing(NamedTuple):
    """A line and its place: its measure of `room` pt begins at x, its baseline is y, pt."""

    line: Line
    x: float
    y: float
    room: float = 0.0
    align: Align = "left"


def cast_passages(
    texts: Iterable[str], role: str, setting: Setting, library: FaceLibrary, names: Sequence[str] = ()
) -> list[Passage]:
    """Texts in one role, cast in one go; no line of them parts one of the `names` (U8)."""
    return cast_mixed(([(text, role)] for text in texts), setting, library, names)


def cast_mixed(
    texts: Iterable[Sequence[tuple[str, str]]], setting: Setting, library: FaceLibrary, names: Sequence[str] = ()
) -> list[Passage]:
    """Texts of parts, each part in its role, cast in one go; no line of them parts one of the `names` (U8)."""
    bounds: list[tuple[int, int]] = []
    roles: list[RoleRun] = []
    written: list[str] = []
    at = 0
    for parts in texts:
        start = at
        for text, role in parts:
            if text or not roles:
                roles.append(RoleRun(at, role))
            written.append(text)
            at += len(text)
        bounds.append((start, at))
        written.append("\n")
        at += 1
    if not bounds:
        return []
    first = {run.start: run for run in roles}  # of two that begin at one place the later counts
    sorts = cast("".join(written), setting, library, [first[start] for start in sorted(first)])
    sorts.may_break[list(inside_names(sorts.text, names))] = False
    return [Passage(sorts, start, end) for start, end in bounds]


def extent(sorts: Sorts, start: int, end: int) -> float:
    """The width in em of the characters [start, end) as a line of their own."""
    if start >= end:
        return 0.0
    trims = sorts.start_trim[start] + sorts.end_trim[end - 1]
    return float(sorts.where[end] - sorts.where[start] - trims - sorts.gap[end - 1])


def runs_of(standing: Sequence[Standing], sorts: Sorts, style: Style, library: FaceLibrary) -> list[TextRun]:
    """The runs of lines of one text that have their places."""
    if not standing:
        return []
    ordered = sorted(standing, key=lambda stand: stand.line.start)
    lines = [stand.line for stand in ordered]
    placed = place(sorts, lines)
    at = [
        (stand.x + _SHARE[stand.align] * (stand.room - float(width) * style.size), stand.y)
        for stand, width in zip(ordered, placed.width, strict=True)
    ]
    return text_runs(sorts, lines, at, style, library, placed=placed)


def limits(lines: Sequence[Line], sorts: Sorts, article: Article, what: str) -> list[Finding]:
    """What is to be said of lines beyond their limits (J5); `what` is one of them: “a line of a box”."""
    if not lines:
        return []
    placed = place(sorts, lines)
    return [
        replace(finding, article=article.id, file=article.file)
        for number, line in enumerate(lines)
        for finding in limits_of(sorts, line, placed, number, what)
    ]
