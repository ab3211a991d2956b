"""Which face sets which character: roles, their fallback chains, and the faces opened so far."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from banmian.faces.catalogue import FaceEntry, catalogue, default_roles
from banmian.faces.face import OWN, Face
from banmian.faces.vertical import FORMS
from banmian.model import Finding, InputError, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from banmian.model import FaceChoice

IGNORABLE = frozenset(
    [
        *(0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), *range(0x200B, 0x2010)),
        *(*range(0x2028, 0x202F), *range(0x2060, 0x2070), 0x3164, *range(0xFE00, 0xFE10), 0xFEFF, 0xFFA0),
        *(*range(0xFFF0, 0xFFF9), *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B), *range(0xE0000, 0xE1000)),
    ]
)
"""Characters that print nothing but stay in the text: joiners, marks of direction, variation selectors."""


SAME_SHAPE = {0x22EF: 0x2026, 0x2212: 0x2013, 0x2015: 0x2014}
"""Characters that few faces have, and those whose glyph is theirs: ⋯ of some input methods (C11), −, ―."""

STAND_IN = 0x3013
"""〓, which compositors set where a character was not in the case (C13)."""


CENTRED = np.array([ord(mark) for mark in "，。、；：．！？"], dtype=np.uint32)
"""The marks that stand in the middle of their cell in traditional text, in vertical lines as well (C7)."""


class MissingGlyph(Struct, frozen=True):
    """A character at an offset that no face of a role's chain has."""

    role: str
    offset: int
    character: str


class FaceLibrary:
    """Opens faces when they are first needed and answers for whole arrays of characters.

    A face index is a small number that is stable for one library: the order in which faces were first used.
    """

    def __init__(
        self,
        choices: Mapping[str, FaceChoice] | None = None,
        folder: str = ".",
        places: Mapping[str, tuple[str, int]] | None = None,
    ) -> None:
        self._entries = dict(catalogue())
        self._roles = dict(default_roles())
        self.faces: list[Face] = []
        self._index: dict[str, int] = {}
        self._found: dict[int, str] = {}
        for role, choice in (choices or {}).items():
            try:
                self._choose(role, choice, folder)
            except InputError as error:
                file, line = (places or {}).get(f"fonts.{role}", ("issue.toml", 0))
                raise InputError(
                    *(replace(f, file=file, line=line, key=f"fonts.{role}.file") for f in error.findings)
                ) from None

    def _choose(self, role: str, choice: FaceChoice, folder: str) -> None:
        if role not in self._roles:
            raise InputError(
                Finding(
                    severity=Severity.ERROR,
                    code="unknown-role",
                    message=f"there is no role “{role}” for a face",
                    hint=f"expected one of: {', '.join(self._roles)}",
                    file="issue.toml",
                    key=f"fonts.{role}",
                )
            )
        name = f"{choice.file}#{choice.member}" + "".join(f",{tag}={value:g}" for tag, value in choice.axes.items())
        self._entries[name] = FaceEntry(
            id=name,
            path=str(Path(folder) / choice.file),
            member=choice.member,
            axes=dict(choice.axes),
            family=Path(choice.file).stem,
            source=OWN,
            centred_from=self._entries[self._roles[role][0]].centred_from,
        )
        self._roles[role] = (name, *self._roles[role])
        self.index(name)

    def roles(self) -> dict[str, tuple[str, ...]]:
        """Role → ids of the faces of its chain, a face of the issue's own first."""
        return dict(self._roles)

    def index(self, name: str) -> int:
        """The index of a face, opened if it was not. Raises InputError where it cannot be used."""
        if name not in self._index:
            face = Face(self._entries[name])
            self._index[name] = len(self.faces)
            self.faces.append(face)
        return self._index[name]

    def stand_in(self, role: str) -> tuple[int, int]:
        """The face index and the glyph of 〓 in a role; glyph 0 where none of its faces has it."""
        code = np.array([STAND_IN], dtype=np.uint32)
        for index in map(self.index, self._roles[role]):
            if glyph := int(self.faces[index].glyphs(code)[0]):
                return index, glyph
        return 0, 0

    def glyphs(
        self, role: str, codes: NDArray[np.uint32], *, centred: bool = False, system: bool = False
    ) -> tuple[NDArray[np.uint8], NDArray[np.uint16], list[MissingGlyph]]:
        """Face index and glyph of every character in a role, and the characters that no face of the chain has.

        Offsets of the missing count in `codes`; their glyph is that of 〓 (C13). Spaces and ignorable characters are
        never missing. `centred` asks for the marks of traditional text, in the middle of their cell (C7), `system` for
        faces of this machine where the chain has none.
        """
        faces, glyphs, missing = self._by_chain(role, codes, system=system)
        if centred:
            self._centre(codes, faces, glyphs)
        return faces, glyphs, missing

    def _centre(self, codes: NDArray[np.uint32], faces: NDArray[np.uint8], glyphs: NDArray[np.uint16]) -> None:
        """C7: take the marks of the middle from the faces that lend them, but where a face has its own there."""
        marks = np.flatnonzero(np.isin(codes, CENTRED))
        for index in np.flatnonzero(np.bincount(faces[marks])).tolist():
            face = self.faces[index]
            if face.entry.centred_from and not face.is_centred:
                mine = marks[faces[marks] == index]
                lender = self.index(face.entry.centred_from)
                faces[mine], glyphs[mine] = lender, self.faces[lender].glyphs(codes[mine])

    def _by_chain(
        self, role: str, codes: NDArray[np.uint32], *, system: bool = False
    ) -> tuple[NDArray[np.uint8], NDArray[np.uint16], list[MissingGlyph]]:
        chain = self._roles[role]
        first = self.index(chain[0])
        faces = np.full(codes.size, first, dtype=np.uint8)
        glyphs = self.faces[first].glyphs(codes)
        entry = self._entries[chain[0]]
        lacking = glyphs == 0
        if entry.marks:
            from_other = np.isin(codes, np.array([ord(mark) for mark in entry.marks], dtype=np.uint32), kind="table")
            other = self.index(entry.marks_from)
            faces[from_other] = other
            glyphs[from_other] = self.faces[other].glyphs(codes[from_other])
            lacking = glyphs == 0
        for name in chain[1:]:
            if not lacking.any():
                return faces, glyphs, []
            where = np.flatnonzero(lacking)
            other = self.index(name)
            found = self.faces[other].glyphs(codes[where])
            has = found != 0
            faces[where[has]] = other
            glyphs[where[has]] = found[has]
            lacking = glyphs == 0
        for other, same in SAME_SHAPE.items():  # C11: another code point of the same mark
            where = np.flatnonzero(lacking & (codes == other))
            if where.size:
                glyphs[where] = self.faces[first].glyphs(np.full(where.size, same, dtype=np.uint32))
                lacking = glyphs == 0
        missing = [
            MissingGlyph(role, at, chr(codes[at]))
            for at in np.flatnonzero(lacking).tolist()
            if int(codes[at]) not in IGNORABLE and not chr(codes[at]).isspace()
        ]
        if system:
            missing = [one for one in missing if not self._from_system(one, faces, glyphs)]
        for one in missing:
            faces[one.offset], glyphs[one.offset] = self.stand_in(role)
        return faces, glyphs, missing

    def _from_system(self, missing: MissingGlyph, faces: NDArray[np.uint8], glyphs: NDArray[np.uint16]) -> bool:
        """Take a character from a face of this machine; whether there is one that may be embedded."""
        code = ord(missing.character)
        if code not in self._found:
            from banmian.faces.system import covering

            self._found[code] = ""
            for entry in covering(code):
                self._entries.setdefault(entry.id, entry)
                try:
                    index = self.index(entry.id)
                except InputError:  # its rights forbid it, or it is none that can be read
                    continue
                if self.faces[index].glyphs(np.array([code], dtype=np.uint32))[0]:
                    self._found[code] = entry.id
                    break
        if not self._found[code]:
            return False
        index = self.index(self._found[code])
        faces[missing.offset] = index
        glyphs[missing.offset] = self.faces[index].glyphs(np.array([code], dtype=np.uint32))[0]
        return True

    def vertical_glyphs(
        self, role: str, codes: NDArray[np.uint32], *, centred: bool = False, system: bool = False
    ) -> tuple[NDArray[np.uint8], NDArray[np.uint16], NDArray[np.bool_], list[MissingGlyph]]:
        """`glyphs` for vertical text, and where a glyph is a vertical form of its face, not the horizontal glyph.

        Of the marks that a face borrows it keeps those it has a vertical form of: the quotation marks of a 楷 are too
        narrow, its ﹃ ﹄ are not. A mark without a form in its face is taken from the first of the chain that has one.
        A centred mark is the same in both directions: its horizontal glyph counts as its form (C7).
        """
        faces, glyphs, has_form, missing = self._standing(role, codes, system=system)
        for one in missing:
            faces[one.offset], glyphs[one.offset] = self.stand_in(role)
        if centred:
            marks = np.flatnonzero(np.isin(codes, CENTRED))
            faces[marks], glyphs[marks], _ = self.glyphs(role, codes[marks], centred=True)
            has_form[marks] = glyphs[marks] != 0
        return faces, glyphs, has_form, missing

    def _standing(
        self, role: str, codes: NDArray[np.uint32], *, system: bool = False
    ) -> tuple[NDArray[np.uint8], NDArray[np.uint16], NDArray[np.bool_], list[MissingGlyph]]:
        faces, glyphs, missing = self._by_chain(role, codes, system=system)
        shown = codes.copy()
        for other, same in SAME_SHAPE.items():
            for at in np.flatnonzero(codes == other).tolist():
                if not self.faces[faces[at]].glyphs(codes[at : at + 1])[0]:
                    shown[at] = same
        has_form = np.zeros(codes.size, dtype=bool)
        for index in np.flatnonzero(np.bincount(faces)).tolist():
            mine = faces == index
            glyphs[mine], has_form[mine] = self.faces[index].vertical_glyphs(shown[mine])
        marks = np.isin(shown, np.array(sorted(FORMS), dtype=np.uint32), kind="table")
        if not marks.any():
            return faces, glyphs, has_form, missing
        chain = self._roles[role]
        entry = self._entries[chain[0]]
        borrowed = np.isin(shown, np.array([ord(mark) for mark in entry.marks], dtype=np.uint32), kind="table")
        for name in (chain[0], entry.marks_from, *chain[1:]):
            where = np.flatnonzero(marks & (glyphs != 0) & (borrowed if name == chain[0] else ~has_form))
            if name and where.size:
                index = self.index(name)
                forms, has = self.faces[index].vertical_glyphs(shown[where])
                faces[where[has]], glyphs[where[has]], has_form[where[has]] = index, forms[has], True
        return faces, glyphs, has_form, missing
