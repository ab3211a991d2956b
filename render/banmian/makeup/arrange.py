"""Photographs among the columns of a block, and a headline at its side: where each stands, and which lines that leaves
to the text.
"""

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


class Beside(NamedTuple):
    """What a headline at the side takes: the text columns `first` to `last`, `rows` lines from their top."""

    first: int
    last: int
    rows: int


class Arrangement(NamedTuple):
    """Photos stacked from the top of a text area of `columns` columns; `heights` are lines with their captions.

    In the columns of a headline `beside` they stand under it.
    """

    photos: tuple[ColumnPhoto, ...]
    heights: tuple[int, ...]
    columns: int
    beside: Beside | None = None

    def tops(self) -> list[int]:
        """The row on which each photo begins: below those before it in the same columns."""
        tops: list[int] = []
        for number, photo in enumerate(self.photos):
            above = [
                self._bottom(n, tops[n]) + WHITE_BELOW
                for n, other in enumerate(self.photos[:number])
                if other.first <= photo.last and photo.first <= other.last
            ]
            if self.beside and self.beside.first <= photo.last and photo.first <= self.beside.last:
                above.append(self.beside.rows)
            tops.append(max(above, default=0))
        return tops

    def depth(self) -> int:
        """The row below the lowest caption."""
        return max((self._bottom(n, top) for n, top in enumerate(self.tops())), default=0)

    def photos_under(self) -> bool:
        """Whether a photo stands under the headline at the side."""
        beside = self.beside
        return beside is not None and any(p.first <= beside.last and beside.first <= p.last for p in self.photos)

    def spread(self, extra: int) -> Arrangement:
        """The same with a headline at the side that is longer by some rows."""
        return self._replace(beside=self.beside and self.beside._replace(rows=self.beside.rows + extra))

    def free(self, room: int) -> list[list[int]]:
        """The rows of each column that text may take, of `room` rows."""
        free = [list(range(room)) for _ in range(self.columns)]
        for number, (photo, top) in enumerate(zip(self.photos, self.tops(), strict=True)):
            bottom = self._bottom(number, top) + WHITE_BELOW
            for column in range(photo.first, photo.last + 1):
                free[column] = [row for row in free[column] if row >= bottom]
        if self.beside:
            for column in range(self.beside.first, self.beside.last + 1):
                free[column] = [row for row in free[column] if row >= self.beside.rows]
        return free

    def _bottom(self, number: int, top: int) -> int:
        return top + self.heights[number]


def arrange(
    photos: Sequence[ColumnPhoto],
    columns: int,
    room: int,
    fits: Callable[[list[list[int]]], bool],
    beside: Beside | None = None,
) -> Arrangement:
    """The photos as high as leaves the text its room among `room` rows, each within its limits.

    `fits` tells whether the text fits into the rows that are left free in each column.

    Photos for which the room is too low even at their least height are left out, the last first.
    """
    placed = list(photos)
    while placed:
        least = Arrangement(tuple(placed), tuple(min(p.block.least, p.block.most) for p in placed), columns, beside)
        if least.depth() <= room:
            break
        height = room - least.tops()[0]
        if len(placed) == 1 and height >= 4 + placed[0].block.rows_below:  # cropped more than it should, but shown
            return Arrangement(tuple(placed), (height,), columns, beside)
        placed.pop()
    now = Arrangement(tuple(placed), tuple(p.block.most for p in placed), columns, beside)
    while placed and (now.depth() > room or not fits(now.free(room))):
        able = [n for n, photo in enumerate(placed) if now.heights[n] > photo.block.least]
        if not able:
            break
        tallest = max(able, key=lambda n: now.heights[n] / placed[n].block.least)
        now = now._replace(heights=tuple(height - (n == tallest) for n, height in enumerate(now.heights)))
    return now
