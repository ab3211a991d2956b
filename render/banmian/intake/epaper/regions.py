"""Where on a pasted page the article is, which lines are titles of the page, and what is left over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from banmian.intake.epaper.head import flat, is_prose
from banmian.intake.epaper.lines import Kind, Line
from banmian.intake.epaper.people import byline
from banmian.intake.epaper.photos import read_caption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.intake.epaper.lines import Entry

_PARTING = {Kind.NAVIGATION, Kind.MASTHEAD, Kind.HEADING, Kind.ENTRY, Kind.FOOT}
_LISTING = {Kind.HEADING, Kind.ENTRY}
_BULLET = re.compile(r"^[·•◆■●○▪▸►>»\-*]+\s*")


class Title(NamedTuple):
    """A title that the page lists, and the entry of the page list under which it stands, if any."""

    text: str
    under: Entry | None


class Regions(NamedTuple):
    """The page, divided. Every line of text is in one of `article`, `titles` and `left`."""

    article: tuple[Line, ...]
    titles: tuple[Title, ...]
    left: tuple[Line, ...]


def divide(lines: Sequence[Line]) -> Regions:
    """Divide a page. The article is where most of the running text is; navigation and page list bound it."""
    start, end = _core(lines)
    if start == end:
        return Regions((), (), tuple(line for line in lines if line.kind is Kind.TEXT))
    start, end = _extended(lines, start, end)
    start = _behind_titles(lines, start, end)
    article = [n for n in range(start, end) if lines[n].kind is Kind.TEXT or _is_signature(lines, n, start, end)]
    if not _has_headline(lines, article):
        article = [*_head_before(lines, start), *article]
    titles = _titles(lines, article)
    headlines = {flat(lines[n].text) for n in article[:6]}
    placed = {*article, *(at for at, _ in titles)}
    left = [n for n, line in enumerate(lines) if line.kind is Kind.TEXT and n not in placed]
    loose = [n for n in left if n > article[-1]]
    if any(flat(lines[n].text) in headlines for n in loose):  # a list of titles without a heading
        titles += [(n, Title(_BULLET.sub("", lines[n].text), None)) for n in loose]
        left = [n for n in left if n not in loose]
    return Regions(
        tuple(lines[n] for n in article), tuple(title for _, title in sorted(titles)), tuple(lines[n] for n in left)
    )


def _segments(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Stretches [start, end) of text between lines of the site."""
    found: list[tuple[int, int]] = []
    start = 0
    for n, line in enumerate(lines):
        if line.kind in _PARTING:
            found.append((start, n))
            start = n + 1
    found.append((start, len(lines)))
    return [(a, b) for a, b in found if any(line.kind is Kind.TEXT for line in lines[a:b])]


def _prose(lines: Sequence[Line], start: int, end: int) -> int:
    return sum(len(line.text) for line in lines[start:end] if line.kind is Kind.TEXT and is_prose(line))


def _core(lines: Sequence[Line]) -> tuple[int, int]:
    """The stretch with most running text; without any, the longest that is no list of titles."""
    segments = _segments(lines)
    footer = next((n for n, line in enumerate(lines) if line.kind is Kind.FOOT and n > len(lines) // 2), len(lines))
    best = max(segments, key=lambda s: _prose(lines, *s) * (s[0] < footer), default=(0, 0))
    if segments and not _prose(lines, *best):
        plain = [s for s in segments if s[0] < footer and not (s[0] and lines[s[0] - 1].kind in _LISTING)]
        best = max(plain, key=lambda s: sum(len(line.text) for line in lines[s[0] : s[1]]), default=(0, 0))
    return best


def _extended(lines: Sequence[Line], start: int, end: int) -> tuple[int, int]:
    """The core with the text before and behind it from which only a button or a date parts it."""
    segments = _segments(lines)
    at = segments.index((start, end))
    for other in segments[at + 1 :]:
        between = [line.kind for line in lines[end : other[0]] if line.kind is not Kind.BLANK]
        signature = between and set(between) == {Kind.MASTHEAD}
        if not signature and not (_through(between) and _prose(lines, *other)):
            break
        end = other[1]
    if end < len(lines) and lines[end].kind is Kind.MASTHEAD and _day(lines[end]):
        end += 1
    for other in reversed(segments[:at]):
        between = [line.kind for line in lines[other[1] : start] if line.kind is not Kind.BLANK]
        if not (_through(between) and _prose(lines, *other)) or (other[0] and lines[other[0] - 1].kind in _LISTING):
            break
        start = other[0]
    return start, end


def _through(between: Sequence[Kind]) -> bool:
    return not set(between) - {Kind.NAVIGATION, Kind.MASTHEAD} or list(between) == [Kind.ENTRY]


def _day(line: Line) -> bool:
    facts = line.facts
    return facts.date is not None and not facts.untold and not facts.label


def _is_signature(lines: Sequence[Line], at: int, start: int, end: int) -> bool:
    """The date under a notice, the paper's name in a text, an entry amid paragraphs: text that only looks otherwise."""
    if lines[at].kind not in (Kind.MASTHEAD, Kind.ENTRY):
        return False
    behind = any(line.kind is Kind.TEXT and is_prose(line) for line in lines[start:at])
    return behind and at < end and not lines[at].facts.editors


def _behind_titles(lines: Sequence[Line], start: int, end: int) -> int:
    """Where the article begins in a stretch that opens with the titles of the page, set before it without a button.

    The headline is among them: its second appearance begins the article. Else the titles end at a blank line.
    """
    listing = [n for n in range(start) if lines[n].kind not in (Kind.BLANK, Kind.TEXT)][-1:]
    before = [n for n in range(start, end) if lines[n].kind is Kind.TEXT]
    before = before[: next((k for k, n in enumerate(before) if is_prose(lines[n])), len(before))]
    if not listing or lines[listing[0]].kind not in _LISTING or len(before) < 3:
        return start
    if lines[listing[0]].kind is Kind.ENTRY and sum(line.kind is Kind.ENTRY for line in lines[:start]) < 2:
        return start
    seen: list[str] = []
    twice = 0
    for n in before:
        if flat(lines[n].text) in seen:
            twice = n
        seen.append(flat(lines[n].text))
    gaps = [n for n in before[1:] if lines[n].after_blank]
    if twice:
        return max(
            (
                n
                for n in gaps
                if n <= twice and flat(lines[twice].text) in {flat(lines[m].text) for m in before if m < n}
            ),
            default=twice,
        )
    return gaps[0] if gaps and before.index(gaps[0]) >= 2 else start


def _has_headline(lines: Sequence[Line], article: Sequence[int]) -> bool:
    for n in article:
        text = lines[n].text
        if byline(text) or read_caption(text) or re.match(r"[—―]", text):
            continue
        return not is_prose(lines[n])
    return False


def _head_before(lines: Sequence[Line], start: int) -> list[int]:
    """The headline group where a row of buttons or the date parts it from the body."""
    for a, b in reversed([segment for segment in _segments(lines) if segment[1] <= start]):
        kinds = {line.kind for line in lines[b:start]} - {Kind.BLANK}
        if kinds - {Kind.NAVIGATION, Kind.MASTHEAD} or (a and lines[a - 1].kind is Kind.HEADING):
            return []
        return [n for n in range(a, b) if lines[n].kind is Kind.TEXT]
    return []


def _titles(lines: Sequence[Line], article: Sequence[int]) -> list[tuple[int, Title]]:
    """The titles: text under a heading or an entry of the page list, outside the article."""
    taken = set(article)
    found: list[tuple[int, Title]] = []
    listing = False
    under: Entry | None = None
    for n, line in enumerate(lines):
        if n in taken or line.kind is Kind.FOOT:
            listing, under = False, None
        elif line.kind is Kind.ENTRY:
            listing, under = True, line.entries[-1]
        elif line.kind is Kind.HEADING:
            listing, under = True, None
        elif line.kind is Kind.NAVIGATION and (not article or n < article[0]):
            listing, under = False, None
        elif line.kind is Kind.TEXT and listing:
            found.append((n, Title(re.sub(r"\s+", " ", _BULLET.sub("", line.text)), under)))
    return found
