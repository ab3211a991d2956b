"""An article in its slot: headline over columns, text round photographs, marks of a jump, level at the foot."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from banmian.makeup.columns import SUBHEAD_LINES, SUBHEAD_SIZE, Piece, Spot, compose_story, flow, level
from banmian.makeup.headline import HeadlineGroup, set_headline, set_short_headline
from banmian.makeup.jumps import Jump, choose_cut
from banmian.makeup.photo import PhotoBlock, set_photo
from banmian.makeup.runs import Style, baseline, text_runs
from banmian.model import Finding, ParagraphKind, Severity
from banmian.plate import Block

if TYPE_CHECKING:
    from banmian.faces import FaceLibrary
    from banmian.layout import Layout, Slot
    from banmian.makeup.copy import Copy, Story
    from banmian.plan import Leg
    from banmian.plate import PlateItem

HOLE = 2
"""Lines of white at the foot of a block above which it is reported as underset (X8)."""
LARGEST_SPREAD = 2
"""Lines of white that a headline may take up before a hole is left."""


class Fit(NamedTuple):
    """How full a slot is, for the report: lines of text it could hold, lines set, and lines left white at its foot."""

    slot: str
    article: str
    room: int
    used: int
    white: int


class SetBlock(NamedTuple):
    """A leg of an article made up: its items in reading order, where its text ended, and what is to be said of it."""

    items: tuple[PlateItem, ...]
    block: Block
    end: int
    fit: Fit
    findings: tuple[Finding, ...]


class _PlacedPhoto(NamedTuple):
    block: PhotoBlock
    first: int
    last: int


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
        library: FaceLibrary,
        folder: str,
    ) -> None:
        self.copy, self.story, self.leg, self.slot, self.layout = copy, story, leg, slot, layout
        self.library, self.folder = library, folder
        grid = layout.grid
        self.size, self.pitch = grid.body, grid.pitch
        self.x = origin[0] + slot.rect.left * self.size
        self.y = origin[1] + slot.rect.top * self.pitch
        self.width = slot.rect.width * self.size
        self.lines = slot.rect.height
        self.measure = float(slot.measure)
        self.count = slot.keys.columns
        self.findings: list[Finding] = []

    def make(self, start: int) -> SetBlock:
        """Make up the leg with the text from offset `start` of the sorts on."""
        head = self._headline()
        photos = self._photos() if self.leg.number == 0 else []
        stop, forced_cut = self._end_of_leg()
        arriving = Jump(self.story.article, self.leg.came_from, self.leg.page) if self.leg.number else None
        first, arriving_row = self._first_measure(arriving)
        pieces = compose_story(self.copy.sorts, self.story, start, stop, self.measure, self.size, first)

        room = self.lines - head.lines - arriving_row
        heights = self._photo_heights(photos, room, pieces)
        free = self._free_rows(photos, heights, room)
        leaving = Jump(self.story.article, self.leg.page, self.leg.goes_to) if self.leg.goes_to else None
        mark_alone = mark_in_line = False
        available = sum(len(rows) for rows in free)
        needed = sum(piece.rows for piece in pieces)
        if leaving and (forced_cut or needed > available):
            label = leaving.leaving(self.size, self.library)
            mark = label.width / self.size + 1.0
            if forced_cut and needed < available:
                cut_at, mark_in_line = stop, bool(pieces) and self._used(pieces[-1]) + mark <= pieces[-1].line.measure
            else:
                cut = choose_cut(self.copy.sorts, pieces, available, mark)
                cut_at, mark_in_line = cut.offset, cut.mark_on_last_line
            pieces = compose_story(self.copy.sorts, self.story, start, cut_at, self.measure, self.size, first)
            mark_alone = not mark_in_line
        else:
            leaving = None

        extra = 0
        marks = [Piece(pieces[-1].line, ParagraphKind.BODY)] if mark_alone and pieces else []
        slack = sum(len(rows) for rows in free) - sum(piece.rows for piece in pieces) - len(marks)
        if slack >= self.count and pieces:
            extra = min(slack // self.count, LARGEST_SPREAD)
            free = self._free_rows(photos, heights, room - extra)
        spots, placed = level([*pieces, *marks], free)
        if marks and placed == len(pieces) + 1:
            mark_spot: Spot | None = spots.pop()
            placed -= 1
        else:
            mark_spot = spots[-1] if mark_in_line and spots else None
        end = self._reached(pieces, placed, start)
        items = self._items(head, extra, photos, heights, spots, arriving, arriving_row, first)
        if leaving and mark_spot:
            items += self._leaving_mark(leaving, mark_spot, (head.lines + extra + arriving_row) * self.pitch)
        self._report_fit(head, photos, free, spots, pieces, placed)
        area = sum(len(rows) for rows in free)
        white = max((len(rows) for rows in free), default=0) - self._depth(spots, free)
        self.findings += head.findings
        for photo in photos:
            self.findings += photo.block.findings
        return SetBlock(
            tuple(items),
            Block(
                self.story.article.id,
                self.slot.name,
                self.leg.number,
                self.x,
                self.y,
                self.width,
                self.lines * self.pitch,
            ),
            end,
            Fit(self.slot.name, self.story.article.id, area, sum(s.piece.rows for s in spots), white),
            tuple(self.findings),
        )

    def _headline(self) -> HeadlineGroup:
        rank = self.layout.headlines[self.slot.keys.headline]
        if self.leg.number:
            return set_short_headline(self.story.article, rank, self.width, self.pitch, self.library)
        return set_headline(
            self.story.article, rank, self.width, self.pitch, self.size, self.library, self.leg.page, self.slot.name
        )

    def _column_x(self, column: int) -> float:
        return self.x + self.slot.starts[column] / 10 * self.size

    def _photos(self) -> list[_PlacedPhoto]:
        placed = []
        default = ((self.count + 3) // 2 if self.count > 1 else 1, self.count)
        for number, photo in enumerate(self.story.article.keys.photos):
            places = self.slot.keys.photos
            place = places[min(number, len(places) - 1)] if places else None
            first, last = place.columns if place else default
            left, right = self._column_x(first - 1), self._column_x(last - 1) + self.measure * self.size
            if (first, last) == (1, self.count):
                right = self.x + self.width
            block = set_photo(
                photo,
                self.story.article,
                right - left,
                self.pitch,
                place.lines if place else None,
                self.folder,
                self.library,
            )
            placed.append(_PlacedPhoto(block, first - 1, last - 1))
            if not photo.file:
                self._find(
                    Severity.WARNING,
                    "photo-missing",
                    "the picture of a photo is not at hand; its room is kept",
                    "name its file in the front matter, or take the photo out",
                )
        return placed

    def _end_of_leg(self) -> tuple[int, bool]:
        """Where the text of this leg ends if the article marks the place of its jump, and whether it does."""
        places = self.story.article.jump_places()
        if self.leg.goes_to and self.leg.number < len(places):
            return self.story.body + places[self.leg.number][0], True
        return self.story.end, False

    def _first_measure(self, arriving: Jump | None) -> tuple[float | None, int]:
        """The measure that the arriving mark leaves of the first line; or None, and a line of its own for the mark."""
        if not arriving:
            return None, 0
        taken = int(arriving.arriving(self.size, self.library).width / self.size) + 1.0
        return (self.measure - taken, 0) if self.measure - taken >= 6 else (None, 1)

    def _photo_heights(self, photos: list[_PlacedPhoto], room: int, pieces: list[Piece]) -> list[int]:
        """Heights of the pictures in lines: the largest that leave the text its room, within their limits."""
        heights = [min(photo.block.most, max(room - photo.block.text_lines, 1)) for photo in photos]
        needed = sum(piece.rows for piece in pieces)
        while photos and sum(len(rows) for rows in self._free_rows(photos, heights, room)) < needed:
            able = [n for n, photo in enumerate(photos) if heights[n] > photo.block.least]
            if not able:
                break
            tallest = max(able, key=lambda n: heights[n] / photos[n].block.least)
            heights[tallest] -= 1
        return heights

    def _free_rows(self, photos: list[_PlacedPhoto], heights: list[int], room: int) -> list[list[int]]:
        """Rows of each column that text may take; a photograph takes its lines and one of white below (if text follows)."""
        free = [list(range(room)) for _ in range(self.count)]
        for photo, bottom in zip(photos, self._photo_bottoms(photos, heights), strict=True):
            for column in range(photo.first, photo.last + 1):
                below = [row for row in free[column] if row >= bottom + 1]
                free[column] = below
        return free

    def _photo_tops(self, photos: list[_PlacedPhoto], heights: list[int]) -> list[int]:
        tops: list[int] = []
        for number, photo in enumerate(photos):
            over = [
                tops[n] + heights[n] + other.block.text_lines + 1
                for n, other in enumerate(photos[:number])
                if other.first <= photo.last and photo.first <= other.last
            ]
            tops.append(max(over, default=0))
        return tops

    def _photo_bottoms(self, photos: list[_PlacedPhoto], heights: list[int]) -> list[int]:
        tops = self._photo_tops(photos, heights)
        return [top + height + photo.block.text_lines for top, height, photo in zip(tops, heights, photos, strict=True)]

    def _reached(self, pieces: list[Piece], placed: int, start: int) -> int:
        """The offset up to which the text is set; a paragraph that ends there takes its newline along."""
        if placed == 0:
            return start
        end = pieces[placed - 1].line.end
        ends = {stretch.end for stretch in self.story.stretches}
        return end + 1 if end in ends and end < self.story.end else end

    def _items(
        self,
        head: HeadlineGroup,
        extra: int,
        photos: list[_PlacedPhoto],
        heights: list[int],
        spots: list[Spot],
        arriving: Jump | None,
        arriving_row: int,
        first: float | None,
    ) -> list[PlateItem]:
        items: list[PlateItem] = list(head.runs(self.x, self.y, self.width, self.pitch, extra))
        top = self.y + (head.lines + extra) * self.pitch
        for photo, row, height in zip(photos, self._photo_tops(photos, heights), heights, strict=True):
            left = self._column_x(photo.first)
            items += photo.block.items(
                left, top + row * self.pitch, height, self.pitch, self.size, self.folder, self.library
            )
        if arriving:
            label = arriving.arriving(self.size, self.library)
            items += arriving.mark(label, self.x, baseline(top, self.pitch, self.size), self.size, arriving.from_page)
            top += arriving_row * self.pitch
        return items + self._text(spots, top, first)

    def _text(self, spots: list[Spot], top: float, first: float | None) -> list[PlateItem]:
        """The runs of the placed lines, body lines and subheads each set together."""
        items: list[PlateItem] = []
        name = self.story.article.id
        for kind, group in groupby(spots, key=lambda spot: spot.piece.kind):
            some = list(group)
            lines = [spot.piece.line for spot in some]
            if kind is ParagraphKind.SUBHEAD:
                at = [
                    (
                        self._column_x(s.column),
                        baseline(top + s.row * self.pitch, SUBHEAD_LINES * self.pitch, SUBHEAD_SIZE),
                    )
                    for s in some
                ]
                at = [self._centred(line, point) for line, point in zip(lines, at, strict=True)]
                style = Style(SUBHEAD_SIZE, name, "subhead")
                roles = None
            else:
                at = [
                    (self._column_x(s.column), baseline(top + s.row * self.pitch, self.pitch, self.size)) for s in some
                ]
                if first is not None and some[0] is spots[0]:
                    at[0] = (at[0][0] + (self.measure - first) * self.size, at[0][1])
                style = Style(self.size, name, "body")
                roles = None
            items += text_runs(self.copy.sorts, lines, at, style, self.library, self.story.body, roles)
        return items

    def _centred(self, line: object, point: tuple[float, float]) -> tuple[float, float]:
        start, end = line.start, line.end  # type: ignore[attr-defined]
        width = float(self.copy.sorts.width[start:end].sum()) * SUBHEAD_SIZE
        return point[0] + max((self.measure * self.size - width) / 2, 0.0), point[1]

    def _used(self, piece: Piece) -> float:
        sorts, line = self.copy.sorts, piece.line
        return line.indent + float((sorts.width + sorts.gap)[line.start : line.end].sum())

    def _leaving_mark(self, jump: Jump, spot: Spot, top: float) -> list[PlateItem]:
        label = jump.leaving(self.size, self.library)
        x = self._column_x(spot.column) + self.measure * self.size - label.width
        y = baseline(self.y + top + spot.row * self.pitch, self.pitch, self.size)
        return jump.mark(label, x, y, self.size, jump.to_page)

    def _depth(self, spots: list[Spot], free: list[list[int]]) -> int:
        """Rows of the fullest column that the text uses."""
        deepest = 0
        for column, rows in enumerate(free):
            taken = {
                row for spot in spots if spot.column == column for row in range(spot.row, spot.row + spot.piece.rows)
            }
            empty_below = 0
            for row in reversed(rows):
                if row in taken:
                    break
                empty_below += 1
            deepest = max(deepest, max((len(r) for r in free), default=0) - empty_below)
        return deepest

    def _report_fit(
        self,
        head: HeadlineGroup,
        photos: list[_PlacedPhoto],
        free: list[list[int]],
        spots: list[Spot],
        pieces: list[Piece],
        placed: int,
    ) -> None:
        if not self.story.stretches:
            return
        room = max((len(rows) for rows in free), default=0)
        white = room - self._depth(spots, free)
        if placed == len(pieces) and white > HOLE and not (placed < len(pieces)):
            cells = white * self.count
            self._find(
                Severity.WARNING,
                "underset",
                f"the text leaves {white} lines of the slot white (about {round(cells * self.measure)} characters)",
                "write more, add a photo, or take a smaller slot",
                lines=white,
                characters=round(cells * self.measure),
            )
        if self.lines <= head.lines:
            self._find(Severity.ERROR, "headline-too-high", "the headline fills the whole slot", "take a larger slot")
        spread = self._loosest(pieces[:placed])
        if spread:
            worst, text = spread
            self._find(
                Severity.WARNING,
                "loose-line",
                f"a line had to be opened by {worst:.2f} em a gap: “{text}”",
                "change a word in it",
            )

    def _loosest(self, pieces: list[Piece]) -> tuple[float, str] | None:
        from banmian.typeset import place

        body = [piece.line for piece in pieces if piece.kind is ParagraphKind.BODY]
        if not body:
            return None
        spread = place(self.copy.sorts, body).spread
        worst = int(np.argmax(spread))
        if spread[worst] <= self.copy.sorts.setting.loose:
            return None
        return float(spread[worst]), self.copy.sorts.text[body[worst].start : body[worst].end]

    def _find(
        self, severity: Severity, code: str, message: str, hint: str, *, lines: int = 0, characters: int = 0
    ) -> None:
        self.findings.append(
            Finding(
                severity=severity,
                code=code,
                message=message,
                hint=hint,
                article=self.story.article.id,
                page=self.leg.page,
                slot=self.slot.name,
                lines=lines,
                characters=characters,
            )
        )


def overset(story: Story, leg: Leg, slot: Slot, copy: Copy, reached: int, size: float) -> Finding | None:
    """The finding for text that no slot had room for, counted in lines of the last slot and in characters."""
    if reached >= story.end:
        return None
    pieces = compose_story(copy.sorts, story, reached, story.end, float(slot.measure), size)
    characters = len(copy.sorts.text[max(reached, story.body) : story.end].replace("\n", ""))
    lines = sum(piece.rows for piece in pieces)
    return Finding(
        severity=Severity.ERROR,
        code="overset",
        message=f"{lines} lines ({characters} characters) have no room",
        hint="cut the text, give it a larger slot, or let it jump to another page",
        article=story.article.id,
        page=leg.page,
        slot=leg.slot,
        lines=lines,
        characters=characters,
    )


__all__ = ["BlockMaker", "Fit", "SetBlock", "flow", "overset"]
