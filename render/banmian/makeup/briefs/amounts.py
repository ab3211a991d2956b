"""What is to be said of a slot of briefs that has too much text, or too little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.makeup.block.remarks import HOLE
from banmian.model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence


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
