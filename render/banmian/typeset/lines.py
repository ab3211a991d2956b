"""Choosing the lines of a paragraph for a sequence of measures.

A paragraph is composed line by line as the rules ask. Where that leaves something bad, a loose line or a last line of
one character, the cheapest way through all permitted breaks is looked for (J9), best first, so that a paragraph that is
good from the beginning costs nothing more. What is fixed here is only where lines begin.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from heapq import heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from banmian.typeset.judge import CHANGE, PRESS, Judge
from banmian.typeset.runs import ADDRESS
from banmian.typeset.sums import EXACT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from banmian.typeset.judge import Ahead
    from banmian.typeset.sorts import Sorts

_FEW = 3
_SHORT_LAST = 1.5
"""What a last line of few characters costs where a number of lines is asked for: it would show that it was made."""
_TIGHTEST, _LOOSEST = 0.8, 1.35
"""The parts of its natural length that a text comes to when it is squeezed, or opened to the limit."""
APART = 1.0
"""em a gap that tear a line apart, so that all turns of its paragraph are weighed again."""
_BY_RULE = -2
_MOST = 20000
"""Lines that are looked at for one paragraph before those that the rules ask for are taken."""


_new = tuple.__new__
"""Makes a Line from a row of its fields: its own constructor takes three times as long."""


class Line(NamedTuple):
    """Characters [start, end) on a measure. `last` ends a paragraph; `forced` is a break that the rules forbid."""

    start: int
    end: int
    indent: float
    measure: float
    last: bool
    forced: bool = False


def compose(
    sorts: Sorts,
    start: int,
    end: int,
    measures: Sequence[float],
    *,
    indent: float = 0.0,
    more: int | None = None,
    endless: bool = False,
) -> list[Line]:
    """The lines of the text [start, end) of one paragraph, the first indented, on the given measures (em), in order.

    `more` asks for that many lines more than the paragraph needs (fewer if negative) where the limits of J5 and B7
    allow it; without it the setting is asked. Stops when the measures are used up: the end of the last line tells how
    far the text came. `endless`: the last measure goes on until the text is set.
    """
    if start >= end or not len(measures):
        return []
    lines = _Paragraph(sorts.judge, start, end, measures, indent).lines(sorts.setting.lines if more is None else more)
    return lines if endless else lines[: len(measures)]


def compose_all(
    sorts: Sorts, paragraphs: Iterable[tuple[int, int]], measure: float, *, indent: float = 0.0
) -> list[list[Line]]:
    """The lines of many paragraphs [start, end) on one endless measure: the same as of each alone, and quicker.

    What is quicker is for whole paragraphs, which end before a newline or at the end of the text.
    """
    bounds = list(paragraphs)
    if not bounds:
        return []
    judge = sorts.judge
    index = judge.sums.see_index
    ahead = judge.ahead(index[min(start for start, _ in bounds)], index[max(end for _, end in bounds)], measure)
    more, text = sorts.setting.lines, sorts.text
    return [
        _Paragraph(judge, start, end, (measure,), indent, ahead if text[end : end + 1] in ("", "\n") else None).lines(
            more
        )
        if start < end
        else []
        for start, end in bounds
    ]


HUNG = 0.5
"""How far an opening bracket hangs into the indent (P10), in em."""


class _Paragraph:
    """A paragraph and its measures, the last of which goes on for ever."""

    def __init__(
        self,
        judge: Judge,
        start: int,
        end: int,
        measures: Sequence[float],
        indent: float,
        ahead: Ahead | None = None,
    ) -> None:
        self.judge, self.start, self.end, self.measures = judge, start, end, measures
        self.ahead = ahead
        self.asked_indent = indent
        sorts = judge.sorts
        if not judge.holds(start, end):  # a text that was parted at a spare break, or in a run longer than its line
            yields = judge.yields
            self.judge = judge = sorts.yielding
            if not judge.holds(start, end):
                self.judge = judge = Judge(sorts, (start, end), sorts.spare if yields else None)
            self.ahead = None  # what was counted ahead are places of another count
        index = judge.sums.see_index
        self.first, self.limit = index[start], index[end]
        if indent and sorts.setting.paragraph_start == "hang" and sorts.opens_with_bracket(start):
            indent -= HUNG
        self.indent = min(indent, measures[0] / 2)

    def lines(self, more: int) -> list[Line]:
        """The lines, `more` than the rules ask for if that can be had."""
        places, forced, cost = self._by_rule()
        judge, sorts = self.judge, self.judge.sorts
        setting = sorts.setting
        if forced is None and not more and setting.fit == "paragraph" and cost > PRESS:
            places = self._cheapest(cost, None) or places
        elif forced is None and more:
            plain = (self._cheapest(cost, None) if setting.fit == "paragraph" else None) or places
            asked = self._cheapest(float("inf"), len(plain) + more)
            places = asked if asked and self._as_good(asked, plain) else plain
        if not judge.yields and self._would_yield(places, forced is not None, more != 0 or cost > 1.0):
            return _Paragraph(sorts.yielding, self.start, self.end, self.measures, self.asked_indent).lines(more)
        offsets = self.judge.sums.see_offset
        ends = [offsets[place] for place in places] if forced is None else forced[0]
        broken = forced[1] if forced is not None else ()
        count = len(ends)
        begins = [self.start, *ends[:-1]]
        measures = [*self.measures[:count], *[self.measures[-1]] * (count - len(self.measures))]
        indents = [self.indent, *[0.0] * (count - 1)]
        lasts = [*[False] * (count - 1), ends[-1] >= self.end]
        against = [number in broken for number in range(count)] if broken else [False] * count
        rows = zip(begins, ends, indents, measures, lasts, against, strict=True)
        return [_new(Line, row) for row in rows]

    def _would_yield(self, places: list[int], forced: bool, loose: bool) -> bool:
        """Whether the lines are such that spare breaks are opened: one passes its limit, or is torn apart."""
        widest = 0.0 if forced or not loose else max(self._spreads(places), default=0.0)
        if not forced and widest <= self.judge.loose:
            return False
        spare = self.judge.sorts.spare
        return bisect_right(spare, self.start) < bisect_left(spare, self.end) or widest > APART

    def _room(self, number: int) -> float:
        measures = self.measures
        room = measures[number if number < len(measures) else -1]
        return room - self.indent if number == 0 else room

    def _by_rule(self) -> tuple[list[int], tuple[list[int], set[int]] | None, float]:
        """The places at which lines end by the rules, and what they cost.

        Where a run is longer than a line, the offsets of the line ends instead, with the numbers of the forced ones.
        """
        judge, limit = self.judge, self.limit
        places: list[int] = []
        step = judge.by_rule(self.first, limit, self._room(0))
        if step.forced:
            return [], self._force(), 0.0
        at, cost = step.to, step.cost
        places.append(at)
        before = self.first
        if self.ahead is not None:
            shift = self.ahead.first
            to, costs = self.ahead.to, self.ahead.cost
            while at < limit:
                before = at
                at = to[before - shift]
                if at < 0:
                    return [], self._force(), 0.0
                cost += costs[before - shift]
                places.append(at)
        else:
            while at < limit:
                before = at
                step = judge.by_rule(at, limit, self._room(len(places)))
                if step.forced:
                    return [], self._force(), 0.0
                at = step.to
                cost += step.cost
                places.append(at)
        if len(places) > 1:
            cost += judge.orphan(before, limit)
        return places, None, cost

    def _cheapest(self, bound: float, count: int | None) -> list[int] | None:
        """The cheapest way from the start to the end below a cost, in `count` lines if that is given.

        Best first: a way is followed only while it is the cheapest known (Dijkstra), and of equals the furthest.
        """
        judge, limit, ahead = self.judge, self.limit, self.ahead
        layered = count is not None or len(set(self.measures[1:])) > 1
        heap: list[tuple[float, int, int, int]] = [(0.0, -self.first, 0, -1)]  # cost, -place, lines, the one before
        done: set[tuple[int, int]] = set()
        trail: list[tuple[int, int]] = []  # place, and the number in the trail of the one before, or _BY_RULE less it
        looked = 0
        while heap:
            cost, place, number, came = heappop(heap)
            place = -place
            key = (place, number if layered else number > 0)
            if key in done:
                continue
            done.add(key)
            trail.append((place, came))
            if place == limit:
                if count is None or number == count:
                    return self._walk(trail)
                continue
            if count is not None and (number >= count or not self._can_make(place, count - number)):
                continue
            mine = len(trail) - 1
            if number and ahead is not None and not layered and bound - cost <= PRESS:
                total = self._by_rule_from(place, cost, bound)
                if total < bound:
                    heappush(heap, (total, -limit, number + 1, _BY_RULE - mine))
                continue
            steps = judge.steps(place, limit, self._room(number), bound - cost, ahead if number else None)
            looked += len(steps)
            for to, price in steps:
                if count is not None and price > CHANGE + 1.0 and to != steps[0][0]:
                    continue  # J5: a line more is not bought with one beyond the limit
                total = cost + price
                if to == limit and number:
                    total += judge.orphan(place, limit)
                    if count is not None and judge.count(place, to) < _FEW:
                        total += _SHORT_LAST
                if total < bound:
                    heappush(heap, (total, -to, number + 1, mine))
            if looked > _MOST:
                return None
        return None

    def _can_make(self, place: int, lines: int) -> bool:
        """Whether what follows a place is about so many lines long: what is far from it need not be followed."""
        sums = self.judge.sums
        natural = (sums.see_ends[self.limit] - sums.see_begins[place]) / self._room(len(self.measures))
        return natural * _TIGHTEST - 1 <= lines <= natural * _LOOSEST + 2

    def _as_good(self, asked: list[int], plain: list[int]) -> bool:
        """Whether a way has no more lines beyond the limits (J5) than another, and no worse last line (R4)."""
        last = [ways[-2] if len(ways) > 1 else self.first for ways in (asked, plain)]
        worse = self.judge.orphan(last[0], self.limit) > self.judge.orphan(last[1], self.limit)
        return not worse and self._beyond(asked) <= self._beyond(plain)

    def _spreads(self, places: list[int]) -> Iterator[float]:
        """The space per gap of every line of a way that is opened."""
        sums, before = self.judge.sums, self.first
        for number, place in enumerate(places[:-1]):
            slack = self._room(number) - (sums.see_ends[place] - sums.see_begins[before])
            if slack > 0:
                yield self.judge.opened(before, place, slack)[0]
            before = place

    def _beyond(self, places: list[int]) -> int:
        """How many lines of a way are opened beyond the limit."""
        return sum(spread > self.judge.loose for spread in self._spreads(places))

    def _by_rule_from(self, at: int, cost: float, bound: float) -> float:
        """What it costs to go on from a place as the rules ask: all that a way can do that can pay for no change."""
        assert self.ahead is not None
        shift, to, costs = self.ahead.first, self.ahead.to, self.ahead.cost
        before = at
        while at < self.limit:
            before = at
            at = to[before - shift]
            cost += costs[before - shift]
            if at < 0 or cost >= bound:
                return bound
        return cost + self.judge.orphan(before, self.limit)

    def _walk(self, trail: list[tuple[int, int]]) -> list[int]:
        """The places of the way that ends the trail."""
        places: list[int] = []
        place, came = trail[-1]
        if came <= _BY_RULE:
            came = _BY_RULE - came
            at = trail[came][0]
            while self.ahead is not None and at < self.limit:
                at = self.ahead.to[at - self.ahead.first]
                places.append(at)
            places.reverse()
        else:
            places.append(place)
        while came > 0:
            place, came = trail[came]
            places.append(place)
        places.reverse()
        return places

    def _force(self) -> tuple[list[int], set[int]]:
        """Line ends where some run is longer than its line and is broken all the same (B12)."""
        judge, sums = self.judge, self.judge.sums
        ends: list[int] = []
        broken: set[int] = set()
        at = self.start
        while at < self.end:
            room = self._room(len(ends))
            place = sums.see_index[at]
            if sums.see_offset[place] == at:
                step = judge.by_rule(place, self.limit, room)
                if not step.forced:
                    at = sums.see_offset[step.to]
                    ends.append(at)
                    continue
            at, against = _forced_break(judge.sorts, at, room, self.end)
            if against:
                broken.add(len(ends))
            ends.append(at)
        return ends, broken


def _forced_break(sorts: Sorts, at: int, room: float, end: int) -> tuple[int, bool]:
    """Where a run that is longer than the line is broken all the same (B12), and whether that is against the rules.

    A line that begins inside such a run ends at a permitted place if it comes to one. An address is broken after one of
    its marks (B13), anything else where it is full; but no mark is left to open a line.
    """
    cells = sorts.seen.within(at, end) if sorts.seen else np.arange(at, end)
    edges = np.append(cells[1:], end)  # where a line ends that has one character, two, …
    limit = float(sorts.where[at]) + float(sorts.start_trim[at]) + room + EXACT
    full = int(np.searchsorted(sorts.where[edges], limit, side="right"))
    lasts = edges[full:] - 1
    closing = np.flatnonzero(sorts.where[lasts + 1] - sorts.gap[lasts] - sorts.end_trim[lasts] > limit)
    full = max(full + (int(closing[0]) if closing.size else lasts.size), 1)
    if full >= edges.size:
        return end, False
    permitted = np.flatnonzero(sorts.may_break[edges[:full]])
    if permitted.size:
        return int(edges[permitted[-1]]), False
    text = sorts.text
    marked = max(text.rfind(mark, at, int(edges[full - 1])) for mark in ADDRESS) + 1
    best = int(np.searchsorted(edges, marked)) + 1
    if marked <= at + 1 or best == 1:
        best = _before_number([text[cell] for cell in cells[: full + 1].tolist()])
    whole = best
    no_start = sorts.table.no_start[sorts.classes[cells]] | sorts.second_of_pair[cells]
    while best > 1 and no_start[best]:
        best -= 1
    if best == 1:  # B9: nothing but marks that may not open a line; the line is filled all the same
        best = whole
    if sorts.second_of_pair[cells[best]]:  # U1, even where —— is wider than the line
        best += 1 if best == 1 else -1
    return int(edges[best - 1]), True


def _before_number(line: list[str]) -> int:
    """How many characters of a full line stay on it, the last given being over: no figures of one number apart (U2)."""
    full = best = len(line) - 1
    while best > 0 and line[best].isdigit() and line[best - 1].isdigit():
        best -= 1
    return best if best > 1 else full
