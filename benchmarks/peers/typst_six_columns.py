"""The text in six columns through Typst: `python -m benchmarks.peers.typst_six_columns TEXT OUT.pdf`.

A compilation through the binding of the package index, in which Typst itself runs. System fonts are left alone, so that
its start does not pay for a scan of the machine. The text is read by Typst as it stands, and a paragraph is a line of it.
As a further argument, `lean` turns off what Banmian's press files do not have either: the search for the best breaks of
a whole paragraph, and tags.
"""

from __future__ import annotations

import typst

from benchmarks.peers.sheet import BODY, COLUMNS, FAMILY, GUTTER, HEIGHT, MARGIN_X, MARGIN_Y, PITCH, WIDTH, task

# From 0.88 em above the baseline to 0.12 em below it a line is one em high, so leading is all that lies between.
SOURCE = """
#set page(width: {width}pt, height: {height}pt, margin: (x: {x}pt, y: {y}pt), columns: {columns})
#set columns(gutter: {gutter}pt)
#set text(font: "{family}", size: {body}pt, lang: "zh", region: "cn", top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: {gap}pt, spacing: {gap}pt, linebreaks: {breaks})
#for line in read("{text}").split("\\n") [#par(line)]
"""


def main() -> None:
    """Set the text."""
    job = task()
    lean = "lean" in job.more
    folder, _, name = job.text.rpartition("/")
    source = SOURCE.format(
        width=WIDTH, height=HEIGHT, x=MARGIN_X, y=MARGIN_Y, columns=COLUMNS, gutter=GUTTER, family=FAMILY, body=BODY,
        gap=PITCH - BODY, breaks='"simple"' if lean else "auto", text=f"/{name}")
    compiler = typst.Compiler(root=folder or ".", font_paths=[job.fonts], ignore_system_fonts=True)
    compiler.compile(source.encode(), output=job.out, pdf_tags=not lean)


if __name__ == "__main__":
    main()
