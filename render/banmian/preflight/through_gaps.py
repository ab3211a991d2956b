"""断版: a straight gap that runs through the page from edge to edge and cuts it in two (X1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.plate import Box, Fill, Role, Rule, Wave, around, item_box

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from banmian.model import Finding
    from banmian.preflight.stories import PageRead

LEAST_PART = 0.25
"""Less than a quarter of the page is a strip or a rail at its edge (通栏, 边栏), and no half of a page cut in two."""
TOUCH = 0.5
"""pt that two rectangles may overlap and yet have a straight line between them."""
BOXES = (Role.FRAME, Role.BORDER, Role.TINT)
"""Roles of what holds several blocks together; where it crosses a gap the gap is none."""


def through_gaps(page: PageRead) -> Iterable[Finding]:
    """Gaps across and down through the area that holds blocks.

    That area lies below nameplate and folio, and above an advert at the foot as wide as the page: an editor does not
    call these a cut. Nor is the edge of a picture one that fills the page from side to side: it holds the eye.
    """
    blocks: dict[str, Box] = {}
    for story in page.stories:
        slot = story.slot
        blocks[slot] = around((blocks[slot], story.area)) if slot in blocks else story.area
    parts = [*blocks.values(), *page.adverts]
    if len(parts) < 2:
        return
    whole = around(parts)
    parts += [box for box in (*page.others, *_boxes(page)) if box.bottom > whole.top]
    parts = _without_foot(parts, page.adverts, whole)
    pictured = [story.area for story in page.stories if story.pictured]
    hint = "let a block reach over it: exchange slots, or give one of them more columns or lines"
    for at, share in _cuts([(p.top, p.bottom) for p in parts], [(p.top, p.bottom) for p in pictured]):
        lines = round((at - page.plate.grid_top) / page.plate.pitch)
        message = f"a gap runs across the whole page below line {lines}, at {share:.0%} of its height (断版)"
        yield page.taboo("page-cut", message, hint)
    for at, share in _cuts([(p.left, p.right) for p in parts], []):
        message = f"a gap runs down the whole page at {share:.0%} of its width, {at / 72 * 25.4:.0f} mm from the left"
        yield page.taboo("page-cut", f"{message} (断版)", hint)


def _boxes(page: PageRead) -> Iterable[Box]:
    for item in page.drawn:
        if isinstance(item, (Fill, Rule, Wave)) and item.role in BOXES and (box := item_box(item)):
            yield box


def _without_foot(parts: list[Box], adverts: Sequence[Box], whole: Box) -> list[Box]:
    """The parts without adverts that stand at the foot from edge to edge, one or several beside each other."""
    foot = [a for a in adverts if a.bottom > whole.bottom - TOUCH]
    if not foot:
        return parts
    top = min(a.top for a in foot)
    rest = [part for part in parts if part not in foot]
    return rest if rest and all(part.bottom <= top + TOUCH for part in rest) else parts


def _cuts(spans: list[tuple[float, float]], pictured: list[tuple[float, float]]) -> Iterable[tuple[float, float]]:
    """Where no span crosses and both sides are large enough: the place, and its share of the whole way.

    A side that is one pictured span alone is none.
    """
    spans = sorted(spans)
    first, last = spans[0][0], max(end for _, end in spans)
    reached = spans[0][1]
    for number, (begin, end) in enumerate(spans):
        if number and begin >= reached - TOUCH:
            share = (reached - first) / (last - first)
            alone = (number == 1 and spans[0] in pictured) or (number == len(spans) - 1 and (begin, end) in pictured)
            if share >= LEAST_PART and (last - begin) / (last - first) >= LEAST_PART and not alone:
                yield (reached + begin) / 2, share
        reached = max(reached, end)
