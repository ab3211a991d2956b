"""What is to be said of a slot of briefs that has too much text, or too little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.makeup.block.remarks import HOLE
from banmian.model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.plan import Assignment


def brief_overset(leg: Assignment, lines: int, characters: int, *, begun: bool) -> Finding:
    """Return the finding for a brief that has not all its room: lines of its text, and characters."""
    what = f"{lines} lines ({characters} characters) have no room"
    return Finding(
        severity=Severity.ERROR,
        code="overset" if characters else "headline-no-room",
        message=what if begun else f"the brief is not printed: its {what}",
        hint="cut the text, take a brief out, or give the briefs a larger slot",
        article=leg.article,
        page=leg.page,
        slot=leg.slot,
        lines=lines,
        characters=characters,
    )


def briefs_underset(page: int, slot: str, white: Sequence[int], measure: float) -> list[Finding]:
    """Return the finding for columns that end too high: the lines of the highest one, the characters of all (X8)."""
    lines = max(white, default=0)
    if lines <= HOLE:
        return []
    characters = round(sum(white) * measure)
    return [
        Finding(
            severity=Severity.WARNING,
            code="underset",
            message=f"the briefs leave up to {lines} lines of a column white (about {characters} characters)",
            hint="add a brief, write more, or take a smaller slot",
            page=page,
            slot=slot,
            lines=lines,
            characters=characters,
        )
    ]
