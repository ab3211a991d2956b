"""Subsets: cut out of the mapped file they draw what HarfBuzz's draw, and every other face goes to HarfBuzz."""

import io
import struct

import numpy as np
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont, newTable
from fontTools.ttLib.tables.ttProgram import Program

from banmian.faces import Face, FaceEntry, catalogue
from banmian.faces.subset import _by_harfbuzz, glyphs_of, subset

NAMES = [".notdef", "space", "box", "bar", "wide", "pair", "nested"]


def outline(pen, *boxes):
    for left, bottom, right, top in boxes:
        pen.moveTo((left, bottom))
        pen.lineTo((left, top))
        pen.lineTo((right, top))
        pen.lineTo((right, bottom))
        pen.closePath()
    return pen


def make(path, *, cff=False, rights=0, finish=None):
    """A face with a composite glyph, and one made of that: `wide` is of no use to either."""
    simple = {
        ".notdef": [],
        "space": [],
        "box": [(0, 0, 300, 300)],
        "bar": [(0, 400, 300, 450), (0, 500, 301, 551)],
        "wide": [(10, 0, 900, 700)],
    }
    builder = FontBuilder(1000, isTTF=not cff)
    builder.setupGlyphOrder(NAMES)
    if cff:
        both = {**simple, "pair": simple["box"] + simple["bar"], "nested": simple["box"]}
        drawn = {name: outline(T2CharStringPen(500, None), *boxes).getCharString() for name, boxes in both.items()}
        builder.setupCFF("Toy", {}, drawn, {})
    else:
        drawn = {name: outline(TTGlyphPen(None), *boxes).glyph() for name, boxes in simple.items()}
        for name, parts in (("pair", ("box", "bar")), ("nested", ("pair", "box"))):
            pen = TTGlyphPen(drawn)
            for at, part in enumerate(parts):
                pen.addComponent(part, (1, 0.25 * at, 0, 1, 300 * at, 7))
            drawn[name] = pen.glyph()
        builder.setupGlyf(drawn)
    builder.setupHorizontalMetrics({name: (500 + 10 * at, at) for at, name in enumerate(NAMES)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupCharacterMap({0x41 + at: name for at, name in enumerate(NAMES[1:])})
    builder.setupNameTable({"familyName": "Toy", "styleName": "Regular"})
    builder.setupOS2(fsType=rights)
    builder.setupPost()
    if finish:
        finish(builder.font)
    builder.save(path)
    return path


def face(path, **more):
    return Face(FaceEntry(id="toy", path=str(path), **more))


def opened(made):
    """A subset as fontTools reads it; every checksum is looked at."""
    return TTFont(io.BytesIO(made.data), checkChecksums=2, lazy=False)


def drawn(font):
    """The outline of every glyph but the first, by its number, composite ones taken apart."""
    glyphs = font.getGlyphSet()
    found = {}
    for at, name in enumerate(font.getGlyphOrder()):
        pen = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(pen)
        found[at] = pen.value
    return {at: value for at, value in found.items() if at}


def of(*names):
    return np.array(sorted(NAMES.index(name) for name in names), dtype=np.uint16)


@pytest.mark.parametrize("name", catalogue())
def test_shipped_faces_are_cut_here_and_draw_what_harfbuzz_draws(name):
    mine = Face(catalogue()[name])
    assert mine.records
    count = mine.hb_face.glyph_count
    glyphs = np.unique(np.random.default_rng(4).integers(1, count, 300)).astype(np.uint16)
    if name.startswith("kai"):
        glyphs = np.union1d(glyphs, composite_glyphs(mine)).astype(np.uint16)
    made, other = subset(mine, glyphs), _by_harfbuzz(mine, glyphs)
    assert made.kept.tolist() == other.kept.tolist()
    assert made.advances.tolist() == other.advances.tolist()
    ours, theirs = opened(made), opened(other)
    assert drawn(ours) == drawn(theirs)
    assert ours["hmtx"].metrics == theirs["hmtx"].metrics
    assert sorted(ours.keys()) == ["GlyphOrder", "glyf", "head", "hhea", "hmtx", "loca", "maxp"]


def composite_glyphs(mine):
    font = TTFont(mine.entry.path)
    return [at for at, name in enumerate(font.getGlyphOrder()) if font["glyf"][name].isComposite()]


def test_a_composite_glyph_brings_what_it_is_made_of_and_nothing_else(tmp_path):
    mine = face(make(tmp_path / "a.ttf"))
    assert mine.records
    made = subset(mine, of("nested"))
    assert [NAMES[glyph] for glyph in made.kept] == [".notdef", "box", "bar", "pair", "nested"]
    assert made.advances.tolist() == [500, 520, 530, 550, 560]
    assert drawn(opened(made)) == drawn(opened(_by_harfbuzz(mine, of("nested"))))
    assert [step for step, _ in drawn(opened(made))[4]].count("closePath") == 4


def test_a_subset_depends_on_its_glyphs_alone_and_begins_with_notdef(tmp_path):
    mine = face(make(tmp_path / "a.ttf"))
    first = subset(mine, of("box", "wide"))
    subset(mine, of("nested"))
    assert subset(face(tmp_path / "a.ttf"), of(".notdef", "box", "wide")).data == first.data
    assert first.kept[0] == 0
    assert subset(mine, of()).kept.tolist() == [0]


def test_short_and_odd_offsets_and_a_member_of_a_collection(tmp_path):
    one = TTFont(make(tmp_path / "a.ttf"))
    two = TTFont(make(tmp_path / "b.ttf", finish=lambda font: font["hmtx"].metrics.update(box=(777, 3))))
    assert one["head"].indexToLocFormat == 0
    both = TTCollection()
    both.fonts = [one, two]
    both.save(tmp_path / "c.ttc")
    for member, advance in ((0, 520), (1, 777)):
        mine = face(tmp_path / "c.ttc", member=member)
        assert mine.records
        assert subset(mine, of("box")).advances.tolist() == [500, advance]
        assert drawn(opened(subset(mine, of("box", "pair")))) == drawn(opened(_by_harfbuzz(mine, of("box", "pair"))))


def hinted(font):
    font["fpgm"] = newTable("fpgm")
    font["fpgm"].program = Program()
    font["fpgm"].program.fromBytecode(b"\x4b")


def test_other_faces_go_to_harfbuzz(tmp_path):
    for path in (make(tmp_path / "cff.otf", cff=True), make(tmp_path / "hinted.ttf", finish=hinted)):
        mine = face(path)
        assert mine.records is None
        made = subset(mine, of("box"))
        assert [NAMES[glyph] for glyph in made.kept] == [".notdef", "box"]
        assert made.advances.tolist() == [500, 520]
        assert len(drawn(opened(made))) == 1
        assert "fpgm" not in opened(made)


def test_a_face_that_may_not_be_cut_stays_whole(tmp_path):
    mine = face(make(tmp_path / "a.ttf", rights=0x0100))
    assert subset(mine, of("box")).kept.tolist() == list(range(len(NAMES)))


def test_a_damaged_composite_glyph_is_left_to_harfbuzz(tmp_path):
    path = make(tmp_path / "a.ttf")
    font = TTFont(path)
    glyf, place = font.reader.tables["glyf"].offset, font["loca"][NAMES.index("nested")]
    data = bytearray(path.read_bytes())
    struct.pack_into(">H", data, glyf + place + 12, 999)
    path.write_bytes(data)
    mine = face(path)
    assert mine.records
    with pytest.raises(ValueError, match="component"):
        mine.records.cut(of("nested"))
    assert subset(mine, of("nested")).kept[-1] == NAMES.index("nested")


def test_a_face_whose_file_has_gone_is_cut_from_the_file_it_was_opened_from(tmp_path):
    gone = face(make(tmp_path / "a.ttf"))
    (tmp_path / "a.ttf").unlink()
    assert subset(gone, of("box")).advances.tolist() == [500, 520]


def test_offsets_that_lead_out_of_the_file_are_left_to_harfbuzz(tmp_path):
    path = make(tmp_path / "a.ttf")
    font = TTFont(path)
    loca = font.reader.tables["loca"]
    data = bytearray(path.read_bytes())
    struct.pack_into(">H", data, loca.offset + loca.length - 2, 0xFFFF)
    path.write_bytes(data)
    assert glyphs_of(face(path)) is None
