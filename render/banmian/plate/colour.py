"""Colours of a page: named, with their inks for the press and their light for screens."""

from __future__ import annotations

from msgspec import Struct


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
