"""Briefs 简讯: short articles one after the other through the text columns of one slot.

Each has its headline, on one line where that is not too small, and its text. What a column break may part is decided
here; `brief_columns` then chooses the breaks. Counted in rows of the line grid, so that all body stands on it.
"""

from __future__ import annotations

from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from banmian.makeup.block.draw import SetBlock
from banmian.makeup.block.fullness import Fit, Overset
from banmian.makeup.block.remarks import Remarks
from banmian.makeup.briefs.amounts import briefs_underset
from banmian.makeup.briefs.columns import Unit, fill
from banmian.makeup.briefs.copy import closing_byline, leave_out
from banmian.makeup.heads.headings import Heading, heading_items, heading_rows
from banmian.makeup.heads.placement import head_group
from banmian.makeup.heads.scaling import LEAST_READABLE, Row, fit, fit_main, long_headline, scaled
from banmian.makeup.lines.runs import Style, baseline, text_lines
from banmian.makeup.lines.turns import turn_headline
from banmian.makeup.marks.interlinear import Lines, interlinear_marks
from banmian.makeup.text.columns import compose_story
from banmian.makeup.text.copyfit import MOST_TIGHTENED, changed, paragraphs
from banmian.model import Finding, ParagraphKind
from banmian.plan import Assignment
from banmian.plate import Group, Leg, Role
from banmian.typeset import place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.layout import Layout, Slot
    from banmian.makeup.briefs.columns import Place
    from banmian.makeup.lines.labels import Label, LabelCase
    from banmian.makeup.text.columns import Piece
    from banmian.makeup.text.copy import Copy, Story
    from banmian.model import Article
    from banmian.plate import Child, Line, PlateItem

ONE_LINE = 0.8
"""The part of its size to which the headline of a brief may shrink to stay on one line; else it is turned (T4)."""
CLEAR = 0.25
"""Lines of white that a headline of more than one row has at least."""
BETWEEN = 1
"""Lines between two briefs of a column."""
TOGETHER = 2
"""Lines of text that stay with a headline, and those that go on in another column at least (X3)."""
UNPARTED = 4
"""Lines of text up to which a brief is not parted at all (X3)."""
BEFORE_BYLINE = 1.0
"""em between the text and the byline in the last line (F9)."""


class BriefsSlot(NamedTuple):
    """A slot of briefs made up: a block for each article that has room, what stands over them, and what is to be said.

    The findings of the blocks are among `findings`.
    """

    blocks: tuple[SetBlock, ...]
    heading: tuple[Group, ...]
    findings: tuple[Finding, ...]
    overset: tuple[Overset, ...]


class _Brief(NamedTuple):
    """A brief before it has a place: its headline, its pieces, and its byline where it has one."""

    leg: Assignment
    story: Story
    head: tuple[Row, ...]
    head_rows: int
    pieces: tuple[Piece, ...]
    byline: Label | None
    byline_alone: bool
    remarks: Remarks

    def units(self, number: int) -> list[Unit]:
        """What a column break may or may not part: the headline, then each line; the byline with the last one."""
        count = len(self.pieces) + self.byline_alone
        found = [Unit(number, self.head_rows, BETWEEN, parts=True)]
        for n, piece in enumerate(self.pieces):
            after_subhead = any(p.kind is ParagraphKind.SUBHEAD for p in self.pieces[max(n - TOGETHER, 0) : n])
            parts = count > UNPARTED and TOGETHER <= n <= count - TOGETHER and not after_subhead
            lonely = n > 0 and piece.line.last and not self.pieces[n - 1].line.last
            found.append(Unit(number, piece.rows, piece.above, parts=parts, lonely=lonely))
        if self.byline_alone:
            found.append(Unit(number, 1, 0, parts=False))
        return found


def set_briefs(
    copy: Copy, legs: Sequence[Assignment], slot: Slot, layout: Layout, origin: tuple[float, float], case: LabelCase
) -> BriefsSlot:
    """Make up the articles of `legs`, in their order, in one slot of a page whose type area begins at `origin` (pt)."""
    maker = _Maker(copy, [copy.stories[leg.article].article for leg in legs], slot, layout, origin, case)
    briefs = [maker.brief(leg) for leg in legs]
    units = _units(briefs)
    filled = fill(units, maker.rows)
    if len(filled.places) < len(units):
        briefs = maker.tightened(briefs)
        units = _units(briefs)
        filled = fill(units, maker.rows)
    blocks = maker.blocks(briefs, units, filled.places, filled.white)
    heading = maker.heading()
    findings = [*heading.findings, *(finding for block in blocks for finding in block.findings)]
    set_ = {block.leg.article for block in blocks}
    findings += [f for brief in briefs if brief.leg.article not in set_ for f in brief.remarks.found]
    placed = [sum(1 for n in range(len(filled.places)) if units[n].brief == number) for number in range(len(briefs))]
    oversets = [one for brief, count in zip(briefs, placed, strict=True) for one in maker.overset(brief, count)]
    findings += [one.finding() for one in oversets]
    if legs and len(filled.places) == len(units):
        findings += briefs_underset(legs[0].page, slot.name, filled.white, maker.measure)
    over = (Group(role=Role.HEADING, children=heading.items),) if heading.items else ()
    return BriefsSlot(tuple(blocks), over, tuple(findings), tuple(oversets))


def rows_of_brief(copy: Copy, name: str, layout: Layout, slot: Slot, case: LabelCase) -> int:
    """Return the rows that an article takes as a brief of a slot, with the white over its headline."""
    leg = Assignment(article=name, number=0, page=1, slot=slot.name)
    maker = _Maker(copy, [copy.stories[name].article], slot, layout, (0.0, 0.0), case)
    return sum(unit.rows + unit.above for unit in maker.brief(leg).units(0))


def _units(briefs: Sequence[_Brief]) -> list[Unit]:
    return [unit for number, brief in enumerate(briefs) for unit in brief.units(number)]


class _Maker:
    """Sets the briefs of one slot. Lengths of the page in pt."""

    def __init__(
        self,
        copy: Copy,
        articles: Sequence[Article],
        slot: Slot,
        layout: Layout,
        origin: tuple[float, float],
        case: LabelCase,
    ) -> None:
        self.copy, self.slot, self.layout, self.case = copy, slot, layout, case
        grid, inner = layout.grid, slot.inner
        self.size, self.pitch, self.measure = grid.body, grid.pitch, float(slot.measure)
        self.width = self.measure * self.size
        self.origin = origin
        self.x, self.y = origin[0] + inner.left * self.size, origin[1] + inner.top * self.pitch
        taken = heading_rows(slot.keys.heading, layout)
        self.tops = [max(column.top, taken) for column in slot.columns]  # a step may begin below the heading
        self.rows = [
            max(column.top + column.rows - top, 0) for column, top in zip(slot.columns, self.tops, strict=True)
        ]
        rank = layout.headlines[slot.keys.headline]
        parts = [fit(each.title, rank.main, Role.HEADLINE, each, self.width, case)[1] for each in articles]
        self.part = min((part for part in parts if part >= ONE_LINE), default=1.0)
        self.rank = scaled(rank, self.part)

    def heading(self) -> Heading:
        """The heading over the slot."""
        columns = [column for column in self.slot.columns if column.top == 0] or self.slot.columns
        left, right = columns[0].start / 10, columns[-1].start / 10 + columns[-1].measure
        if len(columns) == len(self.slot.columns):
            left, right = 0.0, float(self.slot.inner.width)
        style = self.layout.style
        return heading_items(
            self.slot.keys.heading,
            self.layout,
            self.x + left * self.size,
            self.y,
            (right - left) * self.size,
            self.case,
            form=style.heading_form,
            ink=style.heading_colour,
        )

    def brief(self, leg: Assignment) -> _Brief:
        """An article set as a brief, before it has a place."""
        story = self.copy.stories[leg.article]
        article = story.article
        remarks = Remarks(leg)
        head = self._head(article, leg, remarks)
        pieces = compose_story(self.copy.sorts, story, story.start, story.end, self.measure, self.size)
        byline = self._byline(article, remarks)
        alone = byline is not None and not (pieces and self._fits(pieces[-1], byline))
        leave_out(article, remarks)
        height = sum(row.above + row.label.size for row in head)
        rows = 1 if height <= self.pitch - 1 else ceil(height / self.pitch + CLEAR - 1e-6)
        return _Brief(leg, story, head, rows, tuple(pieces), byline, alone, remarks)

    def tightened(self, briefs: Sequence[_Brief]) -> list[_Brief]:
        """The briefs a few lines shorter so that all have room, or as they are. Short last lines go first (F3)."""
        now = list(briefs)
        for _ in range(MOST_TIGHTENED):
            spans = [
                (brief.pieces[last - 1].line.end - brief.pieces[last - 1].line.start, number, first, last)
                for number, brief in enumerate(now)
                for first, last in paragraphs(brief.pieces)
            ]
            for _, number, first, last in sorted(spans):
                shorter = changed(self.copy.sorts, list(now[number].pieces), first, last, -1)
                if shorter is not None:
                    break
            else:
                break
            brief = now[number]
            alone = brief.byline is not None and not self._fits(shorter[-1], brief.byline)
            now[number] = brief._replace(pieces=tuple(shorter), byline_alone=alone)
            units = _units(now)
            if len(fill(units, self.rows).places) == len(units):
                return now
        return list(briefs)

    def _head(self, article: Article, leg: Assignment, remarks: Remarks) -> tuple[Row, ...]:
        """The headline: on one line, or turned where it would be too small for that; of one size in the whole slot."""
        rank = self.rank
        row, part = fit(article.title, rank.main, Role.HEADLINE, article, self.width, self.case)
        rows = [row._replace(label=row.label.of_list("headline", article.headline))]
        if part * self.part < ONE_LINE:
            given = article.headline
            turned = turn_headline(given, self.width / rank.main.size, article.keys.names)
            main, got = fit_main(turned, rank, article, self.width, self.case)
            if got > part:
                rows = [line._replace(above=rank.main.size * 0.12 if n else 0.0) for n, line in enumerate(main)]
                part = got
        remarks.found += long_headline(
            article,
            leg.page,
            leg.slot,
            "headline",
            article.title,
            part * self.part,
            rows[0].label.size - (self.size - LEAST_READABLE),
        )
        remarks.found += [finding for row in rows for finding in row.label.findings]
        return tuple(rows)

    def _byline(self, article: Article, remarks: Remarks) -> Label | None:
        """The byline in brackets (F9)."""
        text = closing_byline(article)
        if not text:
            return None
        even = [text.find(p.name) for p in article.keys.byline if p.even and len(p.name) == 2]
        label = self.case.label(text, self.size, "byline", Role.BYLINE, article=article, even=even, source="byline")
        if label.width > self.width:
            label = label.shrunk_to(self.width)
            remarks.found += long_headline(
                article, remarks.page, self.slot.name, "byline", text, label.size / self.size
            )
        remarks.found += label.findings
        return label

    def _fits(self, piece: Piece, byline: Label) -> bool:
        """Whether a byline has room behind the last line of the text."""
        line, sorts = piece.line, self.copy.sorts
        cells = slice(line.start, line.end)
        used = piece.inset + line.indent + float(sorts.width[cells].sum() + sorts.gap[cells].sum())
        return piece.kind is ParagraphKind.BODY and used + BEFORE_BYLINE + byline.width / self.size <= self.measure

    def blocks(
        self, briefs: Sequence[_Brief], units: Sequence[Unit], places: Sequence[Place], white: Sequence[int]
    ) -> list[SetBlock]:
        """A block for each brief of which anything has a place."""
        found = []
        spots = list(zip(units, places, strict=False))
        last_in = {place_.column: unit.brief for unit, place_ in spots}
        for number, some in groupby(spots, key=lambda spot: spot[0].brief):
            brief = briefs[number]
            own = [place_ for _, place_ in some]
            rows = [units[n] for n, unit in enumerate(units) if unit.brief == number][: len(own)]
            children = self._children(brief, own)
            used = sum(unit.rows for unit in rows[1:])
            left = sum(white[column] for column, owner in last_in.items() if owner == number)
            fit_ = Fit(self.slot.name, brief.leg.article, used + left, used, left)
            x, y, width, height = self._rect([(p.column, p.row, unit.rows) for p, unit in zip(own, rows, strict=True)])
            leg = Leg(
                article=brief.leg.article,
                number=0,
                slot=self.slot.name,
                x=x,
                y=y,
                width=width,
                height=height,
                children=tuple(children),
            )
            found.append(SetBlock(leg, fit_, tuple(brief.remarks.found)))
        return found

    def _reached(self, brief: _Brief, placed: int) -> int:
        """The offset up to which the text of a brief is set if so many of its units are."""
        pieces = brief.pieces[: max(placed - 1, 0)]
        if not pieces:
            return brief.story.start if brief.pieces else brief.story.end
        end = pieces[-1].line.end
        return end + 1 if end < brief.story.end and self.copy.sorts.text[end] == "\n" else end

    def _rect(self, spots: Sequence[tuple[int, int, int]]) -> tuple[float, float, float, float]:
        """The rectangle about what stands in columns on rows: x, y, width and height."""
        left = min(self._at(column, row)[0] for column, row, _ in spots)
        right = max(self._at(column, row)[0] + self.width for column, row, _ in spots)
        top = min(self._at(column, row)[1] for column, row, _ in spots)
        bottom = max(self._at(column, row + rows)[1] for column, row, rows in spots)
        return left, top, right - left, bottom - top

    def _at(self, column: int, row: int) -> tuple[float, float]:
        """The left end of the top of a row of a column."""
        return (
            self.x + self.slot.columns[column].start / 10 * self.size,
            self.y + (self.tops[column] + row) * self.pitch,
        )

    def _children(self, brief: _Brief, places: Sequence[Place]) -> list[Child]:
        """Headline, text and byline in reading order."""
        name = f"{brief.leg.article}/{brief.leg.number}"
        children: list[Child] = [head_group(self._head_lines(brief, places[0]), name)]
        columns: dict[int, list[Line]] = {}
        drawn: list[Group | PlateItem] = []
        spots = list(zip(brief.pieces, places[1:], strict=False))
        for (kind, size), some in groupby(spots, key=lambda spot: (spot[0].kind, spot[0].size)):
            drawn += self._text(brief, kind, size, list(some), columns)
        children += [Group(role=Role.COLUMN, number=n, children=tuple(lines)) for n, lines in columns.items()]
        children += [Group(role=Role.MARKS, children=tuple(drawn))] if drawn else []
        if brief.byline and len(places) == 1 + len(brief.pieces) + brief.byline_alone:
            x, y = self._at(places[-1].column, places[-1].row)
            byline = brief.byline
            lines = byline.lines(x + self.width - byline.width, baseline(y, self.pitch, byline.size))
            children.append(Group(role=Role.BYLINE, children=tuple(lines)))
        return children

    def _head_lines(self, brief: _Brief, at: Place) -> list[Child]:
        x, y = self._at(at.column, at.row)
        height = sum(row.above + row.label.size for row in brief.head)
        top = y + (brief.head_rows * self.pitch - height) / 2
        items: list[Child] = []
        for row in brief.head:
            top += row.above
            left = x + (self.width - row.length) / 2 if self.rank.align == "centre" else x
            items += row.placed(left, baseline(top, row.label.size, row.label.size))
            top += row.label.size
        return items

    def _text(
        self,
        brief: _Brief,
        kind: ParagraphKind,
        size: float,
        spots: Sequence[tuple[Piece, Place]],
        columns: dict[int, list[Line]],
    ) -> list[Group | PlateItem]:
        """Set lines of one kind into the `columns`; what is drawn beside them."""
        sorts, story = self.copy.sorts, brief.story
        lines = [piece.line for piece, _ in spots]
        at = []
        for piece, place_ in spots:
            x, y = self._at(place_.column, place_.row)
            along = piece.inset * size
            if kind is ParagraphKind.SUBHEAD and piece.line.last:
                cells = slice(piece.line.start, piece.line.end)
                wide = float(sorts.width[cells].sum() + sorts.gap[cells].sum()) * size
                along = max((self.width - wide) / 2, 0.0)
            at.append((x + along, baseline(y, piece.rows * self.pitch, size)))
        placed = place(sorts, lines)
        style = Style(size, story.article.id, Role(kind.value))
        numbers = [piece.paragraph for piece, _ in spots]
        texts = [story.text] * len(lines)
        set_ = text_lines(sorts, lines, at, style, self.case.library, texts, placed, numbers)
        for (_, place_), line in zip(spots, set_, strict=True):
            columns.setdefault(place_.column, []).append(line)
        brief.remarks.found += brief.remarks.beyond_limits(sorts, lines, placed)
        if not story.marks:
            return []
        marked = Lines(lines, placed, at, size, vertical=False)
        return interlinear_marks(story.marks, story.article, story.body, sorts, marked, self.case)

    def overset(self, brief: _Brief, placed: int) -> list[Overset]:
        """The text without room of a brief of which only so many units have some."""
        if placed >= 1 + len(brief.pieces) + brief.byline_alone:
            return []
        story = brief.story
        reached = max(self._reached(brief, placed), story.body)
        characters = len(self.copy.sorts.text[reached : story.end].replace("\n", ""))
        lines = sum(piece.rows for piece in brief.pieces[max(placed - 1, 0) :])
        leg = brief.leg
        return [Overset(leg.article, leg.page, leg.slot, lines, characters, brief=True, begun=placed > 0)]
