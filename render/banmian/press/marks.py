"""Printer's marks: crop and registration marks, colour bar, all outside the bleed."""

from __future__ import annotations

from banmian.pdf.document import number
from banmian.plate import MM

MARGIN = 14 * MM
"""White round the trimmed page that the marks stand in, pt."""
_OFFSET = 0.5 * MM
_LENGTH = 6 * MM
_WEIGHT = 0.25
_PATCH = 5 * MM
_BAR = (
    (1, 0, 0, 0),
    (0, 1, 0, 0),
    (0, 0, 1, 0),
    (0, 0, 0, 1),
    (0.5, 0, 0, 0),
    (0, 0.5, 0, 0),
    (0, 0, 0.5, 0),
    (0, 0, 0, 0.5),
    (1, 1, 0, 0),
    (0, 1, 1, 0),
    (1, 0, 1, 0),
    (0.5, 0.4, 0.4, 0),
)
SEPARATION_ALL = (
    b"/ColorSpace << /All [/Separation /All /DeviceCMYK "
    b"<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [1 1 1 1] /N 1 >>] >>"
)


def marks(width: float, height: float, bleed: float) -> str:
    """The operators that draw the marks round a trimmed page with its bottom left corner at the origin."""
    out = ["q /All CS 1 SCN", f"{_WEIGHT} w"]
    start, end = bleed + _OFFSET, bleed + _OFFSET + _LENGTH
    for x in (0.0, width):
        for y, sign in ((0.0, -1), (height, 1)):
            out.append(_line(x, y + sign * start, x, y + sign * end))
    for y in (0.0, height):
        for x, sign in ((0.0, -1), (width, 1)):
            out.append(_line(x + sign * start, y, x + sign * end, y))
    middle = bleed + _OFFSET + _LENGTH / 2
    for x, y in (
        (width / 2, -middle),
        (width / 2, height + middle),
        (-middle, height / 2),
        (width + middle, height / 2),
    ):
        out += _register(x, y)
    out.append("Q q")
    for index, inks in enumerate(_BAR):
        x = width * 0.62 + index * _PATCH
        out.append(
            f"{' '.join(number(ink) for ink in inks)} k "
            f"{number(x)} {number(-bleed - _OFFSET - _PATCH)} {number(_PATCH)} {number(_PATCH)} re f"
        )
    out.append("Q")
    return "\n".join(out)


def _line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{number(x0)} {number(y0)} m {number(x1)} {number(y1)} l S"


def _register(x: float, y: float) -> list[str]:
    """A cross in a circle, 5 mm across."""
    arm, r = 2.5 * MM, 1.6 * MM
    k = r * 0.5523
    n = number
    circle = (
        f"{n(x + r)} {n(y)} m {n(x + r)} {n(y + k)} {n(x + k)} {n(y + r)} {n(x)} {n(y + r)} c "
        f"{n(x - k)} {n(y + r)} {n(x - r)} {n(y + k)} {n(x - r)} {n(y)} c "
        f"{n(x - r)} {n(y - k)} {n(x - k)} {n(y - r)} {n(x)} {n(y - r)} c "
        f"{n(x + k)} {n(y - r)} {n(x + r)} {n(y - k)} {n(x + r)} {n(y)} c S"
    )
    return [_line(x - arm, y, x + arm, y), _line(x, y - arm, x, y + arm), circle]
