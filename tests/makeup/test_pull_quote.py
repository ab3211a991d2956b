"""Pull quotes: turned by their sense, in the middle between two rules, a whole number of lines high."""

import pytest
from inserts import PITCH, SIZE, STYLES, WIDTHS, X, Y, article, assert_kept, characters, drawn, texts

from banmian.makeup.inserts.pull_quote import set_quote
from banmian.makeup.lines.labels import LabelCase
from banmian.model.matter import Quote
from banmian.plate import Rule, TextRun

ROAD = "我们修的不只是一条路，更是让山里的孩子每天少走一小时的路。"


@pytest.fixture
def setting(toy_library):
    """`setting(text, width, who)`: the quote set at a width in pt."""
    case = LabelCase(toy_library)

    def setting(text, width, who="", names=()):
        given = Quote(text=text, who=who)
        return set_quote(given, article(quotes=(given,), names=names), width, PITCH, SIZE, STYLES, case)

    return setting


def lines(insert):
    """The lines of the quotation."""
    items = drawn(insert, X, Y, insert.least)
    return [item for item in items if isinstance(item, TextRun) and item.role == "quote"]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "text", [ROAD, "慢一点", "“慢一点，稳一点”", "WWW.EXAMPLE.COM/ABCDEFGHIJKLMNOPQRSTUVWXYZ", "一\n二"]
)
def test_nothing_is_lost_and_nothing_stands_outside(setting, text, width):
    insert = setting(text, width, "临江市公路局工程师 陈静")
    assert_kept(insert, width)
    items = drawn(insert, X, Y, insert.least)
    assert characters(texts(items, "quote")) == characters(text)
    assert characters(texts(items, "quote-who")) == characters("——临江市公路局工程师陈静")


def test_the_turns_follow_the_sense_and_the_marks(setting):
    assert lines(setting(ROAD, 260))[0].text == "我们修的不只是一条路，"


@pytest.mark.parametrize("width", WIDTHS[1:])
def test_no_line_is_of_a_single_character(setting, width):
    assert min(len(run.text) for run in lines(setting(ROAD, width))) > 1


def test_u8_a_name_is_not_parted(setting):
    text = "我把火车头交给欧阳慕容明天出发"
    for width in (100, 120, 140):
        assert any("欧阳慕容" in run.text for run in lines(setting(text, width, names=("欧阳慕容",))))


def test_it_stands_between_rules_in_the_middle_at_every_height(setting):
    insert = setting("“慢一点，稳一点”", 260)
    for height in range(insert.least, insert.most + 1):
        items = drawn(insert, X, Y, height)
        upper, lower = (item for item in items if isinstance(item, Rule))
        assert upper.weight > lower.weight
        inset = (PITCH - SIZE) / 2
        assert upper.y0 - upper.weight / 2 == pytest.approx(Y + inset), "level with the em boxes beside"
        assert lower.y0 + lower.weight / 2 == pytest.approx(Y + height * PITCH - inset)
        (run,) = (item for item in items if isinstance(item, TextRun))
        _, top, _, bottom = run.box
        assert top - upper.y0 == pytest.approx(lower.y0 - bottom, abs=1.6)


def test_its_lines_are_centred(setting):
    for run in lines(setting("慢一点才稳", 60)):
        assert run.x + run.width / 2 == pytest.approx(X + 30)


def test_an_ornament_opens_it_where_no_quotation_mark_does(setting):
    with_mark, without = setting(ROAD, 260), setting("“慢一点”", 260)
    assert texts(drawn(with_mark, X, Y, with_mark.least), "quote-mark") == "“"
    assert texts(drawn(without, X, Y, without.least), "quote-mark") == ""


def test_a_name_is_turned_from_what_its_bearer_is(setting):
    insert = setting("慢一点", 100, "云岭县大湾村村民 何家栋")
    whose = [run for run in drawn(insert, X, Y, insert.least) if isinstance(run, TextRun) and run.role == "quote-who"]
    assert [run.text for run in whose] == ["——", "云岭县大湾村村民 ", "何家栋"]


def test_a_dash_that_is_there_is_not_set_twice(setting):
    insert = setting("慢一点", 260, "——陈静")
    assert texts(drawn(insert, X, Y, insert.least), "quote-who") == "——陈静"


def test_a_character_without_a_glyph_is_named(setting):
    findings = setting("慢\U0001f600点", 260, "陈\U0001f601").findings
    assert [finding.code for finding in findings] == ["missing-glyph"] * 2
    assert all("quote" in finding.message for finding in findings)
