"""A rule of the edition that was found broken, before it is a fault with its words and its weight."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from banmian.plate import box_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banmian.model import Article
    from banmian.plate import Box, TextRun


class Broken(NamedTuple):
    """A rule that is broken on a page, 0 for the issue, within (left, top, right, bottom) in pt of its trimmed page."""

    rule: str
    page: int = 0
    box: tuple[float, float, float, float] | None = None
    object: str = ""
    measured: str = ""
    allowed: str = ""


def named(article: Article | None, name: str = "") -> str:
    """How a fault calls an article: by its headline, and its id where there is none."""
    return f"《{article.title}》" if article else name


def around(runs: Iterable[TextRun]) -> Box | None:
    """Return the rectangle round text runs, in pt; None where there are none."""
    return box_of(tuple(runs))
