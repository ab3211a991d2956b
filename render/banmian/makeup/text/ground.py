"""The ground 版块 of a slot: where its text columns, or the bands of its vertical lines, lie on the page.

Make-up counts in columns and rows; a ground turns them into points. In a vertical slot a column is a band, and its rows
are the lines that stand in it side by side, from right to left. All lengths in pt, but for em where that is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.makeup.lines.runs import baseline, text_lines
from banmian.makeup.lines.vertical_runs import vertical_lines
from banmian.makeup.text.field import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.faces import FaceLibrary
    from banmian.layout import Column, Layout, Slot
    from banmian.makeup.lines.runs import Style, Text
    from banmian.plate import Line as PlateLine
    from banmian.typeset import Placed, Sorts
    from banmian.typeset.lines import Line


class Ground:
    """The rows of horizontal text in a slot. Row 0 is at its top."""

    vertical = False
    _set = staticmethod(text_lines)

    def __init__(self, slot: Slot, layout: Layout, origin: tuple[float, float], heading: int = 0) -> None:
        grid, inner = layout.grid, slot.inner
        self.size, self.pitch = grid.body, grid.pitch
        self.x, self.y = origin[0] + inner.left * self.size, origin[1] + (inner.top + heading) * self.pitch
        self.width, self.height = inner.width * self.size, (inner.height - heading) * self.pitch
        self.measure = float(slot.measure)
        self.columns = slot.keys.columns
        self.rows = max(column.top + column.rows for column in slot.columns) - heading
        self._columns = tuple(_below(column, heading) for column in slot.columns) if heading else slot.columns
        self._starts = slot.starts
        self._framed = slot.is_boxed
        self.inset = (self.pitch - self.size) / 2
        """From the top of the slot to the em boxes of its first line, and from those of its last one to its foot."""

    def field(self) -> Field:
        """All lines of the text columns, each with its measure."""
        rows = tuple(tuple(range(column.top, column.top + column.rows)) for column in self._columns)
        return Field(self.measure, rows)

    def column_x(self, column: int) -> float:
        """Where a text column begins."""
        return self.x + self._starts[column] / 10 * self.size

    def span(self, first: int, last: int) -> tuple[float, float]:
        """Left and right edge of some text columns."""
        if (first, last) == (0, self.columns - 1):
            return self.x, self.x + self.width
        return self.column_x(first), self.column_x(last) + self.measure * self.size

    def at(self, column: int, row: int, rows: int, size: float, along: float = 0.0) -> tuple[float, float]:
        """Where a line of type of a size begins that takes `rows` rows from `row` on: for `lines`."""
        return self.column_x(column) + along, baseline(self.y + row * self.pitch, rows * self.pitch, size)

    def lines(
        self,
        sorts: Sorts,
        lines: Sequence[Line],
        at: Sequence[tuple[float, float]],
        style: Style,
        library: FaceLibrary,
        text: Text,
        placed: Placed,
        paragraphs: Sequence[int] = (),
    ) -> list[PlateLine]:
        """Return placed lines of a text that begin at the points `at`, with the numbers of their paragraphs."""
        return self._set(sorts, lines, at, style, library, [text] * len(lines), placed, paragraphs)


class VerticalGround(Ground):
    """The rows of vertical text in a slot. Row 0 is at its right; the last one lies at its left edge.

    The rows have the pitch of the grid. What their number leaves of the width lies at the right of row 0, with the
    headline. The lines of all bands lie under each other.
    """

    vertical = True
    _set = staticmethod(vertical_lines)

    def __init__(self, slot: Slot, layout: Layout, origin: tuple[float, float]) -> None:
        super().__init__(slot, layout, origin)
        spare = self.height - 2 * self.inset - self.measure * self.size
        self.top = self.y + self.inset + (spare / 2 if self._framed and self.columns == 1 else 0.0)
        """The top of the first band: level with the em boxes of the horizontal lines beside it, in a frame centred."""
        self.length = self.height - 2 * (self.top - self.y)

    def right(self, row: int) -> float:
        """The right edge of the em boxes of a row."""
        return self.x + (self.rows - 1 - row) * self.pitch + self.size

    def at(
        self,
        column: int,
        row: int,
        rows: int,
        size: float,  # noqa: ARG002 - the middle of a column is the same for every size
        along: float = 0.0,
    ) -> tuple[float, float]:
        """The middle of a line that takes `rows` rows from `row` on, and the top of its band."""
        middle = (self.right(row) + self.right(row + rows - 1) - self.size) / 2
        return middle, self.top + self._starts[column] / 10 * self.size + along


def ground_of(slot: Slot, layout: Layout, origin: tuple[float, float], heading: int = 0) -> Ground:
    """The ground of a slot on a page whose type area begins at `origin`, below so many lines of a heading."""
    return VerticalGround(slot, layout, origin) if slot.vertical else Ground(slot, layout, origin, heading)


def _below(column: Column, heading: int) -> Column:
    """A text column whose top lines a heading takes."""
    top = max(column.top - heading, 0)
    return column._replace(top=top, rows=column.rows - max(heading - column.top, 0))
