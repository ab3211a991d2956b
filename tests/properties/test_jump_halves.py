"""Where a jump has nothing on one side: half of a pair cannot exist (promise 3)."""

import re

import pytest

from banmian.intake import read_issue
from banmian.making import make_plates

PAGES = [
    {"number": 1, "layout": "toy-front", "articles": ["lead"]},
    {"number": 2, "layout": "toy-inner", "articles": []},
]
TEXT = "据本报记者了解，线路全长三十公里。" * 3


def marks(issue, library):
    made, _ = make_plates(issue, library)
    found = [(plate.page, run.text) for plate in made.plates for run in plate.texts(role="jump")]
    return [(page, *re.fullmatch(r"■(下转|上接)第(\d+)版", text).groups()) for page, text in found]


def test_a_jump_has_both_its_marks(write_issue, toy_library):
    article = {"id": "lead", "headline": "标题", "body": [f"{TEXT}<!--下转第2版-->{TEXT}"]}
    issue = read_issue(write_issue.as_folder(PAGES, [article]))
    assert marks(issue, toy_library) == [(1, "下转", "2"), (2, "上接", "1")]


def test_a_jump_that_is_not_needed_has_neither(write_issue, toy_library):
    article = {"id": "lead", "headline": "标题", "body": [TEXT], "jump": {"to": 2}}
    issue = read_issue(write_issue.as_folder(PAGES, [article]))
    assert marks(issue, toy_library) == []


@pytest.mark.parametrize("body", [f"<!--下转第2版-->{TEXT}", f"{TEXT}<!--下转第2版-->"], ids=["first", "last"])
def test_a_jump_marked_before_the_first_or_after_the_last_character(write_issue, toy_library, body):
    issue = read_issue(write_issue.as_folder(PAGES, [{"id": "lead", "headline": "标题", "body": [body]}]))
    found = marks(issue, toy_library)
    assert len(found) in (0, 2), found


def test_a_jump_from_a_slot_that_headline_and_photographs_fill(write_issue, toy_library):
    article = {"id": "lead", "headline": "标题", "photos": [{"caption": "图"}] * 2, "jump": {"to": 1}, "body": [TEXT]}
    pages = [
        {"number": 1, "layout": "toy-front", "articles": []},
        {"number": 2, "layout": "toy-inner", "articles": ["lead@A"]},
    ]
    issue = read_issue(write_issue.as_folder(pages, [article]))
    found = marks(issue, toy_library)
    assert len(found) in (0, 2), found


def test_a_jump_of_text_that_only_just_does_not_fit(write_issue, toy_library):
    """Two columns of 15 rows; 14 lines, a subhead of two rows, 14 lines: 30 rows, but the subhead moves on (R6)."""
    lines = "天" * (6 + 13 * 8)
    article = {"id": "lead", "headline": "标题", "jump": {"to": 3}, "body": [lines, "## 分题", lines]}
    pages = [
        {"number": 2, "layout": "toy-inner", "articles": ["lead@A"]},
        {"number": 3, "layout": "toy-inner", "articles": []},
    ]
    issue = read_issue(write_issue.as_folder(pages, [article]))
    assert marks(issue, toy_library) == [(2, "下转", "3"), (3, "上接", "2")]


def test_a_mark_never_stands_on_text(write_issue, toy_library):
    """A character alone on the last line pulls 地！” down (R4). Cut there, 地！” goes back up into a full line."""
    text = "天" * 202 + "天天天天天，天天天天天，天天天天地！”玄"
    article = {"id": "lead", "headline": "题", "jump": {"to": 3}, "body": [text, "黄" * 300]}
    pages = [
        {"number": 2, "layout": "toy-inner", "articles": ["lead@D"]},
        {"number": 3, "layout": "toy-inner", "articles": []},
    ]
    made, _ = make_plates(read_issue(write_issue.as_folder(pages, [article])), toy_library)
    runs = list(made.plates[0].texts("lead"))
    (mark,) = (run for run in runs if run.role == "jump")
    beside = [run for run in runs if run is not mark and abs(run.y - mark.y) < 0.01]
    assert [run.text for run in beside if run.x + run.width > mark.x] == []


@pytest.mark.parametrize("before", [64, 72, 80])
def test_a_shorter_text_never_has_less_room(write_issue, toy_library, before):
    """White given to the headline must leave the text its room, with the rows that a subhead leaves empty (R6)."""
    pages = [{"number": 2, "layout": "toy-inner", "articles": ["lead@A"]}]
    fits = []
    for after in range(8, 200, 8):
        article = {"id": "lead", "headline": "标题", "body": ["天" * before, "## 分题", "地" * after]}
        made, _ = make_plates(read_issue(write_issue.as_folder(pages, [article])), toy_library)
        fits.append(not any(finding.code == "overset" for finding in made.findings))
    assert fits[0]
    assert fits == sorted(fits, reverse=True)


def test_a_headline_higher_than_its_slot_is_said(write_issue, toy_library):
    pages = [{"number": 2, "layout": "toy-inner", "articles": ["lead@A"]}]
    article = {"id": "lead", "headline": ["一行标题"] * 12, "body": [TEXT]}
    made, _ = make_plates(read_issue(write_issue.as_folder(pages, [article])), toy_library)
    assert "high-headline" in {finding.code for finding in made.findings}
