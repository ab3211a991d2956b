"""The text in six columns through WeasyPrint: `python -m benchmarks.peers.weasyprint_six_columns TEXT OUT.pdf`.

CSS columns on CSS pages; the face by @font-face from its file.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from benchmarks.peers import sheet

STYLE = """
@font-face {{ font-family: "{family}"; src: url("{face}") }}
@page {{ size: {width}pt {height}pt; margin: {y}pt {x}pt }}
html {{ font: {body}pt/{pitch}pt "{family}" }}
body {{ margin: 0; columns: {columns}; column-gap: {gutter}pt; column-fill: auto }}
p {{ margin: 0; text-align: justify; text-indent: 2em; orphans: 1; widows: 1 }}
"""


def main() -> None:
    """Set the text."""
    task = sheet.task()
    fonts = FontConfiguration()
    style = STYLE.format(
        family=sheet.FAMILY,
        face=Path(task.face).resolve().as_uri(),
        width=sheet.WIDTH,
        height=sheet.HEIGHT,
        x=sheet.MARGIN_X,
        y=sheet.MARGIN_Y,
        body=sheet.BODY,
        pitch=sheet.PITCH,
        columns=sheet.COLUMNS,
        gutter=sheet.GUTTER,
    )
    body = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in task.paragraphs())
    html = f'<!DOCTYPE html><html lang="zh-CN"><head><title>six columns</title></head><body>{body}</body></html>'
    HTML(string=html).write_pdf(task.out, stylesheets=[CSS(string=style, font_config=fonts)], font_config=fonts)


if __name__ == "__main__":
    main()
