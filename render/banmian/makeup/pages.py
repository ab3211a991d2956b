"""Making up the pages: every article along its chain of slots, then the furniture, the adverts and the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from banmian.layout import TEXTS
from banmian.makeup.block.chains import make_chains
from banmian.makeup.briefs.briefs import set_briefs
from banmian.makeup.briefs.copy import closing_byline
from banmian.makeup.furniture.adverts import place_advert
from banmian.makeup.furniture.furnish import furnish
from banmian.makeup.furniture.rules import grounds, set_rules
from banmian.makeup.furniture.setter import Box, Setter, slug
from banmian.makeup.heads.headline import byline_text, headline_labels
from banmian.makeup.lines.labels import LabelCase
from banmian.makeup.marks.inline import fallbacks, line_gaps
from banmian.makeup.marks.ruby import readings_of
from banmian.makeup.text.copy import cast_copy, missing_glyphs
from banmian.model import Finding, Severity
from banmian.plate import MM, Group, Plate, Role, TextRun, items_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banmian.faces import FaceLibrary
    from banmian.layout import Slot
    from banmian.makeup.block.block import SetBlock
    from banmian.makeup.block.fullness import Fit
    from banmian.model import Issue
    from banmian.plan import Assignment, PagePlan


class MadeUp(NamedTuple):
    """The finished pages, how full each slot is (by page), and what is to be said."""

    plates: tuple[Plate, ...]
    fits: dict[int, tuple[Fit, ...]]
    findings: tuple[Finding, ...]


def make_up(issue: Issue, plans: tuple[PagePlan, ...], library: FaceLibrary) -> MadeUp:
    """Make up every page of a plan.

    The order of the pages decides nothing: an article is followed along its chain of slots, wherever they are.
    """
    gaps = line_gaps(plans)
    upright = {leg.article for plan in plans for leg in plan.legs if _slot(plan, leg).vertical}
    across = [article for article in issue.articles if article.id not in upright]
    level = cast_copy(across, library, issue.composition, gaps)
    copies = dict.fromkeys(level.stories, level)
    case = LabelCase(library, issue.composition)
    case.cast_together(_known_labels(issue, plans))
    case.cast_together(_known_labels(issue, plans, vertical=True), vertical=True)
    marks = [mark for story in level.stories.values() for mark in story.marks]
    case.cast_together((reading.text, "ruby") for reading in readings_of(level.sorts.text, marks))
    findings = missing_glyphs(level)
    if upright:  # no article stands in lines of both directions
        setting = replace(issue.composition, vertical=True)  # V7: the same rules, in the classes of vertical marks
        vertical = cast_copy([article for article in issue.articles if article.id in upright], library, setting)
        copies |= dict.fromkeys(vertical.stories, vertical)
        findings += missing_glyphs(vertical)
    for article in issue.articles:
        if article.id in gaps:
            findings += fallbacks(article, gaps[article.id], vertical=article.id in upright)
    blocks, plans, chain_findings = make_chains(issue, plans, copies, case)
    findings += chain_findings
    over: dict[int, list[Group]] = {}
    for plan in plans:
        for slot in plan.layout.slots:
            legs = [leg for leg in plan.legs if leg.slot == slot.name and leg.article in copies]
            if slot.takes == "briefs" and legs:
                origin = plan.layout.origin(plan.page.number)
                briefs = set_briefs(copies[legs[0].article], legs, slot, plan.layout, origin, case)
                over.setdefault(plan.page.number, []).extend(briefs.heading)
                blocks |= {(block.leg.article, 0): block for block in briefs.blocks}
                findings += briefs.findings
    plates = []
    fits = {}
    for plan in plans:
        page_blocks = [blocks[leg.article, leg.number] for leg in plan.legs if (leg.article, leg.number) in blocks]
        plate, page_findings = _page(issue, plan, plans, page_blocks, case, over.get(plan.page.number, []))
        plates.append(plate)
        findings += page_findings
        fits[plan.page.number] = tuple(block.fit for block in page_blocks)
    return MadeUp(tuple(plates), fits, tuple(findings))


def _slot(plan: PagePlan, leg: Assignment) -> Slot:
    slot = plan.layout.slot(leg.slot)
    assert slot is not None, "the plan names only slots of its layout"
    return slot


def _known_labels(issue: Issue, plans: tuple[PagePlan, ...], *, vertical: bool = False) -> Iterator[tuple[str, str]]:
    """The labels, each with its role, that are known before anything has a place: nearly all of an issue.

    Those of headlines that run down the page are asked for apart.
    """
    articles = {article.id: article for article in issue.articles}
    for plan in plans:
        for leg in plan.legs:
            slot = _slot(plan, leg)
            if slot.head.startswith("vertical") is vertical:
                yield from headline_labels(articles[leg.article], plan.layout.headlines[slot.keys.headline])
                if slot.takes == "briefs":
                    yield closing_byline(articles[leg.article]), "byline"
                if vertical:
                    yield byline_text(articles[leg.article]), "byline"
    if vertical:
        return
    for article in issue.articles:
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
) -> tuple[Plate, list[Finding]]:
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
    return Plate(
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
    ), setter.findings
