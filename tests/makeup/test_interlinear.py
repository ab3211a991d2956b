"""Marks beside the text, in numbers, on toy pages: body of 10 pt; `toy-open` has lines of 17 pt, `toy-inner` of 12.

A baseline lies (pitch - 10) / 2 + 8.8 pt under the top of its line; the em box reaches 1.2 pt below it.
"""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.intake import read_issue
from banmian.makeup.marks.interlinear import takes_a_dot
from banmian.makeup.marks.ruby import Reading
from banmian.making import make_plates
from banmian.model import Severity
from banmian.plate import Rule, TextRun, Wave

EM = 10.0


class Set:
    """An article in slot A of a page: its block, its runs, and what is drawn beside them."""

    def __init__(self, plates, findings):
        (plate,) = plates
        (block,) = plate.legs
        items = [item for item in plate.items if item.article == "a"]
        self.left, self.findings = block.x, [f for f in findings if f.code != "underset" and f.code != "empty-slot"]
        self.body = [item for item in items if isinstance(item, TextRun) and item.body >= 0]
        self.readings = [item for item in items if isinstance(item, TextRun) and item.role == "ruby"]
        self.rules = [item for item in items if isinstance(item, Rule)]
        self.waves = [item for item in items if isinstance(item, Wave)]

    def of(self, role):
        return [rule for rule in self.rules if rule.role == role]

    def em(self, x):
        """Where x lies in its column, in em: two columns of 8 字 are 9 字 apart."""
        left = (x - self.left) / EM
        return round(left - 9 if left > 8.5 else left, 3)


@pytest.fixture
def set_page(write_issue, toy_library):
    def set_page(*body, layout="toy-open", **keys):
        pages = [{"number": 2, "layout": layout, "articles": ["a@A"]}]
        issue = read_issue(write_issue.as_folder(pages, [{"id": "a", "headline": "标题", "body": body, **keys}]))
        made = make_plates(issue, toy_library)[0]
        return Set(made.plates, made.findings)

    return set_page


# ---- dots -------------------------------------------------------------------------------------------------


def test_i1_a_dot_is_centred_under_each_character_but_not_under_marks_and_spaces(set_page):
    page = set_page("天[地，人 A5]{.dots}")
    dots = page.of("dots")
    assert [page.em(dot.x0) for dot in dots] == [3.5, 5.5, 6.5, 7.0]  # a comma of an em, a space and figures of half
    (y,) = {dot.y0 for dot in dots}
    assert y == pytest.approx(page.body[0].y + 1.2 + 0.3 + 0.65, abs=0.01)
    assert {dot.weight for dot in dots} == {1.3}
    assert all(dot.round and (dot.x0, dot.y0) == (dot.x1, dot.y1) for dot in dots)


@pytest.mark.parametrize("character", "天㐀𠀀〇Aa5五éжカ％%&")
def test_i1_what_takes_a_dot(character):
    assert takes_a_dot(character)


@pytest.mark.parametrize("character", "，。、；：？！“”（）《》—…· 　\u00a0-\u0301\u200b")
def test_i1_what_takes_none(character):
    assert not takes_a_dot(character)


# ---- lines ------------------------------------------------------------------------------------------------


def test_i2_one_line_a_name_and_names_beside_each_other_apart(set_page):
    page = set_page("[天地]{.name}[玄黄]{.name}宇宙")
    one, other = page.of("name")
    assert (page.em(one.x0), page.em(one.x1)) == pytest.approx((2.0625, 3.9375), abs=0.001)
    assert (page.em(other.x0), page.em(other.x1)) == pytest.approx((4.0625, 5.9375), abs=0.001)
    assert one.y0 == one.y1 == pytest.approx(page.body[0].y + 1.2 + 0.3 + 0.225, abs=0.001)


def test_i2_a_line_grows_with_its_text(set_page):
    """Seven Han and a word that does not fit: the line is opened to its measure, and the name with it."""
    page = set_page("[天地玄黄]{.name}宇abcde天")
    (line,) = page.of("name")
    run = page.body[0]
    assert run.offsets[4] > 40.5, "the line was opened up"
    assert line.x1 - line.x0 == pytest.approx(run.offsets[3] + 10 - 2 * 0.625, abs=0.01)


def test_i2_a_broken_line_has_two_parts_that_reach_the_edges(set_page):
    page = set_page("天地玄黄宇[宙洪荒日]{.name}月盈昃")
    one, other = page.of("name")
    assert (page.em(one.x0), page.em(one.x1)) == pytest.approx((7.0625, 8.0), abs=0.001)
    assert (page.em(other.x0), page.em(other.x1)) == pytest.approx((0.0, 2.9375), abs=0.001)


def test_i2_with_dots_the_line_is_nearer_the_text(set_page):
    page = set_page("[天地]{.name .dots}[玄黄]{.dots}")
    (line,) = page.of("name")
    deep, plain = sorted({dot.y0 for dot in page.of("dots")}, reverse=True)
    assert deep > plain
    assert deep - 0.65 - line.y0 - 0.225 == pytest.approx(0.5, abs=0.001), "they do not touch"


def test_i2_a_wavy_line_has_whole_waves(set_page):
    page = set_page("[天地玄黄]{.title}[宇]{.title}")
    long, short = page.waves
    assert (page.em(long.x0), page.em(long.x1)) == pytest.approx((2.0625, 5.9375), abs=0.001)
    assert (long.waves, short.waves) == (11, 2)
    assert long.height == 0.65
    assert long.y0 == long.y1


def test_a_name_in_a_title_keeps_its_line_above_the_wave(set_page):
    page = set_page("[[天地]{.name}玄黄]{.title}")
    assert page.of("name")[0].y0 + 0.225 < page.waves[0].y0 - 0.325 - 0.225


def test_marks_of_a_line_that_begins_in_another_column_stand_there(set_page):
    page = set_page("天" * 150 + "[地玄]{.name}" + "天" * 30)
    (line,) = page.of("name")
    place = next((run.x + run.offsets[run.text.index("地")], run.y) for run in page.body if "地" in run.text)
    assert (line.x0, line.y0) == pytest.approx((place[0] + 0.625, place[1] + 1.725), abs=0.001)


# ---- frames and notes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", ["toy-open", "toy-inner"])
def test_i6_a_frame_stands_round_its_cells_at_any_gap_and_moves_nothing(set_page, layout):
    page = set_page("天[地玄]{.mourning}黄宇宙", layout=layout)
    assert page.findings == []
    (run,) = page.body
    assert run.offsets.tolist() == [0, 10, 20, 30, 40, 50]
    top, bottom, left, right = page.of("mourning")
    assert (page.em(left.x0), page.em(right.x0)) == (3.0, 5.0)
    assert left.y0 == right.y0 == top.y0 == pytest.approx(run.y - 8.8 - 0.4)
    assert left.y1 == right.y1 == bottom.y0 == pytest.approx(run.y + 1.2 + 0.4)
    assert (top.x0, top.x1) == pytest.approx((left.x0 - 0.225, right.x0 + 0.225)), "the corners are closed"


def test_i6_a_frame_that_a_line_breaks_is_open_there(set_page):
    page = set_page("天地玄黄宇[宙洪]{.mourning}荒")
    sides = page.of("mourning")
    upright = [rule for rule in sides if rule.x0 == rule.x1]
    assert len(sides) == 6
    assert [page.em(rule.x0) for rule in upright] == [7.0, 1.0]


def test_a_line_under_a_framed_name_is_clear_of_the_frame(set_page):
    page = set_page("[天地]{.mourning .name}")
    _, bottom, _, _ = page.of("mourning")
    (line,) = page.of("name")
    assert line.y0 - bottom.y0 == pytest.approx(0.45 + 0.5)


@pytest.mark.parametrize("layout", ["toy-open", "toy-inner"])
def test_u9_a_note_mark_is_smaller_and_raised_and_is_body(set_page, layout):
    page = set_page("天地[1]{.note}玄黄", layout=layout)
    before, note, after = page.body
    assert (note.text, note.role, note.size, note.body) == ("1", "note", 6.0, 2)
    assert note.y == pytest.approx(before.y - 3.8)
    assert note.x == pytest.approx(before.x + 20), "no Han–Latin gap before it (M4)"
    assert note.width == pytest.approx(3.0)
    assert after.x == pytest.approx(note.x + 3.0)
    assert after.size == 10.0


# ---- readings ---------------------------------------------------------------------------------------------


def test_i5_a_reading_is_centred_above_its_character_at_half_size(set_page):
    page = set_page('天地[玄]{ruby="ab"}黄')
    (reading,) = page.readings
    assert (reading.text, reading.size, reading.source, reading.start) == ("ab", 5.0, "ruby", 2)
    assert page.em(reading.x + reading.width / 2) == 4.5
    assert reading.y == pytest.approx(page.body[0].y - 8.8 - 0.6)
    assert "".join(run.text for run in page.body) == "天地玄黄"


def test_i5_readings_side_by_side_are_a_quarter_em_apart_and_widen_their_characters_evenly(set_page):
    page = set_page('天[地玄]{ruby="abcdef abcdef"}黄')
    one, other = page.readings  # 6 letters of half an em at half size: 1.5 em
    assert other.x - one.x - one.width == pytest.approx(2.5, abs=0.01)
    (run,) = page.body
    assert (run.offsets / 10).tolist() == pytest.approx([0, 1.375, 3.125, 4.5])  # cells of 1, 1.75, 1.75, 1


def test_i5_one_reading_may_overhang_its_neighbours_but_no_mark(set_page):
    page = set_page('天[地]{ruby="abcde"}玄，[黄]{ruby="abcde"}')
    (run,) = page.body
    free, beside_a_mark = page.readings  # 1.25 em wide
    assert (run.offsets / 10)[:3].tolist() == pytest.approx([0, 1, 2])
    assert page.em(free.x) == pytest.approx(3 - 0.125)
    assert page.em(beside_a_mark.x) == 6.0, "the comma ends there"


def test_i5_at_the_edges_of_a_line_a_reading_keeps_to_its_character(set_page):
    page = set_page('天地玄黄宇[宙]{ruby="abcde"}[洪荒]{.dots}日月盈[昃]{ruby="abcde"}辰')
    first, second = page.readings
    assert page.em(first.x + first.width) <= 8.001
    assert page.em(second.x) >= -0.001


def test_i5_a_reading_of_other_count_stands_over_all_and_not_over_the_marks_around(set_page):
    page = set_page('[《天地玄》]{ruby="abcd ef"}黄')
    (reading,) = page.readings
    (run,) = page.body
    middle = (run.x + run.offsets[1] + run.x + run.offsets[3] + 10) / 2
    assert reading.x + reading.width / 2 == pytest.approx(middle, abs=0.01)


def test_the_base_of_a_reading_stays_on_one_line(set_page):
    """I5: a reading of several words stands over the whole of its base."""
    page = set_page('天地玄黄[宇宙洪荒]{ruby="ab cd"}日')
    [reading] = page.readings
    assert reading.text == "ab cd"
    assert page.em(reading.x + reading.width / 2) == 2.0, "over the middle of four characters that open a line"


@given(st.lists(st.sampled_from(["a", "bc", "def"]), min_size=1, max_size=6), st.integers(1, 9), st.data())
def test_no_word_of_a_reading_is_lost_or_doubled_by_a_line_end(words, size, data):
    reading = Reading(3, 3 + size, " ".join(words))
    cuts = sorted(data.draw(st.sets(st.integers(4, 2 + size), max_size=2))) if size > 1 else []
    edges = [3, *cuts, 3 + size]
    shown = [reading.part(a, b) for a, b in pairwise(edges)]
    assert " ".join(filter(None, shown)) == reading.text


# ---- where the gap is too small ---------------------------------------------------------------------------


def test_i3_in_newspaper_leading_marks_fall_back_and_a_finding_says_so(set_page):
    body = (
        "前一段。",
        '[天]{.dots}[地]{.name}[玄]{.title}[黄]{ruby="huáng"}宇。[宙]{.dots}',
    )
    page = set_page(*body, layout="toy-inner")
    assert page.rules == page.waves == page.readings == []
    found = {(f.message.split(" need")[0], f.severity) for f in page.findings}
    assert found == {
        ("emphasis dots", Severity.INFO),
        ("lines under names", Severity.INFO),
        ("wavy lines under titles", Severity.INFO),
        ("readings", Severity.WARNING),
    }
    assert all(f.code == "interlinear-fallback" and f.line == 7 and f.paragraph == 2 for f in page.findings)
    assert all(f.file == "articles/a.md" and f.article == "a" for f in page.findings)
    assert "天、宙" in page.findings[0].message
    assert "黄（huáng）" in page.findings[-1].message
    ys = [run.y for run in page.body]
    assert {round((y - ys[0]) % 12, 3) for y in ys} == {0.0}, "no line is opened (G4)"


def test_i3_marks_on_both_sides_need_more_and_the_readings_stay(write_issue, toy_library):
    folder = write_issue.as_folder(
        [{"number": 2, "layout": "toy-mid", "articles": ["a@A", "b@B"]}],
        [
            {"id": "a", "headline": "标题", "body": ['[天]{ruby="tiān"}[地]{.dots}']},
            {"id": "b", "headline": "标题", "body": ["[地]{.dots}"]},
        ],
    )
    design = (folder / "layouts" / "toy-open.toml").read_text("utf-8").replace("pitch = 17", "pitch = 15.5")
    (folder / "layouts" / "toy-mid.toml").write_text(design, "utf-8")
    made = make_plates(read_issue(folder), toy_library)[0]
    drawn = {(item.article, item.role) for item in made.plates[0].items if item.role in ("ruby", "dots")}
    assert drawn == {("a", "ruby"), ("b", "dots")}
    (finding,) = [f for f in made.findings if f.code == "interlinear-fallback"]
    assert (finding.article, "5/8" in finding.message) == ("a", True)


def test_a_reading_in_characters_that_no_face_has_is_an_error(set_page):
    page = set_page('[天]{ruby="\U0001f600"}')
    found = [(f.code, f.severity, f.line) for f in page.findings]
    assert found == [("missing-glyph", Severity.ERROR, 5), ("page-withheld", Severity.ERROR, 0)]


# ---- quotations -------------------------------------------------------------------------------------------


def test_r7_a_quotation_begins_two_em_later_on_every_line(set_page):
    page = set_page("正文。", "> " + "天地玄黄宇宙洪荒", "> 天地\\\n> 玄黄宇宙洪荒日月", "正文。")
    left = {}
    for run in page.body:
        left.setdefault(run.role, []).append((page.em(run.x), run.text))
    assert left["body"] == [(2.0, "正文。"), (2.0, "正文。")]
    assert left["quotation"] == [(4.0, "天地玄黄"), (2.0, "宇宙洪荒")]
    assert left["verse"] == [(2.0, "天地"), (2.0, "玄黄宇宙洪荒"), (2.0, "日月")]
