"""The library of borders 花边 and ornaments 花饰: what each is made of, read from `borders.toml`.

A page design names them, so they are read here; `makeup/ornament/borders.py` draws them.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from banmian.intake.source import problem

if TYPE_CHECKING:
    from banmian.model import Finding

Length = Annotated[float, Meta(gt=0)]


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One drawn part of a piece: a path that is filled, or stroked where it has a `weight` (pt).

    `path` is written as in SVG, in capitals: M L H V C Z, and O x y r for a full circle. `mirror` draws it twice:
    `x` also turned left to right about the middle of the piece, `y` also upside down, `xy` in all four ways, `diagonal`
    also with x and y exchanged. A `hole` is cut out of what is filled. `round` is for ends and corners of strokes.
    """

    path: str
    weight: Annotated[float, Meta(ge=0)] = 0.0
    round: bool = False
    hole: bool = False
    mirror: Literal["", "x", "y", "xy", "diagonal"] = ""


class Rail(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line that runs round the whole frame, its middle `at` pt from the outer edge; a `solid` one may have holes."""

    at: Annotated[float, Meta(ge=0)]
    weight: Length
    solid: bool = False


class Border(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A border 花边, drawn for the top side and the top left corner; x runs right, y down from the outer edge, in pt.

    `height` is that of its band, `clear` the least room between the band and what it frames. An `edge` piece is `cell`
    wide and comes again and again, stretched a little so that whole pieces fill the side, or only moved where it is
    `rigid`. The `corner` piece stands in a square of `square` pt, the height of the band where it is not given.
    """

    title: str
    height: Annotated[float, Meta(gt=0, le=6)]
    clear: Annotated[float, Meta(ge=0)] = 1.0
    cell: Length = 6.0
    square: Length | None = None
    rigid: bool = False
    rails: tuple[Rail, ...] = ()
    edge: tuple[Part, ...] = ()
    corner: tuple[Part, ...] = ()

    @property
    def corner_square(self) -> float:
        """Side in pt of the square of the corner piece."""
        return self.square or self.height


class Ornament(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An ornament 花饰 in a box of `width` x `height`, of which only the proportion counts, not the size.

    `use` says for what it is: beside a headline, 尾花 at the end of a text, 补白花 in room that is left. `fit` says how
    it takes a rectangle: stretched to it, kept in its proportion and centred, repeated along it, or spaced along it in
    its own shape.
    """

    title: str
    width: Length
    height: Length
    use: Literal["headline", "tailpiece", "filler"] = "headline"
    fit: Literal["stretch", "keep", "repeat", "space"] = "keep"
    draw: tuple[Part, ...]


class _Library(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    border: dict[str, Border]
    ornament: dict[str, Ornament]


@cache
def _library() -> _Library:
    text = (resources.files("banmian.layout") / "borders.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), _Library)


def border_names() -> tuple[str, ...]:
    """The borders there are, in the order of the library."""
    return tuple(_library().border)


def ornament_names(use: str = "") -> tuple[str, ...]:
    """The ornaments there are, all of them or those for a use: headline, tailpiece, filler."""
    return tuple(name for name, found in _library().ornament.items() if use in ("", found.use))


def border(name: str) -> Border:
    """A border by name. Raises KeyError for one that is not in the library: ask `unknown_border` first."""
    return _library().border[name]


def ornament(name: str) -> Ornament:
    """An ornament by name. Raises KeyError for one that is not in the library: ask `unknown_ornament` first."""
    return _library().ornament[name]


def unknown_border(name: str, *, file: str = "", line: int = 0, key: str = "") -> Finding | None:
    """A finding of error level where a design or an article names a border that is not there."""
    if name in _library().border:
        return None
    hint = f"expected one of: {', '.join(border_names())}"
    return problem("unknown-border", f"there is no border “{name}”", hint=hint, file=file, line=line, key=key)


def unknown_ornament(name: str, *, use: str = "", file: str = "", line: int = 0, key: str = "") -> Finding | None:
    """A finding of error level where an ornament is named that is not there, or not for this use."""
    if name in ornament_names(use):
        return None
    hint = f"expected one of: {', '.join(ornament_names(use))}"
    return problem("unknown-ornament", f"there is no ornament “{name}”", hint=hint, file=file, line=line, key=key)
