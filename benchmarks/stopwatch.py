"""One build under a stopwatch: `python -m benchmarks.stopwatch ISSUE OUT` prints JSON. `where` runs it and adds it up.

The watch is on the public functions of the stages and on every import. A stage is charged with its own time alone: what
a stage that it calls takes, or an import, is that one's. Nothing is imported before the watch runs that Python has not
loaded anyway.
"""

from __future__ import annotations

import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

STAGES = (
    ("reading the issue", "banmian.newspaper:read_issue"),
    ("planning", "banmian.plan:plan_pages"),
    ("opening faces", "banmian.faces.face:Face.__init__"),
    ("glyph look-up", "banmian.faces.face:Face.glyphs"),
    ("casting the copy", "banmian.makeup.pages:cast_copy"),
    ("headlines", "banmian.makeup.block.block:set_headline"),
    ("choosing lines", "banmian.makeup.block.block:compose_story"),
    ("levelling columns", "banmian.makeup.block.block:level"),
    ("placing characters", "banmian.makeup.lines.runs:place"),
    ("text runs", "banmian.makeup.block.block:text_runs"),
    ("blocks, all else", "banmian.makeup.block.block:BlockMaker.make"),
    ("furniture", "banmian.makeup.pages:nameplate"),
    ("furniture", "banmian.makeup.pages:folio"),
    ("furniture", "banmian.makeup.pages:directory"),
    ("makeup, all else", "banmian.makeup:make_up"),
    ("preflight", "banmian.preflight:check_plates"),
    ("report", "banmian.newspaper:make_report"),
    ("fonts: subsets", "banmian.pdf.fonts:FontSet.__init__"),
    ("fonts: into files", "banmian.pdf.fonts:FontProgram.write"),
    ("painting", "banmian.press.pages:paint"),
    ("deflate", "banmian.pdf.document:compress"),
    ("deflate", "banmian.pdf.fonts:compress"),
    ("PDF objects", "banmian.pdf.document:PdfFile.save"),
    ("press pages, all else", "banmian.press.output:press_page"),
)
"""What is timed, as module:name; where a module has taken a function over by name, it is timed there."""
REST = "build, all else"
PYTHON = "import: Python's own"


class Stopwatch:
    """Charges time to the label on top of a stack: each label has what no other inside it took."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self.calls: dict[str, int] = {}
        self._stack: list[str] = []
        self._since = time.perf_counter()

    def enter(self, label: str) -> None:
        """Begin to charge a label."""
        self._charge()
        self._stack.append(label)

    def leave(self) -> None:
        """Go back to the label before."""
        self._charge()
        label = self._stack.pop()
        self.calls[label] = self.calls.get(label, 0) + 1

    def _charge(self) -> None:
        now = time.perf_counter()
        if self._stack:
            label = self._stack[-1]
            self.spent[label] = self.spent.get(label, 0.0) + now - self._since
        self._since = now

    def timed(self, label: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, charged to a label."""

        def charged(*given: Any, **named: Any) -> Any:
            self.enter(label)
            try:
                return function(*given, **named)
            finally:
                self.leave()

        return charged

    def time_imports(self) -> None:
        """Charge every import to its package: ours, those of others by name, and Python's own together."""
        import builtins

        original = builtins.__import__

        def importing(  # the names of the parameters are Python's
            name: str,
            globals: Any = None,
            locals: Any = None,
            fromlist: Any = (),
            level: int = 0,
        ) -> Any:
            if not level and name in sys.modules:
                return original(name, globals, locals, fromlist, level)
            package = (globals or {}).get("__package__") or "" if level else name
            top = package.partition(".")[0]
            self.enter(PYTHON if top in sys.stdlib_module_names else f"import: {top}")
            try:
                return original(name, globals, locals, fromlist, level)
            finally:
                self.leave()

        builtins.__import__ = importing

    def time_stages(self) -> list[str]:
        """Put the stages under the watch; those that are not where they were thought to be are returned."""
        absent = []
        for label, place in STAGES:
            module, _, path = place.partition(":")
            *holders, name = path.split(".")
            try:
                __import__(module)
                holder: Any = sys.modules[module]
                for step in holders:
                    holder = getattr(holder, step)
                setattr(holder, name, self.timed(label, getattr(holder, name)))
            except (ImportError, AttributeError):
                absent.append(place)
        return absent


def main() -> None:
    """Build the press files of an issue and print seconds and calls by label, and when the watch ran."""
    begun = time.perf_counter()
    watch = Stopwatch()
    watch.time_imports()
    from banmian import build

    absent = watch.time_stages()
    watch.timed(REST, build)(sys.argv[1], sys.argv[2], only=("press",))
    done = time.perf_counter()

    import json

    print(json.dumps({"begun": begun, "done": done, "spent": watch.spent, "calls": watch.calls, "absent": absent}))


if __name__ == "__main__":
    main()
