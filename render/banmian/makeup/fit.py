"""How full a slot is: the figures of the report and of the underset finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.makeup.columns import Spot


class Fit(NamedTuple):
    """How full a slot is, for the report: lines of text it could hold, lines set, and rows left white at its foot."""

    slot: str
    article: str
    room: int
    used: int
    white: int


def measure_fit(
    slot: str, article: str, free: Sequence[Sequence[int]], spots: Sequence[Spot], mark: Spot | None
) -> Fit:
    """The fit of an article's spots in the free rows of its columns. White are the rows empty in all of them."""
    filled: list[set[int]] = [set() for _ in free]
    for spot in spots:
        filled[spot.column].update(range(spot.row, spot.row + spot.piece.rows))
    if mark:
        filled[mark.column].add(mark.row)
    bottom = max((rows[-1] + 1 for rows in free if rows), default=0)
    deepest = max((max(rows) + 1 for rows in filled if rows), default=0)
    highest_free = min((rows[0] for rows in free if rows), default=bottom)
    white = max(bottom - max(deepest, highest_free), 0)
    return Fit(slot, article, sum(map(len, free)), sum(spot.piece.rows for spot in spots), white)
