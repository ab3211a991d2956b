"""Hyphenation 断词: where a Latin word may be parted, by the patterns of its language (B12) or a soft hyphen.

The patterns are those of Pyphen, loaded only when a setting names a language.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from banmian.model import InputError
from banmian.model.finding import Finding, Severity
from banmian.typeset.breaks import LATIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banmian.faces.face import Face

_WORD = re.compile(rf"(?<![{LATIN}0-9./@:_-])[{LATIN}]{{5,}}(?![{LATIN}0-9/@:_-])")
_SOFT = "\u00ad"


def hyphen_points(text: str, language: str) -> Iterator[int]:
    """Offsets before which a word may be parted. Raises InputError for a language without patterns."""
    at = text.find(_SOFT)
    while at >= 0:
        yield at + 1
        at = text.find(_SOFT, at + 1)
    if not language:
        return
    import pyphen

    if language not in pyphen.LANGUAGES:
        raise InputError(
            Finding(
                severity=Severity.ERROR,
                code="wrong-setting",
                message=f"there are no hyphenation patterns for the language “{language}”",
                hint="expected one such as en_US, en_GB, de_DE, fr",
            )
        )
    patterns = pyphen.Pyphen(lang=language)
    for found in _WORD.finditer(text):
        if found[0].upper() != found[0]:  # GDP is no word
            for point in patterns.positions(found[0]):
                yield found.start() + point


def hyphen_width(face: Face) -> float:
    """The width of the hyphen of a face, in em."""
    return float(face.advances(face.glyphs(np.array([ord("-")], dtype=np.uint32)))[0])
