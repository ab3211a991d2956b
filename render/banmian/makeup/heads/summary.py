"""The summary 提要题: sentences under the deck, smaller than it, as wide as the headline (T1).

It is composed as text is: lines reach both edges. Where there are several sentences each opens with a dot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from banmian.layout import TypeSize
from banmian.layout.styles import HAO
from banmian.makeup.lines.missing import missing_glyph
from banmian.makeup.lines.runs import Style, Text, baseline, text_lines
from banmian.plate import Role
from banmian.typeset import cast, compose, limits_of, place

if TYPE_CHECKING:
    from banmian.layout import HeadlineRank
    from banmian.makeup.lines.labels import Label, LabelCase
    from banmian.model import Article, Finding
    from banmian.plate import Line as PlateLine
    from banmian.typeset import Sorts
    from banmian.typeset.lines import Line

STEPS_BELOW_DECK = 2
"""Names of 号 by which a summary is smaller than the deck, where its rank does not say its size."""
LEADING = 1.4
"""em of the summary from line to line."""
ABOVE = 0.6
"""em of white over it."""
DOT = "●"
DOT_SIZE = 0.6
"""Part of the summary's size that its dots have."""
DOT_ROOM = 1.0
"""em that a dot takes before the lines of its sentence."""
ONE_LINE = 0.9
"""A summary in a centred group stands about the middle if none of its sentences takes more than this of the width."""


class _Sentence(NamedTuple):
    """A sentence on its lines, and the dot before it where there is one."""

    sorts: Sorts
    lines: tuple[Line, ...]
    dot: Label | None
    text: Text

    @property
    def length(self) -> float:
        """The length in em of its only line."""
        line = self.lines[-1]
        cells = slice(line.start, line.end)
        return float((self.sorts.width + self.sorts.gap)[cells].sum())


class Summary(NamedTuple):
    """A set summary: its height in pt with the white over it, its size in pt, and what is to be said of it."""

    sentences: tuple[_Sentence, ...]
    size: float
    height: float
    case: LabelCase
    article: Article
    findings: tuple[Finding, ...]

    def placed(self, x: float, y: float, width: float, align: str) -> list[PlateLine]:
        """Return its lines with the corner of its white at (x, y) pt, in a group of `width` pt."""
        found: list[PlateLine] = []
        lead = self._lead()
        left, top = x + lead, y + ABOVE * self.size
        longest = max(sentence.length for sentence in self.sentences) * self.size
        alone = all(len(sentence.lines) == 1 for sentence in self.sentences)
        if align == "centre" and alone and lead + longest <= width * ONE_LINE:
            left += (width - lead - longest) / 2
        leading = LEADING * self.size
        style = Style(self.size, self.article.id, Role.SUMMARY)
        for sentence in self.sentences:
            at = [(left, baseline(top + n * leading, leading, self.size)) for n in range(len(sentence.lines))]
            if sentence.dot:
                found += sentence.dot.lines(left - lead, baseline(top, leading, sentence.dot.size))
            texts = [sentence.text] * len(sentence.lines)
            found += text_lines(sentence.sorts, sentence.lines, at, style, self.case.library, texts)
            top += leading * len(sentence.lines)
        return found

    def _lead(self) -> float:
        return DOT_ROOM * self.size if self.sentences[0].dot else 0.0


def summary_size(rank: HeadlineRank, body: float) -> TypeSize:
    """How a rank sets its summary: as it says, else two steps of 号 below the deck in its face, never below body."""
    if rank.summary:
        return rank.summary
    smaller = [size for size in HAO.values() if size < rank.deck.size][:STEPS_BELOW_DECK]
    return TypeSize(size=max(body, *smaller[-1:]) if smaller else body, role=rank.deck.role)


def set_summary(article: Article, rank: HeadlineRank, width: float, body: float, case: LabelCase) -> Summary | None:
    """The summary of an article in `width` pt under a headline; None where it has none."""
    if not article.summary:
        return None
    wish = summary_size(rank, body)
    dotted = len(article.summary) > 1
    measure = width / wish.size - (DOT_ROOM if dotted else 0.0)
    sentences = []
    findings: list[Finding] = []
    for number, text in enumerate(article.summary):
        sorts = cast(text.strip(), case.caption, case.library, wish.role)
        lines = tuple(compose(sorts, 0, len(sorts.text), [measure], endless=True))
        if not lines:
            continue
        findings += [missing_glyph(m.character, wish.role, article, part="summary") for m in sorts.missing]
        placed = place(sorts, lines)
        for at, line in enumerate(lines):
            for finding in limits_of(sorts, line, placed, at, "a line of the summary"):
                findings.append(replace(finding, article=article.id, file=article.file))
        dot = case.label(DOT, wish.size * DOT_SIZE, wish.role, Role.SUMMARY, article=article) if dotted else None
        findings += dot.findings if dot else ()
        sentences.append(_Sentence(sorts, lines, dot, Text(f"summary[{number}]", len(text.lstrip()) - len(text))))
    if not sentences:
        return None
    count = sum(len(sentence.lines) for sentence in sentences)
    height = (ABOVE + LEADING * count) * wish.size
    return Summary(tuple(sentences), wish.size, height, case, article, tuple(findings))
