"""Vertical forms: the marks of V2 and V3 in every face, what a face lacks, and whence it comes then."""

import numpy as np
import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from banmian.faces import Face, FaceEntry, FaceLibrary, catalogue

FACES = sorted(name for name in catalogue() if "centred" not in name)
MARKS = "“”‘’（）《》〈〉【】〔〕「」『』，。、：；？！…"
SHOWN = "﹃﹄﹁﹂︵︶︽︾︿﹀︻︼︹︺﹁﹂﹃﹄︐︒︑︓︔︖︕︙"
"""Marks, and the characters whose glyphs stand for them in vertical text; the dash is asked for below."""


def array(text):
    return np.array([ord(character) for character in text], dtype=np.uint32)


@pytest.fixture(scope="module")
def faces():
    return {name: Face(entry) for name, entry in catalogue().items()}


@pytest.fixture(scope="module")
def library():
    return FaceLibrary()


def chosen(library, role, text):
    faces, glyphs, has_form, missing = library.vertical_glyphs(role, array(text))
    return [library.faces[face].id for face in faces], glyphs.tolist(), has_form.tolist(), missing


@pytest.mark.parametrize("name", FACES)
def test_marks_take_the_forms_of_chinese_vertical_text(faces, name):
    """V3: curly quotes are ﹃﹄ and ﹁﹂, brackets lie over and under the text, stops have forms of their own."""
    glyphs, has_form = faces[name].vertical_glyphs(array(MARKS))
    assert has_form.all()
    assert glyphs.tolist() == faces[name].glyphs(array(SHOWN)).tolist()


@pytest.mark.parametrize("name", FACES)
def test_what_stands_upright_has_no_form(faces, name):
    """V2: hanzi, the interpunct; and letters, which are turned or set full-width."""
    text = "版面〇·A1％"
    glyphs, has_form = faces[name].vertical_glyphs(array(text))
    assert not has_form.any()
    assert glyphs.tolist() == faces[name].glyphs(array(text)).tolist()


@pytest.mark.parametrize("name", FACES)
def test_what_a_face_lacks_is_glyph_0_without_a_form(faces, name):
    glyphs, has_form = faces[name].vertical_glyphs(array("\U0001f600"))
    assert (glyphs.tolist(), has_form.tolist()) == ([0], [False])


@pytest.mark.parametrize("name", FACES)
def test_characters_side_by_side_are_as_they_are_alone(faces, name):
    """They are asked for in one go, and must not join or compose."""
    text = "——……e\u0301“（\u200b）”ﾊﾞ"
    fresh = Face(catalogue()[name])
    together = fresh.vertical_glyphs(array(text))
    alone = [faces[name].vertical_glyphs(array(character)) for character in text]
    assert together[0].tolist() == [int(glyph[0]) for glyph, _ in alone]
    assert together[1].tolist() == [bool(form[0]) for _, form in alone]


@pytest.mark.parametrize("name", [name for name in FACES if name != "kai-regular"])
def test_a_dash_joins_downwards_into_one_stroke_of_two_em(faces, name):
    glyph, advance = faces[name].vertical_joined("——")
    assert advance == 2.0
    assert glyph != faces[name].joined("——")[0]
    assert faces[name].vertical_advances(np.array([glyph], dtype=np.uint16)).tolist() == [2.0]


@pytest.mark.parametrize("name", FACES)
def test_an_ellipsis_is_two_forms_of_one_em(faces, name):
    assert faces[name].vertical_joined("……") is None
    forms, _ = faces[name].vertical_glyphs(array("…"))
    assert faces[name].vertical_advances(forms).tolist() == [1.0]


@pytest.mark.parametrize("name", FACES)
def test_full_width_letters_and_digits(faces, name):
    """V6."""
    wide = faces[name].full_width(array("ABCxyz0189"))
    assert (wide != 0).all()
    font = TTFont(catalogue()[name].path, lazy=True)
    assert [font["hmtx"][font.getGlyphName(glyph)][0] for glyph in wide.tolist()] == [1000] * 10
    assert faces[name].full_width(array("版é\n")).tolist() == [0, 0, 0]


def test_the_kai_keeps_its_own_quotes_and_dash(library):
    """It has ﹃ ﹄ and ︱ of one em, which it borrows in horizontal text; the interpunct it borrows still."""
    faces, _, has_form, missing = chosen(library, "deck", "楷“楷”—·…")
    assert faces == ["kai-regular"] * 5 + ["song-regular", "kai-regular"]
    assert has_form == [False, True, False, True, True, False, True]
    assert missing == []


def test_two_dashes_of_the_kai_meet(faces):
    """C10: it joins no dashes, but its ︱ is longer than its cell."""
    kai = faces["kai-regular"]
    assert kai.vertical_joined("——") is None
    forms, _ = kai.vertical_glyphs(array("—"))
    cell = kai.vertical.metrics(int(forms[0]))
    ink = kai.hb_font.get_glyph_extents(int(forms[0]))
    assert ink.y_bearing > cell.y * kai.upem
    assert -ink.height > cell.advance * kai.upem


def test_a_chain_gives_what_its_first_face_lacks(library):
    faces, glyphs, has_form, missing = chosen(library, "headline", "字š\U0001f600（")
    assert faces == ["song-black", "kai-regular", "song-black", "song-black"]
    assert [glyph != 0 for glyph in glyphs] == [True, True, True, True]
    assert has_form == [False, False, False, True]
    assert [m.character for m in missing] == ["\U0001f600"]


def test_the_midline_ellipsis_takes_the_form_of_the_ellipsis(library):
    """C11."""
    _, glyphs, has_form, missing = chosen(library, "body", "…⋯")
    assert glyphs[0] == glyphs[1] != 0
    assert has_form == [True, True]
    assert missing == []


# ---- faces of an issue's own, which may have less ----------------------------------------------------------


def without_layout(path, characters):
    """The Song without layout tables and without its vertical metrics, holding some characters."""
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, characters))
    wanted.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in (b"GSUB", b"GPOS", b"vhea", b"vmtx"))
    face = hb.Face(hb.Blob.from_file_path(catalogue()["song-regular"].path))
    path.write_bytes(bytes(hb.subset(face, wanted).blob.data))
    return Face(FaceEntry(id="bare", path=str(path)))


def test_a_face_without_features_lends_its_presentation_forms(tmp_path):
    bare = without_layout(tmp_path / "bare.ttf", "字“”（—﹃﹄︵︱A")
    glyphs, has_form = bare.vertical_glyphs(array("字“”（—A"))
    assert glyphs.tolist() == bare.glyphs(array("字﹃﹄︵︱A")).tolist()
    assert has_form.tolist() == [False, True, True, True, True, False]
    assert bare.vertical_joined("——") is None
    assert bare.full_width(array("A")).tolist() == [0]


def test_a_face_without_any_form_says_so(tmp_path):
    bare = without_layout(tmp_path / "bare.ttf", "字“（。")
    glyphs, has_form = bare.vertical_glyphs(array("字“（。"))
    assert glyphs.tolist() == bare.glyphs(array("字“（。")).tolist()
    assert not has_form.any()


def test_a_face_without_vertical_metrics_is_one_em_high(tmp_path):
    bare = without_layout(tmp_path / "bare.ttf", "字A")
    (han, letter), _ = bare.vertical_glyphs(array("字A"))
    assert bare.vertical.metrics(int(han)) == (1.0, 0.5, 0.88)
    assert bare.vertical.metrics(int(letter)).advance == 1.0
    assert bare.vertical.metrics(int(letter)).x == bare.advances(np.array([letter]))[0] / 2
