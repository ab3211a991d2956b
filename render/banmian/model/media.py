"""Kinds of the files that an issue names or a command is given: one table, by suffix."""

from __future__ import annotations

from enum import Enum
from pathlib import PurePath


class Media(Enum):
    """A kind of file: its suffixes, and the library that opens it."""

    HTML = (".html", ".htm"), "WeasyPrint"
    SVG = (".svg",), "WeasyPrint"
    PDF = (".pdf",), "pikepdf"
    PICTURE = (), "Pillow"
    """Whatever has another name: Pillow tells JPEG, PNG, TIFF and WebP by their bytes."""

    @classmethod
    def of(cls, file: str | PurePath) -> Media:
        """Return the kind of a file by its name, in capitals or not."""
        return _BY_SUFFIX.get(PurePath(file).suffix.lower(), cls.PICTURE)


_BY_SUFFIX = {suffix: one for one in Media for suffix in one.value[0]}
