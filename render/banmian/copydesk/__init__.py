"""copydesk 文稿: copy as it came in, made ready to be set. No character is added or taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from banmian.model import Article, Finding, Issue

__all__ = ["edit", "edit_article"]


def edit(issue: Issue) -> tuple[Issue, tuple[Finding, ...]]:
    """Edit every article of an issue, and the titles of its pages."""
    from msgspec.structs import replace

    from banmian.copydesk.punctuation import widen

    edited = [edit_article(article) for article in issue.articles]
    pages = tuple(replace(page, titles=tuple(widen(title) for title in page.titles)) for page in issue.pages)
    articles = tuple(article for article, _ in edited)
    return replace(issue, pages=pages, articles=articles), tuple(note for _, notes in edited for note in notes)


def edit_article(article: Article) -> tuple[Article, tuple[Finding, ...]]:
    """Edit an article: full-width marks in Chinese text, then the lead-ins, which are told by those marks."""
    from banmian.copydesk.leadins import mark_lead_ins
    from banmian.copydesk.punctuation import widen_article

    article, widened = widen_article(article)
    article, led = mark_lead_ins(article)
    return article, (*widened, *led)
