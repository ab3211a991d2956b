"""Issues built and files read, each put to its rules: files to those of their standards, issues to the edition's."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Struct

from banmian.checker.inspection import InspectedFile, InspectedIssue, Inspection
from banmian.checker.sources import refuse, sources_of
from banmian.checker.wording import in_order
from banmian.conformance import Conformance
from banmian.model import Finding, Severity
from banmian.model.media import Media

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from banmian.checker.fault import Fault, Rule
    from banmian.model.plant import Plant, PressOrder


def inspect(
    paths: Sequence[Path],
    plant: Plant,
    *,
    conformance: Conformance | Literal["none"] | None = None,
    as_claimed: bool = False,
    ink: bool = True,
    order: PressOrder | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Inspection:
    """Check issues and PDF files. Raises InputError where nothing of what is given can be checked.

    `conformance` stands in place of what files claim; "none" asks for nothing but what every plant does. `as_claimed`
    takes a file for what it says it is, PDF/X-1a as well as PDF/X-4, where no plant asks for one of them. `order` is
    what the press files of issues are built for; `ink` is whether ink is measured, the slow part.
    """

    def plant_for(data: bytes) -> Plant:
        return _as_claimed(plant, data) if as_claimed else plant

    sources = sources_of(paths)
    files: list[InspectedFile] = []
    issues: list[InspectedIssue] = []
    if not sources.issues and not sources.pdfs:
        refuse(sources.findings)
    for path in sources.issues:
        issue, pages = _issue(path, order, progress)
        issues.append(issue)
        for name, data, plate in pages:
            progress(name)
            files.append(_file(name, data, plant_for(data), conformance, ink)(plate, issue.title))
    for report in sources.reports:
        issues.append(_built(report))
    for path in sources.pdfs:
        progress(path.name)
        data = path.read_bytes()
        files.append(_file(str(path), data, plant_for(data), conformance, ink)(0, ""))
    return Inspection(
        plant=plant.name,
        ink=ink,
        conformance=conformance.level.option if isinstance(conformance, Conformance) else conformance or "",
        files=tuple(files),
        issues=tuple(issues),
        refused=sources.findings,
    )


def _as_claimed(plant: Plant, data: bytes) -> Plant:
    """Return the plant asking for the conformance level that a file claims, where that is one of ours."""
    import pikepdf
    from msgspec.structs import replace

    from banmian.checker.content.reading import BROKEN
    from banmian.checker.document import claimed_standards

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            found = claimed_standards(pdf)
    except (pikepdf.PasswordError, *BROKEN):  # the checker will say so
        return plant
    return replace(plant, conformance=Conformance.of_standards(found) or plant.conformance)


def _file(
    name: str, data: bytes, plant: Plant, conformance: Conformance | Literal["none"] | None, ink: bool
) -> Callable[[int, str], InspectedFile]:
    from banmian.checker.check import check_file
    from banmian.checker.rules import rules

    standards = conformance.level.standards if isinstance(conformance, Conformance) else () if conformance else None
    checked = check_file(data, plant, standards=standards, ink=ink)
    faults = checked.faults
    if conformance == "none":  # what no standard asks for but every plant
        faults = tuple(one for one in faults if _is_asked_by_all(one, rules()))
    return lambda plate, issue: InspectedFile(
        name=name, data=data, faults=in_order(faults), summary=checked.summary, plate=plate, issue=issue
    )


def _is_asked_by_all(fault: Fault, known: dict[str, Rule]) -> bool:
    return fault.rule != "claim-missing" and (fault.rule not in known or "plant" in known[fault.rule].applies)


def _issue(
    path: Path, order: PressOrder | None, progress: Callable[[str], None]
) -> tuple[InspectedIssue, list[tuple[str, bytes, int]]]:
    """An issue built into a folder that goes away again: its faults, and its press files with their pages."""
    from banmian.build import build
    from banmian.preflight.edition import check_edition

    with tempfile.TemporaryDirectory(prefix="banmian-") as folder:
        result = build(path, Path(folder), only=("press",), press=order, progress=progress)
        press = [file for file in result.files if Media.of(file) is Media.PDF]
        pages = [(file.name, file.read_bytes(), plate.page) for file, plate in zip(press, result.plates, strict=False)]
    assert result.issue is not None, "a build has its issue"
    progress("edition")
    files = {page: data for _, data, page in pages}
    faults = check_edition(result.issue, result.plates, files, result.findings)
    date = result.issue.edition.date.isoformat()
    title = f"{result.issue.paper.name} {date}"
    return InspectedIssue(name=str(path), title=title, faults=in_order(faults), findings=result.findings), pages


def _built(report: Path) -> InspectedIssue:
    """What a build said of its issue, from its report.json; the edition's rules need the issue itself."""

    class Report(Struct, frozen=True):
        paper: str = ""
        date: str = ""
        findings: tuple[Finding, ...] = ()

    try:
        read = msgspec.json.decode(report.read_bytes(), type=Report)
    except msgspec.MsgspecError as error:
        unread = Finding(
            severity=Severity.WARNING, code="unreadable-report", message=f"it cannot be read: {error}", file=str(report)
        )
        return InspectedIssue(name=str(report), title=report.name, faults=(), findings=(unread,))
    return InspectedIssue(name=str(report), title=f"{read.paper} {read.date}", faults=(), findings=read.findings)
