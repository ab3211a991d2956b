"""The lines of the text as ReportLab chooses them: `python -m benchmarks.peers.platypus_paragraphs TASK`.

Each paragraph is parsed before the clock starts; then `Paragraph.wrap` measures it and breaks it for Chinese. ReportLab
places characters when it draws, so this is breaking and no more.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from reportlab.platypus import Paragraph

from benchmarks import rounds
from benchmarks.peers import sheet
from benchmarks.peers.platypus_six_columns import body_style

ENDLESS = 1e9


def main() -> None:
    """Set the text."""
    task = rounds.task()
    style = body_style(sheet.face_in(task.fonts))
    width = task.measure * sheet.BODY

    def once(paragraphs: list[str], watch: rounds.Watch) -> int:
        parsed = [Paragraph(escape(paragraph), style) for paragraph in paragraphs]
        with watch.step("choose lines"):
            for paragraph in parsed:
                paragraph.wrap(width, ENDLESS)
        return sum(len(paragraph.blPara.lines) for paragraph in parsed)

    rounds.say(rounds.measured(once, task))


if __name__ == "__main__":
    main()
