"""The text in one column through WeasyPrint, laid out only: `python -m benchmarks.peers.weasyprint_paragraphs TASK`.

`HTML.render` parses, styles and lays out, and draws nothing; `lay out` is the part of it within `layout_document`,
where lines are chosen and boxes placed. Pages are as high as a column of the newspaper.
"""

from __future__ import annotations

from typing import Any

import weasyprint.document
from weasyprint import CSS, HTML
from weasyprint.formatting_structure.boxes import LineBox
from weasyprint.text.fonts import FontConfiguration

from benchmarks import rounds
from benchmarks.peers import sheet
from benchmarks.peers.weasyprint_six_columns import text_html, text_style

LAY_OUT = weasyprint.document.layout_document
PAGE = "@page {{ size: {width}pt {height}pt; margin: 0 }}"


def main() -> None:
    """Set the text."""
    task = rounds.task()
    fonts = FontConfiguration()
    page = PAGE.format(width=task.measure * sheet.BODY, height=115 * sheet.PITCH)
    style = CSS(string=page + text_style(sheet.face_in(task.fonts)), font_config=fonts)

    def once(paragraphs: list[str], watch: rounds.Watch) -> int:
        def timed(*given: Any, **more: Any) -> list[Any]:
            with watch.step("lay out"):
                return list(LAY_OUT(*given, **more))

        weasyprint.document.layout_document = timed
        html = text_html(paragraphs)
        with watch.step("parse, style, lay out"):
            document = HTML(string=html).render(stylesheets=[style], font_config=fonts)
        return sum(isinstance(box, LineBox) for page in document.pages for box in page._page_box.descendants())

    rounds.say(rounds.measured(once, task, less_empty=True))


if __name__ == "__main__":
    main()
