"""An article in its slot, drawn: the groups of a leg that was fitted, in the order of reading.

Rows and columns become points through the `ground` of the slot, whichever way the text runs.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from banmian.makeup.block.fit import first_line
from banmian.makeup.block.fullness import Fit
from banmian.makeup.heads.headings import heading_items, heading_rows
from banmian.makeup.heads.placement import head_group
from banmian.makeup.lines.runs import Style
from banmian.makeup.marks.interlinear import Lines, interlinear_marks
from banmian.model import Finding, ParagraphKind
from banmian.plate import Group, Leg, Role
from banmian.typeset import place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.makeup.block.fit import Fitted, Fitter
    from banmian.makeup.text.columns import Piece, Spot
    from banmian.plate import Child, Line, PlateItem


class SetBlock(NamedTuple):
    """A leg made up, how full its slot is, what is to be said of it, and the white under it, as of `Fitted`."""

    leg: Leg
    fit: Fit
    findings: tuple[Finding, ...]
    white: tuple[int, int] = (0, 0)


def draw(fitted: Fitted) -> SetBlock:
    """Return a fitted leg as the tree of its groups and lines."""
    return _Drawing(fitted).block()


class _Drawing:
    """The drawing of one leg."""

    def __init__(self, fitted: Fitted) -> None:
        self.fitted = fitted
        self.fitter: Fitter = fitted.fitter
        self.findings: list[Finding] = []

    def block(self) -> SetBlock:
        """Everything of the block."""
        fitted = self.fitted
        leg = self._leg(self._children())
        return SetBlock(leg, fitted.fit, (*self.findings, *fitted.findings), fitted.white)

    def _leg(self, children: Sequence[Child]) -> Leg:
        by = self.fitter
        rect, (left, top) = by.slot.rect, by.origin
        return Leg(
            article=by.article.id,
            number=by.leg.number,
            slot=by.slot.name,
            x=left + rect.left * by.size,
            y=top + rect.top * by.pitch,
            width=rect.width * by.size,
            height=rect.height * by.pitch,
            children=tuple(children),
            comes_from=by.leg.came_from if by.arriving else 0,
            goes_on_to=by.leg.goes_to if self.fitted.leaves else 0,
        )

    def _children(self) -> list[Child]:
        """Everything of the block in reading order: headline, inserts, text, marks."""
        by, (_, head, filling, spots, mark, taken, *_) = self.fitter, self.fitted
        ground, size = by.ground, by.size
        name = f"{by.article.id}/{by.leg.number}"
        children: list[Child] = [*self._heading_group()]
        if head:
            children.append(head_group(head.drawn(filling.extra), name))
        for wish, top, lines in filling.arrangement.standing:
            left = ground.span(wish.first, wish.last)[0]
            children.append(wish.insert.drawn(left, ground.y + top * by.pitch, lines))
        if by.arriving:
            label = by.arriving.arriving(size, by.case)
            if taken and spots:
                at = ground.at(spots[0].column, spots[0].row, 1, size, spots[0].later * size)
            else:
                field = ground.field()
                at = ground.at(*first_line(head.take(field, filling.extra) if head else field), 1, size)
            children.append(by.arriving.mark(label, *at, size, by.arriving.from_page))
        children += self._text_groups(spots, taken)
        if by.leaving and mark:
            label = by.leaving.leaving(size, by.case)
            later, measure = filling.field.narrow.get((mark.column, mark.row), (0.0, by.measure))
            at = ground.at(mark.column, mark.row, 1, size, (later + measure) * size - label.width)
            children.append(by.leaving.mark(label, *at, size, by.leaving.to_page))
        return children

    def _heading_group(self) -> tuple[Group, ...]:
        """The heading 栏头 on its strip above everything else, as wide as the columns that begin at the top."""
        by = self.fitter
        if not by.heading:
            return ()
        ground, style = by.ground, by.layout.style
        at_top = [n for n, rows in enumerate(ground.field().free) if rows and rows[0] == 0] or [0]
        left, right = ground.span(at_top[0], at_top[-1])
        y = ground.y - heading_rows(by.heading, by.layout) * by.pitch
        form, ink = style.heading_form, style.heading_colour
        whose = by.article if by.article.keys.series else None
        found = heading_items(by.heading, by.layout, left, y, right - left, by.case, form=form, ink=ink, article=whose)
        self.findings += found.findings
        return (Group(role=Role.SERIES if whose else Role.HEADING, children=found.items),)

    def _text_groups(self, spots: Sequence[Spot], taken: float) -> list[Group]:
        """The placed lines in their columns, and what is drawn beside them; lines between two subheads are set
        together.
        """
        by = self.fitter
        columns: dict[int, list[Line]] = {}
        drawn: list[Group | PlateItem] = []
        ground, story = by.ground, by.story
        for (kind, size), group in groupby(spots, key=lambda spot: (spot.piece.kind, spot.piece.size)):
            some = list(group)
            lines = [spot.piece.line for spot in some]
            along = [spot.piece.inset * size + spot.later * by.size for spot in some]
            if kind is ParagraphKind.SUBHEAD:
                along = [spot.later * by.size + self._centring(spot.piece) for spot in some]
            elif taken and some[0] is spots[0]:
                along[0] += taken * by.size
            at = [
                ground.at(spot.column, spot.row, spot.piece.rows, size, begins)
                for spot, begins in zip(some, along, strict=True)
            ]
            style = Style(size, by.article.id, Role(kind.value))
            placed = place(by.sorts, lines)
            numbers = [spot.piece.paragraph for spot in some]
            set_ = ground.lines(by.sorts, lines, at, style, by.case.library, story.text, placed, numbers)
            for spot, line in zip(some, set_, strict=True):
                columns.setdefault(spot.column, []).append(line)
            if story.marks:
                marked = Lines(lines, placed, at, size, ground.vertical)
                drawn += interlinear_marks(story.marks, by.article, story.body, by.sorts, marked, by.case)
            self.findings += by.remarks.beyond_limits(by.sorts, lines, placed)
        groups = [Group(role=Role.COLUMN, number=number, children=tuple(lines)) for number, lines in columns.items()]
        return [*groups, Group(role=Role.MARKS, children=tuple(drawn))] if drawn else groups

    def _centring(self, piece: Piece) -> float:
        """Return the indent of the last line of a subhead, in pt, that brings it to the middle of its measure."""
        by = self.fitter
        line, size = piece.line, piece.size
        if not line.last or by.layout.style.subhead.align == "left":
            return 0.0
        cells = slice(line.start, line.end)
        width = float(by.sorts.width[cells].sum() + by.sorts.gap[cells].sum())
        return max((line.measure - width) * size / 2, 0.0)
