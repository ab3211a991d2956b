"""Traditional text: its marks stand in the middle of their cell, in both directions, squeezed or not (C7)."""

from itertools import pairwise, product

import pytest
import uharfbuzz as hb

from banmian.faces import FaceLibrary, catalogue
from banmian.model import FaceChoice
from banmian.typeset import BODY, Setting, cast, compose, place

MARKS = "，。、；：．！？"
ROLES = ("body", "body-bold", "caption", "headline", "lead-in", "furniture")
TAIWAN, HONG_KONG = Setting(lang="zh-Hant-TW"), Setting(lang="zh-Hant-HK")
UPRIGHT = Setting(lang="zh-Hant-TW", vertical=True)
CELL = 0.88
"""How far the cell reaches over the base line, in em."""


def ink(sorts, library, at):
    """The ink of a character, in em: left and right, top and bottom (downwards), all from its glyph's cell."""
    face = library.faces[sorts.faces[at]]
    box = face.hb_font.get_glyph_extents(int(sorts.glyphs[at]))
    left, top = box.x_bearing / face.upem, CELL - box.y_bearing / face.upem
    return left, left + box.width / face.upem, top, top - box.height / face.upem


def along(sorts, library, at):
    """Where the ink of a character begins and ends on its line, from the beginning of its cell."""
    left, right, top, bottom = ink(sorts, library, at)
    begin, end = (top, bottom) if sorts.setting.vertical else (left, right)
    return begin + sorts.shift[at], end + sorts.shift[at]


@pytest.mark.parametrize("setting", [TAIWAN, HONG_KONG, UPRIGHT], ids=["tw", "hk", "vertical"])
@pytest.mark.parametrize("role", ROLES)
def test_c7_the_ink_stands_in_the_middle_of_the_cell(role, setting, shipped):
    text = "".join(f"汉{mark}" for mark in MARKS) + "汉"
    sorts = cast(text, setting, shipped, role)
    assert not sorts.missing
    assert not sorts.turned.any()
    for at in range(1, len(text), 2):
        left, right, top, bottom = ink(sorts, shipped, at)
        assert sorts.width[at] == 1.0
        assert sorts.shift[at] == pytest.approx(0, abs=0.001)
        assert (left + right) / 2 == pytest.approx(0.5, abs=0.05), text[at]
        assert (top + bottom) / 2 == pytest.approx(0.5, abs=0.12 if text[at] in "；：" else 0.05), text[at]


@pytest.mark.parametrize("vertical", [False, True])
@pytest.mark.parametrize("role", ROLES)
def test_c7_mainland_text_takes_no_centred_mark(role, vertical, shipped):
    sorts = cast(f"汉{MARKS}汉", Setting(vertical=vertical), shipped, role)
    assert not any("centred" in shipped.faces[face].id for face in sorts.faces)


def test_c7_the_weight_of_the_marks_is_that_of_the_text(shipped):
    for role, face in [
        ("body", "song-centred-regular"),
        ("headline", "song-centred-black"),
        ("jump", "hei-centred-bold"),
    ]:
        sorts = cast("汉，汉", TAIWAN, shipped, role)
        assert shipped.faces[sorts.faces[1]].id == face


def test_c9_the_text_keeps_its_characters(shipped):
    sorts = cast("汉，“汉。”", UPRIGHT, shipped, "body")
    assert "".join(map(chr, sorts.codes)) == "汉，“汉。”"


@pytest.mark.parametrize("marks", ["full", "half", "kaiming"])
@pytest.mark.parametrize("vertical", [False, True])
def test_squeezed_marks_do_not_touch(vertical, marks, shipped):
    """P1 to P4, C7: a mark that is cut down loses a quarter em on either side, and its ink stays in its cell."""
    setting = Setting(lang="zh-Hant-TW", vertical=vertical, marks=marks)
    for pair in map("".join, product("，。、；：．「」（）", repeat=2)):
        sorts = cast(f"汉{pair}汉", setting, shipped, "body")
        spans = []
        at_cell = 0.0
        for at in range(4):
            begin, end = along(sorts, shipped, at)
            spans.append((at_cell + begin, at_cell + end))
            at_cell += sorts.width[at]
        assert all(before < after for (_, before), (after, _) in pairwise(spans)), pair


def test_a_mark_of_half_an_em_is_cut_on_both_sides(shipped):
    sorts = cast("汉，汉", Setting(lang="zh-Hant-TW", marks="half"), shipped, "body")
    assert (sorts.width[1], sorts.shift[1]) == (0.5, -0.25)
    begin, end = along(sorts, shipped, 1)
    assert (begin + end) / 2 == pytest.approx(0.25, abs=0.05)


@pytest.mark.parametrize("vertical", [False, True])
def test_j3_a_line_that_is_pressed_in_keeps_its_marks_in_the_middle(vertical, shipped):
    text = "汉汉，汉汉，汉汉，汉汉汉"
    setting = Setting(lang="zh-Hant-TW", vertical=vertical)
    sorts = cast(text, setting, shipped, "body")
    lines = compose(sorts, 0, len(text), [11.0] * 3, indent=0.0)
    placed = place(sorts, lines)
    commas = [at for at in range(len(text)) if text[at] == "，" and placed.advance[at] < 1]
    assert lines[0].end == len(text)
    assert commas
    for at in commas:
        left, right, top, bottom = ink(sorts, shipped, at)
        middle = placed.origin[at] + ((top + bottom) if vertical else (left + right)) / 2
        assert middle - placed.x[at] == pytest.approx(placed.advance[at] / 2, abs=0.05)


# ---- faces of an issue's own -------------------------------------------------------------------------------


def cut(path, face, characters):
    """A face of an issue's own, which holds some characters of one of ours."""
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, characters))
    path.write_bytes(bytes(hb.subset(hb.Face(hb.Blob.from_file_path(catalogue()[face].path)), wanted).blob.data))
    return FaceLibrary({"body": FaceChoice(file=path.name)}, str(path.parent))


@pytest.mark.parametrize("vertical", [False, True])
def test_a_mainland_face_of_the_issue_borrows_the_marks(vertical, tmp_path):
    library = cut(tmp_path / "own.ttf", "song-regular", "汉，。︐")
    sorts = cast("汉，。", Setting(lang="zh-Hant-TW", vertical=vertical), library, "body")
    assert [library.faces[face].entry.family for face in sorts.faces] == ["own", *["Banmian Song Centred"] * 2]


@pytest.mark.parametrize("vertical", [False, True])
def test_a_traditional_face_of_the_issue_keeps_its_own(vertical, tmp_path):
    """What it lacks comes from the chain, and centred all the same."""
    library = cut(tmp_path / "own.ttf", "hei-centred-bold", "，。：")
    sorts = cast("，。：！", Setting(lang="zh-Hant-TW", vertical=vertical), library, "body")
    assert [library.faces[face].entry.family for face in sorts.faces] == [*["own"] * 3, "Banmian Song Centred"]
    assert not sorts.turned.any()


def test_the_house_style_is_mainland():
    assert not BODY.is_traditional
    assert TAIWAN.is_traditional
    assert HONG_KONG.is_traditional
