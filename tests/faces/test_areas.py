"""Areas of glyphs: those that ship are those of the outlines, others are measured."""

import shutil

import numpy as np
import pytest

from banmian.faces import FaceLibrary, catalogue
from banmian.faces.areas import measure_areas, read_areas


@pytest.mark.parametrize("name", catalogue())
def test_shipped_areas_are_those_of_the_outlines(name):
    library = FaceLibrary()
    face = library.faces[library.index(name)]
    count = face.hb_face.glyph_count
    some = range(0, count, max(count // 60, 1))
    shipped = read_areas(face.entry.path, count)
    assert shipped is not None and shipped.max() < 1.95
    assert shipped[list(some)] == pytest.approx(measure_areas(face.hb_font, face.upem, some), abs=0.002)


def test_of_a_face_of_ones_own_what_occurs_is_measured(toy_library):
    face = toy_library.faces[toy_library.index(toy_library.roles()["body"][0])]
    glyphs = face.glyphs(np.array([ord(character) for character in "版A 版"], np.uint32))
    assert face.areas(np.append(glyphs, 0xFFFF)) == pytest.approx([0.765, 0.34, 0.34, 0.765, 0], abs=0.002)
    assert np.isnan(face._areas).sum() == face.hb_face.glyph_count - 3, "no glyph but these"


def test_no_file_is_looked_for_beside_a_face_of_ones_own(tmp_path, toy_font):
    from banmian.faces import default_roles
    from banmian.model import FaceChoice

    toy_font(tmp_path / "toy.ttf")
    entry = catalogue()["song-regular"]
    shutil.copy(entry.path.replace(".ttf", ".areas"), tmp_path / "toy.areas")
    library = FaceLibrary({role: FaceChoice(file="toy.ttf") for role in default_roles()}, str(tmp_path))
    face = library.faces[library.index(library.roles()["body"][0])]
    assert face.areas(face.glyphs(np.array([ord("版")], np.uint32))) == pytest.approx([0.765], abs=0.002)
