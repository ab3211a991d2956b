"""How full a slot is: the figures of the report and of the underset finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.makeup.block.fill import Filling
    from banmian.makeup.text.columns import Spot


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


def white_rows(filling: Filling, spots: Sequence[Spot]) -> tuple[int, int]:
    """The rows from the first to before the last that are free in every column below its text."""
    free = filling.field.free
    if not all(free) or not filling.field.is_even:
        return 0, 0
    reached = [rows[0] for rows in free]
    for spot in spots:
        reached[spot.column] = max(reached[spot.column], spot.row + spot.piece.rows)
    top, bottom = max(reached), min(rows[-1] + 1 for rows in free)
    whole = all(set(range(top, bottom)) <= set(rows) for rows in free)
    return (top, bottom) if whole and bottom > top else (0, 0)
