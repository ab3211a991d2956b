"""Lead-ins 段首提示: the bold opening sentence of paragraphs that are built alike.

A web page loses the bold face; the form shows what it was. A sentence is a candidate if it opens a paragraph, ends
in 。 within 30 characters, has text behind it, and is no quotation and no report (会议指出，…). Candidates are parallel
where they have as many clauses, the first clause as long to the character and the others to within two. They become
lead-ins where

- two or more of two or three clauses are parallel, 12 characters each or more (three or more: 8), or
- three or more of one clause are parallel, five characters or more,

and they open at least one paragraph in six of the article: two short openings in a long feature are chance.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from banmian.model import Article, Finding, Paragraph, ParagraphKind, Severity, Span, SpanStyle

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 30
"""Characters of the longest lead-in, with its marks."""
_SENTENCE = re.compile(rf"([^。！？!?；;：:\n]{{4,{LONGEST - 1}}}。)(?=\S)")
_REPORT = re.compile(
    r"(?:指出|强调|要求|认为|表示|提出|介绍|告诉|说|道|获悉|了解到|看到|来到|时|后|来|日|月|年|天|中)$"
)
"""How the first clause of a report or of a time ends: its sentence is no lead-in."""
_NEAR = 2
"""Characters by which the later clauses of parallel sentences may differ."""
_SHARE = 6


class _Opening(NamedTuple):
    paragraph: int
    length: int
    clauses: tuple[int, ...]


def mark_lead_ins(article: Article) -> tuple[Article, tuple[Finding, ...]]:
    """The article with its lead-ins as spans, and a note that says where. Lead-ins that are there already stay."""
    if any(span.style is SpanStyle.LEAD_IN for paragraph in article.paragraphs for span in paragraph.spans):
        return article, ()
    found = _lead_ins(article.paragraphs)
    if not found:
        return article, ()
    paragraphs = tuple(
        replace(paragraph, spans=(Span(0, found[n], SpanStyle.LEAD_IN), *paragraph.spans)) if n in found else paragraph
        for n, paragraph in enumerate(article.paragraphs)
    )
    shown = ", ".join(str(n + 1) for n in sorted(found))
    note = Finding(
        severity=Severity.INFO,
        code="lead-ins",
        article=article.id,
        message=f"the opening sentences of paragraphs {shown} are built alike and were made lead-ins",
        hint="take the ** out of the article's text where one is none",
    )
    return Article(keys=article.keys, paragraphs=paragraphs, file=article.file), (note,)


def _lead_ins(paragraphs: Sequence[Paragraph]) -> dict[int, int]:
    """The length of the lead-in of each paragraph that has one."""
    openings = [opening for n, paragraph in enumerate(paragraphs) if (opening := _opening(n, paragraph))]
    body = sum(paragraph.kind is ParagraphKind.BODY for paragraph in paragraphs)
    found: dict[int, int] = {}
    for opening in openings:
        alike = [other for other in openings if _parallel(opening, other)]
        if _enough(alike) and len(alike) * _SHARE >= body:
            found[opening.paragraph] = opening.length
    return found


def _opening(number: int, paragraph: Paragraph) -> _Opening | None:
    sentence = _SENTENCE.match(paragraph.text) if paragraph.kind is ParagraphKind.BODY else None
    if not sentence or sentence[1][0] in "“‘「『（(":
        return None
    clauses = sentence[1][:-1].split("，")
    if (len(clauses) > 1 and _REPORT.search(clauses[0])) or re.match(r"[\d\s]*\d", clauses[0]):
        return None
    lengths = tuple(len(re.sub(r"[\W_]", "", clause)) for clause in clauses)
    if min(lengths) < 3 or len(lengths) > 3:
        return None
    return _Opening(number, sentence.end(1), lengths)


def _parallel(one: _Opening, other: _Opening) -> bool:
    return (
        len(one.clauses) == len(other.clauses)
        and one.clauses[0] == other.clauses[0]
        and all(abs(a - b) <= _NEAR for a, b in zip(one.clauses[1:], other.clauses[1:], strict=True))
    )


def _enough(alike: Sequence[_Opening]) -> bool:
    least = min(sum(opening.clauses) for opening in alike)
    if len(alike[0].clauses) == 1:
        return len(alike) >= 3 and least >= 5
    return (len(alike) >= 2 and least >= 12) or (len(alike) >= 3 and least >= 8)
