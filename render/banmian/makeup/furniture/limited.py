"""Work on somebody's file in a process of its own, with a limit of time and of memory: whatever the file, it ends.

The process is a fork, so that nothing has to be loaded again; where the system has no Linux, the work is done here and
without limits.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS = 30
"""Time on the processor: a block takes less than one."""
MEMORY = 2 << 30
"""Bytes that may be taken beside what is there already."""

Result = TypeVar("Result")


class LimitError(Exception):
    """The work took too much time or memory, or broke its process; the text says which."""


def within_limits(work: Callable[[], Result]) -> Result:
    """Return what `work` returns, or raise what it raises. Raises LimitError where it does not come to an end."""
    if sys.platform != "linux":
        return work()
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads, none of which the work needs
        child = os.fork()
    if not child:
        os.close(reading)
        _work(work, writing)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb") as pipe:
            answer = pipe.read()
        _, status = os.waitpid(child, 0)
        child = 0
    finally:
        if child:  # broken off
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
    if status:
        late = os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL, signal.SIGALRM)
        raise LimitError(f"it takes more than {SECONDS} s" if late else "it broke the program that sets it")
    good, result = pickle.loads(answer)
    if not good:
        raise LimitError(f"it takes more than {MEMORY >> 30} GB") if isinstance(result, MemoryError) else result
    return result  # type: ignore[no-any-return]


def _work(work: Callable[[], object], writing: int) -> None:
    """Do the work in the child, and write what came of it; never returns."""
    import resource

    code = 1
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        most = pages * resource.getpagesize() + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(20 * SECONDS)  # that it waits for what never comes
        try:
            answer = pickle.dumps((True, work()))
        except (Exception, RecursionError) as error:
            answer = pickle.dumps((False, error))
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer)
        code = 0
    finally:
        os._exit(code)
