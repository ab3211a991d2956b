"""Which of the free slots suits which article: by importance first, then by room.

The lead takes the first free slot (N4). The others may change places among the rest where that spares text without room
or a hole, each step away from the order of importance counting against it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from banmian.layout import Layout, Slot
    from banmian.model import Article
    from banmian.plan.assignment import Assignment

_OVERSET, _HOLE, _OUT_OF_ORDER = 3.0, 1.0, 0.08
"""What a slot's worth of missing room, a slot's worth of white and a step out of order cost."""
_AGAINST_THE_GRAIN = 5.0
"""What an article with photographs or a jump costs in a vertical slot, which has neither."""
_MISFIT = 2.0
"""What an article costs in a slot that is meant for others, or one of a kind outside the slot that is meant for it."""
_WITHOUT_PICTURE = 4.0
"""What an article without photographs costs in a slot for them."""
SHORT = 220
"""Characters up to which an article with photographs is a picture story."""
_MOST = 10
"""Articles up to which every order is weighed; beyond it the order of importance stands."""


class Need(NamedTuple):
    """The lines that an article takes in a slot, and those that the slot leaves to its text, headline and inserts out
    of account.
    """

    lines: int
    room: int

    @property
    def cost(self) -> float:
        """What the slot costs the article: its missing lines, or its white ones, as a part of the room."""
        missing = (self.lines - self.room) / max(self.room, 1)
        return missing * _OVERSET if missing > 0 else -missing * _HOLE


class Measures(Protocol):
    """What the plan asks of make-up, which counts real lines: see `makeup/measure.py`."""

    def need(self, article: str, page: int, layout: Layout, slot: Slot) -> Need:
        """Return the lines that an article takes in a slot of a page, and those that the slot has for it."""

    def reach(self, leg: Assignment, layout: Layout, slot: Slot, start: int) -> int:
        """Return the offset in the body that a leg in a slot reaches with its text from an offset on."""

    def brief_rows(self, article: str, layout: Layout, slot: Slot) -> int:
        """Return the rows that a brief takes in a slot of briefs, its headline with them."""


def choose(articles: Sequence[Article], slots: Sequence[Slot], need: Callable[[Article, Slot], Need]) -> list[Slot]:
    """Return a slot for each article, as many as there are slots; `need` counts an article in a slot."""
    count = min(len(articles), len(slots))
    if count > _MOST or len(slots) > _MOST:
        return _in_order(articles[:count], slots)
    lead = _lead(articles[0], slots) if articles else None
    costs = [[_cost(article, slot, need(article, slot)) for slot in slots] for article in articles[:count]]
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for rank in range(count):
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for used, (so_far, chosen) in best.items():
            for n, slot in enumerate(slots):
                if used >> n & 1 or (rank == 0 and slot is not lead):
                    continue
                cost = so_far + costs[rank][n] + _OUT_OF_ORDER * abs(rank - n)
                key = used | 1 << n
                if key not in reached or (cost, (*chosen, n)) < reached[key]:
                    reached[key] = (cost, (*chosen, n))
        best = reached
    return [slots[n] for n in min(best.values())[1]]


def _cost(article: Article, slot: Slot, need: Need) -> float:
    misplaced = _AGAINST_THE_GRAIN if slot.vertical and (article.keys.photos or article.jumps) else 0.0
    if slot.takes in ("photo", "photos") and not article.keys.photos:
        misplaced += _WITHOUT_PICTURE
    elif slot.takes != meant_for(article):
        misplaced += _MISFIT
    return misplaced + need.cost


def meant_for(article: Article) -> str:
    """The kind of slot that an article is meant for, by its form and by what it brings along."""
    keys = article.keys
    if keys.form in ("editorial", "obituary", "notice"):
        return "editorial" if keys.form == "editorial" else "notice"
    if len(article.body) <= SHORT:
        if keys.tables or keys.lists:
            return "data"
        if keys.photos:
            return "photo" if len(keys.photos) == 1 else "photos"
    return "article"


def _in_order(articles: Sequence[Article], slots: Sequence[Slot]) -> list[Slot]:
    """A slot of its kind for each article in turn, else the next one of any kind."""
    left = list(slots)
    found = []
    for article in articles:
        kind = meant_for(article)
        slot = next((slot for slot in left if slot.takes == kind), left[0])
        left.remove(slot)
        found.append(slot)
    return found


def _lead(article: Article, slots: Sequence[Slot]) -> Slot | None:
    """The slot of the lead: the first one of its kind, else the first of all (N4)."""
    kind = meant_for(article)
    return next((slot for slot in slots if slot.takes == kind), slots[0] if slots else None)
