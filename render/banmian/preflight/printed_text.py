"""原稿与成品: the copy stands on the pages, character for character, and the press files say what the pages say (C9).

A press file is read back as a reader of PDFs reads it, through the ToUnicode maps of its fonts, and shares no code with
what wrote it.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from banmian.checker.content.shown_text import shown_text
from banmian.preflight.broken import Broken, named

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from banmian.model import Issue
    from banmian.plate import Plate, TextRun

_UNDRAWN = ("Zs", "Zl", "Zp", "Cc", "Cf")
"""Categories of characters that leave no mark on paper, and that a PDF need not have."""
SHOWN = 12
"""Characters that a message names at the most."""


def copy_on_plates(issue: Issue, plates: Sequence[Plate], said: Collection[str] = ()) -> Iterator[Broken]:
    """Bodies of which a part is on no page, and runs that say something else than the copy.

    Only articles that stand on a page; not those of which it is `said` already that text is missing.
    """
    runs: dict[str, list[tuple[int, TextRun]]] = {}
    for plate in plates:
        for run in plate.texts():
            if run.body >= 0:
                runs.setdefault(run.article, []).append((plate.page, run))
    for article in issue.articles:
        some = runs.get(article.id)
        if not some:
            continue
        body = article.body
        missing = set(range(len(body)))
        for page, run in some:
            copy = body[run.body : run.body + len(run.text)]
            if run.text != copy:
                yield Broken("edition-text-changed", page, run.box, named(article), run.text[:30], copy[:30])
            missing.difference_update(range(run.body, run.body + len(run.text)))
        lost = [at for at in sorted(missing) if body[at].strip()]
        if lost and article.id not in said:
            what = f"“{body[lost[0] : lost[0] + SHOWN]}”等 {len(lost)} 字"
            yield Broken("edition-text-lost", some[-1][0], some[-1][1].box, named(article), what)


def press_says_the_plate(plate: Plate, data: bytes) -> Iterator[Broken]:
    """Characters that a press file has more or less of than its Plate; what it says outside the trim is its slug."""
    inside, outside = shown_text(data)
    texts, slug = _counted(plate.texts()), _counted(plate.slug)
    printed, marks = _drawn(inside), _drawn(outside)
    lost, added = texts - printed, printed - texts
    if marks:  # a plant without a slug prints none; one with marks may print more
        lost += slug - marks
    if lost or added:
        parts = [f"缺 missing {_listed(lost)}"] if lost else []
        parts += [f"多 added {_listed(added)}"] if added else []
        yield Broken("edition-text-written", plate.page, None, f"第{plate.page}版", "；".join(parts))


def _drawn(text: str) -> Counter[str]:
    return Counter(character for character in text if unicodedata.category(character) not in _UNDRAWN)


def _counted(runs: Iterable[TextRun]) -> Counter[str]:
    return _drawn("".join(run.text for run in runs))


def _listed(some: Counter[str]) -> str:
    shown = [f"{character}×{count}" for character, count in sorted(some.items())]
    return " ".join(shown[:SHOWN]) + (" …" if len(shown) > SHOWN else "")
