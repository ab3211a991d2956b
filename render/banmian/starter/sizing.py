"""Texts brought to the length of their slots: made up in memory, measured, and made longer or shorter, some rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from banmian.copydesk import settle
from banmian.making import make_plates
from banmian.model import Edition, Issue, Page, Paper, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from banmian.faces import FaceLibrary
    from banmian.makeup import MadeUp
    from banmian.starter.drafts import Draft, PageDraft

ROUNDS = 10
"""Times that a page is made up at the most."""
CLOSE = 1
"""Lines of white at the foot of a slot that are close enough; so is as much again at its headline."""
IN_A_LINE = 0.95
"""Characters that a cell of a line holds: paragraphs end before their lines do."""
HEADLINES = ("long-headline", "headline-no-room")


class _Fill(NamedTuple):
    """How a draft fills its slot: lines too many (over 0) or too few, and whether its headline is too long."""

    lines: int
    close: bool
    headline: bool


def sized(
    pages: Sequence[PageDraft], folder: str, library: FaceLibrary, progress: Callable[[str], None]
) -> tuple[PageDraft, ...]:
    """The pages with texts that fill their slots as well as it goes. Their pictures and designs lie in `folder`."""
    found = []
    for page in pages:
        progress(f"page {page.number}")
        found.append(page._replace(drafts=_sized(page, folder, library)))
    return tuple(found)


def _sized(page: PageDraft, folder: str, library: FaceLibrary) -> tuple[Draft, ...]:
    now = {draft.slot.name: draft for draft in page.drafts}
    fitting: dict[str, int] = {}
    """The longest text of a slot that has room, and in `over` the shortest one that has none."""
    over: dict[str, int] = {}
    waiting = list(now)
    for _ in range(ROUNDS):
        trial = page._replace(drafts=tuple(now[name] for name in waiting), adverts=())
        made = make_plates(settle(issue_of([trial], folder))[0], library)[0]
        rest = []
        for name in waiting:
            draft = now[name]
            fill = _fill(draft, made)
            if fill.headline:
                now[name] = draft._replace(shorter=draft.shorter + 1)
                rest.append(name)
                continue
            known = over if fill.lines > 0 else fitting
            known[name] = (min if known is over else max)(draft.characters, known.get(name, draft.characters))
            if fill.close:
                continue
            wanted = draft.characters - round(fill.lines * draft.slot.measure * IN_A_LINE)
            if name in over and name in fitting and not fitting[name] < wanted < over[name]:
                wanted = (fitting[name] + over[name]) // 2
            if wanted < draft.articles_wanted * 8 or wanted in (fitting.get(name), over.get(name)):
                continue
            now[name] = draft._replace(characters=wanted)
            rest.append(name)
        waiting = rest
        if not waiting:
            break
    for name, draft in now.items():  # what has not come to an end stands as full as it was without overset
        if draft.characters >= over.get(name, draft.characters + 1) or name in waiting:
            now[name] = draft._replace(characters=fitting.get(name, draft.characters))
    return tuple(now.values())


def _fill(draft: Draft, made: MadeUp) -> _Fill:
    """How a draft fills its slot on the page that was made up."""
    slot = draft.slot
    about = [
        finding for finding in made.findings if finding.article in draft.ids or slot.name in finding.slot.split(", ")
    ]
    headline = any(finding.code in HEADLINES for finding in about)
    if over := sum(one.lines for one in made.overset if one.article in draft.ids or one.slot == slot.name):
        return _Fill(over + 1, False, headline)
    if any(finding.severity is Severity.ERROR and finding.code == "photo-no-room" for finding in about):
        return _Fill(2 * slot.keys.columns, False, headline)
    fits = [fit for fit in made.fits.get(draft.page, ()) if fit.slot == slot.name]
    if not fits:
        return _Fill(0, True, headline)
    white = max(fit.white for fit in fits)
    free = white * slot.keys.columns if draft.articles_wanted > 1 else fits[0].room - fits[0].used
    head = max(fit.head_white for fit in fits)
    close = white <= CLOSE and head <= CLOSE
    return _Fill(-max(free, white, head * slot.keys.columns), close, headline)


def _by_rank(page: PageDraft) -> list[Draft]:
    """The drafts of a page by the size of their headlines, which is the order of importance (T12)."""

    def size(draft: Draft) -> float:
        return page.layout.headlines[draft.slot.keys.headline].main.size

    return sorted(page.drafts, key=lambda draft: (-size(draft), draft.place))


def issue_of(
    pages: Sequence[PageDraft],
    folder: str,
    paper: Paper | None = None,
    edition: Edition | None = None,
) -> Issue:
    """The issue of some pages. Without a paper it is one to try its pages in."""
    import datetime

    return Issue(
        paper=paper or Paper(name="占位报"),
        edition=edition or Edition(date=datetime.date(2000, 1, 1)),
        pages=tuple(
            Page(
                number=page.number,
                section=_section(page),
                layout=page.layout.name,
                editors=("责编姓名",),
                articles=tuple(f"{name}@{draft.slot.name}" for draft in _by_rank(page) for name in draft.ids),
                adverts=page.adverts,
                ears=page.ears,
            )
            for page in pages
        ),
        articles=tuple(article for page in pages for draft in page.drafts for article in draft.articles()),
        folder=folder,
    )


def _section(page: PageDraft) -> str:
    """The section name 版名: 头版 under a nameplate, else what the design says of itself behind its last dot."""
    if any(slot.takes == "nameplate" for slot in page.layout.slots):
        return "头版"
    return page.layout.title.rpartition("·")[2].partition("（")[0] or "版名"
