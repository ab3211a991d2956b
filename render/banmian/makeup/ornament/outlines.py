"""Drawn paths: read from path data, mirrored, brought to their place, and joined where one ends and the next begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from banmian.layout.borders import Part
    from banmian.plate import Point, Segment

    Path = tuple[Segment, ...]
    Move = Callable[[Point], Point]

_ARC = 0.5522847498
"""Control points of a quarter circle, in radii from its ends."""
_NEAR = 0.01
"""pt: ends so near each other are one."""
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Z": 0, "O": 3}


class Drawn(NamedTuple):
    """A path with the way it is drawn: filled where `weight` is 0, a hole in what is filled, stroked otherwise."""

    path: Path
    weight: float = 0.0
    round: bool = False
    hole: bool = False


def read_path(text: str) -> Path:
    """The segments of path data: M L H V C Z in capitals, O x y r for a circle. Raises ValueError for anything else."""
    found: list[Segment] = []
    x = y = 0.0
    for letter, rest in re.findall(r"([A-Za-z])([^A-Za-z]*)", text):
        values = [float(value) for value in rest.replace(",", " ").split()]
        count = _COUNTS.get(letter)
        if count is None or (len(values) % count if count else values):
            raise ValueError(f"“{letter}{rest}” is no step of a path")
        if not count:
            found.append(("Z", ()))
        for start in range(0, len(values) if count else 0, count or 1):
            some = values[start : start + (count or 1)]
            if letter == "O":
                found += _circle(*some)
                continue
            if letter in "HV":
                some = [some[0], y] if letter == "H" else [x, some[0]]
            points = tuple(zip(some[::2], some[1::2], strict=True))
            found.append(("C" if letter == "C" else "M" if letter == "M" and not start else "L", points))
            x, y = points[-1]
    return tuple(found)


def _circle(x: float, y: float, r: float) -> list[Segment]:
    k = r * _ARC
    return [
        ("M", ((x + r, y),)),
        ("C", ((x + r, y + k), (x + k, y + r), (x, y + r))),
        ("C", ((x - k, y + r), (x - r, y + k), (x - r, y))),
        ("C", ((x - r, y - k), (x - k, y - r), (x, y - r))),
        ("C", ((x + k, y - r), (x + r, y - k), (x + r, y))),
        ("Z", ()),
    ]


def box_path(x0: float, y0: float, x1: float, y1: float) -> Path:
    """The path of a rectangle."""
    return ("M", ((x0, y0),)), ("L", ((x1, y0),)), ("L", ((x1, y1),)), ("L", ((x0, y1),)), ("Z", ())


def drawn(parts: Iterable[Part], width: float, height: float) -> list[Drawn]:
    """The parts of a piece of `width` x `height` with their mirrored fellows; a path of several is parted."""
    ways: dict[str, list[Move]] = {
        "": [],
        "x": [lambda p: (width - p[0], p[1])],
        "y": [lambda p: (p[0], height - p[1])],
        "xy": [
            lambda p: (width - p[0], p[1]),
            lambda p: (p[0], height - p[1]),
            lambda p: (width - p[0], height - p[1]),
        ],
        "diagonal": [lambda p: (p[1], p[0])],
    }
    found = []
    for part in parts:
        for path in _parted(read_path(part.path)):
            found += [
                Drawn(moved(path, move), part.weight, part.round, part.hole)
                for move in [lambda p: p, *ways[part.mirror]]
            ]
    return found


def _parted(path: Path) -> list[Path]:
    starts = [n for n, (step, _) in enumerate(path) if step == "M"]
    return [path[start:end] for start, end in zip(starts, [*starts[1:], len(path)], strict=True)]


def moved(path: Path, move: Move) -> Path:
    """A path with each of its points brought elsewhere."""
    return tuple((step, tuple(move(point) for point in points)) for step, points in path)


def middle(path: Path) -> float:
    """The x in the middle of a path's points."""
    across = [x for _, points in path for x, _ in points]
    return (min(across) + max(across)) / 2


def reversed_path(path: Path) -> Path:
    """An unbroken path, run the other way."""
    closed = path[-1][0] == "Z"
    steps = path[:-1] if closed else path
    found: list[Segment] = [("M", (steps[-1][1][-1],))]
    for before, (step, points) in zip(reversed(steps[:-1]), reversed(steps[1:]), strict=True):
        found.append((step, (*reversed(points[:-1]), before[1][-1])))
    return (*found, ("Z", ())) if closed else tuple(found)


def wound(path: Path, *, hole: bool) -> Path:
    """A closed path run clockwise, a hole the other way: so that by the non-zero rule the one is cut from the other."""
    points = [point for _, some in path for point in some]
    after = [*points[1:], points[0]]
    area = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(points, after, strict=True))
    return reversed_path(path) if (area < 0) != hole else path


def joined(paths: Iterable[Path]) -> list[Path]:
    """Open paths that meet end to end made one, and closed where the last meets the first: no join shows a seam."""
    chains: list[list[Segment]] = []
    ends: dict[tuple[int, int], int] = {}
    for path in paths:
        if path[-1][0] == "Z":
            chains.append(list(path))
            continue
        start, end = path[0][1][0], path[-1][1][-1]
        number = next((ends.pop(key) for key in _cells(start) if key in ends and _meet(chains[ends[key]], start)), None)
        if number is None:
            number = len(chains)
            chains.append(list(path))
        else:
            chains[number] += path[1:]
        if _meet(chains[number], chains[number][0][1][0]):
            _close(chains[number])
        else:
            ends[_cell(end)] = number
    return [tuple(chain) for chain in _linked(chains)]


def _linked(chains: list[list[Segment]]) -> list[list[Segment]]:
    """Chains of which one, begun in the middle of a run, is the going on of a later one."""
    begun = {_cell(chain[0][1][0]): n for n, chain in enumerate(chains) if chain[-1][0] != "Z"}
    gone: set[int] = set()
    for number, chain in enumerate(chains):
        while number not in gone and chain[-1][0] != "Z":
            end = chain[-1][1][-1]
            cells = (begun.get(key) for key in _cells(end))
            follows = (n for n in cells if n is not None and n not in gone and _meet(chain, chains[n][0][1][0]))
            after = next(follows, None)
            if after is None:
                break
            if after == number:
                _close(chain)
                break
            chain += chains[after][1:]
            gone.add(after)
    return [chain for number, chain in enumerate(chains) if number not in gone]


def _close(chain: list[Segment]) -> None:
    """Bring the last point onto the first, so that the closing has no length, and close."""
    step, points = chain[-1]
    chain[-1:] = [(step, (*points[:-1], chain[0][1][0])), ("Z", ())]


def _meet(chain: list[Segment], point: Point) -> bool:
    (x, y), (px, py) = chain[-1][1][-1], point
    return len(chain) > 1 and abs(x - px) < _NEAR and abs(y - py) < _NEAR


def _cell(point: Point) -> tuple[int, int]:
    return round(point[0] / _NEAR), round(point[1] / _NEAR)


def _cells(point: Point) -> list[tuple[int, int]]:
    x, y = _cell(point)
    return [(x + dx, y + dy) for dx in (0, -1, 1) for dy in (0, -1, 1)]
