"""An article in its slot: headline, columns of text round photographs, marks of a jump, level at the foot.

Counted in columns and rows; `ground` turns them into points, whichever way the text runs.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from banmian.makeup.block.fill import Filling, choose_filling
from banmian.makeup.block.fullness import Fit, measure_fit, white_rows
from banmian.makeup.block.jumps import Cut, Jump, choose_cut
from banmian.makeup.block.remarks import Remarks
from banmian.makeup.heads.headings import heading_items, heading_rows
from banmian.makeup.heads.placement import HeadSetter, head_group
from banmian.makeup.inserts.arrange import arrange, arrange_what_fits
from banmian.makeup.inserts.photo import PhotoCase
from banmian.makeup.inserts.wishes import wishes_of
from banmian.makeup.lines.runs import Style
from banmian.makeup.marks.interlinear import Lines, interlinear_marks
from banmian.makeup.text.columns import Piece
from banmian.makeup.text.copyfit import copyfit, tightened
from banmian.makeup.text.ground import ground_of
from banmian.makeup.text.leg_text import LegText
from banmian.model import ParagraphKind, Severity
from banmian.plate import Group, Leg, Role
from banmian.typeset import place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.layout import Layout, Slot
    from banmian.makeup.heads.placement import Head
    from banmian.makeup.inserts.arrange import Wish
    from banmian.makeup.lines.labels import LabelCase
    from banmian.makeup.text.columns import Spot
    from banmian.makeup.text.copy import Copy, Story
    from banmian.makeup.text.field import Field
    from banmian.model import Article, Finding, JumpStyle
    from banmian.plan import Assignment
    from banmian.plate import Child, Line, PlateItem

LEAST_BESIDE_MARK = 6
"""em of text that must fit beside an arriving mark; else the mark has a line of its own (K6)."""


class House(NamedTuple):
    """What all blocks of an issue have in common: the folder of its pictures, and its style of jumps."""

    folder: str
    jumps: JumpStyle


class SetBlock(NamedTuple):
    """A leg of an article made up, where its text ended, and what is to be said of it."""

    leg: Leg
    end: int
    fit: Fit
    findings: tuple[Finding, ...]
    white: tuple[int, int] = (0, 0)
    """The rows of the slot, from the first to before the last, that are free in all its text columns at their foot."""

    @property
    def leaves(self) -> bool:
        """Whether a leaving mark stands in it: only then has the next leg an arriving one."""
        return self.leg.goes_on_to > 0


class BlockMaker:
    """Makes up one leg of an article in one slot of one page. All lengths of the page in pt.

    `dense`: the pictures of a leg that the article leaves are as low as they may be, for its next slot is too small.
    """

    def __init__(
        self,
        copy: Copy,
        story: Story,
        leg: Assignment,
        slot: Slot,
        layout: Layout,
        case: LabelCase,
        house: House,
        *,
        arrives: bool,
        dense: bool = False,
    ) -> None:
        self.sorts, self.story, self.leg, self.slot, self.layout = copy.sorts, story, leg, slot, layout
        self.article = story.article
        self.case, self.house, self.dense = case, house, dense
        self.origin = layout.origin(leg.page)
        self.heading = "" if leg.number or slot.vertical else _heading(slot, self.article)
        self.ground = ground_of(slot, layout, self.origin, heading_rows(self.heading, layout))
        self.size, self.pitch = self.ground.size, self.ground.pitch
        self.measure = self.ground.measure
        self.arriving = Jump(self.article, leg.came_from, leg.page, leg.number, house.jumps) if arrives else None
        self.leaving = Jump(self.article, leg.page, leg.goes_to, leg.number + 1, house.jumps) if leg.goes_to else None
        self.remarks = Remarks(leg)

    def make(self, start: int) -> SetBlock:
        """Make up the leg with the text from offset `start` of the sorts on."""
        rank = self.layout.headlines[self.slot.keys.headline]
        taken = self._taken_by_mark(start)
        stop, forced = self._end_of_leg()
        style = self.layout.style.subhead
        text = LegText(self.sorts, self.story, start, stop, self.measure, self.size, taken, style.size)
        lines = sum(piece.rows + piece.above for piece in text.pieces)
        heads = HeadSetter(self.article, self.leg, self.slot, self.layout, self.ground, self.case)
        head = heads.choose(rank, self.remarks, lines, short=self.house.jumps.headline == "short")
        fields = self._fields(head, marked=self.arriving is not None and not taken)
        wishes = self._wishes()
        filling, left_out, cut = self._fill(text, fields, wishes, forced=forced)
        if cut:
            text = text.until(cut.offset)
            text.pieces = self._goes_on(text.pieces, cut)
        marks = [self._mark_row(text.pieces)] if cut and not cut.mark_on_last_line and text.pieces else []
        if filling.field.is_even:
            free = filling.field.free
            if not cut and not text.has_room(filling.field):
                text.pieces = tightened(self.sorts, text.pieces, lambda some: text.has_room(filling.field, (), some))
            if text.has_room(filling.field, marks):
                text.pieces = copyfit(self.sorts, text.pieces, free, marks, goes_on=cut is not None)
        set_ = text.level(filling.field, marks)
        spots, pieces = list(set_.spots), set_.pieces[: len(set_.pieces) - len(marks)]
        mark = (spots.pop() if len(spots) > len(pieces) else None) if marks else spots[-1] if cut and spots else None
        end = self._reached(pieces, len(spots), start)
        children = self._children(head, filling, spots, mark, taken)
        fit = measure_fit(self.slot.name, self.article.id, filling, spots, mark)
        if head:
            self.remarks.found += head.group.findings
            if not heads.fits(head):
                self.remarks.say(
                    Severity.ERROR, "headline-no-room", "the headline fills the whole slot", "take a larger slot"
                )
        for stands in filling.arrangement.standing:
            if stands.lines < stands.wish.insert.least:
                self.remarks.cut_short(stands.wish.insert.what, stands.lines)
        self.remarks.inserts([wish.insert for wish in wishes], [wish.insert for wish in left_out])
        if len(spots) >= len(pieces):
            self.remarks.white(fit.white, round(self.measure * fit.empty))
        white = (0, 0) if cut or self.ground.vertical else white_rows(filling, spots)
        return SetBlock(self._leg(children, leaves=mark is not None), end, fit, tuple(self.remarks.found), white)

    def _leg(self, children: Sequence[Child], *, leaves: bool) -> Leg:
        rect, (left, top) = self.slot.rect, self.origin
        return Leg(
            article=self.article.id,
            number=self.leg.number,
            slot=self.slot.name,
            x=left + rect.left * self.size,
            y=top + rect.top * self.pitch,
            width=rect.width * self.size,
            height=rect.height * self.pitch,
            children=tuple(children),
            comes_from=self.leg.came_from if self.arriving else 0,
            goes_on_to=self.leg.goes_to if leaves else 0,
        )

    def _fields(self, head: Head | None, *, marked: bool) -> dict[int, Field]:
        """The field that the headline leaves, for each number of lines of white that it may take up.

        An arriving mark that is `marked` has the first line for itself.
        """
        whole = self.ground.field()
        if head is None:
            return {0: self._without_first_line(whole) if marked else whole}
        found = {0: head.take(whole, 0)}
        found |= {extra: head.take(whole, extra) for extra in head.spreads(found[0])}
        return {extra: self._without_first_line(field) if marked else field for extra, field in found.items()}

    def _without_first_line(self, field: Field) -> Field:
        column, row = _first_line(field)
        return field.without(column, column, row, row + 1)

    def _fill(
        self, text: LegText, fields: dict[int, Field], wishes: list[Wish], *, forced: bool
    ) -> tuple[Filling, list[Wish], Cut | None]:
        """How the slot is filled, the inserts without room, and where the article leaves the page, if it does."""
        cut = None
        marks: list[Piece] = []
        if forced and text.stop < self.story.end and text.pieces:
            cut = Cut(text.stop, self._fits_mark(text.pieces[-1], self._mark_width()))
            marks = [] if cut.mark_on_last_line else [self._mark_row(text.pieces)]
        needed = sum(piece.rows + piece.above for piece in (*text.pieces, *marks)) * self.measure
        filling = choose_filling(wishes, fields, self.ground, needed, lambda field: text.has_room(field, marks))
        if filling:
            return filling, [], cut
        arrangement, left_out = arrange_what_fits(wishes, fields[0], self.ground, needed)
        if not self.leaving:
            return Filling(0, arrangement), left_out, None
        natural = None if self.dense else arrange(wishes, [w.natural for w in wishes], fields[0], self.ground)
        if natural:
            arrangement, left_out = natural, []
        return Filling(0, arrangement), left_out, self._cut(text, arrangement.field)

    def _taken_by_mark(self, start: int) -> float:
        """The em of the first line that the arriving mark takes; none where it needs a line of its own."""
        if not self.arriving:
            return 0.0
        begins = next(stretch for stretch in self.story.stretches if start < stretch.end)
        taken = int(self.arriving.arriving(self.size, self.case).width / self.size) + 1.0
        beside = begins.kind is not ParagraphKind.SUBHEAD and self.measure - taken >= LEAST_BESIDE_MARK
        return taken if beside else 0.0

    def _end_of_leg(self) -> tuple[int, bool]:
        """Where the text of this leg ends if the article marks the place of its jump, and whether it does."""
        places = self.article.jump_places()
        if self.leaving and self.leg.number < len(places):
            return self.story.body + places[self.leg.number][0], True
        return self.story.end, False

    def _wishes(self) -> list[Wish]:
        """The inserts of the article; a jump's further legs have none, nor has a vertical slot."""
        if self.leg.number:
            return []
        if self.ground.vertical:
            self.remarks.no_inserts(self.article)
            return []
        page = PhotoCase(self.pitch, self.size, self.house.folder, self.case, self.layout.style)
        return wishes_of(self.article, self.slot, self.ground, page)

    def _cut(self, text: LegText, field: Field) -> Cut | None:
        """Where an article that has no room leaves this page; None if no text, or no room for the mark, is here.

        Rows that a subhead leaves empty by moving on with its text are found by trying, at most a column's worth.
        """
        mark = self._mark_width()
        flowed = text.flow(field)
        for room in range(field.room, max(field.room - self.ground.rows, 0), -1):
            cut = choose_cut(self.sorts, self.story, flowed.pieces, room, mark, first=self.leg.number == 0)
            before = text.until(cut.offset)
            if before.pieces:  # the last line may have grown: what stood alone below it is taken back (R4)
                last = before.flow(field).pieces[-1]
                cut = cut._replace(mark_on_last_line=cut.mark_on_last_line and self._fits_mark(last, mark))
                if before.has_room(field, [] if cut.mark_on_last_line else [self._mark_row(before.pieces)]):
                    if not cut.good:
                        self.remarks.bad_cut()
                    return cut
        self.remarks.say(
            Severity.ERROR,
            "jump-no-room",
            "the slot has no room for text and the mark of the jump",
            "give the article a larger slot, or take the jump out",
        )
        return None

    def _mark_width(self) -> float:
        """Em of body that the leaving mark and the em before it take."""
        return self.leaving.leaving(self.size, self.case).width / self.size + 1.0 if self.leaving else 0.0

    def _fits_mark(self, piece: Piece, mark: float) -> bool:
        """Whether a mark of a width in em has room behind a piece on its line."""
        return self._used(piece) + mark <= piece.line.measure

    def _mark_row(self, pieces: list[Piece]) -> Piece:
        """A row that a leaving mark takes for itself."""
        return Piece(pieces[-1].line, ParagraphKind.BODY, 1, self.size)

    def _reached(self, pieces: list[Piece], placed: int, start: int) -> int:
        """The offset up to which the text is set; a paragraph that ends there takes its newline along."""
        if placed == 0:
            return start
        end = pieces[placed - 1].line.end
        return end + 1 if end < self.story.end and self.sorts.text[end] == "\n" else end

    def _children(
        self, head: Head | None, filling: Filling, spots: list[Spot], mark: Spot | None, taken: float
    ) -> list[Child]:
        """Everything of the block in reading order: headline, inserts, text, marks."""
        ground, size = self.ground, self.size
        name = f"{self.article.id}/{self.leg.number}"
        children: list[Child] = [*self._heading_group()]
        if head:
            children.append(head_group(head.drawn(filling.extra), name))
        for wish, top, lines in filling.arrangement.standing:
            left = ground.span(wish.first, wish.last)[0]
            children.append(wish.insert.drawn(left, ground.y + top * self.pitch, lines))
        if self.arriving:
            label = self.arriving.arriving(size, self.case)
            if taken and spots:
                at = ground.at(spots[0].column, spots[0].row, 1, size, spots[0].later * size)
            else:
                field = ground.field()
                at = ground.at(*_first_line(head.take(field, filling.extra) if head else field), 1, size)
            children.append(self.arriving.mark(label, *at, size, self.arriving.from_page))
        children += self._text_groups(spots, taken)
        if self.leaving and mark:
            label = self.leaving.leaving(size, self.case)
            later, measure = filling.field.narrow.get((mark.column, mark.row), (0.0, self.measure))
            at = ground.at(mark.column, mark.row, 1, size, (later + measure) * size - label.width)
            children.append(self.leaving.mark(label, *at, size, self.leaving.to_page))
        return children

    def _heading_group(self) -> tuple[Group, ...]:
        """The heading 栏头 on its strip above everything else, as wide as the columns that begin at the top."""
        if not self.heading:
            return ()
        ground, style = self.ground, self.layout.style
        at_top = [n for n, rows in enumerate(ground.field().free) if rows and rows[0] == 0] or [0]
        left, right = ground.span(at_top[0], at_top[-1])
        y = ground.y - heading_rows(self.heading, self.layout) * self.pitch
        form, ink = style.heading_form, style.heading_colour
        whose = self.article if self.article.keys.series else None
        found = heading_items(
            self.heading, self.layout, left, y, right - left, self.case, form=form, ink=ink, article=whose
        )
        self.remarks.found += found.findings
        return (Group(role=Role.SERIES if whose else Role.HEADING, children=found.items),)

    def _text_groups(self, spots: list[Spot], taken: float) -> list[Group]:
        """The placed lines in their columns, and what is drawn beside them; lines between two subheads are set
        together.
        """
        columns: dict[int, list[Line]] = {}
        drawn: list[Group | PlateItem] = []
        ground, story = self.ground, self.story
        for (kind, size), group in groupby(spots, key=lambda spot: (spot.piece.kind, spot.piece.size)):
            some = list(group)
            lines = [spot.piece.line for spot in some]
            along = [spot.piece.inset * size + spot.later * self.size for spot in some]
            if kind is ParagraphKind.SUBHEAD:
                along = [spot.later * self.size + self._centring(spot.piece) for spot in some]
            elif taken and some[0] is spots[0]:
                along[0] += taken * self.size
            at = [
                ground.at(spot.column, spot.row, spot.piece.rows, size, begins)
                for spot, begins in zip(some, along, strict=True)
            ]
            style = Style(size, self.article.id, Role(kind.value))
            placed = place(self.sorts, lines)
            numbers = [spot.piece.paragraph for spot in some]
            set_ = ground.lines(self.sorts, lines, at, style, self.case.library, story.text, placed, numbers)
            for spot, line in zip(some, set_, strict=True):
                columns.setdefault(spot.column, []).append(line)
            if story.marks:
                marked = Lines(lines, placed, at, size, ground.vertical)
                drawn += interlinear_marks(story.marks, self.article, story.body, self.sorts, marked, self.case)
            self.remarks.beyond_limits(self.sorts, lines, placed)
        groups = [Group(role=Role.COLUMN, number=number, children=tuple(lines)) for number, lines in columns.items()]
        return [*groups, Group(role=Role.MARKS, children=tuple(drawn))] if drawn else groups

    def _centring(self, piece: Piece) -> float:
        """By how many pt the last line of a subhead begins later, to stand in the middle of its measure."""
        line, size = piece.line, piece.size
        if not line.last or self.layout.style.subhead.align == "left":
            return 0.0
        cells = slice(line.start, line.end)
        width = float(self.sorts.width[cells].sum() + self.sorts.gap[cells].sum())
        return max((line.measure - width) * size / 2, 0.0)

    def _goes_on(self, pieces: list[Piece], cut: Cut) -> list[Piece]:
        """The pieces up to a cut inside a paragraph: a last line that is all but full reaches the edge (J1)."""
        inside = any(stretch.start < cut.offset < stretch.end for stretch in self.story.stretches)
        if not inside or cut.mark_on_last_line or not pieces:
            return pieces
        line = pieces[-1].line
        slack = line.measure - self._used(pieces[-1])
        if slack > self.sorts.setting.loose * (line.end - line.start):
            return pieces
        return [*pieces[:-1], pieces[-1]._replace(line=line._replace(last=False))]

    def _used(self, piece: Piece) -> float:
        """Width in em of a piece's line, set natural."""
        line = piece.line
        cells = slice(line.start, line.end)
        return line.indent + float(self.sorts.width[cells].sum() + self.sorts.gap[cells].sum())


def _heading(slot: Slot, article: Article) -> str:
    """What stands on the strip above a headline: the title of the slot, and of the series of its article."""
    return " · ".join(text for text in (slot.keys.heading, article.keys.series) if text)


def _first_line(field: Field) -> tuple[int, int]:
    """Column and row of the first free line."""
    return next(((column, rows[0]) for column, rows in enumerate(field.free) if rows), (0, 0))
