"""Vertical lines 直排: which character stands and which is turned, and the glyph each shows (V1 to V6).

UAX #50 decides; what it turns stands all the same where the face has a vertical form of it, and where Chinese habit is
other than Unicode's: quotation marks become ﹃﹄ (V3), · stands (V2), a lone letter and a short acronym stand, one
letter a cell (V6), and, as a style, the digits of a short number share one cell side by side (纵中横, V5).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from banmian.faces.library import MissingGlyph
from banmian.typeset.classes import names
from banmian.typeset.orientation import ROTATED, TRANSFORMED_ROTATED, orientation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from banmian.faces import FaceLibrary
    from banmian.model import Setting

_QUOTES = np.array([ord(mark) for mark in "“”‘’"], dtype=np.uint32)

_APOSTROPHE = 0x2019


class Standing(Struct, frozen=True):
    """The glyphs of vertical characters: face, glyph, natural extent down the line (em), and whether it is turned.

    `cells` are the digits set side by side: the offset of the first, and how many share one cell.
    """

    faces: NDArray[np.uint8]
    glyphs: NDArray[np.uint16]
    natural: NDArray[np.float64]
    turned: NDArray[np.bool_]
    cells: list[tuple[int, int]]
    missing: list[MissingGlyph]


def stand(
    text: str,
    codes: NDArray[np.uint32],
    classes: NDArray[np.uint8],
    setting: Setting,
    library: FaceLibrary,
    spans: dict[str, list[tuple[int, int]]],
) -> Standing:
    """Choose the glyphs of a text in vertical lines; `spans` are the stretches of each role."""
    faces = np.zeros(codes.size, dtype=np.uint8)
    glyphs = np.zeros(codes.size, dtype=np.uint16)
    level = np.zeros(codes.size, dtype=np.uint16)
    level_faces = np.zeros(codes.size, dtype=np.uint8)
    has_form = np.zeros(codes.size, dtype=bool)
    missing: list[MissingGlyph] = []
    for role, stretches in spans.items():
        where = np.concatenate([np.arange(start, end) for start, end in stretches])
        faces[where], glyphs[where], has_form[where], lacking = library.vertical_glyphs(
            role, codes[where], centred=setting.is_traditional, system=setting.last_resort == "system"
        )
        level_faces[where], level[where], _ = library.glyphs(role, codes[where], system=setting.last_resort == "system")
        missing += [MissingGlyph(role, int(where[m.offset]), m.character) for m in lacking]
    turns = orientation(codes)
    turned = ((turns == ROTATED) | (turns == TRANSFORMED_ROTATED)) & ~has_form
    turned &= (classes != names()["interpunct"]) & ~np.isin(codes, _QUOTES)
    turned |= (classes == names()["letter"]) & (codes == _APOSTROPHE)  # one word with its letters
    cells = []
    if setting.upright_digits:
        cells = list(_side_by_side(text, setting.upright_digits))
        for at, count in cells:
            turned[at : at + count] = False
    for at in _upright_letters(text, setting.upright_letters):
        full = int(library.faces[faces[at]].full_width(codes[at : at + 1])[0])
        if full:
            turned[at] = False
            faces[at], glyphs[at] = level_faces[at], full
    glyphs = np.where(turned, level, glyphs)
    faces = np.where(turned, level_faces, faces)
    natural = np.zeros(codes.size)
    for index in np.flatnonzero(np.bincount(faces)).tolist():
        face = library.faces[index]
        mine = faces == index
        along = mine & turned
        natural[along] = face.advances(glyphs[along])
        upright = mine & ~turned
        natural[upright] = face.vertical_advances(glyphs[upright])
    for at, count in cells:
        natural[at : at + count] = 1.0 / count
    return Standing(faces, glyphs, natural, turned, cells, missing)


def _upright_letters(text: str, most: int) -> Iterator[int]:
    """Offsets of letters that stand: a lone one, and capitals up to `most` in a row; none of a Latin phrase (V6)."""
    if not most:
        return
    alone = re.compile(rf"(?<![!-~’·])(?<![!-~] )(?:[A-Z]{{1,{most}}}|[a-z])(?! ?[!-~]|[’·][A-Za-z])")
    for found in alone.finditer(text):
        yield from range(found.start(), found.end())


def _side_by_side(text: str, most: int) -> Iterator[tuple[int, int]]:
    """Numbers of at most so many digits that stand alone in Chinese text: offset and count of digits.

    The numbers of one term, such as a date, stand all or none (V5).
    """
    for term in re.finditer(r"(?<![!-~])[0-9]+(?:[年月日时点分秒][0-9]+)*(?![!-~])", text):
        numbers = list(re.finditer(r"[0-9]+", term[0]))
        if all(len(number[0]) <= most for number in numbers):
            for number in numbers:
                yield term.start() + number.start(), len(number[0])
