"""From placed sorts of vertical lines to text runs of the Plate: what stands, what is turned, what shares a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from banmian.makeup.lines.hyphens import hyphen_at
from banmian.makeup.lines.runs import NO_TEXT, Style, Text, baseline, turned_baseline
from banmian.plate import Direction, Line, Role, TextRun
from banmian.typeset import NO_GLYPH, place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.faces import FaceLibrary
    from banmian.typeset import Placed, Sorts
    from banmian.typeset.lines import Line as SortsLine

_UPRIGHT, _TURNED, _CELL = 0, 1, 2


def vertical_lines(
    sorts: Sorts,
    lines: Sequence[SortsLine],
    at: Sequence[tuple[float, float]],
    style: Style,
    library: FaceLibrary,
    texts: Sequence[Text] = (),
    placed: Placed | None = None,
    paragraphs: Sequence[int] = (),
) -> list[Line]:
    """Return vertical lines at the points `at`: the middle of each column and where its line begins, in pt.

    A line is cut where the face, the scale or the way of standing changes. All else is as of `text_lines`.
    """
    if not lines:
        return []
    placed = placed or place(sorts, lines)
    size = style.size
    offsets = placed.offsets
    way = np.where(sorts.turned[offsets], _TURNED, _UPRIGHT)
    cell = np.zeros(sorts.codes.size, dtype=np.int64)
    for first, count in sorts.standing.cells:
        cell[first : first + count] = first + 1
    way[cell[offsets] > 0] = _CELL
    edge = np.zeros(offsets.size + 1, dtype=bool)
    edge[placed.first] = edge[-1] = True
    for changes in (sorts.faces[offsets], sorts.scale[offsets], way, cell[offsets]):
        edge[1:-1] |= changes[1:] != changes[:-1]
    for begun in {text.at for text in texts if text.key}:
        edge[:-1] |= offsets == begun
    edges = np.flatnonzero(edge)
    line_of = np.searchsorted(placed.first, edges[:-1], side="right") - 1
    closes = [*placed.first[1:].tolist(), offsets.size]
    runs: list[list[TextRun]] = [[] for _ in lines]
    for begin, end, line in zip(edges[:-1].tolist(), edges[1:].tolist(), line_of.tolist(), strict=True):
        middle, top = at[line]
        start = int(offsets[begin])
        scale = float(sorts.scale[start])
        glyphs = sorts.glyphs[offsets[begin:end]]
        y = top + float(placed.origin[begin]) * size
        along = (placed.origin[begin:end] - placed.origin[begin]) * size
        extent = float(placed.x[end - 1] + placed.advance[end - 1] - placed.origin[begin]) * size
        face = library.faces[int(sorts.faces[start])]
        raised = (1 - scale) / 2 * size  # a note mark stands at the right of its column
        stretch, direction, x = 1.0, Direction.VERTICAL, middle + raised
        if way[begin] == _TURNED:
            direction, x = Direction.TURNED, turned_baseline(middle + raised, size * scale)
        elif way[begin] == _CELL:
            direction = Direction.HORIZONTAL
            advances = face.advances(np.where(glyphs == NO_GLYPH, 0, glyphs))
            stretch = min(1.0, 1.0 / float(advances.sum()))  # V5: never wider than the cell
            along = (np.cumsum(advances) - advances) * stretch * size
            extent = float(advances.sum()) * stretch * size
            x, y = middle - extent / 2, baseline(top + float(placed.x[begin]) * size, size, size)
        source, offset, role = (texts[line] if texts else NO_TEXT).source(start, style.role)
        runs[line].append(
            TextRun(
                x=round(x, 4),
                y=round(y, 4),
                size=size * scale,
                face=face.id,
                text=sorts.text[start : start + end - begin],
                glyphs=glyphs,
                offsets=along,
                width=round(extent, 4),
                source=source,
                start=offset,
                stretch=stretch,
                colour=style.colour,
                direction=direction,
                article=style.article,
                role=Role.NOTE_MARK if scale != 1.0 else role,
            )
        )
        if sorts.hyphen is not None and end == closes[line]:
            foot = turned_baseline(middle, size), top
            hyphen = hyphen_at(sorts, placed, end - 1, foot, style, library, Direction.TURNED)
            runs[line] += [hyphen] if hyphen else []
    numbers = paragraphs or [-1] * len(lines)
    return [
        Line(role=style.role, runs=tuple(some), paragraph=number)
        for some, number in zip(runs, numbers, strict=True)
        if some
    ]
