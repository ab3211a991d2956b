"""Where a headline turns into its next line (T6, T7).

Turns that the editor marked stand. A line that is far too long for its width is turned at a space or a mark, else
where the halves are most alike and no rule of T6 is broken.
"""

from __future__ import annotations

from collections.abc import Sequence

_MAY_NOT_OPEN = "的得地了着过吗呢吧们，。、；：！？）》”’】」』%％～—…·"
_MAY_NOT_CLOSE = "和与及或在把被将对从向为以《（“‘【「『第"


def turn_headline(lines: Sequence[str], room: float) -> tuple[str, ...]:
    """The lines of a headline for a width of `room` em: as given, or turned where one line would have to shrink by a
    quarter.
    """
    turned: list[str] = []
    for line in lines:
        parts = line.split()
        if len(parts) > 1 and len(line) > room:
            turned += parts
        elif len(line) > room * 1.25:
            turned += _halves(line)
        else:
            turned.append(line)
    return tuple(turned)


def _halves(line: str) -> list[str]:
    middle = len(line) / 2
    best = min(range(2, len(line) - 1), key=lambda at: (_cost(line, at), abs(at - middle)), default=0)
    return [line[:best].rstrip("，、 "), line[best:].lstrip()] if best else [line]


def _cost(line: str, at: int) -> float:
    before, after = line[at - 1], line[at]
    if after in _MAY_NOT_OPEN or before in _MAY_NOT_CLOSE or (before.isascii() and after.isascii()):
        return 100.0
    after_mark = before in "，、；：！？”》）—"
    return abs(at - len(line) / 2) * (0.4 if after_mark else 1.0) - (2 if after_mark else 0)
