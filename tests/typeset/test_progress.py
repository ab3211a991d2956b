"""Choosing lines ends, and every line goes on: for any text at any measure, also where no rule can be kept."""

import signal
from contextlib import contextmanager

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.galleys import set_galley
from banmian.typeset import Setting, cast, compose, compose_all, place

PIECES = [
    *(
        "甲",
        "乙丙",
        "丁戊己庚辛",
        "々",
        "〇",
        "A",
        "be",
        "Constantinople",
        "e-mail",
        "1",
        "23",
        "12,345",
        "50％",
        "25℃",
        "-3",
    ),
    *"—–－-―…⋯⸺～~·・，。；：？！、（）《》“”‘’「」'\"()[]{}%￥$№㎡/／＊*_@#&＃＠",
    *("——", "……", "？！", "https://a.cn/b?c=d", "a_b_c@example.com", "010-62345678", "[1]、[2]、[3]"),
    *(" ", "  ", "　", "\t", "\x00", "\u00a0", "\u00ad", "\u200b", "\u200d", "\u2028", "\u2060", "\ufeff", "\u202e"),
    *("é", "e\u0301", "葛\U000e0100", "⼀", "👩\u200d🚒", "\u0301", "\ufffd", "ก", "א", "가"),
]
paragraphs = st.lists(st.lists(st.sampled_from(PIECES), max_size=24).map("".join), min_size=1, max_size=4)
any_text = st.one_of(
    paragraphs, st.lists(st.text(max_size=24).map(lambda text: text.replace("\n", "")), min_size=1, max_size=3)
)
measures = st.one_of(st.integers(1, 40).map(float), st.floats(0.1, 12))
choices = st.builds(
    Setting,
    level=st.sampled_from(["none", "basic", "gb", "strict"]),
    marks=st.sampled_from(["full", "none"]),
    vertical=st.booleans(),
    fit=st.sampled_from(["paragraph", "line"]),
    lines=st.sampled_from([-1, 0, 1]),
    hang=st.booleans(),
    paragraph_start=st.sampled_from(["trim", "hang"]),
    hyphens=st.sampled_from(["", "en_US"]),
)


@contextmanager
def within(seconds):
    """Fail where the block takes longer: a loop without an end would hold the tests for ever."""

    def late(*_):
        raise TimeoutError(f"not done in {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def goes_on(lines, start, end):
    """Every line begins where the one before it ended and holds something; the last one ends the text."""
    assert [line.start for line in lines] == [start, *(line.end for line in lines[:-1])][: len(lines)]
    assert all(line.start < line.end for line in lines)
    assert not lines or lines[-1].end == end


@given(texts=any_text, measure=measures, setting=choices, indent=st.sampled_from([0.0, 0.5, 2.0]))
def test_any_paragraphs_at_any_measure_come_to_their_end(toy_library, texts, measure, setting, indent):
    text = "\n".join(texts) + "\n"
    with within(20):
        sorts = cast(text, setting, toy_library, "body")
        bounds, at = [], 0
        for one in texts:
            bounds.append((at, at + len(one)))
            at += len(one) + 1
        together = compose_all(sorts, bounds, measure, indent=indent)
        for (start, end), lines in zip(bounds, together, strict=True):
            goes_on(lines, start, end)
            assert bool(lines) == (start < end)
            assert lines == compose(sorts, start, end, [measure], indent=indent, endless=True)
        if every := [line for lines in together for line in lines]:
            assert np.isfinite(place(sorts, every).x).all()


@given(
    texts=any_text,
    sequence=st.lists(measures, min_size=1, max_size=6),
    setting=choices,
    more=st.sampled_from([None, -2, -1, 1, 2]),
    stop=st.integers(0, 5),
)
def test_any_sequence_of_measures_is_set_and_goes_on_where_it_stopped(
    toy_library, texts, sequence, setting, more, stop
):
    text = "\n".join(texts)
    with within(20):
        sorts = cast(text, setting, toy_library, "body")
        start = sum(len(one) + 1 for one in texts[:-1])
        lines = compose(sorts, start, len(text), sequence, more=more, endless=True)
        goes_on(lines, start, len(text))
        some = compose(sorts, start, len(text), sequence[: stop + 1], more=more)
        if some:
            goes_on(some, start, some[-1].end)
            rest = compose(sorts, some[-1].end, len(text), sequence, more=more, endless=True)
            goes_on(rest, some[-1].end, len(text))


@pytest.mark.parametrize(
    "mark", ["—", "——", "―", "–", "…", "～", "－", "-", "·", "，", "）", "”", "々", "%", "℃", "㎡", "/"]
)
@pytest.mark.parametrize("measure", [1.0, 2.0, 3.0, 5.0, 13.0])
def test_a_paragraph_may_open_with_any_mark(mark, measure, toy_library):
    """No line may begin with a single dash, and yet a paragraph does, a later one too."""
    for text in (
        f"甲\n{mark}甲乙丙丁戊己庚辛",
        f"{mark}\n{mark}甲乙\n\n{mark}",
        f"甲乙\n{mark}{mark}{mark}甲\n{mark}1",
    ):
        with within(20):
            galley = set_galley(text, measure, Setting(), toy_library)
        for paragraph in galley.paragraphs:
            goes_on(galley.lines[paragraph.first : paragraph.last], paragraph.start, paragraph.end)
