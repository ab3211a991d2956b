"""Timing an engine's composition round after round in one warm process; what every program of `compose` runs in.

A program gets a Task as JSON on its command line and prints what it measured as JSON. Clocks run only inside the steps
that it names. The first round opens faces and meets every character for the first time, so it is told apart. Every
later round sets a text that no round had before: see `varied`.
"""

from __future__ import annotations

import gc
import json
import re
import sys
import time
from contextlib import contextmanager
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LEAST_ROUNDS = 3
EMPTY_ROUNDS = 5
PAIR = re.compile(r"[㐀-鿿](?=([㐀-鿿]))")


class Task(NamedTuple):
    """A text file of one paragraph a line, the folder of the faces, a measure in 字, and how often to set it.

    Rounds end early after so many seconds, but not before a few. `collector` tells whether Python's garbage collector
    may run within a round.
    """

    text: str
    fonts: str
    measure: float = 13.0
    rounds: int = 20
    seconds: float = 15.0
    collector: bool = True
    more: tuple[str, ...] = ()

    def paragraphs(self) -> list[str]:
        """The paragraphs of the text."""
        with open(self.text, encoding="utf-8") as file:
            return [line for line in file.read().splitlines() if line]


class Watch:
    """Seconds and CPU seconds of the steps of one round, by their names."""

    def __init__(self) -> None:
        self.wall: dict[str, float] = {}
        self.cpu: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what is done within."""
        cpu, wall = time.process_time(), time.perf_counter()
        yield
        wall_end, cpu_end = time.perf_counter(), time.process_time()
        self.wall[name] = wall_end - wall
        self.cpu[name] = cpu_end - cpu


def varied(paragraph: str, turn: int) -> str:
    """A paragraph of the same characters in which two neighbouring hanzi have changed places, another pair each turn.

    Its lines stay as they are, since all hanzi are one em wide; but to an engine that remembers paragraphs it is new.
    """
    pairs = [found.start() for found in PAIR.finditer(paragraph) if found[0] != found[1]]
    if not turn or not pairs:
        return paragraph
    at = pairs[(turn - 1) % len(pairs)]
    return paragraph[:at] + paragraph[at + 1] + paragraph[at] + paragraph[at + 2 :]


def task() -> Task:
    """The task that the command line names."""
    said = json.loads(sys.argv[1])
    return Task(**{**said, "more": tuple(said.get("more", ()))})


def measured(once: Callable[[list[str], Watch], int], given: Task, *, less_empty: bool = False) -> dict[str, Any]:
    """Rounds of an engine. `once` sets paragraphs, times its steps, and answers with the lines it made.

    With `less_empty` a few empty documents are set when the engine is warm; what they take is told, in the median.
    """
    paragraphs = given.paragraphs()
    first = Watch()
    lines = once(paragraphs, first)
    empty: list[Watch] = []
    for _ in range(EMPTY_ROUNDS if less_empty else 0):
        empty.append(Watch())
        once([], empty[-1])
    found: list[Watch] = []
    if not given.collector:
        gc.disable()
    start = time.perf_counter()
    for turn in range(1, given.rounds + 1):
        text = [varied(paragraph, turn) for paragraph in paragraphs]
        gc.collect()
        found.append(Watch())
        once(text, found[-1])
        if turn >= LEAST_ROUNDS and time.perf_counter() - start > given.seconds:
            break
    return {
        "characters": sum(map(len, paragraphs)),
        "paragraphs": len(paragraphs),
        "lines": lines,
        "first": first.wall,
        "empty": {step: median(each.wall[step] for each in empty) for step in first.wall} if empty else {},
        "wall": {step: [each.wall[step] for each in found] for step in first.wall},
        "cpu": {step: [each.cpu[step] for each in found] for step in first.wall},
        "thresholds": gc.get_threshold(),
    }


def say(found: dict[str, Any]) -> None:
    """Print what was measured for the program that asked."""
    print(json.dumps(found))
