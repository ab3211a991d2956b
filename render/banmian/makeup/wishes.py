"""Where the inserts of an article should stand: its photographs and its other matter, in the places of their slot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from banmian.layout import PhotoPlace
from banmian.makeup.arrange import Wish
from banmian.makeup.photo import PhotoBlock, PhotoRoom, set_photo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banmian.layout import Slot
    from banmian.makeup.ground import Ground
    from banmian.makeup.photo import PhotoCase
    from banmian.model import Article, Photo

MOST_CUT = 0.4
"""The part of an upright picture that a wide place may cut off before the picture has fewer columns instead."""


def wishes_of(article: Article, slot: Slot, ground: Ground, page: PhotoCase) -> list[Wish]:
    """The inserts of an article in the places that its slot has for them; else over its right half."""
    count = ground.columns
    places = slot.keys.photos or (PhotoPlace(columns=(count // 2 + 1, count)),)
    return [
        _photo(photo, article, places[min(number, len(places) - 1)], ground, page)
        for number, photo in enumerate(article.keys.photos)
    ]


def _photo(photo: Photo, article: Article, place: PhotoPlace, ground: Ground, page: PhotoCase) -> Wish:
    """A photograph in its place; an upright one that would be cut too much there has fewer of its columns."""
    widest: Wish | None = None
    for columns in _narrower(place, ground):
        here = replace(place, columns=columns)
        block = set_photo(photo, article, _room(here, ground), page)
        wish = Wish(block, columns[0] - 1, columns[1] - 1, here)
        if _keeps_its_shape(block):
            return wish
        widest = widest or wish
    assert widest is not None, "a place has a column"
    return widest


def _narrower(place: PhotoPlace, ground: Ground) -> Iterator[tuple[int, int]]:
    """The columns of a place, then fewer of them: those at the side of the slot that the place is nearer to."""
    first, last = place.columns
    least = 1 if place.caption == "below" else 2
    for count in range(last - first + 1, least - 1, -1):
        yield (last - count + 1, last) if first - 1 > ground.columns - last else (first, first + count - 1)


def _keeps_its_shape(block: PhotoBlock) -> bool:
    return min(block.cropped(block.least), block.cropped(block.most)) <= MOST_CUT


def _room(place: PhotoPlace, ground: Ground) -> PhotoRoom:
    """The room of a picture in a place: all its columns, or all but one with the caption in that."""
    first, last = place.columns[0] - 1, place.columns[1] - 1
    left, right = ground.span(first, last)
    if place.caption == "below":
        return PhotoRoom(right - left, place.lines)
    if place.caption == "right":
        (_, edge), (begins, ends) = ground.span(first, last - 1), ground.span(last, last)
        return PhotoRoom(edge - left, place.lines, "right", ends - begins, begins - edge)
    (begins, ends), (edge, _) = ground.span(first, first), ground.span(first + 1, last)
    return PhotoRoom(right - edge, place.lines, "left", ends - begins, edge - ends)
