"""One build under a stopwatch: `python -m benchmarks.stopwatch ISSUE OUT` prints JSON. `where` runs it and adds it up.

The watch is on the functions of `STAGES` and on every import. A stage is charged with its own time alone: what a stage
that it calls takes, or an import, is that one's; what other threads do is nobody's. Nothing is imported before the
watch runs that Python has not loaded anyway.
"""

from __future__ import annotations

import _thread
import gc
import os
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

STAGES = (
    ("command line", "banmian.cli.main:main"),
    ("build, all else", "banmian.front:build"),
    ("reading the issue", "banmian.intake:read_issue"),
    ("copydesk", "banmian.copydesk:settle"),
    ("plant and condition", "banmian.pressing:pressed_for"),
    ("adverts taken in", "banmian.advert_intake:admit_adverts"),
    ("adverts taken in", "banmian.advert_intake:admit_forms"),
    ("reading layouts", "banmian.layout.reader:read_layout"),
    ("planning", "banmian.plan.assign:plan_pages"),
    ("opening faces", "banmian.faces.library:FaceLibrary.__init__"),
    ("opening faces", "banmian.faces.face:Face.__init__"),
    ("glyph look-up", "banmian.faces.library:FaceLibrary.glyphs"),
    ("casting: breaks", "banmian.typeset.breaks:find_breaks"),
    ("casting: running sums", "banmian.typeset.judge:Judge.__init__"),
    ("casting", "banmian.typeset.sorts:Sorts.__init__"),
    ("casting the copy", "banmian.makeup.text.copy:cast_copy"),
    ("casting labels", "banmian.makeup.lines.labels:LabelCase.cast_together"),
    ("choosing lines", "banmian.typeset.lines:compose"),
    ("choosing lines", "banmian.typeset.lines:compose_all"),
    ("placing characters", "banmian.typeset.placing:place"),
    ("words of headlines", "banmian.words:segment"),
    ("headlines", "banmian.makeup.heads.placement:HeadSetter.choose"),
    ("stories to pieces", "banmian.makeup.text.columns:compose_story"),
    ("levelling columns", "banmian.makeup.text.columns:level"),
    ("copyfitting", "banmian.makeup.text.copyfit:tightened"),
    ("copyfitting", "banmian.makeup.text.copyfit:copyfit"),
    ("filling slots", "banmian.makeup.block.fill:choose_filling"),
    ("inserts", "banmian.makeup.inserts.wishes:wishes_of"),
    ("text runs", "banmian.makeup.lines.runs:text_lines"),
    ("marks in the text", "banmian.makeup.marks.interlinear:interlinear_marks"),
    ("fitting, all else", "banmian.makeup.block.fit:Fitter.fit"),
    ("drawing, all else", "banmian.makeup.block.draw:draw"),
    ("briefs", "banmian.makeup.briefs.briefs:set_briefs"),
    ("chains of slots", "banmian.makeup.block.chains:make_chains"),
    ("furniture", "banmian.makeup.furniture.furnish:furnish"),
    ("adverts", "banmian.makeup.furniture.adverts:place_advert"),
    ("rules", "banmian.makeup.furniture.rules:set_rules"),
    ("digests", "banmian.cache:digest"),
    ("makeup, all else", "banmian.makeup.pages:make_up"),
    ("pieces of articles", "banmian.report:pieces_of"),
    ("preflight: plates", "banmian.preflight.plates:check_plates"),
    ("preflight: pictures", "banmian.preflight.pictures:check_pictures"),
    ("preflight: taboos", "banmian.preflight.taboos:check_make_up"),
    ("report", "banmian.report:make_report"),
    ("report", "msgspec.json:encode"),
    ("report", "msgspec.json:format"),
    ("fonts: subsets", "banmian.pdf.fonts:FontSet.__init__"),
    ("fonts: into files", "banmian.pdf.fonts:FontSet.write"),
    ("colours: tables", "banmian.inks.convert:conversion"),
    ("pictures", "banmian.pdf.pictures:write_picture"),
    ("painting: text", "banmian.pdf.text:TextOperators.__init__"),
    ("painting", "banmian.pdf.painter:paint"),
    ("printer's marks", "banmian.press.marks:draw_marks"),
    ("identification", "banmian.press.identification:write_identification"),
    ("deflate", "banmian.pdf.document:compress"),
    ("PDF objects", "banmian.pdf.document:PdfFile.__init__"),
    ("PDF objects", "banmian.pdf.document:PdfFile.save"),
    ("foreign PDFs", "banmian.pdf.forms:place_forms"),
    ("press pages, all else", "banmian.press.pages:press_page"),
    ("ink, reckoned", "banmian.press.ink.reckoning:reckon"),
    ("ink, drawn or waited for", "banmian.press.ink.measuring:Measuring.of"),
    ("manifest", "banmian.press.manifest:manifest"),
    ("files", "pathlib:Path.write_bytes"),
    ("files", "pathlib:Path.replace"),
)
"""What is timed, as module:name, by the label that it is charged to. A test holds them against the code."""
PYTHON = "import: Python's own"
WATCH = "the watch"


class Stopwatch:
    """Charges time to the label on top of a stack: each label has what no other inside it took."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self.calls: dict[str, int] = {}
        self._stack: list[str] = []
        self._since = time.perf_counter()
        self._mine = _thread.get_ident()

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
            if _thread.get_ident() != self._mine:
                return function(*given, **named)
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
            if (not level and name in sys.modules) or _thread.get_ident() != self._mine:
                return original(name, globals, locals, fromlist, level)
            package = (globals or {}).get("__package__") or "" if level else name
            top = package.partition(".")[0]
            self.enter(PYTHON if top in sys.stdlib_module_names else f"import: {top}")
            try:
                return original(name, globals, locals, fromlist, level)
            finally:
                self.leave()

        builtins.__import__ = importing

    def time_stages(self) -> None:
        """Put the stages under the watch, where they are defined and wherever a module has taken them over by name."""
        timed: dict[int, Any] = {}
        for label, place in STAGES:
            holder, name = found(place)
            function = getattr(holder, name)
            timed[id(function)] = self.timed(label, function)
            setattr(holder, name, timed[id(function)])
        for module in [*sys.modules.values()]:
            if module.__name__.startswith("banmian"):
                for name, value in [*vars(module).items()]:
                    if id(value) in timed:
                        setattr(module, name, timed[id(value)])


def found(place: str) -> tuple[Any, str]:
    """Return the module or class that holds what stands at module:name, and its name there."""
    module, _, path = place.partition(":")
    *holders, name = path.split(".")
    __import__(module)
    holder: Any = sys.modules[module]
    for step in holders:
        holder = getattr(holder, step)
    return holder, name


def main() -> None:
    """Build the press files of an issue and print seconds and calls by label, and when the watch ran.

    It begins and ends as the command does: no collector, one thread for linear algebra, nothing taken apart.
    """
    begun = time.perf_counter()
    gc.disable()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    watch = Stopwatch()
    watch.time_imports()
    watch.timed(WATCH, watch.time_stages)()
    from banmian.cli.main import main

    out, sys.stdout = sys.stdout, sys.stderr
    main(["build", sys.argv[1], "-o", sys.argv[2], "--only", "press"])
    sys.stdout = out
    done = time.perf_counter()

    import json

    print(json.dumps({"begun": begun, "done": done, "spent": watch.spent, "calls": watch.calls}), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
