"""The issue folder: `issue.toml`, `articles/*.md`, pictures and adverts beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from banmian.intake import frontmatter, markup
from banmian.intake.locate import TomlLines
from banmian.intake.source import Lines, convert, parse_toml, places, problem, read_text
from banmian.model import (
    Article,
    ArticleKeys,
    Copydesk,
    Edition,
    FaceChoice,
    Finding,
    InputError,
    Issue,
    JumpStyle,
    Page,
    Paper,
    Setting,
)
from banmian.model.keys import Keys

if TYPE_CHECKING:
    from pathlib import Path


class IssueFile(Keys, frozen=True, kw_only=True):
    """The keys of `issue.toml`."""

    paper: Paper
    issue: Edition
    page: tuple[Page, ...]
    fonts: dict[str, FaceChoice] = {}
    copydesk: Copydesk = Copydesk()
    composition: Setting = Setting()
    jumps: JumpStyle = JumpStyle()


def read(folder: Path) -> tuple[Issue, dict[str, Lines]]:
    """The issue of a folder, and for each source file the lines of its keys. Raises InputError with all findings."""
    if not folder.is_dir():
        raise InputError(
            problem(
                "missing-file",
                "there is no such issue folder",
                file=str(folder),
                hint="expected: a folder with issue.toml, or an issue.json",
            )
        )
    findings: list[Finding] = []
    lines: dict[str, Lines] = {}
    head = _attempt(findings, lambda: _read_issue_toml(folder, lines))
    articles = []
    for path in sorted((folder / "articles").glob("*.md")):
        article = _attempt(findings, lambda path=path: _read_article(folder, path, lines))
        if article:
            articles.append(article)
    if findings or head is None:
        raise InputError(*findings)
    return Issue(
        paper=head.paper,
        edition=head.issue,
        pages=head.page,
        articles=tuple(articles),
        fonts=head.fonts,
        copydesk=head.copydesk,
        composition=head.composition,
        jumps=head.jumps,
        places=places(head.page, head.fonts, "issue.toml", lines["issue.toml"], "page"),
        folder=str(folder),
    ), lines


def _attempt(findings: list[Finding], step: Any) -> Any:
    """Run a step; keep what is wrong and go on, so that an editor sees all of it at once."""
    try:
        return step()
    except InputError as error:
        findings.extend(error.findings)
        return None


def _read_issue_toml(folder: Path, lines: dict[str, Lines]) -> IssueFile:
    text = read_text(folder / "issue.toml", "issue.toml")
    raw = parse_toml(text, "issue.toml")
    lines["issue.toml"] = TomlLines(text)
    return convert(raw, IssueFile, file="issue.toml", lines=lines["issue.toml"])


def _read_article(folder: Path, path: Path, lines: dict[str, Lines]) -> Article:
    file = path.relative_to(folder).as_posix()
    raw, lines[file], body, first_line = frontmatter.split(read_text(path, file), file)
    keys = convert(raw, ArticleKeys, file=file, lines=lines[file])
    read = markup.read_body(body, first_line, poem=keys.form == "poem")
    if read.faults:
        raise InputError(
            *(
                problem(fault.code, fault.message, hint=fault.hint, file=file, line=line, article=keys.id)
                for line, fault in read.faults
            )
        )
    return Article(keys=keys, paragraphs=read.paragraphs, file=file)
