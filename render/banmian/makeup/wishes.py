"""Where the inserts of an article should stand: its photographs and its other matter, in the places of their slot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.layout import PhotoPlace
from banmian.makeup.arrange import Wish
from banmian.makeup.photo import set_photo

if TYPE_CHECKING:
    from banmian.layout import Slot
    from banmian.makeup.ground import Ground
    from banmian.makeup.labels import LabelCase
    from banmian.model import Article


def wishes_of(article: Article, slot: Slot, ground: Ground, folder: str, case: LabelCase) -> list[Wish]:
    """The inserts of an article in the places that its slot has for them; else over its right half."""
    count = ground.columns
    places = slot.keys.photos or (PhotoPlace(columns=(count // 2 + 1, count)),)
    wishes = []
    for number, photo in enumerate(article.keys.photos):
        place = places[min(number, len(places) - 1)]
        first, last = place.columns[0] - 1, place.columns[1] - 1
        left, right = ground.span(first, last)
        block = set_photo(photo, article, right - left, ground.pitch, ground.size, place.lines, folder, case)
        wishes.append(Wish(block, first, last, place))
    return wishes
