"""Issues built and files read, each put to its rules: the files to those of its claims, an issue to the edition's."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from banmian.inspection.sources import refuse, sources_of
from banmian.model import Finding, Severity
from banmian.model.plant import Claim
from banmian.preflight.files.fault import Fault, Rule
from banmian.preflight.files.summary import Summary
from banmian.preflight.files.wording import in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from banmian.model.plant import Plant, PressOrder

CLAIMS: dict[str, tuple[str, ...] | None] = {
    "": None,
    "x4": ("x4",),
    "x1a": ("x1a",),
    "x4-a2u": ("x4", "a2u"),
    "none": (),
}
"""What --claim puts in place of the claims of a file; None leaves them."""


class InspectedFile(Struct, frozen=True, kw_only=True):
    """A PDF with its faults. `plate` is the page of the paper that it is, 0 where that is not known."""

    name: str
    data: bytes
    faults: tuple[Fault, ...]
    summary: Summary
    plate: int = 0
    issue: str = ""

    @property
    def good(self) -> bool:
        """Whether no fault is of error level."""
        return all(fault.severity is not Severity.ERROR for fault in self.faults)


class InspectedIssue(Struct, frozen=True, kw_only=True):
    """An issue: the faults of the edition, whose pages are those of the paper, and what its build has said."""

    name: str
    title: str
    faults: tuple[Fault, ...]
    findings: tuple[Finding, ...]

    @property
    def good(self) -> bool:
        """Whether nothing is of error level."""
        return all(
            severity is not Severity.ERROR
            for severity in (*(one.severity for one in self.faults), *(one.severity for one in self.findings))
        )


class Inspection(Struct, frozen=True, kw_only=True):
    """All that was checked, against what, and what could not be."""

    plant: str
    ink: bool
    claim: str
    files: tuple[InspectedFile, ...]
    issues: tuple[InspectedIssue, ...]
    refused: tuple[Finding, ...] = ()

    @property
    def good(self) -> bool:
        """Whether the plate may be made."""
        return not self.refused and all(one.good for one in self.files) and all(one.good for one in self.issues)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults of all files and issues."""
        groups = [*(one.faults for one in self.files), *(one.faults for one in self.issues)]
        return tuple(fault for faults in groups for fault in faults)


def inspect(
    paths: Sequence[Path],
    plant: Plant,
    *,
    claim: str = "",
    any_claim: bool = False,
    ink: bool = True,
    order: PressOrder | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Inspection:
    """Check issues and PDF files. Raises InputError where nothing of what is given can be checked.

    `claim` is a key of CLAIMS; `any_claim` takes a file for what it says it is, PDF/X-1a as well as PDF/X-4, where the
    user has named no plant that asks for one of them; `order` is what the press files of issues are built for; `ink`
    is whether ink is measured, the slow part.
    """

    def asked(data: bytes) -> Plant:
        return _as_claimed(plant, data) if any_claim else plant

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
            files.append(_file(name, data, asked(data), claim, ink)(plate, issue.title))
    for report in sources.reports:
        issues.append(_built(report))
    for path in sources.pdfs:
        progress(path.name)
        data = path.read_bytes()
        files.append(_file(str(path), data, asked(data), claim, ink)(0, ""))
    return Inspection(
        plant=plant.name,
        ink=ink,
        claim=claim,
        files=tuple(files),
        issues=tuple(issues),
        refused=sources.findings,
    )


def _as_claimed(plant: Plant, data: bytes) -> Plant:
    """The plant, asking for what a file claims where that is a claim of ours."""
    import pikepdf
    from msgspec.structs import replace

    from banmian.preflight.files.document.claims import claims_of
    from banmian.preflight.files.reading import BROKEN

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            found = claims_of(pdf)
    except (pikepdf.PasswordError, *BROKEN):  # the checker will say so
        return plant
    if "x1a" in found:
        return replace(plant, claim=Claim.X1A)
    return replace(plant, claim=Claim.X4_A2U) if "x4" in found and "a2u" in found else plant


def _file(name: str, data: bytes, plant: Plant, claim: str, ink: bool) -> Callable[[int, str], InspectedFile]:
    from banmian.preflight.files.check import check_file
    from banmian.preflight.files.rules import rules

    checked = check_file(data, plant, claims=CLAIMS[claim], ink=ink)
    faults = checked.faults
    if claim == "none":  # what no claim asks for but every plant
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
        press = [file for file in result.files if file.suffix == ".pdf"]
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
