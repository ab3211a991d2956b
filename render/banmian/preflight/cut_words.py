"""Names, numbers and dates that a line turn of a headline or a caption cuts in two (X10)."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from banmian.plate import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banmian.model import Article, Finding
    from banmian.preflight.stories import PageRead

LOOK = 16
"""Characters on either side of a turn in which something that is cut is looked for: longer than a full date."""
_DIGITS = "0-9０-９"
_HAN = "〇零一二两三四五六七八九十"
_UNITS = "年月日号时分秒元吨人岁个户条米届次"
_MARKS = ".,．，∶:/～—-"
_COUNTED = frozenset(f"0123456789０１２３４５６７８９{_HAN}百千万亿{_MARKS}%％‰℃{_UNITS}公里版")
"""What stands right before or after a turn that cuts a number or a date."""


def cut_words(page: PageRead, articles: dict[str, Article]) -> Iterable[Finding]:
    """X10 in main headlines, kickers, decks and captions: one finding for each turn that cuts something."""
    hint = "turn the line elsewhere: name its lines in `headline`, or list the name under `names`"
    for story in page.stories:
        parts = [("the headline", tuple(lines_of(part.children))) for part in story.heads]
        parts += [("a caption", figure.caption) for figure in story.figures]
        names = _names(articles.get(story.article))
        for what, lines in parts:
            for above, below in pairwise([line.text for line in lines]):
                if cut := cut_at(above, below, names):
                    message = f"the line turn “{above[-6:]}／{below[:6]}” of {what} cuts “{cut}”"
                    yield page.taboo("cut-by-turn", message, hint, story)


def cut_at(above: str, below: str, names: Iterable[str]) -> str:
    """The name, number or date that stands partly in the line above and partly in the one below; empty if none."""
    before, after = above[-LOOK:], below[:LOOK]
    text, turn = before + after, len(before)
    for name in names:
        at = text.find(name)
        while at >= 0:
            if at < turn < at + len(name):
                return name
            at = text.find(name, at + 1)
    if not (0 < turn < len(text) and _COUNTED.issuperset(text[turn - 1 : turn + 1])):
        return ""
    return next((found[0] for found in _whole().finditer(text) if found.start() < turn < found.end()), "")


@cache
def _whole() -> re.Pattern[str]:
    """The pattern of dates and of numbers with what they count. It takes long to compile."""
    return re.compile(
        rf"(?:[{_DIGITS}{_HAN}]+年)?(?:[{_DIGITS}{_HAN}]+月)(?:[{_DIGITS}{_HAN}]+[日号])?"  # 11月23日, 2026年11月
        rf"|[{_DIGITS}]+(?:[{_MARKS}][{_DIGITS}]+)*[%％‰℃]?[万亿]*[{_UNITS}公里版]?"
        rf"|[{_HAN}百千万亿]{{2,}}[{_UNITS}]"
    )


def _names(article: Article | None) -> tuple[str, ...]:
    if article is None:
        return ()
    return (*article.keys.names, *(person.name for person in article.keys.byline))
