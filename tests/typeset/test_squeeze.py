"""How wide characters are and how marks that meet are squeezed: rules C, P and M of the typographic rules.

Marks stand between two hanzi, so that neither end of the line takes part.
"""

from itertools import pairwise, product

import numpy as np
import pytest
import uharfbuzz as hb

from banmian.faces import FaceLibrary, catalogue
from banmian.typeset import BODY, NO_GLYPH, Setting, cast

OPENING = "“‘「『（【〖〔［｛《〈"
CLOSING = "”’」』）】〗〕］｝》〉"
COMMAS = "，、．；："
STOPS = "。！？"


@pytest.fixture(scope="session")
def widths(toy_library):
    """The widths of some characters in the middle of a line, without the gaps between Han and Latin."""

    def widths(text, setting=BODY):
        return cast(f"汉{text}汉", setting, toy_library, "body").width[1:-1].tolist()

    return widths


# ---- C: natural widths ------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", [*OPENING, *CLOSING, *COMMAS, *STOPS])
def test_c3_a_mark_alone_is_one_em(widths, mark):
    assert widths(mark) == [1.0]


@pytest.mark.parametrize(
    ("text", "em"),
    [("——", 2), ("……", 2), ("…………", 4), ("—", 1), ("～", 1), ("·", 0.5), ("–", 0.5), ("-", 0.5), ("/", 0.5), ("⸺", 2)],
)
def test_c3_the_widths_of_dashes_ellipses_and_connectors(widths, text, em):
    assert sum(widths(text)) == em


@pytest.mark.parametrize("role", ["body", "caption", "lead-in"])
@pytest.mark.parametrize("mark", "“”‘’…—")
def test_c1_the_width_comes_from_the_class_and_not_from_the_face(role, mark):
    sorts = cast(f"汉{mark}汉", BODY, FaceLibrary(), role)
    assert sorts.width[1] == 1.0


def test_c1_the_interpunct_is_half_an_em_in_every_face():
    assert {cast("汉·汉", BODY, FaceLibrary(), role).width[1] for role in ("body", "caption", "lead-in")} == {0.5}


@pytest.mark.parametrize(
    ("text", "em"), [("？", 1), ("？？", 1), ("！！", 1), ("？！", 1), ("！！！", 2), ("？？？", 2)]
)
def test_c4_stacked_question_and_exclamation_marks(widths, text, em):
    assert sum(widths(text)) == em


def test_c10_a_dash_is_one_glyph_of_two_em_where_the_face_has_it(toy_library):
    sorts = cast("汉——汉", BODY, toy_library, "body")
    joined, _ = toy_library.faces[0].joined("——")
    assert sorts.glyphs[1:3].tolist() == [joined, NO_GLYPH]
    assert sorts.width[1:3].sum() == 2.0
    assert sorts.shift[1] == 0.0


def test_c10_without_such_a_glyph_two_dashes_stand_end_to_end(toy_library_without_join):
    sorts = cast("汉——汉", BODY, toy_library_without_join, "body")
    assert sorts.glyphs[1] == sorts.glyphs[2] != NO_GLYPH
    assert sorts.width[1:3].tolist() == [1.0, 1.0]
    assert sorts.gap[1] == 0.0


def test_c10_of_three_dashes_two_are_a_dash_and_one_a_connector(toy_library):
    sorts = cast("汉———汉", BODY, toy_library, "body")
    assert sorts.second_of_pair.tolist() == [False, False, True, False, False]
    assert sorts.connects.tolist() == [False, False, False, True, False]


def test_c9_squeezing_never_changes_the_characters(toy_library):
    text = "“汉”，（字）。……——A1"
    assert cast(text, BODY, toy_library, "body").text == text


# ---- P: marks that meet -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pair", "first", "second", "why"),
    [
        ("（“", 1.0, 0.5, "P2 an opening after an opening loses its start"),
        ("）（", 0.5, 1.0, "P2 P5 an opening after a closing: 1.5 em, whichever half goes"),
        ("”“", 0.5, 1.0, "P2 P5"),
        ("·（", 0.5, 0.5, "P2 an opening after a middle dot"),
        ("　（", 1.0, 0.5, "P2 an opening after U+3000"),
        ("））", 0.5, 1.0, "P2 a closing before a closing loses its end"),
        ("）·", 0.5, 0.5, "P2 a closing before a middle dot"),
        ("）　", 0.5, 1.0, "P2 a closing before U+3000"),
        ("（）", 1.0, 1.0, "P2 nothing goes between an opening and a closing"),
        ("（。", 1.0, 1.0, "P2 nor between an opening and a stop"),
        ("··", 0.5, 0.5, "P2 nor between two middle dots"),
        ("·）", 0.5, 1.0, "P2 nor between a middle dot and a closing"),
        ("。”", 0.5, 1.0, "P3 。counts as closing"),
        ("，”", 0.5, 1.0, "P3 so does ，"),
        ("、》", 0.5, 1.0, "P3 and 、"),
        ("：“", 0.5, 1.0, "P3 and ："),
        ("；”", 0.5, 1.0, "P3 and ；"),
        ("”。", 0.5, 1.0, "P3"),
        ("》、", 0.5, 1.0, "P3"),
        ("）：", 0.5, 1.0, "P3"),
        ("！”", 0.5, 1.0, "P4 ！before a closing mark"),
        ("？）", 0.5, 1.0, "P4"),
        ("！（", 0.5, 1.0, "P4 ！before an opening mark"),
        ("”？", 0.5, 1.0, "P1 one of the two is a quote"),
        ("）！", 0.5, 1.0, "P1"),
        ("！，", 0.5, 1.0, "P1 two stop marks"),
        ("，！", 0.5, 1.0, "P1"),
        ("——“", 1.0, None, "P13 the dash loses nothing"),
        ("……”", 1.0, None, "P13"),
    ],
)
def test_p1_to_p5_of_two_marks_that_meet(widths, pair, first, second, why):
    found = widths(pair)
    if second is None:
        assert found[:2] == [1.0, 1.0], why
    else:
        assert sum(found) == first + second, why


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("）））", [0.5, 0.5, 1.0]),
        ("（（（", [1.0, 0.5, 0.5]),
        ("。』」", [0.5, 0.5, 1.0]),
        ("！’”", [0.5, 0.5, 1.0]),
    ],
)
def test_p6_longer_runs_are_squeezed_pair_by_pair(widths, run, expected):
    assert widths(run) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("）)", [0.5, 0.5]), ("(（", [0.5, 0.5]), ("）(", [1.0, 0.5]), (")（", [0.5, 1.0])],
)
def test_p7_beside_ascii_brackets(widths, text, expected):
    assert widths(text) == expected


@pytest.mark.parametrize("text", [*"()[]{},.;:!?\"'", "),", '."', "((", "))"])
def test_p12_no_ascii_mark_is_trimmed(widths, text):
    assert widths(text) == [0.5] * len(text)


def test_p4_chws_of_a_real_face_agrees_on_every_pair_of_marks():
    """The face's own contextual half widths are a second opinion on P1 to P6: made by others, from the same rules.

    Left out: the middle dot, which is half an em by GB and a third of an em in the face, and the stacked marks of C4.
    """
    font = hb.Font(hb.Face(hb.Blob.from_file_path(catalogue()["song-regular"].path)))
    library = FaceLibrary()

    def total_of_face(text):
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script, buffer.language = "ltr", "Hani", "zh-Hans"
        hb.shape(font, buffer, {"chws": True, "kern": False})
        return sum(position.x_advance for position in buffer.glyph_positions) / 1000

    def total_of_ours(text):
        return float(cast(text, BODY, library, "body").width.sum())

    pairs = [a + b for a, b in product(OPENING + CLOSING + COMMAS + STOPS, repeat=2) if not {a, b} <= set("！？")]
    different = [pair for pair in pairs if abs(total_of_face(f"汉{pair}汉") - total_of_ours(f"汉{pair}汉")) > 0.001]
    assert different == []


def test_p8_a_mark_that_closes_a_line_is_half_an_em(set_text):
    for mark in CLOSING + COMMAS + STOPS:
        found = set_text(f"一二三{mark}四五六七", 3.5)
        assert found.shown[0] == f"一二三{mark}", mark
        assert found.width_of(mark) == 0.5, mark


def test_p8_only_half_or_full_at_the_line_end_even_where_full_would_fit(set_text):
    found = set_text("一二三四。五六七八九", 5)
    assert found.shown[0] == "一二三四。"
    assert found.width_of("。") == 0.5
    assert found.cells(0)[-1].end == pytest.approx(5.0), "P9: what that frees goes between the characters"


def test_p8_can_be_switched_off(set_text):
    found = set_text("一二三四。五六七八九", 5, setting=Setting(line_end="full"))
    assert found.width_of("。") == 1.0


def test_p10_an_opening_mark_that_opens_a_line_loses_its_blank(set_text):
    found = set_text("一二三四“五”六", 4)
    assert found.shown == ["一二三四", "“五”六"]
    opening = found.cells(1)[0]
    assert (opening.start, opening.width) == (0.0, 0.5)
    assert opening.origin == -0.5, "the glyph moves left by its blank half, its ink stands at the edge"


def test_p10_also_after_the_indent_of_a_paragraph(set_text):
    opening = set_text("“一二三”", 10, indent=2.0).cells(0)[0]
    assert (opening.start, opening.width, opening.origin) == (2.0, 0.5, 1.5)


def test_p10_can_be_switched_off(set_text):
    assert set_text("一二三四“五”六", 4, setting=Setting(line_start="keep")).width_of("“", 1) == 1.0


def test_p14_half_width_marks_everywhere(widths):
    assert widths("（一），“二”。", Setting(marks="half")) == [0.5, 1.0, 0.5, 0.5, 0.5, 1.0, 0.5, 0.5]


# ---- M: Chinese mixed with Latin and digits ---------------------------------------------------------------


@pytest.mark.parametrize("latin", ["A", "z", "7", "é", "Ω", "Я"])
@pytest.mark.parametrize("han", ["汉", "〇", "𠀀", "の", "⼀"])
def test_m1_m4_a_quarter_em_between_han_and_latin(toy_library, han, latin):
    assert cast(han + latin + han, BODY, toy_library, "body").gap[:2].tolist() == [0.25, 0.25]


def test_m2_none_at_line_start_and_end(set_text):
    found = set_text("AB一二CD三四", 3.25)
    assert found.shown == ["AB一二", "CD三四"]
    assert found.cells(0)[-1].end == pytest.approx(3.25)
    assert found.cells(1)[0].start == 0.0


@pytest.mark.parametrize("mark", [*OPENING, *CLOSING, *COMMAS, *STOPS, "…", "—"])
def test_m3_none_next_to_full_width_marks(toy_library, mark):
    assert cast(f"A{mark}1", BODY, toy_library, "body").gap.tolist() == [0, 0, 0]


def test_m3_none_between_hanzi_and_none_between_letters_and_digits(toy_library):
    assert cast("汉字A1", BODY, toy_library, "body").gap.tolist() == [0, 0.25, 0, 0]


def test_m5_a_space_that_the_author_typed_gets_no_second_gap(toy_library):
    sorts = cast("汉 A 字", BODY, toy_library, "body")
    assert sorts.gap.tolist() == [0] * 5


# ---- J: squeezing and opening up to the measure -----------------------------------------------------------


def test_j3_each_step_is_used_up_before_the_next(set_text):
    """Bracket and comma are squeezed, in this order, to bring in one more piece; 。 only when both have given all."""
    text = "一（二，三。四"
    for measure, opening, comma, stop in ((6.5, 0.5, 1.0, 1.0), (6.0, 0.5, 0.5, 1.0), (5.75, 0.5, 0.5, 0.75)):
        found = set_text(text + "五六七八", measure)
        assert found.shown[0] == text, measure
        assert [found.width_of(c) for c in "（，。"] == pytest.approx([opening, comma, stop]), measure
        assert found.cells(0)[-1].end == pytest.approx(measure)


def test_j3_inside_a_step_all_give_alike(set_text):
    found = set_text("一，二、三；四五六七八", 6.4)
    assert found.shown[0] == "一，二、三；四"
    assert [found.width_of(c) for c in "，、；"] == pytest.approx([0.8] * 3)


def test_j3_a_half_squeezed_opening_mark_keeps_its_ink(set_text):
    found = set_text("一二（三）四五六", 5.75)
    cells = {cell.character: cell for cell in found.cells(0)}
    assert found.shown[0] == "一二（三）四"
    assert cells["（"].width == pytest.approx(0.875)
    assert cells["（"].end - cells["（"].origin == pytest.approx(1.0), "an opening mark is cut at its start"
    assert cells["）"].start == pytest.approx(cells["）"].origin), "a closing mark at its end"


def test_j3_word_spaces_before_marks_and_marks_before_the_gap_to_latin(set_text):
    text = "A B一，二三"
    natural = 0.5 + 0.5 + 0.5 + 0.25 + 1 + 1 + 1 + 1
    for less, space, comma, gap in ((0.25, 0.25, 1.0, 0.25), (0.75, 0.25, 0.5, 0.25), (0.875, 0.25, 0.5, 0.125)):
        found = set_text(text + "四五六", natural - less)
        assert found.shown[0] == text, less
        assert found.width_of(" ") == pytest.approx(space), less
        assert found.width_of("，") == pytest.approx(comma), less
        assert found.space_after("B") == pytest.approx(gap), less


def test_j3_stops_may_be_left_alone(set_text):
    text = "一二。三四五六七"
    assert set_text(text, 4.5).shown[0] == "一二。三四"
    assert set_text(text, 4.5, setting=Setting(squeeze_stops=False)).shown[0] == "一二。三"


def test_j4_spaces_first_then_gaps_then_all_others_alike(set_text):
    text = "一A 二三"  # the word that follows is too long for the line
    natural = 1 + 0.25 + 0.5 + 0.5 + 1 + 1
    setting = Setting(space_cap=0.6)
    third = 1 / 3
    for more, space, gap, other in (
        (0.05, 0.55, 0.25, 0),
        (0.1, 0.6, 0.25, 0),
        (0.15, 0.6, 0.3, 0),
        (1.1, 0.6, third, 1 - 1 / 12),
    ):
        found = set_text(text + "Constantinople", natural + more, setting=setting)
        assert found.shown[0] == text
        assert found.width_of(" ") == pytest.approx(space), more
        assert found.space_after("一") == pytest.approx(gap), more
        assert found.space_after("二") == pytest.approx(other, abs=1e-9), more


def test_j4_what_is_left_is_spread_evenly_over_the_line(set_text):
    found = set_text("一二三四五六七八九十，一二", 10)
    assert found.shown == ["一二三四五六七八九", "十，一二"], "nothing to squeeze: 推出"
    gaps = [b.start - a.end for a, b in pairwise(found.cells(0))]
    assert gaps == pytest.approx([1 / 8] * 8)
    assert found.placed.spread[0] == pytest.approx(1 / 8), "J5: the amount is reported"


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("一——二三", "——"),
        ("一……二三", "……"),
        ("一？！二三", "？！"),
        ("一AB二三", "AB"),
        ("一12二三", "12"),
        ("一～二三", "一～"),
        ("一～二三", "～二"),
        ("一–二三", "–二"),
        ("一／二三", "一／"),
        ("一/二三", "/二"),
        ("一—二三", "—二"),
    ],
)
def test_j4_u1_m9_places_that_are_never_opened(set_text, text, closed):
    found = set_text(text + "Constantinople", 8)
    assert found.shown[0] == text
    cells = found.cells(0)
    at = text.index(closed)
    assert cells[at + 1].start == pytest.approx(cells[at].end)
    assert cells[-1].end == pytest.approx(8.0), "the line is opened elsewhere"


def test_j1_last_lines_and_single_lines_are_set_natural(set_text):
    found = set_text("一二三四五六七", 4)
    assert [cell.end for cell in found.cells(1)] == [1.0, 2.0, 3.0]
    assert [cell.end for cell in set_text("一二", 8).cells(0)] == [1.0, 2.0]


def test_j6_hanzi_of_the_supplementary_planes_open_up_like_any_other(set_text):
    found = set_text("𠀀𠀁𠀂Constantinople", 5)
    assert [cell.start for cell in found.cells(0)] == pytest.approx([0.0, 2.0, 4.0])


def test_j10_no_negative_spacing(set_text):
    found = set_text("一二三，四五六七八九十" * 6, 10)
    for number in range(len(found.lines)):
        cells = found.cells(number)
        assert all(after.start >= cell.end - 1e-9 for cell, after in pairwise(cells))


def test_widths_are_the_sum_of_cells(set_text):
    found = set_text("一“二”，三（四）。五ABC六789七……八——九" * 3, 9)
    ends = np.array([found.cells(n)[-1].end for n in range(len(found.lines))])
    assert np.allclose(found.placed.width, ends)
