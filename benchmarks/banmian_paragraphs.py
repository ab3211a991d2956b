"""Banmian's own composition, step by step: `python -m benchmarks.banmian_paragraphs TASK` (see `rounds`).

The text is cast as one run of sorts, lines are chosen paragraph by paragraph, and all characters of all lines are
placed. No makeup and no PDF.
"""

from __future__ import annotations

from typing import NamedTuple

from banmian.faces import FaceLibrary
from banmian.typeset import BODY, Placed, Sorts, cast, compose_all, place
from banmian.typeset.lines import Line
from benchmarks import rounds


class Galley(NamedTuple):
    """What composition leaves behind."""

    sorts: Sorts
    lines: list[Line]
    placed: Placed | None


def set_once(paragraphs: list[str], measure: float, library: FaceLibrary, watch: rounds.Watch) -> Galley:
    """Cast, choose the lines of, and place some paragraphs."""
    with watch.step("whole"):
        text = "\n".join(paragraphs) + "\n"
        with watch.step("cast"):
            sorts = cast(text, BODY, library, "body")
        with watch.step("choose lines"):
            bounds = []
            start = 0
            for paragraph in paragraphs:
                bounds.append((start, start + len(paragraph)))
                start += len(paragraph) + 1
            lines = [line for some in compose_all(sorts, bounds, measure, indent=BODY.indent) for line in some]
        with watch.step("place"):
            placed = place(sorts, lines)
    return Galley(sorts, lines, placed)


def main() -> None:
    """Set the text."""
    task = rounds.task()
    library = FaceLibrary()

    def once(paragraphs: list[str], watch: rounds.Watch) -> int:
        return len(set_once(paragraphs, task.measure, library, watch).lines)

    rounds.say(rounds.measured(once, task))


if __name__ == "__main__":
    main()
