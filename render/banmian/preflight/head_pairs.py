"""Headlines held against each other: 碰题 side by side or stacked (X2), alike (T10, X6), beyond their rank (T12)."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banmian.model import Finding
    from banmian.preflight.stories import PageRead, Story

STEP = 1.15
"""From one size to the next that the eye tells apart: every step of the scale of type is 15 % or more."""
TWO_STEPS = STEP**2
"""Two heads so far apart in size are a great and a small one, and are not read as a pair."""
ALIKE = 1.05
"""Sizes nearer than that look the same."""
SAME_LINES = 0.5
"""The part of the lower head that stands on the lines of the other: below half they are staggered."""
STACKED = 4.5
"""Lines between two heads, of which two are the gap of their rows and two the white of a head: no text is between."""
NEAR = 6.0
"""Lines within which two heads are taken in at one glance, and ought to differ in face or size."""
OTHER_WIDTH = 0.75
"""Of a basic column: blocks that differ by so much are not of the same number of columns."""
MANY_HEADS = 3
"""So many heads make a page; two that are alike are a pair, which is said as such."""


def head_pairs(page: PageRead) -> Iterable[Finding]:
    """X2 and T10 for every two heads of a page."""
    stories = [story for story in page.stories if story.title]
    for one, other in combinations(stories, 2):
        if one.upright != other.upright or one.boxed or other.boxed or _one_slot(one, other):
            continue
        found = _pair(page, one, other)
        if found:
            yield found


def _pair(page: PageRead, one: Story, other: Story) -> Finding | None:
    head, there = one.title, other.title
    if not head or not there:
        return None
    pitch = page.plate.pitch
    ratio = max(one.size, other.size) / min(one.size, other.size)
    level, over = head.overlap_down(there), head.overlap_across(there)
    lowest = min(head.bottom - head.top, there.bottom - there.top)
    differ = _differ(page, one, other, ratio)
    paired = level >= SAME_LINES * lowest and not differ
    alike = one.face == other.face and ratio < ALIKE and -level <= NEAR * pitch
    beside = over <= 0 and (paired or alike) and _next_to(page, one, other)
    whose = f"that of {other.article}"
    if beside and paired:
        message = f"the headline stands beside {whose} on the same lines, and of much the same form (对题)"
        return page.taboo("heads-side-by-side", message, _HINT, one)
    groups = -one.head.overlap_down(other.head) / pitch if one.head and other.head else 0.0
    stacked = over > 0 and groups <= STACKED
    if stacked and not differ:
        message = f"the headline stands directly over or under {whose}, with no text between (叠题)"
        return page.taboo("heads-stacked", message, _HINT, one)
    if alike and (beside or over > 0):
        message = f"the headline and {whose}, near by, have the same face and size ({one.size:g} pt)"
        return page.taboo("heads-alike", message, "give one of the two another face, or a size a step away", one)
    return None


_HINT = "let them differ in columns and type, set one vertically or in a frame, or exchange a slot"


def _differ(page: PageRead, one: Story, other: Story, ratio: float) -> bool:
    """Whether two heads differ enough to be neighbours: in columns and type, or in size by two steps."""
    if ratio >= TWO_STEPS - 0.01:
        return True
    grid = page.plan.layout.grid
    widths = abs(one.leg.width - other.leg.width)
    return widths >= OTHER_WIDTH * grid.measure * grid.body and (ratio >= STEP or one.face != other.face)


def _one_slot(one: Story, other: Story) -> bool:
    """Briefs of one slot are meant to be alike."""
    return one.slot == other.slot


def _next_to(page: PageRead, one: Story, other: Story) -> bool:
    """Whether nothing but a gutter is between two heads: no third story, advert or picture."""
    head, there = one.title, other.title
    if not head or not there:
        return False
    left, right = (head, there) if head.left < there.left else (there, head)
    for third in page.stories:
        area = third.area
        if third is one or third is other or area.right <= left.right or area.left >= right.left:
            continue
        if area.top < min(head.bottom, there.bottom) and area.bottom > max(head.top, there.top):
            return False
    return not any(
        box.left >= left.right - 1
        and box.right <= right.left + 1
        and box.overlap_down(head) > 0
        and (box.overlap_down(there) > 0 or box in page.adverts)
        for box in page.walls
    )


def all_alike(page: PageRead) -> Iterable[Finding]:
    """X6, 呆板: every headline of the page has the same size, direction and width."""
    heads = {story.slot: story for story in page.stories if story.title}
    if len(heads) < MANY_HEADS:
        return
    sizes = [story.size for story in heads.values()]
    widths = [story.leg.width for story in heads.values()]
    grid = page.plan.layout.grid
    same = max(sizes) / min(sizes) < ALIKE and max(widths) - min(widths) < OTHER_WIDTH * grid.measure * grid.body
    if same and len({story.upright for story in heads.values()}) == 1:
        message = f"all {len(heads)} headlines of the page have the same size ({max(sizes):g} pt), direction and width"
        yield page.taboo("all-heads-alike", message, "make one the lead: more columns, a larger size, or vertical")


UNRANKED = ("briefs", "photo", "photos", "notice")
"""Slots whose headlines are of a size of their own: a brief, a picture and a notice stand outside the order of news."""


def larger_than_rank(page: PageRead) -> Iterable[Finding]:
    """T12: a story with a larger headline than one named before it. A picture with a few words leads by its picture."""
    kinds = {slot.name: slot.takes for slot in page.plan.layout.slots}
    own = {
        story.article: story
        for story in page.stories
        if story.title and not story.leg.number and kinds.get(story.slot) not in UNRANKED
    }
    order = [own[name] for entry in page.plan.page.articles if (name := entry.partition("@")[0]) in own]
    for number, story in enumerate(order):
        before = [other for other in order[:number] if not other.pictured]
        smallest = min(before, key=lambda other: other.size, default=None)
        if smallest and story.size >= smallest.size * STEP:
            yield page.taboo(
                "larger-head-than-rank",
                f"the headline is {story.size:g} pt, larger than the {smallest.size:g} pt of {smallest.article}, "
                "which the page names before it",
                "exchange their slots, or name the article earlier in `articles`",
                story,
            )
