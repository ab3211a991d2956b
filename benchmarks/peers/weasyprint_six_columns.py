"""The text in six columns through WeasyPrint: `python -m benchmarks.peers.weasyprint_six_columns TEXT OUT.pdf`.

CSS columns on CSS pages; the face by @font-face from its file.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from benchmarks.peers import sheet

PAGE = """
@page {{ size: {width}pt {height}pt; margin: {y}pt {x}pt }}
body {{ columns: {columns}; column-gap: {gutter}pt; column-fill: auto }}
"""
TEXT = """
@font-face {{ font-family: "{family}"; src: url("{face}") }}
html {{ font: {body}pt/{pitch}pt "{family}" }}
body {{ margin: 0 }}
p {{ margin: 0; text-align: justify; text-indent: 2em; orphans: 1; widows: 1 }}
"""


def text_style(face: str) -> str:
    """The CSS of the text."""
    uri = Path(face).resolve().as_uri()
    return TEXT.format(family=sheet.FAMILY, face=uri, body=sheet.BODY, pitch=sheet.PITCH)


def text_html(paragraphs: list[str]) -> str:
    """The text as HTML."""
    body = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in paragraphs)
    return f'<!DOCTYPE html><html lang="zh-CN"><head><title>text</title></head><body>{body}</body></html>'


def main() -> None:
    """Set the text."""
    task = sheet.task()
    fonts = FontConfiguration()
    page = PAGE.format(
        width=sheet.WIDTH,
        height=sheet.HEIGHT,
        x=sheet.MARGIN_X,
        y=sheet.MARGIN_Y,
        columns=sheet.COLUMNS,
        gutter=sheet.GUTTER,
    )
    style = CSS(string=page + text_style(task.face), font_config=fonts)
    HTML(string=text_html(task.paragraphs())).write_pdf(task.out, stylesheets=[style], font_config=fonts)


if __name__ == "__main__":
    main()
