"""Where lines end: rules B, U and R, and text that goes on where the measures ran out.

Each case is a text and a measure, with the lines as an editor would mark them.
"""

import pytest

from banmian.typeset import BODY, CAPTION, HEADLINE, Setting, cast, compose

STARTERS = "、，；：。！？．”’」』）】〗〕］｝》〉～–·・‧／/％‰°℃々"
ENDERS = "“‘「『（【〖〔［｛《〈￥＄№"


@pytest.mark.parametrize("mark", STARTERS)
def test_b3_b4_a_mark_that_may_not_open_a_line(set_text, mark):
    assert set_text(f"一二三四{mark}五六七八", 4.0).shown[1][0] == "四"


@pytest.mark.parametrize("mark", ENDERS)
def test_b3_b4_a_mark_that_may_not_close_a_line(set_text, mark):
    assert set_text(f"一二三{mark}四五六七", 4.0).shown[0] == "一二三"


@pytest.mark.parametrize("mark", "／/")
def test_b4_a_solidus_neither_opens_nor_closes_a_line(set_text, mark):
    assert set_text(f"一二三{mark}四五六七", 4.0).shown == ["一二", f"三{mark}四五", "六七"]
    assert set_text(f"一二三四{mark}五六七", 4.0).shown[0] == "一二三"


def test_b4_a_single_dash_is_a_connector_and_opens_no_line(set_text):
    assert set_text("一二三四—五六七八", 4).shown == ["一二三", "四—五六", "七八"]


@pytest.mark.parametrize("after", ["五六七八", "5版七八"])
def test_b3_a_hyphen_that_joins_opens_no_line(set_text, after):
    assert set_text(f"一二三四-{after}", 4).shown[0] == "一二三"


@pytest.mark.parametrize("before", ["零上零下", "二三四至", "一二三，"])
@pytest.mark.parametrize("sign", "-−")
def test_u3_a_minus_opens_a_line_with_its_figure(set_text, before, sign):
    shown = set_text(f"{before}{sign}5℃七八", 4).shown
    assert shown[0] == before
    assert shown[1].startswith(f"{sign}5℃七")


def test_b6_a_dash_may_open_a_line_unless_the_level_is_strict(set_text):
    assert set_text("一二三四——五六", 4).shown == ["一二三四", "——五六"]
    assert set_text("一二三四——五六七八", 4, setting=Setting(level="strict")).shown[:2] == ["一二三", "四——五"]


@pytest.mark.parametrize(("level", "opens"), [("none", True), ("basic", False), ("gb", False), ("strict", False)])
def test_b2_an_ellipsis_opens_a_line_at_no_level_but_none(set_text, level, opens):
    found = set_text("一二三四……五六七八", 4, setting=Setting(level=level)).shown
    assert found[1].startswith("……") == opens


@pytest.mark.parametrize(
    ("mark", "opens_from"),
    [("，", ["none"]), ("”", ["none"]), ("·", ["none"]), ("～", ["none"]), ("—", ["none"])],
)
@pytest.mark.parametrize("level", ["none", "basic", "gb", "strict"])
def test_b3_levels(set_text, mark, opens_from, level):
    second = set_text(f"一二三四{mark}五六七", 4, setting=Setting(level=level)).shown[1]
    assert second.startswith(mark) == (level in opens_from)


@pytest.mark.parametrize("pair", ["”“", "）（", "。“", "，《", "》《", "？“"])
def test_b5_a_line_may_end_between_a_closing_and_an_opening_mark(set_text, pair):
    found = set_text(f"一二三{pair[0]}{pair[1]}四五六", 3.5).shown
    assert found == [f"一二三{pair[0]}", f"{pair[1]}四五六"]


def test_b7_first_press_in(set_text):
    """先挤进: the comma in the line gives half an em, and the 。 comes in."""
    found = set_text("一二三，四五六七八。九十一", 9)
    assert found.shown == ["一二三，四五六七八。", "九十一"]
    assert found.width_of("，") == pytest.approx(0.5)
    assert found.width_of("。") == 0.5


def test_b7_then_push_out(set_text):
    """后推出: nothing can give, so 八 goes down with its 。 and the line is opened up."""
    found = set_text("一二三四五六七八。九十一", 8)
    assert found.shown == ["一二三四五六七", "八。九十一"]
    assert found.placed.spread[0] == pytest.approx(1 / 6)


def test_b7_a_line_that_is_full_takes_nothing_more(set_text):
    found = set_text("一，二三四五六七", 5)
    assert found.shown[0] == "一，二三四"
    assert found.width_of("，") == 1.0


def test_j7_the_half_em_of_a_line_end_mark_brings_in_a_character(set_text):
    found = set_text("一二，三四五，六七八九", 6.5)
    assert found.shown[0] == "一二，三四五，"
    assert found.width_of("，") == 1.0, "the second comma is halved by the line end, and all fits"


def test_b12_a_latin_word_is_not_broken(set_text):
    assert set_text("一二三四Beijing五六", 6).shown == ["一二三四", "Beijing五六"]


def test_b12_a_word_longer_than_the_measure_is_broken_and_the_line_says_so(set_text):
    found = set_text("一Constantinople二", 4)
    assert found.shown == ["一", "Constant", "inople", "二"]
    assert [line.forced for line in found.lines] == [False, True, False, False]


def test_b1_lines_end_at_spaces_and_never_begin_with_one(set_text):
    found = set_text("the quick brown fox jumps", 6)
    assert found.shown == ["the quick ", "brown fox ", "jumps"]
    assert found.placed.width[0] == pytest.approx(6.0)
    assert found.cells(0)[-1].width == 0.0, "the space at the line end takes no room"


def test_b1_a_space_does_not_part_a_bracket_from_its_text(set_text):
    assert set_text("一二三（ 四五六 ）七", 4.5).shown[0] == "一二三"


def test_b1_a_no_break_space_holds(set_text):
    assert set_text("一二三\u00a0四五六", 3).shown[0] == "一二"


# ---- U: runs that are never parted ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "unit",
    [
        *("——", "……", "⋯⋯", "？！", "！！", "！！！", "？？？"),
        *("1234", "3.14", "12,345", "12\u2005345", "-5", "−5", "±5", "+5", "3∶2", "3/4", "50%", "50％", "2026-11-23"),
        *("￥100", "¥100", "$100", "№5", "25℃", "25°C", "25°", "8‰", "18:30", "5km", "kW·h", "COVID-19", "AT&T"),
    ],
)
def test_u1_u2_u3_a_unit_stays_on_one_line(set_text, unit):
    for before in ("一二三", "一二三四", "一二三四五", "一二三四五六"):
        found = set_text(f"{before}{unit}七八九十一二三", 7)
        assert sum(unit in line for line in found.shown) == 1, found.shown


@pytest.mark.parametrize(("first", "second"), [("……", "——"), ("——", "——")])
def test_u1_two_units_may_be_parted(set_text, first, second):
    assert set_text(f"一二{first}{second}三四", 4).shown == [f"一二{first}", f"{second}三四"]


def test_u5_a_range_keeps_its_connector_above(set_text):
    assert set_text("一二100～150三", 4).shown[0] == "一二"


# ---- R: paragraphs ----------------------------------------------------------------------------------------


def test_r1_the_first_line_is_indented_and_no_other(set_text):
    found = set_text("一二三四五六七八九十", 4, indent=BODY.indent)
    assert [line.indent for line in found.lines] == [2.0, 0.0, 0.0]
    assert [found.cells(n)[0].start for n in range(3)] == [2.0, 0.0, 0.0]
    assert found.shown == ["一二", "三四五六", "七八九十"]


def test_r1_two_em_for_body_none_for_captions_and_headlines():
    assert (BODY.indent, CAPTION.indent, HEADLINE.indent) == (2.0, 0.0, 0.0)


def test_r2_what_goes_on_after_a_break_is_not_indented(toy_library):
    text = "一二三四五六七八九十"
    sorts = cast(text, BODY, toy_library, "body")
    first = compose(sorts, 0, len(text), [4.0], indent=2.0)
    rest = compose(sorts, first[-1].end, len(text), [4.0] * 5)
    assert [line.indent for line in rest] == [0.0, 0.0]


@pytest.mark.parametrize("tail", ["九", "九。", "九。”"])
def test_r4_no_single_character_on_the_last_line(set_text, tail):
    found = set_text("一二三四五六七八九十" * 2 + tail, 10)
    assert found.shown[-1] == "十" + tail
    assert found.placed.width[-2] == pytest.approx(10.0)


def test_r4_not_at_the_price_of_a_torn_line(set_text):
    assert set_text("一二三四五", 4).shown == ["一二三四", "五"], "a gap of half an em would be worse"
    assert set_text("一二三四五六", 5).shown == ["一二三四", "五六"], "a third is borne, and reported"


def test_r4_two_characters_are_enough(set_text):
    assert set_text("一二三四五六七八九十一", 9).shown[-1] == "十一"


def test_r4_pulls_in_before_it_pushes_down(set_text):
    assert set_text("一，二三四五六七八九", 9.5).shown == ["一，二三四五六七八九"]


# ---- measures that change, and that run out ---------------------------------------------------------------

TEXT = "一二三四五六七八九十，甲乙丙丁“戊己”庚辛壬癸。子丑寅卯辰巳午未申酉戌亥——天地玄黄宇宙洪荒"


def test_each_line_keeps_its_own_measure(set_text):
    found = set_text(TEXT, [5, 9, 4, 7, 12, 12, 12])
    assert [line.measure for line in found.lines][:4] == [5, 9, 4, 7]
    for number, line in enumerate(found.lines[:-1]):
        assert found.placed.width[number] == pytest.approx(line.measure)


def test_text_stops_when_the_measures_run_out(set_text):
    found = set_text(TEXT, [6, 6])
    assert len(found.lines) == 2
    assert "".join(found.shown) == TEXT[: found.lines[-1].end]
    assert not found.lines[-1].last


def test_text_goes_on_exactly_where_it_stopped(set_text):
    whole = set_text(TEXT, [6] * 20).lines
    for stop in range(1, len(whole)):
        sorts = set_text(TEXT, [6]).sorts
        above = compose(sorts, 0, len(TEXT), [6.0] * stop)
        below = compose(sorts, above[-1].end, len(TEXT), [6.0] * 20)
        assert above + below == whole, stop


def test_no_measures_no_lines(toy_library):
    sorts = cast(TEXT, BODY, toy_library, "body")
    assert compose(sorts, 0, len(TEXT), []) == []
    assert compose(sorts, 5, 5, [6.0]) == []


def test_a_paragraph_is_set_the_same_wherever_it_stands_in_the_copy(toy_library):
    alone = cast(TEXT, BODY, toy_library, "body")
    among = cast(f"前文。\n{TEXT}\n“后文", BODY, toy_library, "body")
    lines = compose(alone, 0, len(TEXT), [7.0] * 20)
    moved = compose(among, 4, 4 + len(TEXT), [7.0] * 20)
    assert [(line.start + 4, line.end + 4) for line in lines] == [(line.start, line.end) for line in moved]
