"""Passages 小段: the texts of a table, a list or a box, cast together and composed each at a measure of its own.

One cast of all cells of a table is far cheaper than one for each; so is one setting of all their lines.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
from msgspec.structs import replace

from banmian.makeup.lines.missing import missing_glyph
from banmian.makeup.lines.runs import NO_TEXT, Text, text_lines
from banmian.makeup.lines.turns import inside_names
from banmian.typeset import RoleRun, Sorts, cast, compose, limits_of, place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from banmian.faces import FaceLibrary
    from banmian.makeup.lines.runs import Style
    from banmian.model import Article, Finding, Setting
    from banmian.plate import Line as PlateLine
    from banmian.typeset.lines import Line

Align = Literal["left", "centre", "right"]
_SHARE: dict[Align, float] = {"left": 0.0, "centre": 0.5, "right": 1.0}


class Passage(NamedTuple):
    """A text as a stretch [start, end) of some sorts; a newline in it ends a line."""

    sorts: Sorts
    start: int
    end: int
    origin: Text = NO_TEXT
    """The text of the file that it is."""

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
    """A line and its place: its measure of `room` pt begins at x, its baseline is y, pt; and the text that it is of."""

    line: Line
    x: float
    y: float
    room: float = 0.0
    align: Align = "left"
    text: Text = NO_TEXT
    paragraph: int = -1


def cast_passages(
    texts: Iterable[str],
    role: str,
    setting: Setting,
    library: FaceLibrary,
    names: Sequence[str] = (),
    sources: Sequence[str] = (),
    ours: Sequence[int] = (),
) -> list[Passage]:
    """Return texts in one role, cast in one go; no line of them parts one of the `names` (U8).

    White at their ends is left out. `sources` are their keys in the file, `ours` how many characters stand before
    the text of the file in each; fewer than none where white of the file is not in it.
    """
    return cast_mixed(([(text, role)] for text in texts), setting, library, names, sources, ours)


def cast_mixed(
    texts: Iterable[Sequence[tuple[str, str]]],
    setting: Setting,
    library: FaceLibrary,
    names: Sequence[str] = (),
    sources: Sequence[str] = (),
    ours: Sequence[int] = (),
) -> list[Passage]:
    """Return texts of parts, each part in its role, cast in one go; no line of them parts one of the `names` (U8)."""
    bounds: list[tuple[int, int, int]] = []
    roles: list[RoleRun] = []
    written: list[str] = []
    at = 0
    for parts in texts:
        start = at
        first = len(parts[0][0]) - len(parts[0][0].lstrip()) if parts else 0
        for number, (text, role) in enumerate(parts):
            shown = text[first:] if number == 0 else text
            shown = shown.rstrip() if number == len(parts) - 1 else shown
            if shown or not roles:
                roles.append(RoleRun(at, role))
            written.append(shown)
            at += len(shown)
        bounds.append((start, at, start - first + (ours[len(bounds)] if ours else 0)))
        written.append("\n")
        at += 1
    if not bounds:
        return []
    last = {run.start: run for run in roles}  # of two that begin at one place the later counts
    sorts = cast("".join(written), setting, library, [last[start] for start in sorted(last)])
    sorts.may_break[list(inside_names(sorts.text, names))] = False
    keys = sources or [""] * len(bounds)
    return [
        Passage(sorts, start, end, Text(key, begins) if key else NO_TEXT)
        for (start, end, begins), key in zip(bounds, keys, strict=True)
    ]


def extent(sorts: Sorts, start: int, end: int) -> float:
    """The width in em of the characters [start, end) as a line of their own."""
    if start >= end:
        return 0.0
    trims = sorts.start_trim[start] + sorts.end_trim[end - 1]
    return float(sorts.where[end] - sorts.where[start] - trims - sorts.gap[end - 1])


def set_lines(standing: Sequence[Standing], sorts: Sorts, style: Style, library: FaceLibrary) -> list[PlateLine]:
    """Return lines of some sorts that have their places, in the order of the text."""
    if not standing:
        return []
    ordered = sorted(standing, key=lambda stand: stand.line.start)
    lines = [stand.line for stand in ordered]
    placed = place(sorts, lines)
    at = [
        (stand.x + _SHARE[stand.align] * (stand.room - float(width) * style.size), stand.y)
        for stand, width in zip(ordered, placed.width, strict=True)
    ]
    texts = [stand.text for stand in ordered]
    return text_lines(sorts, lines, at, style, library, texts, placed, [stand.paragraph for stand in ordered])


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
