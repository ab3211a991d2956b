"""Lists of names 名单: as many equal columns as have room, read row by row.

Row by row, since a list stands in an order that means something, of rank or of strokes, and a reader looks for the
next name beside the last; it also lets a long name take the room of two, and needs no level foot of columns.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from banmian.makeup.heads.headline import EVENED
from banmian.makeup.lines.passages import Standing, cast_passages, limits, set_lines
from banmian.makeup.lines.runs import Style, baseline
from banmian.makeup.lines.small_heads import SmallHead, set_small_head
from banmian.plate import Group, Role, Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.faces import FaceLibrary
    from banmian.layout.styles import Styles
    from banmian.makeup.lines.labels import Label, LabelCase
    from banmian.makeup.lines.passages import Passage
    from banmian.model import Article, Finding
    from banmian.model.matter import NameList
    from banmian.plate import Child
    from banmian.typeset.lines import Line

GAP = 1.0
"""White between two columns of names, in 字, at the least."""
LEAST_GAP = 0.5
"""White behind a name that is a little wider than its column; it takes two columns only where there is less."""
LOOSEST = 3.0
"""White between two columns at the most: beyond it a few names stand together in the middle."""
ROLE = "body"
EDGE = 0.3
"""pt, the rule under the title and at the foot."""


class PlacedName(NamedTuple):
    """A name: the row and the column in which it begins. One that is wider than the list has its lines instead."""

    label: Label | None
    row: int
    column: int
    lines: tuple[Line, ...] = ()
    passage: Passage | None = None


class ListInsert(NamedTuple):
    """A list of names set for a width; `left` and `step` of its columns in pt."""

    name: str
    key: str
    article: str
    title: SmallHead
    names: tuple[PlacedName, ...]
    rows: int
    left: float
    step: float
    width: float
    pitch: float
    size: float
    library: FaceLibrary
    findings: tuple[Finding, ...]

    @property
    def what(self) -> str:
        """The list by its title."""
        return self.name

    @property
    def least(self) -> int:
        """Grid lines of title and names."""
        return self.title.lines + self.rows

    @property
    def most(self) -> int:
        """A line more where a title can have it as white."""
        return self.least + (1 if self.title.lines else 0)

    def drawn(self, x: float, y: float, lines: int) -> Group:
        """Return it with the top left corner at (x, y), what is over `least` being white round the title."""
        found: list[Child] = []
        top = y + (self.title.lines + max(lines - self.least, 0)) * self.pitch
        if self.title.lines:
            found += self.title.drawn(x, y, top - y)
            found += [
                Rule(x0=x, y0=at, x1=x + self.width, y1=at, weight=EDGE, article=self.article, role=Role.LIST_RULE)
                for at in (top - (self.pitch - self.size) / 2, top + self.rows * self.pitch - EDGE / 2)
            ]
        for number, name in enumerate(self.names):
            at = baseline(top + name.row * self.pitch, self.pitch, self.size)
            if name.label:
                lines_ = name.label.lines(x + self.left + name.column * self.step, at)
            elif name.passage:
                text = name.passage.origin
                standing = [Standing(line, x, at + n * self.pitch, text=text) for n, line in enumerate(name.lines)]
                style = Style(self.size, self.article, Role.LIST_ITEM)
                lines_ = set_lines(standing, name.passage.sorts, style, self.library)
            else:
                continue
            found.append(Group(role=Role.LIST_ITEM, number=number, children=tuple(lines_)))
        return Group(role=Role.LIST, children=tuple(found), id=self.key)


def set_list(
    names: NameList, article: Article, width: float, pitch: float, size: float, styles: Styles, case: LabelCase
) -> ListInsert:
    """Set a list of names over `width` pt on a grid of `pitch` pt whose body is `size` pt."""
    texts = [" ".join(name.split()) for name in names.names]
    case.cast_together((text, ROLE) for text in texts)
    key = f"lists[{article.keys.lists.index(names)}]" if names in article.keys.lists else "list"
    labels = [
        case.label(
            text,
            size,
            ROLE,
            Role.LIST_ITEM,
            article=article,
            even=[0] if _is_evened(text) else (),
            source=f"{key}.names[{number}]",
        )
        for number, text in enumerate(texts)
    ]
    cell, count, step = _columns([label.width for label in labels], width, size)
    placed: list[PlacedName] = []
    findings: list[Finding] = []
    row = column = 0
    for label in labels:
        findings += label.findings
        if label.width > width + 0.001:
            row, column = row + (column > 0), 0
            (passage,) = cast_passages([label.text], ROLE, case.caption, case.library, (), [label.source])
            lines = tuple(passage.lines(width / size))
            findings += limits(lines, passage.sorts, article, "a line of a list of names")
            placed.append(PlacedName(None, row, 0, lines, passage))
            row += len(lines)
            continue
        span = _span(label.width, step, count, size)
        if column + span > count or _end(column, label.width, step) > width + 0.001:
            row, column = row + (column > 0), 0
        placed.append(PlacedName(label, row, column))
        column += span
        if column >= count:
            row, column = row + 1, 0
    rows = row + (column > 0)
    used = max((_end(name.column, name.label.width, step) for name in placed if name.label), default=0.0)
    left = (width - max(used, (count - 1) * step + cell)) / 2
    title = set_small_head(names.title, width, pitch, styles, article, case, Role.LIST_TITLE, f"{key}.title")
    what = f"the list “{names.title}”" if names.title else f"the list of names that begins with “{texts[0]}”"
    return ListInsert(
        what,
        f"{article.id}/{key}",
        article.id,
        title,
        tuple(placed),
        rows,
        left,
        step,
        width,
        pitch,
        size,
        case.library,
        (*title.findings, *findings),
    )


def _is_evened(name: str) -> bool:
    """Whether a name is one of two characters, which stands as wide as one of three (J8)."""
    return len(name) == EVENED and not any(character.isascii() for character in name)


def _columns(widths: Sequence[float], width: float, size: float) -> tuple[float, int, float]:
    """How wide a column is, how many take the fewest rows, and the step from one to the next; lengths in pt.

    Tried are columns as wide as each of the names: where few are long, they take the room of two. Of ways with as many
    rows that with the fewest such names is taken.
    """
    ways: list[tuple[int, int, float, int, float]] = []
    for cell in sorted({min(round(w, 3), width) for w in widths}):
        most = max(int((width + GAP * size + 0.001) / (cell + GAP * size)), 1)
        most = min(most, len(widths))
        for count in range(most, max(most - 2, 0), -1):
            step = min((width - cell) / (count - 1), cell + LOOSEST * size) if count > 1 else width
            rows = wide = column = 0
            for each in widths:
                span = _span(each, step, count, size)
                wide += span > 1
                if column + span > count or _end(column, each, step) > width + 0.001:
                    rows, column = rows + 1, 0
                column += span
            ways.append((rows, wide, -cell, count, step))
    _, _, cell, count, step = min(ways)
    return -cell, count, step


def _span(width: float, step: float, count: int, size: float) -> int:
    """The columns that a name takes, with the white behind it."""
    return min(max(ceil((width + LEAST_GAP * size - 0.001) / step), 1), count)


def _end(column: int, width: float, step: float) -> float:
    return column * step + width
