"""How full a slot is, and the text that has no room: values that the report, preflight and the starter read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from banmian.model import Finding, Severity

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
    underset: Finding | None = None
    """What is said of the lines left white; None where they are few."""
    unmarked: bool = False
    """Whether the article ought to leave here, and the mark of the jump has no room."""

    @property
    def is_explained(self) -> bool:
        """Whether it is said already why its slot is not full."""
        return self.underset is not None or self.unmarked


class Overset(Struct, frozen=True):
    """Text of an article that no slot had room for, in lines of its last slot and in characters."""

    article: str
    page: int
    slot: str
    lines: int
    characters: int
    brief: bool = False
    begun: bool = True
    """Whether any of it is printed."""

    def finding(self) -> Finding:
        """Return what is to be said of it."""
        what = f"{self.lines} lines ({self.characters} characters) have no room"
        hint = "cut the text, give it a larger slot, or let it jump to another page"
        if self.brief:
            hint = "cut the text, take a brief out, or give the briefs a larger slot"
        return Finding(
            severity=Severity.ERROR,
            code="headline-no-room" if self.brief and not self.characters else "overset",
            message=what if self.begun else f"the brief is not printed: its {what}",
            hint=hint,
            article=self.article,
            page=self.page,
            slot=self.slot,
            lines=self.lines,
            characters=self.characters,
        )


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
