"""Rules 线条 of a page: hairlines between neighbouring articles, and the frames of slots that have one (N6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.layout import TEXTS
from banmian.makeup.lines.colours import colour
from banmian.makeup.ornament.borders import frame_items
from banmian.plate import Fill, Role, Rule

if TYPE_CHECKING:
    from collections.abc import Collection

    from banmian.layout import Layout, Slot
    from banmian.makeup.furniture.setter import Setter
    from banmian.plate import PlateItem

HAIRLINE = 0.3
"""pt, the 水线 between articles (N6)."""
PLAIN = "line"
FRAME = 0.5
"""pt, the frame of a boxed article."""


def set_rules(layout: Layout, origin: tuple[float, float], filled: Collection[str], setter: Setter) -> None:
    """Hairlines below each article and at its right, never beside an empty slot or a frame; and the frames."""
    grid = layout.grid
    left, top = origin
    shown = [slot for slot in layout.slots if slot.name in filled]
    open_areas = [(slot.name, area) for slot in shown if not slot.is_boxed for area in slot.areas]
    for slot in shown:
        if slot.border:
            setter.nodes += _frame(slot, layout, origin)
        if slot.is_boxed or slot.takes not in (*TEXTS, "advert"):
            continue
        for area in slot.areas:
            for name, other in open_areas:
                if name == slot.name:
                    continue
                if other.top == area.bottom + grid.row_gap and other.left < area.right and area.left < other.right:
                    y = top + (area.bottom + grid.row_gap / 2) * grid.pitch
                    x0, x1 = max(area.left, other.left), min(area.right, other.right)
                    setter.rule(left + x0 * grid.body, y, left + x1 * grid.body, y, HAIRLINE, Role.RULE)
                if other.left == area.right + grid.gutter and other.top < area.bottom and area.top < other.bottom:
                    x = left + (area.right + grid.gutter / 2) * grid.body
                    y0, y1 = max(area.top, other.top), min(area.bottom, other.bottom)
                    setter.rule(x, top + y0 * grid.pitch, x, top + y1 * grid.pitch, HAIRLINE, Role.RULE)


def grounds(layout: Layout, origin: tuple[float, float], filled: Collection[str]) -> list[PlateItem]:
    """The tints of slots, drawn before all else: level with the em boxes beside them, as frames are."""
    found: list[PlateItem] = []
    for slot in layout.slots:
        if slot.keys.tint and slot.name in filled:
            x, y, width, height = _box(slot, layout, origin)
            tint = colour(layout, slot.keys.tint)
            found.append(Fill(x=x, y=y, width=width, height=height, colour=tint, role=Role.TINT))
    return found


def _frame(slot: Slot, layout: Layout, origin: tuple[float, float]) -> list[PlateItem]:
    """The frame of a slot: a plain one on its edges, a border 花边 inside them."""
    x, y, width, height = _box(slot, layout, origin)
    ink = colour(layout, slot.keys.frame_colour)
    if slot.border != PLAIN:
        return frame_items(slot.border, x, y, width, height, ink)
    right, bottom, half = x + width, y + height, FRAME / 2
    sides = (
        (x - half, y, right + half, y),
        (x - half, bottom, right + half, bottom),
        (x, y, x, bottom),
        (right, y, right, bottom),
    )
    return [Rule(x0=x0, y0=y0, x1=x1, y1=y1, weight=FRAME, colour=ink, role=Role.FRAME) for x0, y0, x1, y1 in sides]


def _box(slot: Slot, layout: Layout, origin: tuple[float, float]) -> tuple[float, float, float, float]:
    """Left, top, width and height of a boxed slot: `inset` pt inside the lines of the grid above and below."""
    grid, rect = layout.grid, slot.rect
    inset = (grid.pitch - grid.body) / 2
    x, y = origin[0] + rect.left * grid.body, origin[1] + rect.top * grid.pitch + inset
    return x, y, rect.width * grid.body, rect.height * grid.pitch - 2 * inset
