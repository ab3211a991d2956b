"""A page design as a picture: sheet, type area, columns, and every slot with its name and what it takes.

`banmian layouts preview` writes it as SVG or PNG. What is drawn is a list of boxes and words in pt; both forms draw it.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from banmian.layout import TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banmian.layout import Layout, Slot

COLOURS = {
    "article": "#dfe8f3",
    "editorial": "#e8e0f0",
    "photo": "#dcebdc",
    "photos": "#dcebdc",
    "briefs": "#f0ead8",
    "notice": "#eeeeee",
    "data": "#e0ecec",
    "advert": "#f3e3d3",
}
FURNITURE = "#f4d9d6"
"""What is neither text nor advert."""
NAMES = {
    "article": "文",
    "photo": "图片",
    "photos": "组图",
    "editorial": "社论",
    "notice": "公告",
    "data": "数据",
    "briefs": "简讯",
    "advert": "广告",
    "nameplate": "报头",
    "ear": "报耳",
    "folio": "报眉",
    "section": "刊头",
    "directory": "导读目录",
    "digest": "导读",
    "imprint": "版尾",
}
LARGEST = 44.0
"""pt of the name of a slot, at most; in a small slot a third of its height or width."""


class Panel(NamedTuple):
    """A rectangle: pt from the top left corner of the sheet, its ground and the colour and weight of its edge."""

    x: float
    y: float
    width: float
    height: float
    fill: str = "none"
    edge: str = "none"
    weight: float = 0.5


class Words(NamedTuple):
    """A line of text about a middle (x, y), its size in pt."""

    x: float
    y: float
    size: float
    text: str
    colour: str = "#333333"


def preview_svg(layout: Layout) -> str:
    """The design as an SVG file, a pt to a unit."""
    width, height = layout.sheet.width, layout.sheet.height
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.1f}pt" height="{height:.1f}pt" '
        f'viewBox="0 0 {width:.1f} {height:.1f}">',
        f"<title>{escape(layout.name)} {escape(layout.title)}</title>",
    ]
    for thing in drawing(layout):
        if isinstance(thing, Panel):
            lines.append(
                f'<rect x="{thing.x:.1f}" y="{thing.y:.1f}" width="{thing.width:.1f}" height="{thing.height:.1f}" '
                f'fill="{thing.fill}" stroke="{thing.edge}" stroke-width="{thing.weight:g}"/>'
            )
        else:
            lines.append(
                f'<text x="{thing.x:.1f}" y="{thing.y + thing.size * 0.36:.1f}" font-size="{thing.size:.1f}" '
                f'text-anchor="middle" font-family="sans-serif" fill="{thing.colour}">{escape(thing.text)}</text>'
            )
    return "\n".join([*lines, "</svg>", ""])


def preview_png(layout: Layout, width: int = 800) -> bytes:
    """The design as a PNG file, so many pixels wide."""
    from importlib import resources

    from PIL import Image, ImageDraw, ImageFont

    from banmian.faces import catalogue

    scale = width / layout.sheet.width
    image = Image.new("RGB", (width, round(layout.sheet.height * scale)), "white")
    draw = ImageDraw.Draw(image)
    entry = next(face for face in catalogue().values() if "Sans" in face.family or "Hei" in face.family)
    file = str(resources.files("banmian.fonts") / entry.path.rpartition("/")[2])
    for thing in drawing(layout):
        if isinstance(thing, Panel):
            box = [thing.x, thing.y, thing.x + thing.width, thing.y + thing.height]
            fill, edge = (None if colour == "none" else colour for colour in (thing.fill, thing.edge))
            draw.rectangle([side * scale for side in box], fill, edge, max(round(thing.weight * scale), 1))
        else:
            face = ImageFont.truetype(file, max(thing.size * scale, 6))
            draw.text((thing.x * scale, thing.y * scale), thing.text, thing.colour, face, anchor="mm")
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


def drawing(layout: Layout) -> Iterator[Panel | Words]:
    """Everything that is drawn of a design, from the ground up."""
    grid, sheet = layout.grid, layout.sheet
    left, top = layout.origin(1)
    yield Panel(0, 0, sheet.width, sheet.height, "#ffffff", "#999999", 1)
    if sheet.spread:
        yield Panel(sheet.width / 2 - 0.5, 0, 1, sheet.height, "#999999")
    for column in range(grid.columns):
        x = left + grid.left(column) * grid.body
        yield Panel(x, top, grid.measure * grid.body, grid.lines * grid.pitch, "#f6f6f6")
    for slot in layout.slots:
        colour = COLOURS.get(slot.takes, FURNITURE)
        for area in slot.areas:
            x, y = left + area.left * grid.body, top + area.top * grid.pitch
            yield Panel(x, y, area.width * grid.body, area.height * grid.pitch, colour)
    for slot in layout.slots:
        yield from _inside(slot, layout, left, top)


def _inside(slot: Slot, layout: Layout, left: float, top: float) -> Iterator[Panel | Words]:
    """The text columns of a slot, the places of its pictures, its frame and its names."""
    grid = layout.grid
    inner = slot.inner
    x, y = left + inner.left * grid.body, top + inner.top * grid.pitch
    if slot.takes in TEXTS and not slot.vertical:
        for column in slot.columns:
            across = x + column.start / 10 * grid.body
            yield Panel(
                across,
                y + column.top * grid.pitch,
                column.measure * grid.body,
                column.rows * grid.pitch,
                edge="#ffffff",
            )
        for place in slot.keys.photos:
            first, last = slot.columns[place.columns[0] - 1], slot.columns[place.columns[1] - 1]
            x0, x1 = first.start / 10, last.start / 10 + last.measure
            lines = place.lines[0] if place.lines else max(slot.lines // 4, 4)
            first_row = {"top": slot.lines / 3, "foot": float(slot.lines - lines)}.get(str(place.at))
            rows = min(float(place.at) if first_row is None else first_row, max(slot.lines - lines, 0))
            width, height = (x1 - x0) * grid.body, lines * grid.pitch
            yield Panel(x + x0 * grid.body, y + rows * grid.pitch, width, height, "#c7d8c7", "#88a088")
    if slot.is_boxed:
        box = slot.rect
        yield Panel(
            left + box.left * grid.body,
            top + box.top * grid.pitch,
            box.width * grid.body,
            box.height * grid.pitch,
            edge="#444444",
            weight=1.2,
        )
    area = max(slot.areas, key=lambda part: part.width * part.height)
    width, height = area.width * grid.body, area.height * grid.pitch
    size = min(LARGEST, width / 3, height / 2.2)
    middle_x, middle_y = left + area.left * grid.body + width / 2, top + area.top * grid.pitch + height / 2
    caption = _caption(slot)
    small = min(size * 0.38, height / 3, width / max(len(caption), 1) / 0.62)
    yield Words(middle_x, middle_y - small * 0.7, size, slot.name, "#222222")
    yield Words(middle_x, middle_y + size * 0.62, small, caption)


def _caption(slot: Slot) -> str:
    """What a slot takes, in a line."""
    what = NAMES.get(slot.takes, slot.takes)
    if slot.takes not in TEXTS:
        return what
    way = "竖排" if slot.vertical else f"{slot.keys.columns}栏×{slot.measure}字"
    return f"{what} {way} {slot.keys.headline}"
