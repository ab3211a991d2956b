"""Fitting a line of a headline into its room, across the page or down it.

What does not fit is tightened, then scaled within limits, then set smaller, never overflowing (T4). A short line is
spaced out (T9).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from banmian.model import Finding, Severity
from banmian.plate import Direction, Line, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from banmian.layout import HeadlineRank, TypeSize
    from banmian.makeup.lines.labels import Label, LabelCase
    from banmian.model import Article
    from banmian.plate import TextRun

NARROWEST = 0.92
"""How far a headline may be scaled along its line before it is set in a smaller size."""
TIGHTEST = -0.03
"""How far a headline may be tightened, in em between characters (T4, J10)."""
BESIDE_MAIN = 0.9
"""The part of the main size that a kicker or a deck has at most (T1): 主题 is never smaller than either."""
SMALLEST = 0.6
"""The part of its size below which a headline is not set: a finding asks for a shorter one instead."""


LEAST_READABLE = 7.5
"""pt below which no line of a headline stands without a word about it (G2)."""


class Row(NamedTuple):
    """A line of a headline group: its label, the white before it in pt, and its scale along the line."""

    label: Label
    above: float
    stretch: float

    @property
    def length(self) -> float:
        """Its length in pt as it will be set."""
        return self.label.width * self.stretch

    def placed(self, left: float, y: float) -> list[Line]:
        """Return its line from `left` on, on the baseline y, scaled as it has to be."""
        lines = self.label.lines(left, y)
        if self.stretch == 1:
            return lines
        return [moved_runs(line, lambda run: stretched(run, left, self.stretch)) for line in lines]


def fit(
    text: str,
    wish: TypeSize,
    kind: Role,
    article: Article,
    room: float,
    case: LabelCase,
    *,
    source: str = "",
    start: int = 0,
    most: float = 1.0,
    ends: float = 0.0,
    vertical: bool = False,
    airy: bool = True,
) -> tuple[Row, float]:
    """A line of a group in the largest form that fits `room` pt, and the part of its wished size that it got.

    `ends` are the em of blank that its two ends together need in that room.
    """
    size = wish.size * most
    label = case.label(
        without_end(text), size, wish.role, kind, article=article, vertical=vertical, source=source, start=start
    )
    blank = ends * size
    if kind is Role.HEADLINE and airy:
        label = label.spaced(_airy(len(label.text), label.width, room - blank))
    stretch = 1.0
    if label.width + blank > room:
        tight = max(((room - blank) / size - label.natural) / max(label.gaps, 1), TIGHTEST)
        label = label.spaced(min(tight, 0.0))
        if label.width + blank > room:
            stretch = max(room / (label.width + blank), NARROWEST)
        if (label.width + blank) * stretch > room:
            quarters = int(size * room / ((label.width + blank) * stretch) * 4)  # of a point, downwards
            label = label.at_size(quarters / 4)
    return Row(label, 0.0, stretch), label.size / wish.size


def fit_beside(
    text: str, kind: Role, rank: HeadlineRank, main: Row, article: Article, room: float, case: LabelCase, **how: Any
) -> tuple[Row, float]:
    """A kicker or a deck in the largest form that fits, and never as large as the main lines beside it (T1)."""
    wish = rank.kicker if kind is Role.KICKER else rank.deck
    most = min(1.0, BESIDE_MAIN * main.label.size / wish.size)
    return fit(text, wish, kind, article, room, case, most=most, **how)


def fit_main(
    lines: Sequence[str], rank: HeadlineRank, article: Article, room: float, case: LabelCase, *, vertical: bool = False
) -> tuple[list[Row], float]:
    """The main lines of a headline, all of one size and one scale, and the part of the size that they got."""
    sources = places_of(lines, article.headline, "headline")
    ends = 2.0 if vertical else 0.0  # T5: a character of blank at each end

    def fitted(most: float) -> list[tuple[Row, float]]:
        return [
            fit(
                line,
                rank.main,
                Role.HEADLINE,
                article,
                room,
                case,
                source=source,
                start=start,
                most=most,
                ends=ends,
                vertical=vertical,
                airy=airy,
            )
            for line, (source, start) in zip(texts, sources, strict=True)
        ]

    texts = list(lines)
    airy = len({len(line) for line in texts}) == 1  # T9: of two lines not the shorter one alone
    found = fitted(1.0)
    smallest = min(shrunk for _, shrunk in found)
    if len(found) > 1 and smallest < 1:
        found = fitted(smallest)
    narrowest = min(row.stretch for row, _ in found)
    return [row._replace(stretch=narrowest) for row, _ in found], smallest


def _airy(count: int, natural: float, room: float) -> float:
    """T9: a short headline is spaced out, where there is room for it."""
    em = {2: 1.0, 3: 0.6, 4: 0.3}.get(count, 0.05 if count <= 8 else 0.0)
    return em if natural * (1 + em) < room * 0.6 else 0.0


def scaled(rank: HeadlineRank, part: float) -> HeadlineRank:
    """A rank with all its sizes at a part of themselves."""
    sizes = {
        name: replace(size, size=size.size * part)
        for name, size in (("main", rank.main), ("kicker", rank.kicker), ("deck", rank.deck), ("summary", rank.summary))
        if size
    }
    return replace(rank, **sizes)


def places_of(lines: Sequence[str], given: Sequence[str], key: str) -> list[tuple[str, int]]:
    """Return for each line of a turned text the key of the given one that it is of, `headline[0]`, and its offset."""
    found = []
    number = at = 0
    for line in lines:
        while (begins := given[number].find(line, at)) < 0 and number + 1 < len(given):
            number, at = number + 1, 0
        at = max(begins, 0)
        found.append((f"{key}[{number}]", at))
        at += len(line)
    return found


def moved_runs(line: Line, change: Callable[[TextRun], TextRun]) -> Line:
    """Return a line with each of its runs changed."""
    return replace(line, runs=tuple(change(run) for run in line.runs))


def stretched(run: TextRun, left: float, stretch: float) -> TextRun:
    """A horizontal run scaled along its line, which begins at `left`."""
    return replace(
        run,
        x=left + (run.x - left) * stretch,
        offsets=run.offsets * stretch,
        width=run.width * stretch,
        stretch=stretch,
    )


def flattened(run: TextRun, top: float, part: float) -> TextRun:
    """A run of a vertical line scaled along the line, which begins at `top`: as wide across as it was.

    Glyphs are scaled across the page only, so what stands is set smaller and drawn wider.
    """
    y = top + (run.y - top) * part
    if run.direction is Direction.TURNED:
        return replace(run, y=y, offsets=run.offsets * part, width=run.width * part, stretch=run.stretch * part)
    size, stretch = run.size * part, run.stretch / part
    if run.direction is Direction.HORIZONTAL:
        return replace(run, y=y, size=size, stretch=stretch)
    return replace(run, y=y, size=size, stretch=stretch, offsets=run.offsets * part, width=run.width * part)


def without_end(text: str) -> str:
    """T8: no full stop or comma ends a headline."""
    return text.rstrip("。，；,;")


def long_headline(
    article: Article, page: int, slot: str, what: str, text: str, shrunk: float, size: float = LEAST_READABLE
) -> list[Finding]:
    """The finding for a line that is set smaller than it should be, or too small to read (G2), if it is."""
    if shrunk >= SMALLEST and size >= LEAST_READABLE:
        return []
    return [
        Finding(
            severity=Severity.WARNING,
            code="long-headline",
            article=article.id,
            page=page,
            slot=slot,
            message=f"the {what} “{text}” had to be set at {shrunk:.0%} of its size",
            hint="shorten it, turn it into more lines, or give the article a larger slot",
            file=article.file,
        )
    ]
