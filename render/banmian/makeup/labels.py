"""Labels: lines of text that are not body, such as headline lines, bylines, folios."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from banmian.makeup.copy import missing_glyph
from banmian.plate import BLACK, Colour, TextRun
from banmian.typeset import HEADLINE, RoleRun, Sorts, cast

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banmian.faces import FaceLibrary
    from banmian.model import Article, Finding


class _Cast(NamedTuple):
    """A text as a stretch [start, end) of some sorts."""

    sorts: Sorts
    start: int
    end: int


class LabelCase:
    """The case 字盘 that labels are taken from.

    Casting pays by the call: texts that are known beforehand are cast together, others when they are asked for.
    """

    def __init__(self, library: FaceLibrary) -> None:
        self.library = library
        self._cast: dict[tuple[str, str], _Cast] = {}

    def cast_ahead(self, wanted: Iterable[tuple[str, str]]) -> None:
        """Cast texts, each with its role, in one go."""
        ahead = [pair for pair in dict.fromkeys(wanted) if pair[0] and pair not in self._cast]
        if not ahead:
            return
        roles = []
        at = 0
        for text, role in ahead:
            roles.append(RoleRun(at, role))
            at += len(text) + 1
        sorts = cast("".join(f"{text}\n" for text, _ in ahead), HEADLINE, self.library, roles)
        for (text, role), run in zip(ahead, roles, strict=True):
            self._cast[text, role] = _Cast(sorts, run.start, run.start + len(text))

    def take(self, text: str, role: str) -> _Cast:
        """A text in a role, cast now if it was not."""
        if (text, role) not in self._cast:
            self._cast[text, role] = _Cast(cast(text, HEADLINE, self.library, role), 0, len(text))
        return self._cast[text, role]


class Label:
    """A line of text at a size in pt; `spacing` is extra space between its characters, in em.

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
    ) -> None:
        self.text = text
        self.size = size
        self.spacing = 0.0
        self._sorts, self._start, self._end = case.take(text, role)
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
        self.natural = float((self._sorts.width[cells] + self._sorts.gap[cells]).sum())

    @property
    def width(self) -> float:
        """Width in pt, the spacing between characters included."""
        return (self.natural + self.spacing * max(len(self.text) - 1, 0)) * self.size

    def runs(self, x: float, y: float) -> list[TextRun]:
        """The runs with the line start at x on the baseline y."""
        if not self.text:
            return []
        sorts, cells = self._sorts, slice(self._start, self._end)
        pitch = sorts.width[cells] + sorts.gap[cells] + self.spacing
        ends = np.cumsum(pitch)
        origin = (ends - pitch + sorts.shift[cells]) * self.size
        right = (ends - sorts.gap[cells] - self.spacing) * self.size
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
