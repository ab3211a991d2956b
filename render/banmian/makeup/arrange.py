"""Photographs among the columns of a block: where each stands, and which lines that leaves to the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from banmian.makeup.photo import PhotoBlock

WHITE_BELOW = 1
"""Lines of white between a caption and the text below it."""


class ColumnPhoto(NamedTuple):
    """A photo block over the text columns `first` to `last`, counted from 0."""

    block: PhotoBlock
    first: int
    last: int


class Arrangement(NamedTuple):
    """Photos stacked from the top of a text area of `columns` columns; `heights` are those of the pictures in lines."""

    photos: tuple[ColumnPhoto, ...]
    heights: tuple[int, ...]
    columns: int

    def tops(self) -> list[int]:
        """The row on which each photo begins: below those before it in the same columns."""
        tops: list[int] = []
        for number, photo in enumerate(self.photos):
            above = [
                self._bottom(n, tops[n]) + WHITE_BELOW
                for n, other in enumerate(self.photos[:number])
                if other.first <= photo.last and photo.first <= other.last
            ]
            tops.append(max(above, default=0))
        return tops

    def depth(self) -> int:
        """The row below the lowest caption."""
        return max((self._bottom(n, top) for n, top in enumerate(self.tops())), default=0)

    def free(self, room: int) -> list[list[int]]:
        """The rows of each column that text may take, of `room` rows."""
        free = [list(range(room)) for _ in range(self.columns)]
        for number, (photo, top) in enumerate(zip(self.photos, self.tops(), strict=True)):
            bottom = self._bottom(number, top) + WHITE_BELOW
            for column in range(photo.first, photo.last + 1):
                free[column] = [row for row in free[column] if row >= bottom]
        return free

    def _bottom(self, number: int, top: int) -> int:
        return top + self.heights[number] + self.photos[number].block.text_lines


def arrange(
    photos: Sequence[ColumnPhoto], columns: int, room: int, fits: Callable[[list[list[int]]], bool]
) -> Arrangement:
    """The photos as high as leaves the text its room among `room` rows, each within its limits.

    `fits` tells whether the text fits into the rows that are left free in each column.

    Photos for which the room is too low even at their least height are left out, the last first.
    """
    placed = list(photos)
    while placed:
        least = Arrangement(tuple(placed), tuple(min(p.block.least, p.block.most) for p in placed), columns)
        if least.depth() <= room:
            break
        if len(placed) == 1 and room - placed[0].block.text_lines >= 4:  # cropped more than it should, but shown
            return Arrangement(tuple(placed), (room - placed[0].block.text_lines,), columns)
        placed.pop()
    now = Arrangement(tuple(placed), tuple(p.block.most for p in placed), columns)
    while placed and (now.depth() > room or not fits(now.free(room))):
        able = [n for n, photo in enumerate(placed) if now.heights[n] > photo.block.least]
        if not able:
            break
        tallest = max(able, key=lambda n: now.heights[n] / placed[n].block.least)
        now = now._replace(heights=tuple(height - (n == tallest) for n, height in enumerate(now.heights)))
    return now
