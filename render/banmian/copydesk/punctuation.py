"""ASCII , ; : ! ? that stand in Chinese text as the full-width marks ，；：！？ that print has there.

The rule, first match counts, for a mark between the characters before and after it (?! and other runs are as one):

1. A comma or colon between two figures stays: 1,500, 3:2, 10:30. In an address (http://…, www.…, a@b.cn) it stays.
2. Inside quotation marks or brackets that hold Latin and no Chinese it stays: “Hello, world!”.
3. Next to a Chinese character or a full-width mark it is full-width: 战“疫”打响以来,市直机关.
4. Behind two or more Latin words, before a blank or the end, it stays: it ends a Latin sentence.
5. Else the nearest letter on each side decides, past figures, quotation marks, blanks and signs: full-width where one
   of them is Chinese (“7+24”,50名; 增长5%,6月), left alone where both are Latin (vitamin A, B). On the left one Latin
   word is passed too: a word in a Chinese sentence (测定DNA,RNA) is part of it.

Every mark becomes one mark, so offsets in the text stay true. The blank after a mark, if any, stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banmian.copydesk.texts import mend
from banmian.model import Finding, Severity

if TYPE_CHECKING:
    from banmian.model import Article

_WIDE = str.maketrans(",;:!?", "，；：！？")
_MARKS = re.compile(r"[,;:!?]")
_CHINESE = r"\u2e80-\u2fff\u3005-\u3007\u3040-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_WIDE_MARKS = r"\u3001\u3002\u3008-\u3011\u3014-\u301b\uff01-\uff60…—"
_NEAR = re.compile(f"[{_CHINESE}{_WIDE_MARKS}]")
_HAN = re.compile(f"[{_CHINESE}]")
_LETTER = re.compile(rf"[{_CHINESE}]|[^\W\d_]")
_WORD = re.compile(rf"[{_CHINESE}{_WIDE_MARKS}]|[^\W\d_{_CHINESE}{_WIDE_MARKS}]+")
_CHINESE_END = re.compile(f"[{_CHINESE}{_WIDE_MARKS}][,;:!?]*$")
_CHINESE_START = re.compile(f"[,;:!?]*[{_CHINESE}{_WIDE_MARKS}]")
_ADDRESS = re.compile(
    r"(?:[a-zA-Z][a-zA-Z0-9+.\-]*://|www\.)[!-~]+|[\w.+\-]+@[a-zA-Z0-9\-]+(?:\.[a-zA-Z0-9\-]+)+", re.ASCII
)
_PASSAGE = re.compile(
    r"“([^“”]*)”|‘([^‘’]*)’|\"([^\"]*)\"|\(([^()]*)\)|（([^（）]*)）|「([^「」]*)」|『([^『』]*)』|《([^《》]*)》"
)
_LATIN_RUN = re.compile(r"[A-Za-z0-9 ,;:'\"’.\-]*$")
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_LOOK_AROUND = 200
"""Characters on each side of a mark that are looked at."""


def widen(text: str) -> str:
    """The text with its ASCII marks made full-width where they stand in Chinese, as long as it was."""
    kept = _kept(text)
    for found in _MARKS.finditer(text):
        at = found.start()
        if not any(start <= at < end for start, end in kept) and _in_chinese(text, at):
            text = text[:at] + text[at].translate(_WIDE) + text[at + 1 :]
    return text


def widen_article(article: Article) -> tuple[Article, tuple[Finding, ...]]:
    """An article with full-width marks in headline group, captions, matter and body, and a note that counts them."""
    edited, count = mend(article, widen)
    if not count:
        return article, ()
    note = Finding(
        severity=Severity.INFO,
        code="punctuation-widened",
        article=article.id,
        characters=count,
        message=f"{count} ASCII mark{'s were' if count > 1 else ' was'} made full-width",
    )
    return edited, (note,)


def _kept(text: str) -> list[tuple[int, int]]:
    """Stretches in which every mark stays: addresses, and passages in another script."""
    found = [
        (address.start(), address.start() + len(re.sub(r"[,;:!?]+$", "", address[0])))
        for address in _ADDRESS.finditer(text)
    ]
    for passage in _PASSAGE.finditer(text):
        inner = passage[passage.lastindex or 0]
        if re.search(r"[A-Za-z]", inner) and not _HAN.search(inner):
            found.append(passage.span())
    return found


def _in_chinese(text: str, at: int) -> bool:
    if text[at] in ",:" and _is_figure(text[at - 1 : at]) and _is_figure(text[at + 1 : at + 2]):
        return False
    before = text[max(0, at - _LOOK_AROUND) : at]
    after = text[at + 1 : at + _LOOK_AROUND]
    if _CHINESE_END.search(before) or _CHINESE_START.match(after):
        return True
    if (not after or after[0].isspace()) and _ends_latin_sentence(before):
        return False
    words = _WORD.findall(before)[-2:]
    left = words[-1] if words and _NEAR.match(words[-1]) else "".join(words[:-1])
    right = _LETTER.search(after)
    return bool(_NEAR.match(left) or (right and _HAN.match(right[0])))


def _is_figure(character: str) -> bool:
    return character.isascii() and character.isdigit()


def _ends_latin_sentence(before: str) -> bool:
    run = _LATIN_RUN.search(before)
    return before[-1:].isalnum() and run is not None and len(_LATIN_WORD.findall(run[0])) >= 2
