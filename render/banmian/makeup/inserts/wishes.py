"""Where the inserts of an article should stand: its photographs and its other matter, in the places of their slot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from banmian.layout import PhotoPlace
from banmian.makeup.inserts.arrange import Wish
from banmian.makeup.inserts.info_box import set_note
from banmian.makeup.inserts.matter import set_matter
from banmian.makeup.inserts.photo import PhotoBlock, PhotoRoom, set_photo
from banmian.model import InfoBox, NameList, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banmian.layout import Slot
    from banmian.makeup.inserts.photo import PhotoCase
    from banmian.makeup.text.ground import Ground
    from banmian.model import Article, Matter, Photo

TABLE, NOTE = 24, 14
"""字 that a table or a list of names, and a box or a note, are wide at least where the slot says nothing of them."""
MOST_CUT = 0.4
"""The part of an upright picture that a wide place may cut off before the picture has fewer columns instead."""


def wishes_of(article: Article, slot: Slot, ground: Ground, page: PhotoCase) -> list[Wish]:
    """The inserts of an article in the places that its slot has for them; else over its right half."""
    count = ground.columns
    places = slot.keys.photos or (PhotoPlace(columns=(count // 2 + 1, count)),)
    found = [
        _photo(photo, article, places[min(number, len(places) - 1)], ground, page)
        for number, photo in enumerate(article.keys.photos)
    ]
    if article.keys.note:
        found.insert(0, _note(article, ground, page))
    return found + [
        _matter(matter, article, _box_place(number, matter, slot, ground), ground, page)
        for number, matter in enumerate(article.matter)
    ]


def _note(article: Article, ground: Ground, page: PhotoCase) -> Wish:
    """The note of the editors at the top, over the columns in which the text begins."""
    place = PhotoPlace(columns=(1, min(_wide(NOTE, ground), ground.columns)))
    left, right = ground.span(0, place.columns[1] - 1)
    note = set_note(article, right - left, page.pitch, page.size, page.styles, page.case)
    assert note is not None, "it is asked for where there is one"
    return Wish(note, 0, place.columns[1] - 1, place)


def _matter(matter: Matter, article: Article, place: PhotoPlace, ground: Ground, page: PhotoCase) -> Wish:
    first, last = place.columns[0] - 1, place.columns[1] - 1
    left, right = ground.span(first, last)
    insert = set_matter(matter, article, right - left, page.pitch, page.size, page.styles, page.case)
    return Wish(insert, first, last, place)


def _box_place(number: int, matter: Matter, slot: Slot, ground: Ground) -> PhotoPlace:
    """The place of a table, a box or a quote: as the slot has it, else at the foot of its last columns."""
    if places := slot.keys.boxes:
        return places[min(number, len(places) - 1)]
    needed = {Table: TABLE, NameList: TABLE, InfoBox: NOTE}.get(type(matter), 0)
    return PhotoPlace(columns=(max(ground.columns - _wide(needed, ground) + 1, 1), ground.columns), at="foot")


def _wide(needed: int, ground: Ground) -> int:
    """The text columns that are together so many 字 wide."""
    for count in range(1, ground.columns):
        left, right = ground.span(0, count - 1)
        if right - left >= needed * ground.size:
            return count
    return ground.columns


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
        return PhotoRoom(right - left, place.lines, aside=place.around)
    if place.caption == "right":
        (_, edge), (begins, ends) = ground.span(first, last - 1), ground.span(last, last)
        return PhotoRoom(edge - left, place.lines, "right", ends - begins, begins - edge)
    (begins, ends), (edge, _) = ground.span(first, first), ground.span(first + 1, last)
    return PhotoRoom(right - edge, place.lines, "left", ends - begins, edge - ends)
