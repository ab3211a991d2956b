"""Galleys for people and for tests: a text set at a measure, line by line, without a page.

An editor asks how long a text is; a test asks where every character stands. All paragraphs are cast in one go and
placed in one go, so thousands of them are fast.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from msgspec.structs import replace

from banmian.faces import FaceLibrary
from banmian.intake.source import is_text, problem
from banmian.model import Finding, InputError, Severity
from banmian.typeset import (
    NO_GLYPH,
    Placed,
    Setting,
    Sorts,
    cast,
    compose_all,
    limits_of,
    missing_words,
    place,
    remarks,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banmian.typeset.lines import Line


class SetParagraph(NamedTuple):
    """A paragraph in lines: its offsets [start, end) in the sorts, and the numbers of its lines in `Galley.lines`."""

    start: int
    end: int
    first: int
    last: int


class Galley(NamedTuple):
    """A galley 长条样: a text of several paragraphs set into lines, before it has a place."""

    sorts: Sorts
    paragraphs: tuple[SetParagraph, ...]
    lines: tuple[Line, ...]
    """Each line as offsets [start, end) in `sorts.text`, with its indent and measure in em."""
    placed: Placed | None
    measure: float
    """Width of a line in em."""
    library: FaceLibrary

    @property
    def texts(self) -> tuple[str, ...]:
        """The characters of each line, with the hyphen of a parted word."""
        return tuple(_shown(self, line) for line in self.lines)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is to be said of the lines: opened too far, broken by force, characters without a glyph."""
        return tuple(
            replace(finding, paragraph=number) if len(self.paragraphs) > 1 else finding
            for number, paragraph in enumerate(self.paragraphs, 1)
            for finding in findings_of(self, paragraph)
        )

    def data(self) -> list[dict[str, Any]]:
        """Return each paragraph as plain data, as `banmian galley --json` prints it."""
        return list(as_data(self))

    def pdf(self, size: float = 9.0) -> bytes:
        """Return a proof 校样 on A4: the lines in columns, numbered, in type of a size of 1 to 200 pt."""
        from banmian.proof import proof

        if not 1 <= size <= 200:
            raise InputError(problem("usage", f"a size of {size:g} pt", hint="expected: 1 to 200"))
        return proof(self, self.measure, size, self.library)


def set_galley(text: str, measure: float, setting: Setting, library: FaceLibrary | None = None) -> Galley:
    """Set a text, one paragraph a line of it, at a measure of 1 to 1000 em. Raises InputError for any other."""
    if not 1 <= measure <= 1000:
        raise InputError(problem("usage", f"a measure of {measure:g} 字", hint="expected: 1 to 1000"))
    if not is_text(text):
        raise InputError(problem("bad-text", "the text holds half of a character (a surrogate without its other half)"))
    library = library or FaceLibrary()
    if setting.widths == "half":
        from banmian.copydesk.widths import narrow

        text = narrow(text)
    sources = text.split("\n")
    sorts = cast("\n".join(sources) + "\n", setting, library, "body")
    bounds = []
    at = 0
    for source in sources:
        bounds.append((at, at + len(source)))
        at += len(source) + 1
    paragraphs = []
    lines: list[Line] = []
    for (start, end), found in zip(bounds, compose_all(sorts, bounds, measure, indent=setting.indent), strict=True):
        paragraphs.append(SetParagraph(start, end, len(lines), len(lines) + len(found)))
        lines += found
    placed = place(sorts, lines) if lines else None
    return Galley(sorts, tuple(paragraphs), tuple(lines), placed, measure, library)


def as_data(text: Galley) -> Iterator[dict[str, Any]]:
    """Each paragraph as plain data: permitted breaks, gaps, and its lines with every character; lengths in em.

    Offsets are code points of the paragraph. `breaks` are those before which a line may begin, with the spare ones
    that were taken; `gaps` are [offset of
    the character after the gap, natural size]. `x` is where the squeezed cell of a character begins, 0 the line start.
    """
    sorts, placed = text.sorts, text.placed
    gap_at = np.flatnonzero(sorts.is_gap)
    may_break = sorts.may_break.copy()
    taken = {line.end for line in text.lines if not line.forced} & set(sorts.spare if text.lines else ())
    may_break[list(taken)] = True
    cells = _Cells(text) if placed is not None else None
    for paragraph in text.paragraphs:
        inside = np.flatnonzero(may_break[paragraph.start + 1 : paragraph.end]) + 1
        first, last = np.searchsorted(gap_at, (paragraph.start, max(paragraph.end - 1, paragraph.start)))
        own = gap_at[first:last]
        lines = range(paragraph.first, paragraph.last)
        yield {
            "breaks": inside.tolist(),
            "gaps": [[int(at) + 1 - paragraph.start, float(sorts.gap[at])] for at in own],
            "lines": [cells.line(text.lines[number], number, paragraph.start) for number in lines] if cells else [],
            "findings": [finding.as_dict() for finding in findings_of(text, paragraph)],
        }


class _Cells:
    """All characters of a galley as lists of plain numbers, rounded once."""

    def __init__(self, text: Galley) -> None:
        assert text.placed is not None
        sorts, placed = text.sorts, text.placed
        self.first: list[int] = placed.first.tolist()
        self.x: list[float] = np.round(placed.x, 4).tolist()
        self.advance: list[float] = np.round(placed.advance, 4).tolist()
        self.turned: list[bool] = sorts.turned.tolist()
        self.glyphs: list[int] = np.where(sorts.glyphs == NO_GLYPH, 0, sorts.glyphs).tolist()
        self.width: list[float] = np.round(placed.width, 4).tolist()
        self.natural: list[float] = np.round(placed.natural, 4).tolist()

    def line(self, line: Line, number: int, start: int) -> dict[str, Any]:
        """A line of a paragraph that begins at offset `start`."""
        first = self.first[number]
        last = first + line.end - line.start
        return {
            "start": line.start - start,
            "end": line.end - start,
            "x": self.x[first:last],
            "advance": self.advance[first:last],
            "turned": self.turned[line.start : line.end],
            "glyphs": self.glyphs[line.start : line.end],
            "width": self.width[number],
            "natural": self.natural[number],
        }


def findings_of(text: Galley, paragraph: SetParagraph) -> Iterator[Finding]:
    """What is to be said of a paragraph: lines opened too far, forced breaks, characters without a glyph."""
    if text.placed is None:
        return
    for number in range(paragraph.first, paragraph.last):
        line = text.lines[number]
        yield from limits_of(text.sorts, line, text.placed, number, f"line {number - paragraph.first + 1}")
    lacking = text.sorts.missing
    first = bisect_left(lacking, paragraph.start, key=lambda missing: missing.offset)
    for missing in takewhile(lambda missing: missing.offset < paragraph.end, lacking[first:]):
        words, hint = missing_words(missing.character)
        message = f"no face has {words}" if not hint else f"the text has {words}"
        hint = hint or "name a face that has it, or allow those of this machine: --set last_resort=system"
        yield Finding(severity=Severity.ERROR, code="missing-glyph", message=message, hint=hint)
    yield from remarks(text.sorts, paragraph.start, paragraph.end)


def as_lines(text: Galley) -> Iterator[str]:
    """The lines as one reads them in a terminal, numbered through, with an indent in full-width spaces."""
    for paragraph in text.paragraphs:
        for number in range(paragraph.first, paragraph.last):
            line = text.lines[number]
            shown = _shown(text, line)
            if number == paragraph.first:
                shown = shown.lstrip(" \u3000")  # R3: the indent is shown already
            yield f"{number + 1:4d}  {'　' * round(line.indent)}{shown}"


def _shown(text: Galley, line: Line) -> str:
    parted = text.sorts.hyphen is not None and text.sorts.hyphen[line.end - 1] > 0
    return text.sorts.text[line.start : line.end] + ("-" if parted else "")


def settings() -> list[dict[str, Any]]:
    """Every setting of composition: name, what it is with its rule, its values and its default."""
    import msgspec

    schema = msgspec.json.schema(Setting)["$defs"]["Setting"]["properties"]
    rows = []
    for name, rule in schema.items():
        number = next((kind for kind in rule.get("anyOf", ()) if kind.get("type") != "null"), rule)
        row = {
            "name": name,
            "about": rule.get("description", ""),
            "values": rule.get("enum") or number.get("type"),
            "default": rule.get("default"),
        }
        if "minimum" in number and "maximum" in number:
            row |= {"least": number["minimum"], "most": number["maximum"]}
        rows.append(row)
    return rows
