"""The memory that Banmian's composition takes: `python -m benchmarks.memory TASK [TIMES]` prints JSON (see `rounds`).

A process of its own sets the text so many times over, no paragraph twice, after a short text that loads what has to be
loaded. `resident` is by how much the peak of the process grew, in bytes; `traced` is the peak of what Python and NumPy
asked for, by tracemalloc, in a second round; `kept` is what remains of it while the galley lives.
"""

from __future__ import annotations

import gc
import json
import sys
import time
import tracemalloc
from typing import Any

from banmian.faces import FaceLibrary
from benchmarks import rounds
from benchmarks.banmian_paragraphs import set_once


def peak() -> int:
    """The most memory that this process has had, in bytes: its own where the kernel says so, not its parent's."""
    try:
        with open("/proc/self/status", encoding="ascii") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) * 1024
    except (OSError, StopIteration):
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def taken(task: rounds.Task, times: int) -> dict[str, Any]:
    """Set the text so many times over and tell what it took."""
    library = FaceLibrary()
    once = task.paragraphs()
    text = [rounds.varied(paragraph, turn) for turn in range(times) for paragraph in once]
    set_once(once[:20], task.measure, library, rounds.Watch())
    gc.collect()
    before = peak()
    start = time.perf_counter()
    set_once(text, task.measure, library, rounds.Watch())
    seconds = time.perf_counter() - start
    resident = peak() - before
    gc.collect()
    tracemalloc.start()
    galley = set_once(text, task.measure, library, rounds.Watch())
    kept, traced = tracemalloc.get_traced_memory()
    return {
        "times": times,
        "characters": sum(map(len, text)),
        "lines": len(galley.lines),
        "seconds": seconds,
        "peak": before + resident,
        "resident": resident,
        "traced": traced,
        "kept": kept,
    }


if __name__ == "__main__":
    print(json.dumps(taken(rounds.task(), int(sys.argv[2]) if len(sys.argv) > 2 else 1)))
