"""Affine matrices and upright rectangles of a page, in pt of the default user space."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot, isfinite, sqrt
from typing import NamedTuple

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Box(NamedTuple):
    """A rectangle by its lower left and its upper right corner, pt."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def area(self) -> float:
        """Square pt."""
        return max(self.width, 0.0) * max(self.height, 0.0)

    @property
    def is_empty(self) -> bool:
        """Whether nothing lies in it; a line without thickness is not empty."""
        return self.x1 < self.x0 or self.y1 < self.y0

    def cut(self, other: Box) -> Box:
        """What both have in common; empty where they do not meet."""
        return Box(max(self.x0, other.x0), max(self.y0, other.y0), min(self.x1, other.x1), min(self.y1, other.y1))

    def grown(self, by: float) -> Box:
        """The rectangle with `by` pt more on each side."""
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def meets(self, other: Box, depth: float = 0.1) -> bool:
        """Whether it reaches more than `depth` pt into the other."""
        return (
            self.x1 > other.x0 + depth
            and self.x0 < other.x1 - depth
            and self.y1 > other.y0 + depth
            and self.y0 < other.y1 - depth
        )

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies in it."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    def within(self, other: Box, slack: float = 0.01) -> bool:
        """Whether it lies wholly in the other, but for `slack` pt."""
        return (
            self.x0 >= other.x0 - slack
            and self.y0 >= other.y0 - slack
            and self.x1 <= other.x1 + slack
            and self.y1 <= other.y1 + slack
        )


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does `first`, and `then` the other: what `cm` puts before the current one."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def apply(matrix: Matrix, x: float, y: float) -> Point:
    """Where a point comes to stand."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def around(points: Iterable[Point]) -> Box:
    """The rectangle round points; the points are not none."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def transformed(box: Box, matrix: Matrix) -> Box:
    """The upright rectangle round a rectangle that was turned or slanted."""
    x0, y0, x1, y1 = box
    return around(apply(matrix, x, y) for x, y in ((x0, y0), (x1, y0), (x0, y1), (x1, y1)))


def scale(matrix: Matrix) -> float:
    """By how much lengths grow, in the mean of both directions."""
    return sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))


def scale_across(matrix: Matrix) -> float:
    """By how much lengths along the matrix's x axis grow."""
    return hypot(matrix[0], matrix[1])


def scale_up(matrix: Matrix) -> float:
    """By how much lengths along the matrix's y axis grow."""
    return hypot(matrix[2], matrix[3])


def read_matrix(values: Iterable[object]) -> Matrix:
    """Six numbers as a matrix. Raises ValueError where they are not six, or none that can be counted with."""
    numbers = tuple(float(v) for v in values)  # type: ignore[arg-type]
    if len(numbers) != 6 or not all(isfinite(n) and abs(n) < 1e9 for n in numbers):
        raise ValueError("a matrix needs six numbers")
    return numbers


def read_box(values: Iterable[object]) -> Box:
    """Four numbers as a rectangle, whichever corners they name. Raises ValueError where they are not four."""
    numbers = tuple(float(v) for v in values)  # type: ignore[arg-type]
    if len(numbers) != 4 or not all(isfinite(n) and abs(n) < 1e9 for n in numbers):
        raise ValueError("a rectangle needs four numbers")
    x0, y0, x1, y1 = numbers
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
