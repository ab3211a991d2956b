"""How full a slot is: the figures of the report and of the underset finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.makeup.columns import Spot
    from banmian.makeup.fill import Filling


class Fit(NamedTuple):
    """How full a slot is, for the report.

    Lines of text it could hold, lines set, the most lines left white one under the other in a column, all lines left
    white, and what was spent on filling it: lines of white at the headline, heights of pictures.
    """

    slot: str
    article: str
    room: int
    used: int
    white: int
    empty: int = 0
    head_white: int = 0
    inserts: tuple[tuple[str, int, int], ...] = ()
    """Each insert: what it is, its height in lines, and that at which it would be cut least."""


def measure_fit(slot: str, article: str, filling: Filling, spots: Sequence[Spot], mark: Spot | None) -> Fit:
    """The fit of an article's spots in the lines that were left to its text."""
    free = filling.field.free
    used: list[set[int]] = [set() for _ in free]
    for spot in (*spots, *([mark] if mark else [])):
        used[spot.column].update(range(spot.row, spot.row + spot.piece.rows))
    empty = [[row for row in rows if row not in taken] for rows, taken in zip(free, used, strict=True)]
    white = max(map(_longest_run, empty), default=0)
    standing = filling.arrangement.standing
    return Fit(
        slot,
        article,
        sum(map(len, free)),
        sum(spot.piece.rows for spot in spots),
        white,
        sum(map(len, empty)),
        filling.extra,
        tuple((stands.wish.insert.what, stands.lines, stands.wish.natural) for stands in standing),
    )


def _longest_run(rows: Sequence[int]) -> int:
    """The most rows that lie one under the other."""
    longest = now = 0
    for number, row in enumerate(rows):
        now = now + 1 if number and row == rows[number - 1] + 1 else 1
        longest = max(longest, now)
    return longest
