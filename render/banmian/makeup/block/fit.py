"""An article in its slot, fitted: which headline, which inserts at which height, which line on which row.

Counted in columns and rows, and nothing drawn: what is over, what is white and what it costs are known from here, and
`draw` makes groups of the way that was chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from banmian.makeup.block.fill import Filling, choose_filling
from banmian.makeup.block.fullness import Fit, measure_fit, white_rows
from banmian.makeup.block.jumps import Cut, Jump, choose_cut
from banmian.makeup.block.remarks import Remarks
from banmian.makeup.heads.headings import heading_rows
from banmian.makeup.heads.placement import HeadSetter
from banmian.makeup.inserts.arrange import arrange, arrange_what_fits
from banmian.makeup.inserts.photo import PhotoCase
from banmian.makeup.inserts.wishes import wishes_of
from banmian.makeup.text.columns import Piece
from banmian.makeup.text.copyfit import copyfit, tightened
from banmian.makeup.text.ground import ground_of
from banmian.makeup.text.leg_text import LegText
from banmian.model import ParagraphKind, Severity

if TYPE_CHECKING:
    from banmian.layout import Layout, Slot
    from banmian.makeup.heads.placement import Head
    from banmian.makeup.inserts.arrange import Wish
    from banmian.makeup.lines.labels import LabelCase
    from banmian.makeup.text.columns import Spot
    from banmian.makeup.text.copy import Copy, Story
    from banmian.makeup.text.field import Field
    from banmian.model import Article, Finding, JumpStyle
    from banmian.plan import Assignment

LEAST_BESIDE_MARK = 6
"""em of text that must fit beside an arriving mark; else the mark has a line of its own (K6)."""


class House(NamedTuple):
    """What all blocks of an issue have in common: the folder of its pictures, its style of jumps, its labels."""

    folder: str
    jumps: JumpStyle
    case: LabelCase


class Home(NamedTuple):
    """A leg and the slot in which it stands."""

    leg: Assignment
    layout: Layout
    slot: Slot


class Parts(NamedTuple):
    """What is to be fitted: the text in lines, the headline, the fields that it leaves with so many lines of white, the
    inserts with their heights; the em of the first line that an arriving mark takes, whether the leg ends where the
    article marks its jump, and whether the headline stays in its slot.
    """

    text: LegText
    head: Head | None
    fields: dict[int, Field]
    wishes: list[Wish]
    taken: float
    forced: bool
    head_fits: bool


class Fitted(NamedTuple):
    """A leg of an article fitted into its slot: what `draw` needs, and what is known without it.

    `end` is the offset in the sorts that its text reached, `mark` the place of a leaving mark, `taken` the em of its
    first line that an arriving mark takes; `white` the rows of the slot, from the first to before the last, that are
    free in all its text columns at their foot.
    """

    fitter: Fitter
    head: Head | None
    filling: Filling
    spots: tuple[Spot, ...]
    mark: Spot | None
    taken: float
    end: int
    fit: Fit
    findings: tuple[Finding, ...]
    white: tuple[int, int] = (0, 0)

    @property
    def leaves(self) -> bool:
        """Whether a leaving mark stands in it: only then has the next leg an arriving one."""
        return self.mark is not None


class Fitter:
    """Fits one leg of an article into one slot of one page. All lengths of the page in pt.

    `dense`: the pictures of a leg that the article leaves are as low as they may be, for its next slot is too small.
    """

    def __init__(
        self, copy: Copy, story: Story, home: Home, house: House, *, arrives: bool = False, dense: bool = False
    ) -> None:
        self.sorts, self.story, self.house, self.dense = copy.sorts, story, house, dense
        self.leg, self.layout, self.slot = home
        self.article, self.case = story.article, house.case
        self.origin = self.layout.origin(self.leg.page)
        self.heading = "" if self.leg.number or self.slot.vertical else _heading(self.slot, self.article)
        self.ground = ground_of(self.slot, self.layout, self.origin, heading_rows(self.heading, self.layout))
        self.size, self.pitch = self.ground.size, self.ground.pitch
        self.measure = self.ground.measure
        leg, jumps = self.leg, house.jumps
        self.arriving = Jump(self.article, leg.came_from, leg.page, leg.number, jumps) if arrives else None
        self.leaving = Jump(self.article, leg.page, leg.goes_to, leg.number + 1, jumps) if leg.goes_to else None
        self.remarks = Remarks(leg)

    def parts(self, start: int) -> Parts:
        """Return what is to be fitted, each measured by itself, with the text from offset `start` of the sorts on."""
        taken = self._taken_by_mark(start)
        stop, forced = self._end_of_leg()
        style = self.layout.style.subhead
        text = LegText(self.sorts, self.story, start, stop, self.measure, self.size, taken, style.size)
        heads = HeadSetter(self.article, self.leg, self.slot, self.layout, self.ground, self.case)
        rank = self.layout.headlines[self.slot.keys.headline]
        lines = sum(piece.rows + piece.above for piece in text.pieces)
        head = heads.choose(rank, self.remarks, lines, short=self.house.jumps.headline == "short")
        fields = self._fields(head, marked=self.arriving is not None and not taken)
        fits = head is None or heads.fits(head)
        return Parts(text, head, fields, self._wishes(), taken, forced=forced, head_fits=fits)

    def fit(self, start: int) -> Fitted:
        """Fit the leg with the text from offset `start` of the sorts on."""
        text, head, fields, wishes, taken, forced, head_fits = self.parts(start)
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
        fit = measure_fit(self.slot.name, self.article.id, filling, spots, mark)
        if head:
            self.remarks.found += head.group.findings
            if not head_fits:
                self.remarks.say(
                    Severity.ERROR, "headline-no-room", "the headline fills the whole slot", "take a larger slot"
                )
        for stands in filling.arrangement.standing:
            if stands.lines < stands.wish.insert.least:
                self.remarks.cut_short(stands.wish.insert.what, stands.lines)
        self.remarks.inserts([wish.insert for wish in wishes], [wish.insert for wish in left_out])
        if len(spots) >= len(pieces):
            fit = fit._replace(underset=self.remarks.white(fit.white, round(self.measure * fit.empty)))
        elif self.leaving and not cut:
            fit = fit._replace(unmarked=True)
        white = (0, 0) if cut or self.ground.vertical else white_rows(filling, spots)
        return Fitted(self, head, filling, tuple(spots), mark, taken, end, fit, tuple(self.remarks.found), white)

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
        column, row = first_line(field)
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
        begins = next((stretch for stretch in self.story.stretches if start < stretch.end), None)
        if begins is None:
            return 0.0
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


def first_line(field: Field) -> tuple[int, int]:
    """Column and row of the first free line."""
    return next(((column, rows[0]) for column, rows in enumerate(field.free) if rows), (0, 0))
