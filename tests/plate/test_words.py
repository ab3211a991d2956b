"""Words of a line: where they are cut, and their boxes, whichever way the line goes."""

import numpy as np
import pytest

from banmian.plate import Direction, Line, Role, TextRun, words_of


def run(text, offsets, width, *, x=100.0, y=50.0, role=Role.BODY, source="body", start=7, **more):
    return TextRun(
        x=x,
        y=y,
        size=10.0,
        face="song",
        text=text,
        glyphs=np.ones(len(text), dtype=np.uint16),
        offsets=np.array(offsets, dtype=np.float64),
        width=width,
        source=source,
        start=start,
        role=role,
        **more,
    )


def line(*runs):
    return Line(role=runs[0].role, runs=runs)


MIXED = line(run("中国GDP为 3.5%，好", [0, 10, 22, 28, 34, 42, 52, 55, 60, 63, 68, 76, 86], 96))


def test_latin_words_numbers_marks_and_han_are_cut_from_each_other():
    words = words_of(MIXED)
    assert [word.text for word in words] == ["中国", "GDP", "为", "3.5%", "，", "好"]
    assert [word.start for word in words] == [7, 9, 12, 14, 18, 19]
    assert [word.at for word in words] == [0, 2, 5, 7, 11, 12]
    assert {word.source for word in words} == {"body"}


def test_a_horizontal_word_has_the_box_of_its_characters():
    han, latin, *_ = words_of(MIXED)
    assert (han.left, han.top, han.right, han.bottom) == pytest.approx((100, 41.2, 120, 51.2))
    assert (latin.left, latin.right) == (122, 142)
    assert latin.cells.tolist() == [[122, 128], [128, 134], [134, 142]]


def test_letterspacing_is_no_part_of_a_character():
    spaced = line(run("大标题", [0, 15, 30], 40, role=Role.HEADLINE, source="headline[0]", start=0))
    (word,) = words_of(spaced)
    assert word.cells.tolist() == [[100, 110], [115, 125], [130, 140]]
    assert (word.left, word.right) == (100, 140)


def test_an_opening_mark_whose_glyph_lies_half_an_em_before_its_cell_takes_nothing_from_the_character_before_it():
    squeezed = line(run("字（字", [0, 5, 15], 25))
    assert [word.cells.tolist() for word in words_of(squeezed)] == [[[100, 110]], [[110, 115]], [[115, 125]]]


def test_words_of_a_segmenter_and_offsets_at_which_it_cuts():
    four = line(run("北京大学A", [0, 10, 20, 30, 40], 47))
    assert [word.text for word in words_of(four)] == ["北京大学", "A"]
    words = words_of(four, cut=lambda text: [2] if text == "北京大学" else [])
    assert [(word.text, word.left, word.right) for word in words] == [
        ("北京", 100, 120),
        ("大学", 120, 140),
        ("A", 140, 147),
    ]
    assert [word.start for word in words] == [7, 9, 11]


def test_a_hyphen_is_no_character_but_is_told():
    parted = line(
        run("用inter", [0, 10, 13, 19, 22, 27], 31),
        run("\u00ad", [0], 3, x=131, role=Role.HYPHEN, source="", start=-1),
    )
    han, latin = words_of(parted)
    assert (han.text, han.hyphen) == ("用", False)
    assert (latin.text, latin.hyphen, latin.right) == ("inter", True, 131)


def test_words_of_a_vertical_line_run_down_with_turned_letters_and_figures_in_one_cell():
    down = line(
        run("第", [0], 10, direction=Direction.VERTICAL, start=0),
        run("12", [0, 5], 10, x=95, y=68.8, start=1),
        run("届开", [0, 10], 20, y=70, direction=Direction.VERTICAL, start=3),
        run("ok", [0, 6], 12, x=96.2, y=90, direction=Direction.TURNED, start=5),
    )
    first, number, han, latin = words_of(down)
    assert [word.text for word in (first, number, han, latin)] == ["第", "12", "届开", "ok"]
    assert (first.left, first.top, first.right, first.bottom) == (95, 50, 105, 60)
    assert (number.left, number.top, number.right, number.bottom) == pytest.approx((95, 60, 105, 70))
    assert number.cells.tolist() == pytest.approx(np.array([[60, 70], [60, 70]]))
    assert (han.left, han.top, han.right, han.bottom) == (95, 70, 105, 90)
    assert (latin.left, latin.top, latin.right, latin.bottom) == pytest.approx((95, 90, 105, 102))
    assert latin.cells.tolist() == [[90, 96], [96, 102]]


def test_a_vertical_line_may_begin_with_figures_in_one_cell():
    down = line(run("12", [0, 5], 10, x=95, y=58.8), run("日", [0], 10, y=60, direction=Direction.VERTICAL, start=9))
    assert down.is_vertical
    assert down.baseline == 100
    assert [(word.text, word.top, word.bottom) for word in words_of(down)] == [
        ("12", pytest.approx(50), pytest.approx(60)),
        ("日", 60, 70),
    ]


def test_no_word_goes_from_a_dateline_into_the_body_or_into_a_note_mark():
    opened = line(
        run("电", [0], 10, source="dateline", start=3, role=Role.DATELINE),
        run("今", [0], 10, x=120, start=0),
        run("1", [0], 4, x=130, start=1, role=Role.NOTE_MARK),
    )
    assert [(word.text, word.source, word.start) for word in words_of(opened)] == [
        ("电", "dateline", 3),
        ("今", "body", 0),
        ("1", "body", 1),
    ]


def test_a_word_goes_on_over_a_change_of_face():
    (word,) = words_of(line(run("犇", [0], 10, start=0), run("犇", [0], 10, x=110, start=1)))
    assert (word.text, word.start, word.left, word.right) == ("犇犇", 0, 100, 120)


NEARLY = 0.01
"""pt: places are rounded to four digits."""


def test_the_words_of_all_lines_of_a_sample_are_its_text_in_order_and_in_their_lines(made):
    _, plates = made
    count = 0
    for plate in plates:
        for each in plate.lines:
            words = words_of(each)
            text, box, vertical = each.text, each.box, each.is_vertical
            reached, before = 0, -np.inf
            for word in words:
                assert not text[reached : word.at].strip(), text
                assert text[word.at : word.at + len(word.text)] == word.text
                reached = word.at + len(word.text)
                assert box.left - NEARLY <= word.left < word.right <= box.right + NEARLY, (text, word)
                assert box.top - NEARLY <= word.top < word.bottom <= box.bottom + NEARLY, (text, word)
                begin = word.top if vertical else word.left
                assert begin >= before - NEARLY, (text, word)
                before = word.bottom if vertical else word.right
                assert word.cells.shape == (len(word.text), 2)
                assert (word.cells[:, 1] >= word.cells[:, 0]).all()
                count += 1
            assert not text[reached:].strip(), text
    assert count > 2000
