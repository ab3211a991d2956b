"""Pictures of every kind of pixel brought to the few kinds that have a way to the inks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image


def opaque(image: Image) -> Image:
    """A picture without cover as one of L, RGB, CMYK, LAB. Black and white becomes grey."""
    if image.mode in ("1", "L", "RGB", "CMYK", "LAB"):
        return image.convert("L") if image.mode == "1" else image
    if image.mode.startswith("I") or image.mode == "F":
        return _eight_bits(image)
    if image.mode == "P" and image.palette is not None and image.palette.mode == "CMYK":
        return image.convert("CMYK")
    return image.convert("RGB")


def parted(image: Image) -> tuple[Image, Image | None]:
    """The colours of a picture (L, RGB, CMYK, LAB), and how far each dot covers the ground, None where all do wholly.

    A palette may give its entries a cover, and a file may name one colour that is not there: both are cover.
    """
    from PIL import Image as Pillow

    if image.mode in ("LA", "La"):
        both = image.convert("LA")
        colours, cover = both.getchannel("L"), both.getchannel("A")
    elif image.mode.startswith("I;16") and isinstance(image.info.get("transparency"), int):
        absent = image.info["transparency"]
        cover = Pillow.fromarray(_array(image) != absent).convert("L")
        colours = _eight_bits(image)
    elif image.mode in ("RGBA", "RGBa", "PA") or "transparency" in image.info:
        both = image.convert("RGBA")
        grey = image.mode in ("1", "L")
        colours, cover = both.convert("L") if grey else both.convert("RGB"), both.getchannel("A")
    else:
        return opaque(image), None
    return (colours, None) if cover.getextrema()[0] == 255 else (colours, cover)


def is_line_art(image: Image) -> bool:
    """Whether a picture is black and white and nothing between."""
    return image.mode == "1" and "transparency" not in image.info


def is_neutral(image: Image) -> bool:
    """Whether an RGB picture has no colour at all: a grey one that was saved in three channels."""
    from PIL import ImageChops

    # a look at every thousandth dot first: nearly all pictures are known for coloured by it
    few = image.resize((min(image.width, 32), min(image.height, 32)), 0)
    for some in (few, image):
        red, green, blue = some.split()
        if any(ImageChops.difference(green, other).getextrema()[1] for other in (red, blue)):
            return False
    return True


def _array(image: Image) -> Any:
    import numpy as np

    return np.asarray(image)


def _eight_bits(image: Image) -> Image:
    """Grey of 16 or 32 bits, or of real numbers from 0 to 1 or 255, in 8 bits; worked on in strips."""
    import numpy as np
    from PIL import Image as Pillow

    out = Pillow.new("L", image.size)
    most = 65535.0 if image.mode.startswith("I") else 1.0 if image.getextrema()[1] <= 1 else 255.0  # type: ignore[operator]
    rows = max((1 << 20) // max(image.width, 1), 1)
    for top in range(0, image.height, rows):
        box = (0, top, image.width, min(top + rows, image.height))
        strip = _array(image.crop(box)).astype(np.float32) * np.float32(255 / most)
        out.paste(Pillow.fromarray(np.clip(np.round(strip), 0, 255).astype(np.uint8)), box)
    return out
