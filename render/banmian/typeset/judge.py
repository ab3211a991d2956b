"""What a line costs, and which line the rules ask for: the judgement by which lines are chosen.

先挤进，后推出 (B7, J2): a line that is not full takes one more piece if its marks and gaps can be squeezed to make room
(J3); else it ends at the last permitted place that fits and is opened up (J4). That line is the one the rules ask for.
A paragraph may take another where that saves it from something worse, at the cost of `CHANGE`. A mark that could be
pressed in is pushed out only where a line would else be torn.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from banmian.typeset.sums import EXACT, Sums

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from banmian.typeset.sorts import Sorts

CHANGE = 0.6
"""What it costs to open a line that the rules would have end later."""
PRESS = 0.3
"""What it costs to press in more than the rules ask for: shrinking comes before expanding (J2, R4)."""
_NOT_PRESSED = 1.0
"""What it costs besides to open a line into which something could have been pressed (J2)."""
ORPHAN = 6.0
"""What a last line of one character costs (R4)."""
ORPHAN_WITH_MARK = 0.8
"""What a last line of one hanzi and its mark costs: trade accepts it (R4)."""
_UNSEEN = 0.2
"""The part of the limit of J5 up to which no reader sees that a line is opened."""
_PUSHED = 2.4
"""What it costs besides to push out a mark that could be pressed in: only a torn line is worse (B7)."""
SPARE = 8.0
"""What it costs to end a line at a spare break."""
_BEYOND = 12.0
"""What a line beyond its limit costs besides where spare breaks are open: every way without one comes before (J5)."""
_TOO_LOOSE = 4.0
_TORN = 12.0
"""What a line costs at most: one that cannot be mended is no reason to spoil others."""
_TORN_APART = 60.0
"""The same where spare breaks are open: several lines that are loose are better than one that is torn apart."""
_PRESSED = 0.05
_SHORT = 4
"""Characters that one hanzi and its marks have at most."""


class Step(NamedTuple):
    """A line from the place it is asked for to place `to`, and what it costs. `forced` breaks a rule."""

    to: int
    cost: float
    forced: bool = False


class Ahead(NamedTuple):
    """For every place from `first` on: the next place by the rules on one measure, -1 where it must be looked at.

    `fit` is the last place that fits without squeezing.
    """

    first: int
    to: memoryview
    cost: memoryview
    fit: memoryview


class Judge:
    """Judges lines between the places of some sorts, and between others: `also`, and `spare` breaks if given."""

    def __init__(self, sorts: Sorts, also: tuple[int, ...] = (), spare: tuple[int, ...] | None = None) -> None:
        self.sorts = sorts
        self.sums = Sums(sorts, (*also, *(spare or ())))
        self.loose = max(sorts.setting.loose, 0.01)
        self.yields = spare is not None
        self.spare = {self.sums.see_index[at] for at in spare or ()}
        self._beyond, self._torn = (0.0, _TORN) if not self.yields else (_BEYOND, _TORN_APART)
        self._widest = (2 if not self.yields else _TORN_APART / _TOO_LOOSE) * self.loose
        for place in self.spare:
            self.sums.dear[place] = SPARE

    def holds(self, *offsets: int) -> bool:
        """Whether a line may begin or end at each of some offsets."""
        sums = self.sums
        return all(sums.see_offset[sums.see_index[at]] == at for at in offsets)

    def count(self, at: int, to: int) -> int:
        """How many characters are seen between two places."""
        start, end = self.sums.see_offset[at], self.sums.see_offset[to]
        return self.sorts.seen.count(start, end) if self.sorts.seen else end - start

    def opened(self, at: int, to: int, slack: float) -> tuple[float, float]:
        """The space per gap of J4(3), and the cost, of a line from one place to another that lacks `slack` em."""
        sums = self.sums
        rest = slack - (sums.see_take_to[to] - sums.see_take_from[at])
        if rest <= EXACT:
            return 0.0, 0.0
        count = sums.see_opens_to[to] - sums.see_opens_from[at]
        if count <= 0:  # only spaces, which pass their caps: what each gets over it
            count = max(sums.see_flex_to[to] - sums.see_flex_from[at], 1)
        spread = rest / count
        return spread, self._seen(spread)

    def _seen(self, spread: float) -> float:
        part = spread / self.loose
        if part <= _UNSEEN:
            return 0.0
        cost = ((part - _UNSEEN) / (1 - _UNSEEN)) ** 2
        return cost if part <= 1 else min(1.0 + _TOO_LOOSE * (part - 1), self._torn) + self._beyond

    def by_rule(self, at: int, limit: int, room: float) -> Step:
        """The line that the rules ask for from a place, in a paragraph that ends at place `limit`."""
        sums = self.sums
        begin = sums.see_begins[at]
        target = begin + room + EXACT
        fit = bisect_right(sums.see_ends, target, at, limit + 1) - 1
        if fit >= limit:
            return Step(limit, 0.0)
        if self.spare:
            return self._with_spare(at, fit, room, target - EXACT)
        slack = target - EXACT - sums.see_ends[fit] if fit > at else room
        if slack > EXACT:
            pressed = self.pressed(at, fit + 1, room)
            if pressed is not None:
                return Step(fit + 1, pressed + sums.see_dear[fit + 1])
        if fit <= at:
            return Step(at, 0.0, True)
        return Step(fit, self.opened(at, fit, slack)[1] + sums.see_dear[fit])

    def _with_spare(self, at: int, fit: int, room: float, target: float) -> Step:
        """`by_rule` where spare breaks are open: one is taken if the line would else be none, or pass its limit."""
        sums, spare = self.sums, self.spare
        first, after = fit, fit + 1
        while first > at and first in spare:
            first -= 1
        while after in spare:
            after += 1
        pressed = self.pressed(at, after, room) if target - sums.see_ends[first] > EXACT or first == at else None
        if pressed is not None:
            return Step(after, pressed + sums.see_dear[after])
        for to in (first, fit):
            spread, cost = self.opened(at, to, target - sums.see_ends[to])
            if to > at and (spread <= self.loose or to == fit):
                return Step(to, cost + sums.see_dear[to])
        return Step(at, 0.0, True)

    def pressed(self, at: int, to: int, room: float) -> float | None:
        """The cost of squeezing a line from one place to another into a room; None where it cannot be done."""
        sums = self.sums
        need = sums.see_ends[to] - sums.see_begins[at] - room
        can = sums.see_give_to[to] - sums.see_give_from[at]
        if need <= can + EXACT:
            return _PRESSED * need / can if can > EXACT else 0.0
        if sums.see_hang is not None and need <= can + sums.see_hang[to] + EXACT:
            return 0.0
        return None

    def steps(self, at: int, limit: int, room: float, budget: float, ahead: Ahead | None) -> list[tuple[int, float]]:
        """The lines from a place that no rule forbids, as the place they lead to and their cost.

        First the one that the rules ask for, then changed ones that cost less than `budget`. `ahead` is for this room.
        """
        sums = self.sums
        cost: float
        if ahead is not None:
            number = at - ahead.first
            asked, cost, fit = ahead.to[number], float(ahead.cost[number]), ahead.fit[number]
            if asked < 0:
                return []
        else:
            rule = self.by_rule(at, limit, room)
            if rule.forced:
                return []
            asked, cost = rule.to, rule.cost
            fit = bisect_right(sums.see_ends, sums.see_begins[at] + room + EXACT, at, limit + 1) - 1
        found: list[tuple[int, float]] = [(asked, cost)]
        if budget <= PRESS:
            return found
        for to in range(max(fit + 1, at + 1), min(fit + 3, limit + 1)):
            if to != asked:
                pressed = self.pressed(at, to, room)
                if pressed is None:
                    break
                found.append((to, PRESS + pressed + (sums.see_dear[to] if to < limit else 0.0)))
        begin = sums.see_begins[at]
        change = CHANGE + _NOT_PRESSED if asked > fit else CHANGE
        if budget <= change:
            return found
        if asked > fit and self._keeps_mark(fit, begin + room - sums.see_ends[fit]):
            change += _PUSHED
        for to in range(min(fit, limit - 1), at, -1):
            if to == asked:
                continue
            spread, cost = self.opened(at, to, room - (sums.see_ends[to] - begin))
            if spread > self._widest - EXACT or change + cost >= budget:
                break
            found.append((to, change + cost + sums.see_dear[to]))
        return found

    def _keeps_mark(self, fit: int, slack: float) -> bool:
        """Whether a line with `slack` em left ends at `fit` only because a mark may not open the next one."""
        sums, sorts = self.sums, self.sorts
        start, after = sums.see_offset[fit], sums.see_offset[fit + 1]
        marks = sorts.table.no_start[sorts.classes[start + 1 : after]].nonzero()[0]
        if not marks.size:
            return False
        piece = slice(start, start + 1 + int(marks[0]))
        before = float(sorts.gap[start - 1]) if start else 0.0
        return before + float(sorts.width[piece].sum() + sorts.gap[piece][:-1].sum()) <= slack + EXACT

    def orphan(self, at: int, limit: int) -> float:
        """R4 单字不占行: what a last line from a place costs if there is only one character on it."""
        sums, sorts = self.sums, self.sorts
        start, end = sums.see_offset[at], sums.see_offset[limit]
        if self.count(at, limit) > _SHORT:
            return 0.0
        cells: Any = sorts.seen.within(start, end) if sorts.seen else slice(start, end)
        classes = sorts.classes[cells]
        marks = sorts.table.no_start[classes] | (sorts.blank_start[cells] + sorts.blank_end[cells] > 0)
        solid = ~marks & ~sorts.is_space[cells]
        count = int(solid.sum())
        if count > 1:
            joins = sorts.table.joins  # nothing but a —— or …… is no line either
            return ORPHAN if joins[classes[0]] and joins[classes[solid]].all() else 0.0
        with_mark = bool(sorts.table.no_start[classes[-1]])
        if count == 1 and with_mark and sorts.setting.last_line == "accept":
            from banmian.typeset.classes import names

            if not sorts.table.word[classes[0]] or classes[0] == names()["han"]:
                return ORPHAN_WITH_MARK
        return ORPHAN

    def ahead(self, first: int, last: int, room: float) -> Ahead:
        """`by_rule` for all places from `first` to `last` at once, on one measure."""
        sums = self.sums
        at = np.arange(first, last + 1)
        limit = np.minimum(sums.limit[first : last + 1], last)
        ends = sums.ends
        begin = sums.begins[first : last + 1]
        target = begin + room
        fit = np.searchsorted(ends[first : last + 1], target + EXACT, side="right") + first - 1
        ends_here = fit >= limit
        fit = np.minimum(np.maximum(fit, at), limit)
        more = np.minimum(fit + 1, limit)
        slack = target - ends.take(fit)
        need = ends.take(more) - target
        can = sums.give_to.take(more) - sums.give_from[first : last + 1]
        if sums.hang is not None:
            can = can + sums.hang[more]
        press = (slack > EXACT) & (need <= can + EXACT) & ~ends_here
        to = np.where(press, more, fit)
        cost = sums.dear.take(to)
        open_ = np.flatnonzero(~press & ~ends_here & (slack > EXACT))
        cost[open_] += self._costs(at[open_], fit[open_], slack[open_])
        cost[ends_here] = 0.0
        to[ends_here] = limit[ends_here]
        to[(to <= at) & ~ends_here] = -1
        return Ahead(first, to.data, cost.data, fit.data)

    def _costs(self, at: NDArray[np.int64], fit: NDArray[np.int64], slack: NDArray[np.float64]) -> NDArray[np.float64]:
        sums = self.sums
        rest = np.maximum(slack - (sums.take_to[fit] - sums.take_from[at]), 0.0)
        count = sums.opens_to[fit] - sums.opens_from[at]
        count = np.where(count > 0, count, np.maximum(sums.flex_to[fit] - sums.flex_from[at], 1.0))
        part = rest / (count * self.loose)
        over = np.maximum(part - _UNSEEN, 0.0) / (1 - _UNSEEN)
        cost: NDArray[np.float64] = over * over
        too_loose = part > 1
        cost[too_loose] = np.minimum(1.0 + _TOO_LOOSE * (part[too_loose] - 1), _TORN)
        return cost
