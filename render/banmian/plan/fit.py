"""Which of the free slots suits which article: by importance first, then by room.

The lead takes the first free slot (N4). The others may change places among the rest where that spares text without room
or a hole, each step away from the order of importance counting against it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.layout import Slot
    from banmian.model import Article

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


def capacity(slot: Slot, article: Article | None = None) -> int:
    """Characters that a slot takes: a sixth of its lines is left to the headline, every 14th cell to line ends, and a
    third of a slot to the photo of an article that has one.
    """
    cells = slot.cells * 5 / 6 * 13 / 14
    return round(cells * (0.67 if article and article.keys.photos else 1.0))


def choose(articles: Sequence[Article], lengths: Sequence[int], slots: Sequence[Slot]) -> list[Slot]:
    """A slot for each article, as many as there are slots; `lengths` are the characters each sets on this page."""
    count = min(len(articles), len(slots))
    if count > _MOST or len(slots) > _MOST:
        return _in_order(articles[:count], slots)
    lead = _lead(articles[0], slots) if articles else None
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for rank in range(count):
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for used, (so_far, chosen) in best.items():
            for n, slot in enumerate(slots):
                if used >> n & 1 or (rank == 0 and slot is not lead):
                    continue
                cost = so_far + _cost(articles[rank], lengths[rank], slot) + _OUT_OF_ORDER * abs(rank - n)
                key = used | 1 << n
                if key not in reached or (cost, (*chosen, n)) < reached[key]:
                    reached[key] = (cost, (*chosen, n))
        best = reached
    return [slots[n] for n in min(best.values())[1]]


def _cost(article: Article, length: int, slot: Slot) -> float:
    room = capacity(slot, article)
    missing = (length - room) / room
    misplaced = _AGAINST_THE_GRAIN if slot.vertical and (article.keys.photos or article.jumps) else 0.0
    if slot.takes in ("photo", "photos") and not article.keys.photos:
        misplaced += _WITHOUT_PICTURE
    elif slot.takes != meant_for(article):
        misplaced += _MISFIT
    return misplaced + (missing * _OVERSET if missing > 0 else -missing * _HOLE)


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
