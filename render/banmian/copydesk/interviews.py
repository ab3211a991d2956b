"""Interviews 访谈: questions bold from end to end, of answers the label (R7).

A question begins with 问： or with who asks it (记者：, 主持人：), an answer with 答： or with a name, which is told by
its coming back. No character is added or taken away: the marks are spans.
"""

from __future__ import annotations

import re
from collections import Counter

from msgspec.structs import replace

from banmian.model import Article, Paragraph, ParagraphKind, Span, SpanStyle

_LABEL = re.compile(r"[^\s：:，。、；？！“”「」（）]{1,8}[：:]")
_QUESTION = re.compile(r"(?:问|Q|主持人|\w{0,6}记者)[：:]")
_ANSWER = re.compile(r"(?:答|A)[：:]")
_RETURNS = 2
"""How often a name must stand before ： at the start of a paragraph for the paragraphs to be answers of his."""


def mark_interview(article: Article) -> Article:
    """The article with its questions and the labels of its answers as lead-ins, if its form is an interview.

    Paragraphs with a lead-in of their own stay as the editor wrote them.
    """
    if article.keys.form != "interview":
        return article
    labels = Counter(label for paragraph in article.paragraphs if (label := _label(paragraph)))
    names = {label for label, count in labels.items() if count >= _RETURNS}
    return replace(article, paragraphs=tuple(_marked(paragraph, names) for paragraph in article.paragraphs))


def _label(paragraph: Paragraph) -> str:
    found = _LABEL.match(paragraph.text) if paragraph.kind is ParagraphKind.BODY else None
    return found[0] if found else ""


def _marked(paragraph: Paragraph, names: set[str]) -> Paragraph:
    label = _label(paragraph)
    if not label or any(span.style is SpanStyle.LEAD_IN for span in paragraph.spans):
        return paragraph
    if _QUESTION.fullmatch(label):
        end = len(paragraph.text)
    elif _ANSWER.fullmatch(label) or label in names:
        end = len(label)
    else:
        return paragraph
    return replace(paragraph, spans=(Span(0, end, SpanStyle.LEAD_IN), *paragraph.spans))
