"""A new issue folder: the designs are read, their slots filled, and all of it written whole or not at all."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from banmian.copydesk import settle
from banmian.faces import FaceLibrary
from banmian.intake import read_issue
from banmian.intake.source import problem
from banmian.intake.writer import article_text, new_folder
from banmian.layout import read_layout, read_layout_file
from banmian.making import make_plates
from banmian.model import Edition, Finding, InputError, Issue, Paper, Severity
from banmian.plan.assign import FRONT, INNER
from banmian.starter.drafts import PageDraft, draft_page
from banmian.starter.issue_file import commented
from banmian.starter.prose import Prose
from banmian.starter.sizing import issue_of, sized

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Sequence

    from banmian.layout import Layout

LAYOUTS = (FRONT, INNER)
"""The pages of an issue for which no design is named."""


class Started(NamedTuple):
    """The new issue as it reads back from its folder, and what is to be said of its pages."""

    issue: Issue
    findings: tuple[Finding, ...]


def start_issue(
    out: Path,
    paper: str,
    *,
    layouts: Sequence[str] = LAYOUTS,
    date: datetime.date | None = None,
    number: int | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Started:
    """Write the new issue folder `out`: a page for each of the `layouts`, names or files, filled with stand-ins.

    Raises InputError where `out` holds something already, or where a design does not exist or is wrong; nothing is
    written then.
    """
    findings: list[Finding] = []
    if date is None:
        import datetime

        date = datetime.date(2000, 1, 1)  # no clock is read: same input, same bytes
        findings.append(
            Finding(
                severity=Severity.INFO,
                code="date-not-named",
                message=f"no day of issue was named; {date.isoformat()} stands in its place",
                hint="say it with --date YYYY-MM-DD, or change `date` under [issue] in issue.toml",
            )
        )
    if not paper.strip():
        raise InputError(problem("paper-not-named", "the paper has no name", hint="expected: --paper NAME"))
    with new_folder(out) as folder:
        pages: list[PageDraft] = []
        prose = Prose()
        for page, layout in _numbered([_read(name, folder) for name in layouts]):
            progress(f"page {page}")
            draft, prose = draft_page(page, layout, prose)
            pages.append(draft)
            for name, data in draft.files.items():
                (folder / name).parent.mkdir(exist_ok=True)
                (folder / name).write_bytes(data)
        library = FaceLibrary()
        pages = list(sized(pages, str(folder), library, progress))
        issue = issue_of(pages, str(folder), Paper(name=paper), Edition(date=date, number=number))
        (folder / "articles").mkdir()
        for article in issue.articles:
            (folder / "articles" / f"{article.id}.md").write_text(article_text(article), "utf-8", newline="\n")
        (folder / "issue.toml").write_text(commented(issue, [page.layout for page in pages]), "utf-8", newline="\n")
        progress("checking")
        written, noted = settle(read_issue(folder))
        findings += (*noted, *make_plates(written, library)[0].findings)
    return Started(read_issue(out), tuple(findings))


def _numbered(layouts: Sequence[Layout]) -> list[tuple[int, Layout]]:
    """The designs with their page numbers: a spread 通版 is an even page and the one after it (N5)."""
    found = []
    number = 1
    for layout in layouts:
        if layout.sheet.spread and number % 2:
            number += 1
        found.append((number, layout))
        number += 2 if layout.sheet.spread else 1
    return found


def _read(name: str, folder: Path) -> Layout:
    """A design by name, or from a file, which is copied into the issue folder with the bases beside it."""
    if not (name.endswith(".toml") or "/" in name):
        return read_layout(name)
    file = Path(name)
    layout = read_layout_file(file)
    home = folder / "layouts"
    home.mkdir(exist_ok=True)
    while file.is_file():
        target = home / file.name
        if target.exists() and target.read_bytes() != file.read_bytes():
            message = f"two different layouts have the name {file.name}"
            raise InputError(problem("layout-twice", message, hint="give one of them another name", file=name))
        shutil.copyfile(file, target)
        base = tomllib.loads(file.read_text("utf-8-sig")).get("extends", "")
        if not base:
            break
        file = file.parent / f"{base}.toml"
    return layout
