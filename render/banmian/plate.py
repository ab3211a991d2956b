"""The Plate 成版: a finished page as items at fixed positions. The waist of the house.

Everything before it decides, everything after it only draws or reads. Lengths are in points; x runs right and y runs
down from the top left corner of the trimmed page; text stands on its baseline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

MM = 72 / 25.4
"""Points in a millimetre."""


class Colour(Struct, frozen=True):
    """A named colour: parts of cyan, magenta, yellow, black for the press, and of red, green, blue for screens."""

    name: str
    cmyk: tuple[float, float, float, float]
    rgb: tuple[float, float, float]

    def tint(self, part: float) -> Colour:
        """The colour at a part of its strength, 0 to 1."""
        c, m, y, k = (round(ink * part, 4) for ink in self.cmyk)
        r, g, b = (round(1 - (1 - light) * part, 4) for light in self.rgb)
        return Colour(f"{self.name} {part:.0%}", (c, m, y, k), (r, g, b))


BLACK = Colour("black", (0, 0, 0, 1), (0, 0, 0))
WHITE = Colour("white", (0, 0, 0, 0), (1, 1, 1))
RED = Colour("red", (0, 1, 1, 0), (0.84, 0.05, 0.09))


class Item(Struct, frozen=True, kw_only=True, eq=False):
    """Base of all items: each knows whose it is (article id, empty for furniture) and what it is (role)."""

    article: str = ""
    role: str = ""


class TextRun(Item, frozen=True, kw_only=True, eq=False):
    """Characters of one face and size on one baseline.

    `glyphs` has one entry for each character of `text`, `banmian.typeset.NO_GLYPH` where a character draws nothing;
    `offsets` are the glyph origins in pt from `x`. `start` is the offset of the first character in the article's body,
    -1 for text that is not body. `stretch` scales the glyphs across.
    """

    x: float
    y: float
    size: float
    face: str
    text: str
    glyphs: NDArray[np.uint16]
    offsets: NDArray[np.float64]
    width: float
    start: int = -1
    stretch: float = 1.0
    colour: Colour = BLACK


class Rule(Item, frozen=True, kw_only=True, eq=False):
    """A straight line from (x0, y0) to (x1, y1), `weight` pt thick; one with `round` ends and no length is a dot."""

    x0: float
    y0: float
    x1: float
    y1: float
    weight: float
    colour: Colour = BLACK
    round: bool = False


class Wave(Item, frozen=True, kw_only=True, eq=False):
    """A wavy line from (x0, y0) to (x1, y1): so many whole waves, `height` pt from crest to trough, `weight` thick."""

    x0: float
    y0: float
    x1: float
    y1: float
    height: float
    waves: int
    weight: float
    colour: Colour = BLACK


class Fill(Item, frozen=True, kw_only=True, eq=False):
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour


class Picture(Item, frozen=True, kw_only=True, eq=False):
    """A picture file in a rectangle. `crop` is the part that shows: left, top, right, bottom, each 0 to 1."""

    x: float
    y: float
    width: float
    height: float
    file: str
    crop: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    alt: str = ""


class Form(Item, frozen=True, kw_only=True, eq=False):
    """The first page of a PDF placed in a rectangle. `data` is the PDF."""

    x: float
    y: float
    width: float
    height: float
    data: bytes
    name: str
    text: str = ""


class Link(Item, frozen=True, kw_only=True, eq=False):
    """A rectangle that leads to the place of an article on another page."""

    x: float
    y: float
    width: float
    height: float
    to_page: int
    to_article: str


class Block(Struct, frozen=True):
    """The rectangle that an article takes on a page, and the slot it fills. `leg` counts its parts from 0."""

    article: str
    slot: str
    leg: int
    x: float
    y: float
    width: float
    height: float


PlateItem = TextRun | Rule | Wave | Fill | Picture | Form | Link


class Plate(Struct, frozen=True, kw_only=True, eq=False):
    """A finished page: its size, the line grid of its body, its items in reading order, where its articles stand."""

    page: int
    section: str
    width: float
    height: float
    bleed: float
    grid_top: float
    pitch: float
    items: tuple[PlateItem, ...]
    blocks: tuple[Block, ...] = ()
    slug: tuple[TextRun, ...] = ()
    """Text outside the trimmed page, for the plate only: title, date, page."""

    def texts(self, article: str | None = None, role: str | None = None) -> Iterator[TextRun]:
        """The text runs in reading order, of an article or of a role if one is named."""
        for item in self.items:
            if isinstance(item, TextRun) and (article is None or item.article == article) and role in (None, item.role):
                yield item

    def dump(self) -> str:
        """The page as text, one line an item: the golden of the layout tests, to be reviewed as a diff."""
        size = f"{self.width:.2f}x{self.height:.2f}"
        head = f"PLATE {self.page} {self.section} {size} grid {self.grid_top:.2f}+{self.pitch:g}"
        return "\n".join([head, *(_line(item) for item in self.items), ""])


def _line(item: PlateItem) -> str:
    whose = f"{item.role}{':' if item.article else ''}{item.article}"
    match item:
        case TextRun():
            start = f"@{item.start}" if item.start >= 0 else ""
            stretch = f" *{item.stretch:.3f}" if item.stretch != 1 else ""
            colour = "" if item.colour is BLACK else f" {item.colour.name}"
            return (
                f"T {item.x:.2f} {item.y:.2f} w{item.width:.2f} {item.face} {item.size:g}{stretch}{colour} "
                f"{whose}{start} “{item.text}”"
            )
        case Rule():
            ends = " round" if item.round else ""
            at = f"{item.x0:.2f} {item.y0:.2f} {item.x1:.2f} {item.y1:.2f}"
            return f"R {at} {item.weight:g}{ends} {item.colour.name} {whose}"
        case Wave():
            at = f"{item.x0:.2f} {item.y0:.2f} {item.x1:.2f} {item.y1:.2f}"
            return f"W {at} {item.height:g}*{item.waves} {item.weight:g} {item.colour.name} {whose}"
        case Fill():
            return f"F {item.x:.2f} {item.y:.2f} {item.width:.2f}x{item.height:.2f} {item.colour.name} {whose}"
        case Picture():
            crop = " ".join(f"{side:.3f}" for side in item.crop)
            name = item.file.rpartition("/")[2]
            return f"P {item.x:.2f} {item.y:.2f} {item.width:.2f}x{item.height:.2f} {name} [{crop}] {whose}"
        case Form():
            return f"X {item.x:.2f} {item.y:.2f} {item.width:.2f}x{item.height:.2f} {item.name} {whose}"
        case Link():
            size = f"{item.width:.2f}x{item.height:.2f}"
            return f"L {item.x:.2f} {item.y:.2f} {size} → {item.to_page} {item.to_article} {whose}"
