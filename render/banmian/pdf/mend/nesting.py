"""Content streams whose q and Q are nested too deeply: what lies too deep is put into a form of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

DEEPEST = 24  # of 28 that PDF/A allows: the page that draws the form has some of its own


def balanced(instructions: list[tuple[list[Any], str]]) -> list[tuple[list[Any], str]]:
    """The same without a Q that has no q, and with every q closed."""
    depth, made = 0, []
    for operands, operator in instructions:
        if operator == "q":
            depth += 1
        elif operator == "Q":
            if not depth:
                continue
            depth -= 1
        made.append((operands, operator))
    return made + [([], "Q")] * depth


def shallow(
    instructions: list[tuple[list[Any], str]], outsource: Callable[[list[tuple[list[Any], str]]], Any]
) -> list[tuple[list[Any], str]]:
    """Balanced instructions nested no deeper than allowed; `outsource` makes a form of some, and gives its name."""
    made: list[tuple[list[Any], str]] = []
    inner: list[tuple[list[Any], str]] = []
    depth = 0
    for operands, operator in instructions:
        if operator == "q":
            depth += 1
            if depth == DEEPEST + 1:
                inner = []
                continue
        elif operator == "Q":
            depth -= 1
            if depth == DEEPEST:
                made.append(([outsource(shallow(inner, outsource))], "Do"))
                continue
        (inner if depth > DEEPEST else made).append((operands, operator))
    return made
