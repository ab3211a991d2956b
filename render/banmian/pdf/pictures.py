"""Photographs as image XObjects: cropped, brought to a sensible resolution, and in the inks of the press if asked."""

from __future__ import annotations

import io
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from banmian.pdf.document import PdfFile
    from banmian.plate import Picture

PRESS_PPI, SCREEN_PPI = 300, 150
"""Resolutions above which a picture is resampled down."""
PROFILE = "newsprint-TR002.icc"


def write_picture(pdf: PdfFile, picture: Picture, *, press: bool) -> bytes:
    """The picture as an image XObject; its reference."""
    data, width, height, channels = _encoded(
        picture.file, picture.crop, round(picture.width, 3), round(picture.height, 3), press
    )
    space = {1: b"/DeviceGray", 3: b"/DeviceRGB", 4: b"/DeviceCMYK"}[channels]
    decode = b" /Decode [1 0 1 0 1 0 1 0]" if channels == 4 else b""  # Pillow writes Adobe's inverted CMYK
    return pdf.stream(
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s /BitsPerComponent 8 /Filter /DCTDecode%s"
        % (width, height, space, decode),
        data,
        compressed=True,
    )


@lru_cache(maxsize=64)
def _encoded(
    file: str, crop: tuple[float, float, float, float], width: float, height: float, press: bool
) -> tuple[bytes, int, int, int]:
    from PIL import Image, ImageOps

    with Image.open(file) as opened:
        opened.draft(None, None)
        image: Any = ImageOps.exif_transpose(opened)
        profile = opened.info.get("icc_profile")
        image = _flat(image)
    left, top, right, bottom = crop
    box = (
        round(left * image.width),
        round(top * image.height),
        round(right * image.width),
        round(bottom * image.height),
    )
    image = image.crop(box)
    limit = PRESS_PPI if press else SCREEN_PPI
    most = (max(round(width / 72 * limit), 1), max(round(height / 72 * limit), 1))
    if image.width > most[0] * 1.1:
        image = image.resize(most, Image.Resampling.LANCZOS)
    image = _to_press(image, profile) if press else _to_screen(image, profile)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90 if press else 82, subsampling=0 if press else 2, optimize=False)
    return out.getvalue(), image.width, image.height, len(image.getbands())


def _flat(image: Any) -> Any:
    """Alpha flattened on white, palettes and odd modes made grey, RGB or CMYK."""
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, (255, 255, 255, 255))
        return Image.alpha_composite(ground, image).convert("RGB")
    if image.mode.startswith("I;16") or image.mode == "I":
        return image.point(lambda value: value / 256).convert("L")
    if image.mode in ("L", "1"):
        return image.convert("L")
    return image if image.mode in ("RGB", "CMYK") else image.convert("RGB")


def _to_press(image: Any, profile: bytes | None) -> Any:
    """CMYK by the newsprint profile, relative colorimetric with black-point compensation; grey stays on K alone."""
    from PIL import ImageCms, ImageOps

    if image.mode == "CMYK":
        return image
    if image.mode == "L":
        from PIL import Image

        empty = Image.new("L", image.size, 0)
        return Image.merge("CMYK", (empty, empty, empty, ImageOps.invert(image)))
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile)) if profile else ImageCms.createProfile("sRGB")
    target = ImageCms.ImageCmsProfile(io.BytesIO(output_profile()))
    return ImageCms.profileToProfile(
        image,
        source,
        target,
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="CMYK",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def _to_screen(image: Any, profile: bytes | None) -> Any:
    from PIL import ImageCms

    if image.mode == "CMYK":
        source = io.BytesIO(profile or output_profile())
        return ImageCms.profileToProfile(
            image, ImageCms.ImageCmsProfile(source), ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    if image.mode == "RGB" and profile:
        return ImageCms.profileToProfile(
            image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    return image


def output_profile() -> bytes:
    """The colour profile of the press: coldset on newsprint."""
    return (resources.files("banmian.profiles") / PROFILE).read_bytes()
