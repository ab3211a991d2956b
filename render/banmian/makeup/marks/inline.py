"""Inline marks: in which role marked characters are set, and which marks are drawn beside them.

Dots, lines and readings need a line gap of half an em, five eighths where they stand on both sides (I3). Newspaper
leading is less, and a line is never opened for them (G4): there dots become bold, lines become 楷, readings are left
out, and a finding says so. Frames and note marks need no gap.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from banmian.model import Finding, Severity, SpanStyle
from banmian.typeset import RoleRun

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from banmian.layout import Layout
    from banmian.model import Article, Paragraph, Span
    from banmian.plan import PagePlan

GAP_FOR_ONE_SIDE = 1 / 2
GAP_FOR_BOTH = 5 / 8
"""em of line gap that marks on one side of the text need, and on both (I3)."""
NOTE_SCALE = 0.6
"""The size of a note mark as a part of the text's."""
NO_GAP = 1e-9
"""em: no Han–Latin gap beside a note mark, which is no word of the sentence (M4)."""
BELOW = (SpanStyle.NAME, SpanStyle.TITLE, SpanStyle.DOTS)
"""What stands under the text, the nearest first (I2)."""
_GAPLESS = (SpanStyle.MOURNING,)
_SAID = {
    SpanStyle.DOTS: ("emphasis dots", "set bold"),
    SpanStyle.NAME: ("lines under names", "set in 楷"),
    SpanStyle.TITLE: ("wavy lines under titles", "set in 楷"),
    SpanStyle.RUBY: ("readings", "not printed"),
}
_SHOWN = 6
"""How many of its marks a finding names; of readings all, since they are lost."""


class Mark(NamedTuple):
    """A mark that is drawn at characters [start, end) of the sorts; `ruby` is the text of a reading."""

    start: int
    end: int
    style: SpanStyle
    ruby: str = ""


def line_gap(layout: Layout) -> float:
    """Return the line gap of a design in em of its body."""
    return (layout.grid.pitch - layout.grid.body) / layout.grid.body


def line_gaps(plans: Iterable[PagePlan]) -> dict[str, float]:
    """For every article that is on a page, the least line gap of its pages in em of body (G4: one gap a page)."""
    gaps: dict[str, float] = {}
    for plan in plans:
        gap = line_gap(plan.layout)
        for leg in plan.legs:
            gaps[leg.article] = min(gap, gaps.get(leg.article, gap))
    return gaps


def drawn(article: Article, gap: float) -> frozenset[SpanStyle]:
    """The styles of an article that are drawn at a line gap in em.

    Where it is enough for one side only, the readings stay: they alone have nothing else to be shown by.
    """
    asked = {span.style for paragraph in article.paragraphs for span in paragraph.spans}
    gap += 1e-6
    found = set(_GAPLESS)
    if gap >= GAP_FOR_ONE_SIDE:
        found.add(SpanStyle.RUBY)
    if gap >= (GAP_FOR_BOTH if SpanStyle.RUBY in asked else GAP_FOR_ONE_SIDE):
        found.update(BELOW)
    return frozenset(found & asked)


def role_runs(paragraph: Paragraph, at: int, base: str, drawn: Collection[SpanStyle], opening: float) -> list[RoleRun]:
    """The roles of a paragraph whose text begins at offset `at` of the sorts: of the text, and of its marked runs.

    `opening` is the space in em before its first character.
    """
    runs = [RoleRun(at, base, opening)]
    spans = [span for span in paragraph.spans if span.style not in drawn and span.style is not SpanStyle.RUBY]
    edges = sorted({edge for span in spans for edge in (span.start, span.end)} | {len(paragraph.text)})
    for start, end in pairwise(edges):
        styles = {span.style for span in spans if span.start <= start and end <= span.end}
        note = SpanStyle.NOTE in styles
        space = opening if start == 0 else NO_GAP if note or runs[-1].scale != 1.0 else 0.0
        runs.append(RoleRun(at + start, _role(styles, base), space, NOTE_SCALE if note else 1.0))
    if runs[-1].scale != 1.0 or runs[-1].role != base:
        runs.append(RoleRun(at + len(paragraph.text), base))
    return runs


def _role(styles: Collection[SpanStyle], base: str) -> str:
    """The role of characters in some styles that are not drawn: bold before 楷, and 宋 where all around is 楷."""
    if SpanStyle.LEAD_IN in styles or SpanStyle.DOTS in styles:
        return "lead-in"
    if {SpanStyle.QUOTE, SpanStyle.NAME, SpanStyle.TITLE} & set(styles):
        return "body" if base == "quotation" else "quotation"
    return base


def marks_of(paragraph: Paragraph, at: int, drawn: Collection[SpanStyle]) -> list[Mark]:
    """The marks to be drawn in a paragraph whose text begins at offset `at` of the sorts."""
    return [
        Mark(at + span.start, at + span.end, span.style, span.ruby) for span in paragraph.spans if span.style in drawn
    ]


def fallbacks(article: Article, gap: float, *, vertical: bool = False) -> list[Finding]:
    """One finding for each kind of mark that is not drawn: what became of it, and where it stands.

    That is where the line gap is too small for it, and in vertical text always.
    """
    kept = drawn(article, 0.0 if vertical else gap)
    found = []
    for style, (name, instead) in _SAID.items():
        places = [(p, span) for p in article.paragraphs for span in p.spans if span.style is style]
        if not places or style in kept:
            continue
        ruby = style is SpanStyle.RUBY
        named = places if ruby else places[:_SHOWN]
        shown = "、".join(_shown(paragraph, span) for paragraph, span in named)
        more = " …" if len(places) > len(named) else ""
        both = SpanStyle.RUBY in kept
        need = "5/8 em with readings above (I3)" if both else "1/2 em (I3)"
        why = f"need a line gap of {need}, here it is {gap:.2f} em"
        hint = "give the article a page design with a larger pitch"
        if vertical:
            why, hint = "are not drawn in vertical text", "give the article a horizontal slot"
        found.append(
            Finding(
                severity=Severity.WARNING if ruby else Severity.INFO,
                code="interlinear-fallback",
                message=f"{name} {why}: {instead}: {shown}{more}",
                hint=hint + (", or write the readings in brackets in the text" if ruby else ""),
                article=article.id,
                file=article.file,
                line=places[0][0].line,
                paragraph=article.paragraphs.index(places[0][0]) + 1,
            )
        )
    return found


def _shown(paragraph: Paragraph, span: Span) -> str:
    text = paragraph.text[span.start : span.end]
    return f"{text}（{span.ruby}）" if span.ruby else text
