"""The texts of an article that the copydesk mends one by one: headline group, dateline, captions, body.

A mending puts one character for another, so that the spans and places of a paragraph stay true.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from banmian.model import Article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Mended(NamedTuple):
    """An article with its texts mended, and how many characters are others than before."""

    article: Article
    changed: int


def mend(article: Article, change: Callable[[str], str]) -> Mended:
    """Every text of an article as `change` makes it; the article itself where nothing changed."""
    keys = article.keys
    edited = Article(
        keys=replace(
            keys,
            headline=_each(keys.headline, change),
            kicker=change(keys.kicker),
            short=change(keys.short),
            deck=_each(keys.deck, change),
            dateline=change(keys.dateline),
            photos=tuple(replace(photo, caption=change(photo.caption), alt=change(photo.alt)) for photo in keys.photos),
        ),
        paragraphs=tuple(replace(paragraph, text=change(paragraph.text)) for paragraph in article.paragraphs),
        file=article.file,
    )
    changed = sum(
        a != b
        for one, other in zip(_texts(article), _texts(edited), strict=True)
        if one != other
        for a, b in zip(one, other, strict=True)
    )
    return Mended(edited if changed else article, changed)


def _each(text: str | tuple[str, ...], change: Callable[[str], str]) -> str | tuple[str, ...]:
    return change(text) if isinstance(text, str) else tuple(change(line) for line in text)


def _texts(article: Article) -> Iterator[str]:
    keys = article.keys
    yield from (*article.headline, keys.kicker, keys.short, *article.deck, keys.dateline)
    for photo in keys.photos:
        yield from (photo.caption, photo.alt)
    yield from (paragraph.text for paragraph in article.paragraphs)
