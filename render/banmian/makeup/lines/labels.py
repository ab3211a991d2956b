"""Labels: lines of text that are not body, such as headline lines, bylines, folios."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from msgspec.structs import replace

from banmian.makeup.lines.runs import Style
from banmian.makeup.lines.vertical_runs import vertical_runs
from banmian.makeup.text.copy import missing_glyph
from banmian.plate import BLACK, Colour, TextRun
from banmian.typeset import BODY, RoleRun, Sorts, caption_setting, cast, headline_setting, place
from banmian.typeset.lines import Line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from banmian.faces import FaceLibrary
    from banmian.model import Article, Finding, Setting

UPRIGHT_DIGITS = 2
"""V5: a vertical headline has its numbers of two digits side by side in one cell (纵中横): it is large enough to be
read so, and its line is not broken by figures that lie. Text keeps them turned (G35 5.1.7.3).
"""


class _Cast(NamedTuple):
    """A text as a stretch [start, end) of some sorts."""

    sorts: Sorts
    start: int
    end: int


class LabelCase:
    """The case 字盘 that labels are taken from.

    Casting pays by the call: texts that are known beforehand are cast together, others when they are asked for.
    `setting` is that of labels, across and upright, `caption` that of captions: all from one house style (B11).
    """

    def __init__(self, library: FaceLibrary, house: Setting = BODY) -> None:
        self.library = library
        across = headline_setting(house)
        upright = replace(across, vertical=True, upright_digits=max(house.upright_digits, UPRIGHT_DIGITS))
        self.setting = {False: across, True: upright}
        self.caption = caption_setting(house)
        self._cast: dict[tuple[str, str, bool], _Cast] = {}

    def cast_ahead(self, wanted: Iterable[tuple[str, str]], *, vertical: bool = False) -> None:
        """Cast texts, each with its role, in one go."""
        ahead = [pair for pair in dict.fromkeys(wanted) if pair[0] and (*pair, vertical) not in self._cast]
        if not ahead:
            return
        roles = []
        at = 0
        for text, role in ahead:
            roles.append(RoleRun(at, role))
            at += len(text) + 1
        sorts = cast("".join(f"{text}\n" for text, _ in ahead), self.setting[vertical], self.library, roles)
        for (text, role), run in zip(ahead, roles, strict=True):
            self._cast[text, role, vertical] = _Cast(sorts, run.start, run.start + len(text))

    def take(self, text: str, role: str, *, vertical: bool = False) -> _Cast:
        """A text in a role, cast now if it was not."""
        key = (text, role, vertical)
        if key not in self._cast:
            self._cast[key] = _Cast(cast(text, self.setting[vertical], self.library, role), 0, len(text))
        return self._cast[key]


class Label:
    """A line of text at a size in pt; `spacing` is extra space between its characters, in em; it may be `vertical`.

    Its width is known before it is set, and size and spacing may be changed until then.
    """

    def __init__(
        self,
        text: str,
        size: float,
        role: str,
        case: LabelCase,
        *,
        kind: str = "",
        article: Article | None = None,
        colour: Colour = BLACK,
        vertical: bool = False,
        even: Iterable[int] = (),
    ) -> None:
        self.text = text
        self.size = size
        self.spacing = 0.0
        self.vertical = vertical
        self._sorts, self._start, self._end = case.take(text, role, vertical=vertical)
        self._library = case.library
        self._article = article.id if article else ""
        self._role = kind or role
        self._colour = colour
        self.findings: list[Finding] = [
            missing_glyph(missing.character, role, article, part=self._role)
            for missing in self._sorts.missing
            if self._start <= missing.offset < self._end
        ]
        cells = slice(self._start, self._end)
        self._even = np.zeros(len(text))
        self._even[list(even)] = 1.0  # J8: an em behind the first character of a name of two
        self.natural = float((self._sorts.width[cells] + self._sorts.gap[cells]).sum() + self._even.sum())
        self._opens = self._places_to_open()
        self.gaps = int(self._opens.sum())

    def _places_to_open(self) -> NDArray[np.bool_]:
        """After which characters spacing goes: all but the last, and in vertical lines none inside a cell or a word."""
        opens = np.ones(len(self.text), dtype=bool)
        opens[-1:] = False
        if self.vertical:
            for first, count in self._sorts.standing.cells:
                if self._start <= first < self._end:
                    opens[first - self._start : first - self._start + count - 1] = False
            turned = self._sorts.turned[self._start : self._end]
            opens[:-1] &= ~(turned[:-1] & turned[1:])
        return opens

    @property
    def width(self) -> float:
        """Width in pt, the spacing between characters included; of a vertical label its length."""
        return (self.natural + self.spacing * self.gaps) * self.size

    def runs(self, x: float, y: float) -> list[TextRun]:
        """The runs with the line start at x on the baseline y; of a vertical label in the column about x from y on."""
        if not self.text:
            return []
        if self.vertical:
            return self._vertical_runs(x, y)
        sorts, cells = self._sorts, slice(self._start, self._end)
        pitch = sorts.width[cells] + sorts.gap[cells] + self.spacing + self._even
        ends = np.cumsum(pitch)
        origin = (ends - pitch + sorts.shift[cells]) * self.size
        right = (ends - sorts.gap[cells] - self.spacing - self._even) * self.size
        faces, glyphs = sorts.faces[cells], sorts.glyphs[cells]
        edges = [0, *(np.flatnonzero(np.diff(faces)) + 1).tolist(), len(self.text)]
        runs = []
        for begin, end in pairwise(edges):
            left = float(origin[begin])
            runs.append(
                TextRun(
                    x=round(x + left, 4),
                    y=round(y, 4),
                    size=self.size,
                    face=self._library.faces[faces[begin]].id,
                    text=self.text[begin:end],
                    glyphs=glyphs[begin:end],
                    offsets=origin[begin:end] - left,
                    width=round(float(right[end - 1]) - left, 4),
                    colour=self._colour,
                    article=self._article,
                    role=self._role,
                )
            )
        return runs

    def _vertical_runs(self, x: float, y: float) -> list[TextRun]:
        sorts, cells = self._sorts, slice(self._start, self._end)
        pitch = sorts.width[cells] + sorts.gap[cells] + self.spacing * self._opens + self._even
        at = np.cumsum(pitch) - pitch
        line = Line(self._start, self._end, 0.0, self.natural, last=True)
        placed = place(sorts, [line])._replace(x=at, advance=sorts.width[cells], origin=at + sorts.shift[cells])
        style = Style(self.size, self._article, self._role, self._colour)
        return vertical_runs(sorts, [line], [(x, y)], style, self._library, placed=placed)
