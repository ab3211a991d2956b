"""Where the columns of a briefs slot break: level feet, no headline stranded, order kept (F1, F3, X3).

Everything is counted in rows. The breaks are chosen for all columns at once, since a line that one column leaves
white is a line that another may have to take.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from banmian.makeup.block.remarks import HOLE

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_BETWEEN = 2
"""Rows that the white between two briefs of a column may grow by, so that the column comes to its foot."""
_WHITE, _SPREAD, _PARTED, _LONELY = 10.0, 1.0, 8.0, 6.0
"""What white at a foot and white between briefs cost by their squares; a brief that is parted; a last line alone at the
top of a column (R5).
"""


class Unit(NamedTuple):
    """A headline or a line of a brief, in one piece: its rows, the white above it unless a column begins with it,
    whether a column may, and whether it is the last line of a paragraph, which had better not (R5).
    """

    brief: int
    rows: int
    above: int
    parts: bool
    lonely: bool = False


class Place(NamedTuple):
    """The column of a unit, from 0, and its row from the top of that column."""

    column: int
    row: int


class Filled(NamedTuple):
    """The places of the first units, all of them where there is room, and the rows left white in each column."""

    places: tuple[Place, ...]
    white: tuple[int, ...]


class _Way(NamedTuple):
    """The cheapest way to have come to a unit: its cost, and the unit with which each column begins."""

    cost: float
    begins: tuple[int, ...]


def fill(units: Sequence[Unit], columns: Sequence[int]) -> Filled:
    """Places for units in columns of so many rows. What has no room is at the end, and has no place."""
    ends = _Ends(units)
    ways: dict[int, _Way] = {0: _Way(0.0, ())}
    for rows in columns:
        reached: dict[int, _Way] = {}
        for start, way in ways.items():
            for stop, cost in ends.of_column(start, rows):
                step = _Way(way.cost + cost, (*way.begins, start))
                other = reached.get(stop)
                if other is None or step.cost < other.cost or (step.cost == other.cost and step.begins > other.begins):
                    reached[stop] = step
        ways = reached
    stop = max(ways)
    return _set(units, columns, (*ways[stop].begins, stop))


class _Ends:
    """Where columns may end, and at what cost."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units

    def of_column(self, start: int, rows: int) -> list[tuple[int, float]]:
        """The units before which a column of `rows` rows may end that begins with unit `start`, each with its cost."""
        units = self._units
        found = [(start, _WHITE * rows**2)]
        used = gaps = 0
        for at in range(start, len(units)):
            unit = units[at]
            if at > start:
                used += unit.above
                gaps += unit.brief != units[at - 1].brief
            used += unit.rows
            if used > rows:
                break
            stop = at + 1
            if stop < len(units) and not units[stop].parts:
                continue
            white = rows - used
            spread = min(white, MOST_BETWEEN * gaps)
            cost = _WHITE * (white - spread) ** 2 + (_SPREAD * spread**2 / gaps if gaps else 0.0)
            if stop < len(units) and units[stop].brief == unit.brief:
                cost += _PARTED + _LONELY * units[stop].lonely
            found.append((stop, cost))
        return found


def _set(units: Sequence[Unit], columns: Sequence[int], begins: Sequence[int]) -> Filled:
    """The places of the units of columns that begin with these units, spare rows spread between the briefs.

    Where a column cannot come to its foot, the others end as high as it does if they can (F3).
    """
    stretches = [range(first, last) for first, last in pairwise(begins)]
    opening = [[at for at in some[1:] if units[at].brief != units[at - 1].brief] for some in stretches]
    room = [
        rows - sum(units[at].rows + (units[at].above if at > some.start else 0) for at in some)
        for rows, some in zip(columns, stretches, strict=True)
    ]
    hole = max(left - min(left, MOST_BETWEEN * len(opens)) for left, opens in zip(room, opening, strict=True))
    foot = hole if hole > HOLE else 0
    places: list[Place] = []
    white = []
    for column, (rows, some, opens) in enumerate(zip(columns, stretches, opening, strict=True)):
        spare = min(max(room[column] - foot, 0), MOST_BETWEEN * len(opens))
        more = {at: spare * (n + 1) // len(opens) - spare * n // len(opens) for n, at in enumerate(opens)}
        row = 0
        for at in some:
            row += (units[at].above if at > some.start else 0) + more.get(at, 0)
            places.append(Place(column, row))
            row += units[at].rows
        white.append(rows - row)
    return Filled(tuple(places), tuple(white))
