"""A cold build of eight pages beside other engines: `python -m benchmarks.bench [--runs N]`.

Every figure is of a fresh process, from its start to its end: once to warm the files of the system and to compile what
is imported, then N times, all programs in turn, so that what else the machine does falls on all of them. The kernel
says of each process, when it has ended, how much CPU it took and how much memory it had at most. It counts the memory
of a parent before `exec` as the child's own: so this module imports nothing large, and leaves the making of the issue
and the reading of the PDFs to processes of their own.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
YARDSTICK = "typst"
PACKAGES = ("banmian", "typst", "reportlab", "weasyprint", "uharfbuzz", "numpy", "isal")
HEAD = ("", "wall ms", "min", "max", "CPU ms", "peak MB", "PDF kB", "pages", f"× {YARDSTICK}", "text")


class Program(NamedTuple):
    """Something to be measured: its command, the file or folder it writes, and the exit codes that are good."""

    name: str
    command: tuple[str, ...]
    out: Path | None = None
    good: tuple[int, ...] = (0,)


class Run(NamedTuple):
    """One process: wall time and CPU time in ms, peak of memory in MB, and how it ended."""

    wall: float
    cpu: float
    peak: float
    code: int
    said: str


def programs(folder: Path, fonts: str) -> list[Program]:
    """What is measured. `folder` has the issue and its text; the peers are told of `fonts`, so none looks for it."""
    python, text = sys.executable, str(folder / "text.txt")
    build = (python, "-m", "banmian", "build", str(folder / "issue"), "-o")

    def peer(name: str, module: str, *more: str) -> Program:
        out = folder / f"{name.replace(', ', '-').replace(' ', '-')}.pdf"
        return Program(name, (python, "-m", f"benchmarks.peers.{module}", text, str(out), fonts, *more), out)

    press, inked, whole = folder / "press-alone", folder / "press-with-ink", folder / "whole"
    return [
        Program("python -c pass", (python, "-c", "pass")),
        # No peer measures how much ink is on its pages: so the line to compare does not either.
        Program("banmian, press, --no-ink", (*build, str(press), "--only", "press", "--no-ink"), press, (0, 1)),
        Program("banmian, press", (*build, str(inked), "--only", "press"), inked, (0, 1)),
        Program("banmian, all outputs", (*build, str(whole)), whole, (0, 1)),
        peer("typst", "typst_six_columns"),
        peer("typst, simple breaks", "typst_six_columns", "simple"),
        peer("platypus", "platypus_six_columns"),
        peer("weasyprint", "weasyprint_six_columns"),
    ]


def with_bytecode(folder: Path) -> dict[str, str]:
    """The environment of a process that keeps its compiled modules in a folder, as an installed package has them."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(folder)}


def run(program: Program, environment: dict[str, str]) -> Run:
    """Run a program once. What it wrote before is taken away first."""
    if program.out:
        shutil.rmtree(program.out, ignore_errors=True) if program.out.is_dir() else program.out.unlink(missing_ok=True)
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(program.command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode("utf-8", "replace").strip()
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(
        wall * 1000,
        (usage.ru_utime + usage.ru_stime) * 1000,
        usage.ru_maxrss * unit / 1e6,
        process.returncode,
        text.rpartition("\n")[2],
    )


def measure(
    wanted: list[Program], runs: int, environment: dict[str, str]
) -> tuple[dict[str, list[Run]], dict[str, str]]:
    """The runs of every program, in turn; and why programs were left out."""
    skipped: dict[str, str] = {}
    for program in wanted:
        first = run(program, environment)
        if first.code not in program.good:
            skipped[program.name] = first.said or f"exit code {first.code}"
    kept = [program for program in wanted if program.name not in skipped]
    found: dict[str, list[Run]] = {program.name: [] for program in kept}
    for number in range(runs):
        for program in kept:
            found[program.name].append(run(program, environment))
        if sys.stderr.isatty():
            print(f"\rrun {number + 1} of {runs} ", end="" if number + 1 < runs else "\r", file=sys.stderr, flush=True)
    return found, skipped


def asked(*command: str) -> str:
    """What a process of ours prints."""
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout.strip()


def pdf_files(out: Path | None) -> list[Path]:
    """The PDFs that a program wrote."""
    if out is None:
        return []
    return sorted(out.rglob("*.pdf")) if out.is_dir() else [out]


def checked(text: Path, out: Path | None) -> dict[str, Any]:
    """Whether the text is in what a program wrote. Of an issue the press files are read, not its screen file too."""
    files = pdf_files(out)
    if out and (out / "press").is_dir():
        files = sorted((out / "press").glob("*.pdf"))
    return dict(json.loads(asked("-m", "benchmarks.conserved", str(text), *map(str, files)))) if files else {}


def row(program: Program, runs: list[Run], text: Path, yardstick: float) -> tuple[str, ...]:
    """The line of a program in the table."""
    walls = [each.wall for each in runs]
    kilobytes = sum(file.stat().st_size for file in pdf_files(program.out)) / 1000
    check = checked(text, program.out)
    said = f"{check['characters'] - check['missing']:,} of {check['characters']:,}" if check else ""
    return (
        program.name,
        f"{median(walls):.0f}",
        f"{min(walls):.0f}",
        f"{max(walls):.0f}",
        f"{median(each.cpu for each in runs):.0f}",
        f"{max(each.peak for each in runs):.0f}",
        f"{kilobytes:,.0f}" if kilobytes else "",
        str(check.get("pages", "")),
        f"{median(walls) / yardstick:.2f}" if yardstick else "",
        said,
    )


def table(rows: list[tuple[str, ...]]) -> str:
    """Rows in columns: the first flush left, the others flush right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    first, *others = widths
    return "\n".join(
        "  ".join([cells[0].ljust(first), *(cell.rjust(width) for cell, width in zip(cells[1:], others, strict=True))])
        for cells in rows
    )


def machine() -> str:
    """The machine and the versions that were measured."""
    from importlib import metadata

    versions = []
    for name in PACKAGES:
        try:
            versions.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            versions.append(f"no {name}")
    info = Path("/proc/cpuinfo")
    lines = info.read_text().split("\n") if info.is_file() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f", load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    count = f"{cores} core{'s' if cores != 1 else ''}"
    return (
        f"{count} ({models[0] if models else platform.machine()}){load}; {platform.system()}, "
        f"Python {platform.python_version()}\n{', '.join(versions)}"
    )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Time a cold build of eight pages beside other engines.")
    parser.add_argument("--runs", type=int, default=5, help="runs of each program after one to warm up (%(default)s)")
    parser.add_argument("--only", default="", help="words: only programs whose name has one of them")
    parser.add_argument("--articles", help="folder of .md articles to make the issue of, instead of the samples")
    parser.add_argument("--keep", type=Path, help="folder to keep the issue and the outputs in")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary, tempfile.TemporaryDirectory() as compiled:
        folder = (wanted.keep or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        more = ("--articles", wanted.articles) if wanted.articles else ()
        print(asked("-m", "benchmarks.issue_of_eight", str(folder), *more))
        fonts = asked("-c", "from importlib import resources; print(resources.files('banmian.fonts'))")
        words = wanted.only.split()
        chosen = [each for each in programs(folder, fonts) if not words or any(word in each.name for word in words)]
        found, skipped = measure(chosen, wanted.runs, with_bytecode(Path(compiled)))
        walls = [each.wall for each in found.get(YARDSTICK, [])]
        yardstick = median(walls) if walls else 0.0
        rows = [row(each, found[each.name], folder / "text.txt", yardstick) for each in chosen if each.name in found]
    print(f"\n{table([HEAD, *rows])}\n\nmedian, least and most of {wanted.runs} cold runs; median CPU; largest peak")
    print("--no-ink: the pages are not drawn to measure their ink, as no peer draws its own")
    for name, why in skipped.items():
        print(f"{name}: SKIPPED ({why})")
    print(f"\n{machine()}")


if __name__ == "__main__":
    main()
