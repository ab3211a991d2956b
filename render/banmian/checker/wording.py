"""What is said of a fault, in Chinese and in English: the words of its rule with what was found put in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from banmian.checker.rules import rules
from banmian.model import Severity

if TYPE_CHECKING:
    from banmian.checker.fault import Fault, Place

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
SEVERITIES: dict[Language, dict[Severity, str]] = {
    "zh": {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"},
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"},
}
WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
"""Faults stand in this order."""
_GAP = re.compile(r"\{(object|measured|allowed)\}")


class Said(NamedTuple):
    """A fault in words: what is wrong, and what to do."""

    what: str
    do: str


def said(fault: Fault, language: Language) -> Said:
    """The sentences of a fault; how often it stands on its page is part of the first."""
    rule = rules().get(fault.rule)
    times = "" if fault.count == 1 else f"（共 {fault.count} 处）" if language == "zh" else f" ({fault.count} times)"
    if rule is None:
        parts = (fault.object, fault.measured, fault.allowed and f"≤ {fault.allowed}")
        return Said(" ".join(part for part in (fault.rule, *parts) if part) + times, "")
    what, do = (rule.zh, rule.do_zh) if language == "zh" else (rule.en, rule.do_en)
    return Said(_filled(what, fault) + times, _filled(do, fault))


def where(page: int, place: Place | None, language: Language) -> str:
    """A place as one reads it: 第2页 (31.5, 40.2) 120 × 8 mm; of page 0 the file as a whole."""
    if not page:
        return "全文件" if language == "zh" else "whole file"
    name = f"第{page}页" if language == "zh" else f"page {page}"
    if place is None:
        return name
    return f"{name} ({place.x:.1f}, {place.y:.1f}) {place.width:.1f} × {place.height:.1f} mm"


def in_order(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """Faults by severity, page and place."""
    return tuple(
        sorted(
            faults,
            key=lambda fault: (
                WEIGHT[fault.severity],
                fault.page,
                (fault.place.y, fault.place.x) if fault.place else (-1.0, -1.0),
                fault.rule,
                fault.object,
                fault.measured,
            ),
        )
    )


def _filled(words: str, fault: Fault) -> str:
    return _GAP.sub(lambda gap: str(getattr(fault, gap[1])), words)
