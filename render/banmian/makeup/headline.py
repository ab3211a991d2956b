"""The headline group 标题: kicker, main lines, deck and byline over an article, a whole number of grid lines high.

Sizes come from the rank of the slot (T11, T12). What does not fit its width is tightened, then narrowed, then set
smaller, never overflowing (T4).
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from banmian.makeup.labels import Label
from banmian.makeup.runs import baseline
from banmian.makeup.turns import turn_headline
from banmian.model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banmian.layout import HeadlineRank, TypeSize
    from banmian.makeup.labels import LabelCase
    from banmian.model import Article
    from banmian.plate import TextRun

NARROWEST = 0.92
"""How far a headline may be scaled across before it is set in a smaller size."""
TIGHTEST = -0.03
"""How far a headline may be tightened, in em between characters (T4, J10)."""
SMALLEST = 0.6
"""The part of its size below which a headline is not set: a finding asks for a shorter one instead."""

WHITE = (0.35, 0.65)
WHITE_WITH_BYLINE = (0.34, 0.36, 0.30)
"""How the white of a headline group is shared out: above, before the byline if there is one, and below."""


class _Row(NamedTuple):
    label: Label
    above: float
    stretch: float


class HeadlineGroup(NamedTuple):
    """A set headline group: its height in lines, and its rows with their baselines from the top (pt)."""

    lines: int
    rows: tuple[_Row, ...]
    height: float
    align: str
    byline: Label | None
    findings: tuple[Finding, ...]

    def runs(self, x: float, y: float, width: float, pitch: float, extra: int = 0) -> list[TextRun]:
        """The runs of the group in a rectangle at (x, y) of `width` pt, `extra` lines of white added to its own."""
        found: list[TextRun] = []
        spare = (self.lines + extra) * pitch - self.height - (self.byline.size if self.byline else 0.0)
        shares = WHITE_WITH_BYLINE if self.byline else WHITE
        top = y + spare * shares[0]
        for row in self.rows:
            top += row.above
            size = row.label.size
            wide = row.label.width * row.stretch
            left = x + (width - wide) / 2 if self.align == "centre" else x
            runs = row.label.runs(left, baseline(top, size, size))
            found += [_stretched(run, left, row.stretch) for run in runs] if row.stretch != 1 else runs
            top += size
        if self.byline:
            size = self.byline.size
            left = x + (width - self.byline.width) / 2 if self.align == "centre" else x
            found += self.byline.runs(left, baseline(top + spare * shares[1], size, size))
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
) -> HeadlineGroup:
    """Set the whole headline group of an article over `width` pt."""
    findings: list[Finding] = []
    rows: list[_Row] = []

    def note(shrunk: float, what: str, text: str) -> None:
        if shrunk < SMALLEST:
            findings.append(
                Finding(
                    severity=Severity.WARNING,
                    code="long-headline",
                    article=article.id,
                    page=page,
                    slot=slot,
                    message=f"the {what} “{text}” had to be set at {shrunk:.0%} of its size",
                    hint="shorten it, turn it into more lines, or give the article a wider slot",
                    file=article.file,
                )
            )

    if article.keys.kicker:
        row, shrunk = _fit(article.keys.kicker, rank.kicker, "kicker", article, width, 0.0, case)
        rows.append(row)
        note(shrunk, "kicker", article.keys.kicker)
    main = turn_headline(article.headline, width / rank.main.size)
    fitted = [_fit(line, rank.main, "headline", article, width, 0.0, case) for line in main]
    smallest = min(shrunk for _, shrunk in fitted)
    if len(fitted) > 1 and smallest < 1:  # lines of one headline are one size
        fitted = [_fit(line, rank.main, "headline", article, width, 0.0, case, most=smallest) for line in main]
    for number, (row, _) in enumerate(fitted):
        above = rank.main.size * (0.16 if number else 0.30 * bool(rows))
        rows.append(row._replace(above=above))
    note(smallest, "headline", article.title)
    for number, text in enumerate(article.deck):
        row, shrunk = _fit(text, rank.deck, "deck", article, width, 0.0, case)
        rows.append(row._replace(above=rank.deck.size * (0.35 if number else 0.6)))
        note(shrunk, "deck", text)
    height = sum(row.above + row.label.size for row in rows)
    byline = _byline(article, body, case, width)
    lines = ceil((height + (byline.size + 1.2 * pitch if byline else 0.7 * pitch)) / pitch)
    for label in [row.label for row in rows] + ([byline] if byline else []):
        findings += label.findings
    return HeadlineGroup(lines, tuple(rows), height, rank.align, byline, tuple(findings))


def set_short_headline(
    article: Article, rank: HeadlineRank, width: float, pitch: float, case: LabelCase
) -> HeadlineGroup:
    """The short form that stands over the target of a jump (F6): one line in the rank's main face."""
    row, _ = _fit(article.short, rank.main, "headline", article, width, 0.0, case)
    height = row.label.size
    lines = ceil((height + 0.75 * pitch) / pitch)
    return HeadlineGroup(lines, (row,), height, "left", None, tuple(row.label.findings))


def _fit(
    text: str,
    wish: TypeSize,
    kind: str,
    article: Article,
    width: float,
    above: float,
    case: LabelCase,
    most: float = 1.0,
) -> tuple[_Row, float]:
    """A line of the group in the largest form that fits, and the part of its wished size that it got."""
    size = wish.size * most
    label = Label(_without_end(text), size, wish.role, case, kind=kind, article=article)
    label.spacing = _airy(len(label.text), label.width, width) if kind == "headline" else 0.0
    stretch = 1.0
    if label.width > width:
        tight = max((width / size - label.natural) / max(len(label.text) - 1, 1), TIGHTEST)
        label.spacing = tight
        if label.width > width:
            stretch = max(width / label.width, NARROWEST)
        if label.width * stretch > width:
            label.size = int(size * width / (label.width * stretch) * 4) / 4  # quarters of a point, rounded down
    return _Row(label, above, stretch), label.size / wish.size


def _airy(count: int, natural: float, width: float) -> float:
    """T9: a short headline is spaced out, where its width leaves room for it."""
    em = {2: 1.0, 3: 0.6, 4: 0.3}.get(count, 0.05 if count <= 8 else 0.0)
    return em if natural * (1 + em) < width * 0.6 else 0.0


def _stretched(run: TextRun, left: float, stretch: float) -> TextRun:
    from msgspec.structs import replace

    return replace(
        run,
        x=left + (run.x - left) * stretch,
        offsets=run.offsets * stretch,
        width=run.width * stretch,
        stretch=stretch,
    )


def headline_labels(article: Article, rank: HeadlineRank) -> Iterator[tuple[str, str]]:
    """The texts of a headline group as far as they are known before it is set, each with its role."""
    yield article.keys.kicker, rank.kicker.role
    for text in article.headline:
        yield _without_end(text), rank.main.role
    for text in article.deck:
        yield _without_end(text), rank.deck.role


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


def _byline(article: Article, size: float, case: LabelCase, width: float) -> Label | None:
    text = byline_text(article)
    if not text:
        return None
    label = Label(text, size, "byline", case, article=article)
    if label.width > width:
        label.size = int(size * width / label.width * 4) / 4
    return label


def _without_end(text: str) -> str:
    """T8: no full stop or comma ends a headline."""
    return text.rstrip("。，；,;")
