"""An article in its slot: headline over columns, text round photographs, marks of a jump, level at the foot."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from banmian.makeup.arrange import Arrangement, ColumnPhoto, arrange
from banmian.makeup.columns import Piece, Spot, compose_story, flow, level
from banmian.makeup.fit import Fit, measure_fit
from banmian.makeup.fitting import scaled
from banmian.makeup.headline import HeadlineGroup, set_headline, set_short_headline
from banmian.makeup.interlinear import Lines, interlinear_items
from banmian.makeup.jumps import Cut, Jump, choose_cut
from banmian.makeup.photo import set_photo
from banmian.makeup.runs import Style, baseline, text_runs
from banmian.model import Finding, ParagraphKind, Severity
from banmian.plate import Block
from banmian.typeset import place

if TYPE_CHECKING:
    from banmian.layout import HeadlineRank, Layout, Slot
    from banmian.makeup.copy import Copy, Story
    from banmian.makeup.labels import LabelCase
    from banmian.plan import Leg
    from banmian.plate import PlateItem
    from banmian.typeset import Placed
    from banmian.typeset.lines import Line

HOLE = 2
"""Lines of white at the foot of a block above which it is reported as underset (X8)."""
LARGEST_SPREAD = 2
"""Lines of white that a headline may take up before a hole is left."""
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
        self.size, self.pitch = layout.grid.body, layout.grid.pitch
        self.x = origin[0] + slot.rect.left * self.size
        self.y = origin[1] + slot.rect.top * self.pitch
        self.width = slot.rect.width * self.size
        self.lines = slot.rect.height
        self.measure = float(slot.measure)
        self.count = slot.keys.columns
        self.arriving = Jump(self.article, leg.came_from, leg.page) if arrives else None
        self.leaving = Jump(self.article, leg.page, leg.goes_to) if leg.goes_to else None
        self.findings: list[Finding] = []

    def make(self, start: int) -> SetBlock:
        """Make up the leg with the text from offset `start` of the sorts on."""
        head = self._headline()
        first, mark_rows = self._first_line(start)
        room = self.lines - head.lines - mark_rows
        stop, forced = self._end_of_leg()
        pieces = compose_story(self.sorts, self.story, start, stop, self.measure, self.size, first)
        photos = self._photos()
        arrangement = arrange(photos, self.count, room, lambda free: self._has_room(pieces, None, free))
        free = arrangement.free(room)
        cut = self._cut(pieces, free, start, stop, first, forced=forced)
        if cut:
            pieces = compose_story(self.sorts, self.story, start, cut.offset, self.measure, self.size, first)
        extra = self._spread(pieces, arrangement, room, cut)
        free = arrangement.free(room - extra)
        text = self._fill(pieces, free, cut, start)
        items = self._items(head, extra, mark_rows, arrangement, text, first)
        fit = measure_fit(self.slot.name, self.article.id, free, text.spots, text.mark)
        self._findings(head, photos, arrangement, free, text, fit)
        block = Block(
            self.article.id, self.slot.name, self.leg.number, self.x, self.y, self.width, self.lines * self.pitch
        )
        return SetBlock(tuple(items), block, text.end, text.mark is not None, fit, tuple(self.findings))

    def _headline(self) -> HeadlineGroup:
        rank = self.layout.headlines[self.slot.keys.headline]
        if self.leg.number:
            return set_short_headline(self.article, rank, self.width, self.pitch, self.case)
        head = self._set_headline(rank)
        if head.lines < self.lines:
            return head
        for part in (0.85, 0.7, 0.55, 0.4):  # what is as high as its slot is set smaller, and said
            head = self._set_headline(scaled(rank, part))
            if head.lines < self.lines:
                break
        self._find(
            Severity.WARNING,
            "high-headline",
            f"the headline is higher than its slot and was set at {part:.0%} of its size",
            "shorten it, or give the article a higher slot",
        )
        return head

    def _set_headline(self, rank: HeadlineRank) -> HeadlineGroup:
        return set_headline(
            self.article, rank, self.width, self.pitch, self.size, self.case, self.leg.page, self.slot.name
        )

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
        """The photos of the article over their columns; a jump's further legs have none."""
        if self.leg.number:
            return []
        photos = []
        places = self.slot.keys.photos
        for number, photo in enumerate(self.article.keys.photos):
            place_ = places[min(number, len(places) - 1)] if places else None
            first, last = place_.columns if place_ else (self.count // 2 + 1, self.count)
            whole = (first, last) == (1, self.count)
            right = self.x + self.width if whole else self._column_x(last - 1) + self.measure * self.size
            limits = place_.lines if place_ else None
            block = set_photo(
                photo,
                self.article,
                right - self._column_x(first - 1),
                self.pitch,
                limits,
                self.folder,
                self.case,
            )
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
        for room in range(available, max(available - self.lines, 0), -1):
            cut = choose_cut(self.sorts, pieces, room, mark)
            before = compose_story(self.sorts, self.story, start, cut.offset, self.measure, self.size, first)
            if before:  # the last line may have grown: what stood alone below it is taken back (R4)
                cut = cut._replace(mark_on_last_line=cut.mark_on_last_line and self._fits_mark(before[-1], mark))
                if self._has_room(before, cut, free):
                    return cut
        self._find(
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
        most = min(LARGEST_SPREAD, room - arrangement.depth()) if pieces else 0
        for extra in range(most, 0, -1):
            if self._has_room(pieces, cut, arrangement.free(room - extra)):
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

    def _column_x(self, column: int) -> float:
        return self.x + self.slot.starts[column] / 10 * self.size

    def _items(
        self,
        head: HeadlineGroup,
        extra: int,
        mark_rows: int,
        arrangement: Arrangement,
        text: _Text,
        first: float | None,
    ) -> list[PlateItem]:
        """Everything of the block in reading order: headline, photographs, text, marks."""
        items: list[PlateItem] = list(head.runs(self.x, self.y, self.width, self.pitch, extra))
        top = self.y + (head.lines + extra) * self.pitch
        for photo, row, height in zip(arrangement.photos, arrangement.tops(), arrangement.heights, strict=True):
            at = self._column_x(photo.first), top + (row + mark_rows) * self.pitch
            items += photo.block.items(*at, height, self.pitch, self.size, self.folder, self.case)
        if self.arriving:
            label = self.arriving.arriving(self.size, self.case)
            y = baseline(top, self.pitch, self.size)
            items += self.arriving.mark(label, self.x, y, self.size, self.arriving.from_page)
        top += mark_rows * self.pitch
        items += self._text_items(text.spots, top, first)
        if self.leaving and text.mark:
            label = self.leaving.leaving(self.size, self.case)
            x = self._column_x(text.mark.column) + self.measure * self.size - label.width
            y = baseline(top + text.mark.row * self.pitch, self.pitch, self.size)
            items += self.leaving.mark(label, x, y, self.size, self.leaving.to_page)
        return items

    def _text_items(self, spots: list[Spot], top: float, first: float | None) -> list[PlateItem]:
        """The runs of the placed lines; body lines between two subheads are set together."""
        items: list[PlateItem] = []
        for (kind, size), group in groupby(spots, key=lambda spot: (spot.piece.kind, spot.piece.size)):
            some = list(group)
            lines = [spot.piece.line for spot in some]
            subhead = kind is ParagraphKind.SUBHEAD
            height = some[0].piece.rows * self.pitch
            lefts = (self._column_x(spot.column) + spot.piece.inset * size for spot in some)
            at = [(x, baseline(top + spot.row * self.pitch, height, size)) for x, spot in zip(lefts, some, strict=True)]
            if subhead:
                at = [(x + self._centring(line, size), y) for line, (x, y) in zip(lines, at, strict=True)]
            elif first is not None and some[0] is spots[0]:
                at[0] = (at[0][0] + (self.measure - first) * self.size, at[0][1])
            style = Style(size, self.article.id, kind.value)
            placed = place(self.sorts, lines)
            items += text_runs(self.sorts, lines, at, style, self.case.library, self.story.body, placed)
            if self.story.marks:
                items += interlinear_items(self.story, self.sorts, Lines(lines, placed, at, size), self.case)
            if not subhead:
                self._note_loose_line(lines, placed)
        return items

    def _centring(self, line: Line, size: float) -> float:
        if not line.last:
            return 0.0
        cells = slice(line.start, line.end)
        width = float((self.sorts.width[cells] + self.sorts.gap[cells]).sum()) * size
        return max((self.measure * self.size - width) / 2, 0.0)

    def _used(self, piece: Piece) -> float:
        """Width in em of a piece's line, set natural."""
        line = piece.line
        return line.indent + float((self.sorts.width + self.sorts.gap)[line.start : line.end].sum())

    def _findings(
        self,
        head: HeadlineGroup,
        photos: list[ColumnPhoto],
        arrangement: Arrangement,
        free: list[list[int]],
        text: _Text,
        fit: Fit,
    ) -> None:
        """What a person must know of the block."""
        self.findings += head.findings
        for photo in photos:
            self.findings += photo.block.findings
            if not photo.block.photo.file:
                self._find(
                    Severity.WARNING,
                    "photo-missing",
                    f"the picture of the photo “{photo.block.photo.caption}” is not at hand; its room is kept",
                    "name its file in the front matter, or take the photo out",
                )
        for photo in photos[len(arrangement.photos) :]:
            self._find(
                Severity.ERROR,
                "photo-no-room",
                f"the photo “{photo.block.photo.caption}” has no room in the slot",
                "take it out, or give the article a larger slot",
            )
        if self.lines <= head.lines:
            self._find(Severity.ERROR, "headline-no-room", "the headline fills the whole slot", "take a larger slot")
        if fit.white > HOLE and len(text.spots) >= len(text.pieces):
            characters = round(fit.white * self.measure * sum(1 for rows in free if rows))
            self._find(
                Severity.WARNING,
                "underset",
                f"the text leaves {fit.white} lines of the slot white (about {characters} characters)",
                "write more, add a photo, or take a smaller slot",
                lines=fit.white,
                characters=characters,
            )

    def _note_loose_line(self, lines: list[Line], placed: Placed) -> None:
        """J5: the line that had to be opened up most, if it passes the limit."""
        spread = placed.spread
        worst = int(np.argmax(spread))
        if spread[worst] > self.sorts.setting.loose:
            shown = self.sorts.text[lines[worst].start : lines[worst].end]
            self._find(
                Severity.WARNING,
                "loose-line",
                f"a line had to be opened by {spread[worst]:.2f} em a gap: “{shown}”",
                "change a word in it",
            )

    def _find(
        self, severity: Severity, code: str, message: str, hint: str, *, lines: int = 0, characters: int = 0
    ) -> None:
        self.findings.append(
            Finding(
                severity=severity,
                code=code,
                message=message,
                hint=hint,
                article=self.article.id,
                page=self.leg.page,
                slot=self.slot.name,
                lines=lines,
                characters=characters,
            )
        )
