"""A slot filled to the line (X8, issue 4): what is spent first, in numbers.

A slot of two columns of 8 字 and 30 lines; its headline takes 3. The picture of 30 x 10 over both columns is 170 pt
wide and 4.7 lines high: from 4 to 6, with a caption of one line 5 to 7, 6 at its best. A line of white parts it from
the text. So at its best 2 x 20 lines of text stand in the slot.
"""

import pytest
from PIL import Image

from banmian.intake import read_issue
from banmian.makeup.block.fill import FURTHER_HEAD_LINE, HEAD_LINE, PICTURE_LINE, WHITE_LINE
from banmian.making import make_plates
from banmian.report import make_report

DESIGN = """
title = "填满"
extends = "toy-inner"
plan = \"\"\"
30 AA
\"\"\"
[grid]
columns = 2
lines = 30
[slot.A]
takes = "article"
headline = "plain"
columns = 2
photos = [{ columns = [1, 2] }, { columns = [1, 1], at = "foot" }]
"""
PHOTO = {"file": "wide.png", "caption": "图", "credit": "王飞 摄"}


@pytest.fixture
def fit(write_issue, toy_library):
    """`fit(lines, photos)`: the slot of the report, and the findings, with so many lines of 天 in one paragraph."""

    def fit(lines, photos=1, text=None):
        pages = [{"number": 1, "layout": "fill", "articles": ["a@A"]}]
        article = {"id": "a", "headline": "标题", "photos": [PHOTO] * photos, "body": [text or "天" * (8 * lines - 2)]}
        folder = write_issue.as_folder(pages, [article])
        (folder / "layouts" / "fill.toml").write_text(DESIGN, "utf-8")
        Image.new("L", (30, 10), 128).save(folder / "wide.png")
        issue = read_issue(folder)
        made, _ = make_plates(issue, toy_library)
        report = make_report(issue, made, made.findings)
        (slot,) = report["pages"][0]["slots"]
        slot["codes"] = {finding.code for finding in made.findings}
        slot["heights"] = [insert["lines"] for insert in slot["inserts"]]
        return slot

    return fit


def test_what_is_cheap_and_what_is_dear():
    """A line of text costs nothing here, it is `copyfit` that sees to it."""
    assert HEAD_LINE * 2 < PICTURE_LINE * 2
    assert HEAD_LINE < PICTURE_LINE < FURTHER_HEAD_LINE < WHITE_LINE


def test_a_text_that_just_fits_leaves_all_as_it_is_best(fit):
    slot = fit(40)
    assert (slot["head_white"], slot["heights"], slot["white"], slot["codes"]) == (0, [6], 0, set())
    assert slot["inserts"] == [{"what": "the photo “图”", "lines": 6, "natural": 6}]
    assert (slot["lines"], slot["used"]) == (40, 40)


@pytest.mark.parametrize(
    ("text", "head", "picture"),
    [
        (39, 0, 6),  # the last line of the right column stays white
        (38, 1, 6),
        (36, 2, 6),
        (34, 2, 7),
        (42, 0, 5),
        (40, 0, 6),
    ],
)
def test_white_goes_to_the_headline_before_the_picture_is_bent(fit, text, head, picture):
    slot = fit(text)
    assert (slot["head_white"], slot["heights"]) == (head, [picture])
    assert slot["white"] <= 1
    assert slot["codes"] == set()


def test_a_text_longer_than_the_slot_has_the_picture_at_its_lowest(fit):
    slot = fit(50)
    assert (slot["head_white"], slot["heights"], slot["codes"]) == (0, [5], {"overset"})


@pytest.mark.parametrize(("text", "white"), [(32, 1), (30, 2)])
def test_white_at_the_foot_comes_last_and_up_to_two_lines_are_let_pass(fit, text, white):
    slot = fit(text)
    assert (slot["head_white"], slot["heights"], slot["white"]) == (2, [7], white)
    assert slot["codes"] == set()


@pytest.mark.parametrize("text", range(4, 29, 4))
def test_more_than_two_lines_are_a_finding(fit, text):
    slot = fit(text)
    assert slot["white"] > 2
    assert slot["codes"] == {"underset"}


def test_every_length_is_full_or_said(fit):
    for lines in range(1, 60):
        slot = fit(lines)
        assert slot["codes"] <= {"underset", "overset"}
        assert ("overset" in slot["codes"]) == (lines > 42)
        assert ("underset" in slot["codes"]) == (slot["white"] > 2)


def test_the_picture_furthest_above_its_least_gives_way_first(fit):
    """The second picture stands at the foot of the left column, 80 pt wide: 2 or 3 lines, 3 or 4 with its caption."""
    heights = {lines: tuple(fit(lines, 2)["heights"]) for lines in range(20, 45)}
    assert all(5 <= first <= 7 and 3 <= second <= 4 for first, second in heights.values())
    assert heights[20] >= heights[44]
    assert len(set(heights.values())) > 2


def test_a_slot_without_photographs(fit):
    """2 x 27 lines; two of white go to the headline."""
    assert [fit(lines, 0)["head_white"] for lines in (54, 52, 50)] == [0, 1, 2]
    slot = fit(44, 0)
    assert (slot["head_white"], slot["white"], slot["codes"]) == (2, 3, {"underset"})
    assert slot["inserts"] == []
