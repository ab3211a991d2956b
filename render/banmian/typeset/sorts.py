"""Sorts 字钉: the pieces of type of a text, each with its class, glyph and width, before lines are chosen.

All squeezing between neighbours and all gaps between Han and Latin happen here, since they move the breaks (B8).
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from banmian.faces.library import MissingGlyph
from banmian.typeset.classes import Tables, classify, names, tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from banmian.faces import FaceLibrary
    from banmian.typeset.setting import Setting

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


class Views(NamedTuple):
    """Sums and look-ups of a text of n characters, n + 1 entries each, lengths in em.

    `where` is the position of each character, `start` and `end` what a line gives up that begins at i or ends before i;
    `give` the running sum of what can be squeezed, of which `void_start` and `void_end` are lost at a line's edges;
    `previous` and `following` the last permitted break at or before i and the first at or after it.
    """

    where: memoryview
    start: memoryview
    end: memoryview
    give: memoryview
    void_start: memoryview
    void_end: memoryview
    previous: memoryview
    following: memoryview


class Sorts:
    """A text as arrays of equal length, one entry a character. Offsets are code points of `text`.

    `width` is the cell of a character after squeezing against its neighbours, `shift` where its glyph's origin lies in
    that cell, `gap` the space that follows it; `may_break[i]` tells whether a line may begin with character i.
    `start_trim` and `end_trim` are what a character gives up at the start and the end of a line. `scale` is the part of
    the size at which it is set.
    """

    def __init__(
        self,
        text: str,
        setting: Setting,
        library: FaceLibrary,
        roles: Sequence[RoleRun],
        widen: Mapping[int, float] | None = None,
    ) -> None:
        self.text = text
        self.setting = setting
        self.codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
        self.classes = classify(self.codes)
        table = tables(setting)
        self.table = table
        self.missing: list[MissingGlyph] = []
        self._choose_glyphs(library, roles)
        self._measure(table, library)
        self._squeeze(table)
        self._resize(roles, widen or {})
        self._space(table, setting, roles)
        self._find_breaks(table)
        self._sum_up(table, setting)

    def _choose_glyphs(self, library: FaceLibrary, roles: Sequence[RoleRun]) -> None:
        self.faces = np.zeros(self.codes.size, dtype=np.uint8)
        self.glyphs = np.zeros(self.codes.size, dtype=np.uint16)
        by_role: dict[str, list[tuple[int, int]]] = {}
        for run, following in pairwise([*roles, RoleRun(self.codes.size, "")]):
            by_role.setdefault(run.role, []).append((run.start, following.start))
        for role, spans in by_role.items():
            where = np.concatenate([np.arange(start, end) for start, end in spans])
            faces, glyphs, missing = library.glyphs(role, self.codes[where])
            self.faces[where] = faces
            self.glyphs[where] = glyphs
            self.missing += [MissingGlyph(m.role, int(where[m.offset]), m.character) for m in missing]

    def _measure(self, table: Tables, library: FaceLibrary) -> None:
        natural = np.zeros(self.codes.size)
        for index, face in enumerate(library.faces):
            mine = self.faces == index
            if mine.any():
                natural[mine] = face.advances(self.glyphs[mine])
        number = names()
        cell = table.width[self.classes]
        self.width = np.where(np.isnan(cell), natural, cell)
        spare = np.where(natural > 0, self.width - natural, 0.0)
        spare[np.abs(spare) < 0.005] = 0.0
        self.shift = np.where(
            table.blank_end[self.classes], 0.0, np.where(table.blank_start[self.classes], spare, spare / 2)
        )
        spaces = self.classes == number["space"]
        self.width[spaces] = np.where(natural[spaces] > 0, natural[spaces], 0.25)
        self.is_space = spaces | (self.classes == number["no-break-space"]) | (self.classes == number["wide-space"])
        silent = (self.classes == number["newline"]) | (self.classes == number["ignorable"]) | (self.glyphs == 0)
        self.glyphs[silent] = NO_GLYPH
        self.shift[silent | self.is_space] = 0.0
        self._join_dashes(table, library)

    def _join_dashes(self, table: Tables, library: FaceLibrary) -> None:
        """Pairs of —— and …… become units; —— one unbroken stroke, where the face has it as a glyph (C10, U1)."""
        joins = table.joins[self.classes]
        self.second_of_pair = np.zeros(self.codes.size, dtype=bool)
        self.connects = self._hyphens()
        dash = names()["dash"]
        start = -2
        for at in np.flatnonzero(joins).tolist():
            if at == start + 1 and self.codes[at] == self.codes[start]:
                self.second_of_pair[at] = True
                joined = library.faces[self.faces[start]].joined(self.text[start : at + 1])
                if joined:
                    glyph, advance = joined
                    self.glyphs[start], self.glyphs[at] = glyph, NO_GLYPH
                    self.shift[start] = (2.0 - advance) / 2
                start = -2
            else:
                start = at
        dashes = (self.codes == 0x2014) & (self.classes == dash)
        if dashes.any():
            follows = np.zeros_like(dashes)
            follows[:-1] = self.second_of_pair[1:]
            self.connects |= dashes & ~self.second_of_pair & ~follows

    def _hyphens(self) -> NDArray[np.bool_]:
        """Each - that joins and is no sign of a number (B3)."""
        hyphens: NDArray[np.bool_] = self.codes == 0x2D
        if hyphens.any():
            hyphens[:-1] &= self.classes[1:] != names()["digit"]
        return hyphens

    def _squeeze(self, table: Tables) -> None:
        """P1 to P6: of two marks that meet, one loses its blank half."""
        size = self.codes.size
        self.cut_start = np.zeros(size, dtype=bool)
        self.cut_end = np.zeros(size, dtype=bool)
        self.stacked = np.zeros(size, dtype=bool)
        if table.blanks_half:  # P14: every mark is cut down to its ink
            self.cut_start = table.blank_start[self.classes].copy()
            self.cut_end = table.blank_end[self.classes].copy()
        elif size > 1:
            before, after = self.classes[:-1], self.classes[1:]
            self.cut_start[1:] = table.trim_start[before, after]
            self.cut_end[:-1] = table.trim_end[before, after]
            self._stack(before, after)
        self.width -= 0.5 * self.cut_start + 0.5 * self.cut_end
        self.shift -= 0.5 * self.cut_start
        self.start_trim = 0.5 * (table.blank_start[self.classes] & ~self.cut_start)
        self.end_trim = 0.5 * (table.blank_end[self.classes] & ~self.cut_end)
        if self.setting.line_start == "keep":
            self.start_trim[:] = 0.0
        if self.setting.line_end == "full":
            self.end_trim[:] = 0.0
        self.end_trim[self.is_space] = self.width[self.is_space]

    def _stack(self, before: NDArray[np.uint8], after: NDArray[np.uint8]) -> None:
        """C4, U1: ？！ and ！！ are one em together and never parted, ！！！ two em."""
        mark = names()["exclamation"]
        pairs = np.flatnonzero((before == mark) & (after == mark))
        last = -1
        for at in pairs.tolist():
            if at > last:  # the first of two; a third one begins anew
                self.cut_end[at] = self.cut_end[at + 1] = True
                last = at + 1
            self.stacked[at + 1] = True

    def _resize(self, roles: Sequence[RoleRun], widen: Mapping[int, float]) -> None:
        """Smaller characters of note marks, and wider cells of characters with long ruby (I5)."""
        self.scale = np.ones(self.codes.size)
        for run, following in pairwise([*roles, RoleRun(self.codes.size, "")]):
            if run.scale != 1.0:
                cells = slice(run.start, following.start)
                for lengths in (self.width, self.shift, self.start_trim, self.end_trim, self.scale):
                    lengths[cells] *= run.scale
        for at, more in widen.items():
            self.width[at] += more
            self.shift[at] += more / 2

    def _space(self, table: Tables, setting: Setting, roles: Sequence[RoleRun]) -> None:
        """M1 to M3: the gap between Han and Latin, and the space in front of a run that asks for one."""
        self.is_gap = np.zeros(self.codes.size, dtype=bool)
        self.is_gap[:-1] = table.gap[self.classes[:-1], self.classes[1:]]
        self.gap = setting.gap * self.is_gap
        for run in roles:
            if run.space_before and run.start:
                self.gap[run.start - 1] = run.space_before
                self.is_gap[run.start - 1] = False

    def _find_breaks(self, table: Tables) -> None:
        self.may_break = np.ones(self.codes.size + 1, dtype=bool)
        if self.codes.size > 1:
            self.may_break[1:-1] = table.may_break[self.classes[:-1], self.classes[1:]]
            self._keep_together(table)
        self.may_break[:-1] &= ~self.second_of_pair
        if self.setting.level in ("gb", "strict"):
            self.may_break[:-1] &= ~self.connects  # B4: a single — is a connector

    def _keep_together(self, table: Tables) -> None:
        """What two neighbours do not tell: （ and a space close no line (LB14 of UAX #14), kW·h is one unit (U3)."""
        number = names()
        spaces = self.classes == number["space"]
        if spaces.any():
            at = np.arange(self.codes.size)
            solid = np.maximum.accumulate(np.where(spaces, 0, at))
            self.may_break[1:-1] &= ~(spaces[:-1] & table.no_end[self.classes[solid[:-1]]])
        dots = np.flatnonzero(self.classes[1:-1] == number["interpunct"]) + 1
        letter = number["letter"]
        self.may_break[dots[(self.classes[dots - 1] == letter) & (self.classes[dots + 1] == letter)] + 1] = False

    def _sum_up(self, table: Tables, setting: Setting) -> None:
        """Running sums, so that the width and the slack of any stretch is a subtraction."""
        size = self.codes.size
        step = table.shrink[self.classes]
        half = np.full(size, 0.5)
        give_start = half * (table.blank_start[self.classes] & ~self.cut_start)
        give_end = half * (table.blank_end[self.classes] & ~self.cut_end)
        if not setting.squeeze_stops:
            give_end[step == 7] = 0.0
        self.give_start, self.give_end, self.give_step = give_start, give_end, step
        self.give_space = np.where(
            self.classes == names()["space"], np.maximum(self.width - setting.space_floor, 0.0), 0.0
        )
        self.give_gap = np.where(self.is_gap, self.gap - setting.gap_floor, 0.0)
        word = table.word[self.classes]
        still = table.still[self.classes] | self.connects
        self.opens_up = np.zeros(size, dtype=bool)
        if size > 1:
            self.opens_up[:-1] = (
                ~(word[:-1] & word[1:])
                & ~still[:-1]
                & ~still[1:]
                & ~self.second_of_pair[1:]
                & ~self.stacked[1:]
                & ~self.is_space[1:]
                & ~self.is_space[:-1]
                & ~self.is_gap[:-1]
            )

    @cached_property
    def views(self) -> Views:
        """What choosing lines reads one number at a time: views of arrays, from which Python takes plain numbers."""
        size = self.codes.size
        zero = np.zeros(1)
        at = np.arange(size + 1)
        following = np.minimum.accumulate(np.where(self.may_break, at, size)[::-1])[::-1]
        gives = self.give_start + self.give_end + self.give_space + self.give_gap
        return Views(
            where=np.concatenate((zero, np.cumsum(self.width + self.gap))).data,
            start=np.concatenate((self.start_trim, zero)).data,
            end=np.concatenate((zero, self.end_trim + self.gap)).data,
            give=np.concatenate((zero, np.cumsum(gives))).data,
            void_start=np.concatenate((self.give_start, zero)).data,
            void_end=np.concatenate((zero, self.give_end + self.give_space + self.give_gap)).data,
            previous=np.maximum.accumulate(np.where(self.may_break, at, 0)).data,
            following=np.ascontiguousarray(following).data,
        )


def cast(
    text: str,
    setting: Setting,
    library: FaceLibrary,
    roles: Sequence[RoleRun] | str,
    widen: Mapping[int, float] | None = None,
) -> Sorts:
    """The sorts of a text: one role for all of it, or runs of roles that begin at 0.

    `widen` gives characters by offset that need more width than their own, in em.
    """
    return Sorts(text, setting, library, [RoleRun(0, roles)] if isinstance(roles, str) else roles, widen)
