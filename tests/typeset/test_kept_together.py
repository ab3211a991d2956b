"""Runs that stay together, and yield only before a line is torn (U2, U3, U5, U9, B7, B13), in any mix."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.galleys import as_data, findings_of, set_galley
from banmian.typeset import Setting

SQUARED = "".join(map(chr, range(0x3371, 0x33E0)))
HAN = st.text("甲乙丙丁戊己庚辛至约为", min_size=1, max_size=6)
PIECES = [
    *(f"100{unit}" for unit in "㎡㎏㎝㎞㎜㎥㏄"),
    *("１００㎡", "５－１０", "１９９８－１９９９", "２∶３", "ＣＣＴＶ", "ＩＳＯ９０００"),
    *("２０２６．１１", "2026．11", "10：30"),
    *("１２，３４５", "1 000 000", "−5℃", "-5℃", "－５℃", "３．１４％", "12,345"),
]
WHOLE = st.sampled_from(PIECES)
measures = st.integers(3, 20)


def lines_of(text, measure, library, setting):
    return [text[line.start : line.end] for line in set_galley(text, measure, setting, library).lines]


@given(
    parts=st.lists(st.tuples(HAN, WHOLE, st.sampled_from(["", "，", "。", "、"])), min_size=1, max_size=6),
    measure=measures,
    indent=st.sampled_from([0.0, 2.0]),
)
def test_a_figure_and_what_belongs_to_it_are_on_one_line(toy_library, parts, measure, indent):
    text = "".join(map("".join, parts))
    galley = set_galley(text, measure, Setting(indent=indent), toy_library)
    at = 0
    for han, whole, mark in parts:
        at += len(han)
        inside = [line for line in galley.lines if at < line.end < at + len(whole)]
        assert all(line.forced for line in inside), (text, whole)
        at += len(whole) + len(mark)


@pytest.mark.parametrize("unit", SQUARED)
def test_no_squared_unit_opens_a_line(toy_library, unit):
    for figure in ("100", "１００", "每"):
        for measure in range(4, 12):
            lines = lines_of(f"甲乙丙丁戊己{figure}{unit}左右", measure, toy_library, Setting(indent=0))
            assert not any(line.startswith(unit) for line in lines)


@given(before=st.text("甲乙丙丁", max_size=12), sign=st.sampled_from("－-"), measure=measures)
@pytest.mark.parametrize(("left", "right"), [("东", "西线"), ("５", "１０万"), ("1998", "1999年"), ("5", "10万元")])
def test_a_hyphen_opens_no_line(toy_library, left, right, before, sign, measure):
    lines = set_galley(f"{before}{left}{sign}{right}", measure, Setting(indent=0), toy_library).lines
    text = f"{before}{left}{sign}{right}"
    assert not any(text[line.start] == sign for line in lines[1:])


@pytest.mark.parametrize("sign", "-−")
@pytest.mark.parametrize("before", ["至", "到", "约", "（", "，", "25℃至", "气温"])
def test_a_line_may_begin_with_a_minus_and_not_behind_it(toy_library, sign, before):
    text = f"甲{before}{sign}3℃"
    (found,) = as_data(set_galley(text, 1000, Setting(), toy_library))
    at = text.index(sign)
    assert (at in found["breaks"]) == (before != "（")
    assert at + 1 not in found["breaks"]


@given(count=st.integers(2, 9), before=st.text("甲乙丙丁", min_size=1, max_size=9), measure=st.integers(6, 20))
def test_references_are_parted_between_and_never_inside(toy_library, count, before, measure):
    text = before + "、".join(f"[{n}]" for n in range(1, count + 1)) + "的记载"
    lines = lines_of(text, measure, toy_library, Setting(indent=0))
    assert all(line.count("[") == line.count("]") for line in lines)
    assert not any(line.startswith("]") for line in lines)
    assert all(len(line) > 1 for line in lines[:-1]) or len(before) == 1


@given(before=st.text("甲乙丙丁戊", max_size=12), measure=measures)
def test_signs_of_names_and_topics_stay_with_them(toy_library, before, measure):
    for text in (f"{before}@澜州日报和#澜州消费季#话题", f"{before}＠澜州日报和＃澜州消费季＃话题"):
        lines = set_galley(text, measure, Setting(indent=0), toy_library).lines
        ends = {line.end for line in lines[:-1] if not line.forced}
        sharp = [found.start() for found in re.finditer("[#＃]", text)]
        assert not ends & {re.search("[@＠]", text).end(), sharp[0] + 1, sharp[1]}


PHONES = [
    "电话040-55501234，邮编990123",
    "邮箱zhaopian_tougao@example-page.example.org请来信",
    "账号6217003410001234567，户名",
]


@given(before=st.text("甲乙丙丁，", min_size=0, max_size=16), copy=st.sampled_from(PHONES), measure=st.integers(8, 20))
def test_a_long_number_is_parted_behind_its_hyphen_only(toy_library, before, copy, measure):
    text = before.strip("，") + copy
    (found,) = as_data(set_galley(text, measure, Setting(), toy_library))
    ends = {line["end"] for line in found["lines"][:-1]}
    assert ends <= set(found["breaks"]) or any(f["code"] == "forced-break" for f in found["findings"])
    at = text.find("040-")
    if at >= 0:
        assert not {at + 1, at + 2, at + 3, *range(at + 5, at + 12)} & ends


def test_a_spare_break_is_taken_only_where_a_line_would_pass_its_limit(toy_library):
    text = "甲乙丙丁戊己庚辛电话040-55501234"
    assert lines_of(text, 20, toy_library, Setting(indent=0)) == [text]
    assert lines_of("电话040-55501234，邮编", 7, toy_library, Setting(indent=0))[0] == "电话040-"


def test_b7_is_traded_for_a_torn_line_and_for_nothing_less(toy_library):
    """点。 could be pressed in, and would leave 庚辛 with a word too long for their line."""
    for library in (toy_library,):
        text = "甲乙，丙丁戊己点。庚辛Constantinople"
        galley = set_galley(text, 9, Setting(indent=0), library)
        assert max(galley.placed.spread) <= 0.5, [text[line.start : line.end] for line in galley.lines]


@pytest.mark.parametrize("dash", ["——", "……"])
def test_no_last_line_is_a_dash_alone(toy_library, dash):
    for measure in range(6, 14):
        text = "甲乙，丙丁，戊己，庚辛，" * 4 + "壬癸" + dash
        last = lines_of(text, measure, toy_library, Setting(indent=0))[-1]
        assert last != dash


def test_no_figure_is_parted_where_a_formula_is_forced(toy_library):
    lines = lines_of("甲abcdefghijklm12345678", 9, toy_library, Setting(indent=0))
    assert not any(a[-1].isdigit() and b[0].isdigit() for a, b in pairwise(lines))
    lines = lines_of("由E=123456+234567×345678得", 8, toy_library, Setting(indent=0))
    assert not any(a[-1].isdigit() and b[0].isdigit() for a, b in pairwise(lines))
    assert not any(f.code == "forced-break" for f in _said("由E=123456+234567×345678得", 8, toy_library))


def _said(text, measure, library):
    galley = set_galley(text, measure, Setting(indent=0), library)
    return [finding for p in galley.paragraphs for finding in findings_of(galley, p)]
