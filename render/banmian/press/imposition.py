"""Printer's spreads 拼大版: which two pages stand side by side on which side of which sheet."""

from __future__ import annotations

from typing import NamedTuple


class Side(NamedTuple):
    """One side of a sheet: the pages on it, left and right; `sheet` counts from 1, the outermost first."""

    sheet: int
    front: bool
    left: int
    right: int

    @property
    def name(self) -> str:
        """Its name in files: `sheet1-front-08-01`."""
        return f"sheet{self.sheet}-{'front' if self.front else 'back'}-{self.left:02d}-{self.right:02d}"


def sides(count: int, *, bound_right: bool = False) -> tuple[Side, ...]:
    """The sides of the sheets of `count` pages, folded once and laid into each other.

    The last page stands beside the first, the second beside the one before the last; the middle of the issue is one
    sheet, so its two pages may be one picture 双通版. `bound_right` is for papers that are read from right to left.
    Raises ValueError where the count is no multiple of four.
    """
    if count < 4 or count % 4:
        raise ValueError(f"{count} pages do not fill sheets of four")
    found = []
    for n in range(count // 2):
        low, high = n + 1, count - n
        left, right = (high, low) if n % 2 == 0 else (low, high)
        if bound_right:
            left, right = right, left
        found.append(Side(n // 2 + 1, n % 2 == 0, left, right))
    return tuple(found)
