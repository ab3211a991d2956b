"""What one run of the checker found: files with their faults, issues with theirs, and what could not be checked."""

from __future__ import annotations

from msgspec import Struct

from banmian.checker.fault import Fault
from banmian.checker.summary import Summary
from banmian.model import Finding, Severity


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
    conformance: str
    """The level that files were judged by, by its name on the command line; empty where each was by its own."""
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
