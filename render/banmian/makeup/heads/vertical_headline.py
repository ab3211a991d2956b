"""The vertical headline 竖题: at the right of a vertical text, or in text columns at a side of a horizontal one.

From right to left 引题 (肩题), 主题, 副题 (V8), then the byline. The group is as long as its longest line with a
character of blank at each end (T5); 主题 and 引题 begin at its top, 副题 and byline end at its foot.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from banmian.layout import BylineStyle
from banmian.makeup.heads.headline import aside, set_bylines
from banmian.makeup.heads.scaling import Row, fit_beside, fit_main, flattened, long_headline, moved_runs
from banmian.makeup.lines.turns import turn_headline
from banmian.plate import Role

if TYPE_CHECKING:
    from banmian.layout import HeadlineRank
    from banmian.makeup.lines.labels import LabelCase
    from banmian.model import Article, Finding
    from banmian.plate import Line

BLANK = 1.0
"""em of the line's own size that stay blank at each of its ends (T5)."""
KICKER_GAP, MAIN_GAP, DECK_GAP, NEXT_DECK_GAP = 0.3, 0.25, 0.7, 0.4
"""Between two lines, in em of the left one; of the main head's between 引题 and 主题."""
BYLINE_GAP = 0.8
"""em of body between the headline and its byline."""
CENTRED = "centre"

_PLAIN = BylineStyle()


class _Line(NamedTuple):
    """A line of the group; one with a `foot` ends where the main head may end, the others begin where it begins."""

    row: Row
    foot: bool


class VerticalHeadline(NamedTuple):
    """A set vertical headline: its lines from right to left, its width across them and its length, in pt."""

    lines: tuple[_Line, ...]
    width: float
    length: float
    blank: float
    align: str
    findings: tuple[Finding, ...]

    def placed(self, right: float, top: float, length: float) -> list[Line]:
        """Return the lines of the group whose right edge is `right`, from `top` down over `length` pt."""
        found: list[Line] = []
        begins, ends = top + self.blank, top + length - self.blank
        if self.align == CENTRED:
            longest = max(line.row.length for line in self.lines)
            inset = max((ends - begins - longest) / 2, 0.0)
            begins, ends = begins + inset, ends - inset
        x = right
        for row, foot in self.lines:
            x -= row.above + row.label.size
            y = ends - row.length if foot else begins
            if not top <= y <= top + length - row.length:  # an auxiliary line longer than the main head has room for
                y = top + (length - row.length) / 2
            lines = row.label.lines(x + row.label.size / 2, y)
            if row.stretch != 1:
                lines = [moved_runs(line, partial(flattened, top=y, part=row.stretch)) for line in lines]
            found += lines
        return found


def set_vertical_headline(
    article: Article,
    rank: HeadlineRank,
    room: float,
    body: float,
    case: LabelCase,
    page: int,
    slot: str,
    byline: BylineStyle = _PLAIN,
) -> VerticalHeadline:
    """Set the whole headline group of an article in a height of `room` pt; `body` is the size of the text in pt."""
    findings: list[Finding] = []
    lines: list[_Line] = []

    def auxiliary(text: str, source: str, start: int, kind: Role, above: float, *, foot: bool) -> None:
        row, shrunk = fit_beside(
            text,
            kind,
            rank,
            main[0],
            article,
            room,
            case,
            ends=2 * BLANK,
            vertical=True,
            source=source,
            start=start,
        )
        lines.append(_Line(row._replace(above=above), foot))
        findings.extend(long_headline(article, page, slot, kind, text, shrunk, row.label.size))

    turned = turn_headline(article.headline, room / rank.main.size - 2 * BLANK, article.keys.names)
    main, shrunk = fit_main(turned, rank, article, room, case, vertical=True)
    kickers = aside((article.keys.kicker,), "kicker", rank.kicker, room - 2 * BLANK * rank.kicker.size, article)
    for number, (text, source, start) in enumerate(kickers):
        auxiliary(text, source, start, Role.KICKER, rank.kicker.size * NEXT_DECK_GAP * bool(number), foot=False)
    for number, row in enumerate(main):
        gap = MAIN_GAP if number else KICKER_GAP * bool(lines)
        lines.append(_Line(row._replace(above=gap * row.label.size), foot=False))
    findings += long_headline(article, page, slot, "headline", article.title, shrunk)
    inner = room - 2 * BLANK * rank.deck.size
    decks = aside(article.deck, "deck", rank.deck, inner, article)
    decks += aside(article.summary, "summary", rank.deck, inner, article)
    for number, (text, source, start) in enumerate(decks):
        auxiliary(text, source, start, Role.DECK, rank.deck.size * (NEXT_DECK_GAP if number else DECK_GAP), foot=True)
    name_size = byline.size or body
    for number, label in enumerate(
        set_bylines(article, name_size, case, room - 2 * BLANK * body, vertical=True, role=byline.role)
    ):
        lines.append(_Line(Row(label, body * (BYLINE_GAP if not number else 0.3), 1.0), foot=True))
    for line in lines:
        findings += line.row.label.findings
    width = sum(line.row.above + line.row.label.size for line in lines)
    length = max(line.row.length + 2 * BLANK * line.row.label.size for line in lines)
    blank = BLANK * main[0].label.size
    return VerticalHeadline(tuple(lines), width, min(length, room), blank, rank.align, tuple(findings))
