"""A page design: its slots, what each takes, and the ranks of its headlines."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from banmian.layout.grid import Grid, Rect, Sheet

FRAME = 1
"""字 and lines between a frame and what stands in it."""


class TypeSize(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A size in pt and the role whose face sets it."""

    size: Annotated[float, Meta(gt=0)]
    role: str


class HeadlineRank(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a headline of a rank is set: 主题, 引题 and 副题, and whether they are centred or stand at the left."""

    main: TypeSize
    kicker: TypeSize
    deck: TypeSize
    align: Literal["left", "centre"] = "left"


class PhotoPlace(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a photograph stands: from which text column to which (1 is the left one), least and most lines."""

    columns: tuple[Annotated[int, Meta(ge=1)], Annotated[int, Meta(ge=1)]]
    lines: tuple[Annotated[int, Meta(ge=1)], Annotated[int, Meta(ge=1)]] | None = None


class SlotKeys(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a designer writes about a slot 区.

    `direction` is that of its text: `columns` of a vertical slot are bands 栏 one under the other, whose lines run from
    right to left. `head` is where the headline stands: over the text, or, vertical, in whole text columns at the right
    or left side; a vertical slot has it at its right. A `frame` takes one 字 and one line of the slot on each side.
    """

    takes: Literal["article", "advert", "nameplate", "folio", "directory"]
    headline: str = ""
    columns: Annotated[int, Meta(ge=1)] = 1
    photos: tuple[PhotoPlace, ...] = ()
    continues: bool = False
    direction: Literal["horizontal", "vertical"] = "horizontal"
    head: Literal["over", "right", "left"] | None = None
    frame: bool = False


class Slot(Struct, frozen=True, kw_only=True):
    """A slot with its place on the grid.

    `measure` (字) and `starts` (tenths of a 字) are those of its text columns, counted from the left, or of its bands,
    counted from the top, inside its frame if it has one; `lines` is how many lines of text stand in each.
    """

    name: str
    rect: Rect
    keys: SlotKeys
    measure: int
    starts: tuple[int, ...]
    lines: int

    @property
    def takes(self) -> str:
        """What the slot takes: article, advert, nameplate, folio or directory."""
        return self.keys.takes

    @property
    def vertical(self) -> bool:
        """Whether its text runs from top to bottom (V1)."""
        return self.keys.direction == "vertical"

    @property
    def head(self) -> str:
        """Where its headline stands: over, right or left."""
        return self.keys.head or ("right" if self.vertical else "over")

    @property
    def inner(self) -> Rect:
        """The rectangle that is left to headline and text inside the frame."""
        return framed(self.rect) if self.keys.frame else self.rect


def framed(rect: Rect) -> Rect:
    """What a frame leaves of a rectangle: one 字 and one line less on each side."""
    return Rect(rect.left + FRAME, rect.top + FRAME, rect.width - 2 * FRAME, rect.height - 2 * FRAME)


class Layout(Struct, frozen=True, kw_only=True):
    """A page design 版式, whole and checked. Slots are in the order of their importance (N4)."""

    name: str
    title: str
    sheet: Sheet
    grid: Grid
    slots: tuple[Slot, ...]
    headlines: dict[str, HeadlineRank]
    gaps: tuple[Rect, ...] = ()

    def slot(self, name: str) -> Slot | None:
        """The slot of a name."""
        return next((slot for slot in self.slots if slot.name == name), None)
