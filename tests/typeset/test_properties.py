"""What holds for any text at any measure from 4 to 40 字.

The rules are written down here a second time, character by character and as slowly as one likes: `may_part` says where
a line may end, `least` how narrow a line can be squeezed. The lines that `compose` chooses are held against these.
"""

import re
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uniseg.linebreak import line_break_boundaries

from banmian.typeset import BODY, Setting, cast, compose, compose_all, place

OPENING, CLOSING, COMMAS, STOPS = "“‘「『（【〖〔［｛《〈", "”’」』）】〗〕］｝》〉", "，、．；：。", "！？"
MARKS = OPENING + CLOSING + COMMAS + STOPS
NO_START = CLOSING + COMMAS + STOPS + "～–·・／々％‰°′″℃℉" + ",.;:!?%)]}'\"" + "/"
NO_END = OPENING + "￥№／" + "([{$¥@#" + "/"
WORD = re.compile(r"[!-~¥±−éΩЯ∶]")

HANZI = "一二三人民日报中文字天地玄黄〇𠀀𠀁𠏿"
TOKENS = [
    *HANZI,
    *MARKS,
    *"·～–—／　々％℃",
    *("——", "……", "⋯⋯", "⸺", "？！", "！！！", "……”", "。”", "》（", "），"),
    *("A", "to", "Beijing", "Constantinople", "GDP", "e-mail", "O'Neill", "AT&T", "(UN)", "https://a.cn/b?c=d"),
    *("1", "23", "2026", "3.14", "12,345", "-5", "50%", "50％", "￥100", "$9", "25℃", "3/4", "18:30", "№7", "kW·h"),
    *(" ", "é", "Ω"),
]
texts = st.lists(st.sampled_from(TOKENS), min_size=1, max_size=120).map("".join).map(str.strip).filter(bool)
measures = st.integers(4, 40)


@lru_cache(maxsize=64)
def _by_unicode(text):
    """The breaks of UAX #14 by a second implementation, quotation marks read as brackets (B5)."""
    apostrophe = re.sub(r"(?<=[A-Za-zé])’(?=[A-Za-zé])", "'", text)
    return set(line_break_boundaries(apostrophe.translate(str.maketrans("“‘”’", "「『」』"))))


def may_part(text, at):
    """Whether a line may end before character `at`: by UAX #14, and by what rules B3 to B6 and U1 to U9 take away."""
    before, after = text[at - 1], text[at]
    if after == "—":  # the second of a pair, or a single — which is a connector
        run = at - len(text[:at].rstrip("—"))
        if run % 2 == 0 and run and text[at + 1 : at + 2] == "—":
            return True
        return run % 2 == 0 and text[at + 1 : at + 2] == "—" and at in _by_unicode(text)
    if at not in _by_unicode(text):
        return False
    if after in NO_START or before in NO_END:
        return False
    digits = text[:at].rstrip("0123456789")
    if before.isdigit() and after.isdigit():
        return False
    if before in ".,:∶/" and after.isdigit() and text[at - 2 : at - 1].isdigit():
        return False
    if after == "∶" and before.isdigit() and text[at + 1 : at + 2].isdigit():
        return False
    listed = text[: at - 1].rsplit("\n", 1)[-1].strip("　 ")
    if before in "、." and len(listed) <= 3 and set(listed) <= set("一二三") and before == "、" and listed:
        return not (after in HANZI or (after.isascii() and after.isalnum()) or after in "“‘《（")
    del digits
    return True


def least(text, begin, end):
    """How narrow the characters [begin, end) can be set as one line: marks half an em, gaps 1/8, spaces 1/4."""
    line = text[begin:end]
    width = 0.0
    for character in line:
        if character in MARKS or character in "·–" or (character <= "\u0370" and character != " ") or character in "ΩЯ":
            width += 0.5
        elif character == " ":
            width += 0.25
        else:
            width += 2.0 if character == "⸺" else 1.0
    width -= 0.25 if line.endswith(" ") else 0.0
    width -= 1.0 if line.endswith("　") else 0.0
    gaps = sum(
        1 for a, b in pairwise(line) if _is_han(a) != _is_han(b) and (_is_latin(a) or _is_latin(b)) and _solid(a, b)
    )
    return width + gaps / 8


def _is_han(character):
    return character in HANZI or character == "々"


def _is_latin(character):
    return bool(re.match(r"[0-9A-Za-zéΩЯ]", character))


def _solid(a, b):
    return (_is_han(a) or _is_latin(a)) and (_is_han(b) or _is_latin(b))


def opens(text, a, b):
    """Whether there may be space between the neighbours a and b of a line (J4, M9): not in units, not at connectors."""
    if WORD.match(text[a]) and WORD.match(text[b]):
        return False
    if {text[a], text[b]} & set("～–／/-"):
        return False
    if (text[a] in "￥＄￡№" and text[b].isdigit()) or (text[a].isdigit() and text[b] in "％‰°′″℃℉"):
        return False
    if text[a] in STOPS and text[b] in STOPS:
        return False
    run = len(text[:b]) - len(text[:b].rstrip(text[b]))
    if text[b] in "—…⋯" and run % 2:
        return False
    for at in (a, b):
        if text[at] == "—":
            start = len(text[:at].rstrip("—"))
            stop = at + len(text[at:]) - len(text[at:].lstrip("—"))
            if (stop - start) % 2 and at == stop - 1:
                return False
    return True


def has_place(text, line):
    """Whether the line has a place that may be opened up: a space, or two neighbours that may be parted."""
    shown = text[line.start : line.end].rstrip()
    return " " in shown or any(opens(text, at, at + 1) for at in range(line.start, line.start + len(shown) - 1))


@pytest.fixture(scope="module")
def composed(toy_library):
    def composed(text, ems, indent=0.0, setting=BODY):
        sorts = cast(text, setting, toy_library, "body")
        return sorts, compose(sorts, 0, len(text), [float(em) for em in ems], indent=indent)

    return composed


@given(text=texts, measure=measures)
def test_lines_joined_are_the_text(composed, text, measure):
    _, lines = composed(text, [measure] * len(text), indent=2.0)
    assert "".join(text[line.start : line.end] for line in lines) == text
    assert all(line.end > line.start for line in lines)
    assert [line.last for line in lines] == [False] * (len(lines) - 1) + [True]


@given(text=texts, measure=measures)
def test_no_line_starts_or_ends_wrongly(composed, text, measure):
    _, lines = composed(text, [measure] * len(text))
    for line in lines[:-1]:
        if line.forced:  # only where no permitted place lies in the line
            assert not any(may_part(text, at) for at in range(line.start + 1, line.end)), text[line.start : line.end]
        else:
            assert may_part(text, line.end), (text[line.start : line.end], text[line.end :][:3])


@given(text=texts, measure=measures)
def test_every_line_but_the_last_reaches_the_edge(composed, text, measure):
    """G3, J1: to a thousandth of an em, unless the line has no place that may be opened."""
    sorts, lines = composed(text, [measure] * len(text), indent=2.0)
    placed = place(sorts, lines)
    for line, width in zip(lines, placed.width.tolist(), strict=True):
        if line.last or (not has_place(text, line) and width < line.measure):
            assert width <= line.measure + 0.001
        else:
            assert width == pytest.approx(line.measure, abs=0.001), text[line.start : line.end]


@given(text=texts, measure=measures)
def test_nothing_is_squeezed_below_its_floor(composed, text, measure):
    sorts, lines = composed(text, [measure] * len(text))
    placed = place(sorts, lines)
    for character, advance in zip(text, placed.advance.tolist(), strict=True):
        if character in MARKS:
            assert 0.5 - 1e-9 <= advance <= 1.0 + 1e-9, character
        elif character in HANZI:
            assert advance == 1.0
        elif character not in " 　":
            assert advance >= 0.5
    for first, last in pairwise([*placed.first.tolist(), len(text)]):
        ends = placed.x[first:last] + placed.advance[first:last]
        assert (placed.x[first + 1 : last] >= ends[:-1] - 1e-9).all(), "no negative spacing (J10)"


@given(text=texts, measure=measures)
def test_no_mark_is_pushed_out_that_could_be_pressed_in(composed, text, measure):
    """B7 先挤进: where a line is opened up, the character with the mark that follows it could not be squeezed in."""
    sorts, lines = composed(text, [measure] * len(text))
    placed = place(sorts, lines)
    for number, line in enumerate(lines[:-1]):
        if not line.forced and placed.natural[number] < line.measure - 1e-6:
            more = next(at for at in range(line.end + 1, len(text) + 1) if at == len(text) or may_part(text, at))
            piece = text[line.end : more]
            mark = next((at for at in range(1, len(piece)) if piece[at] in NO_START), None)
            if mark is None:
                continue
            without = place(sorts, [line._replace(end=line.end + mark, measure=1000.0, last=True)])
            if without.natural[0] <= line.measure:  # only the mark has no room
                assert least(text, line.start, more) > line.measure - 1e-6, (text[line.start : line.end], piece)


@given(text=texts, measure=measures)
def test_line_by_line_takes_all_that_can_be_pressed_in(composed, text, measure):
    """J2: shrinking is tried before expanding, where lines are chosen one after the other."""
    sorts, lines = composed(text, [measure] * len(text), setting=Setting(fit="line"))
    placed = place(sorts, lines)
    for number, line in enumerate(lines[:-1]):
        if not line.forced and placed.natural[number] < line.measure - 1e-6:
            more = next(at for at in range(line.end + 1, len(text) + 1) if at == len(text) or may_part(text, at))
            assert least(text, line.start, more) > line.measure - 1e-6, text[line.start : more]


@given(text=texts, measure=measures)
def test_only_the_first_line_is_indented_and_lines_begin_and_end_on_the_measure(composed, text, measure):
    sorts, lines = composed(text, [measure] * len(text), indent=2.0)
    placed = place(sorts, lines)
    assert [line.indent for line in lines] == [2.0] + [0.0] * (len(lines) - 1)
    assert placed.x[placed.first].tolist() == [line.indent for line in lines]


@given(text=texts, sequence=st.lists(measures, min_size=1, max_size=8))
def test_measures_that_change_and_run_out(composed, text, sequence):
    sorts, lines = composed(text, sequence)
    assert [line.measure for line in lines] == sequence[: len(lines)]
    end = lines[-1].end
    assert "".join(text[line.start : line.end] for line in lines) == text[:end]
    assert (end == len(text)) == lines[-1].last
    assert len(lines) == len(sequence) or lines[-1].last
    rest = compose(sorts, end, len(text), [10.0] * len(text))
    assert "".join(text[line.start : line.end] for line in [*lines, *rest]) == text
    if rest:
        assert rest[0].start == end
        assert rest[0].indent == 0.0


@given(text=texts, measure=measures, stop=st.integers(1, 5))
def test_stopping_and_going_on_changes_no_line(composed, text, measure, stop):
    """Line by line; as a whole the rest of a paragraph may come out otherwise."""
    sorts, whole = composed(text, [measure] * len(text), setting=Setting(fit="line"))
    if stop < len(whole) - 1:
        above = compose(sorts, 0, len(text), [float(measure)] * stop)
        below = compose(sorts, above[-1].end, len(text), [float(measure)] * len(text))
        assert above + below == whole


@given(paragraphs=st.lists(texts, min_size=1, max_size=5), measure=measures)
def test_many_paragraphs_at_once_are_the_same_lines_as_each_alone(toy_library, paragraphs, measure):
    text = "\n".join(paragraphs) + "\n"
    sorts = cast(text, BODY, toy_library, "body")
    bounds, at = [], 0
    for paragraph in paragraphs:
        bounds.append((at, at + len(paragraph)))
        at += len(paragraph) + 1
    together = compose_all(sorts, bounds, float(measure), indent=2.0)
    alone = [compose(sorts, start, end, [float(measure)] * (end - start), indent=2.0) for start, end in bounds]
    assert together == alone


@given(text=texts, measure=measures)
def test_the_same_text_gives_the_same_lines(composed, text, measure):
    one, lines = composed(text, [measure] * len(text))
    two, again = composed(text, [measure] * len(text))
    assert lines == again
    assert np.array_equal(place(one, lines).origin, place(two, again).origin)


@settings(max_examples=50)
@given(text=st.text(st.characters(codec="utf-8", max_codepoint=0x2FFFF), min_size=1, max_size=60), measure=measures)
def test_no_character_of_unicode_is_lost_or_breaks_anything(composed, text, measure):
    sorts, lines = composed(text, [measure] * (len(text) + 1))
    placed = place(sorts, lines)
    assert "".join(text[line.start : line.end] for line in lines) == text
    assert np.isfinite(placed.origin).all()
