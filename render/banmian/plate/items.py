"""The items of a Plate: text runs, rules, fills, pictures, forms and links at fixed places.

Lengths are in pt; x runs right and y runs down from the top left corner of the trimmed page; text stands on its
baseline, or runs down a column.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Literal

import numpy as np
from msgspec import Struct

from banmian.plate.colour import BLACK, Colour
from banmian.plate.roles import Role

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Glyphs = NDArray[np.uint16]
    Offsets = NDArray[np.float64]
else:  # what a decoder of plates sees
    Glyphs = Offsets = np.ndarray

MM = 72 / 25.4
"""Points in a millimetre."""
ASCENT = 0.88
"""How far the em box of a Chinese face rises over the baseline, in em: Noto and every face made to the same em box."""


class Item(Struct, frozen=True, kw_only=True, eq=False, tag=True):
    """Base of all items: each knows whose it is (article id, empty for furniture) and what it is (role)."""

    article: str = ""
    role: Role = Role.NONE


BODY = "body"
"""The source of the running text of an article."""


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
    `offsets` are in pt along the run, `width` is its extent that way. `text` is always the text as it was written (C9).
    `source` is the key of the text that it is a part of, as the file has it (`body`, `headline[0]`,
    `photos[0].caption`), and `start` the offset of its first character there; "" and -1 for what stands in no file.

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
    glyphs: Glyphs
    offsets: Offsets
    width: float
    source: str = ""
    start: int = -1
    stretch: float = 1.0
    colour: Colour = BLACK
    direction: Direction = Direction.HORIZONTAL

    @property
    def body(self) -> int:
        """The offset of the first character in the body of its article; -1 for text that is not body."""
        return self.start if self.source == BODY else -1

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


PlateItem = TextRun | Rule | Wave | Fill | Outline | Picture | Form | Link
