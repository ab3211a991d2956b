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

from benchmarks.peers import sheet


def body_style(face: str) -> ParagraphStyle:
    """The style of the text, in a face that is opened here."""
    registerFont(TTFont(sheet.FAMILY, face))
    return ParagraphStyle(
        "body",
        fontName=sheet.FAMILY,
        fontSize=sheet.BODY,
        leading=sheet.PITCH,
        alignment=TA_JUSTIFY,
        firstLineIndent=2 * sheet.BODY,
        wordWrap="CJK",
    )


def main() -> None:
    """Set the text."""
    task = sheet.task()
    style = body_style(task.face)
    frames = [
        Frame(
            sheet.MARGIN_X + n * (sheet.MEASURE + sheet.GUTTER),
            sheet.MARGIN_Y,
            sheet.MEASURE,
            sheet.HEIGHT - 2 * sheet.MARGIN_Y,
            id=f"column{n}",
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        for n in range(sheet.COLUMNS)
    ]
    document = BaseDocTemplate(
        task.out, pagesize=(sheet.WIDTH, sheet.HEIGHT), pageTemplates=[PageTemplate("six", frames)], lang="zh-CN"
    )
    document.build([Paragraph(escape(paragraph), style) for paragraph in task.paragraphs()])


if __name__ == "__main__":
    main()
