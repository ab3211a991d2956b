"""Filling a slot to the line: how high its pictures stand and how much white its headline has, chosen by cost (X8).

Every step keeps the grid. A line of text more or less is cheapest and comes last, in `copyfit`; then white about the
headline; then pictures, that are cut as little as may be; white at the foot of the columns is dearest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from banmian.makeup.inserts.arrange import WHITE, Arrangement, arrange, heights_between

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from banmian.makeup.inserts.arrange import Wish
    from banmian.makeup.text.field import Field
    from banmian.makeup.text.ground import Ground

HEAD_LINE = 0.75
"""Cost of a line of white at the headline: cheaper than to bend a picture by a line."""
FURTHER_HEAD_LINE = 2.0
"""Cost of each line where there are more than two, as under a vertical headline."""
PICTURE_LINE = 1.0
"""Cost of a line by which a picture differs from its natural height."""
WHITE_LINE = 8.0
"""Cost of a line of white at the foot of all columns."""
FEW = 2
"""Lines of white that a headline takes up unnoticed."""
TRIES = 24
"""Ways of filling that are tried, the cheapest first."""


class Filling(NamedTuple):
    """A way to fill a slot: the white that its headline takes up, and where its inserts stand."""

    extra: int
    arrangement: Arrangement

    @property
    def field(self) -> Field:
        """The lines that are left to the text."""
        return self.arrangement.field


class _Plan(NamedTuple):
    cost: float
    extra: int
    heights: tuple[int, ...]


def choose_filling(
    wishes: Sequence[Wish],
    fields: Mapping[int, Field],
    ground: Ground,
    needed: float,
    has_room: Callable[[Field], bool],
) -> Filling | None:
    """The cheapest way that gives the text its room, or None if there is none.

    `fields` are what the headline leaves with each number of lines of white that it may take up, `needed` the 字 that
    the text takes in full lines; `has_room` tells whether it really fits.
    """
    columns = max(sum(1 for rows in fields[0].free if rows), 1)
    plans: list[_Plan] = []
    for heights in heights_between(wishes):
        taken = sum((lines + WHITE) * (wish.last - wish.first + 1) for lines, wish in zip(heights, wishes, strict=True))
        bent = sum(abs(lines - wish.natural) for lines, wish in zip(heights, wishes, strict=True)) * PICTURE_LINE
        for extra, field in fields.items():
            white = (field.cells - needed) / field.measure - taken
            if white > -2 * columns:  # a little less room than it seems, since white between text and picture varies
                spread = extra * (HEAD_LINE if extra <= FEW else FURTHER_HEAD_LINE)
                cost = bent + spread + max(white, 0.0) / columns * WHITE_LINE
                plans.append(_Plan(cost, extra, heights))
    plans.sort(key=lambda plan: plan.cost)
    least = tuple(wish.insert.least for wish in wishes)
    last = [plan for plan in plans[TRIES:] if plan.extra == 0 and plan.heights == least]  # what leaves most room
    for plan in (*plans[:TRIES], *last):
        found = arrange(wishes, plan.heights, fields[plan.extra], ground)
        if found and has_room(found.field):
            return Filling(plan.extra, found)
    return None
