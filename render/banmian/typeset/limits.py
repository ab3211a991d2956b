"""The limits of justification 松紧限度: what is said of a line that passes them (J4, J5). None does in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banmian.typeset.lines import Line
    from banmian.typeset.placing import Placed
    from banmian.typeset.sorts import Sorts

TORN = 2.0
"""How many times the limit of J5 a line may be opened before it is called torn: 1/4 em warns, 1/2 em is a failure."""
_EXACT = 0.001


def _hung(sorts: Sorts, line: Line) -> float:
    """What the last mark of a line may stand outside of it (H2), in em."""
    return float(sorts.hang[line.end - 1]) if sorts.hang is not None else 0.0


def limits_of(sorts: Sorts, line: Line, placed: Placed, number: int, what: str) -> Iterator[Finding]:
    """What is to be said of line `number` of `placed`: parted in a run, opened beyond its limit, short of its end."""
    shown = sorts.text[line.start : line.end]
    if line.forced:
        message = f"{what} ends where no rule permits: “{shown}”"
        yield Finding(severity=Severity.WARNING, code="forced-break", message=message, hint="use a wider measure")
    limit = sorts.setting.loose
    spread, beyond = float(placed.spread[number]), float(placed.beyond[number])
    short = 0.0
    if sorts.setting.justify and not line.last:
        short = line.measure - float(placed.width[number])
    over = float(placed.width[number]) - line.measure - _hung(sorts, line)
    if spread <= limit + _EXACT / 10 and beyond <= _EXACT and short <= _EXACT and over <= _EXACT:
        return
    if over > _EXACT:
        code, message = "long-line", f"{what} is {over:.2f} em longer than its measure: “{shown}”"
    elif short > _EXACT:
        code, message = "short-line", f"{what} ends {short:.2f} em before its measure, with no place to open: “{shown}”"
    elif beyond > _EXACT:
        code = "loose-line"
        message = f"{what} has spaces {beyond:.2f} em over their limit, and nothing else to open: “{shown}”"
    elif spread > TORN * limit:
        code, message = "loose-line", f"{what} is torn open by {spread:.2f} em a gap: “{shown}”"
    else:
        code, message = "loose-line", f"{what} is opened by {spread:.2f} em a gap: “{shown}”"
    yield Finding(severity=Severity.WARNING, code=code, message=message, hint="change a word in it")
