"""Measuring and fitting without drawing: what an article takes, in lines, before anything has its place.

`Measurer.lines` counts an article at a measure, `headline` the rows of its headline at a width, `fit` fits it into a
slot to the line, and `shapes` gives a table from which thousands of shapes cost next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from banmian.cache import Cache
from banmian.layout import Column, Rect, Slot
from banmian.layout.design import SlotKeys
from banmian.makeup.block.chains import overset
from banmian.makeup.block.fit import Fitter, Home, House
from banmian.makeup.briefs.briefs import rows_of_brief
from banmian.makeup.copies import Copies
from banmian.makeup.heads.headline import set_headline
from banmian.makeup.inserts.arrange import WHITE
from banmian.makeup.lines.labels import LabelCase
from banmian.makeup.marks.inline import line_gap
from banmian.makeup.text.columns import compose_story
from banmian.makeup.text.copyfit import MOST_LOOSENED, MOST_TIGHTENED, changed, paragraphs
from banmian.plan import Assignment, Need

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from banmian.faces import FaceLibrary
    from banmian.layout import HeadlineRank, Layout
    from banmian.model import Issue

    Counts = NDArray[np.int64]
    Costs = NDArray[np.float64]

TALL = 400
"""Lines of a slot that holds any article: in it everything is measured at its natural height."""
ROOMY = 1.0
"""A line gap in em in which every mark is drawn."""
OVER_LINE, WHITE_LINE, PICTURE_LINE, HEAD_LINE, TEXT_LINE = 40.0, 8.0, 1.0, 0.75, 0.5
"""What a line costs that has no room, that is left white in all columns, that a picture is cut or grown by, that is
white at the headline, that a paragraph is tightened or loosened by. The last four are those of `block/fill.py`.
"""


class LineRange(NamedTuple):
    """The lines of an article at a measure, and the fewest and the most that a line more or less a paragraph gives."""

    lines: int
    least: int
    most: int


class HeadRows(NamedTuple):
    """A headline at a width: the lines of the grid that it takes, and the part of its size that it got."""

    lines: int
    part: float


class SlotFit(NamedTuple):
    """An article in a slot: the lines that the slot leaves to its text, those that are set, those without room and the
    characters of them, the white lines at the foot of a column and in all, and the inserts that have no room.
    """

    room: int
    used: int
    over: int
    over_characters: int
    white: int
    empty: int
    left_out: int

    @property
    def is_whole(self) -> bool:
        """Whether the article stands in the slot with all that belongs to it."""
        return not (self.over or self.left_out)


class Shapes(NamedTuple):
    """An article in rectangles of text columns of one measure, as a table by the number of columns, from 1.

    `lines` are those of its text with their range, `heads` the rows of its headline; `inserts` are the least, the
    natural and the largest number of lines that its inserts take from all columns together.
    """

    measure: int
    lines: LineRange
    heads: Counts
    inserts: Counts

    def costs(self, columns: Counts, rows: Counts) -> Costs:
        """Return what shapes cost, of so many text columns and so many rows each: 0 for one that is filled to the line.

        A shape that is too small or too large pays for the cheapest way out, in this order: white at the headline, a
        line more or less in the text, pictures cut or grown, and in the end lines without room or white ones.
        """
        at = columns - 1
        least, natural, most = self.inserts[:, at]
        spare = columns * (rows - self.heads[at]) - natural - self.lines.lines
        over, white = np.maximum(-spare, 0), np.maximum(spare, 0)
        tight = np.minimum(over, self.lines.lines - self.lines.least)
        cut = np.minimum(over - tight, natural - least)
        head = np.minimum(white // columns, 2)
        loose = np.minimum(white - head * columns, self.lines.most - self.lines.lines)
        grown = np.minimum(white - head * columns - loose, most - natural)
        left = (white - head * columns - loose - grown) / columns
        bent = (cut + grown) / columns * PICTURE_LINE + head * HEAD_LINE + (tight + loose) * TEXT_LINE
        return np.asarray((over - tight - cut) * OVER_LINE + left * WHITE_LINE + bent, dtype=np.float64)

    def cost(self, columns: int, rows: int) -> float:
        """Return what one shape costs, as `costs` does for many."""
        at = columns - 1
        least, natural, most = (int(lines) for lines in self.inserts[:, at])
        spare = columns * (rows - int(self.heads[at])) - natural - self.lines.lines
        if spare < 0:
            tight = min(-spare, self.lines.lines - self.lines.least)
            cut = min(-spare - tight, natural - least)
            return (-spare - tight - cut) * OVER_LINE + cut / columns * PICTURE_LINE + tight * TEXT_LINE
        head = min(spare // columns, 2)
        spare -= head * columns
        loose = min(spare, self.lines.most - self.lines.lines)
        grown = min(spare - loose, most - natural)
        bent = grown / columns * PICTURE_LINE + head * HEAD_LINE + loose * TEXT_LINE
        return (spare - loose - grown) / columns * WHITE_LINE + bent

    def rows(self, columns: int) -> tuple[int, int, int]:
        """Return the fewest, the natural and the most rows of so many columns that hold the article whole."""
        least, natural, most = (int(lines) for lines in self.inserts[:, columns - 1])
        head = int(self.heads[columns - 1])
        counts = (self.lines.least + least, self.lines.lines + natural, self.lines.most + most)
        low, middle, high = (head + -(-count // columns) for count in counts)
        return low, middle, high


class Measurer:
    """Measures the articles of an issue. What was measured once is kept, by the digest of all that it depends on."""

    def __init__(self, issue: Issue, library: FaceLibrary, cache: Cache | None = None) -> None:
        self._issue, self._library = issue, library
        self._articles = {article.id: article for article in issue.articles}
        self._case = LabelCase(library, issue.composition)
        self._house = House(issue.folder, issue.jumps, self._case)
        self._cache = cache or Cache()
        self._by_gap: dict[tuple[float, bool], Copies] = {}

    def _copies(self, gap: float, *, vertical: bool = False) -> Copies:
        """The copies for pages of a line gap: it tells which marks are drawn (I3)."""
        if (gap, vertical) not in self._by_gap:
            names = set(self._articles)
            copies = Copies(self._issue, self._library, dict.fromkeys(names, gap), names if vertical else set())
            copies.expect(names)
            self._by_gap[gap, vertical] = copies
        return self._by_gap[gap, vertical]

    def _of(self, layout: Layout, slot: Slot | None = None) -> Copies:
        return self._copies(line_gap(layout), vertical=bool(slot and slot.vertical))

    def lines(self, article: str, measure: float, body: float) -> LineRange:
        """Return the lines of an article at a measure in 字 of a body size in pt; a subhead counts its grid lines."""
        key = self._copies(ROOMY).key(article, "lines", measure, body)
        return self._cache.get(key, LineRange, lambda: self._lines(article, measure, body))

    def _lines(self, article: str, measure: float, body: float) -> LineRange:
        copy = self._copies(ROOMY)[article]
        story = copy.stories[article]
        pieces = compose_story(copy.sorts, story, story.start, story.end, measure, body)
        lines = sum(piece.rows + piece.above for piece in pieces)
        spans = list(paragraphs(pieces))
        less, more = (
            sum(changed(copy.sorts, pieces, first, last, step) is not None for first, last in spans) for step in (-1, 1)
        )
        return LineRange(lines, lines - min(less, MOST_TIGHTENED), lines + min(more, MOST_LOOSENED))

    def headline(self, article: str, rank: HeadlineRank, width: float, pitch: float, body: float) -> HeadRows:
        """Return the rows of the headline of an article over a width in pt, on a grid of `pitch` pt."""
        key = self._copies(ROOMY).key(article, "headline", rank, width, pitch, body)

        def measure() -> HeadRows:
            group = set_headline(self._articles[article], rank, width, pitch, body, self._case, 0, "")
            main = max((row.label.size for row in group.rows), default=rank.main.size)
            return HeadRows(group.lines, main / rank.main.size)

        return self._cache.get(key, HeadRows, measure)

    def fit(self, article: str, page: int, layout: Layout, slot: Slot) -> SlotFit:
        """Return how an article stands in a slot of a page, alone and without a jump, to the line."""
        copies = self._of(layout, slot)
        key = copies.key(article, "fit", page % 2, copies.layout_key(layout), slot)
        return self._cache.get(key, SlotFit, lambda: self._fit(article, page, layout, slot))

    def _fit(self, article: str, page: int, layout: Layout, slot: Slot) -> SlotFit:
        copy = self._of(layout, slot)[article]
        story = copy.stories[article]
        home = Home(Assignment(article=article, number=0, page=page, slot=slot.name), layout, slot)
        fitted = Fitter(copy, story, home, self._house).fit(story.start)
        over = overset(story, home, copy, fitted.end)
        fit = fitted.fit
        wanted = 0 if slot.vertical else self._inserts(article)
        lines, characters = (over.lines, over.characters) if over else (0, 0)
        return SlotFit(fit.room, fit.used, lines, characters, fit.white, fit.empty, wanted - len(fit.inserts))

    def need(self, article: str, page: int, layout: Layout, slot: Slot) -> Need:
        """Return the lines that an article takes in a slot, as far as its jump if it marks one, and those it has."""
        copies = self._of(layout, slot)
        key = copies.key(article, "need", page % 2, copies.layout_key(layout), slot)

        def count() -> Need:
            copy = copies[article]
            story = copy.stories[article]
            jumps = self._articles[article].jumps
            goes_to = jumps[0].to if jumps else 0
            leg = Assignment(article=article, number=0, page=page, slot=slot.name, goes_to=goes_to)
            parts = Fitter(copy, story, Home(leg, layout, slot), self._house).parts(story.start)
            taken = sum((wish.natural + WHITE) * (wish.last - wish.first + 1) for wish in parts.wishes)
            lines = sum(piece.rows + piece.above for piece in parts.text.pieces)
            return Need(lines, parts.fields[0].room - taken)

        return self._cache.get(key, Need, count)

    def reach(self, leg: Assignment, layout: Layout, slot: Slot, start: int) -> int:
        """Return the offset in the body that a leg in a slot reaches with its text from an offset on."""
        copies = self._of(layout, slot)
        key = copies.key(leg.article, "reach", leg, copies.layout_key(layout), slot, start)

        def reached() -> int:
            copy = copies[leg.article]
            story = copy.stories[leg.article]
            if story.body + start >= story.end:
                return start
            at = story.body + start if leg.number else story.start
            fitter = Fitter(copy, story, Home(leg, layout, slot), self._house, arrives=leg.number > 0)
            return fitter.fit(at).end - story.body

        return self._cache.get(key, int, reached)

    def brief_rows(self, article: str, layout: Layout, slot: Slot) -> int:
        """Return the rows that a brief takes in a slot of briefs, its headline and the white over it with them."""
        copies = self._of(layout)
        key = copies.key(article, "brief", copies.layout_key(layout), slot)
        return self._cache.get(key, int, lambda: rows_of_brief(copies[article], article, layout, slot, self._case))

    def _inserts(self, article: str) -> int:
        keys = self._articles[article].keys
        return len(keys.photos) + len(self._articles[article].matter) + bool(keys.note)

    def shapes(self, article: str, layout: Layout, rank: str, *, most: int = 0) -> Shapes:
        """Return the table of an article for rectangles of 1 to `most` basic columns of a design, of all by default."""
        most = most or layout.grid.columns
        copies = self._of(layout)
        key = copies.key(article, "shapes", copies.layout_key(layout), rank, most)
        measure = layout.grid.measure
        lines = self.lines(article, float(measure), layout.grid.body)
        rows = self._cache.get(key, list, lambda: [self._by_columns(article, layout, rank, n + 1) for n in range(most)])
        return Shapes(measure, lines, np.array([row[0] for row in rows]), np.array([row[1:] for row in rows]).T)

    def _by_columns(self, article: str, layout: Layout, rank: str, columns: int) -> tuple[int, int, int, int]:
        """The rows of the headline over so many columns, and the lines that inserts take of them."""
        copy = self._of(layout)[article]
        story = copy.stories[article]
        slot = block_slot(layout, columns, TALL, rank)
        home = Home(Assignment(article=article, number=0, page=1, slot=""), layout, slot)
        parts = Fitter(copy, story, home, self._house).parts(story.start)
        head = TALL - -(-parts.fields[0].room // columns)
        wishes = [(wish, wish.last - wish.first + 1) for wish in parts.wishes]
        least = sum((wish.insert.least + WHITE) * span for wish, span in wishes)
        natural = sum((wish.natural + WHITE) * span for wish, span in wishes)
        largest = sum((max(wish.insert.most, wish.natural) + WHITE) * span for wish, span in wishes)
        return head, least, natural, largest


def block_slot(layout: Layout, columns: int, rows: int, headline: str) -> Slot:
    """Return a slot that is a rectangle of basic columns of a design, at the top left of its type area."""
    grid = layout.grid
    step = grid.measure + grid.gutter
    rect = Rect(0, 0, columns * step - grid.gutter, rows)
    return Slot(
        name="",
        rect=rect,
        areas=(rect,),
        keys=SlotKeys(takes="article", headline=headline, columns=columns),
        columns=tuple(Column(n * step * 10, grid.measure, 0, rows) for n in range(columns)),
    )
