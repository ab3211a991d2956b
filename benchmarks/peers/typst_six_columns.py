"""The text in six columns through Typst: `python -m benchmarks.peers.typst_six_columns TEXT OUT.pdf [FONTS [simple]]`.

A compilation through the binding of the package index, in which Typst itself runs. System fonts are left alone, so
that its start does not pay for a scan of the machine. Typst reads the text as it stands; a paragraph is a line of it.
Justified text has Typst search for the best breaks of a whole paragraph; with `simple` it takes one line after the
other.
"""

from __future__ import annotations

import os

import typst

from benchmarks.peers import sheet

# A line reaches from 0.88 em above the baseline to 0.12 em below it, one em in all: leading is what lies between two.
TEXT = """
#set text(font: "{family}", size: {body}pt, lang: "zh", region: "cn", top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: {gap}pt, spacing: {gap}pt)
#set par(linebreaks: {breaks})
#for line in read("{text}").split("\\n") [#par(line)]
"""
SOURCE = """
#set page(width: {width}pt, height: {height}pt, margin: (x: {x}pt, y: {y}pt), columns: {columns})
#set columns(gutter: {gutter}pt)
{text}
"""


def text_source(path: str, more: tuple[str, ...]) -> str:
    """The type, the paragraphs, and the text that is read from a file; `simple` among what else was said."""
    return TEXT.format(
        family=sheet.FAMILY,
        body=sheet.BODY,
        gap=sheet.PITCH - sheet.BODY,
        breaks='"simple"' if "simple" in more else "auto",
        text=os.path.abspath(path),
    )


def main() -> None:
    """Set the text."""
    task = sheet.task()
    source = f"{task.out}.typ"
    with open(source, "w", encoding="utf-8") as file:
        file.write(
            SOURCE.format(
                width=sheet.WIDTH,
                height=sheet.HEIGHT,
                x=sheet.MARGIN_X,
                y=sheet.MARGIN_Y,
                columns=sheet.COLUMNS,
                gutter=sheet.GUTTER,
                text=text_source(task.text, task.more),
            )
        )
    typst.compile(source, output=task.out, root="/", font_paths=[task.fonts], ignore_system_fonts=True)


if __name__ == "__main__":
    main()
