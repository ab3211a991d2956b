"""The taboo checker 版面禁忌 on pages that are really made up: each with the fault, and without it.

The pages are those of the toy grid: 4 columns of 8 字 of 10 pt with gutters of 1 字, 40 lines of 12 pt.
"""

import pytest
from PIL import Image

from banmian.intake import read_issue
from banmian.making import make_plates
from banmian.model import Severity

DESIGN = """
title = "禁忌"
plan = \"\"\"
{plan}
\"\"\"
[sheet]
trim = [150, 190]
[grid]
columns = 4
measure = 8
gutter = 1
lines = 40
body = 10
pitch = 12
[slot.F]
takes = "folio"
"""
RANK = """
[headline.{name}]
main = {{ size = {size}, role = "headline" }}
kicker = {{ size = {aux}, role = "kicker" }}
deck = {{ size = {aux}, role = "deck" }}
"""
MILL = "3 FFFF\n12 AAAB\n11 CEEB\n11 CDDD"
"""Blocks like the sails of a mill: no gap runs through."""
QUARTERS = "3 FFFF\n18 AABB\n17 CCDD"
COLUMNS = {"A": 3, "B": 1, "C": 1, "D": 3, "E": 2}
SIZES = {"big": 28, "plain": 20, "small": 14}


def slot(name, rank="plain", columns=1, takes="article", **keys):
    lines = [f"[slot.{name}]", f'takes = "{takes}"']
    if takes == "article":
        lines += [f'headline = "{rank}"', f"columns = {columns}"]
    return "\n".join([*lines, *(f"{key} = {value}" for key, value in keys.items())])


def text(lines):
    """A paragraph of so many full lines of 8 字."""
    return "天地玄黄宇宙洪荒日月盈昃" * 40 if lines is None else ("天地玄黄宇宙洪荒" * lines)[: lines * 8 - 2]


@pytest.fixture
def taboos(write_issue, toy_library):
    """`taboos(plan, slots, articles)`: the findings of a page with that design."""

    def taboos(plan, slots, articles, *, number=2, adverts=(), photo=False, order=None):
        page = {
            "number": number,
            "layout": "taboo",
            "articles": order or [f"{a['id']}@{a['id'].upper()}" for a in articles],
        }
        if adverts:
            page["adverts"] = list(adverts)
        folder = write_issue.as_folder([page], articles)
        ranks = "".join(RANK.format(name=name, size=size, aux=10) for name, size in SIZES.items())
        design = DESIGN.format(plan=plan) + "\n".join(slots) + ranks
        (folder / "layouts" / "taboo.toml").write_text(design, "utf-8")
        if photo or adverts:
            (folder / "photos").mkdir()
            Image.new("RGB", (300, 200), "grey").save(folder / "photos" / "a.jpg")
        made, _ = make_plates(read_issue(folder), toy_library)
        return made.findings

    return taboos


def codes(findings):
    return {finding.code for finding in findings}


def stories(names, lines=30):
    return [{"id": name, "headline": "四字标题", "body": [text(lines)]} for name in names]


def mill(**ranks):
    return [slot(name, ranks.get(name, "plain"), columns) for name, columns in COLUMNS.items()]


def quarters(**ranks):
    return [slot(name, ranks.get(name, "plain"), 2) for name in "ABCD"]


def test_x1_a_page_of_quarters_is_cut_both_ways(taboos):
    found = [f for f in taboos(QUARTERS, quarters(), stories("abcd")) if f.code == "page-cut"]
    assert [("across" in f.message, "down" in f.message) for f in found] == [(True, False), (False, True)]
    assert all(f.page == 2 and f.severity is Severity.WARNING and f.hint for f in found)


def test_x1_blocks_that_interlock_leave_no_gap(taboos):
    assert "page-cut" not in codes(taboos(MILL, mill(), stories("abcde")))


def test_x1_a_full_width_advert_at_the_foot_cuts_nothing_and_one_in_the_middle_does(taboos):
    foot = "3 FFFF\n8 AAAB\n8 CEEB\n5 CDDD\n12 GGGG"
    middle = "3 FFFF\n11 AAAA\n10 GGGG\n13 CDDD"
    advert = [{"slot": "G", "file": "photos/a.jpg"}]
    g = slot("G", takes="advert")
    assert "page-cut" not in codes(taboos(foot, [*mill(), g], stories("abcde", 5), adverts=advert))
    some = [slot("A", columns=4), slot("C"), slot("D", columns=3), g]
    assert "page-cut" in codes(taboos(middle, some, stories("acd", 5), adverts=advert))


def test_x2_heads_of_one_form_on_the_same_lines(taboos):
    (found,) = [f for f in taboos(QUARTERS, quarters(), stories("ab")) if f.code == "heads-side-by-side"]
    assert (found.article, found.slot) == ("a", "A")
    assert "对题" in found.message


def test_x2_heads_that_differ_in_columns_and_size_may_stand_level(taboos):
    slots = mill(B="small")
    assert "heads-side-by-side" not in codes(taboos(MILL, slots, stories("ab")))


def test_x2_a_frame_or_a_vertical_head_parts_two_heads(taboos):
    framed = [slot("A", columns=2), slot("B", frame="true"), *quarters()[2:]]
    assert "heads-side-by-side" not in codes(taboos(QUARTERS, framed, stories("ab")))
    upright = [slot("A", columns=2), slot("B", columns=2, head='"vertical-right"'), *quarters()[2:]]
    assert "heads-side-by-side" not in codes(taboos(QUARTERS, upright, stories("ab")))


def test_x6_all_heads_alike(taboos):
    alike = [f for f in taboos(QUARTERS, quarters(), stories("abcd")) if f.code == "all-heads-alike"]
    assert len(alike) == 1
    assert "all-heads-alike" not in codes(taboos(QUARTERS, quarters(A="big"), stories("abcd")))
    assert "all-heads-alike" not in codes(taboos(MILL, mill(), stories("abcde")))


def test_t12_a_lower_ranked_story_with_a_larger_head(taboos):
    slots = quarters(A="small", D="big")
    (found,) = [f for f in taboos(QUARTERS, slots, stories("ad")) if f.code == "larger-head-than-rank"]
    assert (found.article, found.slot) == ("d", "D")
    assert "larger-head-than-rank" not in codes(taboos(QUARTERS, slots, stories("da")))


def test_x3_a_head_with_one_line_of_text(taboos):
    low = "3 FFFF\n5 AABB\n30 CCDD"
    assert "stranded-head" in codes(taboos(low, quarters(A="big"), stories("a", 2)))
    assert "stranded-head" not in codes(taboos(low, quarters(A="small"), stories("a", 4)))
    assert "stranded-head" not in codes(taboos(QUARTERS, quarters(), stories("a", 1))), "that is white, and reported"


def test_x4_x5_x8_and_subheads_are_right_as_makeup_sets_them(taboos):
    """Every length of a text with a subhead, over a photo or not: makeup levels the columns and keeps R6."""
    for lines in (9, 13, 17, 22):
        body = [text(4), "## 分题", text(lines)]
        photo = [{"file": "photos/a.jpg", "caption": "图片说明", "credit": "某人 摄"}]
        slots = [slot("A", columns=2, photos="[{ columns = [2, 2], lines = [4, 6] }]"), *quarters()[1:]]
        article = {"id": "a", "headline": "四字标题", "photos": photo, "body": body}
        found = codes(taboos(QUARTERS, slots, [article], photo=True))
        faults = {"stranded-subhead", "text-away-from-head", "head-too-narrow", "uneven-columns", "caption-away"}
        assert found & (faults | {"caption-astray"}) == set(), lines


def test_x5_a_head_at_the_side_or_before_vertical_bands_has_its_text_beside_it(taboos):
    side = [slot("A", columns=2, head='"vertical-right"'), slot("B", columns=2, head='"vertical-left"')]
    bands = [slot("C", columns=2, direction='"vertical"'), slot("D", direction='"vertical"', frame="true")]
    for lines in (6, 12, 20):
        found = codes(taboos(QUARTERS, [*side, *bands], stories("abcd", lines)))
        assert found & {"text-away-from-head", "head-too-narrow", "stranded-head"} == set(), lines


def test_x10_a_number_that_a_line_of_the_headline_cuts(taboos):
    cut = [{"id": "a", "headline": ["大桥用去12", "8天建成"], "body": [text(20)]}]
    (found,) = [f for f in taboos(QUARTERS, quarters(), cut) if f.code == "cut-by-turn"]
    assert "128天" in found.message or "128" in found.message
    whole = [{"id": "a", "headline": ["大桥用去", "128天建成"], "body": [text(20)]}]
    assert "cut-by-turn" not in codes(taboos(QUARTERS, quarters(), whole))


def test_white_that_makeup_reports_is_not_said_twice(taboos):
    found = codes(taboos(QUARTERS, quarters(), stories("a", 8)))
    assert "underset" in found
    assert found & {"white-at-foot", "uneven-columns"} == set()


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((1, 2, 4), []),  # no two of them face each other
        ((1, 2, 3), [2]),
        ((1, 3, 4, 6), [3]),  # three inner pages, all alike
        ((2, 3, 4, 5), [2]),
    ],
)
def test_the_same_design_on_too_many_pages(write_issue, toy_library, numbers, said):
    pages = [{"number": n, "layout": "toy-inner", "articles": [f"a{n}"]} for n in numbers]
    articles = [{"id": f"a{n}", "headline": "标题", "body": [text(20)]} for n in numbers]
    made, _ = make_plates(read_issue(write_issue.as_folder(pages, articles)), toy_library)
    assert [f.page for f in made.findings if f.code == "same-design"] == said
