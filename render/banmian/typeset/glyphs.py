"""Which glyph shows a character: of its role's faces, of the variant asked for, or 〓 where there is none (C13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from banmian.faces.face import SYSTEM
from banmian.faces.library import STAND_IN, MissingGlyph
from banmian.typeset.classes import names
from banmian.typeset.shown import Odd, Oddity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from banmian.faces import FaceLibrary
    from banmian.model import Setting
    from banmian.typeset.vertical import Standing

    Spans = dict[str, list[tuple[int, int]]]

NO_GLYPH = 0xFFFF
"""The glyph of a character that has none of its own: a newline, a joiner, the second half of ——."""


class Glyphs(Struct, frozen=True, eq=False):
    """Face index and glyph of every character, and whether it lies in a vertical line.

    `missing` stand as 〓, words of scripts that are not set as one; `oddities` are set otherwise than they were asked
    for. `standing` is more of vertical lines, None in horizontal ones.
    """

    faces: NDArray[np.uint8]
    glyphs: NDArray[np.uint16]
    turned: NDArray[np.bool_]
    missing: list[MissingGlyph]
    oddities: list[Oddity]
    standing: Standing | None = None


def choose_glyphs(
    text: str,
    codes: NDArray[np.uint32],
    classes: NDArray[np.uint8],
    setting: Setting,
    library: FaceLibrary,
    spans: Spans,
    selectors: Mapping[int, int],
) -> Glyphs:
    """Choose the glyphs of a text; `spans` are the stretches of each role, `selectors` ask for variants by offset."""
    refused = classes == names()["shaped"]
    if refused.any():  # set unshaped, they would be wrong
        codes = np.where(refused, np.uint32(STAND_IN), codes)
    standing: Standing | None = None
    if setting.vertical:
        from banmian.typeset.vertical import stand

        standing = stand(text, codes, classes, setting, library, spans)
        faces, glyphs, turned, missing = standing.faces, standing.glyphs, standing.turned, [*standing.missing]
    else:
        faces, glyphs, missing = _in_lines(codes, setting, library, spans)
        turned = np.zeros(codes.size, dtype=bool)
    missing += _refused(text, refused, spans)
    missing.sort(key=lambda one: one.offset)
    oddities = []
    for at, selector in selectors.items():
        glyph = library.faces[faces[at]].variant(int(codes[at]), selector)
        if glyph:
            glyphs[at] = glyph
        elif glyph is None:
            oddities.append(Oddity(Odd.VARIANT, at, text[at] + chr(selector), text[at]))
    if setting.last_resort == "system":
        oddities += _of_the_machine(text, faces, library)
    oddities.sort(key=lambda odd: odd.offset)
    return Glyphs(faces, glyphs, turned, missing, oddities, standing)


def _in_lines(
    codes: NDArray[np.uint32], setting: Setting, library: FaceLibrary, spans: Spans
) -> tuple[NDArray[np.uint8], NDArray[np.uint16], list[MissingGlyph]]:
    """The glyphs of horizontal lines."""
    faces, glyphs = np.zeros(codes.size, dtype=np.uint8), np.zeros(codes.size, dtype=np.uint16)
    missing: list[MissingGlyph] = []
    system = setting.last_resort == "system"
    for role, stretches in spans.items():
        where = np.concatenate([np.arange(start, end) for start, end in stretches])
        faces[where], glyphs[where], lacking = library.glyphs(
            role, codes[where], centred=setting.is_traditional, system=system
        )
        missing += [MissingGlyph(one.role, int(where[one.offset]), one.character) for one in lacking]
    return faces, glyphs, missing


def _refused(text: str, refused: NDArray[np.bool_], spans: Spans) -> Iterator[MissingGlyph]:
    """The words in scripts that are not set."""
    if not refused.any():
        return
    for role, stretches in spans.items():
        for start, end in stretches:
            inside = np.concatenate(([False], refused[start:end], [False]))
            edges = np.flatnonzero(np.diff(inside.astype(np.int8)))
            for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
                yield MissingGlyph(role, start + first, text[start + first : start + last])


def _of_the_machine(text: str, faces: NDArray[np.uint8], library: FaceLibrary) -> Iterator[Oddity]:
    """The characters that a face of this machine shows."""
    for index, face in enumerate(library.faces):
        if face.entry.source == SYSTEM:
            for at in np.flatnonzero(faces == index).tolist():
                yield Oddity(Odd.SYSTEM, at, text[at], face.entry.family)
