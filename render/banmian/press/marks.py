"""Printer's marks: crop and registration marks, control strip, all outside the bleed. Each stands or not, by the plant.

Crop and registration marks are in the colour of registration, Separation /All, which prints on every plate.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from banmian.pdf.document import number
from banmian.plate import MM
from banmian.press.boxes import Room

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.model.plant import Marks

OFFSET = 0.5 * MM
"""White between bleed and marks, pt."""
_LENGTH = 6 * MM
_WEIGHT = 0.25
_ARM, _RADIUS = 2.5 * MM, 1.6 * MM
_EDGE = 0.5 * MM
SLUG = 5.5 * MM
"""Room for the line of the slug below the bleed, pt."""
_CLEAR = 2 * MM
"""White between the control strip and the crop mark beside it, pt."""
REGISTRATION = b"[/Separation /All /DeviceCMYK << /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [1 1 1 1] /N 1 >>]"
"""The colour of registration."""


class Strip(NamedTuple):
    """The control strip: the side of a patch in pt, and the inks of the patches, 0 to 1."""

    size: float
    patches: tuple[tuple[float, ...], ...]


@lru_cache(maxsize=1)
def strip() -> Strip:
    """The control strip of `strip.toml`. Another may take its place (CY/T 197-2019, annex B): it is data alone."""
    read = tomllib.loads((resources.files(__package__) / "strip.toml").read_text("utf-8"))
    return Strip(read["size"] * MM, tuple(tuple(ink / 100 for ink in inks) for inks in read["patches"]))


def room(wanted: Marks, bleed: float) -> Room:
    """The room round a trimmed page that its marks need, bleed included."""
    round_ = OFFSET + _LENGTH + _EDGE if wanted.crop or wanted.registration else 0.0
    below = max(
        round_, OFFSET + strip().size + _EDGE if wanted.control_strip else 0.0, SLUG + _EDGE if wanted.slug else 0.0
    )
    return Room(bleed + round_, bleed + below, bleed + round_, bleed + round_)


def draw_marks(
    wanted: Marks, width: float, height: float, bleed: float, *, spread: bool = False, spots: Sequence[str] = ()
) -> str:
    """The operators that draw the marks round a trimmed page with its bottom left corner at the origin.

    They name the colour of registration `/All`. A spread has fold marks in its middle. `spots` are the names of spot
    inks in the page's resources: each has a patch at the end of the control strip.
    """
    out: list[str] = []
    if wanted.crop or wanted.registration:
        out += ["q /All CS 1 SCN", f"{_WEIGHT} w"]
        out += _crop(width, height, bleed, spread=spread) if wanted.crop else []
        out += _registration(width, height, bleed, spread=spread) if wanted.registration else []
        out.append("Q")
    if wanted.control_strip:
        out += ["q", *_strip(width, bleed, spots), "Q"]
    return "\n".join(out)


def _crop(width: float, height: float, bleed: float, *, spread: bool) -> list[str]:
    start, end = bleed + OFFSET, bleed + OFFSET + _LENGTH
    out = [
        _line(x, y + sign * start, x, y + sign * end) for x in (0.0, width) for y, sign in ((0.0, -1), (height, 1))
    ] + [_line(x + sign * start, y, x + sign * end, y) for y in (0.0, height) for x, sign in ((0.0, -1), (width, 1))]
    if spread:  # where the sheet folds, dashed
        out += [
            "[2 2] 0 d",
            *(_line(width / 2, y + s * start, width / 2, y + s * end) for y, s in ((0, -1), (height, 1))),
        ]
        out.append("[] 0 d")
    return out


def _registration(width: float, height: float, bleed: float, *, spread: bool) -> list[str]:
    middle = bleed + OFFSET + _LENGTH / 2
    across = (width / 4, width * 3 / 4) if spread else (width / 2,)
    places = [(x, y) for x in across for y in (-middle, height + middle)]
    places += [(x, height / 2) for x in (-middle, width + middle)]
    return [operator for x, y in places for operator in _target(x, y)]


def _strip(width: float, bleed: float, spots: Sequence[str]) -> list[str]:
    """The patches in a row that ends before the crop marks at the right; smaller where the page is narrow."""
    size, patches = strip()
    size = min(size, (width * 0.46 - _CLEAR) / (len(patches) + len(spots)))
    colours = [f"{' '.join(number(ink) for ink in inks)} k" for inks in patches]
    colours += [f"/{name} cs 1 scn" for name in spots]
    left = width - _CLEAR - size * len(colours)
    bottom = -bleed - OFFSET - size
    return [
        f"{colour} {number(left + at * size)} {number(bottom)} {number(size)} {number(size)} re f"
        for at, colour in enumerate(colours)
    ]


def _line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{number(x0)} {number(y0)} m {number(x1)} {number(y1)} l S"


def _target(x: float, y: float) -> list[str]:
    """A cross in a circle, 5 mm across."""
    r = _RADIUS
    k = r * 0.5523
    n = number
    circle = (
        f"{n(x + r)} {n(y)} m {n(x + r)} {n(y + k)} {n(x + k)} {n(y + r)} {n(x)} {n(y + r)} c "
        f"{n(x - k)} {n(y + r)} {n(x - r)} {n(y + k)} {n(x - r)} {n(y)} c "
        f"{n(x - r)} {n(y - k)} {n(x - k)} {n(y - r)} {n(x)} {n(y - r)} c "
        f"{n(x + k)} {n(y - r)} {n(x + r)} {n(y - k)} {n(x + r)} {n(y)} c S"
    )
    return [_line(x - _ARM, y, x + _ARM, y), _line(x, y - _ARM, x, y + _ARM), circle]
