"""The headline group 标题: kicker, main lines, deck and byline over an article, a whole number of grid lines high.

Sizes come from the rank of the slot (T11, T12). What does not fit its width is tightened, then narrowed, then set
smaller, never overflowing (T4).
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

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

BYLINE_LEADING = 1.2
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
    bylines: tuple[Label, ...]
    findings: tuple[Finding, ...]

    def runs(self, x: float, y: float, width: float, pitch: float, extra: int = 0) -> list[TextRun]:
        """The runs of the group in a rectangle at (x, y) of `width` pt, `extra` lines of white added to its own."""
        found: list[TextRun] = []
        leading = self.bylines[0].size * BYLINE_LEADING if self.bylines else 0.0
        spare = (self.lines + extra) * pitch - self.height - leading * len(self.bylines)
        shares = WHITE_WITH_BYLINE if self.bylines else WHITE
        top = y + spare * shares[0]
        for row in self.rows:
            top += row.above
            size = row.label.size
            wide = row.label.width * row.stretch
            left = x + (width - wide) / 2 if self.align == "centre" else x
            runs = row.label.runs(left, baseline(top, size, size))
            found += [_stretched(run, left, row.stretch) for run in runs] if row.stretch != 1 else runs
            top += size
        top += spare * shares[1]
        for byline in self.bylines:
            left = x + (width - byline.width) / 2 if self.align == "centre" else x
            found += byline.runs(left, baseline(top, leading, byline.size))
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
        row, shrunk = _fit(article.keys.kicker, rank.kicker, "kicker", article, width, case)
        rows.append(row)
        note(shrunk, "kicker", article.keys.kicker)
    main = turn_headline(article.headline, width / rank.main.size)
    fitted = [_fit(line, rank.main, "headline", article, width, case) for line in main]
    smallest = min(shrunk for _, shrunk in fitted)
    if len(fitted) > 1 and smallest < 1:  # lines of one headline are one size
        fitted = [_fit(line, rank.main, "headline", article, width, case, most=smallest) for line in main]
    narrowest = min(row.stretch for row, _ in fitted)  # and one width
    for number, (row, _) in enumerate(fitted):
        above = rank.main.size * (0.16 if number else 0.30 * bool(rows))
        rows.append(row._replace(above=above, stretch=narrowest))
    note(smallest, "headline", article.title)
    for number, text in enumerate(article.deck):
        row, shrunk = _fit(text, rank.deck, "deck", article, width, case)
        rows.append(row._replace(above=rank.deck.size * (0.35 if number else 0.6)))
        note(shrunk, "deck", text)
    height = sum(row.above + row.label.size for row in rows)
    bylines = _bylines(article, body, case, width)
    names = len(bylines) * body * BYLINE_LEADING
    lines = ceil((height + (names + pitch if bylines else 0.7 * pitch)) / pitch)
    for label in (*(row.label for row in rows), *bylines):
        findings += label.findings
    return HeadlineGroup(lines, tuple(rows), height, rank.align, bylines, tuple(findings))


def scaled(rank: HeadlineRank, part: float) -> HeadlineRank:
    """A rank with all its sizes at a part of themselves."""
    sizes = {
        name: replace(size, size=size.size * part)
        for name, size in (("main", rank.main), ("kicker", rank.kicker), ("deck", rank.deck))
    }
    return replace(rank, **sizes)


def set_short_headline(
    article: Article, rank: HeadlineRank, width: float, pitch: float, case: LabelCase
) -> HeadlineGroup:
    """The short form that stands over the target of a jump (F6): one line in the rank's main face."""
    row, _ = _fit(article.short, rank.main, "headline", article, width, case)
    height = row.label.size
    lines = ceil((height + 0.75 * pitch) / pitch)
    return HeadlineGroup(lines, (row,), height, "left", (), tuple(row.label.findings))


def _fit(
    text: str,
    wish: TypeSize,
    kind: str,
    article: Article,
    width: float,
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
    return _Row(label, 0.0, stretch), label.size / wish.size


def _airy(count: int, natural: float, width: float) -> float:
    """T9: a short headline is spaced out, where its width leaves room for it."""
    em = {2: 1.0, 3: 0.6, 4: 0.3}.get(count, 0.05 if count <= 8 else 0.0)
    return em if natural * (1 + em) < width * 0.6 else 0.0


def _stretched(run: TextRun, left: float, stretch: float) -> TextRun:
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


def _bylines(article: Article, size: float, case: LabelCase, width: float) -> tuple[Label, ...]:
    """The byline, on as many lines as its names need."""
    lines: list[str] = []
    for part in byline_text(article).split("　"):
        together = f"{lines[-1]}　{part}" if lines else part
        if lines and Label(together, size, "byline", case).width <= width:
            lines[-1] = together
        else:
            lines.append(part)
    labels = tuple(Label(line, size, "byline", case, article=article) for line in lines if line)
    for label in labels:
        if label.width > width:
            label.size = max(int(size * width / label.width * 4) / 4, 1.0)
    return labels


def _without_end(text: str) -> str:
    """T8: no full stop or comma ends a headline."""
    return text.rstrip("。，；,;")
