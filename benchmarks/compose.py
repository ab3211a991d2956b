"""Composition alone beside other engines: `python -m benchmarks.compose [TEXT] [--rounds N]`.

One text at one measure, again and again in warm processes, each of one program: no start of a program, no makeup, no
PDF. Banmian's three steps are told one by one. With `--memory` instead: what Banmian takes for the text once, twice,
four and eight times over. This module imports nothing large, so that its children start small.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from math import ceil
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from benchmarks.bench import ROOT, YARDSTICK, asked, machine, table
from benchmarks.rounds import LEAST_ROUNDS, Task

HEAD = ("", "", "lines", "first ms", "median ms", "min", "CPU ms", "characters/s", f"× {YARDSTICK}", "rounds")
TIMES = (1, 2, 4, 8)
TURNS = 3


class Program(NamedTuple):
    """An engine: its name in the table, its module, and what else the module is told."""

    name: str
    module: str
    more: tuple[str, ...] = ()


class Row(NamedTuple):
    """A step of an engine, or several together. Seconds; those of an empty document are taken off."""

    program: str
    step: str
    lines: int
    first: float
    wall: list[float]
    cpu: list[float]
    empty: float
    characters: int

    @property
    def median(self) -> float:
        """The seconds that count."""
        return median(self.wall)

    def data(self) -> dict[str, Any]:
        """The row as JSON has it."""
        return {**self._asdict(), "median": self.median, "characters_per_second": self.characters / self.median}


PROGRAMS = (
    Program("banmian", "banmian_paragraphs"),
    Program("typst", "peers.typst_paragraphs"),
    Program("typst, simple breaks", "peers.typst_paragraphs", ("simple",)),
    Program("reportlab", "peers.platypus_paragraphs"),
    Program("weasyprint", "peers.weasyprint_paragraphs"),
)
TOGETHER = {("banmian", "cast + choose lines"): ("cast", "choose lines")}
"""Breaking as other engines count it, which measure their characters while they break."""


def bound(cores: int) -> str:
    """Bind this process, and so its children, to so many cores; tell what came of it."""
    if not cores:
        return "not bound to cores"
    os.environ["RAYON_NUM_THREADS"] = str(cores)
    if not hasattr(os, "sched_setaffinity"):
        return "not bound to cores (this system does not let a process choose)"
    had = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, had[-cores:])  # the last: the first often serves the interrupts
    return f"bound to {min(cores, len(had))} of {len(had)} cores"


def told(module: str, task: Task, *more: str) -> dict[str, Any] | str:
    """What a child measured, or the last line of its complaint."""
    command = [sys.executable, "-m", f"benchmarks.{module}", json.dumps(task._asdict()), *more]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        return done.stderr.strip().rpartition("\n")[2] or f"exit code {done.returncode}"
    return dict(json.loads(done.stdout))


def in_turns(chosen: list[Program], task: Task) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """What every program measured, and why programs were left out. They take turns: a busy machine is busy for all.

    A turn is a process that makes its part of the rounds; what it loads, and the first round, are not counted.
    """
    found: dict[str, dict[str, Any]] = {}
    skipped: dict[str, str] = {}
    part = task._replace(rounds=ceil(task.rounds / TURNS), seconds=task.seconds / TURNS)
    for _ in range(TURNS):
        for program in chosen:
            if program.name in skipped:
                continue
            said = told(program.module, part._replace(more=program.more))
            if isinstance(said, str):
                skipped[program.name] = said
            elif program.name not in found:
                found[program.name] = said
            else:
                for clock in ("wall", "cpu"):
                    for step, seconds in said[clock].items():
                        found[program.name][clock][step] += seconds
    return {name: said for name, said in found.items() if name not in skipped}, skipped


def rows_of(program: Program, said: dict[str, Any]) -> list[Row]:
    """The steps of a program, in their order."""
    steps: dict[str, tuple[str, ...]] = {}
    for last in said["wall"]:
        steps[last] = (last,)
        steps |= {step: parts for (name, step), parts in TOGETHER.items() if (name, parts[-1]) == (program.name, last)}
    rows = []
    for step, parts in steps.items():
        empty = sum(said["empty"].get(part, 0.0) for part in parts)
        wall = [sum(each) - empty for each in zip(*(said["wall"][part] for part in parts), strict=True)]
        cpu = [sum(each) - empty for each in zip(*(said["cpu"][part] for part in parts), strict=True)]
        first = sum(said["first"][part] for part in parts)
        rows.append(Row(program.name, step, said["lines"], first, wall, cpu, empty, said["characters"]))
    return rows


def cells(row: Row, yardstick: float) -> tuple[str, ...]:
    """The line of a row in the table."""
    return (
        row.program,
        row.step,
        f"{row.lines:,}",
        f"{row.first * 1000:.1f}",
        f"{row.median * 1000:.1f}",
        f"{min(row.wall) * 1000:.1f}",
        f"{median(row.cpu) * 1000:.1f}",
        f"{row.characters / row.median:,.0f}",
        f"{row.median / yardstick:.2f}" if yardstick else "",
        str(len(row.wall)),
    )


def speeds(task: Task, words: list[str], cores: str, *, as_json: bool) -> str:
    """Every program's steps in a table or as JSON."""
    chosen = [each for each in PROGRAMS if not words or any(word in each.name for word in words)]
    found, skipped = in_turns(chosen, task)
    rows = [row for program in chosen if program.name in found for row in rows_of(program, found[program.name])]
    collector = "on" if task.collector else "off"
    if as_json:
        data = {"rows": [row.data() for row in rows], "skipped": skipped, "measure": task.measure}
        return json.dumps({**data, "cores": cores, "collector": collector, "machine": machine()}, ensure_ascii=False)
    yardstick = next((row.median for row in rows if row.program == YARDSTICK), 0.0)
    empty = ", ".join(f"{row.program} ({row.step}) {row.empty * 1000:.2f}" for row in rows if row.empty)
    notes = [
        f"measure {task.measure:g} 字; {cores}; Python's garbage collector {collector}, run before every round",
        f"first: a first round, which loads what it needs; then those after it, in {TURNS} turns: median, least, CPU",
        *([f"taken off, for an empty document, in ms: {empty}"] if empty else []),
        *(f"{name}: SKIPPED ({why})" for name, why in skipped.items()),
    ]
    shown = table([HEAD, *(cells(row, yardstick) for row in rows)]) if rows else ""
    return "\n".join([shown, "", *notes, "", machine()])


def memory(task: Task, cores: str, *, as_json: bool) -> str:
    """What Banmian takes for the text so many times over, in a table or as JSON."""
    found = []
    for times in TIMES:
        said = told("memory", task, str(times))
        if isinstance(said, str):
            raise SystemExit(said)
        found.append(said)
    if as_json:
        return json.dumps({"memory": found, "cores": cores, "machine": machine()}, ensure_ascii=False)
    head = ("text", "characters", "lines", "ms", "peak MB", "grown MB", "bytes/char", "traced", "kept", "bytes/char")
    rows = [
        (
            f"{each['times']} ×",
            f"{each['characters']:,}",
            f"{each['lines']:,}",
            f"{each['seconds'] * 1000:.1f}",
            f"{each['peak'] / 1e6:.1f}",
            f"{each['resident'] / 1e6:.1f}",
            f"{each['resident'] / each['characters']:.0f}",
            f"{each['traced'] / 1e6:.1f}",
            f"{each['kept'] / 1e6:.1f}",
            f"{each['traced'] / each['characters']:.0f}",
        )
        for each in found
    ]
    notes = [
        f"measure {task.measure:g} 字; {cores}; a process a line, after a short text that loads what it needs",
        "peak and grown: resident memory; traced: the peak of what was asked for, by tracemalloc, MB; kept: its end",
        "memory is linear in the text where bytes a character do not grow",
    ]
    return "\n".join([table([head, *rows]), "", *notes, "", machine()])


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Time composition alone, beside other engines.")
    parser.add_argument("text", type=Path, nargs="?", help="a text file, a paragraph a line; else that of eight pages")
    parser.add_argument("--articles", help="folder of .md articles to make those pages of, instead of the samples")
    parser.add_argument("--measure", type=float, default=13.0, help="the measure in 字 (%(default)g)")
    parser.add_argument("--rounds", type=int, default=20, help="rounds after the first, at most (%(default)s)")
    parser.add_argument(
        "--seconds",
        type=float,
        default=15.0,
        help=f"a program makes no more rounds after so long, beyond {LEAST_ROUNDS} a turn (%(default)g)",
    )
    parser.add_argument("--cores", type=int, default=1, help="cores to bind all programs to; 0: leave it (%(default)s)")
    parser.add_argument("--gc", choices=("on", "off"), default="on", help="Python's collector (%(default)s)")
    parser.add_argument("--only", default="", help="words: only programs whose name has one of them")
    parser.add_argument("--memory", action="store_true", help="what Banmian takes for 1, 2, 4, 8 times the text")
    parser.add_argument("--json", action="store_true", help="JSON and nothing else")
    wanted = parser.parse_args()
    cores = bound(wanted.cores)
    with tempfile.TemporaryDirectory() as folder:
        text = wanted.text
        if text is None:
            more = ("--articles", wanted.articles) if wanted.articles else ()
            made = asked("-m", "benchmarks.issue_of_eight", folder, *more)
            text = Path(folder, "text.txt")
            if not wanted.json:
                print(f"{made}\n", flush=True)
        fonts = asked("-c", "from importlib import resources; print(resources.files('banmian.fonts'))")
        task = Task(
            str(text.resolve()), fonts, wanted.measure, max(wanted.rounds, 1), wanted.seconds, wanted.gc == "on"
        )
        if wanted.memory:
            print(memory(task, cores, as_json=wanted.json))
        else:
            print(speeds(task, wanted.only.split(), cores, as_json=wanted.json))


if __name__ == "__main__":
    main()
