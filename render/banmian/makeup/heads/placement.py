"""Where the headline of a slot stands (F2) and what it takes from the text: rows of columns, or part of their lines.

盖文 stands over all columns that begin at the top of the slot, 上左 over the left ones; at the left it has columns of
its own, 腰题 rows of all columns at their middle, 文包题 those of some columns with text on every side, and 串文 a
corner with shorter lines beside it. A vertical headline takes columns at a side for as many lines as it is long (T5).
"""

from __future__ import annotations

from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from banmian.makeup.heads.dress import dress_of, dressed, sturdy
from banmian.makeup.heads.headline import WHITE, HeadlineGroup, set_headline, set_short_headline
from banmian.makeup.heads.scaling import scaled
from banmian.makeup.heads.vertical_headline import VerticalHeadline, set_vertical_headline
from banmian.makeup.text.ground import VerticalGround
from banmian.model import Severity
from banmian.plate import Group, Line, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from banmian.layout import HeadlineRank, Layout, Slot
    from banmian.makeup.block.remarks import Remarks
    from banmian.makeup.lines.labels import LabelCase
    from banmian.makeup.text.field import Field
    from banmian.makeup.text.ground import Ground
    from banmian.model import Article
    from banmian.plan import Assignment
    from banmian.plate import Child, PlateItem

LEAST_UNDER = 4
"""Lines of text that may stand under a headline at the side; where fewer would, it takes its columns to the foot."""
LEAST_OVER = 3
"""Lines of text over a headline at the waist, or within the text (X4)."""
LARGEST_SPREAD = 2
"""Lines of white that a headline may take up before a hole is left; at a side it may do so for every column."""
PARTS = (0.85, 0.7, 0.55, 0.4)
"""A headline that leaves no room for text is set at the first of these parts of its size that does, and said."""
OVER = 1
"""Lines of white between a headline within its text and what stands over it; such a headline is centred."""
CORNER = 0.52
"""The part of the width of its columns that a headline in a corner takes."""
UPPER = 0.4
"""The part of what is left over that lies above a headline at the left."""


class Dressing(NamedTuple):
    """What draws the dress of a headline: its rank, the layout, the article and the case."""

    rank: HeadlineRank
    layout: Layout
    article: Article
    case: LabelCase


class HeadAcross(NamedTuple):
    """A headline of horizontal lines: it takes `rows` from `top` on in the columns `first` to `last`.

    `left` and `width` are in pt; one in a corner takes only that of their lines. One with `own` columns takes all of
    their rows.
    """

    group: HeadlineGroup
    ground: Ground
    first: int
    last: int
    top: int
    rows: int
    left: float
    width: float
    corner: bool = False
    own: bool = False
    over: int = 0
    """Of its rows, those that are white between the text over it and the group."""
    dress: Dressing | None = None

    def take(self, field: Field, extra: int) -> Field:
        """The field without what the headline takes with `extra` rows of white."""
        if self.own:
            return field.without(self.first, self.last, 0, self.ground.rows)
        bottom = self.top + self.rows + extra
        if not self.corner:
            return field.without(self.first, self.last, self.top, bottom)
        for column in range(self.first, self.last + 1):
            begins = (self.left - self.ground.column_x(column)) / self.ground.size
            for row in range(self.top, bottom):
                field = field.beside(column, row, begins, begins + self.width / self.ground.size)
        return field

    def spreads(self, field: Field) -> Sequence[int]:
        """The rows of white that it may take up: as many as all of its columns have under it."""
        if self.own or self.corner:
            return ()
        under = (rows[-1] + 1 - self.top - self.rows if rows else 0 for rows in field.free[self.first : self.last + 1])
        return range(1, min(LARGEST_SPREAD, *under) + 1)

    def drawn(self, extra: int) -> list[Child]:
        """Return what it is drawn with, `extra` rows of white added to its own."""
        ground = self.ground
        y = ground.y + (self.top + self.over) * ground.pitch
        if self.dress is None:
            return [*self.group.placed(self.left, y, self.width, ground.pitch, extra)]
        rank, layout, article, case = self.dress
        takes = dress_of(rank, layout)
        inside = self.width - takes.narrower
        lines = self.group.placed(self.left + takes.left, y + takes.down, inside, ground.pitch, extra)
        height = (self.rows - self.over + extra) * ground.pitch
        return dressed(rank, layout, article, lines, (self.left, y, self.width, height), case)


class HeadDown(NamedTuple):
    """A vertical headline in the columns `first` to `last` at a side of a horizontal text, `rows` lines long."""

    group: VerticalHeadline
    ground: Ground
    first: int
    last: int
    rows: int

    def take(self, field: Field, extra: int) -> Field:
        """The field without what the headline takes with `extra` rows of white."""
        return field.without(self.first, self.last, 0, self.rows + extra)

    def spreads(self, field: Field) -> Sequence[int]:
        """The rows of white that it may take up: those that the other columns spare, or all under it."""
        under = len(field.free[self.first]) and field.free[self.first][-1] + 1 - self.rows
        columns = self.last - self.first + 1
        most = min(LARGEST_SPREAD * self.ground.columns // columns, under - LEAST_UNDER)
        return (*range(1, most + 1), *([under] if under > 0 else []))

    def drawn(self, extra: int) -> list[Line]:
        """Return its lines, in the middle of its columns, with `extra` rows added to its length."""
        ground = self.ground
        left, right = ground.span(self.first, self.last)
        white = (right - left - self.group.width) / 2
        length = (self.rows + extra) * ground.pitch - 2 * ground.inset
        return self.group.placed(right - white, ground.y + ground.inset, length)


class HeadBefore(NamedTuple):
    """A vertical headline at the right of a vertical text, all bands high: it takes `rows` of them."""

    group: VerticalHeadline
    ground: VerticalGround
    rows: int

    def take(self, field: Field, extra: int) -> Field:
        """The field without what the headline takes with `extra` rows of white."""
        return field.without(0, self.ground.columns - 1, 0, self.rows + extra)

    def spreads(self, field: Field) -> Sequence[int]:  # noqa: ARG002 - as above
        """The rows of white that it may take up."""
        return range(1, LARGEST_SPREAD + 1)

    def drawn(self, extra: int) -> list[Line]:
        """Return its lines, with `extra` rows of white added to its own."""
        ground = self.ground
        right = ground.x + ground.width
        white = right - ground.right(self.rows + extra) - self.group.width
        return self.group.placed(right - white * WHITE[0], ground.top, ground.length)


Head = HeadAcross | HeadDown | HeadBefore


def head_group(nodes: Sequence[Child], name: str) -> Group:
    """Return a headline group of what it is drawn with: the lines of each of its parts together, in their order."""
    children: list[Group | Line | PlateItem] = []
    for role, some in groupby(nodes, key=lambda node: node.role if isinstance(node, Line) else None):
        part = tuple(some)
        children += [Group(role=role, children=part, id=f"{name}/{role}")] if role else part
    return Group(role=Role.HEAD, children=tuple(children), id=f"{name}/head")


class HeadSetter:
    """Sets the headline of a leg as its slot asks for it; that of a continuation is short and over its text (F6)."""

    def __init__(
        self, article: Article, leg: Assignment, slot: Slot, layout: Layout, ground: Ground, case: LabelCase
    ) -> None:
        self.article, self.leg, self.slot, self.layout = article, leg, slot, layout
        self.ground, self.case = ground, case
        self.field = ground.field()
        self.lines = ground.rows * ground.columns

    def choose(self, rank: HeadlineRank, remarks: Remarks, lines: int, *, short: bool = True) -> Head | None:
        """The headline at its full size, or smaller where it would leave no room for text; None if it has none.

        `lines` are those of the text: a headline within it stands higher over a short one.
        """
        self.lines = lines
        if self.leg.number:
            return self._short(rank) if short else None
        rank = sturdy(rank)
        head = self._set(rank)
        if self.fits(head):
            return head
        for part in PARTS:
            head = self._set(scaled(rank, part))
            if self.fits(head):
                break
        remarks.say(
            Severity.WARNING,
            "high-headline",
            f"the headline is larger than its slot and was set at {part:.0%} of its size",
            "shorten it, or give the article a larger slot",
        )
        return head

    def fits(self, head: Head) -> bool:
        """Whether it stays in its slot and leaves room for text."""
        if isinstance(head, HeadAcross):
            own = self.field.free[head.first : head.last + 1]  # a column of a stepped slot may end before the others
            if head.top + head.rows > min((rows[-1] + 1 for rows in own if rows), default=0):
                return False
        if isinstance(head, HeadDown) and head.last - head.first + 1 == self.ground.columns:
            return False
        return head.take(self.field, 0).room > 0

    def _short(self, rank: HeadlineRank) -> Head:
        first, last = self._over()
        left, right = self.ground.span(first, last)
        group = set_short_headline(self.article, rank, right - left, self.ground.pitch, self.case)
        return HeadAcross(group, self.ground, first, last, 0, group.lines, left, right - left)

    def _over(self) -> tuple[int, int]:
        """The columns that begin at the top of the slot."""
        at_top = [n for n, rows in enumerate(self.field.free) if rows and rows[0] == 0]
        return (at_top[0], at_top[-1]) if at_top else (0, self.ground.columns - 1)

    def _set(self, rank: HeadlineRank) -> Head:
        article, ground, slot = self.article, self.ground, self.slot
        if isinstance(ground, VerticalGround):
            upright = set_vertical_headline(
                article, rank, ground.length, ground.size, self.case, self.leg.page, slot.name, self.layout.style.byline
            )
            white = ground.x + ground.width - ground.right(0)
            return HeadBefore(upright, ground, max(ceil((upright.width + ground.pitch - white) / ground.pitch), 1))
        return PATTERNS[slot.head](self, rank)

    def across(
        self,
        rank: HeadlineRank,
        columns: tuple[int, int],
        top: Callable[[int], int] = lambda _: 0,
        *,
        own: bool = False,
        over: int = 0,
    ) -> Head:
        """Return a headline over some text columns, or those that the slot names; it begins on the row that `top` says
        for its number of rows, `over` of them white below the text over it.
        """
        ground = self.ground
        first, last = self._named() or columns
        left, right = ground.span(first, last)
        if over:
            rank = replace(rank, align="centre")
        group = self._group(rank, right - left)
        rows = group.lines + over + dress_of(rank, self.layout).rows
        width = right - left
        dress = self._dress(rank)
        return HeadAcross(group, ground, first, last, top(rows), rows, left, width, own=own, over=over, dress=dress)

    def all_over(self) -> tuple[int, int]:
        """Return the columns that begin at the top of the slot."""
        return self._over()

    def left_half(self) -> tuple[int, int]:
        """Return the left half of the columns."""
        return 0, max(self.ground.columns // 2 - 1, 0)

    def middle(self) -> tuple[int, int]:
        """Return the middle third of the columns."""
        count = self.ground.columns
        middle = max(count // 3, 1)
        return (count - middle) // 2, (count - middle) // 2 + middle - 1

    def upper(self, rows: int) -> int:
        """Return the row on which a headline at the left begins: less lies above it than below."""
        return round(max(self.ground.rows - rows, 0) * UPPER)

    def _named(self) -> tuple[int, int] | None:
        """The text columns that the slot names for its headline, counted from 0."""
        span = self.slot.keys.head_columns
        return (span[0] - 1, span[1] - 1) if span else None

    def within(self, rows: int, part: float) -> int:
        """The row on which a headline begins that has a part of its text over it."""
        most = self.ground.rows - rows
        if self.lines < 2 * LEAST_OVER * self.ground.columns:
            return 0  # a text that has too few lines for both sides stands under its headline
        return max(min(round(most * part), round(self.lines / self.ground.columns * part)), min(LEAST_OVER, most), 0)

    def corner(self, rank: HeadlineRank) -> Head:
        """串文: in the upper left corner of its columns, whole 字 wide, with lines beside it."""
        ground = self.ground
        first, last = self._named() or (0, 0)
        left, right = ground.span(first, last)
        width = int((right - left) * CORNER / ground.size) * ground.size
        group = self._group(rank, width)
        rows = group.lines + dress_of(rank, self.layout).rows
        return HeadAcross(group, ground, first, last, 0, rows, left, width, corner=True, dress=self._dress(rank))

    def _dress(self, rank: HeadlineRank) -> Dressing | None:
        """What draws the dress of a rank that has one."""
        if rank.tint or rank.rule != "none" or rank.ornament:
            return Dressing(rank, self.layout, self.article, self.case)
        return None

    def _group(self, rank: HeadlineRank, width: float) -> HeadlineGroup:
        ground = self.ground
        width -= dress_of(rank, self.layout).narrower
        return set_headline(
            self.article,
            rank,
            width,
            ground.pitch,
            ground.size,
            self.case,
            self.leg.page,
            self.slot.name,
            self.layout.style.byline,
        )

    def down(self, rank: HeadlineRank, side: str) -> Head:
        """Return a vertical headline at a side of a horizontal text (T5)."""
        ground = self.ground
        room = ground.height - 2 * ground.inset
        upright = set_vertical_headline(
            self.article, rank, room, ground.size, self.case, self.leg.page, self.slot.name, self.layout.style.byline
        )
        rows = ceil((upright.length + 2 * ground.inset) / ground.pitch - 1e-6)
        if ground.rows - rows < LEAST_UNDER:
            rows = ground.rows
        first, last = _columns_for(upright.width, side, ground)
        return HeadDown(upright, ground, first, last, rows)


PATTERNS: dict[str, Callable[[HeadSetter, HeadlineRank], Head]] = {
    "over": lambda by, rank: by.across(rank, by.all_over()),
    "over-left": lambda by, rank: by.across(rank, by.left_half()),
    "at-left": lambda by, rank: by.across(rank, by.left_half(), by.upper, own=True),
    "waist": lambda by, rank: by.across(rank, by.all_over(), lambda rows: by.within(rows, 0.5), over=OVER),
    "surrounded": lambda by, rank: by.across(rank, by.middle(), lambda rows: by.within(rows, UPPER), over=OVER),
    "beside": lambda by, rank: by.corner(rank),
    "vertical-right": lambda by, rank: by.down(rank, "right"),
    "vertical-left": lambda by, rank: by.down(rank, "left"),
}
"""Where the headline of a slot stands (F2), by the name that designs give it: one row a pattern."""


def _columns_for(width: float, side: str, ground: Ground) -> tuple[int, int]:
    """The fewest text columns at a side that are together as wide as a headline, or all of them."""
    most = ground.columns
    for count in range(1, most + 1):
        first, last = (0, count - 1) if side == "left" else (most - count, most - 1)
        left, right = ground.span(first, last)
        if right - left >= width:
            break
    return first, last
