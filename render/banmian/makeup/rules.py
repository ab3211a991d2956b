"""Rules 线条 of a page: hairlines between neighbouring articles, and the frames of slots that have one (N6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.layout import TEXTS

if TYPE_CHECKING:
    from collections.abc import Collection

    from banmian.layout import Layout
    from banmian.makeup.furniture import Setter

HAIRLINE = 0.3
"""pt, the 水线 between articles (N6)."""
FRAME = 0.5
"""pt, the frame of a boxed article."""


def set_rules(layout: Layout, origin: tuple[float, float], filled: Collection[str], setter: Setter) -> None:
    """Hairlines below each article and at its right, never beside an empty slot or a frame; and the frames."""
    grid = layout.grid
    left, top = origin
    shown = [slot for slot in layout.slots if slot.name in filled]
    open_areas = [(slot.name, area) for slot in shown if not slot.is_boxed for area in slot.areas]
    for slot in shown:
        if slot.keys.frame:
            box = slot.rect
            x, y = left + box.left * grid.body, top + box.top * grid.pitch
            _frame(x, y, box.width * grid.body, box.height * grid.pitch, (grid.pitch - grid.body) / 2, setter)
        if slot.is_boxed or slot.takes not in (*TEXTS, "advert"):
            continue
        for area in slot.areas:
            for name, other in open_areas:
                if name == slot.name:
                    continue
                if other.top == area.bottom + grid.row_gap and other.left < area.right and area.left < other.right:
                    y = top + (area.bottom + grid.row_gap / 2) * grid.pitch
                    x0, x1 = max(area.left, other.left), min(area.right, other.right)
                    setter.rule(left + x0 * grid.body, y, left + x1 * grid.body, y, HAIRLINE, "rule")
                if other.left == area.right + grid.gutter and other.top < area.bottom and area.top < other.bottom:
                    x = left + (area.right + grid.gutter / 2) * grid.body
                    y0, y1 = max(area.top, other.top), min(area.bottom, other.bottom)
                    setter.rule(x, top + y0 * grid.pitch, x, top + y1 * grid.pitch, HAIRLINE, "rule")


def _frame(x: float, y: float, width: float, height: float, inset: float, setter: Setter) -> None:
    """A frame whose top and foot are level with the em boxes beside it, `inset` pt inside the lines of the grid."""
    left, right, top, bottom = x, x + width, y + inset, y + height - inset
    half = FRAME / 2
    for x0, y0, x1, y1 in (
        (left - half, top, right + half, top),
        (left - half, bottom, right + half, bottom),
        (left, top, left, bottom),
        (right, top, right, bottom),
    ):
        setter.rule(x0, y0, x1, y1, FRAME, "frame")
