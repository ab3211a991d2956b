"""Quotations over several paragraphs: each opens with a quotation mark, only the last closes with one (R8).

Looked for is a quotation that a paragraph leaves open and a later one closes; the paragraphs after the first that do
not open with “ are named. Where no later paragraph closes it, one mark was forgotten, and nothing is said here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from banmian.model import Finding, ParagraphKind, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banmian.model import Article, Paragraph

_OPEN, _CLOSE = "“", "”"
_FARTHEST = 12
"""Paragraphs within which a quotation must close to be one."""


class _Lacking(NamedTuple):
    """A paragraph (from 0) that goes on with a quotation, which the paragraph `since` opened, without a mark."""

    paragraph: int
    since: int


def check_quotations(article: Article) -> Iterator[Finding]:
    """R8: a finding for every paragraph inside a quotation that does not open with a quotation mark."""
    for paragraph, since in _lacking(article.paragraphs):
        yield Finding(
            severity=Severity.WARNING,
            code="quotation-not-reopened",
            message=f"the quotation that opens in paragraph {since + 1} goes on here without “ (R8)",
            hint="put “ before the first character, or close the quotation where it ends",
            article=article.id,
            paragraph=paragraph + 1,
            file=article.file,
            line=article.paragraphs[paragraph].line,
        )


def _lacking(paragraphs: Sequence[Paragraph]) -> list[_Lacking]:
    found: list[_Lacking] = []
    waiting: list[_Lacking] = []
    since: int | None = None
    for number, paragraph in enumerate(paragraphs):
        if paragraph.kind is ParagraphKind.SUBHEAD:
            continue
        text = paragraph.text
        opens, closes = text.find(_OPEN), text.find(_CLOSE)
        if since is not None and (number - since > _FARTHEST or 0 < opens < (closes if closes >= 0 else len(text))):
            since = None  # another quotation opens first: a mark was forgotten, or this was none
        if since is None:
            waiting = []
        elif opens != 0 and paragraph.kind is not ParagraphKind.VERSE:
            waiting.append(_Lacking(number, since))
        if closes >= 0:
            found += waiting
            waiting = []
            since = number if text.rfind(_OPEN) > text.rfind(_CLOSE) else None
        elif opens >= 0 and since is None:
            since = number
    return found
