"""How full a slot is: the figures of the report and of the underset finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.makeup.columns import Spot
    from banmian.makeup.fill import Filling


class Fit(NamedTuple):
    """How full a slot is, for the report: lines of text it could hold, lines set, and the lines left white at the foot
    of its emptiest column; and what was spent on filling it: lines of white at the headline, heights of pictures.
    """

    slot: str
    article: str
    room: int
    used: int
    white: int
    columns: int = 1
    head_white: int = 0
    inserts: tuple[tuple[str, int, int], ...] = ()
    """Each insert: what it is, its height in lines, and that at which it would be cut least."""


def measure_fit(slot: str, article: str, filling: Filling, spots: Sequence[Spot], mark: Spot | None) -> Fit:
    """The fit of an article's spots in the lines that were left to its text."""
    free = filling.field.free
    reached = [rows[0] - 1 if rows else -1 for rows in free]
    for spot in (*spots, *([mark] if mark else [])):
        reached[spot.column] = max(reached[spot.column], spot.row + spot.piece.rows - 1)
    white = max((rows[-1] - last for rows, last in zip(free, reached, strict=True) if rows), default=0)
    standing = filling.arrangement.standing
    return Fit(
        slot,
        article,
        sum(map(len, free)),
        sum(spot.piece.rows for spot in spots),
        white,
        sum(1 for rows in free if rows),
        filling.extra,
        tuple((stands.wish.insert.what, stands.lines, stands.wish.natural) for stands in standing),
    )
