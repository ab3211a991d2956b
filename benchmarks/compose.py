"""Banmian's typesetting alone: `python -m benchmarks.compose [TEXT]`, characters a second at a measure of 13 字.

The text is cast as one run of sorts, lines are chosen paragraph by paragraph, and all characters of all lines are
placed, again and again in one process. No makeup, no PDF, no start of Python. The first round, which opens the face and
meets every character for the first time, is told apart.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

from banmian.faces import FaceLibrary
from banmian.typeset import BODY, cast, compose, place
from benchmarks.bench import asked

MEASURE = 13.0


class Round(NamedTuple):
    """Seconds of the three steps, and the lines that were made."""

    cast: float
    compose: float
    place: float
    lines: int

    @property
    def whole(self) -> float:
        """Seconds of all of it."""
        return self.cast + self.compose + self.place


def compose_once(text: str, bounds: list[tuple[int, int]], library: FaceLibrary) -> Round:
    """Cast, compose and place a text whose paragraphs lie between the bounds."""
    start = time.perf_counter()
    sorts = cast(text, BODY, library, "body")
    was_cast = time.perf_counter()
    lines = []
    for begin, end in bounds:
        measures = [MEASURE] * (int((end - begin) / (MEASURE - 3)) + 3)
        lines += compose(sorts, begin, end, measures, indent=BODY.indent)
    were_composed = time.perf_counter()
    place(sorts, lines)
    return Round(was_cast - start, were_composed - was_cast, time.perf_counter() - were_composed, len(lines))


def paragraph_bounds(text: str) -> list[tuple[int, int]]:
    """Where the paragraphs of a text begin and end, one a line."""
    bounds = []
    at = 0
    for paragraph in text.split("\n"):
        if paragraph:
            bounds.append((at, at + len(paragraph)))
        at += len(paragraph) + 1
    return bounds


def report(text: str, rounds: int) -> str:
    """The speeds of the steps, medians of several rounds."""
    library = FaceLibrary()
    bounds = paragraph_bounds(text)
    first = compose_once(text, bounds, library)
    found = [compose_once(text, bounds, library) for _ in range(rounds)]
    rows = [
        f"{len(text):,} characters, {len(bounds)} paragraphs, {first.lines:,} lines of {MEASURE:g} 字",
        f"{'':8}{'first ms':>10}{'median ms':>11}{'characters a second':>21}",
    ]
    for name in ("cast", "compose", "place", "whole"):
        seconds = median(getattr(each, name) for each in found)
        rows.append(f"{name:8}{getattr(first, name) * 1000:10.1f}{seconds * 1000:11.1f}{len(text) / seconds:21,.0f}")
    rows.append(f"median of {rounds} rounds in one process after the first")
    return "\n".join(rows)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Time Banmian's typesetting alone.")
    parser.add_argument("text", type=Path, nargs="?", help="a text file, a paragraph a line; else that of eight pages")
    parser.add_argument("--articles", help="folder of .md articles to make those pages of, instead of the samples")
    parser.add_argument("--rounds", type=int, default=20, help="rounds after the first (%(default)s)")
    wanted = parser.parse_args()
    if wanted.text:
        print(report(wanted.text.read_text("utf-8"), wanted.rounds))
        return
    with tempfile.TemporaryDirectory() as folder:
        more = ("--articles", wanted.articles) if wanted.articles else ()
        print(asked("-m", "benchmarks.issue_of_eight", folder, *more))
        print(report(Path(folder, "text.txt").read_text("utf-8"), wanted.rounds))


if __name__ == "__main__":
    main()
