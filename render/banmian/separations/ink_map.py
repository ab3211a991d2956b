"""The map of ink coverage 墨量图: how much ink lies where, in colours, and what is over the limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from banmian.separations.coverage import coverage

if TYPE_CHECKING:
    from PIL import Image, ImageFont

    from banmian.model.plant import Limits
    from banmian.separations.coverage import Ink, Region
    from banmian.separations.plates import Plates

_STOPS = ((0, 255, 255, 255), (50, 214, 228, 240), (100, 158, 192, 222), (150, 98, 150, 192), (200, 52, 104, 150))
"""Per cent of ink, and its red, green and blue: paper to deep blue as long as there is not too much."""
_OVER, _ERROR = (255, 170, 0), (214, 0, 40)
_WORDS, _EDGE = (30, 30, 30), (120, 120, 120)


def ink_map(plates: Plates, ink: Ink, limits: Limits) -> Image.Image:
    """The trimmed page as a map, over a legend with the most ink and the areas over the limits."""
    from PIL import Image, ImageDraw

    total = coverage(plates.trimmed)
    height, width = total.shape
    size = max(round(min(width, 1200) / 45), 9)
    sheet = Image.new("RGB", (width, height + _legend_height(size)), (255, 255, 255))
    sheet.paste(Image.fromarray(_colours(total, limits)), (0, 0))
    draw = ImageDraw.Draw(sheet)
    face = _face(size)
    for regions, colour in ((ink.over, _OVER), (ink.over_error, _ERROR)):
        for region in regions:
            _mark(draw, region, plates.dpi, colour, face, sheet.size)
    _legend(draw, height, width, size, ink, limits)
    return sheet


def _legend_height(size: int) -> int:
    return 7 * size


def _colours(total: npt.NDArray[np.float32], limits: Limits) -> npt.NDArray[np.uint8]:
    at = [stop[0] for stop in _STOPS]
    found = np.stack([np.interp(total, at, [stop[n] for stop in _STOPS]) for n in (1, 2, 3)], axis=2).astype(np.uint8)
    # As coverage is measured: a plate has 255 steps, so the last half per cent is no figure.
    found[total > limits.ink + 0.5] = _OVER
    found[total > limits.ink_error + 0.5] = _ERROR
    return found


def _mark(
    draw: object, region: Region, dpi: float, colour: tuple[int, int, int], face: object, within: tuple[int, int]
) -> None:
    from PIL import ImageDraw

    assert isinstance(draw, ImageDraw.ImageDraw)
    scale, room = dpi / 25.4, 4
    box = (
        max(region.x * scale - room, 0),
        max(region.y * scale - room, 0),
        min((region.x + region.width) * scale + room, within[0] - 1),
        min((region.y + region.height) * scale + room, within[1] - 1),
    )
    draw.rectangle(box, outline=(255, 255, 255), width=4)
    draw.rectangle(box, outline=colour, width=2)
    words = f"{region.most:.0f}%"
    place = (box[0] + 4, box[1] + 3)
    frame = draw.textbbox(place, words, font=face)  # type: ignore[arg-type]
    draw.rectangle((frame[0] - 2, frame[1] - 2, frame[2] + 2, frame[3] + 2), fill=(255, 255, 255))
    draw.text(place, words, fill=colour if colour == _ERROR else (150, 90, 0), font=face)  # type: ignore[arg-type]


def _legend(draw: object, top: int, width: int, size: int, ink: Ink, limits: Limits) -> None:
    from PIL import ImageDraw

    assert isinstance(draw, ImageDraw.ImageDraw)
    left, right, most = size, width - 2 * size, max(300.0, limits.ink_error + 20)
    face = _face(size)
    scale = np.linspace(0, most, max(right - left, 1), dtype=np.float32)[None, :]
    draw.line((0, top, width, top), fill=_EDGE)
    for x, colour in enumerate(_colours(scale, limits)[0]):
        draw.line((left + x, top + size, left + x, top + 2 * size), fill=tuple(int(one) for one in colour))
    draw.rectangle((left, top + size, right, top + 2 * size), outline=_EDGE)
    ticks = [float(one) for one in range(0, int(most) + 1, 50)]
    limited = [limits.ink, limits.ink_error]
    shown = [one for one in ticks if min(abs(one - limit) for limit in limited) > most * 2.4 * size / (right - left)]
    for per_cent in sorted([*shown, *limited]):
        x = left + per_cent / most * (right - left)
        draw.line((x, top + 2 * size, x, top + 2.4 * size), fill=_WORDS)
        draw.text((x, top + 3.3 * size), f"{per_cent:g}%", fill=_WORDS, font=face, anchor="ms")
    means = "   ".join(f"{name} {mean:.1f}%" for name, mean in ink.means.items())
    areas = f"> {limits.ink:g}%: {ink.area_over:.0f} mm²   > {limits.ink_error:g}%: {ink.area_over_error:.0f} mm²"
    colour = _ERROR if ink.most > limits.ink_error + 0.5 else _WORDS
    draw.text((left, top + 4.9 * size), f"max {ink.most:.1f}%   {areas}", fill=colour, font=face, anchor="ls")
    draw.text((left, top + 6.3 * size), f"mean {means}", fill=_WORDS, font=face, anchor="ls")


def _face(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    from PIL import ImageFont

    return ImageFont.load_default(size)
