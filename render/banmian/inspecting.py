"""Issues built and files read, each put to its rules: files to those of their standards, issues to the edition's."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Struct

from banmian.checker.inspection import InspectedFile, InspectedIssue, Inspection
from banmian.checker.sources import refuse, sources_of
from banmian.checker.wording import in_order, said, where
from banmian.conformance import Conformance
from banmian.intake.plant import DEFAULT, read_plant
from banmian.intake.source import problem
from banmian.model import Finding, InputError, Severity
from banmian.model.media import Media
from banmian.model.plant import PressOrder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from banmian.checker.fault import Fault, Rule
    from banmian.checker.wording import Language
    from banmian.model.plant import Plant


def inspect(
    paths: Sequence[Path],
    plant: Plant,
    *,
    conformance: Conformance | Literal["none"] | None = None,
    as_claimed: bool = False,
    ink: bool = True,
    order: PressOrder = PressOrder(ink=False),  # noqa: B008 - frozen
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


def check_pdf(source: Path | bytes, *, plant: str, ink: bool, language: Language) -> tuple[Finding, ...]:
    """Return the faults of one PDF as findings. Raises InputError where it cannot be read or there is no such plant."""
    name = "" if isinstance(source, bytes) else str(source)
    try:
        data = source if isinstance(source, bytes) else source.read_bytes()
    except OSError as error:
        raise InputError(problem("unreadable", f"it cannot be read: {error.strerror}", file=name)) from None
    asked = read_plant(plant or DEFAULT).plant
    checked = _file(name, data, asked if plant else _as_claimed(asked, data), None, ink)(0, "")
    return tuple(_as_finding(fault, name, language) for fault in checked.faults)


def _as_finding(fault: Fault, file: str, language: Language) -> Finding:
    words = said(fault, language)
    place = f"{where(fault.page, fault.place, language)}: " if fault.place else ""
    return Finding(
        severity=fault.severity,
        code=fault.rule,
        message=f"{place}{words.what}",
        hint=words.do,
        file=file,
        page=fault.page,
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
    path: Path, order: PressOrder, progress: Callable[[str], None]
) -> tuple[InspectedIssue, list[tuple[str, bytes, int]]]:
    """An issue made up in memory: its faults, and its press files with their pages."""
    from banmian.newspaper import make_newspaper
    from banmian.preflight.edition import check_edition

    newspaper = make_newspaper(path, press=order, progress=progress)
    made = newspaper.render("press", progress=progress)
    press = [name for name in made if Media.of(name) is Media.PDF]
    pages = [(Path(name).name, made[name], plate.page) for name, plate in zip(press, newspaper.printed, strict=True)]
    progress("edition")
    files = {page: data for _, data, page in pages}
    faults = check_edition(newspaper.issue, newspaper.plates, files, {one.article for one in newspaper.overset})
    date = newspaper.issue.edition.date.isoformat()
    title = f"{newspaper.issue.paper.name} {date}"
    return InspectedIssue(name=str(path), title=title, faults=in_order(faults), findings=newspaper.findings), pages


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
