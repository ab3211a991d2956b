"""From a page of an e-paper, pasted as text, to an issue folder: what `banmian convert` does."""

from __future__ import annotations

import datetime
from pathlib import Path

from banmian.copydesk import edit
from banmian.intake.epaper import EpaperPage, read_epaper
from banmian.intake.writer import write_issue
from banmian.model import Edition, Finding, Issue, Paper, Severity

NO_PAPER = "报名待填"
NO_DATE = datetime.date(2000, 1, 1)
"""What stands where neither the page nor an option says it. No clock is read: same input, same bytes."""


def convert_page(
    source: Path | bytes,
    out: Path | None = None,
    *,
    paper: str = "",
    date: datetime.date | None = None,
    number: int | None = None,
) -> tuple[Issue, tuple[Finding, ...]]:
    """Read a pasted page, edit its copy, and write it as the new issue folder `out` if one is named.

    `paper`, `date` and `number` (总第N期) are what such a page mostly does not say; given, they count before what it
    says. Returns the issue, as it reads back from the folder, and what a person should know. Raises InputError where
    the source is no article page or `out` holds something already; nothing is written then.
    """
    name = source.name if isinstance(source, Path) else ""
    page, read = read_epaper(source)
    issue, named = _as_issue(page, name, paper, date, number)
    issue, edited = edit(issue)
    return write_issue(issue, out) if out else issue, (*read, *named, *edited)


def _as_issue(
    page: EpaperPage, file: str, paper: str, date: datetime.date | None, number: int | None
) -> tuple[Issue, tuple[Finding, ...]]:
    """The page as an issue of its own, named by the options, else by the page, else by a stand-in with a note."""
    findings = []

    def note(code: str, message: str, hint: str) -> None:
        findings.append(Finding(severity=Severity.INFO, code=code, message=message, hint=hint, file=file))

    if not paper and not page.paper:
        note(
            "paper-not-named",
            f"the page does not name its paper; “{NO_PAPER}” stands in its place",
            "say it with --paper NAME, or change `name` under [paper] in issue.toml",
        )
    if not date and page.date:
        note(
            "date-from-page",
            f"the issue is dated {page.date.isoformat()}, as the page says",
            "say another with --date YYYY-MM-DD",
        )
    elif not date:
        note(
            "date-not-named",
            f"the page does not say its date; {NO_DATE.isoformat()} stands in its place",
            "say it with --date YYYY-MM-DD, or change `date` under [issue] in issue.toml",
        )
    issue = Issue(
        paper=Paper(name=paper or page.paper or NO_PAPER),
        edition=Edition(date=date or page.date or NO_DATE, number=number or page.issue),
        pages=page.pages(),
        articles=(page.article,),
    )
    return issue, tuple(findings)
