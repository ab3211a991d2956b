"""Making up the pages: every article along its chain of slots, then the furniture, the adverts and the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from banmian.cache import Cache, digest
from banmian.layout import TEXTS
from banmian.makeup.block.chains import make_chains, not_made
from banmian.makeup.block.fit import House
from banmian.makeup.briefs.briefs import BriefsSlot, set_briefs
from banmian.makeup.briefs.copy import closing_byline
from banmian.makeup.copies import Copies
from banmian.makeup.furniture.adverts import place_advert
from banmian.makeup.furniture.facts import page_facts
from banmian.makeup.furniture.furnish import furnish
from banmian.makeup.furniture.rules import grounds, set_rules
from banmian.makeup.furniture.setter import Box, Setter, slug
from banmian.makeup.heads.headline import byline_text, headline_labels
from banmian.makeup.lines.labels import LabelCase
from banmian.makeup.marks.inline import line_gaps
from banmian.model import Finding, Severity
from banmian.plate import MM, Group, Plate, Role, TextRun, items_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from banmian.faces import FaceLibrary
    from banmian.layout import Slot
    from banmian.makeup.block.draw import SetBlock
    from banmian.makeup.block.fullness import Fit, Overset
    from banmian.model import Issue
    from banmian.plan import Assignment, PagePlan


class MadeUp(NamedTuple):
    """The finished pages, how full each slot is (by page), and what is to be said."""

    plates: tuple[Plate, ...]
    fits: dict[int, tuple[Fit, ...]]
    findings: tuple[Finding, ...]
    keys: dict[int, str]
    """The digest of all that a page depends on, by its number: pages of one key are equal."""
    overset: tuple[Overset, ...]
    """The text that has no room."""
    withheld: frozenset[int] = frozenset()
    """The pages that go to no press: 〓 stands on them for a character that no face has (C13)."""


class MadePage(Struct, frozen=True):
    """A finished page, and what is to be said of its furniture."""

    plate: Plate
    findings: tuple[Finding, ...]


def make_up(issue: Issue, plans: tuple[PagePlan, ...], library: FaceLibrary, cache: Cache | None = None) -> MadeUp:
    """Make up every page of a plan; what a cache holds of it already is not made again.

    The order of the pages decides nothing: an article is followed along its chain of slots, wherever they are.
    """
    cache = cache or Cache()
    upright = {leg.article for plan in plans for leg in plan.legs if _slot(plan, leg).vertical}
    copies = Copies(issue, library, line_gaps(plans), upright)
    case = cache.share(f"{copies.house_key}-labels", lambda: LabelCase(library, issue.composition))
    house = House(issue.folder, issue.jumps, case)
    new = not_made(plans, copies, cache)
    copies.expect(new)
    case.cast_together(_known_labels(issue, plans, new))
    case.cast_together(_known_labels(issue, plans, new, vertical=True), vertical=True)
    blocks, plans, findings, keys, overset = make_chains(plans, copies, house, cache)
    over: dict[int, list[Group]] = {}
    for plan in plans:
        for slot in plan.layout.slots:
            legs = [leg for leg in plan.legs if leg.slot == slot.name and leg.article in copies]
            if slot.takes == "briefs" and legs:
                briefs, key = _briefs(legs, slot, plan, copies, case, cache)
                over.setdefault(plan.page.number, []).extend(briefs.heading)
                blocks |= {(block.leg.article, 0): block for block in briefs.blocks}
                keys |= {(leg.article, 0): key for leg in legs}
                findings += briefs.findings
                overset += briefs.overset
    plates = []
    fits = {}
    page_keys = {}
    for plan in plans:
        legs = [leg for leg in plan.legs if (leg.article, leg.number) in blocks]
        page_blocks = [blocks[leg.article, leg.number] for leg in legs]
        own = [keys[leg.article, leg.number] for leg in legs]
        key = digest(copies.house_key, own, plan.page, copies.layout_key(plan.layout), page_facts(issue, plan, plans))

        def make(plan: PagePlan = plan, page_blocks: list[SetBlock] = page_blocks) -> MadePage:
            return _page(issue, plan, plans, page_blocks, case, over.get(plan.page.number, []))

        made = cache.get(key, MadePage, make)
        page_keys[plan.page.number] = key
        plates.append(made.plate)
        findings += made.findings
        fits[plan.page.number] = tuple(block.fit for block in page_blocks)
    return MadeUp(tuple(plates), fits, tuple(findings), page_keys, tuple(overset))


def _briefs(
    legs: list[Assignment], slot: Slot, plan: PagePlan, copies: Copies, case: LabelCase, cache: Cache
) -> tuple[BriefsSlot, str]:
    """The briefs of a slot, and the digest of all that they depend on."""
    names = [leg.article for leg in legs]
    key = digest(copies.house_key, [copies.article_key(name) for name in names], legs, copies.layout_key(plan.layout))

    def make() -> BriefsSlot:
        made = set_briefs(copies.together(names), legs, slot, plan.layout, plan.layout.origin(plan.page.number), case)
        said = [finding for name in names for finding in copies.findings(name)]
        return made._replace(findings=(*said, *made.findings))

    return cache.get(key, BriefsSlot, make), key


def _slot(plan: PagePlan, leg: Assignment) -> Slot:
    slot = plan.layout.slot(leg.slot)
    assert slot is not None, "the plan names only slots of its layout"
    return slot


def _known_labels(
    issue: Issue, plans: tuple[PagePlan, ...], names: Collection[str], *, vertical: bool = False
) -> Iterator[tuple[str, str]]:
    """The labels of some articles, each with the role of its face, that are known before anything has a place.

    Those of headlines that run down the page are asked for apart.
    """
    articles = {article.id: article for article in issue.articles if article.id in names}
    for plan in plans:
        for leg in plan.legs:
            slot, article = _slot(plan, leg), articles.get(leg.article)
            if article and slot.head.startswith("vertical") is vertical:
                yield from headline_labels(article, plan.layout.headlines[slot.keys.headline])
                if slot.takes == "briefs":
                    yield closing_byline(article), "byline"
                if vertical:
                    yield byline_text(article), "byline"
    if vertical:
        return
    for article in articles.values():
        yield byline_text(article), "byline"
        yield article.title, "directory"
        yield from ((photo.credit, "credit") for photo in article.keys.photos)


def _page(
    issue: Issue,
    plan: PagePlan,
    plans: tuple[PagePlan, ...],
    blocks: list[SetBlock],
    case: LabelCase,
    over: list[Group],
) -> MadePage:
    layout, grid = plan.layout, plan.layout.grid
    left, top = layout.origin(plan.page.number)
    setter = Setter(case)
    boxes = {
        slot.name: Box(
            left + slot.rect.left * grid.body,
            top + slot.rect.top * grid.pitch,
            slot.rect.width * grid.body,
            slot.rect.height * grid.pitch,
            grid.pitch,
        )
        for slot in layout.slots
    }
    furnish(issue, plan, plans, boxes, setter)
    filled = {block.leg.slot for block in blocks} | {advert.slot for advert in plan.adverts}
    filled |= {slot.name for slot in layout.slots if slot.takes in ("directory", "digest", "ear")}
    ground = Group(role=Role.GROUND, children=tuple(grounds(layout, (left, top), filled)))
    furniture = setter.nodes
    setter.nodes = []
    for advert in plan.adverts:
        with setter.group(Role(advert.kind), f"{plan.page.number}/{advert.slot}"):
            place_advert(advert, plan.page.number, issue.folder, boxes[advert.slot], setter)
    with setter.group(Role.RULES):
        set_rules(layout, (left, top), filled, setter)
    marks = Setter(case)
    slug(issue, plan.page, marks, layout.sheet.height + (layout.sheet.bleed + 4) * MM)
    empty = [slot.name for slot in layout.slots if slot.takes in (*TEXTS, "advert", "ear") and slot.name not in filled]
    if empty:
        setter.findings.append(
            Finding(
                severity=Severity.WARNING,
                code="empty-slot",
                page=plan.page.number,
                slot=", ".join(empty),
                message=f"nothing stands in {'the slots' if len(empty) > 1 else 'the slot'} {', '.join(empty)}",
                hint="give the page more articles, or a layout with fewer slots",
            )
        )
    plate = Plate(
        page=plan.page.number,
        section=plan.page.section,
        width=layout.sheet.width,
        height=layout.sheet.height,
        bleed=layout.sheet.bleed * MM,
        grid_top=top,
        pitch=grid.pitch,
        children=(
            *([ground] if ground.children else []),
            *furniture,
            *over,
            *(block.leg for block in blocks),
            *setter.nodes,
        ),
        spread=layout.sheet.spread,
        slug=tuple(item for item in items_of(marks.nodes) if isinstance(item, TextRun)),
    )
    return MadePage(plate, tuple(setter.findings))
