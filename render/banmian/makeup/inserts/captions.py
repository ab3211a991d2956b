"""Captions 图片说明: what stands below a picture or beside it, with its credit, on the line grid (K1 to K4)."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from banmian.makeup.lines.missing import missing_glyph
from banmian.makeup.lines.runs import Style, Text, baseline, text_lines
from banmian.makeup.lines.turns import inside_names
from banmian.plate import Group, Role
from banmian.typeset import cast, compose, limits_of, place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banmian.layout.styles import Styles
    from banmian.makeup.lines.labels import Label, LabelCase
    from banmian.model import Article, Finding, Photo
    from banmian.typeset import Sorts
    from banmian.typeset.lines import Line

BEFORE_CREDIT = 1.0
"""em that part a credit from the caption before it on the same line (K4)."""
_NEARLY = 1e-6


class Caption(NamedTuple):
    """A caption set in lines for a width in pt, and its credit: on the last line, or `alone` on a line of its own.

    Each of its lines takes `line_rows` lines of the grid: one, unless its type is larger than their pitch.
    """

    text: Sorts
    lines: tuple[Line, ...]
    credit: Label | None
    alone: bool
    width: float
    size: float
    measure: int
    indent: float
    line_rows: int
    article: str
    findings: tuple[Finding, ...]
    origin: Text

    @property
    def rows(self) -> int:
        """The lines of the grid that it takes."""
        return (len(self.lines) + self.alone) * self.line_rows

    @property
    def residue(self) -> float:
        """What whole 字 of the caption leave of its width, pt (K2)."""
        return self.width - self.measure * self.size

    def drawn(self, x: float, y: float, pitch: float, case: LabelCase) -> list[Group]:
        """Return the groups of caption and credit, the corner of their first grid line at (x, y) pt."""
        count = len(self.lines) + self.alone
        size = self.size if self.lines or not self.credit else self.credit.size
        height = self.line_rows * pitch
        at = [(x + self.indent, baseline(y + n * height, height, size)) for n in range(count)]
        style = Style(self.size, self.article, Role.CAPTION)
        lines = text_lines(self.text, self.lines, at, style, case.library, [self.origin] * len(self.lines))
        found = [Group(role=Role.CAPTION, children=tuple(lines))] if lines else []
        if self.credit:
            # below full lines the credit ends where they do; else at the edge of the picture
            right = self.width - (self.residue if (self.alone and self.lines) or len(self.lines) > 1 else 0.0)
            credit = self.credit.lines(x + max(right - self.credit.width, 0.0), at[-1][1])
            found.append(Group(role=Role.CREDIT, children=tuple(credit)))
        return found


def set_caption(
    photo: Photo, article: Article, width: float, pitch: float, styles: Styles, case: LabelCase, *, below: bool
) -> Caption:
    """Set the caption of a photo for a width in pt: its measure is whole 字 of its own size (K2).

    A caption of one line `below` its picture is centred where its style says so.
    """
    size = styles.caption.size
    key = f"photos[{article.keys.photos.index(photo)}]" if photo in article.keys.photos else ""
    measure = max(int(width / size + _NEARLY), 1)
    text, lines = _compose(photo.caption.strip().removesuffix("。"), measure, article, styles, case)  # K3
    credit = None
    if photo.credit:
        source = f"{key}.credit" if key else ""
        credit = case.label(
            photo.credit, styles.credit.size, styles.credit.role, Role.CREDIT, article=article, source=source
        )
        if credit.width > width:  # a credit as long as that is a line of the caption
            together = f"{photo.caption.strip().removesuffix('。')}　{photo.credit}".strip()
            text, lines = _compose(together, measure, article, styles, case)
            credit = None
    used = _used(text, lines[-1]) * size if lines else 0.0
    indent = (width - used) / 2 if below and len(lines) == 1 and styles.caption.align == "centre" else 0.0
    alone = False
    if credit:
        room = width - BEFORE_CREDIT * size - credit.width - (width - measure * size if len(lines) > 1 else 0.0)
        if used + indent > room:
            indent = 0.0  # flush left, both may share the line
        alone = not lines or used > room
        if alone and len(lines) == 1 and below and styles.caption.align == "centre":
            indent = (width - used) / 2
    findings = [*_findings(text, lines, article, styles.caption.role), *(credit.findings if credit else ())]
    lead = len(photo.caption) - len(photo.caption.lstrip())
    origin = Text(f"{key}.caption", -lead) if key else Text()
    rows = max(ceil(max(size, credit.size if credit else 0.0) / pitch - _NEARLY), 1)
    return Caption(text, lines, credit, alone, width, size, measure, indent, rows, article.id, tuple(findings), origin)


def _compose(
    text: str, measure: int, article: Article, styles: Styles, case: LabelCase
) -> tuple[Sorts, tuple[Line, ...]]:
    """The sorts of a caption and all its lines, which part no name that the article lists (U8)."""
    sorts = cast(text, case.caption, case.library, styles.caption.role)
    for at in inside_names(text, article.keys.names):
        sorts.may_break[at] = False
    return sorts, tuple(compose(sorts, 0, len(text), [float(measure)], endless=True))


def _used(text: Sorts, line: Line) -> float:
    """The width in em of a line that is set natural."""
    return float((text.width + text.gap)[line.start : line.end].sum())


def _findings(text: Sorts, lines: Sequence[Line], article: Article, role: str) -> Iterator[Finding]:
    """Characters of a caption without a glyph, and its lines beyond their limits (J5)."""
    for missing in text.missing:
        yield missing_glyph(missing.character, role, article, part="caption")
    if lines:
        placed = place(text, lines)
        for number, line in enumerate(lines):
            for finding in limits_of(text, line, placed, number, "a line of a caption"):
                yield replace(finding, article=article.id, file=article.file)
