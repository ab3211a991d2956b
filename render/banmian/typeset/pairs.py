"""Pairs of —— and …… as units, and the marks that join what stands beside them: - and a single —."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from banmian.typeset.classes import names
from banmian.typeset.context import between_han, hyphens
from banmian.typeset.glyphs import NO_GLYPH
from banmian.typeset.runs import minuses

if TYPE_CHECKING:
    from banmian.faces import FaceLibrary
    from banmian.typeset.sorts import Sorts


def join_pairs(sorts: Sorts, library: FaceLibrary) -> None:
    """Join pairs, —— to one unbroken stroke where the face has it as a glyph (C10, U1); tell what connects.

    A mark that is Latin or Chinese as its neighbours are gets its cell (C2, C3).
    """
    joins = sorts.table.joins.take(sorts.kinds)
    sorts.second_of_pair = np.zeros(sorts.codes.size, dtype=bool)
    sorts.connects = hyphens(sorts.codes, sorts.classes)
    sorts.connects[list(minuses(sorts.read))] = False
    marks, width = between_han(sorts.codes, sorts.classes)
    sorts.shift[marks] += (width - sorts.width[marks]) / 2
    sorts.width[marks] = width
    start = -2
    for at in np.flatnonzero(joins).tolist():
        if at == start + 1 and sorts.codes[at] == sorts.codes[start]:
            sorts.second_of_pair[at] = True
            face = library.faces[sorts.faces[start]]
            pair = sorts.text[start : at + 1]
            joined = face.vertical_joined(pair) if sorts.setting.vertical else face.joined(pair)
            if joined:
                glyph, advance = joined
                sorts.glyphs[start], sorts.glyphs[at] = glyph, NO_GLYPH
                sorts.shift[start] = (2.0 - advance) / 2
                sorts.turned[start : at + 1] = False
            start = -2
        else:
            start = at
    dashes = (sorts.codes == 0x2014) & (sorts.classes == names()["dash"])
    if dashes.any():
        follows = np.zeros_like(dashes)
        follows[:-1] = sorts.second_of_pair[1:]
        sorts.connects |= dashes & ~sorts.second_of_pair & ~follows
