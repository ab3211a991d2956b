"""What stands beside the body of an article, as inserts: each kind of matter is set by a module of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.makeup.inserts.info_box import set_box
from banmian.makeup.inserts.name_lists import set_list
from banmian.makeup.inserts.pull_quote import set_quote
from banmian.makeup.inserts.tables import set_table
from banmian.model.matter import InfoBox, NameList, Quote, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from banmian.layout.styles import Styles
    from banmian.makeup.inserts.insert import Insert
    from banmian.makeup.lines.labels import LabelCase
    from banmian.model import Article
    from banmian.model.matter import Matter


def set_matter(
    matter: Matter, article: Article, width: float, pitch: float, size: float, styles: Styles, case: LabelCase
) -> Insert:
    """A table, a list, a box or a quote set over `width` pt on a grid of `pitch` pt whose body is `size` pt."""
    return SETTERS[type(matter)](matter, article, width, pitch, size, styles, case)


SETTERS: dict[type, Callable[..., Insert]] = {
    Table: set_table,
    NameList: set_list,
    InfoBox: set_box,
    Quote: set_quote,
}
"""What sets each kind of matter: one row a kind."""


def inserts_of(
    article: Article,
    widths: float | Sequence[float],
    pitch: float,
    size: float,
    styles: Styles,
    case: LabelCase,
) -> list[Insert]:
    """The inserts of an article in the order of `Article.matter`, over one width in pt or each over its own."""
    each = [widths] * len(article.matter) if isinstance(widths, (int, float)) else widths
    return [
        set_matter(matter, article, width, pitch, size, styles, case)
        for matter, width in zip(article.matter, each, strict=True)
    ]
