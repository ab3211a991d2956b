"""Ears 报耳 beside the nameplate: a title and a few lines, such as the weather (N3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.makeup.lines.runs import baseline
from banmian.plate import Role

if TYPE_CHECKING:
    from banmian.makeup.furniture.setter import Box, Setter
    from banmian.model import Ear

TITLE, TEXT = 15.0, 12.0
"""pt at the most; both shrink with the box."""
LEADING = 1.9
"""How far the lines stand apart at the most, in em."""
FRAME = 0.5
"""pt."""


def ear(content: Ear, box: Box, design: str, setter: Setter) -> None:
    """An ear in a `box`, the title on a bar at its top, or `plain`, the title over a rule."""
    boxed = design != "plain"
    pad = 6.0 if boxed else 0.0
    title_height = min(2 * box.pitch, 0.3 * box.height) if content.title else 0.0
    top = box.part(box.x, box.y, box.width, title_height)
    if boxed:
        _frame(box, setter)
    if content.title:
        size = min(TITLE, 0.7 * title_height)
        title = setter.fitted([content.title], size, "section", Role.EAR, box.width - 2 * pad, colour=setter.ink(size))
        title = title.spaced(0.2 if title.width + 0.2 * title.gaps * title.size <= box.width - 2 * pad else 0.0)
        x = box.x + (box.width - title.width) / 2 if boxed else box.x
        setter.put(title, x, baseline(top.y, top.height, title.size))
        setter.rule(box.x + pad, top.bottom, box.right - pad, top.bottom, 0.8, Role.EAR_RULE, colour=setter.accent)
    if not content.lines:
        return
    room = box.part(box.x + pad, top.bottom + 2, box.width - 2 * pad, box.height - title_height - 4)
    step = min(LEADING * TEXT, room.height / len(content.lines))
    natural = max(setter.label(text, 1.0, "furniture", Role.EAR).width for text in content.lines)
    size = int(max(min(TEXT, step / 1.25, room.width / max(natural, 1.0)), min(9.0, step / 1.1)) * 4) / 4
    y = room.y + (room.height - step * len(content.lines)) / 2 if boxed else room.y + 2
    for text in content.lines:
        label = setter.fitted([text], size, "furniture", Role.EAR, room.width)
        setter.put(label, room.x + (room.width - label.width) / 2 if boxed else room.x, baseline(y, step, label.size))
        y += step


def _frame(box: Box, setter: Setter) -> None:
    half = FRAME / 2
    left, top, right, bottom = box.x + half, box.y + half, box.right - half, box.bottom - half
    for x0, y0, x1, y1 in (
        (box.x, top, box.right, top),
        (box.x, bottom, box.right, bottom),
        (left, top, left, bottom),
        (right, top, right, bottom),
    ):
        setter.rule(x0, y0, x1, y1, FRAME, Role.EAR_FRAME)
