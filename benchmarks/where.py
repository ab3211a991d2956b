"""Where the time of a cold build goes: `python -m benchmarks.where [ISSUE] [--runs N] [--profile N]`.

Fresh processes run `banmian build --only press` under a stopwatch; see `stopwatch`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.bench import ROOT, asked, with_bytecode
from benchmarks.stopwatch import STAGES, WATCH


class Once(NamedTuple):
    """One build: milliseconds by label, calls by label, and the whole process."""

    spent: dict[str, float]
    calls: dict[str, int]
    wall: float


def once(issue: Path, out: str, environment: dict[str, str]) -> Once:
    """Build an issue in a fresh process under the watch. Clocks of two processes are one clock."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.stopwatch", str(issue), out]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    end = time.perf_counter()
    if done.returncode:
        raise SystemExit(done.stderr)
    said = json.loads(done.stdout)
    spent = {label: seconds * 1000 for label, seconds in said["spent"].items()}
    spent[WATCH] += (said["done"] - said["begun"]) * 1000 - sum(spent.values())
    spent["Python starts"] = (said["begun"] - start) * 1000
    spent["Python ends"] = (end - said["done"]) * 1000
    return Once(spent, said["calls"], (end - start) * 1000)


def report(issue: Path, runs: int) -> str:
    """The table of the stages, medians of several fresh processes after one to warm up."""
    with tempfile.TemporaryDirectory() as out, tempfile.TemporaryDirectory() as compiled:
        environment = with_bytecode(Path(compiled))
        found = [once(issue, out, environment) for _ in range(runs + 1)][1:]
    labels = dict.fromkeys(label for each in found for label in each.spent)
    spent = {label: median(each.spent.get(label, 0.0) for each in found) for label in labels}
    whole = median(each.wall for each in found)
    rows = [f"{'own ms':>8}  {'%':>4}  {'calls':>6}  stage"]
    for label, own in sorted(spent.items(), key=lambda each: -each[1]):
        if own >= 0.05:
            rows.append(f"{own:8.1f}  {own / whole * 100:4.1f}  {found[0].calls.get(label, 1):6}  {label}")
    imports = sum(own for label, own in spent.items() if label.startswith("import:"))
    rows.append(f"{whole:8.1f}   100          the whole process, median of {runs}; {imports:.0f} ms of it are imports")
    return "\n".join(rows)


def profiled(issue: Path, count: int) -> None:
    """Print the functions with the most time of their own in a first build, by cProfile, all imports done before."""
    import cProfile
    import pstats
    from importlib import import_module

    for _, place in STAGES:
        import_module(place.partition(":")[0])
    from banmian import build

    with tempfile.TemporaryDirectory() as out, cProfile.Profile() as profile:
        build(issue, out, only=("press",))
    pstats.Stats(profile).strip_dirs().sort_stats("tottime").print_stats(count)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Show where the time of a cold build goes.")
    parser.add_argument("issue", type=Path, nargs="?", help="an issue; else one of eight pages is made")
    parser.add_argument("--articles", help="folder of .md articles to make that one of, instead of the samples")
    parser.add_argument("--runs", type=int, default=9, help="fresh processes (%(default)s)")
    parser.add_argument("--profile", type=int, metavar="N", help="the N costliest functions of one build instead")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        issue = wanted.issue
        if issue is None:
            more = ("--articles", wanted.articles) if wanted.articles else ()
            print(asked("-m", "benchmarks.issue_of_eight", folder, *more))
            issue = Path(folder, "issue")
        if wanted.profile:
            profiled(issue, wanted.profile)
        else:
            print(report(issue.resolve(), wanted.runs))


if __name__ == "__main__":
    main()
