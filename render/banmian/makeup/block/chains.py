"""Articles along their chains of slots: each leg begins where the one before it ended.

What has no room in its last slot goes on in a free slot that a later page keeps for continuations (F5 to F7). The
chain is made up anew whenever it changes, so both marks always name the page that the other one is on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from banmian.makeup.block.block import BlockMaker, House, SetBlock
from banmian.makeup.block.filler import Room, fill_white
from banmian.makeup.block.jumps import LEAST_LINES
from banmian.makeup.block.remarks import HOLE
from banmian.makeup.text.columns import compose_story
from banmian.model import Finding, Severity
from banmian.plan import Assignment, capacity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banmian.layout import Layout, Slot
    from banmian.makeup.lines.labels import LabelCase
    from banmian.makeup.text.copy import Copy, Story
    from banmian.model import Issue
    from banmian.plan import PagePlan

ROUNDS = 5
"""Slots in which an article may go on by make-up's own decision (promise 6)."""


class Home(NamedTuple):
    """A leg and the slot in which it stands."""

    leg: Assignment
    layout: Layout
    slot: Slot


class Chains(NamedTuple):
    """All legs made up, by article and number; the plans with the legs that stand; and what is to be said."""

    blocks: dict[tuple[str, int], SetBlock]
    plans: tuple[PagePlan, ...]
    findings: list[Finding]


class _Run(NamedTuple):
    """A chain made up: its blocks by number, how far its text came, and what is to be said."""

    blocks: dict[int, SetBlock]
    reached: int
    findings: list[Finding]


def make_chains(issue: Issue, plans: tuple[PagePlan, ...], copies: Mapping[str, Copy], case: LabelCase) -> Chains:
    """Make up every leg of every article that has a slot of its own."""
    chains: dict[str, list[Home]] = {}
    spare: list[Home] = []
    for plan in plans:
        for leg in plan.legs:
            slot = plan.layout.slot(leg.slot)
            assert slot is not None, "the plan names only slots of its layout"
            if slot.takes != "briefs":
                chains.setdefault(leg.article, []).append(Home(leg, plan.layout, slot))
        for name in plan.spare:
            slot = plan.layout.slot(name)
            assert slot is not None, "as above"
            spare.append(Home(Assignment(article="", number=0, page=plan.page.number, slot=name), plan.layout, slot))
    maker = _Maker(issue, copies, case)
    blocks: dict[tuple[str, int], SetBlock] = {}
    findings: list[Finding] = []
    for article, chain in chains.items():
        chain.sort(key=lambda home: home.leg.number)
        found = maker.whole(article, chain, spare)
        blocks |= {(article, number): block for number, block in found.blocks.items()}
        findings += found.findings
    plans = _with_legs(plans, chains)
    for number, plan in enumerate(plans):
        rooms = _rooms(plan, blocks)
        for leg, room, block in fill_white(plan.page.fillers, rooms, copies, case):
            plans = (*plans[:number], replace(plans[number], legs=(*plans[number].legs, leg)), *plans[number + 1 :])
            blocks[leg.article, 0] = block
            findings = [one for one in findings if (one.code, one.page, one.slot) != ("underset", room.page, leg.slot)]
            findings += block.findings
    return Chains(blocks, plans, findings)


def _rooms(plan: PagePlan, blocks: Mapping[tuple[str, int], SetBlock]) -> list[Room]:
    """The white of a page that a filler may take."""
    found = []
    for leg in plan.legs:
        block, slot = blocks.get((leg.article, leg.number)), plan.layout.slot(leg.slot)
        if block and slot and block.white[1] - block.white[0] > HOLE:
            found.append(Room(slot, plan.layout, plan.page.number, *block.white))
    return found


class _Maker:
    """Makes up chains of legs."""

    def __init__(self, issue: Issue, copies: Mapping[str, Copy], case: LabelCase) -> None:
        self.copies, self.case = copies, case
        self.house = House(issue.folder, issue.jumps)

    def whole(self, article: str, chain: list[Home], spare: list[Home]) -> _Run:
        """A chain with all its text, if that can be had; slots that it takes for it leave the `spare` ones."""
        copy = self.copies[article]
        story = copy.stories[article]
        found = self._best(copy, story, chain)
        for _ in range(ROUNDS if self.house.jumps.auto and not chain[-1].slot.vertical else 0):
            over = _overset(story, chain[-1], copy, found.reached)
            if over is None or over.lines < LEAST_LINES:
                break
            target = _target(chain, spare, over.characters)
            if target is None:
                break
            longer = _longer(chain, target)
            attempt = self._best(copy, story, longer)
            if attempt.reached <= found.reached or not attempt.blocks[longer[-2].leg.number].leaves:
                break
            chain[:] = longer
            spare.remove(target)
            found = attempt
        if over := _overset(story, chain[-1], copy, found.reached):
            found.findings.append(over)
        return found

    def _best(self, copy: Copy, story: Story, chain: Sequence[Home]) -> _Run:
        """A chain with its pictures at their natural height, or lower where its last slot would else be too small."""
        found = self._run(copy, story, chain, dense=False)
        if found.reached < story.end and len(chain) > 1:
            dense = self._run(copy, story, chain, dense=True)
            if dense.reached > found.reached:
                return dense
        return found

    def _run(self, copy: Copy, story: Story, chain: Sequence[Home], *, dense: bool) -> _Run:
        found = _Run({}, story.start, [])
        arrives = False
        for leg, layout, slot in chain:
            if leg.number and found.reached >= story.end:
                found.findings.append(
                    Finding(
                        severity=Severity.INFO,
                        code="jump-not-needed",
                        message=f"the article ends before page {leg.page}",
                        hint="take the jump out of its front matter",
                        article=leg.article,
                        page=leg.page,
                        slot=leg.slot,
                    )
                )
                continue
            maker = BlockMaker(copy, story, leg, slot, layout, self.case, self.house, arrives=arrives, dense=dense)
            block = maker.make(found.reached)
            found.blocks[leg.number] = block
            found.findings.extend(block.findings)
            found = found._replace(reached=block.end)
            arrives = block.leaves
        return found


def _target(chain: Sequence[Home], spare: Sequence[Home], characters: int) -> Home | None:
    """The free slot in which an article goes on: on the nearest later page that holds the rest, else on the nearest."""
    visited = {home.leg.page for home in chain}
    later = [home for home in spare if home.leg.page > chain[-1].leg.page and home.leg.page not in visited]
    return min(later, key=lambda home: (capacity(home.slot) < characters, home.leg.page), default=None)


def _longer(chain: Sequence[Home], target: Home) -> list[Home]:
    """The chain with one more leg, and its last leg so far leading to that."""
    last = chain[-1].leg
    leg = replace(target.leg, article=last.article, number=last.number + 1, came_from=last.page)
    return [*chain[:-1], chain[-1]._replace(leg=replace(last, goes_to=leg.page)), target._replace(leg=leg)]


def _with_legs(plans: tuple[PagePlan, ...], chains: Mapping[str, Sequence[Home]]) -> tuple[PagePlan, ...]:
    """The plans with the legs of the chains, those of each page in the order in which it had them."""
    legs = [home.leg for chain in chains.values() for home in chain]
    found = []
    for plan in plans:
        here = {leg.slot: leg for leg in legs if leg.page == plan.page.number}
        kept = [here.pop(leg.slot, leg) for leg in plan.legs]
        found.append(replace(plan, legs=(*kept, *here.values())))
    return tuple(found)


def _overset(story: Story, home: Home, copy: Copy, reached: int) -> Finding | None:
    """The finding for text that no slot had room for, counted in lines of the last slot and in characters."""
    if reached >= story.end:
        return None
    measure = float(home.slot.measure)
    pieces = compose_story(copy.sorts, story, reached, story.end, measure, home.layout.grid.body)
    characters = len(copy.sorts.text[max(reached, story.body) : story.end].replace("\n", ""))
    lines = sum(piece.rows for piece in pieces)
    return Finding(
        severity=Severity.ERROR,
        code="overset",
        message=f"{lines} lines ({characters} characters) have no room",
        hint="cut the text, give it a larger slot, or let it jump to another page",
        article=story.article.id,
        page=home.leg.page,
        slot=home.leg.slot,
        lines=lines,
        characters=characters,
    )
