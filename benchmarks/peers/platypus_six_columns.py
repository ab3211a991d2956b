"""The text in six columns through ReportLab's platypus: `python -m benchmarks.peers.platypus_six_columns TEXT OUT.pdf`.

A document template with a page template of six frames, and Paragraphs that break as the manual says for Chinese.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from benchmarks.peers.sheet import BODY, COLUMNS, FAMILY, GUTTER, HEIGHT, MARGIN_X, MARGIN_Y, MEASURE, PITCH, WIDTH, task


def main() -> None:
    """Set the text."""
    job = task()
    registerFont(TTFont(FAMILY, job.face))
    style = ParagraphStyle(
        "body", fontName=FAMILY, fontSize=BODY, leading=PITCH, alignment=TA_JUSTIFY, firstLineIndent=2 * BODY,
        wordWrap="CJK")
    frames = [
        Frame(MARGIN_X + n * (MEASURE + GUTTER), MARGIN_Y, MEASURE, HEIGHT - 2 * MARGIN_Y, id=f"column{n}",
              leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
        for n in range(COLUMNS)
    ]
    document = BaseDocTemplate(
        job.out, pagesize=(WIDTH, HEIGHT), pageTemplates=[PageTemplate("six", frames)], lang="zh-CN")
    document.build([Paragraph(escape(paragraph), style) for paragraph in job.paragraphs()])


if __name__ == "__main__":
    main()
