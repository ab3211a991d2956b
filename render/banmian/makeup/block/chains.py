"""Articles along their chains of slots: each leg begins where the one before it ended.

What has no room in its last slot goes on in a free slot that a later page keeps for continuations (F5 to F7). The
chain is fitted anew whenever it changes, so both marks always name the page that the other one is on; it is drawn once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from banmian.makeup.block.draw import SetBlock, draw
from banmian.makeup.block.filler import Room, fill_white
from banmian.makeup.block.fit import Fitted, Fitter, Home, House
from banmian.makeup.block.fullness import Overset
from banmian.makeup.block.jumps import LEAST_LINES
from banmian.makeup.block.remarks import HOLE
from banmian.makeup.text.columns import compose_story
from banmian.model import Finding, Severity
from banmian.plan import Assignment

if TYPE_CHECKING:
    from banmian.cache import Cache
    from banmian.makeup.copies import Copies
    from banmian.makeup.text.copy import Copy, Story
    from banmian.plan import PagePlan

ROUNDS = 5
"""Slots in which an article may go on by make-up's own decision (promise 6)."""


class Chain(Struct, frozen=True):
    """An article made up along its slots: its legs, a block for each that has text, and what is to be said."""

    legs: tuple[Assignment, ...]
    blocks: tuple[SetBlock, ...]
    findings: tuple[Finding, ...]
    overset: Overset | None


class Chains(NamedTuple):
    """All legs made up, by article and number; the plans with the legs that stand; and what is to be said."""

    blocks: dict[tuple[str, int], SetBlock]
    plans: tuple[PagePlan, ...]
    findings: list[Finding]
    keys: dict[tuple[str, int], str]
    """The digest of all that a leg depends on."""
    overset: list[Overset]


class _Run(NamedTuple):
    """A chain fitted: its legs by number, how far its text came, and what is to be said."""

    legs: dict[int, Fitted]
    reached: int
    findings: list[Finding]


def make_chains(plans: tuple[PagePlan, ...], copies: Copies, house: House, cache: Cache) -> Chains:
    """Make up every leg of every article that has a slot of its own."""
    chains, spare = _homes(plans)
    blocks: dict[tuple[str, int], SetBlock] = {}
    findings: list[Finding] = []
    legs: list[Assignment] = []
    keys: dict[tuple[str, int], str] = {}
    over: list[Overset] = []
    for article, chain in chains.items():
        key = _key(copies, article, chain, spare)
        made = cache.find(key, Chain) or cache.keep(key, _Maker(copies, article, house).whole(chain, spare))
        taken = {(leg.page, leg.slot) for leg in made.legs}
        spare = [home for home in spare if (home.leg.page, home.leg.slot) not in taken]
        blocks |= {(article, block.leg.number): block for block in made.blocks}
        findings += made.findings
        over += [made.overset] if made.overset else []
        legs += made.legs
        keys |= {(article, leg.number): key for leg in made.legs}
    plans = _with_legs(plans, legs)
    for number, plan in enumerate(plans):
        rooms = _rooms(plan, blocks)
        for leg, room, block in fill_white(plan.page.fillers, rooms, copies, house.case):
            plans = (*plans[:number], replace(plans[number], legs=(*plans[number].legs, leg)), *plans[number + 1 :])
            blocks[leg.article, 0] = block
            keys[leg.article, 0] = copies.key(leg.article, room.top, room.bottom)
            host = next((one.article, one.number) for one in plan.legs if one.slot == leg.slot)
            filled = blocks[host].fit
            findings = [one for one in findings if one != filled.underset]
            blocks[host] = blocks[host]._replace(fit=filled._replace(underset=None))
            findings += block.findings
    return Chains(blocks, plans, findings, keys, over)


def not_made(plans: tuple[PagePlan, ...], copies: Copies, cache: Cache) -> list[str]:
    """Return the articles that a cache does not hold as they are; those of briefs are among them."""
    chains, spare = _homes(plans)
    briefs = [leg.article for plan in plans for leg in plan.legs if leg.article not in chains]
    return [
        *(name for name, chain in chains.items() if cache.find(_key(copies, name, chain, spare), Chain) is None),
        *briefs,
    ]


def _homes(plans: Sequence[PagePlan]) -> tuple[dict[str, list[Home]], list[Home]]:
    """The chain of each article in the order of its legs, and the slots that are kept for continuations."""
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
    for chain in chains.values():
        chain.sort(key=lambda home: home.leg.number)
    return chains, spare


def _key(copies: Copies, article: str, chain: Sequence[Home], spare: Sequence[Home]) -> str:
    """The digest of all that a chain depends on; slots to go on in count where one may be needed."""
    later = [home for home in spare if home.leg.page > chain[-1].leg.page] if copies.jumps.auto else []
    return copies.key(article, *((home.leg, copies.layout_key(home.layout)) for home in (*chain, *later)))


def _rooms(plan: PagePlan, blocks: Mapping[tuple[str, int], SetBlock]) -> list[Room]:
    """The white of a page that a filler may take."""
    found = []
    for leg in plan.legs:
        block, slot = blocks.get((leg.article, leg.number)), plan.layout.slot(leg.slot)
        if block and slot and block.white[1] - block.white[0] > HOLE:
            found.append(Room(slot, plan.layout, plan.page.number, *block.white))
    return found


class _Maker:
    """Makes up the chain of an article."""

    def __init__(self, copies: Copies, article: str, house: House) -> None:
        self.copies, self.article, self.house = copies, article, house

    def whole(self, given: Sequence[Home], spare: Sequence[Home]) -> Chain:
        """The chain with all its text, if that can be had, in `spare` slots beside its own."""
        copy = self.copies[self.article]
        story = copy.stories[self.article]
        chain, free = list(given), list(spare)
        found = self._best(copy, story, chain)
        for _ in range(ROUNDS if self.house.jumps.auto and not chain[-1].slot.vertical else 0):
            over = overset(story, chain[-1], copy, found.reached)
            if over is None or over.lines < LEAST_LINES:
                break
            target = self._target(copy, story, chain, free)
            if target is None:
                break
            home, attempt = target
            longer = _longer(chain, home)
            if attempt.reached <= found.reached or not attempt.legs[longer[-2].leg.number].leaves:
                break
            chain = longer
            free.remove(home)
            found = attempt
        blocks = tuple(draw(fitted) for fitted in found.legs.values())
        findings = [*self.copies.findings(self.article), *found.findings]
        findings += [finding for block in blocks for finding in block.findings]
        over = overset(story, chain[-1], copy, found.reached)
        findings += [over.finding()] if over else []
        return Chain(tuple(home.leg for home in chain), blocks, tuple(findings), over)

    def _target(
        self, copy: Copy, story: Story, chain: Sequence[Home], spare: Sequence[Home]
    ) -> tuple[Home, _Run] | None:
        """The free slot in which an article goes on, on the nearest later page that holds the rest, else on the
        nearest; and the chain with it.
        """
        visited = {home.leg.page for home in chain}
        later = [home for home in spare if home.leg.page > chain[-1].leg.page and home.leg.page not in visited]
        nearest: tuple[Home, _Run] | None = None
        for home in sorted(later, key=lambda home: home.leg.page):
            found = home, self._best(copy, story, _longer(chain, home))
            if found[1].reached >= story.end:
                return found
            nearest = nearest or found
        return nearest

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
        for home in chain:
            leg = home.leg
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
            fitted = Fitter(copy, story, home, self.house, arrives=arrives, dense=dense).fit(found.reached)
            found.legs[leg.number] = fitted
            found = found._replace(reached=fitted.end)
            arrives = fitted.leaves
        return found


def _longer(chain: Sequence[Home], target: Home) -> list[Home]:
    """The chain with one more leg, and its last leg so far leading to that."""
    last = chain[-1].leg
    leg = replace(target.leg, article=last.article, number=last.number + 1, came_from=last.page)
    return [*chain[:-1], chain[-1]._replace(leg=replace(last, goes_to=leg.page)), target._replace(leg=leg)]


def _with_legs(plans: tuple[PagePlan, ...], legs: Sequence[Assignment]) -> tuple[PagePlan, ...]:
    """The plans with the legs of the chains, those of each page in the order in which it had them."""
    found = []
    for plan in plans:
        here = {leg.slot: leg for leg in legs if leg.page == plan.page.number}
        kept = [here.pop(leg.slot, leg) for leg in plan.legs]
        found.append(replace(plan, legs=(*kept, *here.values())))
    return tuple(found)


def overset(story: Story, home: Home, copy: Copy, reached: int) -> Overset | None:
    """Return the text that no slot had room for, counted in lines of the last slot and in characters."""
    if reached >= story.end:
        return None
    measure = float(home.slot.measure)
    pieces = compose_story(copy.sorts, story, reached, story.end, measure, home.layout.grid.body)
    characters = len(copy.sorts.text[max(reached, story.body) : story.end].replace("\n", ""))
    lines = sum(piece.rows for piece in pieces)
    return Overset(story.article.id, home.leg.page, home.leg.slot, lines, characters)
