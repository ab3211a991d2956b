"""Labels: lines of text that are not body, such as headline lines, bylines, folios."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from banmian.makeup.lines.missing import missing_glyph
from banmian.makeup.lines.runs import NO_TEXT, Style, Text
from banmian.makeup.lines.vertical_runs import vertical_lines
from banmian.plate import BLACK, Colour, Line, Role, TextRun
from banmian.typeset import BODY, RoleRun, Sorts, caption_setting, cast, headline_setting, place
from banmian.typeset.lines import Line as SortsLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from banmian.faces import FaceLibrary
    from banmian.model import Article, Finding, Setting

UPRIGHT_DIGITS = 2
"""V5: a vertical headline has its numbers of two digits side by side in one cell (纵中横): it is large enough to be
read so, and its line is not broken by figures that lie. Text keeps them turned (G35 5.1.7.3).
"""


MOST_CAST = 20_000
"""Texts that a case keeps: an edition has some hundreds, a day of edits some thousands."""


class CastText(NamedTuple):
    """A text as a stretch [start, end) of some sorts."""

    sorts: Sorts
    start: int
    end: int

    @property
    def width(self) -> float:
        """Its width in em, set natural."""
        cells = slice(self.start, self.end)
        return float((self.sorts.width[cells] + self.sorts.gap[cells]).sum())


class Label(Struct, frozen=True, eq=False):
    """A line of text at a size in pt; `spacing` is extra space between its characters, in em; it may be `vertical`.

    Its width is known before it is set. `natural` is its width in em without spacing, `gaps` how many places spacing
    goes to, `source` and `start` where its text stands in the file; where it is the texts of a list, a blank between
    each two, `joins` are the places at which they begin. A label never changes: `at_size`, `spaced`, `shrunk_to`
    return another one.
    """

    text: str
    size: float
    role: Role
    cast: CastText
    library: FaceLibrary
    natural: float
    opens: NDArray[np.bool_]
    even: NDArray[np.float64]
    article: str = ""
    colour: Colour = BLACK
    vertical: bool = False
    spacing: float = 0.0
    source: str = ""
    start: int = -1
    joins: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def gaps(self) -> int:
        """The places between its characters that spacing opens."""
        return int(self.opens.sum())

    @property
    def width(self) -> float:
        """Its width in pt, the spacing between characters included; of a vertical label its length."""
        return (self.natural + self.spacing * self.gaps) * self.size

    def at_size(self, size: float) -> Label:
        """Return the label at a size in pt."""
        return replace(self, size=size)

    def of_list(self, key: str, texts: Sequence[str]) -> Label:
        """Return the label as what the texts under a key are, joined by blanks."""
        joins = tuple(accumulate((len(text) + 1 for text in texts[:-1]), initial=0))
        return replace(self, source=key, start=0, joins=joins)

    def spaced(self, spacing: float) -> Label:
        """Return the label with so many em between its characters."""
        return replace(self, spacing=spacing)

    def shrunk_to(self, room: float, least: float = 1.0) -> Label:
        """Return the label no wider than `room` pt, smaller in quarter points where it has to be, not below `least`."""
        if self.width <= room:
            return self
        return replace(self, size=max(int(self.size * room / self.width * 4) / 4, least))

    def lines(self, x: float, y: float) -> list[Line]:
        """Return its line, none of an empty text: it starts at x on the baseline y, a vertical one runs down from y in
        the column about x.
        """
        if not self.text:
            return []
        return self._down(x, y) if self.vertical else [Line(role=self.role, runs=self._runs(x, y))]

    def _runs(self, x: float, y: float) -> tuple[TextRun, ...]:
        sorts, cells = self.cast.sorts, slice(self.cast.start, self.cast.end)
        pitch = sorts.width[cells] + sorts.gap[cells] + self.spacing + self.even
        ends = np.cumsum(pitch)
        origin = (ends - pitch + sorts.shift[cells]) * self.size
        right = (ends - sorts.gap[cells] - self.spacing - self.even) * self.size
        faces, glyphs = sorts.faces[cells], sorts.glyphs[cells]
        inner = {*(np.flatnonzero(np.diff(faces)) + 1).tolist(), *self.joins[1:], *(at - 1 for at in self.joins[1:])}
        edges = [0, *sorted(inner - {0}), len(self.text)]
        runs = []
        for begin, end in pairwise(edges):
            left = float(origin[begin])
            source, start = self._source(begin)
            runs.append(
                TextRun(
                    x=round(x + left, 4),
                    y=round(y, 4),
                    size=self.size,
                    face=self.library.faces[faces[begin]].id,
                    text=self.text[begin:end],
                    glyphs=glyphs[begin:end],
                    offsets=origin[begin:end] - left,
                    width=round(float(right[end - 1]) - left, 4),
                    source=source,
                    start=start,
                    colour=self.colour,
                    article=self.article,
                    role=self.role,
                )
            )
        return tuple(runs)

    def _source(self, at: int) -> tuple[str, int]:
        """The source of what stands from a character on, and its offset there."""
        if not self.joins:
            return self.source, self.start + at if self.start >= 0 else -1
        if at + 1 in self.joins:  # the blank
            return "", -1
        number = bisect_right(self.joins, at) - 1
        return f"{self.source}[{number}]", at - self.joins[number]

    def _down(self, x: float, y: float) -> list[Line]:
        sorts, cells = self.cast.sorts, slice(self.cast.start, self.cast.end)
        pitch = sorts.width[cells] + sorts.gap[cells] + self.spacing * self.opens + self.even
        at = np.cumsum(pitch) - pitch
        line = SortsLine(self.cast.start, self.cast.end, 0.0, self.natural, last=True)
        placed = place(sorts, [line])._replace(x=at, advance=sorts.width[cells], origin=at + sorts.shift[cells])
        style = Style(self.size, self.article, self.role, self.colour)
        text = Text(self.source, self.cast.start - self.start) if self.source else NO_TEXT
        return vertical_lines(sorts, [line], [(x, y)], style, self.library, [text], placed=placed)


class LabelCase:
    """The case 字盘 that labels are taken from: the faces and the house style of an issue, and texts cast already.

    Casting pays by the call: texts that are known beforehand are cast together, others when they are asked for; what
    is kept changes no label. `setting` is that of labels, across and upright, `caption` that of captions: all from one
    house style (B11).
    """

    def __init__(self, library: FaceLibrary, house: Setting = BODY) -> None:
        self.library = library
        across = headline_setting(house)
        upright = replace(across, vertical=True, upright_digits=max(house.upright_digits, UPRIGHT_DIGITS))
        self.setting = {False: across, True: upright}
        self.caption = caption_setting(house)
        self._cast: dict[tuple[str, str, bool], CastText] = {}

    def cast_together(self, wanted: Iterable[tuple[str, str]], *, vertical: bool = False) -> None:
        """Cast texts, each with the role of its face, in one go."""
        new = [pair for pair in dict.fromkeys(wanted) if pair[0] and (*pair, vertical) not in self._cast]
        if not new:
            return
        roles = []
        at = 0
        for text, role in new:
            roles.append(RoleRun(at, role))
            at += len(text) + 1
        sorts = cast("".join(f"{text}\n" for text, _ in new), self.setting[vertical], self.library, roles)
        if len(self._cast) > MOST_CAST:
            self._cast.clear()
        for (text, role), run in zip(new, roles, strict=True):
            self._cast[text, role, vertical] = CastText(sorts, run.start, run.start + len(text))

    def cast(self, text: str, role: str, *, vertical: bool = False) -> CastText:
        """Return a text in the face of a role, cast now if it was not."""
        key = (text, role, vertical)
        if key not in self._cast:
            self._cast[key] = CastText(cast(text, self.setting[vertical], self.library, role), 0, len(text))
        return self._cast[key]

    def label(
        self,
        text: str,
        size: float,
        face: str,
        role: Role,
        *,
        article: Article | None = None,
        colour: Colour = BLACK,
        vertical: bool = False,
        even: Iterable[int] = (),
        source: str = "",
        start: int = 0,
    ) -> Label:
        """Return a label in the face of a role of faces. `even` are characters with an em behind them (J8); `source`
        is the key in the file that the text is of, and `start` where it begins there.
        """
        found = self.cast(text, face, vertical=vertical)
        sorts = found.sorts
        findings = tuple(
            missing_glyph(missing.character, face, article, part=role)
            for missing in sorts.missing
            if found.start <= missing.offset < found.end
        )
        wide = np.zeros(len(text))
        wide[list(even)] = 1.0
        return Label(
            text,
            size,
            role,
            found,
            self.library,
            found.width + float(wide.sum()),
            _places_to_open(found, vertical=vertical),
            wide,
            article.id if article else "",
            colour,
            vertical,
            source=source,
            start=start if source else -1,
            findings=findings,
        )


def _places_to_open(text: CastText, *, vertical: bool) -> NDArray[np.bool_]:
    """After which characters spacing goes: all but the last, and in vertical lines none inside a cell or a word."""
    sorts, start, end = text
    opens = np.ones(end - start, dtype=bool)
    opens[-1:] = False
    if vertical:
        for first, count in sorts.standing.cells:
            if start <= first < end:
                opens[first - start : first - start + count - 1] = False
        turned = sorts.turned[start:end]
        opens[:-1] &= ~(turned[:-1] & turned[1:])
    return opens
