"""The text in one column through Typst, laid out only: `python -m benchmarks.peers.typst_paragraphs TASK`.

One compiler, kept warm, reads a file that is written anew for every round, and is asked for a mark at the end of the
document: so it evaluates the source and lays the text out, but writes no PDF. A text that it has set before would take
it less than a millisecond; so each is another (`rounds.varied`).
"""

from __future__ import annotations

import math
import os
import tempfile

import typst

from benchmarks import rounds
from benchmarks.peers import sheet
from benchmarks.peers.typst_six_columns import text_source

SOURCE = """
#set page(width: {width}pt, height: auto, margin: 0pt)
{text}
#metadata("set") <end>
"""
LINES = """
#context [#metadata(here().position().y / {pitch}pt) <lines>]
"""


def main() -> None:
    """Set the text."""
    task = rounds.task()
    with tempfile.TemporaryDirectory() as folder:
        name, copy = os.path.join(folder, "text.typ"), os.path.join(folder, "text.txt")
        source = SOURCE.format(width=task.measure * sheet.BODY, text=text_source(copy, task.more))

        def compiler(source: str) -> typst.Compiler:
            with open(name, "w", encoding="utf-8") as file:
                file.write(source)
            return typst.Compiler(name, root="/", font_paths=[task.fonts], ignore_system_fonts=True)

        def write(paragraphs: list[str]) -> None:
            with open(copy, "w", encoding="utf-8") as file:
                file.write("\n".join(paragraphs))

        warm = compiler(source)

        def once(paragraphs: list[str], watch: rounds.Watch) -> int:
            write(paragraphs)
            with watch.step("lay out"):
                warm.query("<end>", field="value", one=True)
            return 0

        found = rounds.measured(once, task, less_empty=True)
        write(task.paragraphs())
        answer = compiler(source + LINES.format(pitch=sheet.PITCH)).query("<lines>", field="value", one=True)
    rounds.say({**found, "lines": math.ceil(float(answer))})


if __name__ == "__main__":
    main()
