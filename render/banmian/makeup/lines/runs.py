"""From placed sorts to text runs of the Plate."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from banmian.makeup.lines.hyphens import hyphen_at
from banmian.plate import ASCENT, BLACK, Colour, TextRun
from banmian.typeset import place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.faces import FaceLibrary
    from banmian.typeset import Placed, Sorts
    from banmian.typeset.lines import Line


NOTE_RISE = 0.38
"""How far a smaller run, a note mark, stands above the baseline, in em of the text: its top is level with the Han."""


class Style(NamedTuple):
    """What the runs of some lines have in common."""

    size: float
    article: str = ""
    role: str = ""
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


def text_runs(
    sorts: Sorts,
    lines: Sequence[Line],
    at: Sequence[tuple[float, float]],
    style: Style,
    library: FaceLibrary,
    body: int | None = None,
    placed: Placed | None = None,
) -> list[TextRun]:
    """The runs of lines whose measures begin at the points `at` (x of the line start, y of the baseline, pt).

    A line is cut where the face or the scale changes; what is scaled is raised, as a note mark is. `body` is the offset
    in the sorts at which the article's body begins; without it the text is no body. `placed` are the lines if they have
    been placed already.
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
    if body is not None:
        edge[:-1] |= placed.offsets == body
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
    runs = []
    columns = (edges.tolist(), edges[1:].tolist(), line_of, starts, faces[begins].tolist(), lefts.tolist(), widths)
    for begin, end, line, start, face, left, width, scale in zip(*columns, scales[begins].tolist(), strict=False):
        x, y = at[line]
        offset = start - body if body is not None else -1
        role = style.role if offset >= 0 or body is None else "dateline"
        if scale != 1.0:
            y, role = y - NOTE_RISE * size, "note"
        runs.append(
            TextRun(
                x=round(x + left, 4),
                y=round(y, 4),
                size=round(size * scale, 4),
                face=names[face],
                text=text[start : start + end - begin],
                glyphs=glyphs[begin:end],
                offsets=from_left[begin:end],
                width=width,
                start=max(offset, -1),
                colour=style.colour,
                article=style.article,
                role=role,
            )
        )
        if sorts.hyphen is not None and end == closes[line]:
            hyphen = hyphen_at(sorts, placed, end - 1, at[line], style, library)
            runs += [hyphen] if hyphen else []
    return runs
