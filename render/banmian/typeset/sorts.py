"""Sorts 字钉: the pieces of type of a text, each with its class, glyph and width, before lines are chosen.

All squeezing between neighbours and all gaps between Han and Latin happen here, since they move the breaks (B8).
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from banmian.faces.library import MissingGlyph
from banmian.typeset.breaks import APOSTROPHE, find_breaks
from banmian.typeset.classes import GAPS, TRIMS_END, TRIMS_START, Tables, classify, names, tables
from banmian.typeset.context import bases, between_han, hyphens, in_numeral
from banmian.typeset.glyphs import NO_GLYPH, RoleRun, choose_glyphs, choose_variant, natural_widths
from banmian.typeset.judge import Judge
from banmian.typeset.runs import minuses
from banmian.typeset.shown import Oddity, Seen, what_is_shown
from banmian.typeset.spaces import opening_spaces, with_spaces
from banmian.typeset.spelling import spell_out
from banmian.typeset.twins import folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from banmian.faces import FaceLibrary
    from banmian.model import Setting
    from banmian.typeset.lines import Line
    from banmian.typeset.vertical import Standing

_SAME = 0.005
"""em by which a glyph may differ from its cell before it is centred in it."""


class Sorts:
    """A text as arrays of equal length, one entry a character. Offsets are code points of `text`.

    `width` is the cell of a character after squeezing against its neighbours, `shift` where its glyph's origin lies in
    that cell, `gap` the space that follows it; `may_break[i]` tells whether a line may begin with character i.
    `start_trim` and `end_trim` are what a character gives up at the start and the end of a line; at a hyphenation
    point the latter is negative, and `hyphen` tells the width of the hyphen that stands there. `scale` is the part of
    the size at which a character is set. In vertical lines lengths run down; `turned` are the characters that lie.
    """

    standing: Standing
    faces: NDArray[np.uint8]
    glyphs: NDArray[np.uint16]
    turned: NDArray[np.bool_]

    def __init__(
        self,
        text: str,
        setting: Setting,
        library: FaceLibrary,
        roles: Sequence[RoleRun],
        widen: Mapping[int, float] | None = None,
    ) -> None:
        self.setting = setting
        self.table = table = tables(setting)
        codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
        classes = classify(codes)
        self.seen: Seen | None = None
        """The characters that are seen; None if all are."""
        self.oddities: list[Oddity] = []
        """The characters that are seen otherwise than they were written, in order."""
        shown = what_is_shown(text, codes, classes, table)
        if shown is None:
            self._cast(text, codes, classes, library, roles, widen or {}, {})
            return
        own = shown.seen.own
        runs = [run._replace(start=int(np.searchsorted(own, run.start))) for run in roles]
        wider = {int(np.searchsorted(own, at)): more for at, more in (widen or {}).items()}
        self._cast(shown.text, shown.codes, shown.classes, library, runs, wider, shown.selectors)
        spell_out(self, text, codes, classes, shown)

    def _cast(
        self,
        text: str,
        codes: NDArray[np.uint32],
        classes: NDArray[np.uint8],
        library: FaceLibrary,
        roles: Sequence[RoleRun],
        widen: Mapping[int, float],
        selectors: Mapping[int, int],
    ) -> None:
        """Make the arrays of a text in which every character is seen; `selectors` ask for variants of characters."""
        self.text, self.codes, self.classes = text, codes, classes
        table, setting = self.table, self.setting
        apostrophes = [found.start() for found in APOSTROPHE.finditer(text)] if "’" in text else []
        self.classes[apostrophes] = names()["letter"]
        self.kinds = self.classes.astype(np.intp)
        self.read = folded(text, self.codes, self.classes, table)
        """The text as the rules of breaking read it."""
        self.flags = table.flags.take(self.kinds[:-1] * table.plain.size + self.kinds[1:])
        """What happens between each character and the next: bits of `classes`."""
        self.missing: list[MissingGlyph] = []
        choose_glyphs(self, library, roles)
        for at, selector in selectors.items():
            choose_variant(self, library, at, selector)
        for at in apostrophes:  # M7: a mark of a Latin word has its Latin width
            self.glyphs[at] = library.faces[self.faces[at]].proportional(int(self.codes[at]))
        self._measure(table, library)
        self._squeeze(table)
        self._resize(roles, widen)
        self._space(table, roles)
        self.may_break = find_breaks(self.read, self.codes, self.classes, table, self.flags, self.second_of_pair)
        if self.scaled:
            self.may_break[:-1] &= self.scale == 1.0  # U9: a note mark stays with the text it follows
        self._skip_indents()
        self.end_trim[:] = with_spaces(self.end_trim, self.width, self.is_space)
        self.hyphen: NDArray[np.float64] | None = None
        if setting.hyphens or "\u00ad" in text:
            self._hyphenate(library)
        self._sum_up(table, setting)

    def _measure(self, table: Tables, library: FaceLibrary) -> None:
        number = names()
        natural = natural_widths(self, library)
        cell = table.width.take(self.kinds)
        self.width = np.where(np.isnan(cell), natural, cell)
        if self.setting.vertical:
            for at, count in self.standing.cells:
                self.width[at : at + count] = 1.0 / count
        spare = np.where(natural > 0, self.width - natural, 0.0)
        spare[np.abs(spare) < _SAME] = 0.0
        self.shift = spare * table.placed.take(self.kinds)
        spaces = self.classes == number["space"]
        self.width[spaces] = np.where(natural[spaces] > 0, natural[spaces], 0.25)
        self.is_space = spaces | (self.classes == number["no-break-space"]) | (self.classes == number["wide-space"])
        for missing in self.missing:
            if self.width[missing.offset] == 0.0:  # a mark on a letter, whose 〓 needs room
                self.width[missing.offset] = natural[missing.offset]
        silent = (self.classes == number["newline"]) | (self.classes == number["ignorable"]) | (self.glyphs == 0)
        self.glyphs[silent] = NO_GLYPH
        self.shift[silent | self.is_space] = 0.0
        self._join_dashes(table, library)

    def _fit_between_han(self) -> None:
        """C2, C3: the cell of a mark that is Latin or Chinese as its neighbours are."""
        at, width = between_han(self.codes, self.classes)
        self.shift[at] += (width - self.width[at]) / 2
        self.width[at] = width

    def _join_dashes(self, table: Tables, library: FaceLibrary) -> None:
        """Pairs of —— and …… become units; —— one unbroken stroke, where the face has it as a glyph (C10, U1)."""
        joins = table.joins.take(self.kinds)
        self.second_of_pair = np.zeros(self.codes.size, dtype=bool)
        self.connects = hyphens(self.codes, self.classes)
        self.connects[list(minuses(self.read))] = False
        self._fit_between_han()
        dash = names()["dash"]
        start = -2
        for at in np.flatnonzero(joins).tolist():
            if at == start + 1 and self.codes[at] == self.codes[start]:
                self.second_of_pair[at] = True
                face = library.faces[self.faces[start]]
                pair = self.text[start : at + 1]
                joined = face.vertical_joined(pair) if self.setting.vertical else face.joined(pair)
                if joined:
                    glyph, advance = joined
                    self.glyphs[start], self.glyphs[at] = glyph, NO_GLYPH
                    self.shift[start] = (2.0 - advance) / 2
                    self.turned[start : at + 1] = False
                start = -2
            else:
                start = at
        dashes = (self.codes == 0x2014) & (self.classes == dash)
        if dashes.any():
            follows = np.zeros_like(dashes)
            follows[:-1] = self.second_of_pair[1:]
            self.connects |= dashes & ~self.second_of_pair & ~follows

    def _squeeze(self, table: Tables) -> None:
        """P1 to P6: of two marks that meet, one loses its blank; in the tight style both lose all."""
        size = self.codes.size
        blank_start, blank_end = table.blank_start.take(self.kinds), table.blank_end.take(self.kinds)
        cut_start = table.cut.take(self.kinds)
        cut_end = cut_start.copy()
        self.stacked = np.zeros(size, dtype=bool)
        if size > 1:
            before, after = self.classes[:-1], self.classes[1:]
            cut_start[1:] |= (self.flags & TRIMS_START) > 0
            cut_end[:-1] |= (self.flags & TRIMS_END) > 0
            if self.setting.pair == "tight":
                meets = (self.flags & (TRIMS_START | TRIMS_END)) > 0
                cut_start[:-1] |= meets
                cut_start[1:] |= meets
                cut_end[:-1] |= meets
                cut_end[1:] |= meets
            self._stack(before, after, cut_end)
        taken_start, taken_end = blank_start * cut_start, blank_end * cut_end
        self.width -= taken_start + taken_end
        self.shift -= taken_start
        self.blank_start, self.blank_end = blank_start - taken_start, blank_end - taken_end
        one_sided = table.one_sided.take(self.kinds)
        self.start_trim = self.blank_start * one_sided
        self.end_trim = self.blank_end * one_sided
        opens = np.ones(size, dtype=bool)
        opens[1:] = self.codes[:-1] == 0x0A
        keep_line = self.setting.line_start == "keep"
        if self.setting.keeps_paragraph_start:
            self.start_trim[opens] = 0.0
        if keep_line:
            self.start_trim[~opens] = 0.0
        if self.setting.line_end == "full":
            self.end_trim[:] = 0.0

    def _stack(self, before: NDArray[np.uint8], after: NDArray[np.uint8], cut_end: NDArray[np.bool_]) -> None:
        """C4, U1: ？！ and ！！ are one em together and never parted, ！！！ two em."""
        mark = names()["exclamation"]
        pairs = np.flatnonzero((before == mark) & (after == mark))
        last = -1
        for at in pairs.tolist():
            if at > last:  # the first of two; a third one begins anew
                cut_end[at] = cut_end[at + 1] = True
                last = at + 1
            self.stacked[at + 1] = True

    def _resize(self, roles: Sequence[RoleRun], widen: Mapping[int, float]) -> None:
        """Smaller characters of note marks, and wider cells of characters with long ruby (I5)."""
        self.scale = np.ones(self.codes.size)
        self.scaled = any(run.scale != 1.0 for run in roles)
        for run, following in pairwise([*roles, RoleRun(self.codes.size, "")]):
            if run.scale != 1.0:
                cells = slice(run.start, following.start)
                for lengths in (self.width, self.shift, self.start_trim, self.end_trim, self.scale):
                    lengths[cells] *= run.scale
                self.blank_start[cells] *= run.scale
                self.blank_end[cells] *= run.scale
        for at, more in widen.items():
            self.width[at] += more
            self.shift[at] += more / 2

    def _space(self, table: Tables, roles: Sequence[RoleRun]) -> None:
        """M1 to M3: the gap between Han and Latin, and the space in front of a run that asks for one.

        M5: a space that the author typed between the two is that gap already, and as wide.
        """
        size = self.codes.size
        self.is_gap = np.zeros(size, dtype=bool)
        self.gap = np.zeros(size)
        if size > 1:
            solid = bases(self.codes, self.classes)
            if solid is self.classes:
                at = np.flatnonzero(self.flags & GAPS)
                self.gap[at] = table.gap[self.kinds[at], self.kinds[at + 1]]
            else:
                self.gap[:-1] = table.gap[solid[:-1], self.classes[1:]]
            if self.scaled:
                self.gap[:-1][(self.scale[:-1] != 1.0) | (self.scale[1:] != 1.0)] = 0.0  # M4: a note mark is no text
            if self.setting.vertical:  # M6: no gap beside what stands upright
                latin = table.latin[self.classes]
                upright = latin & ~self.turned
                self.gap[:-1][upright[:-1] | upright[1:]] = 0.0
            self.is_gap[:-1] = self.gap[:-1] > 0
        spaces = np.flatnonzero(self.codes[1:-1] == 0x20) + 1
        if spaces.size:
            typed = table.gap[self.classes[spaces - 1], self.classes[spaces + 1]]
            self.width[spaces[typed > 0]] = typed[typed > 0]
        for run in roles:
            if run.space_before and run.start:
                self.gap[run.start - 1] = run.space_before
                self.is_gap[run.start - 1] = False

    def _skip_indents(self) -> None:
        """R3: spaces that open a paragraph are its indent, which the setting gives; they take no room of their own."""
        leading = opening_spaces(self.codes, self.classes)
        self.word_space = ((self.codes == 0x20) | (self.codes == 0xA0)) & ~leading
        self.width[leading] = self.end_trim[leading] = 0.0
        after = np.flatnonzero(leading) + 1
        after = after[after < self.codes.size]
        first = after[~leading[after]]
        whole = self.table.blank_start.take(self.kinds[first]) * ~self.table.cut.take(self.kinds[first])
        keeps = self.setting.keeps_paragraph_start  # P10, as if the spaces were not there
        change = (whole if keeps else 0.0) - self.blank_start[first]
        self.width[first] += change
        self.shift[first] += change
        self.blank_start[first] += change

    def _hyphenate(self, library: FaceLibrary) -> None:
        """B12: points at which a Latin word may be parted, with room for the hyphen that is shown there."""
        from banmian.typeset.hyphens import hyphen_points, hyphen_width

        self.hyphen = np.zeros(self.codes.size)
        widths = [hyphen_width(face) for face in library.faces]
        for at in hyphen_points(self.text, self.setting.hyphens):
            if self.codes[at - 1] == 0xAD and not self.may_break[at]:
                continue
            self.may_break[at] = True
            self.hyphen[at - 1] = widths[self.faces[at - 1]] * self.scale[at - 1]
            self.end_trim[at - 1] = -self.hyphen[at - 1]

    def _sum_up(self, table: Tables, setting: Setting) -> None:
        """What each place can give and take when a line is squeezed (J3) or opened up (J4)."""
        size = self.codes.size
        self.give_step = table.shrink.take(self.kinds)
        self.give_start, self.give_end = self.blank_start, self.blank_end
        if not setting.squeeze_stops:
            self.give_end = np.where(self.give_step == 7, 0.0, self.give_end)
            self.give_start = np.where(self.give_step == 7, 0.0, self.give_start)
        self.give_space = np.where(self.word_space, np.maximum(self.width - setting.space_floor, 0.0), 0.0)
        self.give_gap = np.where(self.is_gap, np.maximum(self.gap - setting.gap_floor, 0.0), 0.0)
        still = table.still.take(self.kinds) | self.connects
        word = table.word.take(self.kinds)
        other = self.classes == names()["other"]
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
                & ~in_numeral(self.classes)
                & ~(other[:-1] & other[1:] & ~self.may_break[1:-1])
            )

    def opens_with_bracket(self, start: int) -> bool:
        """Whether a paragraph opens with a bracket, behind the spaces that open it (R3)."""
        while start < self.codes.size - 1 and self.width[start] == 0.0 and self.is_space[start]:
            start += 1
        return self.setting.marks == "full" and bool(self.classes[start] == names()["opening"])

    @cached_property
    def where(self) -> NDArray[np.float64]:
        """Where each character would stand if the text were one line, and where the last ends; n + 1 entries."""
        return np.concatenate(([0.0], np.cumsum(self.width + self.gap)))

    @cached_property
    def opens(self) -> NDArray[np.int64]:
        """How many gaps before each character can be opened (J4(3)); n + 1 entries."""
        return np.concatenate(([0], np.cumsum(self.opens_up, dtype=np.int64)))

    @cached_property
    def gives(self) -> NDArray[np.int64]:
        """The characters that can be squeezed, or the space after which can (J3)."""
        return np.flatnonzero((self.give_start + self.give_end + self.give_space + self.give_gap) > 0)

    @cached_property
    def flexes(self) -> NDArray[np.int64]:
        """The word spaces, and the characters before Han–Latin gaps (J4(1), (2))."""
        return np.flatnonzero(self.word_space | self.is_gap)

    @cached_property
    def judge(self) -> Judge:
        """What judges the lines of these sorts, made when the first line is asked for."""
        return Judge(self)

    @cached_property
    def spare(self) -> tuple[int, ...]:
        """The spare breaks: where a line may end only if it would else pass its limit, in order."""
        from banmian.typeset.spare import spare_breaks

        found = sorted(set(spare_breaks(self.read)))
        if self.seen is not None:
            found = self.seen.begins[found].tolist()
        return tuple(at for at in found if not self.may_break[at])

    @cached_property
    def yielding(self) -> Judge:
        """The judge with the spare breaks open, made when a line is too loose."""
        return Judge(self, spare=self.spare)

    @cached_property
    def asked(self) -> dict[tuple[float, ...], list[Line]]:
        """Lines that were asked for before, a line longer or shorter than by themselves, by what was asked."""
        return {}

    @cached_property
    def hang(self) -> NDArray[np.float64] | None:
        """H2: the width that a mark takes at the line end beyond what it gives up there, if it may hang."""
        if not self.setting.hang:
            return None
        return np.where(self.table.hangs[self.classes], self.width - self.end_trim, 0.0)


def cast(
    text: str,
    setting: Setting,
    library: FaceLibrary,
    roles: Sequence[RoleRun] | str,
    widen: Mapping[int, float] | None = None,
) -> Sorts:
    """The sorts of a text: one role for all of it, or runs of roles that begin at 0, in order.

    Raises ValueError where they do not, since characters without a role would be lost. `widen` gives characters by
    offset that need more width than their own, in em.
    """
    runs = [RoleRun(0, roles)] if isinstance(roles, str) else roles
    if not runs or runs[0].start or any(run.start > after.start for run, after in pairwise(runs)):
        raise ValueError("runs of roles begin at 0 and go on in order")
    return Sorts(text, setting, library, runs, widen)
