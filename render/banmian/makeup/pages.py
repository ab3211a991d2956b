"""Making up the pages: every article along its chain of slots, then the furniture, the adverts and the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from banmian.makeup.adverts import place_advert
from banmian.makeup.block import BlockMaker, SetBlock
from banmian.makeup.columns import compose_story
from banmian.makeup.copy import Copy, Story, cast_copy, missing_glyphs
from banmian.makeup.furnish import furnish
from banmian.makeup.furniture import Box, Setter, slug
from banmian.makeup.headline import byline_text, headline_labels
from banmian.makeup.inline import fallbacks, line_gaps
from banmian.makeup.labels import LabelCase
from banmian.makeup.ruby import readings_of
from banmian.makeup.rules import set_rules
from banmian.model import Finding, Severity
from banmian.plate import MM, Plate, TextRun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banmian.faces import FaceLibrary
    from banmian.layout import Layout, Slot
    from banmian.makeup.fit import Fit
    from banmian.model import Issue
    from banmian.plan import Leg, PagePlan
    from banmian.plate import PlateItem


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
    case.cast_ahead(_known_labels(issue, plans))
    case.cast_ahead(_known_labels(issue, plans, vertical=True), vertical=True)
    marks = [mark for story in level.stories.values() for mark in story.marks]
    case.cast_ahead((reading.text, "ruby") for reading in readings_of(level.sorts.text, marks))
    findings = missing_glyphs(level)
    if upright:  # no article stands in lines of both directions
        setting = replace(issue.composition, vertical=True)  # V7: the same rules, in the classes of vertical marks
        vertical = cast_copy([article for article in issue.articles if article.id in upright], library, setting)
        copies |= dict.fromkeys(vertical.stories, vertical)
        findings += missing_glyphs(vertical)
    for article in issue.articles:
        if article.id in gaps:
            findings += fallbacks(article, gaps[article.id], vertical=article.id in upright)
    blocks, block_findings = _set_blocks(issue, plans, copies, case)
    findings += block_findings
    plates = []
    fits = {}
    for plan in plans:
        page_blocks = [blocks[leg.article, leg.number] for leg in plan.legs if (leg.article, leg.number) in blocks]
        plate, page_findings = _page(issue, plan, plans, page_blocks, case)
        plates.append(plate)
        findings += page_findings
        fits[plan.page.number] = tuple(block.fit for block in page_blocks)
    return MadeUp(tuple(plates), fits, tuple(findings))


def _slot(plan: PagePlan, leg: Leg) -> Slot:
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
                if vertical:
                    yield byline_text(articles[leg.article]), "byline"
    if vertical:
        return
    for article in issue.articles:
        yield byline_text(article), "byline"
        yield article.title, "directory"
        yield from ((photo.credit, "credit") for photo in article.keys.photos)


def _set_blocks(
    issue: Issue, plans: tuple[PagePlan, ...], copies: dict[str, Copy], case: LabelCase
) -> tuple[dict[tuple[str, int], SetBlock], list[Finding]]:
    """Every leg of every article, each chain in its order: a leg begins where the one before it ended."""
    homes: dict[str, list[tuple[Leg, Layout, Slot]]] = {}
    for plan in plans:
        for leg in plan.legs:
            homes.setdefault(leg.article, []).append((leg, plan.layout, _slot(plan, leg)))
    blocks: dict[tuple[str, int], SetBlock] = {}
    findings: list[Finding] = []
    for article, chain in homes.items():
        copy = copies[article]
        story = copy.stories[article]
        at = story.start
        arrives = False
        chain.sort(key=lambda home: home[0].number)
        for leg, layout, slot in chain:
            if leg.number and at >= story.end:
                findings.append(
                    Finding(
                        severity=Severity.INFO,
                        code="jump-not-needed",
                        message=f"the article ends before page {leg.page}",
                        hint="take the jump out of its front matter",
                        article=article,
                        page=leg.page,
                        slot=leg.slot,
                    )
                )
                continue
            maker = BlockMaker(
                copy, story, leg, slot, layout, layout.origin(leg.page), case, issue.folder, arrives=arrives
            )
            block = maker.make(at)
            blocks[article, leg.number] = block
            findings += block.findings
            at, arrives = block.end, block.leaves
        leg, layout, slot = chain[-1]
        if over := _overset(story, leg, slot, copy, at, layout.grid.body):
            findings.append(over)
    return blocks, findings


def _overset(story: Story, leg: Leg, slot: Slot, copy: Copy, reached: int, size: float) -> Finding | None:
    """The finding for text that no slot had room for, counted in lines of the last slot and in characters."""
    if reached >= story.end:
        return None
    pieces = compose_story(copy.sorts, story, reached, story.end, float(slot.measure), size)
    characters = len(copy.sorts.text[max(reached, story.body) : story.end].replace("\n", ""))
    lines = sum(piece.rows for piece in pieces)
    return Finding(
        severity=Severity.ERROR,
        code="overset",
        message=f"{lines} lines ({characters} characters) have no room",
        hint="cut the text, give it a larger slot, or let it jump to another page",
        article=story.article.id,
        page=leg.page,
        slot=leg.slot,
        lines=lines,
        characters=characters,
    )


def _page(
    issue: Issue, plan: PagePlan, plans: tuple[PagePlan, ...], blocks: list[SetBlock], case: LabelCase
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
    items: list[PlateItem] = [*setter.items]
    for block in blocks:
        items += block.items
    setter.items = []
    for advert in plan.adverts:
        place_advert(advert, plan.page.number, issue.folder, boxes[advert.slot], setter)
    marks = Setter(case)
    slug(issue, plan.page, marks, layout.sheet.height + (layout.sheet.bleed + 4) * MM)
    filled = {block.block.slot for block in blocks} | {advert.slot for advert in plan.adverts}
    set_rules(layout, boxes, filled, setter)
    empty = [slot.name for slot in layout.slots if slot.takes in ("article", "advert") and slot.name not in filled]
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
        items=(*items, *setter.items),
        blocks=tuple(block.block for block in blocks),
        slug=tuple(item for item in marks.items if isinstance(item, TextRun)),
    ), setter.findings
