"""Rules 线条 of a page: hairlines between neighbouring articles, and the frames of slots that have one (N6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from banmian.layout import Layout, Slot
    from banmian.makeup.furniture import Box, Setter

HAIRLINE = 0.3
"""pt, the 水线 between articles (N6)."""
FRAME = 0.5
"""pt, the frame of a boxed article."""


def set_rules(layout: Layout, boxes: Mapping[str, Box], filled: Collection[str], setter: Setter) -> None:
    """Hairlines below each article and at its right, never beside an empty slot or a frame; and the frames."""
    grid = layout.grid
    shown = [slot for slot in layout.slots if slot.name in filled]
    for slot in shown:
        box = boxes[slot.name]
        if slot.is_boxed:
            _frame(box, (grid.pitch - grid.body) / 2, setter)
            continue
        if slot.takes not in ("article", "briefs", "advert"):
            continue
        bottom, right = slot.rect.top + slot.rect.height, slot.rect.left + slot.rect.width
        for other in shown:
            if other.is_boxed:
                continue
            there = boxes[other.name]
            if other.rect.top == bottom + grid.row_gap and _overlap(slot, other, 0):
                y = box.y + box.height + grid.row_gap * grid.pitch / 2
                x0, x1 = max(box.x, there.x), min(box.x + box.width, there.x + there.width)
                setter.rule(x0, y, x1, y, HAIRLINE, "rule")
            if other.rect.left == right + grid.gutter and _overlap(slot, other, 1):
                x = box.x + box.width + grid.gutter * grid.body / 2
                y0, y1 = max(box.y, there.y), min(box.y + box.height, there.y + there.height)
                setter.rule(x, y0, x, y1, HAIRLINE, "rule")


def _frame(box: Box, inset: float, setter: Setter) -> None:
    """A frame whose top and foot are level with the em boxes beside it, `inset` pt inside the lines of the grid."""
    left, right, top, bottom = box.x, box.x + box.width, box.y + inset, box.y + box.height - inset
    half = FRAME / 2
    for x0, y0, x1, y1 in (
        (left - half, top, right + half, top),
        (left - half, bottom, right + half, bottom),
        (left, top, left, bottom),
        (right, top, right, bottom),
    ):
        setter.rule(x0, y0, x1, y1, FRAME, "frame")


def _overlap(one: Slot, other: Slot, axis: int) -> bool:
    first = (one.rect.left, one.rect.width) if axis == 0 else (one.rect.top, one.rect.height)
    second = (other.rect.left, other.rect.width) if axis == 0 else (other.rect.top, other.rect.height)
    return first[0] < second[0] + second[1] and second[0] < first[0] + first[1]
