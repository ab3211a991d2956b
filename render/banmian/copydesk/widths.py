"""Full-width Latin of old copy, ２０２６年 and ＧＤＰ, as the half-width letters and figures that print has today.

Letters and Arabic figures are half-width in Chinese text (GB/T 15835). With them goes what is part of a numeral: the
． between two figures is its decimal point, the ％ behind a figure its sign. Other full-width signs (，：－／（) stay:
they are marks of Chinese text as often as not, and only the editor knows which.

Every character becomes one character, so offsets in the text stay true.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banmian.copydesk.texts import mend
from banmian.model import Finding, Severity

if TYPE_CHECKING:
    from banmian.model import Article

_TO_ASCII = 0xFEE0
_RANGES = (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ"))
_LATIN = {code: code - _TO_ASCII for first, last in _RANGES for code in range(ord(first), ord(last) + 1)}
_IN_NUMERAL = re.compile(r"(?<=[0-9])．(?=[0-9])|(?<=[0-9])％")


def narrow(text: str) -> str:
    """The text with full-width letters and figures made half-width, as long as it was."""
    return _IN_NUMERAL.sub(lambda found: chr(ord(found[0]) - _TO_ASCII), text.translate(_LATIN))


def narrow_article(article: Article) -> tuple[Article, tuple[Finding, ...]]:
    """An article with half-width letters and figures in headline group, captions, matter and body, and their count."""
    article, count = mend(article, narrow)
    if not count:
        return article, ()
    note = Finding(
        severity=Severity.INFO,
        code="latin-narrowed",
        article=article.id,
        file=article.file,
        characters=count,
        message=f"{count} full-width {'letters and figures were' if count > 1 else 'character was'} made half-width",
    )
    return article, (note,)
