"""Poems and interviews in columns (R7)."""

import pytest

from banmian.copydesk import settle
from banmian.intake import read_issue
from banmian.making import make_plates


@pytest.fixture
def lines(write_issue, toy_library):
    """`lines(body, form)`: for each column of a slot its lines as (text, row, em from the left of the column)."""

    def lines(body, form="poem", slot="A"):
        pages = [{"number": 2, "layout": "toy-inner", "articles": [f"a@{slot}"]}]
        article = {"id": "a", "headline": "题", "form": form, "body": body}
        issue, _ = settle(read_issue(write_issue.as_folder(pages, [article])))
        (plate,) = make_plates(issue, toy_library)[0].plates
        (block,) = plate.legs
        found = ([], [])
        top = None
        for run in plate.texts("a"):
            if run.body >= 0:
                top = run.y if top is None else min(top, run.y)
                em = (run.x - block.x) / 10
                column = int(em > 8.9) if slot == "A" else 0
                found[column].append((run.text, run.y, round(em - 9 * column, 3)))
        return [[(text, round((y - top) / 12), em) for text, y, em in column] for column in found]

    return lines


def test_a_poem_stands_in_the_middle_by_its_longest_line(lines):
    """17 字: the longest line has seven and half a mark, so five (4.75) are left at each side, in half 字."""
    column, _ = lines(["天地玄黄，\n宇宙洪荒人间。", "日月，"], slot="D")
    assert column == [("天地玄黄，", 0, 5.0), ("宇宙洪荒人间。", 1, 5.0), ("日月，", 3, 5.0)]


def test_no_stanza_gap_opens_a_column(lines):
    left, right = lines(["\n".join(["天地"] * 5), "\n".join(["日月"] * 5)])
    assert [row for _, row, _ in left] == [0, 1, 2, 3, 4]
    assert [row for _, row, _ in right] == [0, 1, 2, 3, 4]


def test_a_stanza_gap_is_one_line_of_the_grid(lines):
    left, right = lines(["\n".join(["天地"] * 4), "\n".join(["日月"] * 8)])
    assert [row for _, row, _ in left][:5] == [0, 1, 2, 3, 5]
    assert len(left) + len(right) == 12


def test_a_line_that_is_too_long_goes_on_further_in(lines):
    left, _ = lines(["天地玄黄宇宙洪荒日月", "天地"])
    assert left[0][2] == 0.0
    assert left[1][2] == 1.0
    assert left[0][0] + left[1][0] == "天地玄黄宇宙洪荒日月"


def test_verse_in_an_article_keeps_the_inset_of_a_quotation(lines):
    left, _ = lines(["> 天地，\\\n> 日月。\\\n>\n> 山水，\\\n> 人家。\\"], form="news")
    assert {em for _, _, em in left} == {2.0}
    assert left[0][1] == 0


def test_a_question_stays_with_its_answer(lines):
    """However long what stands before it is, no column ends with the question."""
    for count in range(1, 40):
        columns = lines(["天" * (8 * count), "问：天地玄黄？", "答：" + "地" * 60], form="interview")
        for column in columns:
            if column:
                last = max(row for _, row, _ in column)
                assert not any("？" in text for text, row, _ in column if row == last), (count, columns)
