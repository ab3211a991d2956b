"""An article in its slot: headline, columns of text round photographs, marks of a jump, level at the foot.

Counted in columns and rows; `ground` turns them into points, whichever way the text runs.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from banmian.makeup.arrange import Arrangement, ColumnPhoto, arrange
from banmian.makeup.columns import Piece, Spot, compose_story, flow, level
from banmian.makeup.copyfit import copyfit, tightened
from banmian.makeup.fit import Fit, measure_fit
from banmian.makeup.ground import ground_of
from banmian.makeup.heads import LEAST_UNDER, choose_head
from banmian.makeup.interlinear import Lines, interlinear_items
from banmian.makeup.jumps import Cut, Jump, choose_cut
from banmian.makeup.photo import PhotoCase, PhotoRoom, set_photo
from banmian.makeup.remarks import Remarks
from banmian.makeup.runs import Style
from banmian.model import ParagraphKind, Severity
from banmian.plate import Block
from banmian.typeset import place

if TYPE_CHECKING:
    from banmian.layout import Layout, Slot
    from banmian.makeup.copy import Copy, Story
    from banmian.makeup.heads import Head
    from banmian.makeup.labels import LabelCase
    from banmian.model import Finding
    from banmian.plan import Leg
    from banmian.plate import PlateItem
    from banmian.typeset.lines import Line

LARGEST_SPREAD = 2
"""Lines of white that a headline may take up before a hole is left; at a side it may do so for every column."""
LEAST_BESIDE_MARK = 6
"""em of text that must fit beside an arriving mark; else the mark has a line of its own (K6)."""


class SetBlock(NamedTuple):
    """A leg of an article made up: its items in reading order, where its text ended, and what is to be said of it.

    `leaves` tells whether a leaving mark stands in it: only then has the next leg an arriving one.
    """

    items: tuple[PlateItem, ...]
    block: Block
    end: int
    leaves: bool
    fit: Fit
    findings: tuple[Finding, ...]


class _Text(NamedTuple):
    """The text of a leg on its spots, and where the leaving mark stands if there is one."""

    pieces: list[Piece]
    spots: list[Spot]
    mark: Spot | None
    end: int


class BlockMaker:
    """Makes up one leg of an article in one slot of one page. All lengths of the page in pt."""

    def __init__(
        self,
        copy: Copy,
        story: Story,
        leg: Leg,
        slot: Slot,
        layout: Layout,
        origin: tuple[float, float],
        case: LabelCase,
        folder: str,
        *,
        arrives: bool,
    ) -> None:
        self.sorts, self.story, self.leg, self.slot, self.layout = copy.sorts, story, leg, slot, layout
        self.article = story.article
        self.case, self.folder = case, folder
        self.ground = ground_of(slot, layout, origin)
        self.size, self.pitch = self.ground.size, self.ground.pitch
        self.measure = self.ground.measure
        self.origin = origin
        self.arriving = Jump(self.article, leg.came_from, leg.page) if arrives else None
        self.leaving = Jump(self.article, leg.page, leg.goes_to) if leg.goes_to else None
        self.remarks = Remarks(leg)

    def make(self, start: int) -> SetBlock:
        """Make up the leg with the text from offset `start` of the sorts on."""
        rank = self.layout.headlines[self.slot.keys.headline]
        head = choose_head(self.article, self.leg, self.slot, rank, self.ground, self.case, self.remarks)
        first, mark_rows = self._first_line(start)
        room = self.ground.rows - head.rows - mark_rows
        stop, forced = self._end_of_leg()
        pieces = compose_story(self.sorts, self.story, start, stop, self.measure, self.size, first)
        photos = self._photos()
        arrangement = arrange(
            photos, self.ground.columns, room, lambda free: self._has_room(pieces, None, free), head.beside
        )
        free = arrangement.free(room)
        if not self.leaving and not self._has_room(pieces, None, free):
            pieces = tightened(self.sorts, pieces, lambda some: self._has_room(some, None, free))
        cut = self._cut(pieces, free, start, stop, first, forced=forced)
        if cut:
            pieces = compose_story(self.sorts, self.story, start, cut.offset, self.measure, self.size, first)
            pieces = self._goes_on(pieces, cut)
        extra = self._spread(pieces, arrangement, room, cut)
        free = _free(arrangement, room, extra)
        if self._has_room(pieces, cut, free):
            mark = [self._mark_row(pieces)] if cut and not cut.mark_on_last_line else []
            pieces = copyfit(self.sorts, pieces, free, mark, goes_on=cut is not None)
        text = self._fill(pieces, free, cut, start)
        items = self._items(head, extra, mark_rows, arrangement, text, first)
        fit = measure_fit(self.slot.name, self.article.id, free, text.spots, text.mark)
        self.remarks.found += head.group.findings
        self.remarks.photos([photo.block for photo in photos], len(arrangement.photos))
        if not head.fits:
            self.remarks.say(
                Severity.ERROR, "headline-no-room", "the headline fills the whole slot", "take a larger slot"
            )
        if len(text.spots) >= len(text.pieces):
            self.remarks.white(fit.white, round(self.measure * sum(1 for rows in free if rows)))
        return SetBlock(tuple(items), self._block(), text.end, text.mark is not None, fit, tuple(self.remarks.found))

    def _block(self) -> Block:
        rect, (left, top) = self.slot.rect, self.origin
        x, y = left + rect.left * self.size, top + rect.top * self.pitch
        name, width, height = self.slot.name, rect.width * self.size, rect.height * self.pitch
        return Block(self.article.id, name, self.leg.number, x, y, width, height)

    def _first_line(self, start: int) -> tuple[float | None, int]:
        """What the arriving mark leaves of the first measure; or None, and a row of its own for the mark."""
        if not self.arriving:
            return None, 0
        begins = next(stretch for stretch in self.story.stretches if start < stretch.end)
        if begins.kind is ParagraphKind.SUBHEAD:
            return None, 1
        left = self.measure - int(self.arriving.arriving(self.size, self.case).width / self.size) - 1.0
        return (left, 0) if left >= LEAST_BESIDE_MARK else (None, 1)

    def _end_of_leg(self) -> tuple[int, bool]:
        """Where the text of this leg ends if the article marks the place of its jump, and whether it does."""
        places = self.article.jump_places()
        if self.leaving and self.leg.number < len(places):
            return self.story.body + places[self.leg.number][0], True
        return self.story.end, False

    def _photos(self) -> list[ColumnPhoto]:
        """The photos of the article over their columns; a jump's further legs have none, nor has a vertical slot."""
        if self.leg.number:
            return []
        if self.ground.vertical:
            self.remarks.no_photos(self.article.keys.photos)
            return []
        photos = []
        count = self.ground.columns
        places = self.slot.keys.photos
        for number, photo in enumerate(self.article.keys.photos):
            place_ = places[min(number, len(places) - 1)] if places else None
            first, last = place_.columns if place_ else (count // 2 + 1, count)
            left, right = self.ground.span(first - 1, last - 1)
            limits = place_.lines if place_ else None
            page = PhotoCase(self.pitch, self.size, self.folder, self.case, self.layout.style)
            block = set_photo(photo, self.article, PhotoRoom(right - left, limits), page)
            photos.append(ColumnPhoto(block, first - 1, last - 1))
        return photos

    def _cut(
        self,
        pieces: list[Piece],
        free: list[list[int]],
        start: int,
        stop: int,
        first: float | None,
        *,
        forced: bool,
    ) -> Cut | None:
        """Where the article leaves this page; None if it ends here, or if no text or no room for the mark is here.

        Rows that a subhead leaves empty by moving on with its text are found by trying, at most a column's worth.
        """
        if not self.leaving or not pieces or (forced and stop >= self.story.end):
            return None
        if not forced and self._has_room(pieces, None, free):
            return None
        mark = self.leaving.leaving(self.size, self.case).width / self.size + 1.0
        if forced:
            cut = Cut(stop, self._fits_mark(pieces[-1], mark))
            if self._has_room(pieces, cut, free):
                return cut
        available = sum(map(len, free))
        for room in range(available, max(available - self.ground.rows, 0), -1):
            cut = choose_cut(self.sorts, pieces, room, mark)
            before = compose_story(self.sorts, self.story, start, cut.offset, self.measure, self.size, first)
            if before:  # the last line may have grown: what stood alone below it is taken back (R4)
                cut = cut._replace(mark_on_last_line=cut.mark_on_last_line and self._fits_mark(before[-1], mark))
                if self._has_room(before, cut, free):
                    return cut
        self.remarks.say(
            Severity.ERROR,
            "jump-no-room",
            "the slot has no room for text and the mark of the jump",
            "give the article a larger slot, or take the jump out",
        )
        return None

    def _fits_mark(self, piece: Piece, mark: float) -> bool:
        """Whether a mark of a width in em has room behind a piece on its line."""
        return self._used(piece) + mark <= piece.line.measure

    def _has_room(self, pieces: list[Piece], cut: Cut | None, free: list[list[int]]) -> bool:
        """Whether the pieces, and the mark of a cut if it needs a row of its own, find room."""
        marks = [self._mark_row(pieces)] if cut and not cut.mark_on_last_line else []
        return flow([*pieces, *marks], free)[1] == len(pieces) + len(marks)

    def _mark_row(self, pieces: list[Piece]) -> Piece:
        """A row that a leaving mark takes for itself."""
        return Piece(pieces[-1].line, ParagraphKind.BODY, 1, self.size)

    def _spread(self, pieces: list[Piece], arrangement: Arrangement, room: int, cut: Cut | None) -> int:
        """Lines of white that the headline takes up, so that the text reaches the foot of the slot.

        Only as many as leave the text its room: rows that a subhead leaves empty do not count as white.
        """
        if not pieces:
            return 0
        most = min(LARGEST_SPREAD, room - arrangement.depth())
        if beside := arrangement.beside:
            under = 0 if arrangement.photos_under() else room - beside.rows
            if under and self._has_room(pieces, cut, _free(arrangement, room, under)):
                return under  # the other columns hold the text: the headline has its own to the foot
            columns = beside.last - beside.first + 1
            most = min(LARGEST_SPREAD * self.ground.columns // columns, under - LEAST_UNDER)
        for extra in range(most, 0, -1):
            if self._has_room(pieces, cut, _free(arrangement, room, extra)):
                return extra
        return 0

    def _fill(self, pieces: list[Piece], free: list[list[int]], cut: Cut | None, start: int) -> _Text:
        """The pieces on their rows, and the mark after them: on the last line, or on a row of its own."""
        if cut and not cut.mark_on_last_line and pieces:
            spots, placed = level([*pieces, self._mark_row(pieces)], free)
            mark = spots.pop() if placed > len(pieces) else None
            placed = min(placed, len(pieces))
        else:
            spots, placed = level(pieces, free)
            mark = spots[-1] if cut and spots else None
        return _Text(pieces, spots, mark, self._reached(pieces, placed, start))

    def _reached(self, pieces: list[Piece], placed: int, start: int) -> int:
        """The offset up to which the text is set; a paragraph that ends there takes its newline along."""
        if placed == 0:
            return start
        end = pieces[placed - 1].line.end
        return end + 1 if end < self.story.end and self.sorts.text[end] == "\n" else end

    def _items(
        self,
        head: Head,
        extra: int,
        mark_rows: int,
        arrangement: Arrangement,
        text: _Text,
        first: float | None,
    ) -> list[PlateItem]:
        """Everything of the block in reading order: headline, photographs, text, marks."""
        items: list[PlateItem] = list(head.runs(extra))
        ground, size = self.ground, self.size
        top = head.rows + (0 if head.beside else extra)
        for photo, row, height in zip(arrangement.photos, arrangement.tops(), arrangement.heights, strict=True):
            x, y = ground.span(photo.first, photo.last)[0], ground.y + (top + row + mark_rows) * self.pitch
            items += photo.block.items(x, y, height)
        if self.arriving:
            label = self.arriving.arriving(size, self.case)
            items += self.arriving.mark(label, *ground.at(0, top, 1, size), size, self.arriving.from_page)
        top += mark_rows
        items += self._text_items(text.spots, top, first)
        if self.leaving and text.mark:
            label = self.leaving.leaving(size, self.case)
            at = ground.at(text.mark.column, top + text.mark.row, 1, size, self.measure * size - label.width)
            items += self.leaving.mark(label, *at, size, self.leaving.to_page)
        return items

    def _text_items(self, spots: list[Spot], top: int, first: float | None) -> list[PlateItem]:
        """The runs of the placed lines, whose rows begin at `top`; lines between two subheads are set together."""
        items: list[PlateItem] = []
        ground = self.ground
        for (kind, size), group in groupby(spots, key=lambda spot: (spot.piece.kind, spot.piece.size)):
            some = list(group)
            lines = [spot.piece.line for spot in some]
            subhead = kind is ParagraphKind.SUBHEAD
            along = [spot.piece.inset * size for spot in some]
            if subhead:
                along = [self._centring(line, size) for line in lines]
            elif first is not None and some[0] is spots[0]:
                along[0] += (self.measure - first) * self.size
            at = [
                ground.at(spot.column, top + spot.row, spot.piece.rows, size, begins)
                for spot, begins in zip(some, along, strict=True)
            ]
            style = Style(size, self.article.id, kind.value)
            placed = place(self.sorts, lines)
            items += ground.runs(self.sorts, lines, at, style, self.case.library, self.story.body, placed)
            if self.story.marks:
                marked = Lines(lines, placed, at, size, ground.vertical)
                items += interlinear_items(self.story, self.sorts, marked, self.case)
            self.remarks.beyond_limits(self.sorts, lines, placed)
        return items

    def _centring(self, line: Line, size: float) -> float:
        if not line.last:
            return 0.0
        cells = slice(line.start, line.end)
        width = float(self.sorts.width[cells].sum() + self.sorts.gap[cells].sum()) * size
        return max((self.measure * self.size - width) / 2, 0.0)

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


def _free(arrangement: Arrangement, room: int, extra: int) -> list[list[int]]:
    """The free rows where the headline takes `extra` more: of all columns, or at its side."""
    return arrangement.spread(extra).free(room) if arrangement.beside else arrangement.free(room - extra)
