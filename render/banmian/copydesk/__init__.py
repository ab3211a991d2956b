"""copydesk 文稿: copy as it came in, made ready to be set. No character is added or taken away.

`edit` mends copy that no editor has seen, a converted page. Copy that an editor wrote is his: `settle` mends in it only
what the issue's own settings ask for, marks the questions of interviews, and else says what it finds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from banmian.model import Article, Finding, Issue

__all__ = ["edit", "edit_article", "settle"]


def edit(issue: Issue) -> tuple[Issue, tuple[Finding, ...]]:
    """Edit every article of an issue, and the titles of its pages."""
    from msgspec.structs import replace

    from banmian.copydesk.punctuation import widen
    from banmian.copydesk.widths import narrow

    edited = [edit_article(article) for article in issue.articles]
    pages = tuple(replace(page, titles=tuple(widen(narrow(title)) for title in page.titles)) for page in issue.pages)
    articles = tuple(article for article, _ in edited)
    return replace(issue, pages=pages, articles=articles), tuple(note for _, notes in edited for note in notes)


def edit_article(article: Article) -> tuple[Article, tuple[Finding, ...]]:
    """Edit an article: half-width letters and figures, full-width marks in Chinese text, then the lead-ins.

    In this order: a mark is told by the figures beside it, and a lead-in by its marks.
    """
    from banmian.copydesk.leadins import mark_lead_ins
    from banmian.copydesk.punctuation import widen_article
    from banmian.copydesk.widths import narrow_article

    article, narrowed = narrow_article(article)
    article, widened = widen_article(article)
    article, led = mark_lead_ins(article)
    return article, (*narrowed, *widened, *led)


def settle(issue: Issue) -> tuple[Issue, tuple[Finding, ...]]:
    """An edited issue with what its `[copydesk]` settings mend, and what an editor should look at (R8)."""
    from msgspec.structs import replace

    from banmian.copydesk.quotations import check_quotations

    notes: list[Finding] = []
    if "half" in (issue.copydesk.full_width_latin, issue.composition.widths):
        from banmian.copydesk.widths import narrow, narrow_article

        settled = [narrow_article(article) for article in issue.articles]
        notes += [note for _, some in settled for note in some]
        pages = tuple(replace(page, titles=tuple(map(narrow, page.titles))) for page in issue.pages)
        issue = replace(issue, pages=pages, articles=tuple(article for article, _ in settled))
    notes += [finding for article in issue.articles for finding in check_quotations(article)]
    if any(article.keys.form == "interview" for article in issue.articles):
        from banmian.copydesk.interviews import mark_interview

        issue = replace(issue, articles=tuple(mark_interview(article) for article in issue.articles))
    return issue, tuple(notes)
