"""What must hold of a page design beyond the form of its keys: each breach is a finding with file, line and key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.intake.source import problem
from banmian.model import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banmian.intake.locate import TomlLines
    from banmian.layout.design import Layout, Slot
    from banmian.model import Finding

LEAST_MEASURE = 5
"""字 of the narrowest text column (K6)."""


def check_layout(layout: Layout, file: str, lines: TomlLines) -> None:
    """Raise InputError with the first thing that is wrong with a design."""
    for slot in layout.slots:
        checks = _Checks(layout, slot, file, lines)
        for finding in checks.all():
            raise InputError(finding)
    width, height = layout.grid.width * layout.grid.body, layout.grid.lines * layout.grid.pitch
    if width > layout.sheet.width or height > layout.sheet.height:
        raise InputError(
            problem(
                "type-area",
                f"the type area of {width:g} x {height:g} pt is larger than the sheet",
                file=file,
                line=lines(("grid",)),
                key="grid",
            )
        )


class _Checks:
    """The checks of one slot."""

    def __init__(self, layout: Layout, slot: Slot, file: str, lines: TomlLines) -> None:
        self.layout, self.slot, self.keys = layout, slot, slot.keys
        self._file, self._lines = file, lines

    def all(self) -> Iterator[Finding]:
        """What is wrong with the slot."""
        if self.slot.takes == "article":
            yield from self._headline()
            yield from self._measure()
            yield from self._head()
        else:
            for key, given in (("direction", self.slot.vertical), ("head", self.keys.head), ("frame", self.keys.frame)):
                if given:
                    message = f"the slot {self.slot.name} takes no article and has the key “{key}”"
                    yield self._wrong("not-for-the-slot", key, message, "take the key out")
        yield from self._photos()

    def _wrong(self, code: str, key: str, message: str, hint: str) -> Finding:
        line = self._lines(("slot", self.slot.name, key))
        return problem(code, message, hint=hint, file=self._file, line=line, key=f"slot.{self.slot.name}.{key}")

    def _headline(self) -> Iterator[Finding]:
        if self.keys.headline not in self.layout.headlines:
            yield self._wrong(
                "unknown-headline",
                "headline",
                f"the slot {self.slot.name} asks for the headline rank “{self.keys.headline}”",
                f"expected one of: {', '.join(self.layout.headlines)}",
            )

    def _measure(self) -> Iterator[Finding]:
        if self.slot.measure < LEAST_MEASURE:
            what = "bands" if self.slot.vertical else "columns"
            side = "high" if self.slot.vertical else "wide"
            yield self._wrong(
                "narrow-measure",
                "columns",
                f"{self.keys.columns} {what} in the slot {self.slot.name} are {self.slot.measure} 字 {side}",
                f"expected: {LEAST_MEASURE} 字 or more; use fewer {what}",
            )

    def _head(self) -> Iterator[Finding]:
        """V8, V9: a vertical text is read from the right, and so it begins with its headline there."""
        name = self.slot.name
        if self.slot.vertical and self.slot.head != "right":
            message = f"the vertical slot {name} has its headline “{self.slot.head}”"
            yield self._wrong("bad-head", "head", message, "expected: right, where a vertical text begins; or no key")
        if not self.slot.vertical and self.slot.head != "over" and self.keys.columns == 1:
            message = f"the headline of the slot {name} takes its only text column"
            yield self._wrong("bad-head", "head", message, "expected: 2 columns or more beside a vertical headline")
        if self.slot.vertical and self.keys.continues:
            message = f"the vertical slot {name} is kept for continuations"
            yield self._wrong("bad-continues", "continues", message, "a vertical box has no jumps: take the key out")

    def _photos(self) -> Iterator[Finding]:
        name = self.slot.name
        if self.slot.vertical and self.keys.photos:
            message = f"the vertical slot {name} has places for photographs"
            yield self._wrong("bad-photo-place", "photos", message, "a vertical box has none: take the key out")
            return
        for photo in self.keys.photos:
            if not photo.columns[0] <= photo.columns[1] <= self.keys.columns:
                message = f"a photo of the slot {name} stands in columns {list(photo.columns)}"
                hint = f"expected: columns from 1 to {self.keys.columns}"
                yield self._wrong("bad-photo-place", "photos", message, hint)
            if photo.lines and photo.lines[0] > photo.lines[1]:
                message = f"a photo of the slot {name} is from {photo.lines[0]} to {photo.lines[1]} lines high"
                hint = "expected: the least number of lines, then the largest"
                yield self._wrong("bad-photo-place", "photos", message, hint)
