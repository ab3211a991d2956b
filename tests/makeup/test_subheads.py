"""Subheads 分题: centred in their column, a whole number of grid lines high, never the last thing in a column (R6)."""

import pytest

from banmian.intake import read_issue
from banmian.making import make_plates


@pytest.fixture
def columns(write_issue, toy_library):
    """`columns(body)`: for each of the two columns of a slot, its lines as (role, text, left, right), in em."""

    def columns(*body):
        pages = [{"number": 2, "layout": "toy-inner", "articles": ["a@A"]}]
        issue = read_issue(write_issue.as_folder(pages, [{"id": "a", "headline": "标题", "body": body}]))
        (plate,) = make_plates(issue, toy_library)[0].plates
        (block,) = plate.legs
        lines = [run for run in plate.texts("a") if run.body >= 0]
        found = ([], [])
        for run in sorted(lines, key=lambda run: run.y):
            left = (run.x - block.x) / 10
            column = int(left > 8.5)
            found[column].append((run.role, run.text, left - 9 * column, left - 9 * column + run.width / 10))
        return found

    return columns


@pytest.mark.parametrize(
    "text",
    [
        "分题",
        "四个字吗",
        "据G5月人民",
    ],
)
def test_a_subhead_stands_in_the_middle_of_its_column(columns, text):
    (subhead,) = (
        line for column in columns("天" * 20, f"## {text}", "地" * 20) for line in column if line[0] == "subhead"
    )
    assert subhead[1] == text
    assert subhead[2] == pytest.approx(8 - subhead[3], abs=0.01), "as much white at the left as at the right"


def test_r6_a_subhead_is_never_the_last_of_its_column(columns):
    """14 lines, a subhead and 14 lines: the first column would end with the subhead."""
    for lines in range(10, 17):
        text = "天" * (6 + 8 * (lines - 1))
        for column in columns(text, "## 分题", "地" * 100):
            roles = [role for role, *_ in column]
            assert "subhead" not in roles[-2:], (lines, roles)
