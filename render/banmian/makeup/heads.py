"""Where the headline of a slot stands and what it takes from the text: rows of all its columns, or columns at a side.

Over a horizontal text and at the right of a vertical one it takes rows. Beside a horizontal one it takes whole text
columns, for as many lines as it is long (T5); text goes on under it in the same measure (T13).
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from banmian.makeup.arrange import Beside
from banmian.makeup.fitting import scaled
from banmian.makeup.ground import VerticalGround
from banmian.makeup.headline import WHITE, HeadlineGroup, set_headline, set_short_headline
from banmian.makeup.vertical_headline import VerticalHeadline, set_vertical_headline
from banmian.model import Severity

if TYPE_CHECKING:
    from banmian.layout import HeadlineRank, Slot
    from banmian.makeup.ground import Ground
    from banmian.makeup.labels import LabelCase
    from banmian.makeup.remarks import Remarks
    from banmian.model import Article
    from banmian.plan import Leg
    from banmian.plate import TextRun

LEAST_UNDER = 4
"""Lines of text that may stand under a headline at the side; where fewer would, it takes its columns to the foot."""
PARTS = (0.85, 0.7, 0.55, 0.4)
"""A headline that leaves no room for text is set at the first of these parts of its size that does, and said."""


class HeadOver(NamedTuple):
    """A headline over a horizontal text: it takes `rows` of all columns."""

    group: HeadlineGroup
    ground: Ground
    rows: int
    beside: None = None

    @property
    def fits(self) -> bool:
        """Whether it leaves room for text."""
        return self.rows < self.ground.rows

    def runs(self, extra: int) -> list[TextRun]:
        """Its runs, with `extra` rows of white added to its own."""
        ground = self.ground
        return self.group.runs(ground.x, ground.y, ground.width, ground.pitch, extra)


class HeadBeside(NamedTuple):
    """A vertical headline in text columns at a side of a horizontal text: it takes no row of the others."""

    group: VerticalHeadline
    ground: Ground
    beside: Beside
    rows: int = 0

    @property
    def fits(self) -> bool:
        """Whether it leaves a column to the text."""
        return self.beside.last - self.beside.first + 1 < self.ground.columns

    def runs(self, extra: int) -> list[TextRun]:
        """Its runs, in the middle of its columns, with `extra` rows added to its length."""
        ground = self.ground
        left, right = ground.span(self.beside.first, self.beside.last)
        white = (right - left - self.group.width) / 2
        length = (self.beside.rows + extra) * ground.pitch - 2 * ground.inset
        return self.group.runs(right - white, ground.y + ground.inset, length)


class HeadBefore(NamedTuple):
    """A vertical headline at the right of a vertical text, all bands high: it takes `rows` of them."""

    group: VerticalHeadline
    ground: VerticalGround
    rows: int
    beside: None = None

    @property
    def fits(self) -> bool:
        """Whether it leaves room for text."""
        return self.rows < self.ground.rows

    def runs(self, extra: int) -> list[TextRun]:
        """Its runs, with `extra` rows of white added to its own."""
        ground = self.ground
        right = ground.x + ground.width
        white = right - ground.right(self.rows + extra) - self.group.width
        return self.group.runs(right - white * WHITE[0], ground.top, ground.length)


Head = HeadOver | HeadBeside | HeadBefore


def choose_head(
    article: Article, leg: Leg, slot: Slot, rank: HeadlineRank, ground: Ground, case: LabelCase, remarks: Remarks
) -> Head:
    """The headline of a leg as its slot asks for it; that of a continuation is short and stands over its text (F6)."""
    if leg.number:
        short = set_short_headline(article, rank, ground.width, ground.pitch, case)
        return HeadOver(short, ground, short.lines)
    head = _set(article, leg, slot, rank, ground, case)
    if head.fits:
        return head
    for part in PARTS:
        head = _set(article, leg, slot, scaled(rank, part), ground, case)
        if head.fits:
            break
    remarks.say(
        Severity.WARNING,
        "high-headline",
        f"the headline is larger than its slot and was set at {part:.0%} of its size",
        "shorten it, or give the article a larger slot",
    )
    return head


def _set(article: Article, leg: Leg, slot: Slot, rank: HeadlineRank, ground: Ground, case: LabelCase) -> Head:
    if isinstance(ground, VerticalGround):
        upright = set_vertical_headline(article, rank, ground.length, ground.size, case, leg.page, slot.name)
        white = ground.x + ground.width - ground.right(0)
        return HeadBefore(upright, ground, max(ceil((upright.width + ground.pitch - white) / ground.pitch), 1))
    if not slot.head.startswith("vertical"):
        group = set_headline(article, rank, ground.width, ground.pitch, ground.size, case, leg.page, slot.name)
        return HeadOver(group, ground, group.lines)
    room = ground.height - 2 * ground.inset
    upright = set_vertical_headline(article, rank, room, ground.size, case, leg.page, slot.name)
    rows = ceil((upright.length + 2 * ground.inset) / ground.pitch - 1e-6)
    if ground.rows - rows < LEAST_UNDER:
        rows = ground.rows
    return HeadBeside(upright, ground, _columns_for(upright.width, slot.head.removeprefix("vertical-"), rows, ground))


def _columns_for(width: float, side: str, rows: int, ground: Ground) -> Beside:
    """The fewest text columns at a side that are together as wide as a headline, or all of them."""
    most = ground.columns
    for count in range(1, most + 1):
        first, last = (0, count - 1) if side == "left" else (most - count, most - 1)
        left, right = ground.span(first, last)
        if right - left >= width:
            break
    return Beside(first, last, rows)
