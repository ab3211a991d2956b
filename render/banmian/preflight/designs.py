"""The designs of an issue: one page like the other is read as a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from banmian.plan import PagePlan

MOST = 2
"""Pages that may share a design whatever the number of pages: a pair is not yet a pattern."""
PART = 0.5
"""The part of the inner pages above which one design is the paper's only face."""


def same_design(plans: Sequence[PagePlan]) -> Iterable[Finding]:
    """One design on more than half of the inner pages, and on facing pages, which are seen at one glance.

    Page 1 has a design of its own kind and counts for neither. Pages that face each other are an even one and the odd
    one after it; two that are back to back are never seen together, so they do not count.
    """
    inner = [plan for plan in plans if plan.page.number > 1]
    on: dict[str, list[int]] = {}
    for plan in inner:
        on.setdefault(plan.layout.name, []).append(plan.page.number)
    for name, numbers in on.items():
        hint = "give some of the pages another layout: `banmian layouts` lists them"
        if len(numbers) > MOST and len(numbers) > PART * len(inner):
            which = ", ".join(map(str, numbers))
            yield _finding(
                f"{len(numbers)} of {len(inner)} inner pages have the design {name}: {which}", hint, numbers[0]
            )
            continue
        for number in numbers:
            if number % 2 == 0 and number + 1 in numbers:
                message = f"the facing pages {number} and {number + 1} have the same design {name}"
                yield _finding(message, "give one of the two another layout", number)


def _finding(message: str, hint: str, page: int) -> Finding:
    return Finding(severity=Severity.WARNING, code="same-design", message=message, hint=hint, page=page)
