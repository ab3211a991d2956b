"""转版: every article that leaves a page says so there, and where it comes from on the other side (F5).

Where an article goes on is read from the text that stands on the pages, not from the object that made the marks.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from banmian.preflight.broken import Broken, around, named
from banmian.report import pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banmian.model import Issue
    from banmian.plate import Plate, TextRun


class _Mark(NamedTuple):
    """A mark on a page: whose it is, whether it leaves or arrives (None: neither), and the page that it names."""

    article: str
    page: int
    leaves: bool | None
    names: int
    runs: tuple[TextRun, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def jump_pairs(issue: Issue, plates: Sequence[Plate]) -> Iterator[Broken]:
    """Marks that are missing, that name a wrong page, and that stand where no article goes on."""
    articles = {article.id: article for article in issue.articles}
    wanted: dict[tuple[str, int, bool], int] = {}
    for article, pieces in pieces_of(plates).items():
        for (page, *_), (after, *_) in pairwise(pieces):
            if page != after:
                wanted[article, page, True] = after
                wanted[article, after, False] = page
    styles = {True: issue.jumps.leaving, False: issue.jumps.arriving}
    seen = set()
    for mark in _marks(plates, styles):
        key = (mark.article, mark.page, bool(mark.leaves))
        names = wanted.get(key) if mark.leaves is not None else None
        if names is not None:
            seen.add(key)
        if names == mark.names:
            continue
        right = styles[key[2]].replace("{page}", str(names)) if names else "—"
        whose = named(articles.get(mark.article), mark.article)
        yield Broken("edition-jump-wrong", mark.page, around(mark.runs), whose, mark.text, right)
    blocks = {(leg.article, plate.page): leg.box for plate in plates for leg in plate.legs}
    for (article, page, leaves), names in wanted.items():
        if (article, page, leaves) not in seen:
            mark_text = styles[leaves].replace("{page}", str(names))
            whose = named(articles.get(article), article)
            yield Broken("edition-jump-missing", page, blocks.get((article, page)), whose, allowed=mark_text)


def _marks(plates: Sequence[Plate], styles: dict[bool, str]) -> Iterator[_Mark]:
    patterns = {
        leaves: re.compile(re.escape(style).replace(re.escape("{page}"), r"(\d+)")) for leaves, style in styles.items()
    }
    for plate in plates:
        groups: list[list[TextRun]] = []
        last: TextRun | None = None
        for item in plate.texts():
            if item.role == "jump":
                # a mark of two faces is two runs on one baseline
                joined = last is not None and last.article == item.article and abs(last.y - item.y) < 0.01
                if joined:
                    groups[-1].append(item)
                else:
                    groups.append([item])
                last = item
        for runs in groups:
            text = "".join(run.text for run in runs)
            hits = {leaves: found for leaves, pattern in patterns.items() if (found := pattern.fullmatch(text))}
            leaves = next(iter(hits), None)
            names = int(hits[leaves][1]) if leaves is not None else 0
            yield _Mark(runs[0].article, plate.page, leaves, names, tuple(runs))
