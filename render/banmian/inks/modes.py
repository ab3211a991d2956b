"""Pictures of every kind of pixel brought to the few kinds that have a way to the inks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image


def plain(image: Image) -> Image:
    """A picture as one of L, RGB, CMYK, LAB; as LA or RGBA where a dot of it may be transparent.

    Black and white becomes grey, 16 bits become 8. A palette may give its entries a cover, and a file may name one
    colour that is not there: both are transparent.
    """
    absent = image.info.get("transparency")
    if image.mode in ("LA", "La"):
        return image.convert("LA")
    if image.mode.startswith("I") or image.mode == "F":
        grey = _eight_bits(image)
        if isinstance(absent, int):
            from PIL import Image as Pillow

            grey = Pillow.merge("LA", (grey, Pillow.fromarray(_array(image) != absent).convert("L")))
        return grey
    if image.mode in ("RGBA", "RGBa", "PA") or absent is not None:
        both = image.convert("RGBA")
        return both.convert("LA") if image.mode in ("1", "L") else both
    if image.mode in ("L", "RGB", "CMYK", "LAB"):
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def opaque(image: Image) -> Image:
    """A picture as one of L, RGB, CMYK, LAB; what is transparent in it is taken as solid."""
    made = plain(image)
    return made.convert(made.mode[:-1]) if made.mode in ("LA", "RGBA") else made


def parted(image: Image) -> tuple[Image, Image | None]:
    """The colours of a picture (L, RGB, CMYK, LAB), and how far each dot covers the ground: None where all do."""
    made = plain(image)
    if made.mode not in ("LA", "RGBA"):
        return made, None
    cover = made.getchannel("A")
    return made.convert(made.mode[:-1]), None if cover.getextrema()[0] == 255 else cover


def is_line_art(image: Image) -> bool:
    """Whether a picture is black and white and nothing between."""
    return image.mode == "1" and "transparency" not in image.info


def is_neutral(image: Image) -> bool:
    """Whether an RGB picture has no colour at all: a grey one that was saved in three channels."""
    from PIL import ImageChops

    # a look at a thousand dots first: nearly all pictures are known for coloured by it
    few = image.resize((min(image.width, 32), min(image.height, 32)), 0)
    for some in (few, image):
        red, green, blue = some.split()
        if any(ImageChops.difference(green, other).getextrema() != (0, 0) for other in (red, blue)):
            return False
    return True


def _array(image: Image) -> Any:
    import numpy as np

    return np.asarray(image)


def _eight_bits(image: Image) -> Image:
    """Grey of 16 bits, or of real numbers from 0 to 1 or to 255, in 8 bits."""
    import numpy as np
    from PIL import Image as Pillow

    levels = _array(image).astype(np.float32)
    most = 65535.0 if image.mode.startswith("I") else 1.0 if levels.max(initial=0) <= 1 else 255.0
    return Pillow.fromarray(np.clip(np.round(levels * np.float32(255 / most)), 0, 255).astype(np.uint8))
