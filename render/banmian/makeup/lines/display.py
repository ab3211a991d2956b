"""Display lines: a short text set large, turned by its sense into lines alike in length (T6, T7).

Titles of tables and boxes, and pull quotes, are set so. Headlines have their own way, since they may be narrowed.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from banmian.makeup.lines.passages import Passage, Standing, cast_passages, extent, limits, set_lines
from banmian.makeup.lines.runs import Style, baseline
from banmian.makeup.lines.turns import turn_places
from banmian.typeset.lines import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.faces import FaceLibrary
    from banmian.makeup.lines.labels import LabelCase
    from banmian.makeup.lines.passages import Align
    from banmian.model import Article, Finding, Setting
    from banmian.plate import Line as PlateLine
    from banmian.plate import Role

LEADING = 1.3
"""From line to line, in em."""
_MORE = 3
"""Lines more than needed that are tried for turns between words, before turns inside them are taken."""
_AT_A_MARK = 0.12
"""What a turn at a mark is worth, measured as unevenness: the square of a part of the room."""
_ANOTHER_LINE = 0.08
_STRANDED = 0.5
_FEW = 3
_ENDS_A_PART = "，、；：！？。”》）—"
_OPENS_A_PART = "（《“‘「"
_CLOSE = 0.0001


class Display(NamedTuple):
    """A text in display lines over `width` pt."""

    passage: Passage
    lines: tuple[Line, ...]
    size: float
    width: float
    library: FaceLibrary
    style: Style
    findings: tuple[Finding, ...]

    @property
    def widest(self) -> float:
        """The width of its widest line in pt."""
        return self.size * max((extent(self.passage.sorts, line.start, line.end) for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """From the top of the first em box to the foot of the last, in pt."""
        return self.size * (1 + LEADING * (len(self.lines) - 1)) if self.lines else 0.0

    def placed(self, x: float, y: float, align: Align = "left") -> list[PlateLine]:
        """Return its lines with the first em box below y."""
        text = self.passage.origin
        standing = [
            Standing(line, x, baseline(y + n * LEADING * self.size, self.size, self.size), self.width, align, text)
            for n, line in enumerate(self.lines)
        ]
        return set_lines(standing, self.passage.sorts, self.style, self.library)


def set_display(
    text: str,
    size: float,
    role: str,
    width: float,
    article: Article,
    case: LabelCase,
    kind: Role,
    part: str,
    setting: Setting | None = None,
    source: str = "",
) -> Display:
    """Set a text over `width` pt. `kind` is the role of its lines, `part` what a finding calls it, `source` its key.

    Its marks are those of headlines, half an em (T8), where no other `setting` is given.
    """
    house = setting or case.setting[False]
    (passage,) = cast_passages([text], role, house, case.library, article.keys.names, [source])
    room = width / size
    lines: list[Line] = []
    for start, end in passage.pieces():
        edges = _turns(passage.sorts.text[start:end], Passage(passage.sorts, start, end), room, article.keys.names)
        if edges:
            lines += [Line(start + a, start + b, 0.0, room, last=True) for a, b in pairwise(edges)]
        else:
            lines += Passage(passage.sorts, start, end).lines(room)
    findings = (
        *passage.missing(role, article, part),
        *limits(lines, passage.sorts, article, f"a line of the {part}"),
    )
    return Display(passage, tuple(lines), size, width, case.library, Style(size, article.id, kind), findings)


def _turns(text: str, passage: Passage, room: float, names: Sequence[str]) -> list[int]:
    """The edges of the lines of a text in `room` em, from 0 to its length; none where words alone do not serve."""
    sorts, first = passage.sorts, passage.start
    whole = extent(sorts, first, passage.end)
    if whole <= room + _CLOSE:
        return [0, len(text)]
    places = [0, *turn_places(text, names), len(text)]
    widths = {
        (a, b): width
        for n, a in enumerate(places)
        for b in places[n + 1 :]
        if (width := extent(sorts, first + a, first + b)) <= room + _CLOSE
    }
    needed = ceil(whole / room - _CLOSE)
    found: list[tuple[float, list[int]]] = []
    for count in range(needed, needed + _MORE + 1):
        if len(found) > 1:  # a line more may turn the text better, two are too many
            break
        price, edges = _best(text, widths, count, whole / count, room)
        found += [(price + _ANOTHER_LINE * count, edges)] if edges else []
    return min(found, default=(0.0, []))[1]


def _best(
    text: str, widths: dict[tuple[int, int], float], count: int, even: float, room: float
) -> tuple[float, list[int]]:
    """The cost and the edges of `count` lines that are most alike; a turn at a mark is worth some unevenness."""

    def cost(a: int, b: int) -> float:
        width = widths[a, b]
        price = ((width - even) / room) ** 2
        price += _STRANDED if width < _FEW else 0.0
        return price - (
            _AT_A_MARK if b < len(text) and (text[b - 1] in _ENDS_A_PART or text[b] in _OPENS_A_PART) else 0.0
        )

    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [0])}
    for _ in range(count):
        longer: dict[int, tuple[float, list[int]]] = {}
        for a, b in widths:
            if a in best:
                total = best[a][0] + cost(a, b)
                if b not in longer or total < longer[b][0] - 1e-12:
                    longer[b] = (total, [*best[a][1], b])
        best = longer
    return best.get(len(text), (0.0, []))
