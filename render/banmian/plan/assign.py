"""Giving every article its slot: by name where the editor asked, else by importance; then the slots of its jumps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from banmian.layout import STORIES, TEXTS, Layout, Slot, read_layout
from banmian.model import Article, Finding, InputError, Issue, Jump, Page, Severity
from banmian.plan.assignment import Assignment
from banmian.plan.fit import Measures, Need, choose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from banmian.model import Advert

FRONT, INNER = "broadsheet-front", "broadsheet-news"


class PagePlan(Struct, frozen=True, kw_only=True):
    """A page with its design, the legs in its slots and the adverts."""

    page: Page
    layout: Layout
    legs: tuple[Assignment, ...]
    adverts: tuple[Advert, ...] = ()
    spare: tuple[str, ...] = ()
    """Slots kept for continuations in which nothing stands: make-up may let an article jump to them."""


def plan_pages(issue: Issue, measures: Measures | None = None) -> tuple[tuple[PagePlan, ...], tuple[Finding, ...]]:
    """Plan every page of an issue. What finds no slot is a finding of error level.

    `measures` count the articles for which no slot is named; without them those stand in the order of importance.
    Raises InputError for a layout that does not exist or is wrong.
    """
    folder = Path(issue.folder)
    pages = sorted(issue.pages, key=lambda page: page.number)
    layouts = {page.number: _layout(issue, page, folder) for page in pages}
    articles = {article.id: article for article in issue.articles}
    findings: list[Finding] = [*_spreads(layouts)]
    taken = {page.number: {advert.slot: f"advert {advert.file}" for advert in page.adverts} for page in pages}
    adverts = {page.number: tuple(_adverts(page, layouts[page.number], findings)) for page in pages}

    legs: list[Assignment] = []
    for page in pages:
        legs += _own_legs(page, layouts[page.number], articles, taken[page.number], findings, measures)
    for first in [leg for leg in legs if articles[leg.article].jumps]:
        legs += _further_legs(articles[first.article], first, layouts, taken, findings, measures)
    _note_unplaced(issue, findings)
    return tuple(
        PagePlan(
            page=page,
            layout=layouts[page.number],
            adverts=adverts[page.number],
            legs=tuple(leg for leg in _with_targets(legs) if leg.page == page.number),
            spare=tuple(
                slot.name
                for slot in layouts[page.number].slots
                if slot.keys.continues and slot.name not in taken[page.number]
            ),
        )
        for page in pages
    ), _placed(issue, findings)


def _layout(issue: Issue, page: Page, folder: Path) -> Layout:
    """The design of a page. Raises InputError; that a name is unknown is said with the place of the page."""
    try:
        return read_layout(page.layout or (FRONT if page.number == 1 else INNER), folder)
    except InputError as error:
        file, line = issue.places.get(f"page.{page.number}", ("", 0))
        raise InputError(
            *(
                replace(f, page=page.number)
                if f.file
                else replace(f, file=file, line=line, page=page.number, key="layout")
                for f in error.findings
            )
        ) from None


def _spreads(layouts: dict[int, Layout]) -> Iterable[Finding]:
    """A spread 通版 is an even page and the one after it, which has no design of its own (N5)."""
    for number, layout in layouts.items():
        if not layout.sheet.spread:
            continue
        if number % 2:
            yield _error(
                "spread-on-right",
                f"page {number} is on the right of its sheet and cannot begin a spread",
                number,
                "give the spread an even number, or another layout",
            )
        if number + 1 in layouts:
            yield _error(
                "spread-taken",
                f"page {number + 1} is the right half of the spread on page {number}",
                number + 1,
                f"take this [[page]] out, or give page {number} another layout",
            )


def _placed(issue: Issue, findings: list[Finding]) -> tuple[Finding, ...]:
    """Findings about a page with the place where the issue speaks of that page."""
    found = []
    for finding in findings:
        file, line = issue.places.get(f"page.{finding.page}", ("", 0))
        found.append(finding if finding.file or not file else replace(finding, file=file, line=line))
    return tuple(found)


def _adverts(page: Page, layout: Layout, findings: list[Finding]) -> Iterable[Advert]:
    seen: dict[str, str] = {}
    for advert in page.adverts:
        slot = layout.slot(advert.slot)
        if slot is None or slot.takes not in ("advert", *STORIES):
            hint = _slots_hint(layout, ("advert", *STORIES))
            findings.append(_error("no-slot", f"“{advert.file}” asks for the slot {advert.slot}", page.number, hint))
        elif advert.slot in seen:
            message = f"“{advert.file}” asks for the slot {advert.slot}, where “{seen[advert.slot]}” stands already"
            findings.append(_error("slot-taken", message, page.number, "give one of the two another slot"))
        else:
            seen[advert.slot] = advert.file
            yield advert


def _own_legs(
    page: Page,
    layout: Layout,
    articles: dict[str, Article],
    taken: dict[str, str],
    findings: list[Finding],
    measures: Measures | None,
) -> list[Assignment]:
    entries = [entry.partition("@")[::2] for entry in page.articles]
    legs: dict[str, Assignment] = {}
    for name, wish in entries:
        if wish:
            slot = layout.slot(wish)
            if slot is None or slot.takes not in TEXTS:
                findings.append(
                    _error(
                        "no-slot",
                        f"the article asks for the slot {wish}, which takes no article",
                        page.number,
                        _slots_hint(layout, TEXTS),
                        name,
                    )
                )
            elif slot.takes == "briefs":
                legs[name] = Assignment(article=name, number=0, page=page.number, slot=wish)
            elif wish in taken:
                findings.append(
                    _error(
                        "slot-taken",
                        f"the slot {wish} is already taken by {taken[wish]}",
                        page.number,
                        "give one of the two another slot",
                        name,
                    )
                )
            else:
                taken[wish] = name
                legs[name] = Assignment(article=name, number=0, page=page.number, slot=wish)
    waiting = [name for name, wish in entries if not wish]
    waiting = _into_briefs(page, layout, waiting, articles, legs, measures)
    free = [slot for slot in layout.slots if slot.takes in STORIES and slot.name not in taken]
    free.sort(key=lambda slot: slot.keys.continues)  # a slot kept for continuations is the last to go
    spare = len([slot for slot in free if slot.keys.continues])
    offered = free[: max(len(free) - spare, len(waiting))]

    def need(article: Article, slot: Slot) -> Need:
        return measures.need(article.id, page.number, layout, slot) if measures else Need(0, 0)

    for name, slot in zip(waiting, choose([articles[name] for name in waiting], offered, need), strict=False):
        taken[slot.name] = name
        legs[name] = Assignment(article=name, number=0, page=page.number, slot=slot.name)
    for name in waiting:
        if name not in legs:
            findings.append(
                _error(
                    "no-slot",
                    "the article has no slot: all of them are taken",
                    page.number,
                    f"the layout {layout.name} takes fewer articles; move one or choose another layout",
                    name,
                )
            )
    return [legs[name] for name, _ in entries if name in legs]


def _into_briefs(
    page: Page,
    layout: Layout,
    waiting: list[str],
    articles: dict[str, Article],
    legs: dict[str, Assignment],
    measures: Measures | None,
) -> list[str]:
    """Give briefs that ask for no slot to the slots for them, each to the emptiest by its part; the rest waits."""
    slots = {slot.name: slot for slot in layout.slots if slot.takes == "briefs"}
    room = dict.fromkeys(slots, 1.0)

    def part(name: str, slot: Slot) -> float:
        rows = measures.brief_rows(name, layout, slot) if measures and len(slots) > 1 else 1
        return rows / max(sum(column.rows for column in slot.columns), 1)

    for leg in legs.values():
        if leg.slot in room:
            room[leg.slot] -= part(leg.article, slots[leg.slot])
    kept = []
    for name in waiting:
        if room and articles[name].keys.form == "brief":
            slot = max(room, key=lambda slot: room[slot])
            room[slot] -= part(name, slots[slot])
            legs[name] = Assignment(article=name, number=0, page=page.number, slot=slot)
        else:
            kept.append(name)
    return kept


def _further_legs(
    article: Article,
    first: Assignment,
    layouts: dict[int, Layout],
    taken: dict[int, dict[str, str]],
    findings: list[Finding],
    measures: Measures | None,
) -> list[Assignment]:
    legs: list[Assignment] = []
    before = first
    if _slot(layouts, first).takes == "briefs":
        findings.append(
            _error(
                "brief-jump",
                f"the article jumps from the slot {first.slot}, which takes briefs: all its text stays there",
                first.page,
                "give the article a slot of its own, or take the jump out of its front matter",
                article.id,
            )
        )
        return legs
    if _slot(layouts, first).vertical:
        findings.append(
            _error(
                "vertical-jump",
                f"the article jumps from the vertical slot {first.slot}, which has no jumps: all its text stays there",
                first.page,
                "give the article a horizontal slot, or take the jump out of its front matter",
                article.id,
            )
        )
        return legs
    reached = 0
    places = [at for at, _ in article.jump_places()]
    for number, jump in enumerate(article.jumps, 1):
        begun = places[number - 1] if len(places) >= number else None
        here = replace(before, goes_to=jump.to)
        reached = _reach(here, layouts[here.page], _slot(layouts, here), reached, begun, measures)
        end = places[number] if len(places) > number else len(article.body)
        leg = Assignment(article=article.id, number=number, page=jump.to, slot="", came_from=before.page)

        def holds(slot: Slot, leg: Assignment = leg, start: int = reached, end: int = end) -> bool:
            own = replace(leg, slot=slot.name)
            return _reach(own, layouts[own.page], slot, start, None, measures) >= end

        slot = _target(jump, layouts[jump.to], taken[jump.to], holds)
        if slot is None:
            findings.append(
                _error(
                    "no-slot",
                    f"the article jumps to this page, which has no free slot {jump.slot or 'for it'}",
                    jump.to,
                    "take an article off the page, or let it jump elsewhere",
                    article.id,
                )
            )
            break
        taken[jump.to][slot.name] = article.id
        before = replace(leg, slot=slot.name)
        legs.append(before)
    return legs


def _slot(layouts: dict[int, Layout], leg: Assignment) -> Slot:
    slot = layouts[leg.page].slot(leg.slot)
    assert slot is not None, "a leg is only made for a slot of its layout"
    return slot


def _reach(
    leg: Assignment, layout: Layout, slot: Slot, start: int, marked: int | None, measures: Measures | None
) -> int:
    """The offset in the body at which a leg ends: where the article marks it, else where its slot is full."""
    if marked is not None:
        return marked
    return measures.reach(leg, layout, slot, start) if measures else start + slot.cells


def _target(jump: Jump, layout: Layout, taken: dict[str, str], holds: Callable[[Slot], bool]) -> Slot | None:
    """The slot in which a jump goes on: as asked, else one kept for it, else the smallest that holds the rest.

    A vertical slot is none of them: no text goes on from lines that run across to lines that run down.
    """
    free = [slot for slot in layout.slots if slot.takes in STORIES and slot.name not in taken and not slot.vertical]
    if jump.slot:
        return next((slot for slot in free if slot.name == jump.slot), None)
    enough = [slot for slot in free if holds(slot)]
    kept = [slot for slot in enough if slot.keys.continues]
    if kept or enough:
        return min(kept or enough, key=_cells)
    return max([slot for slot in free if slot.keys.continues] or free, key=_cells, default=None)


def _cells(slot: Slot) -> int:
    return slot.cells


def _with_targets(legs: list[Assignment]) -> list[Assignment]:
    """The legs with the page on which each goes on, known only when all are placed."""
    goes_to = {(leg.article, leg.number - 1): leg.page for leg in legs}
    return [
        Assignment(
            article=leg.article,
            number=leg.number,
            page=leg.page,
            slot=leg.slot,
            came_from=leg.came_from,
            goes_to=goes_to.get((leg.article, leg.number), 0),
        )
        for leg in legs
    ]


def _note_unplaced(issue: Issue, findings: list[Finding]) -> None:
    named = {entry.partition("@")[0] for page in issue.pages for entry in (*page.articles, *page.fillers)}
    for article in issue.articles:
        if article.id not in named:
            findings.append(
                Finding(
                    severity=Severity.WARNING,
                    code="not-on-a-page",
                    message="no page takes the article",
                    article=article.id,
                    file=article.file,
                    hint="add its id to the `articles` of a [[page]], or take the file away",
                    characters=len(article.body),
                )
            )


def _error(code: str, message: str, page: int, hint: str, article: str = "") -> Finding:
    return Finding(severity=Severity.ERROR, code=code, message=message, hint=hint, page=page, article=article)


def _slots_hint(layout: Layout, kinds: tuple[str, ...]) -> str:
    names = ", ".join(slot.name for slot in layout.slots if slot.takes in kinds)
    return f"expected one of the slots {names} of {layout.name}"
