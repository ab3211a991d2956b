"""The Plate 成版: a finished page as items at fixed positions. The waist of the house.

Everything before it decides, everything after it only draws or reads. Lengths are in points; x runs right and y runs
down from the top left corner of the trimmed page; text stands on its baseline, or runs down a column.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Literal
from zlib import crc32

import numpy as np
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

MM = 72 / 25.4
"""Points in a millimetre."""

ASCENT = 0.88
"""How far the em box of a Chinese face rises over the baseline, in em: Noto and every face made to the same em box."""


class Spot(Struct, frozen=True):
    """An ink of its own 专色: its name on the plate, and the four inks that stand for it at full strength."""

    name: str
    cmyk: tuple[float, float, float, float]


class Colour(Struct, frozen=True):
    """A named colour: parts of cyan, magenta, yellow, black for the press, and of red, green, blue for screens.

    A colour of a `spot` ink prints as `part` of that ink alone; `cmyk` is then what stands for it elsewhere.
    """

    name: str
    cmyk: tuple[float, float, float, float]
    rgb: tuple[float, float, float]
    spot: Spot | None = None
    part: float = 1.0

    def tint(self, part: float) -> Colour:
        """The colour at a part of its strength, 0 to 1."""
        c, m, y, k = (round(ink * part, 4) for ink in self.cmyk)
        r, g, b = (round(1 - (1 - light) * part, 4) for light in self.rgb)
        return Colour(f"{self.name} {part:.0%}", (c, m, y, k), (r, g, b), self.spot, round(self.part * part, 4))


BLACK = Colour("black", (0, 0, 0, 1), (0, 0, 0))
WHITE = Colour("white", (0, 0, 0, 0), (1, 1, 1))
RED = Colour("red", (0, 1, 1, 0), (0.84, 0.05, 0.09))


class Item(Struct, frozen=True, kw_only=True, eq=False):
    """Base of all items: each knows whose it is (article id, empty for furniture) and what it is (role)."""

    article: str = ""
    role: str = ""


class Direction(StrEnum):
    """Which way a text run goes, and how its letters stand in it."""

    HORIZONTAL = "horizontal"
    """Along a baseline to the right."""
    VERTICAL = "vertical"
    """Down a column, upright glyphs."""
    TURNED = "turned"
    """Down a column, the letters lying on their side: horizontal text turned 90 degrees clockwise."""


class TextRun(Item, frozen=True, kw_only=True, eq=False):
    """Characters of one face and size on one baseline, or in one column.

    `glyphs` has one entry for each character of `text`, `banmian.typeset.NO_GLYPH` where a character draws nothing;
    `offsets` are in pt along the run, `width` is its extent that way. `start` is the offset of the first character in
    the article's body, -1 for text that is not body. `text` is always the text as it was written (C9).

    HORIZONTAL: (x, y) is the origin of the first glyph on the baseline, `offsets` are the glyph origins from `x`.

    VERTICAL: (x, y) is the middle of the column and the top of the first cell. `offsets` run down from `y` to the top
    of each glyph's vertical cell; the face places the glyph in its cell by its own vertical origin, which is half its
    width across. A cell is 1 em high, 2 em for a joined ——: `Face.vertical_advances`. `glyphs` are those of
    `FaceLibrary.vertical_glyphs`, `Face.vertical_joined` or `Face.full_width`. Where a cell is squeezed, it is the
    full cell that `offsets` place: （ that lost its blank upper half (C6) has an offset half an em above its cell.

    TURNED: (x, y) is the origin of the first glyph, x on the baseline, which runs down; the tops of the letters point
    right. `offsets` are the glyph origins down from `y`, by horizontal advances; `glyphs` are the horizontal ones.
    `banmian.makeup.lines.runs.turned_baseline` is the x for the middle of a column.

    Two digits side by side in one cell (纵中横) are a HORIZONTAL run of their own. A run changes with face, size,
    direction, colour and column; runs stand in the order of reading, columns from right to left, so that the text of
    a page reads on. `stretch` scales the glyphs across: along the run where they are horizontal or turned, so that
    `offsets` and `width` count it in; across the column where they are vertical.
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
    direction: Direction = Direction.HORIZONTAL

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom in pt of the em boxes of the run, as wide as `width` says."""
        above, below = ASCENT * self.size, (1 - ASCENT) * self.size
        if self.direction is Direction.HORIZONTAL:
            return self.x, self.y - above, self.x + self.width, self.y + below
        if self.direction is Direction.TURNED:
            return self.x - below, self.y, self.x + above, self.y + self.width
        half = self.size * self.stretch / 2
        return self.x - half, self.y, self.x + half, self.y + self.width


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


Point = tuple[float, float]
Segment = tuple[Literal["M", "L", "C", "Z"], tuple[Point, ...]]
"""A step of a path: M to a point, L a line to one, C a curve by two control points to a third, Z back to the last M."""


class Outline(Item, frozen=True, kw_only=True, eq=False):
    """A drawn shape 花饰: ornaments, borders, drawn nameplates.

    `path` is filled, by the non-zero rule or the even-odd one, unless `filled` says no, and stroked where `weight` (pt)
    is more than 0; `round` makes ends and corners of the stroke round, else ends are flat and corners pointed.
    """

    path: tuple[Segment, ...]
    colour: Colour = BLACK
    filled: bool = True
    even_odd: bool = False
    weight: float = 0.0
    round: bool = False

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom in pt of all points of the path, control points with them, without the weight."""
        points = [point for _, some in self.path for point in some] or [(0.0, 0.0)]
        across, down = zip(*points, strict=True)
        return min(across), min(down), max(across), max(down)


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


PlateItem = TextRun | Rule | Wave | Fill | Outline | Picture | Form | Link


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
    spread: bool = False
    """Whether it is two facing pages 通版: its own and the one after it."""

    @property
    def pages(self) -> tuple[int, ...]:
        """The numbers of the pages that it is."""
        return (self.page, self.page + 1) if self.spread else (self.page,)

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
            way = "" if item.direction is Direction.HORIZONTAL else f" {item.direction}"
            return (
                f"T {item.x:.2f} {item.y:.2f} w{item.width:.2f} {item.face} {item.size:g}{stretch}{way}{colour} "
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
        case Outline():
            left, top, right, bottom = item.box
            fill = " even-odd" if item.filled and item.even_odd else " filled" if item.filled else ""
            stroke = f" {item.weight:g}{' round' if item.round else ''}" if item.weight else ""
            at = f"{left:.2f} {top:.2f} {right - left:.2f}x{bottom - top:.2f}"
            return f"O {at} {_shape(item)}{fill}{stroke} {item.colour.name} {whose}"
        case Picture():
            crop = " ".join(f"{side:.3f}" for side in item.crop)
            name = item.file.rpartition("/")[2]
            return f"P {item.x:.2f} {item.y:.2f} {item.width:.2f}x{item.height:.2f} {name} [{crop}] {whose}"
        case Form():
            return f"X {item.x:.2f} {item.y:.2f} {item.width:.2f}x{item.height:.2f} {item.name} {whose}"
        case Link():
            size = f"{item.width:.2f}x{item.height:.2f}"
            return f"L {item.x:.2f} {item.y:.2f} {size} → {item.to_page} {item.to_article} {whose}"


def _shape(outline: Outline) -> str:
    """How many steps of each kind a path has, and a sum over its points: borders have hundreds of them."""
    steps = [step for step, _ in outline.path]
    counts = " ".join(f"{step}{steps.count(step)}" for step in "MLCZ" if step in steps)
    points = " ".join(f"{step}{x + 0.0:.2f},{y + 0.0:.2f}" for step, some in outline.path for x, y in some)
    return f"{counts} #{crc32(points.encode()):08x}"
