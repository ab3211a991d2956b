"""Readings 注音 above the text (I5): which stands over which characters, and how much room their cells need.

A reading is set at half the size of its text. If it has as many parts as characters it is one over each, else one over
all of them; marks are passed over. Cells grow evenly so that no two readings come nearer than a quarter of an em.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from banmian.model import SpanStyle
from banmian.typeset import cast, headline_setting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from banmian.faces import FaceLibrary
    from banmian.makeup.marks.inline import Mark
    from banmian.model import Setting
    from banmian.typeset import Sorts

SIZE = 0.5
"""The size of a reading as a part of its text's."""
APART = 0.25
"""em of the text between two readings side by side."""
OVERHANG = 0.125
"""em by which a reading may stand over each neighbour that is no mark and has no reading."""


class Reading(NamedTuple):
    """A text over characters [start, end) of the sorts."""

    start: int
    end: int
    text: str

    def part(self, start: int, end: int) -> str:
        """What of the reading stands over the part [start, end) of its characters, where a line breaks in them.

        Its words are shared out by length; one word stands whole over the part that has the middle.
        """
        if (start, end) == (self.start, self.end):
            return self.text
        words, size = self.text.split(), self.end - self.start
        if len(words) == 1:
            return self.text if start <= self.start + (size - 1) // 2 < end else ""
        first, last = (round(len(words) * (at - self.start) / size) for at in (start, end))
        return " ".join(words[first:last])


def readings_of(text: str, marks: Iterable[Mark]) -> list[Reading]:
    """The readings of some marks in the text of the sorts, in order."""
    found = []
    for mark in marks:
        if mark.style is not SpanStyle.RUBY:
            continue
        parts = mark.ruby.split()
        base = [at for at in range(mark.start, mark.end) if text[at].isalnum()] or [mark.start, mark.end - 1]
        if len(parts) == len(base):
            found += [Reading(at, at + 1, part) for at, part in zip(base, parts, strict=True)]
        else:
            found.append(Reading(base[0], base[-1] + 1, " ".join(parts)))
    return sorted(found)


def measured(
    readings: Sequence[Reading], library: FaceLibrary, house: Setting
) -> tuple[list[float], list[tuple[Reading, str]]]:
    """The width of each reading in em of its own size, and the characters that no face has."""
    sorts = cast("".join(f"{reading.text}\n" for reading in readings), headline_setting(house), library, "ruby")
    cells = sorts.width + sorts.gap
    widths = []
    missing = []
    at = 0
    for reading in readings:
        end = at + len(reading.text)
        widths.append(float(cells[at:end].sum()))
        missing += [(reading, lacking.character) for lacking in sorts.missing if at <= lacking.offset < end]
        at = end + 1
    return widths, missing


def widened(sorts: Sorts, readings: Sequence[Reading], widths: Sequence[float]) -> dict[int, float]:
    """The extra width of characters, em by offset, that readings of some widths (em of theirs) ask for."""
    more: dict[int, float] = {}
    for n, (reading, width) in enumerate(zip(readings, widths, strict=True)):
        beside = (n > 0 and readings[n - 1].end == reading.start) or (
            n + 1 < len(readings) and readings[n + 1].start == reading.end
        )
        around = (sorts.text[reading.start - 1 : reading.start], sorts.text[reading.end : reading.end + 1])
        free = all(neighbour.isalnum() for neighbour in around)
        needed = width * SIZE + (APART if beside else -2 * OVERHANG if free else 0.0)
        cells = slice(reading.start, reading.end)
        lacking = needed - float(sorts.width[cells].sum())
        if lacking > 0:
            each = lacking / (reading.end - reading.start)
            more |= dict.fromkeys(range(reading.start, reading.end), each)
    return more
