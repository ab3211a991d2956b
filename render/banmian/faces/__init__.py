"""faces 字体: the faces behind each role of type, their glyphs and advances."""

from banmian.faces.catalogue import FaceEntry, catalogue, default_roles
from banmian.faces.face import Face
from banmian.faces.library import FaceLibrary, MissingGlyph

__all__ = ["Face", "FaceEntry", "FaceLibrary", "MissingGlyph", "catalogue", "default_roles"]
