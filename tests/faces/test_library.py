"""Roles, fallback chains and characters that share a glyph."""

import numpy as np

from banmian.faces import FaceLibrary


def glyphs(text: str, role: str = "body"):
    library = FaceLibrary()
    codes = np.array([ord(character) for character in text], dtype=np.uint32)
    faces, found, missing = library.glyphs(role, codes)
    return [library.faces[face].id for face in faces], found.tolist(), [m.character for m in missing]


def test_the_midline_ellipsis_takes_the_glyph_of_the_ellipsis():
    """C11."""
    _, found, missing = glyphs("…⋯")
    assert found[0] == found[1] != 0
    assert missing == []


def test_marks_of_a_kai_come_from_the_song():
    """C1: the quotation marks of the 楷 are 0.35 em wide."""
    faces, _, missing = glyphs("摄“影”·", role="caption")
    assert faces == ["kai-regular", "song-regular", "kai-regular", "song-regular", "song-regular"]
    assert missing == []


def test_what_no_face_has_is_missing_and_spaces_never_are():
    _, _, missing = glyphs("字\U0001f600 \t\u3000\u200b")
    assert missing == ["\U0001f600"]


def test_what_the_first_face_lacks_comes_from_the_next():
    faces, found, missing = glyphs("字š")
    assert faces == ["song-regular", "kai-regular"]
    assert all(found)
    assert missing == []
