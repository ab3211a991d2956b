"""Stand-in pictures as real files: landscapes of flat colours for photographs, a plain card for an advert."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

RESOLUTION = 120
"""Pixels to an inch."""
PALETTES = (
    ((250, 214, 165), (206, 120, 92), (92, 74, 104), (38, 40, 66)),
    ((216, 230, 238), (140, 176, 196), (76, 118, 142), (32, 62, 84)),
    ((240, 236, 212), (170, 186, 134), (98, 128, 92), (44, 70, 60)),
    ((244, 226, 226), (196, 156, 172), (128, 98, 130), (62, 54, 84)),
)
"""Sky and three ranges of hills, from far to near (RGB)."""
HILLS = 3


def landscape(width: float, height: float, number: int) -> bytes:
    """A picture of `width` x `height` pt as a JPEG: sky, sun and ranges of hills. `number` varies it."""
    return _file(_landscape(width, height, number), "JPEG")


def cutout(width: float, height: float, number: int) -> bytes:
    """The same in an oval on a ground that is transparent, as a PNG."""
    from PIL import Image, ImageDraw

    picture = _landscape(width, height, number)
    mask = Image.new("L", picture.size, 0)
    ImageDraw.Draw(mask).ellipse((0, 0, picture.width - 1, picture.height - 1), fill=255)
    picture.putalpha(mask)
    return _file(picture, "PNG")


def advert_card(width: float, height: float, name: str) -> bytes:
    """A card for the advert slot of a name, grey, as a PNG: frame, what it is for, and its size in mm."""
    from PIL import Image, ImageDraw, ImageFont

    from banmian.faces import catalogue, default_roles

    across, down = _pixels(width, height)
    image = Image.new("L", (across, down), 244)
    draw = ImageDraw.Draw(image)
    edge = max(min(across, down) // 60, 2)
    draw.rectangle((0, 0, across - 1, down - 1), outline=130, width=edge)
    draw.rectangle((3 * edge, 3 * edge, across - 1 - 3 * edge, down - 1 - 3 * edge), outline=190, width=1)
    face = catalogue()[default_roles()["headline-hard"][0]].path
    lines = (f"{name}区　广告位", f"{width / 72 * 25.4:.0f} × {height / 72 * 25.4:.0f} 毫米")
    size = min(down * 0.24, across * 0.8 / 8)
    for text, part, middle, grey in ((lines[0], 1.0, 0.42, 60), (lines[1], 0.5, 0.66, 110)):
        font = ImageFont.truetype(face, max(size * part, 8))
        draw.text((across / 2, down * middle), text, grey, font, anchor="mm")
    return _file(image, "PNG")


def _landscape(width: float, height: float, number: int) -> Image.Image:
    from PIL import Image, ImageDraw

    across, down = _pixels(width, height)
    sky, *hills = PALETTES[number % len(PALETTES)]
    image = Image.new("RGB", (across, down))
    draw = ImageDraw.Draw(image)
    for y in range(down):  # the sky is lighter towards the hills
        part = min(y / (down * 0.6), 1.0)
        draw.line((0, y, across, y), tuple(round(c * (0.82 + 0.18 * part)) for c in sky))
    sun, radius = across * (0.22 + 0.19 * (number % 4)), min(across, down) * 0.09
    draw.ellipse((sun - radius, down * 0.26 - radius, sun + radius, down * 0.26 + radius), (255, 248, 232))
    for n in range(HILLS):
        crest = [
            (x, down * (0.5 + 0.15 * n) - down * 0.1 * _wave(x / down, number * 1.7 + n * 2.3)) for x in range(across)
        ]
        draw.polygon([(0, down), *crest, (across, down)], hills[n])
    return image


def _wave(x: float, shift: float) -> float:
    return 0.6 * math.sin(2.1 * x + shift) + 0.3 * math.sin(4.7 * x + 2 * shift) + 0.1 * math.sin(13 * x + shift)


def _pixels(width: float, height: float) -> tuple[int, int]:
    return max(round(width / 72 * RESOLUTION), 16), max(round(height / 72 * RESOLUTION), 16)


def _file(image: Image.Image, form: str) -> bytes:
    data = io.BytesIO()
    image.save(data, form, **({"quality": 88} if form == "JPEG" else {"optimize": True}))
    return data.getvalue()
