"""The texts of an article that the copydesk mends one by one: headline group, dateline, captions, matter, body.

A mending puts one character for another, so that the spans and places of a paragraph stay true.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from banmian.model import Article
from banmian.model.matter import InfoBox, NameList, Quote, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


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
            series=change(keys.series),
            summary=_each(keys.summary, change),
            note=change(keys.note),
            photos=tuple(replace(photo, caption=change(photo.caption), alt=change(photo.alt)) for photo in keys.photos),
            quotes=tuple(Quote(text=change(quote.text), who=change(quote.who)) for quote in keys.quotes),
            tables=tuple(_table(table, change) for table in keys.tables),
            lists=tuple(NameList(title=change(names.title), names=_all(names.names, change)) for names in keys.lists),
            boxes=tuple(InfoBox(title=change(box.title), text=_all(box.text, change)) for box in keys.boxes),
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
    return change(text) if isinstance(text, str) else _all(text, change)


def _all(texts: Iterable[str], change: Callable[[str], str]) -> tuple[str, ...]:
    return tuple(change(text) for text in texts)


def _table(table: Table, change: Callable[[str], str]) -> Table:
    return Table(
        title=change(table.title),
        header=_all(table.header, change),
        rows=tuple(_all(row, change) for row in table.rows),
        source=change(table.source),
    )


def _texts(article: Article) -> Iterator[str]:
    keys = article.keys
    yield from (*article.headline, keys.kicker, keys.short, *article.deck, keys.dateline)
    yield from (keys.series, *article.summary, keys.note)
    for photo in keys.photos:
        yield from (photo.caption, photo.alt)
    for quote in keys.quotes:
        yield from (quote.text, quote.who)
    for table in keys.tables:
        yield from (table.title, *table.header, *(cell for row in table.rows for cell in row), table.source)
    for names in keys.lists:
        yield from (names.title, *names.names)
    for box in keys.boxes:
        yield from (box.title, *box.text)
    yield from (paragraph.text for paragraph in article.paragraphs)
