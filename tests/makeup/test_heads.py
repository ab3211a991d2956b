"""Where a headline stands and what it takes from the text (F2), with numbers that can be worked out by hand.

A slot of `columns` text columns of 8 字 (4 of them 35 字 wide) and 30 lines of 12 pt. A headline of one line of 20 pt
is 3 lines high: 20 + 0.7 x 12 pt are 28.4.
"""

import pytest

from banmian.intake import read_issue
from banmian.makeup.lines.runs import baseline
from banmian.makeup.text.field import LEAST_BESIDE
from banmian.making import make_plates
from banmian.plate import Direction
from banmian.report import make_report

SIZE, PITCH, ROWS = 10, 12, 30

DESIGN = """
title = "标题的位置"
extends = "toy-inner"
plan = \"\"\"
{plan}
\"\"\"
[slot.A]
takes = "article"
headline = "plain"
{keys}
{more}
"""


class Head:
    """The page of an article: rows and columns of its headline and its text, counted from the corner of the slot."""

    def __init__(self, issue, library):
        made, _ = make_plates(issue, library)
        self.plate = made.plates[0]
        self.codes = {finding.code for finding in made.findings if finding.code != "empty-slot"}
        self.findings = made.findings
        (self.told,) = make_report(issue, made, made.findings)["articles"]
        self.fit = made.fits[1][0]
        (self.block,) = self.plate.legs
        self.runs = list(self.plate.texts("a", "headline"))
        self.text = [run for run in self.plate.texts("a") if run.body >= 0]
        kept = "".join(piece["text"] for piece in self.told["pieces"]) + self.told["overset"]["text"]
        assert kept == issue.articles[0].body

    def x(self, run):
        return round((run.x - self.block.x) / SIZE, 2)

    def row(self, run):
        """The row of a line of text; it is on the grid."""
        row = (run.y - baseline(self.block.y, PITCH, SIZE)) / PITCH
        assert abs(row - round(row)) < 1e-3
        return round(row)

    @property
    def lines(self):
        """For each text column its rows, by the 9 字 from one to the next."""
        found = {}
        for run in self.text:
            found.setdefault(int((run.x - self.block.x + 0.1) / 90), set()).add(self.row(run))
        return {column: sorted(rows) for column, rows in sorted(found.items())}

    @property
    def head_rows(self):
        """The first and the last row that a headline touches."""
        tops = [(run.box[1] - self.block.y) / PITCH for run in self.runs]
        feet = [(run.box[3] - self.block.y) / PITCH for run in self.runs]
        return min(tops), max(feet)


@pytest.fixture
def page(write_issue, toy_library):
    """`page(body, plan=…, keys=…, **article)`: an article in slot A of a design of its own."""
    count = iter(range(100))

    def page(*body, basic=4, plan=None, keys="columns = 4", more="", rows=ROWS, **article):
        pages = [{"number": 1, "layout": "heads", "articles": ["a@A"]}]
        folder = write_issue.as_folder(pages, [{"id": "a", "headline": "标题", **article, "body": list(body)}])
        text = DESIGN.format(plan=plan or f"{rows} {'A' * basic}", keys=keys, more=more)
        text += f"[grid]\nlines = {rows}\ncolumns = {basic}\n"
        name = f"heads-{next(count)}"
        (folder / "layouts" / f"{name}.toml").write_text(text, "utf-8")
        toml = (folder / "issue.toml").read_text("utf-8").replace('"heads"', f'"{name}"')
        (folder / "issue.toml").write_text(toml, "utf-8")
        return Head(read_issue(folder), toy_library)

    return page


def lines(count):
    """A paragraph of so many full lines of 8 字."""
    return "天" * (8 * count - 2)


FULL = list(range(3, ROWS))
"""The rows under a headline of one line."""
WAIST = [*range(13), *range(17, ROWS)]
"""Those over and under one at the waist."""


def test_over_all_columns(page):
    made = page(lines(4 * 27))
    assert made.codes == set()
    assert made.lines == dict.fromkeys(range(4), FULL)
    (head,) = made.runs
    assert made.x(head) == 0
    assert made.head_rows[0] >= 0
    assert made.head_rows[1] <= 3


def test_over_the_left_half(page):
    """上左: the columns beside it begin at the top."""
    made = page(lines(2 * 27 + 2 * 30), keys='columns = 4\nhead = "over-left"')
    assert made.codes == set()
    assert made.lines == {0: FULL, 1: FULL, 2: list(range(ROWS)), 3: list(range(ROWS))}
    assert made.x(made.runs[0]) == 0


def test_over_columns_of_its_own(page):
    made = page(lines(30 + 3 * 27), keys='columns = 4\nhead = "over-left"\nhead_columns = [2, 4]')
    assert made.lines == {0: list(range(ROWS)), 1: FULL, 2: FULL, 3: FULL}
    assert made.x(made.runs[0]) == 9


def test_at_the_left(page):
    """It has its columns for itself and stands a little above their middle; the text begins beside it."""
    made = page(lines(2 * 30), keys='columns = 4\nhead = "at-left"')
    assert made.codes == set()
    assert made.lines == {2: list(range(ROWS)), 3: list(range(ROWS))}
    assert made.x(made.runs[0]) == 0
    top, foot = made.head_rows
    assert 30 * 0.4 - 3 < top < foot < 15


def test_at_the_waist(page):
    """腰题: 3 rows and one of white over them, in the middle of all columns, and it is centred."""
    made = page(lines(4 * 26), keys='columns = 4\nhead = "waist"')
    assert made.codes == set()
    assert made.lines == dict.fromkeys(range(4), WAIST)
    (head,) = made.runs
    assert head.x + head.width / 2 == pytest.approx(made.block.x + 175, abs=0.1)
    assert 14 <= made.head_rows[0] < made.head_rows[1] <= 17


def test_x4_three_lines_at_least_stand_over_a_headline_at_the_waist(page):
    made = page(lines(4 * 6), rows=10, keys='columns = 4\nhead = "waist"')
    assert made.lines == {column: [0, 1, 2, 7, 8, 9] for column in range(4)}
    made = page(lines(4 * 5), rows=9, keys='columns = 4\nhead = "waist"')
    assert made.lines == {column: [4, 5, 6, 7, 8] for column in range(4)}, "too short for both sides: all of it under"


def test_surrounded_by_its_text(page):
    """文包题: the middle one of three columns, with text on every side."""
    made = page(lines(2 * 30 + 26), basic=3, keys='columns = 3\nhead = "surrounded"')
    assert made.codes == set()
    assert made.lines[0] == made.lines[2] == list(range(ROWS))
    gap = sorted(set(range(ROWS)) - set(made.lines[1]))
    assert gap == list(range(10, 14)), "4 rows from 0.4 x 26 on"
    (head,) = made.runs
    assert head.x + head.width / 2 == pytest.approx(made.block.x + 130, abs=0.1)


def test_text_beside_a_headline_in_a_corner(page):
    """串文: of one column 35 字 wide it takes 18; a 字 further 16 are left to each of its lines."""
    made = page("天" * 300, keys='columns = 1\nhead = "beside"')
    beside = [run for run in made.text if made.row(run) < 3]
    assert [made.row(run) for run in beside] == [0, 1, 2]
    assert [made.x(run) for run in beside] == [21, 19, 19], "the first one is indented"
    assert [len(run.text) for run in beside] == [14, 16, 16]
    assert {made.x(run) for run in made.text if made.row(run) >= 3} == {0}
    assert max(run.box[2] for run in made.runs) <= made.block.x + 180


def test_k6_where_fewer_than_six_are_left_no_text_stands_beside(page):
    """A column of 8 字: 4 for the headline, one clear, 3 left."""
    made = page(lines(27), basic=1, keys='columns = 1\nhead = "beside"', headline="题")
    assert made.lines == {0: FULL}
    assert LEAST_BESIDE == 6


def test_a_corner_of_two_columns(page):
    """Of 17 字 it takes 8: the first column, and the second one is free a 字 further."""
    made = page(lines(27 + 3 * 30), keys='columns = 4\nhead = "beside"\nhead_columns = [1, 2]')
    assert made.lines == {0: FULL, 1: list(range(ROWS)), 2: list(range(ROWS)), 3: list(range(ROWS))}


@pytest.mark.parametrize(("head", "column"), [("vertical-left", 0), ("vertical-right", 3)])
def test_vertical_at_a_side(page, head, column):
    """Of two characters it is 40 pt long, which are 4 rows with a 字's white; the text goes on under it."""
    made = page(lines(4 * 26 - 8), keys=f'columns = 4\nhead = "{head}"')
    (run,) = made.runs
    assert run.direction is Direction.VERTICAL
    left = made.block.x + column * 90
    assert left <= run.box[0] < run.box[2] <= left + 80
    assert min(made.lines[column]) * PITCH > made.head_rows[1]
    assert all(rows[0] == 0 for number, rows in made.lines.items() if number != column)


def test_a_headline_over_a_stepped_slot_stands_over_the_columns_that_begin_at_its_top(page):
    made = page(
        lines(2 * 27 + 2 * 10),
        plan="19 AABB\n10 AAAA",
        more='[slot.B]\ntakes = "advert"',
    )
    assert made.lines == {0: FULL, 1: FULL, 2: list(range(20, ROWS)), 3: list(range(20, ROWS))}
    made = page(
        lines(2 * 10 + 2 * 27),
        plan="19 BBAA\n10 AAAA",
        more='[slot.B]\ntakes = "advert"',
    )
    assert made.lines == {0: list(range(20, ROWS)), 1: list(range(20, ROWS)), 2: FULL, 3: FULL}
    assert made.x(made.runs[0]) == 18


def test_a_headline_never_leaves_a_short_column_of_a_stepped_slot(page):
    """The right columns have 6 rows; four lines of 20 pt have 8 and are set smaller, and said."""
    made = page(lines(40), headline=["一行标题"] * 4, plan="6 AAAA\n23 AABB", more='[slot.B]\ntakes = "advert"')
    assert "high-headline" in made.codes
    assert made.head_rows[1] <= 6
    assert all(row < 6 for row in made.lines.get(3, []))


def test_a_headline_that_fills_its_slot_is_an_error(page):
    made = page(lines(4), rows=2, headline=["标题"] * 6)
    assert {"headline-no-room", "overset"} <= made.codes


@pytest.mark.parametrize("head", ["over", "over-left", "waist", "vertical-left", "vertical-right"])
def test_x8_up_to_two_lines_of_white_go_to_the_headline(page, head):
    """With the columns a line or two short each, the headline takes them and the columns end at the foot."""
    keys = f'columns = 2\nhead = "{head}"'
    whole = page(lines(60), basic=2, keys=keys).fit.room
    for short in (0, 1, 2):
        made = page(lines(whole - 2 * short), basic=2, keys=keys)
        assert made.fit.white <= 2
        assert "overset" not in made.codes
        if head in ("over", "waist"):
            assert (made.fit.head_white, made.fit.white) == (short, 0)
    assert "underset" in page(lines(whole - 12), basic=2, keys=keys).codes
