"""The graphics state of a content stream that is being rewritten: what it asks for, and what has been written."""

from __future__ import annotations

import copy
import math
from dataclasses import dataclass
from typing import Any, NamedTuple

from msgspec import Struct

Matrix = tuple[float, float, float, float, float, float]


class Paint(Struct, frozen=True):
    """A colour as it is written: parts of the target, or of a spot, or a pattern. `kind` inherited writes nothing."""

    kind: str
    """inherited, parts, spot or pattern"""
    values: tuple[float, ...] = ()
    space: Any = None
    """The object of a spot's space, or of an uncoloured pattern's."""
    pattern: Any = None
    inks: bool = False
    """Whether the colour was given in inks, so that OPM 1 is meant for it."""
    text: tuple[tuple[float, ...], str] | None = None
    """The parts that it has in text, and the rule for it, where they are others."""

    @property
    def key(self) -> tuple[Any, ...]:
        """What tells it from other paints."""
        return self.kind, self.values, _identity(self.space), _identity(self.pattern), self.inks, self.text


def _identity(thing: Any) -> Any:
    return None if thing is None else thing.objgen if thing.is_indirect else thing.unparse()


INHERITED = Paint("inherited")


class Overprint(NamedTuple):
    """OP, op and OPM."""

    stroke: bool = False
    fill: bool = False
    mode: int = 0


@dataclass
class State:
    """What q saves and Q brings back."""

    ctm: Matrix = (1, 0, 0, 1, 0, 0)
    fill: Paint = INHERITED
    stroke: Paint = INHERITED
    fill_space: Any = None
    stroke_space: Any = None
    overprint: Overprint | None = None
    """None where it is not known: inherited by what is drawn in several places."""
    alpha: float = 1.0
    blend: bool = False
    masked: bool = False
    width: float = 1.0
    render: int = 0
    font: tuple[str, Any, Any] | None = None
    written_fill: tuple[Any, ...] | None = None
    written_stroke: tuple[Any, ...] | None = None
    written_overprint: Overprint | None = None
    written_font: tuple[str, str] | None = None

    @property
    def transparent(self) -> bool:
        """Whether what is painted now is mixed with what lies under it."""
        return self.alpha < 1 or self.blend or self.masked

    @property
    def scale(self) -> float:
        """How much longer lengths are on the page than in the stream, on average."""
        a, b, c, d, _, _ = self.ctm
        return math.sqrt(abs(a * d - b * c))

    def saved(self) -> State:
        """A copy to be put away."""
        return copy.copy(self)


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does `inner` first, `outer` then."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )
