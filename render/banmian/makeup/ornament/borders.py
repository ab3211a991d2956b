"""Borders 花边 round a rectangle and ornaments 花饰 in one, as outlines on the Plate (N6).

A frame is drawn inside its rectangle: the outer edge of the band is the rectangle's. Each side takes whole edge pieces.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from banmian.layout.borders import border, ornament, ornament_names
from banmian.makeup.ornament.outlines import Drawn, box_path, drawn, joined, middle, moved, wound
from banmian.plate import BLACK, Outline, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from banmian.layout.borders import Border, Ornament
    from banmian.makeup.ornament.outlines import Path
    from banmian.plate import Colour, PlateItem, Point

_LONG = 3.0
"""Room so many times wider than high takes a filler, not a tailpiece."""


class _Frame(NamedTuple):
    """A rectangle to be framed, in pt, and the scale of the border: 1 but where the room is too small for it."""

    x: float
    y: float
    width: float
    height: float
    scale: float

    def place(self, side: int, along: float, inward: float) -> Point:
        """The point so far along a side from its first corner, clockwise from the top one, and so far inward."""
        right, bottom = self.x + self.width, self.y + self.height
        x, y = (
            (self.x + along, self.y + inward),
            (right - inward, self.y + along),
            (right - along, bottom - inward),
            (self.x + inward, bottom - along),
        )[side]
        return round(x, 3), round(y, 3)


def frame_items(
    name: str,
    x: float,
    y: float,
    width: float,
    height: float,
    colour: Colour = BLACK,
    *,
    article: str = "",
    role: Role = Role.FRAME,
) -> list[PlateItem]:
    """A border round a rectangle (pt), drawn inside it. Raises KeyError for a name that is not in the library."""
    made = border(name)
    square = made.corner_square
    needed = 2 * square + (made.cell if made.edge else 0.0)
    frame = _Frame(x, y, width, height, min(1.0, width / needed, height / needed))
    pieces = [piece for rail in _rails(made, frame) for piece in rail]
    edge, corner = _pieces(name)
    for side in range(4):
        pieces += [_placed(piece, frame, side) for piece in corner]
        length = (width, height)[side % 2]
        count, stretch = repeats(made, length / frame.scale)
        for number in range(count):
            at = square + number * made.cell * stretch
            pieces += [_placed(piece, frame, side, at, stretch, rigid=made.rigid) for piece in edge]
    return _outlines(pieces, colour, article, role)


def repeats(made: Border, length: float) -> tuple[int, float]:
    """How many edge pieces a side of a `length` in pt takes, and how much each is stretched."""
    if not made.edge:
        return 0, 1.0
    room = max(length - 2 * made.corner_square, made.cell)
    count = max(round(room / made.cell), 1)
    return count, room / (count * made.cell)


def _rails(made: Border, frame: _Frame) -> Iterator[tuple[Drawn, ...]]:
    for rail in made.rails:
        at, half = rail.at * frame.scale, rail.weight * frame.scale / 2
        if rail.solid:
            yield Drawn(_ring(frame, at - half)), Drawn(_ring(frame, at + half), hole=True)
        else:
            yield (Drawn(_ring(frame, at), rail.weight * frame.scale),)


def _ring(frame: _Frame, at: float) -> Path:
    (x0, y0), (x1, y1) = frame.place(0, at, at), frame.place(2, at, at)
    return box_path(x0, y0, x1, y1)


@cache
def _pieces(name: str) -> tuple[list[Drawn], list[Drawn]]:
    made = border(name)
    square = made.corner_square
    return drawn(made.edge, made.cell, made.height), drawn(made.corner, square, square)


def _placed(
    piece: Drawn, frame: _Frame, side: int, at: float = 0.0, stretch: float = 1.0, *, rigid: bool = False
) -> Drawn:
    """A piece on its side, `at` pt from the corner; a rigid one is moved as its middle is and keeps its shape."""
    shift = middle(piece.path) * (stretch - 1) if rigid else 0.0
    spread = 1.0 if rigid else stretch

    def move(point: Point) -> Point:
        return frame.place(side, (at + point[0] * spread + shift) * frame.scale, point[1] * frame.scale)

    return piece._replace(path=moved(piece.path, move), weight=piece.weight * frame.scale)


def ornament_items(
    name: str,
    x: float,
    y: float,
    width: float,
    height: float,
    colour: Colour = BLACK,
    *,
    article: str = "",
    role: Role = Role.ORNAMENT,
) -> list[PlateItem]:
    """An ornament in a rectangle (pt), as its `fit` says. Raises KeyError for a name that is not in the library."""
    made = ornament(name)
    across, down, count, step = _fitted(made, width, height)
    left, top = x + (width - count * step) / 2, y + (height - made.height * down) / 2
    pieces = []
    for number in range(count):
        at = left + number * step + (step - made.width * across) / 2
        for piece in drawn(made.draw, made.width, made.height):
            path = moved(piece.path, partial(_scaled, left=at, top=top, across=across, down=down))
            pieces.append(piece._replace(path=path, weight=piece.weight * min(across, down)))
    return _outlines(pieces, colour, article, role)


def _scaled(point: Point, left: float, top: float, across: float, down: float) -> Point:
    return round(left + point[0] * across, 3), round(top + point[1] * down, 3)


def _fitted(made: Ornament, width: float, height: float) -> tuple[float, float, int, float]:
    """How much an ornament is scaled across and down, how often it comes, and in what steps (pt)."""
    across, down = width / made.width, height / made.height
    if made.fit == "stretch":
        return across, down, 1, width
    if made.fit == "keep" or across < down:
        scale = min(across, down)
        return scale, scale, 1, width
    count = max(round(across / down), 1)
    if made.fit == "space":
        return down, down, count, width / count
    return across / count, down, count, width / count


def tailpiece_items(
    x: float, y: float, width: float, height: float, colour: Colour = BLACK, *, article: str = "", choice: int = 0
) -> list[PlateItem]:
    """尾花 or 补白花 for room (pt) that is left: a filler where it is long, else a tailpiece; `choice` takes turns."""
    use = "filler" if width > _LONG * height else "tailpiece"
    names = ornament_names(use)
    name = names[choice % len(names)]
    return ornament_items(name, x, y, width, height, colour, article=article, role=Role.TAILPIECE)


def _outlines(pieces: Iterable[Drawn], colour: Colour, article: str, role: Role) -> list[PlateItem]:
    """One outline of all that is filled, one of all strokes of a weight and kind."""
    groups: dict[tuple[float, bool], list[Drawn]] = {}
    for piece in pieces:
        groups.setdefault((round(piece.weight, 4), piece.round), []).append(piece)
    found: list[PlateItem] = []
    for (weight, round_), some in groups.items():
        paths = (
            joined(piece.path for piece in some) if weight else [wound(piece.path, hole=piece.hole) for piece in some]
        )
        found.append(
            Outline(
                path=tuple(segment for path in paths for segment in path),
                colour=colour,
                filled=not weight,
                weight=weight,
                round=round_,
                article=article,
                role=role,
            )
        )
    return found
