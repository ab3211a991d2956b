"""What a person should know of a page that was read: lines that found no place, and what was taken for granted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banmian.intake.epaper.labels import Numbering
    from banmian.intake.epaper.lines import Line
    from banmian.intake.epaper.page import EpaperPage


def lines_left(
    left: Sequence[Line], lines: Sequence[Line], credits_over: Sequence[str], file: str
) -> Iterator[Finding]:
    """Text that no rule knows, and what the page says that an issue has no place for."""
    for line in left:
        yield Finding(
            severity=Severity.WARNING,
            code="line-left-out",
            message=f"“{line.text}” is no part of the article that a rule knows, and was left out",
            hint="add it to the article or the page if it belongs there",
            file=file,
            line=line.number,
        )
    untold = [(text, line.number) for line in lines for text in line.facts.untold]
    over = [(text, next((line.number for line in lines if text in line.text), 0)) for text in credits_over]
    for text, number in (*untold, *over):
        yield Finding(
            severity=Severity.INFO,
            code="line-left-out",
            message=f"“{text}” was left out: an issue has no place for it",
            hint="add it to the article or to a photo's credit if it is to stand there",
            file=file,
            line=number,
        )


def page_notes(page: EpaperPage, labelled: bool, from_mark: bool, pages: Numbering, file: str) -> Iterator[Finding]:
    """Page numbers that the page does not say as they are, and a text that is missing.

    `labelled`: the page says its number; `from_mark`: a jump mark says it.
    """
    if not page.article.paragraphs:
        yield Finding(
            severity=Severity.WARNING,
            code="no-body",
            message="the article has a headline but no text",
            hint="paste the text of the article too",
            file=file,
        )
    if not labelled:
        source = ", from the mark where the article came from" if from_mark else ""
        yield Finding(
            severity=Severity.INFO,
            code="page-not-named",
            message=f"the page does not say its number; taken as page {page.number}{source}",
            hint="set `number` under [[page]] in issue.toml if it is another",
            file=file,
        )
    if pages.several:
        parts = ", ".join(f"{part}1 is page {before + 1}" for part, before in sorted(pages.before.items()) if before)
        yield Finding(
            severity=Severity.INFO,
            code="pages-counted-on",
            message=f"the parts of the paper are counted as one: {parts}",
            hint="set `number` under [[page]] in issue.toml if the paper counts otherwise",
            file=file,
        )
    if page.home != page.number:
        yield Finding(
            severity=Severity.INFO,
            code="pasted-from-jump",
            message=f"page {page.number} was pasted, but the article begins on page {page.home}",
            hint="nothing, if that is so: it stands there and goes on from there",
            file=file,
            page=page.home,
        )
