"""What stands for an article on another page: forms of its headline from long to short, and how it begins (D1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.makeup.heads.scaling import without_end
from banmian.model import ParagraphKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banmian.model import Article

LEAST_FORM = 6
"""Characters of the shortest part of a headline that says something by itself."""
_PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "「": "」", "『": "』", "【": "】"}
_CLAUSE_ENDS = "，；！？ "
_SENTENCE_ENDS = "。！？"


def forms(article: Article) -> tuple[str, ...]:
    """The headline on one line, its short form, and its beginning up to a mark or a line turn: cut where the sense
    allows it, never with ……
    """
    title = without_end(article.title)
    cut = [title[:at].rstrip("，； ") for at in _clauses(title)]
    short = without_end(article.short)
    known = [title, *([short] if article.keys.short else []), *(part for part in reversed(cut) if _speaks(part))]
    return tuple(dict.fromkeys([*known, short]))


def openings(article: Article) -> tuple[str, ...]:
    """How an article may be told in a sentence, from long to short: its summary, or its first sentences, or these up to
    the end of a clause.
    """
    given = article.summary or tuple(p.text for p in article.paragraphs if p.kind is ParagraphKind.BODY)[:1]
    found: list[str] = ["".join(given)] if article.summary else []
    for text in given[:1]:
        ends = [at for at in _ends(text, _SENTENCE_ENDS) if at <= len(text)]
        found += [text[:at] for at in reversed(ends)]
        first = text[: ends[0]] if ends else text
        found += [part for at in reversed(list(_clauses(first))) if _speaks(part := first[:at].rstrip("，； "))]
    return tuple(dict.fromkeys(found))


def _speaks(part: str) -> bool:
    return len(part) >= LEAST_FORM


def _clauses(text: str) -> Iterator[int]:
    return (at for at in _ends(text, _CLAUSE_ENDS) if at < len(text))


def _ends(text: str, marks: str) -> Iterator[int]:
    """The places behind one of the marks, and behind what closes with it, where no quotation or title is open."""
    open_: list[str] = []
    after = False
    for at, character in enumerate(text):
        if character in _PAIRS:
            if after and not open_:
                yield at
            after = False
            open_.append(_PAIRS[character])
        elif open_ and character == open_[-1]:
            open_.pop()
        else:
            if after and not open_ and character not in marks:
                yield at
            after = character in marks
    if after and not open_:
        yield len(text)
