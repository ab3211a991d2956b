"""Opening a picture file: the part that shows, upright, in one of few kinds of pixels, no larger than it is printed.

Of a large picture only what is needed is held: JPEG is decoded at a half, a quarter or an eighth of its size, others
are brought down in strips while they are turned into plain pixels, before anything else is made of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from banmian.inks.modes import is_line_art, plain
from banmian.model.sizes import pictures_of_any_size

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

Box = tuple[float, float, float, float]

SLACK = 1.005
"""How many times the resolution that is wanted a picture may have without being resampled."""
_STRIP = 1 << 22
"""Dots that are worked on together."""
_LARGE = 24_000_000
"""Dots from which on a picture is brought down by whole numbers as far as it goes, before it is resampled."""
_ORIENTATION = 0x0112


class Opened(NamedTuple):
    """A picture as it is to be printed: L, RGB, CMYK or LAB, LA or RGBA where something is transparent, or 1.

    `profile` is the ICC profile that it brought along.
    """

    image: Image
    profile: bytes | None


def open_picture(file: str | Path, crop: Box, most: tuple[int, int], most_line_art: tuple[int, int]) -> Opened:
    """The part `crop` (left, top, right, bottom from 0 to 1, of the upright picture), with at most so many dots.

    `most_line_art` is for pictures of black and white alone, which need finer dots.
    """
    from PIL import Image as Pillow

    with pictures_of_any_size(), Pillow.open(file) as opened:
        profile = opened.info.get("icc_profile")
        turned = opened.getexif().get(_ORIENTATION, 1) >= 5
        part = max((crop[2] - crop[0]), 1e-6), max((crop[3] - crop[1]), 1e-6)
        whole = (round(most[0] / part[0]), round(most[1] / part[1]))
        opened.draft(None, whole[::-1] if turned else whole)
        opened.load()
        orientation = opened.getexif().get(_ORIENTATION, 1)  # TIFF is upright by now, and says so
        left, top, right, bottom = stored_crop(crop, orientation)
        box = (
            round(left * opened.width),
            round(top * opened.height),
            max(round(right * opened.width), round(left * opened.width) + 1),
            max(round(bottom * opened.height), round(top * opened.height) + 1),
        )
        fine = most_line_art if is_line_art(opened) else most
        wanted = fine if orientation < 5 else fine[::-1]
        image = _fitted(opened, box, wanted)
        return Opened(_upright(image, orientation), profile)


def _fitted(image: Image, box: tuple[int, int, int, int], most: tuple[int, int]) -> Image:
    """The part of a picture in a box as plain pixels, resampled where it has more dots than are wanted."""
    from PIL import Image as Pillow

    size = (box[2] - box[0], box[3] - box[1])
    ratio = min(size[0] / max(most[0], 1), size[1] / max(most[1], 1))
    too_many = size[0] > most[0] * SLACK or size[1] > most[1] * SLACK
    wanted = (min(most[0], size[0]), min(most[1], size[1]))
    if is_line_art(image):
        part = image.crop(box)
        if not too_many:
            return part
        grey = part.convert("L").resize(wanted, Pillow.Resampling.BOX)
        return grey.convert("1", dither=Pillow.Dither.NONE)
    large = size[0] * size[1] > _LARGE
    if too_many and image.mode in ("L", "RGB", "CMYK", "LAB") and "transparency" not in image.info:
        return image.resize(wanted, Pillow.Resampling.LANCZOS, box=box, reducing_gap=1.0 if large else 3.0)
    factor = max(int(ratio if large else ratio / 2), 1) if too_many else 1
    part = _in_strips(image, box, factor) if large or factor > 1 else plain(image.crop(box))
    return part.resize(wanted, Pillow.Resampling.LANCZOS) if too_many and part.size != wanted else part


def _in_strips(image: Image, box: tuple[int, int, int, int], factor: int) -> Image:
    """The part of a picture as plain pixels, each the mean of `factor` × `factor`, made a strip at a time."""
    from PIL import Image as Pillow

    left, top, right, bottom = box
    size = (-(-(right - left) // factor), -(-(bottom - top) // factor))
    rows = max(_STRIP // (right - left) // factor, 1) * factor
    out: Any = None
    for begin in range(top, bottom, rows):
        strip = plain(image.crop((left, begin, right, min(begin + rows, bottom))))
        weighed = {"RGBA": "RGBa", "LA": "La"}.get(strip.mode)  # what is not seen has no weight in a mean
        if factor > 1:
            whole = strip.mode
            strip = strip.convert(weighed) if weighed else strip
            strip = strip.reduce(factor)
            strip = strip.convert(whole) if weighed else strip
        if out is None:
            out = Pillow.new(strip.mode, size)
        out.paste(strip, (0, (begin - top) // factor))
    return out  # type: ignore[no-any-return]


def stored_crop(crop: Box, orientation: int) -> Box:
    """A part of an upright picture as a part of the pixels as they are stored, by its EXIF orientation (1 to 8)."""
    left, top, right, bottom = crop
    return {
        2: (1 - right, top, 1 - left, bottom),
        3: (1 - right, 1 - bottom, 1 - left, 1 - top),
        4: (left, 1 - bottom, right, 1 - top),
        5: (top, left, bottom, right),
        6: (top, 1 - right, bottom, 1 - left),
        7: (1 - bottom, 1 - right, 1 - top, 1 - left),
        8: (1 - bottom, left, 1 - top, right),
    }.get(orientation, crop)


def _upright(image: Image, orientation: int) -> Image:
    from PIL import Image as Pillow

    way = {
        2: Pillow.Transpose.FLIP_LEFT_RIGHT,
        3: Pillow.Transpose.ROTATE_180,
        4: Pillow.Transpose.FLIP_TOP_BOTTOM,
        5: Pillow.Transpose.TRANSPOSE,
        6: Pillow.Transpose.ROTATE_270,
        7: Pillow.Transpose.TRANSVERSE,
        8: Pillow.Transpose.ROTATE_90,
    }.get(orientation)
    return image if way is None else image.transpose(way)
