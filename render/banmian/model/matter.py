"""What stands beside the body of an article: pull quotes, tables, lists of names, boxes. None of it is body text."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from banmian.model.keys import Keys, Name


class Quote(Keys, frozen=True, kw_only=True):
    """A pull quote 引语: a sentence set large, and whose it is."""

    text: Name
    who: str = ""


class Table(Keys, frozen=True, kw_only=True):
    """A table 表格: a title, a head row, rows of cells, and the source of the figures."""

    title: str = ""
    header: tuple[str, ...] = ()
    rows: Annotated[tuple[tuple[str, ...], ...], Meta(min_length=1)]
    source: str = ""


class NameList(Keys, frozen=True, kw_only=True):
    """A list of names 名单, set in as many columns as have room."""

    title: str = ""
    names: Annotated[tuple[Name, ...], Meta(min_length=1)]


class InfoBox(Keys, frozen=True, kw_only=True):
    """A box beside the text 资料框, 链接: a title and paragraphs of its own."""

    title: str = ""
    text: Annotated[tuple[Name, ...], Meta(min_length=1)]


Matter = Quote | Table | NameList | InfoBox
