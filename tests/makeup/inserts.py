"""What the tests of inserts share: an article, and what every insert must keep."""

import pytest

from banmian.layout.styles import Styles
from banmian.makeup.lines.runs import baseline
from banmian.model import Article, ArticleKeys
from banmian.plate import Fill, Rule, TextRun, items_of

PITCH, SIZE = 15.0, 10.0
STYLES = Styles()
WIDTHS = (60.0, 120.0, 260.0, 400.0, 540.0)
"""6, 12, 26, 40 and 54 字."""
X, Y = 100.0, 300.0


def article(**keys):
    """An article that has what stands beside a body."""
    return Article(keys=ArticleKeys(id="a", headline="标题", **keys), paragraphs=())


def drawn(insert, x, y, lines):
    """The items of an insert at a place and of so many lines."""
    return tuple(items_of([insert.drawn(x, y, lines)]))


def texts(items, *roles):
    """The texts of the runs, of some roles if any is named, joined in reading order."""
    runs = [item for item in items if isinstance(item, TextRun)]
    return "".join(run.text for run in runs if not roles or run.role in roles)


def characters(text):
    """What a text is made of: line ends and the order of lines aside."""
    return sorted(text.replace(" ", "").replace("\n", ""))


def assert_kept(insert, width):
    """What every insert keeps at each of its heights: its rectangle, its article, no body."""
    assert 1 <= insert.least <= insert.most
    for lines in range(insert.least, insert.most + 1):
        for item in drawn(insert, X, Y, lines):
            match item:
                case TextRun():
                    left, top, right, bottom = item.box
                    if item.text[0] in "“‘（《〈【「『〔［":  # P10: its blank front stands outside the line
                        left += item.size / 2
                    assert item.body == -1
                case Rule():
                    left, top, right, bottom = item.x0, item.y0, item.x1, item.y1
                case Fill():
                    left, top, right, bottom = item.x, item.y, item.x + item.width, item.y + item.height
            assert item.article == "a"
            assert item.role
            assert left >= X - 0.01, item
            assert right <= X + width + 0.01, item
            assert top >= Y - 0.01, item
            assert bottom <= Y + lines * PITCH + 0.01, item


def assert_on_grid(items, *roles):
    """The baselines of these roles are those of the body."""
    first = baseline(Y, PITCH, SIZE)
    found = [item for item in items if isinstance(item, TextRun) and item.role in roles]
    assert found
    for run in found:
        lines = (run.y - first) / PITCH
        assert lines == pytest.approx(round(lines), abs=0.001), run.text
