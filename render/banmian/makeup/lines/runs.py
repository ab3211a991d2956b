"""From placed sorts to text runs of the Plate."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from banmian.makeup.lines.hyphens import hyphen_at
from banmian.plate import ASCENT, BLACK, BODY, Colour, Line, Role, TextRun
from banmian.typeset import place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.faces import FaceLibrary
    from banmian.typeset import Placed, Sorts
    from banmian.typeset.lines import Line as SortsLine


DATELINE = "dateline"
NOTE_RISE = 0.38
"""How far a smaller run, a note mark, stands above the baseline, in em of the text: its top is level with the Han."""


class Style(NamedTuple):
    """What the runs of some lines have in common."""

    size: float
    article: str = ""
    role: Role = Role.NONE
    colour: Colour = BLACK


def baseline(top: float, height: float, size: float) -> float:
    """The baseline that centres the em box of a size in a line of a height that begins at `top`; all in pt."""
    return top + (height - size) / 2 + ASCENT * size


def turned_baseline(middle: float, size: float) -> float:
    """The x of the baseline of turned letters whose column has its middle at `middle`; all in pt.

    The em box is centred, as that of every hanzi of the column is (the central baseline of UAX #50): so capitals and
    figures, about 0.73 em high, stand within 0.02 em of the middle, and the baseline is one for all words and sizes
    of face. Centring the ink of each word would let the words of a column dance.
    """
    return middle - (ASCENT - 0.5) * size


class Text(NamedTuple):
    """A text of the file: its key, and the offset in some sorts at which it begins; that of a dateline before it.

    What stands before it and is no dateline is the house's: 来源：, a dash before a name.
    """

    key: str = ""
    at: int = -1
    dateline: int = -1

    def source(self, offset: int, role: Role) -> tuple[str, int, Role]:
        """Return the source of characters from an offset in the sorts on, their offset there, and their role."""
        if not self.key:
            return "", -1, role
        if offset >= self.at:
            return self.key, offset - self.at, role
        if self.key != BODY:
            return "", -1, role
        return DATELINE, offset - self.dateline, Role.DATELINE


NO_TEXT = Text()
"""The text of a line that stands in no file."""


def text_lines(
    sorts: Sorts,
    lines: Sequence[SortsLine],
    at: Sequence[tuple[float, float]],
    style: Style,
    library: FaceLibrary,
    texts: Sequence[Text] = (),
    placed: Placed | None = None,
    paragraphs: Sequence[int] = (),
) -> list[Line]:
    """Return lines of type whose measures begin at the points `at` (x of the line start, y of the baseline, pt).

    A line is cut into runs where the face or the scale changes; what is scaled is raised, as a note mark is. `texts`
    are those of the file that the lines are of, each with the offset in the sorts at which it begins: what stands
    before a body is its dateline. `placed` are the lines if they have been placed already, `paragraphs` their numbers.
    """
    if not lines:
        return []
    placed = placed or place(sorts, lines)
    size = style.size
    faces = sorts.faces[placed.offsets]
    glyphs = sorts.glyphs[placed.offsets]
    origin = placed.origin * size
    ends_at = (placed.x + placed.advance) * size
    if sorts.hyphen is not None:  # a hyphen has a run of its own
        lasts = np.append(placed.first[1:], placed.offsets.size) - 1
        ends_at[lasts] -= sorts.hyphen[placed.offsets[lasts]] * size
    edge = np.zeros(placed.offsets.size + 1, dtype=bool)
    edge[placed.first] = edge[-1] = True
    scales = sorts.scale[placed.offsets]
    edge[1:-1] |= (faces[1:] != faces[:-1]) | (scales[1:] != scales[:-1])
    for begun in {text.at for text in texts if text.key}:
        edge[:-1] |= placed.offsets == begun
    edges = np.flatnonzero(edge)
    begins = edges[:-1]
    lefts = origin[begins]
    from_left = origin - np.repeat(lefts, np.diff(edges))
    line_of = (np.searchsorted(placed.first, begins, side="right") - 1).tolist()
    starts = placed.offsets[begins].tolist()
    widths = np.round(ends_at[edges[1:] - 1] - lefts, 4).tolist()
    text = sorts.text
    names = [face.id for face in library.faces]
    closes = [*placed.first[1:].tolist(), placed.offsets.size]
    runs: list[list[TextRun]] = [[] for _ in lines]
    columns = (edges.tolist(), edges[1:].tolist(), line_of, starts, faces[begins].tolist(), lefts.tolist(), widths)
    for begin, end, line, start, face, left, width, scale in zip(*columns, scales[begins].tolist(), strict=False):
        x, y = at[line]
        source, offset, role = (texts[line] if texts else NO_TEXT).source(start, style.role)
        if scale != 1.0:
            y, role = y - NOTE_RISE * size, Role.NOTE_MARK
        runs[line].append(
            TextRun(
                x=round(x + left, 4),
                y=round(y, 4),
                size=round(size * scale, 4),
                face=names[face],
                text=text[start : start + end - begin],
                glyphs=glyphs[begin:end],
                offsets=from_left[begin:end],
                width=width,
                source=source,
                start=offset,
                colour=style.colour,
                article=style.article,
                role=role,
            )
        )
        if sorts.hyphen is not None and end == closes[line]:
            hyphen = hyphen_at(sorts, placed, end - 1, at[line], style, library)
            runs[line] += [hyphen] if hyphen else []
    numbers = paragraphs or [-1] * len(lines)
    return [
        Line(role=style.role, runs=tuple(some), paragraph=number)
        for some, number in zip(runs, numbers, strict=True)
        if some
    ]
