"""A Plate as text, one line an item: the golden of the layout tests, reviewed as a diff."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from banmian.plate.colour import BLACK
from banmian.plate.items import Direction, Fill, Form, Link, Outline, Picture, Rule, TextRun, Wave

if TYPE_CHECKING:
    from banmian.plate.items import PlateItem
    from banmian.plate.tree import Plate


def dump(plate: Plate) -> str:
    """Return the page as text, its items in painting order."""
    size = f"{plate.width:.2f}x{plate.height:.2f}"
    head = f"PLATE {plate.page} {plate.section} {size} grid {plate.grid_top:.2f}+{plate.pitch:g}"
    return "\n".join([head, *(_line(item) for item in plate.items), ""])


def _line(item: PlateItem) -> str:
    whose = f"{item.role}{':' if item.article else ''}{item.article}"
    match item:
        case TextRun():
            start = f"@{item.body}" if item.body >= 0 else ""
            stretch = f" *{item.stretch:.3f}" if item.stretch != 1 else ""
            colour = "" if item.colour == BLACK else f" {item.colour.name}"
            way = "" if item.direction is Direction.HORIZONTAL else f" {item.direction}"
            return (
                f"T {item.x:.2f} {item.y:.2f} w{item.width:.2f} {item.face} {item.size:g}{stretch}{way}{colour} "
                f"{whose}{start} “{item.text}”"
            )
        case Rule():
            ends = " round" if item.round else ""
            at = f"{item.x0:.2f} {item.y0:.2f} {item.x1:.2f} {item.y1:.2f}"
            return f"R {at} {item.weight:g}{ends} {item.colour.name} {whose}"
        case Wave():
            at = f"{item.x0:.2f} {item.y0:.2f} {item.x1:.2f} {item.y1:.2f}"
            return f"W {at} {item.height:g}*{item.waves} {item.weight:g} {item.colour.name} {whose}"
        case Fill():
            return f"F {item.x:.2f} {item.y:.2f} {item.width:.2f}x{item.height:.2f} {item.colour.name} {whose}"
        case Outline():
            left, top, right, bottom = item.box
            fill = " even-odd" if item.filled and item.even_odd else " filled" if item.filled else ""
            stroke = f" {item.weight:g}{' round' if item.round else ''}" if item.weight else ""
            at = f"{left:.2f} {top:.2f} {right - left:.2f}x{bottom - top:.2f}"
            return f"O {at} {_shape(item)}{fill}{stroke} {item.colour.name} {whose}"
        case Picture():
            crop = " ".join(f"{side:.3f}" for side in item.crop)
            name = item.file.rpartition("/")[2]
            return f"P {item.x:.2f} {item.y:.2f} {item.width:.2f}x{item.height:.2f} {name} [{crop}] {whose}"
        case Form():
            return f"X {item.x:.2f} {item.y:.2f} {item.width:.2f}x{item.height:.2f} {item.name} {whose}"
        case Link():
            size = f"{item.width:.2f}x{item.height:.2f}"
            return f"L {item.x:.2f} {item.y:.2f} {size} → {item.to_page} {item.to_article} {whose}"


def _shape(outline: Outline) -> str:
    """How many steps of each kind a path has, and a sum over its points: borders have hundreds of them."""
    steps = [step for step, _ in outline.path]
    counts = " ".join(f"{step}{steps.count(step)}" for step in "MLCZ" if step in steps)
    points = " ".join(f"{step}{x + 0.0:.2f},{y + 0.0:.2f}" for step, some in outline.path for x, y in some)
    return f"{counts} #{crc32(points.encode()):08x}"
