"""Which article stands in which slot, where it goes on, and what is said where there is no slot.

The toy pages: `toy-front` has the slots A (four columns), B (two) and C (one wide); `toy-inner` has A, B and C, two
columns each, of which C is kept for articles that go on, and D (one wide).
"""

import pytest

from banmian.faces import FaceLibrary
from banmian.intake import read_issue
from banmian.makeup.measure import Measurer
from banmian.model import Severity
from banmian.plan import plan_pages


@pytest.fixture
def plan(write_issue):
    """`plan(pages, articles)`: for each leg (article, page, slot, came from, goes to); and the findings.

    `pages` are lists of articles; the first one is page 1. `articles` are dicts; those not named are made up.
    """

    def plan(*pages, **articles):
        told = [
            {"number": n, "layout": "toy-front" if n == 1 else "toy-inner"}
            | (page if isinstance(page, dict) else {"articles": page})
            for n, page in enumerate(pages, 1)
        ]
        names = {entry.partition("@")[0] for page in told for entry in page.get("articles", ())} | set(articles)
        written = [{"id": n, "headline": n, "body": ["正文。"], **articles.get(n, {})} for n in sorted(names)]
        folder = write_issue.as_folder(told, written)
        (folder / "a.html").write_text("<p>启事</p>", "utf-8")
        issue = read_issue(folder)
        plans, findings = plan_pages(issue, Measurer(issue, FaceLibrary()))
        legs = [
            (leg.article, leg.page, leg.slot, leg.came_from, leg.goes_to)
            for leg in sorted((leg for plan in plans for leg in plan.legs), key=lambda leg: (leg.article, leg.number))
        ]
        return legs, findings

    return plan


def codes(findings):
    return [(finding.code, finding.page, finding.article) for finding in findings]


def test_an_article_stands_where_the_editor_asked(plan):
    legs, findings = plan(["a@C", "b@A"])
    assert legs == [("a", 1, "C", 0, 0), ("b", 1, "A", 0, 0)]
    assert findings == ()


def test_articles_without_a_wish_take_the_slots_that_are_left(plan):
    legs, _ = plan(["a", "b@A", "c"])
    assert {(name, slot) for name, _, slot, _, _ in legs} == {("a", "B"), ("b", "A"), ("c", "C")}


def test_no_slot_takes_two_articles(plan):
    legs, findings = plan([], ["a", "b", "c", "d"])
    assert sorted(slot for _, _, slot, _, _ in legs) == ["A", "B", "C", "D"]
    assert findings == ()


def test_the_slot_kept_for_continuations_is_the_last_to_go(plan):
    legs, _ = plan([], ["a", "b", "c"])
    assert "C" not in {slot for _, _, slot, _, _ in legs}


def test_the_order_of_the_pages_in_the_file_decides_nothing(write_issue):
    pages = [{"number": n, "layout": "toy-inner", "articles": [f"a{n}@A"]} for n in (3, 1, 2)]
    articles = [{"id": f"a{n}", "headline": "标题", "body": ["正文。"]} for n in (1, 2, 3)]
    plans, _ = plan_pages(read_issue(write_issue.as_folder(pages, articles)))
    assert [plan.page.number for plan in plans] == [1, 2, 3]


# ---- what has no slot is a finding ------------------------------------------------------------------------


def test_more_articles_than_slots(plan):
    legs, findings = plan(["a", "b", "c", "d"])
    assert len(legs) == 3
    (finding,) = findings
    assert (finding.code, finding.severity, finding.page) == ("no-slot", Severity.ERROR, 1)
    assert finding.article not in {name for name, *_ in legs}
    assert "toy-front" in finding.hint


@pytest.mark.parametrize("slot", ["Z", "N", "E"])
def test_a_slot_that_takes_no_article(plan, slot):
    legs, findings = plan([f"a@{slot}"])
    assert legs == []
    assert codes(findings) == [("no-slot", 1, "a")]
    assert "A, B, C" in findings[0].hint


def test_two_articles_that_ask_for_one_slot(plan):
    legs, findings = plan(["a@A", "b@A"])
    assert legs == [("a", 1, "A", 0, 0)]
    assert codes(findings) == [("slot-taken", 1, "b")]


def test_an_advert_takes_its_slot_from_the_articles(plan):
    legs, findings = plan({"articles": ["a", "b", "c"], "adverts": [{"slot": "A", "file": "a.html"}]})
    assert {slot for _, _, slot, _, _ in legs} == {"B", "C"}
    assert [code for code, _, _ in codes(findings)] == ["no-slot"]


def test_two_adverts_that_ask_for_one_slot(plan):
    legs, findings = plan({"adverts": [{"slot": "A", "file": "a.html"}, {"slot": "A", "file": "a.html"}]})
    assert legs == []
    assert codes(findings) == [("slot-taken", 1, "")]


@pytest.mark.parametrize("slot", ["Z", "N"])
def test_an_advert_in_a_slot_that_takes_none(plan, slot):
    _, findings = plan({"adverts": [{"slot": slot, "file": "a.html"}]})
    assert codes(findings) == [("no-slot", 1, "")]
    assert "A, B, C" in findings[0].hint


def test_an_article_on_no_page_is_a_warning(plan):
    _, findings = plan(["a"], spare={"body": ["四个字。"]})
    (finding,) = findings
    assert (finding.code, finding.severity, finding.article) == ("not-on-a-page", Severity.WARNING, "spare")
    assert (finding.file, finding.characters) == ("articles/spare.md", 4)


# ---- jumps ------------------------------------------------------------------------------------------------


def test_a_jump_goes_on_in_the_slot_kept_for_it(plan):
    legs, findings = plan(["a@A"], [], a={"jump": {"to": 2}})
    assert legs == [("a", 1, "A", 0, 2), ("a", 2, "C", 1, 0)]
    assert findings == ()


def test_a_jump_goes_on_where_it_is_told_to(plan):
    legs, _ = plan(["a@A"], [], a={"jump": {"to": 2, "slot": "D"}})
    assert legs[1] == ("a", 2, "D", 1, 0)


@pytest.mark.parametrize(("characters", "slot"), [(240, "B"), (410, "C"), (500, "A"), (5000, "A")])
def test_a_jump_takes_the_smallest_slot_that_holds_the_rest_or_the_largest(plan, characters, slot):
    """Real lines are counted: what B, C and A of the front page hold beside the 220 characters or so of slot D."""
    legs, _ = plan([], ["a@D"], a={"jump": {"to": 1}, "body": ["文" * characters]})
    assert legs[1] == ("a", 1, slot, 2, 0)


def test_a_marked_jump_knows_how_much_goes_on(plan):
    for rest, slot in ((150, "B"), (300, "A")):
        legs, _ = plan([], ["a@D"], a={"body": ["文" * 20 + "<!--下转第1版-->" + "文" * rest]})
        assert legs[1] == ("a", 1, slot, 2, 0)


def test_a_chain_of_four_pages(plan):
    legs, findings = plan(["a@A"], [], [], [], a={"jump": [{"to": 3}, {"to": 2}, {"to": 4}]})
    assert legs == [
        ("a", 1, "A", 0, 3),
        ("a", 3, "C", 1, 2),
        ("a", 2, "C", 3, 4),
        ("a", 4, "C", 2, 0),
    ]
    assert findings == ()


def test_two_jumps_to_one_page_take_two_slots(plan):
    legs, findings = plan(["a@A", "b@B"], [], a={"jump": {"to": 2}}, b={"jump": {"to": 2}})
    assert len({(page, slot) for _, page, slot, _, _ in legs}) == 4
    assert findings == ()


def test_a_jump_to_a_page_without_room(plan):
    legs, findings = plan(["a@A"], ["b", "c", "d", "e"], a={"jump": {"to": 2}})
    assert ("a", 1, "A", 0, 0) in legs, "the article then ends on its own page"
    assert codes(findings) == [("no-slot", 2, "a")]


def test_a_jump_to_a_slot_that_is_taken(plan):
    _, findings = plan(["a@A"], ["b@D"], a={"jump": {"to": 2, "slot": "D"}})
    assert codes(findings) == [("no-slot", 2, "a")]


def test_a_chain_that_breaks_off_is_not_taken_up_again(plan):
    legs, findings = plan(["a@A"], ["b", "c", "d", "e"], [], a={"jump": [{"to": 2}, {"to": 3}]})
    assert [leg for leg in legs if leg[0] == "a"] == [("a", 1, "A", 0, 0)]
    assert codes(findings) == [("no-slot", 2, "a")]
