"""Galleys for people and for tests: a text set at a measure, line by line, without a page.

An editor asks how long a text is; a test asks where every character stands. All paragraphs are cast in one go and
placed in one go, so thousands of them are fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from banmian.faces import FaceLibrary
from banmian.model import Finding, Severity
from banmian.typeset import NO_GLYPH, Placed, Setting, Sorts, cast, compose_all, loose_line, place

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
    placed: Placed | None


def set_galley(text: str, measure: float, setting: Setting, library: FaceLibrary | None = None) -> Galley:
    """Set a text, one paragraph a line of it, at a measure in em."""
    if setting.widths == "half":
        from banmian.copydesk.widths import narrow

        text = narrow(text)
    sources = text.split("\n")
    sorts = cast("\n".join(sources) + "\n", setting, library or FaceLibrary(), "body")
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
    return Galley(sorts, tuple(paragraphs), tuple(lines), place(sorts, lines) if lines else None)


def as_data(text: Galley) -> Iterator[dict[str, Any]]:
    """Each paragraph as plain data: permitted breaks, gaps, and its lines with every character; lengths in em.

    Offsets are code points of the paragraph. `breaks` are those before which a line may begin; `gaps` are [offset of
    the character after the gap, natural size]. `x` is where the squeezed cell of a character begins, 0 the line start.
    """
    sorts, placed = text.sorts, text.placed
    gap_at = np.flatnonzero(sorts.is_gap)
    for paragraph in text.paragraphs:
        inside = np.flatnonzero(sorts.may_break[paragraph.start + 1 : paragraph.end]) + 1
        own = gap_at[(gap_at >= paragraph.start) & (gap_at < paragraph.end - 1)]
        lines = range(paragraph.first, paragraph.last)
        yield {
            "breaks": inside.tolist(),
            "gaps": [[int(at) + 1 - paragraph.start, float(sorts.gap[at])] for at in own],
            "lines": [_line(text, placed, number, paragraph.start) for number in lines] if placed else [],
            "findings": [_finding(finding) for finding in _findings(text, paragraph)],
        }


def _line(text: Galley, placed: Placed, number: int, start: int) -> dict[str, Any]:
    line = text.lines[number]
    first = int(placed.first[number])
    cells = slice(first, first + line.end - line.start)
    glyphs = text.sorts.glyphs[line.start : line.end]
    return {
        "start": line.start - start,
        "end": line.end - start,
        "x": np.round(placed.x[cells], 4).tolist(),
        "advance": np.round(placed.advance[cells], 4).tolist(),
        "turned": text.sorts.turned[line.start : line.end].tolist(),
        "glyphs": np.where(glyphs == NO_GLYPH, 0, glyphs).tolist(),
        "width": round(float(placed.width[number]), 4),
        "natural": round(float(placed.natural[number]), 4),
    }


def _findings(text: Galley, paragraph: SetParagraph) -> Iterator[Finding]:
    """What is to be said of a paragraph: lines opened too far, forced breaks, characters without a glyph."""
    if text.placed is None:
        return
    for number in range(paragraph.first, paragraph.last):
        line = text.lines[number]
        yield from loose_line(text.sorts, line, text.placed, number, f"line {number - paragraph.first + 1}")
        if line.forced:
            shown = text.sorts.text[line.start : line.end]
            message = f"line {number - paragraph.first + 1} ends where no rule permits: “{shown}”"
            yield Finding(severity=Severity.WARNING, code="forced-break", message=message, hint="use a wider measure")
    for missing in text.sorts.missing:
        if paragraph.start <= missing.offset < paragraph.end:
            message = f"no face has “{missing.character}” (U+{ord(missing.character):04X})"
            yield Finding(
                severity=Severity.ERROR, code="missing-glyph", message=message, hint="name a face that has it"
            )


def _finding(finding: Finding) -> dict[str, Any]:
    from banmian.report import plain_finding

    return plain_finding(finding)


def as_lines(text: Galley) -> Iterator[str]:
    """The lines as one reads them in a terminal, numbered through, with an indent in full-width spaces."""
    for paragraph in text.paragraphs:
        for number in range(paragraph.first, paragraph.last):
            line = text.lines[number]
            parted = text.sorts.hyphen is not None and text.sorts.hyphen[line.end - 1] > 0
            shown = text.sorts.text[line.start : line.end] + ("-" if parted else "")
            yield f"{number + 1:4d}  {'　' * round(line.indent)}{shown}"


def settings() -> list[dict[str, Any]]:
    """Every setting of composition: name, what it is with its rule, its values and its default."""
    import msgspec

    schema = msgspec.json.schema(Setting)["$defs"]["Setting"]["properties"]
    return [
        {
            "name": name,
            "about": rule.get("description", ""),
            "values": rule.get("enum") or rule.get("type"),
            "default": rule.get("default"),
        }
        for name, rule in schema.items()
    ]
