"""Which face and which glyph sets each character of some sorts, and what is to be said of those that none has."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from banmian.faces.face import SYSTEM
from banmian.faces.library import STAND_IN, MissingGlyph
from banmian.typeset.classes import names
from banmian.typeset.shown import Odd, Oddity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from banmian.faces import FaceLibrary
    from banmian.typeset.sorts import Sorts

NO_GLYPH = 0xFFFF
"""The glyph of a character that has none of its own: a newline, a joiner, the second half of ——."""


class RoleRun(NamedTuple):
    """Characters from `start` to the next run are set in `role`; `space_before` em stand in front of the run.

    `scale` is the part of the size at which they are set: note marks are smaller than their text.
    """

    start: int
    role: str
    space_before: float = 0.0
    scale: float = 1.0


def choose_glyphs(sorts: Sorts, library: FaceLibrary, roles: Sequence[RoleRun]) -> None:
    """Choose the face and the glyph of every character by the chain of its role; 〓 where no face has it (C13)."""
    system = sorts.setting.last_resort == "system"
    codes = sorts.codes
    refused = sorts.classes == names()["shaped"]
    if refused.any():  # set unshaped, they would be wrong
        codes = np.where(refused, np.uint32(STAND_IN), codes)
    by_role: dict[str, list[tuple[int, int]]] = {}
    for run, following in pairwise([*roles, RoleRun(sorts.codes.size, "")]):
        by_role.setdefault(run.role, []).append((run.start, following.start))
    if sorts.setting.vertical:
        from banmian.typeset.vertical import stand

        sorts.standing = stand(sorts.text, codes, sorts.classes, sorts.setting, library, by_role)
        sorts.faces, sorts.glyphs = sorts.standing.faces, sorts.standing.glyphs
        sorts.turned = sorts.standing.turned
        sorts.missing += sorts.standing.missing
        _tell(sorts, library, refused, by_role)
        return
    sorts.turned = np.zeros(sorts.codes.size, dtype=bool)
    sorts.faces = np.zeros(sorts.codes.size, dtype=np.uint8)
    sorts.glyphs = np.zeros(sorts.codes.size, dtype=np.uint16)
    for role, spans in by_role.items():
        where = np.concatenate([np.arange(start, end) for start, end in spans])
        faces, glyphs, missing = library.glyphs(role, codes[where], centred=sorts.setting.is_traditional, system=system)
        sorts.faces[where] = faces
        sorts.glyphs[where] = glyphs
        sorts.missing += [MissingGlyph(m.role, int(where[m.offset]), m.character) for m in missing]
    _tell(sorts, library, refused, by_role)


def choose_variant(sorts: Sorts, library: FaceLibrary, at: int, selector: int) -> None:
    """Take the variant of a character where its face has it (cmap format 14); else the plain form, which is told."""
    glyph = library.faces[sorts.faces[at]].variant(int(sorts.codes[at]), selector)
    if glyph:
        sorts.glyphs[at] = glyph
    elif glyph is None:
        sorts.oddities.append(Oddity(Odd.VARIANT, at, sorts.text[at] + chr(selector), sorts.text[at]))


def natural_widths(sorts: Sorts, library: FaceLibrary) -> NDArray[np.float64]:
    """Return the advance of each glyph by its face, in em; digits are made half an em wide first (C8)."""
    if sorts.setting.digits == "half":
        digits = np.flatnonzero((sorts.classes == names()["digit"]) & (sorts.turned | (not sorts.setting.vertical)))
        for index in np.flatnonzero(np.bincount(sorts.faces[digits])).tolist():
            mine = digits[sorts.faces[digits] == index]
            sorts.glyphs[mine] = library.faces[index].half_width(sorts.codes[mine], sorts.glyphs[mine])
    natural = sorts.standing.natural if sorts.setting.vertical else np.zeros(sorts.codes.size)
    for index, face in enumerate(library.faces):
        mine = sorts.faces == index
        if sorts.setting.vertical:
            mine &= sorts.turned
        if mine.any():
            natural[mine] = face.advances(sorts.glyphs[mine])
    return natural


def _tell(
    sorts: Sorts, library: FaceLibrary, refused: NDArray[np.bool_], by_role: Mapping[str, list[tuple[int, int]]]
) -> None:
    """Say which words stand as 〓, since their script is not set, and which characters the machine lends."""
    if refused.any():
        for role, spans in by_role.items():
            for start, end in spans:
                inside = np.concatenate(([False], refused[start:end], [False]))
                edges = np.flatnonzero(np.diff(inside.astype(np.int8)))
                sorts.missing += [
                    MissingGlyph(role, start + first, sorts.text[start + first : start + last])
                    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
                ]
    sorts.missing.sort(key=lambda missing: missing.offset)
    if sorts.setting.last_resort == "system":
        for index, face in enumerate(library.faces):
            if face.entry.source == SYSTEM:
                places = np.flatnonzero(sorts.faces == index).tolist()
                sorts.oddities += [Oddity(Odd.SYSTEM, at, sorts.text[at], face.entry.family) for at in places]
        sorts.oddities.sort(key=lambda odd: odd.offset)
