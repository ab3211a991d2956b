"""Boxes and notes of the editors: whole 字, lines on the grid, level columns, a frame level with the text beside."""

import pytest
from inserts import PITCH, SIZE, STYLES, WIDTHS, X, Y, article, assert_kept, assert_on_grid, characters, drawn, texts

from banmian.makeup.inserts.info_box import set_box, set_note
from banmian.makeup.lines.labels import LabelCase
from banmian.model.matter import InfoBox
from banmian.plate import Fill, Rule, TextRun

TEXT = (
    "海绵城市是指城市像海绵一样，下雨时吸水、蓄水，需要时放出来利用。",
    "本市从2019年起试点，已有12个小区完成改造。" * 3,
)


@pytest.fixture
def case(toy_library):
    """Labels in the toy face."""
    return LabelCase(toy_library)


@pytest.fixture
def setting(case):
    """`setting(text, width, title)`: the box set at a width in pt."""

    def setting(text, width, title=""):
        given = InfoBox(title=title, text=text)
        return set_box(given, article(boxes=(given,)), width, PITCH, SIZE, STYLES, case)

    return setting


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("title", ["", "链接·什么是海绵城市"])
def test_nothing_is_lost_and_nothing_stands_outside(setting, width, title):
    insert = setting(TEXT, width, title)
    assert_kept(insert, width)
    items = drawn(insert, X, Y, insert.least)
    assert texts(items, "box") == "".join(TEXT)
    assert characters(texts(items, "box-title")) == characters(title)
    assert_on_grid(items, "box")


def test_g3_the_measure_is_whole_and_a_character_narrower_at_each_side(setting):
    insert = setting(("天" * 100,), 124)
    runs = [item for item in drawn(insert, X, Y, insert.least) if isinstance(item, TextRun)]
    assert [len(run.text) for run in runs][:3] == [8, 10, 10], "the first line begins two em in"
    assert runs[1].x - X == pytest.approx(12)
    assert X + 124 - runs[1].x - runs[1].width == pytest.approx(12)


def test_the_frame_is_level_with_the_text_beside(setting):
    insert = setting(TEXT, 260)
    rules = [item for item in drawn(insert, X, Y, insert.least) if isinstance(item, Rule)]
    assert len(rules) == 4
    inset = (PITCH - SIZE) / 2
    assert min(rule.y0 for rule in rules) - 0.25 == pytest.approx(Y + inset, abs=0.26)
    assert max(rule.y1 for rule in rules) == pytest.approx(Y + insert.least * PITCH - inset, abs=0.26)


def test_the_title_stands_on_a_tint(setting):
    insert = setting(TEXT, 260, "链接")
    items = drawn(insert, X, Y, insert.least)
    (ground,) = (item for item in items if isinstance(item, Fill))
    (title,) = (item for item in items if isinstance(item, TextRun) and item.role == "box-title")
    _, top, _, bottom = title.box
    assert top - ground.y == pytest.approx(ground.y + ground.height - bottom, abs=0.01)
    assert items.index(ground) < items.index(title)


@pytest.mark.parametrize("count", range(40, 400, 23))
def test_a_wide_box_has_level_columns(setting, count):
    insert = setting(("天" * count,), 540)
    heights = [len(column) for column in insert.columns]
    assert max(heights) - min(heights) <= 1
    if len(heights) == 1:
        assert count < 52 * 5


def test_u8_a_name_is_not_parted(case):
    box = InfoBox(text=("天天天天欧阳慕容天天天",))
    insert = set_box(box, article(boxes=(box,), names=("欧阳慕容",)), 100, PITCH, SIZE, STYLES, case)
    lines = [item.text for item in drawn(insert, X, Y, insert.least) if isinstance(item, TextRun)]
    assert lines == ["天天天天", "欧阳慕容天天天"]


def test_a_short_text_is_not_parted_into_columns(setting):
    insert = setting(("天" * 60,), 540)
    assert len(insert.columns) == 1


def test_a_note_has_its_lead_in_bold_between_two_rules(case):
    insert = set_note(article(note="冬天来了，暖气热不热？"), 260, PITCH, SIZE, STYLES, case)
    assert_kept(insert, 260)
    items = drawn(insert, X, Y, insert.least)
    assert texts(items, "editors-note") == "编者按：冬天来了，暖气热不热？"
    assert len([item for item in items if isinstance(item, Rule)]) == 2


@pytest.mark.parametrize("lead", ["编者按：", "本报编者按　", "编者的话：", "开栏的话："])
def test_a_note_that_says_what_it_is_is_left_alone(toy_folder, lead):
    from banmian.faces import FaceLibrary, default_roles
    from banmian.model import FaceChoice

    files = dict.fromkeys(default_roles(), "toy.ttf") | {"lead-in": "toy-bold.ttf"}
    library = FaceLibrary({role: FaceChoice(file=file) for role, file in files.items()}, str(toy_folder))
    note = article(note=f"{lead}冬天来了。")
    insert = set_note(note, 260, PITCH, SIZE, STYLES, LabelCase(library))
    bold, plain = (item for item in drawn(insert, X, Y, insert.least) if isinstance(item, TextRun))
    assert (bold.text, plain.text) == (lead, "冬天来了。")
    assert bold.face != plain.face


def test_an_article_without_a_note_has_none(case):
    assert set_note(article(), 260, PITCH, SIZE, STYLES, case) is None


def test_a_character_without_a_glyph_is_named(setting, case):
    findings = setting(("天\U0001f600",), 260, "\U0001f601").findings
    assert [finding.code for finding in findings] == ["missing-glyph"] * 2
    (finding,) = set_note(article(note="编者按：\U0001f602"), 260, PITCH, SIZE, STYLES, case).findings
    assert "the note has" in finding.message
