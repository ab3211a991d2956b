"""What a path given to preflight stands for: an issue to be built, or PDF files as they are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from banmian.model import Finding, InputError, Severity
from banmian.model.media import Media

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_refusal = partial(Finding, severity=Severity.ERROR)
HEADER = 1024
"""A PDF says %PDF- within so many bytes."""


class Sources(NamedTuple):
    """Issues and PDF files in the order in which they were given, and what of the given paths is neither."""

    issues: tuple[Path, ...]
    pdfs: tuple[Path, ...]
    reports: tuple[Path, ...]
    """report.json of built issues whose press files stand among the PDFs."""
    findings: tuple[Finding, ...]


def sources_of(paths: Iterable[Path]) -> Sources:
    """Sort the given paths: an issue folder or issue.json, a PDF, a folder of PDFs, the OUT folder of a build."""
    issues: list[Path] = []
    pdfs: list[Path] = []
    reports: list[Path] = []
    findings: list[Finding] = []
    for path in paths:
        try:
            if path.is_dir():
                if (path / "issue.toml").is_file() or (path / "issue.json").is_file():
                    issues.append(path)
                    continue
                folder = path / "press" if (path / "press").is_dir() else path
                some = sorted(file for file in folder.iterdir() if Media.of(file) is Media.PDF and file.is_file())
                if not some:
                    hint = "expected: an issue folder, a folder of PDFs, or the folder of a build"
                    findings.append(
                        _refusal(
                            code="nothing-to-check", message="no issue and no PDF is there", file=str(path), hint=hint
                        )
                    )
                if folder != path and (path / "report.json").is_file():
                    reports.append(path / "report.json")
                pdfs += some
            elif path.suffix.lower() == ".json":
                issues.append(path)
            else:
                findings += _not_a_pdf(path)
                pdfs += [] if findings and findings[-1].file == str(path) else [path]
        except OSError as error:
            findings.append(_refusal(code="unreadable", message=f"it cannot be read: {error.strerror}", file=str(path)))
    return Sources(tuple(issues), tuple(pdfs), tuple(reports), tuple(findings))


def _not_a_pdf(path: Path) -> Iterable[Finding]:
    if not path.exists():
        yield _refusal(code="missing-file", message="the file does not exist 文件不存在", file=str(path))
        return
    with path.open("rb") as file:
        if b"%PDF-" not in file.read(HEADER):
            hint = "expected: an issue folder, issue.json, PDFs, or a folder of PDFs"
            yield _refusal(code="not-a-pdf", message="it is no PDF 不是 PDF 文件", file=str(path), hint=hint)


def refuse(findings: tuple[Finding, ...]) -> None:
    """Raise InputError where nothing is left to be checked."""
    if findings:
        raise InputError(*findings)
