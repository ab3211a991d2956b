"""The headline group 标题: kicker, main lines, deck, summary and byline over an article, in whole grid lines.

Sizes come from the rank of the slot (T11, T12); what does not fit its width is for `fitting` to see to (T4).
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from banmian.layout import BylineStyle
from banmian.makeup.heads.scaling import (
    LEAST_READABLE,
    Row,
    fit,
    fit_beside,
    fit_main,
    long_headline,
    places_of,
    without_end,
)
from banmian.makeup.heads.summary import Summary, set_summary
from banmian.makeup.lines.runs import baseline
from banmian.makeup.lines.turns import turn_aside, turn_headline
from banmian.plate import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from banmian.layout import HeadlineRank, TypeSize
    from banmian.makeup.lines.labels import Label, LabelCase
    from banmian.model import Article, Finding
    from banmian.plate import Line

BYLINE_LEADING = 1.2
LEAST_REVERSED = 10.0
"""pt: a reversed byline is of this size or more, or the ink of its ground fills it in."""
WHITE = (0.35, 0.65)
WHITE_WITH_BYLINE = (0.34, 0.36, 0.30)
"""How the white of a headline group is shared out: above, before the byline if there is one, and below."""

_PLAIN = BylineStyle()


class HeadlineGroup(NamedTuple):
    """A set headline group: its height in lines, and its rows with their baselines from the top (pt)."""

    lines: int
    rows: tuple[Row, ...]
    height: float
    align: str
    bylines: tuple[Label, ...]
    findings: tuple[Finding, ...]
    summary: Summary | None = None

    def placed(self, x: float, y: float, width: float, pitch: float, extra: int = 0) -> list[Line]:
        """Return the lines of the group in a rectangle at (x, y) of `width` pt, with `extra` lines of white more."""
        found: list[Line] = []
        leading = self.bylines[0].size * BYLINE_LEADING if self.bylines else 0.0
        spare = (self.lines + extra) * pitch - self.height - leading * len(self.bylines)
        shares = WHITE_WITH_BYLINE if self.bylines else WHITE
        top = y + spare * shares[0]
        for row in self.rows:
            top += row.above
            size = row.label.size
            wide = row.label.width * row.stretch
            left = x + (width - wide) / 2 if self.align == "centre" else x
            found += row.placed(left, baseline(top, size, size))
            top += size
        if self.summary:
            found += self.summary.placed(x, top, width, self.align)
            top += self.summary.height
        top += spare * shares[1]
        for byline in self.bylines:
            left = x + (width - byline.width) / 2 if self.align == "centre" else x
            found += byline.lines(left, baseline(top, leading, byline.size))
            top += leading
        return found


def set_headline(
    article: Article,
    rank: HeadlineRank,
    width: float,
    pitch: float,
    body: float,
    case: LabelCase,
    page: int,
    slot: str,
    byline: BylineStyle = _PLAIN,
) -> HeadlineGroup:
    """Set the whole headline group of an article over `width` pt, its byline in a style of its own if one is given."""
    findings: list[Finding] = []
    rows: list[Row] = []

    def note(shrunk: float, what: str, text: str, size: float) -> None:
        findings.extend(long_headline(article, page, slot, what, text, shrunk, size))

    turned = turn_headline(article.headline, width / rank.main.size, article.keys.names)
    main, got = fit_main(turned, rank, article, width, case)
    for text, source, start in aside((article.keys.kicker,), "kicker", rank.kicker, width, article):
        row, shrunk = fit_beside(text, Role.KICKER, rank, main[0], article, width, case, source=source, start=start)
        rows.append(row._replace(above=rank.kicker.size * 0.25 * bool(rows)))
        note(shrunk, "kicker", text, row.label.size)
    for number, row in enumerate(main):
        above = rank.main.size * (0.16 if number else 0.30 * bool(rows))
        rows.append(row._replace(above=above))
    note(got, "headline", article.title, main[0].label.size - (body - LEAST_READABLE))
    decks = aside(article.deck, "deck", rank.deck, width, article)
    for number, (text, source, start) in enumerate(decks):
        row, shrunk = fit_beside(text, Role.DECK, rank, main[0], article, width, case, source=source, start=start)
        rows.append(row._replace(above=rank.deck.size * (0.35 if number else 0.6)))
        note(shrunk, "deck", text, row.label.size)
    summary = set_summary(article, rank, width, body, case)
    height = sum(row.above + row.label.size for row in rows) + (summary.height if summary else 0.0)
    name_size = byline.size or body
    if rank.reversed:
        name_size = max(name_size, LEAST_REVERSED)
    role = STURDY_BYLINE if rank.reversed else byline.role
    bylines = set_bylines(article, name_size, case, width, role=role)
    names = len(bylines) * name_size * BYLINE_LEADING
    lines = ceil((height + (names + pitch if bylines else 0.7 * pitch)) / pitch)
    for label in (*(row.label for row in rows), *bylines):
        findings += label.findings
    for label in bylines:
        findings += long_headline(article, page, slot, "byline", label.text, 1.0, label.size)
    findings += summary.findings if summary else ()
    return HeadlineGroup(lines, tuple(rows), height, rank.align, bylines, tuple(findings), summary)


def aside(texts: Sequence[str], key: str, wish: TypeSize, room: float, article: Article) -> list[tuple[str, str, int]]:
    """Return kickers or decks on the lines that they need in `room` pt, each line with its source and its offset."""
    found = []
    for number, text in enumerate(texts):
        lines = turn_aside(text, room / wish.size, article.keys.names) if text else ()
        source = key if key in WHOLE else f"{key}[{number}]"
        found += [(line, source, start) for line, (_, start) in zip(lines, places_of(lines, [text], ""), strict=True)]
    return found


WHOLE = ("kicker",)
"""Keys that hold one text, not a list of them."""


def set_short_headline(
    article: Article, rank: HeadlineRank, width: float, pitch: float, case: LabelCase
) -> HeadlineGroup:
    """The short form that stands over the target of a jump (F6): one line in the rank's main face."""
    source = "short" if article.keys.short else "headline[0]"
    row, _ = fit(article.short, rank.main, Role.HEADLINE, article, width, case, source=source)
    height = row.label.size
    lines = ceil((height + 0.75 * pitch) / pitch)
    return HeadlineGroup(lines, (row,), height, "left", (), tuple(row.label.findings))


def headline_labels(article: Article, rank: HeadlineRank) -> Iterator[tuple[str, str]]:
    """The texts of a headline group as far as they are known before it is set, each with its role."""
    yield article.keys.kicker, rank.kicker.role
    for text in article.headline:
        yield without_end(text), rank.main.role
    for text in article.deck:
        yield without_end(text), rank.deck.role


def byline_text(article: Article) -> str:
    """The byline (F9): 本报记者 with a role, □ before a name without one."""
    text = ""
    role = None
    for person in article.keys.byline:
        text += "　" if text else ""
        if person.role:
            title = "本报记者" if person.role == "记者" else person.role
            text += person.name if person.role == role else f"{title} {person.name}"
        else:
            text += person.name if person.name.startswith("本报") else f"□{person.name}"
        role = person.role
    return text


STURDY_BYLINE = "subhead"
"""The role of a byline on a dark ground: bold, without hairlines (X7)."""
EVENED = 2
"""The characters of a name that is spaced out to the width of three (J8)."""


def set_bylines(
    article: Article, size: float, case: LabelCase, room: float, *, vertical: bool = False, role: str = "byline"
) -> tuple[Label, ...]:
    """The byline, on as many lines as its names need in `room` pt."""
    even = [p.name for p in article.keys.byline if p.even and len(p.name) == EVENED]

    whole = byline_text(article)

    def label(line: str) -> Label:
        places = [at for name in even if (at := line.find(name)) >= 0]
        start = max(whole.find(line), 0)
        return case.label(
            line, size, role, Role.BYLINE, article=article, vertical=vertical, even=places, source="byline", start=start
        )

    lines: list[str] = []
    for part in _parts(whole, lambda text: label(text).width <= room):
        together = f"{lines[-1]}　{part}" if lines else part
        if lines and label(together).width <= room:
            lines[-1] = together
        else:
            lines.append(part)
    return tuple(label(line).shrunk_to(room) for line in lines if line)  # a name may be longer than the line


def _parts(text: str, fits: Callable[[str], bool]) -> Iterator[str]:
    """The parts of a byline between which a line may end: persons, and where one is too long for a line its words."""
    for person in text.split("　"):
        yield from [person] if fits(person) else person.replace("、", "、 ").split(" ")
