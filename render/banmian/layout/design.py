"""A page design: its slots, what each takes, and how its headline and its pictures stand."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple

from msgspec import Meta, Struct

from banmian.layout.grid import MM, Count, Grid, Rect, Sheet
from banmian.layout.styles import ColourKeys, HeadlineRank, Styles

FRAME = 1
"""字 and lines between a frame and what stands in it."""

Takes = Literal[
    "article",
    "photo",
    "photos",
    "editorial",
    "notice",
    "data",
    "briefs",
    "advert",
    "nameplate",
    "ear",
    "folio",
    "section",
    "directory",
    "digest",
    "imprint",
]
STORIES = ("article", "photo", "photos", "editorial", "notice", "data")
"""What takes one article: any, or rather one of a kind."""
TEXTS = (*STORIES, "briefs")
"""What takes articles."""

Head = Literal[
    "over",
    "over-left",
    "at-left",
    "waist",
    "surrounded",
    "beside",
    "vertical-right",
    "vertical-left",
]
"""Where a headline stands (F2): 盖文 over its text, 上左 over the left part of it, at its left, 腰题 at its waist,
文包题 within it, 串文 in a corner with lines beside it; or vertical, at a side.
"""

ColumnSpan = tuple[Count, Count]
"""From which text column to which; 1 is the left one."""


class PhotoPlace(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a photograph, a table, a pull quote or a box stands among the text columns of a slot.

    `lines` are the least and the most that a picture is high. It stands `at` the top or the foot of its columns, or so
    many lines below the top. The `caption` stands below it, or beside it in the last (first) of its columns. Text runs
    `around` the outline of a cut-out (K6).
    """

    columns: ColumnSpan
    lines: tuple[Count, Count] | None = None
    at: Literal["top", "foot"] | Annotated[int, Meta(ge=0, le=999)] = "top"
    caption: Literal["below", "left", "right"] = "below"
    around: bool = False


class SlotKeys(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a designer writes about a slot 区.

    `direction` is that of its text: `columns` of a vertical slot are bands 栏 one under the other, whose lines run from
    right to left. `head` is where the headline stands, in the text columns `head_columns` where it does not take all. A
    `frame`, plain or a border 花边 by name, and a `tint` take one 字 and one line of the slot on each side. `priority`
    puts slots in order where that of the plan is not meant. `heading` is a fixed title 栏头 over the slot, and `design`
    one of the forms of a nameplate, a folio, a directory or a digest.
    """

    takes: Takes
    headline: str = ""
    columns: Count = 1
    photos: tuple[PhotoPlace, ...] = ()
    boxes: tuple[PhotoPlace, ...] = ()
    continues: bool = False
    direction: Literal["horizontal", "vertical"] = "horizontal"
    head: Head | None = None
    head_columns: ColumnSpan | None = None
    frame: bool | str = False
    frame_colour: str = "black"
    tint: str = ""
    priority: Annotated[int, Meta(ge=1)] | None = None
    heading: str = ""
    design: str = ""


class Column(NamedTuple):
    """A text column: its start in tenths of a 字 from the left of the slot's inner rectangle, its measure in 字, and
    its lines: the first one from the top, and how many.

    In a vertical slot it is a band, and its start is counted from the top of the first em box.
    """

    start: int
    measure: int
    top: int
    rows: int


class Slot(Struct, frozen=True, kw_only=True):
    """A slot with its place on the grid: the rectangle about it, the rectangles it is made of (one, or more of a
    stepped or L-shaped slot), and its text columns, from left to right.
    """

    name: str
    rect: Rect
    areas: tuple[Rect, ...]
    keys: SlotKeys
    columns: tuple[Column, ...]

    @property
    def takes(self) -> str:
        """What the slot takes."""
        return self.keys.takes

    @property
    def is_stepped(self) -> bool:
        """Whether it is no rectangle."""
        return len(self.areas) > 1

    @property
    def vertical(self) -> bool:
        """Whether its text runs from top to bottom (V1)."""
        return self.keys.direction == "vertical"

    @property
    def head(self) -> str:
        """Where its headline stands."""
        return self.keys.head or ("vertical-right" if self.vertical else "over")

    @property
    def is_boxed(self) -> bool:
        """Whether a frame or a tint parts it from its neighbours."""
        return bool(self.keys.frame or self.keys.tint)

    @property
    def border(self) -> str:
        """The name of its frame; empty where it has none."""
        return "line" if self.keys.frame is True else self.keys.frame or ""

    @property
    def inner(self) -> Rect:
        """The rectangle that is left to headline and text inside the frame or the tint."""
        return boxed(self.rect) if self.is_boxed else self.rect

    @property
    def measure(self) -> int:
        """The measure of its text columns in 字; all have the same."""
        return self.columns[0].measure

    @property
    def starts(self) -> tuple[int, ...]:
        """Where the text columns begin, in tenths of a 字."""
        return tuple(column.start for column in self.columns)

    @property
    def lines(self) -> int:
        """How many lines of text stand in its longest column."""
        return max(column.rows for column in self.columns)

    @property
    def cells(self) -> int:
        """字 that its text columns hold, headline and pictures left out of account."""
        return sum(column.measure * column.rows for column in self.columns)


def boxed(rect: Rect) -> Rect:
    """What a frame or a tint leaves of a rectangle: one 字 and one line less on each side."""
    return Rect(rect.left + FRAME, rect.top + FRAME, rect.width - 2 * FRAME, rect.height - 2 * FRAME)


class Layout(Struct, frozen=True, kw_only=True):
    """A page design 版式, whole and checked. Slots are in the order of their importance (N4)."""

    name: str
    title: str
    sheet: Sheet
    grid: Grid
    slots: tuple[Slot, ...]
    headlines: dict[str, HeadlineRank]
    style: Styles = Styles()
    colours: dict[str, ColourKeys] = {}
    plan: str = ""

    def slot(self, name: str) -> Slot | None:
        """The slot of a name."""
        return next((slot for slot in self.slots if slot.name == name), None)

    def origin(self, page: int) -> tuple[float, float]:
        """The top left corner of the type area on the trimmed page, pt."""
        grid, sheet = self.grid, self.sheet
        width, height = grid.width * grid.body, grid.lines * grid.pitch
        if sheet.margins is None:
            return (sheet.width - width) / 2, (sheet.height - height) / 2
        inner, top = sheet.margins.inner * MM, sheet.margins.top * MM
        if sheet.spread:  # its inner side is the fold, and the middle of the grid stands there
            return (sheet.width - width) / 2, top
        return (inner if page % 2 else sheet.width - width - inner), top
