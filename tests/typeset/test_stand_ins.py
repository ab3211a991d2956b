"""Characters that no face has (C13): 〓 and an error, never a gap, a box, or letters in the wrong order."""

import shutil

import numpy as np
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from hypothesis import given
from hypothesis import strategies as st

from banmian.faces import FaceLibrary
from banmian.galleys import findings_of, set_galley
from banmian.model import FaceChoice, Severity
from banmian.typeset import NO_GLYPH, Setting, cast

SCRIPTS = {
    "Hebrew": "שלום",
    "Arabic": "مرحبا",
    "Devanagari": "हिन्दी",
    "Thai": "ไทย",
    "Tibetan": "བོད",
    "Mongolian": "ᠮᠣᠩ",
}
UIGHUR = "ئۇيغۇر"


def geta(library):
    return int(library.faces[0].glyphs(np.array([0x3013], dtype=np.uint32))[0])


def said(text, library, setting):
    galley = set_galley(text, 12, setting, library)
    return [finding for p in galley.paragraphs for finding in findings_of(galley, p)]


@pytest.mark.parametrize("vertical", [False, True])
@pytest.mark.parametrize("character", ["👍", "\U00030edd", "완"])
def test_a_character_without_a_face_stands_as_a_geta_of_its_own_width(shipped, character, vertical):
    setting = Setting(vertical=vertical)
    sorts = cast(f"点{character}赞", setting, shipped, "body")
    assert sorts.glyphs[1] == cast("〓", setting, shipped, "body").glyphs[0]
    assert sorts.width[1] == pytest.approx(1.0)
    assert sorts.text == f"点{character}赞"
    (finding,) = [one for one in said(f"点{character}赞", shipped, setting) if one.code == "missing-glyph"]
    assert character in finding.message
    assert f"U+{ord(character):04X}" in finding.message
    assert finding.severity is Severity.ERROR


def test_a_mark_that_goes_with_no_letter_has_room_for_its_geta(shipped):
    sorts = cast("m\u0304", Setting(), shipped, "body")
    assert sorts.width[1] == pytest.approx(1.0)


@pytest.fixture(scope="module")
def all_scripts(tmp_path_factory):
    """A library whose body face has a glyph for every letter of the scripts, and nothing that shapes them."""
    folder = tmp_path_factory.mktemp("faces")
    codes = sorted({*map(ord, "".join(SCRIPTS.values()) + UIGHUR), 0x845B})
    names = [".notdef", *(f"u{code:04X}" for code in codes), "variant"]
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    pen.lineTo((450, 0))
    pen.lineTo((450, 700))
    pen.closePath()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(
        {code: f"u{code:04X}" for code in codes}, uvs=[(0x845B, 0xE0100, None), (0x845B, 0xE0101, "variant")]
    )
    builder.setupGlyf({name: pen.glyph() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 50)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Scripts", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(folder / "scripts.ttf")
    return FaceLibrary({"body": FaceChoice(file="scripts.ttf")}, str(folder))


@pytest.mark.parametrize("vertical", [False, True])
@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_that_needs_shaping_is_refused_though_the_face_has_its_letters(all_scripts, script, vertical):
    word = SCRIPTS[script]
    setting = Setting(vertical=vertical)
    sorts = cast(f"写作{word}的字", setting, all_scripts, "body")
    stand_in = cast("〓", setting, all_scripts, "body").glyphs[0]
    assert set(sorts.glyphs[2 : 2 + len(word)].tolist()) <= {int(stand_in), NO_GLYPH}
    (finding,) = [one for one in said(f"写作{word}的字", all_scripts, setting) if one.code == "missing-glyph"]
    assert word in finding.message
    assert script in finding.message


def test_a_variant_that_the_face_has_is_set(all_scripts):
    plain, same, other = (
        cast(text, Setting(), all_scripts, "body") for text in ("葛桥", "葛\U000e0100桥", "葛\U000e0101桥")
    )
    assert same.glyphs[0] == plain.glyphs[0]
    assert other.glyphs[0] not in (plain.glyphs[0], 0, NO_GLYPH)
    assert not same.oddities
    assert not other.oddities


def test_a_minus_is_lent_the_form_of_a_dash(shipped):
    sorts = cast("−5℃", Setting(), shipped, "body")
    assert not sorts.missing
    assert sorts.glyphs[0] not in (geta(shipped), NO_GLYPH)


def test_faces_of_the_machine_are_asked_only_where_a_setting_allows_it():
    if not shutil.which("fc-list"):
        pytest.skip("no fc-list on this machine: fontconfig was not asked")
    character = _of_the_machine()
    assert [m.character for m in cast(f"字{character}", Setting(), FaceLibrary(), "body").missing] == [character]
    library = FaceLibrary()
    sorts = cast(f"字{character}", Setting(last_resort="system"), library, "body")
    assert not sorts.missing
    assert library.faces[sorts.faces[1]].entry.source == "system"
    again = FaceLibrary()
    cast(f"字{character}", Setting(last_resort="system"), again, "body")
    assert [face.id for face in again.faces] == [face.id for face in library.faces]
    (finding,) = [f for f in said(f"字{character}", library, Setting(last_resort="system")) if f.code == "system-face"]
    assert f"U+{ord(character):04X}" in finding.message


def _of_the_machine():
    """A character that a face of this machine has, and none of ours."""
    from banmian.faces.system import covering

    ours = FaceLibrary()
    for code in (0x10D0, 0x0561, 0x1EA0, 0x2C00, 0x16A0, 0xAC00, 0x20001, 0x3400):
        face_less = cast(chr(code), Setting(), ours, "body").missing
        if face_less and covering(code):
            return chr(code)
    pytest.skip("no face of this machine has a character that ours lack")
    raise AssertionError


@given(text=st.text(st.characters(codec="utf-8"), min_size=1, max_size=30))
def test_no_character_is_drawn_as_the_box_of_a_face(shipped, text):
    sorts = cast(text, Setting(), shipped, "body")
    assert not (sorts.glyphs == 0).any()
    told = {missing.offset + at for missing in sorts.missing for at in range(len(missing.character))}
    stands = np.flatnonzero(sorts.glyphs == geta(shipped)).tolist()
    assert {at for at in stands if sorts.text[at] != "〓"} <= told
