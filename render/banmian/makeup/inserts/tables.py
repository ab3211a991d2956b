"""Tables 表格: open at the sides (开口表), rules at top, foot and under the head, rows of whole grid lines (G10).

Cells are set smaller than body on the baselines of the body, so that their lines are level with the text beside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from banmian.makeup.inserts.table_columns import Column, head_parts, plan_columns
from banmian.makeup.lines.passages import Standing, cast_passages, extent, limits, set_lines
from banmian.makeup.lines.runs import Style, baseline
from banmian.makeup.lines.small_heads import SmallHead, set_small_head
from banmian.model import Finding, Severity
from banmian.plate import BLACK, Fill, Group, Role, Rule
from banmian.typeset.lines import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.faces import FaceLibrary
    from banmian.layout.styles import Styles
    from banmian.makeup.lines.labels import LabelCase
    from banmian.makeup.lines.passages import Align, Passage
    from banmian.model import Article
    from banmian.model.matter import Table
    from banmian.plate import Child

SMALLEST = 6.5
"""pt, 小六: no smaller are cells set to give each three 字."""
EDGE, HEAD_RULE, INNER = 0.5, 0.3, 0.2
"""pt: the rules at top and foot, under the head row, and between rows that have several lines."""
MANY = 7
"""Columns from which on hairlines stand between them."""
TINT = 0.1
"""The ground of the head row, a part of black."""
_SOURCE = ("来源", "资料来源", "数据来源", "注")


class SetRow(NamedTuple):
    """A row of a table: for each column the cell and its lines."""

    cells: tuple[tuple[Passage, tuple[Line, ...]], ...]

    @property
    def lines(self) -> int:
        """Grid lines it takes."""
        return max([1, *(len(lines) for _, lines in self.cells)])


class TableInsert(NamedTuple):
    """A table set for a width. Lengths in pt, those of columns in em of `cell_size`."""

    name: str
    key: str
    article: str
    title: SmallHead
    head: SetRow | None
    rows: tuple[SetRow, ...]
    columns: tuple[Column, ...]
    source: tuple[Passage, tuple[Line, ...]] | None
    width: float
    pitch: float
    size: float
    cell_size: float
    source_size: float
    library: FaceLibrary
    findings: tuple[Finding, ...]

    @property
    def what(self) -> str:
        """The table by its title."""
        return self.name

    @property
    def least(self) -> int:
        """Grid lines: title, head row, rows, source."""
        rows = sum(row.lines for row in self.rows) + (self.head.lines if self.head else 0)
        return self.title.lines + rows + (len(self.source[1]) if self.source else 0)

    @property
    def most(self) -> int:
        """A line more where a title can have it as white."""
        return self.least + (1 if self.title.lines else 0)

    def drawn(self, x: float, y: float, lines: int) -> Group:
        """Return it with the top left corner at (x, y), what is over `least` being white round the title."""
        found: list[Child] = []
        top = y + (self.title.lines + max(lines - self.least, 0)) * self.pitch
        found += self.title.drawn(x, y, top - y)
        self._rule(found, x, top + EDGE / 2, EDGE)
        begin = top
        if self.head:
            height = self.head.lines * self.pitch
            ground = Fill(
                x=x,
                y=top,
                width=self.width,
                height=height,
                colour=BLACK.tint(TINT),
                article=self.article,
                role=Role.TINT,
            )
            found.insert(0, ground)
            found += self._rows([self.head], x, top, Role.TABLE_HEAD)
            top += height
            self._rule(found, x, top, HEAD_RULE)
        found += self._rows(self.rows, x, top, Role.TABLE_CELL)
        wrapped = any(row.lines > 1 for row in self.rows)
        for number, row in enumerate(self.rows):
            if wrapped and number:
                self._rule(found, x, top, INNER)
            top += row.lines * self.pitch
        self._rule(found, x, top - EDGE / 2, EDGE)
        if len(self.columns) >= MANY:
            for one, other in zip(self.columns, self.columns[1:], strict=False):
                middle = x + (one.left + one.width + other.left) / 2 * self.cell_size
                found.append(
                    Rule(
                        x0=middle, y0=begin, x1=middle, y1=top, weight=INNER, article=self.article, role=Role.TABLE_RULE
                    )
                )
        if self.source:
            passage, source_lines = self.source
            standing = [
                Standing(line, x, self._baseline(top, n), text=passage.origin) for n, line in enumerate(source_lines)
            ]
            style = Style(self.source_size, self.article, Role.TABLE_SOURCE)
            drawn = set_lines(standing, passage.sorts, style, self.library)
            found.append(Group(role=Role.TABLE_SOURCE, children=tuple(drawn)))
        return Group(role=Role.TABLE, children=tuple(found), id=self.key)

    def _rows(self, rows: Sequence[SetRow], x: float, y: float, role: Role) -> list[Group]:
        """The cells of rows from y on. Those of a head row stand at its foot, all others at the top of their row."""
        standing: list[Standing] = []
        counts: list[list[int]] = []
        sorts = None
        for row in rows:
            counts.append([len(lines) for _, lines in row.cells])
            for column, (cell, lines) in zip(self.columns, row.cells, strict=True):
                sorts = cell.sorts
                left, room = x + column.left * self.cell_size, column.width * self.cell_size
                align: Align = column.align
                begin = column.place(cell) if role is Role.TABLE_CELL else None
                if begin is not None:
                    left, align = left + begin * self.cell_size, "left"
                first = row.lines - len(lines) if role is Role.TABLE_HEAD else 0
                standing += [
                    Standing(line, left, self._baseline(y, first + n), room, align, cell.origin)
                    for n, line in enumerate(lines)
                ]
            y += row.lines * self.pitch
        if sorts is None:
            return []
        set_ = iter(set_lines(standing, sorts, Style(self.cell_size, self.article, role), self.library))
        return [
            Group(
                role=Role.TABLE_ROW,
                number=number,
                children=tuple(
                    Group(role=role, number=column, children=tuple(next(set_) for _ in range(count)))
                    for column, count in enumerate(row)
                ),
            )
            for number, row in enumerate(counts)
        ]

    def _baseline(self, y: float, number: int) -> float:
        """The baseline of the body on grid line `number` from y."""
        return baseline(y + number * self.pitch, self.pitch, self.size)

    def _rule(self, found: list[Child], x: float, y: float, weight: float) -> None:
        found.append(
            Rule(x0=x, y0=y, x1=x + self.width, y1=y, weight=weight, article=self.article, role=Role.TABLE_RULE)
        )


def set_table(
    table: Table, article: Article, width: float, pitch: float, size: float, styles: Styles, case: LabelCase
) -> TableInsert:
    """Set a table over `width` pt on a grid of `pitch` pt whose body is `size` pt."""
    key = f"tables[{article.keys.tables.index(table)}]" if table in article.keys.tables else "table"
    name = f"the table “{table.title}”" if table.title else f"the table that begins with “{_first(table)}”"
    setting = replace(case.caption, justify=False)
    count = max(1, len(table.header), *(len(row) for row in table.rows))
    flat = [cell for row in table.rows for cell in (*row, *[""] * (count - len(row)))]
    header = [*table.header, *[""] * (count - len(table.header))]
    names = article.keys.names
    keys = [f"{key}.header[{n}]" for n in range(count)]
    heads = cast_passages(header, styles.heading.role, setting, case.library, names, keys)
    keys = [f"{key}.rows[{n // count}][{n % count}]" for n in range(len(flat))]
    cells = cast_passages(flat, styles.table.role, setting, case.library, names, keys)
    rows = [cells[at : at + count] for at in range(0, len(cells), count)]
    columns, cell_size = _columns(heads, rows, width, styles.table.size)
    findings = [finding for cell in heads for finding in cell.missing(styles.heading.role, article, "head of a table")]
    findings += [finding for cell in cells for finding in cell.missing(styles.table.role, article, "table")]
    has_room = bool(columns)
    if not has_room:
        cell_size = min(cell_size, width / count / 1.02)
        columns = plan_columns(heads, rows, width / cell_size, hard=True)
        findings.append(
            Finding(
                severity=Severity.WARNING,
                code="table-too-wide",
                message=f"{name} has {count} columns, which have not three characters each in {width / size:.0f} 字",
                hint="give it more columns of the page, or make it two tables",
                article=article.id,
                file=article.file,
            )
        )
    title = set_small_head(table.title, width, pitch, styles, article, case, Role.TABLE_TITLE, f"{key}.title")
    source = _source(table.source, width, styles, case, f"{key}.source")
    if source:
        findings += source[0].missing(styles.caption.role, article, "source of a table")
        findings += limits(source[1], source[0].sorts, article, "a line of the source of a table")
    set_rows = tuple(_set_row(row, columns) for row in rows)
    head = _set_head(heads, columns) if any(cell.text for cell in heads) else None
    if has_room:
        for row in (head, *set_rows):
            for cell, lines in row.cells if row else ():
                findings += limits(lines, cell.sorts, article, "a line of a table")
    return TableInsert(
        name,
        f"{article.id}/{key}",
        article.id,
        title,
        head,
        set_rows,
        columns,
        source,
        width,
        pitch,
        size,
        cell_size,
        styles.caption.size,
        case.library,
        (*title.findings, *findings),
    )


def _first(table: Table) -> str:
    return next((cell for row in (table.header, *table.rows) for cell in row if cell.strip()), "")


def _columns(
    heads: list[Passage], rows: list[list[Passage]], width: float, size: float
) -> tuple[tuple[Column, ...], float]:
    """The columns at the largest size, in pt, that gives them room; none and the smallest size where none does."""
    while True:
        columns = plan_columns(heads, rows, width / size)
        if columns or size <= SMALLEST:
            return columns, size
        size = max(size - 0.5, SMALLEST)


def _set_row(cells: Sequence[Passage], columns: Sequence[Column]) -> SetRow:
    return SetRow(
        tuple((cell, tuple(cell.lines(column.width + 0.001))) for cell, column in zip(cells, columns, strict=True))
    )


def _set_head(cells: Sequence[Passage], columns: Sequence[Column]) -> SetRow:
    """The head row: a head that is too long turns before its unit in brackets, if it then fits."""
    row = _set_row(cells, columns)
    found = []
    for (cell, lines), column in zip(row.cells, columns, strict=True):
        parts = [Line(a, b, 0.0, column.width, last=True) for a, b in head_parts(cell)]
        fits = all(extent(cell.sorts, line.start, line.end) <= column.width + 0.001 for line in parts)
        found.append((cell, tuple(parts) if len(lines) > 1 and fits else lines))
    return SetRow(tuple(found))


def _source(
    text: str, width: float, styles: Styles, case: LabelCase, key: str
) -> tuple[Passage, tuple[Line, ...]] | None:
    """The source of the figures; one that is a bare name has 来源 before it, as a byline has 本报记者."""
    written = text.rstrip()
    text = text.strip()
    if not text:
        return None
    shown = text if text.startswith(_SOURCE) or "：" in text else f"来源：{text}"
    ours = len(shown) - len(written)
    (passage,) = cast_passages([shown], styles.caption.role, case.caption, case.library, (), [key], [ours])
    return passage, tuple(passage.lines(width / styles.caption.size))
