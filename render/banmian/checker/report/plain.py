"""What was found as plain data: one object, whose shape docs/preflight.md promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from banmian.checker.rules import rules
from banmian.checker.wording import said
from banmian.model import Severity

if TYPE_CHECKING:
    from banmian.checker.fault import Fault
    from banmian.checker.inspection import Inspection

VERSION = 2
"""Of the shape; a key that is taken away or means something else makes it one more."""


def plain_inspection(inspection: Inspection) -> dict[str, Any]:
    """The report as plain data, ready for JSON."""
    everything = [
        *(fault.severity for fault in inspection.faults),
        *(finding.severity for issue in inspection.issues for finding in issue.findings),
    ]
    return {
        "version": VERSION,
        "good": inspection.good,
        "plant": inspection.plant,
        "conformance": inspection.conformance or None,
        "ink": inspection.ink,
        "counts": {severity.value: everything.count(severity) for severity in Severity},
        "files": [
            {
                "name": file.name,
                "issue": file.issue or None,
                "page": file.plate or None,
                "good": file.good,
                "summary": msgspec.to_builtins(file.summary),
                "faults": [plain_fault(fault) for fault in file.faults],
            }
            for file in inspection.files
        ],
        "issues": [
            {
                "name": issue.name,
                "title": issue.title,
                "good": issue.good,
                "faults": [plain_fault(fault) for fault in issue.faults],
                "findings": [finding.as_dict() for finding in issue.findings],
            }
            for issue in inspection.issues
        ],
        "refused": [finding.as_dict() for finding in inspection.refused],
    }


def plain_fault(fault: Fault) -> dict[str, Any]:
    """A fault with its rule: every key always there, null where nothing is known."""
    rule = rules().get(fault.rule)
    zh, en = said(fault, "zh"), said(fault, "en")
    return {
        "rule": fault.rule,
        "standard": rule.standard if rule else "",
        "clause": rule.clause if rule else "",
        "severity": fault.severity.value,
        "page": fault.page,
        "place": dict(zip(("x", "y", "width", "height"), fault.place, strict=True)) if fault.place else None,
        "object": fault.object,
        "measured": fault.measured,
        "allowed": fault.allowed,
        "count": fault.count,
        "zh": zh.what,
        "en": en.what,
        "do-zh": zh.do,
        "do-en": en.do,
    }
