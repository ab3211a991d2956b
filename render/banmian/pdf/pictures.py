"""Photographs as image XObjects: cropped, brought to a sensible resolution, and in the inks of the press if asked.

What is transparent stays so, by a soft mask: a cut-out paints no white rectangle over the tint that it stands on.
PDF/X-4 allows it; PDF/X-1a and X-3 do not, and would have to have it flattened onto its ground.
"""

from __future__ import annotations

import io
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from banmian.pdf.document import PdfFile
    from banmian.plate import Picture

PRESS_PPI, SCREEN_PPI = 300, 150
"""Resolutions above which a picture is resampled down."""
PROFILE = "newsprint-TR002.icc"


class WrittenPicture(NamedTuple):
    """The reference of an image XObject, and whether the ground shows through it anywhere."""

    reference: bytes
    transparent: bool


def write_picture(pdf: PdfFile, picture: Picture, *, press: bool) -> WrittenPicture:
    """Write the picture as an image XObject."""
    data, width, height, channels, cover = _encoded(
        picture.file, picture.crop, round(picture.width, 3), round(picture.height, 3), press
    )
    size = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8" % (width, height)
    mask = b" /SMask %s" % pdf.stream(size + b" /ColorSpace /DeviceGray", cover) if cover else b""
    space = {1: b"/DeviceGray", 3: b"/DeviceRGB", 4: b"/DeviceCMYK"}[channels]
    decode = b" /Decode [1 0 1 0 1 0 1 0]" if channels == 4 else b""  # Pillow writes Adobe's inverted CMYK
    entries = size + b" /ColorSpace %s /Filter /DCTDecode%s%s" % (space, decode, mask)
    return WrittenPicture(pdf.stream(entries, data, compressed=True), bool(cover))


@lru_cache(maxsize=64)
def _encoded(
    file: str, crop: tuple[float, float, float, float], width: float, height: float, press: bool
) -> tuple[bytes, int, int, int, bytes]:
    """A JPEG, its width, height and channels, and how far each of its dots covers the ground: empty where all do."""
    from PIL import Image, ImageOps

    with Image.open(file) as opened:
        opened.draft(None, None)
        image: Any = ImageOps.exif_transpose(opened)
        profile = opened.info.get("icc_profile")
        image = _plain(image)
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
    image, cover = _parted(image)
    image = _to_press(image, profile) if press else _to_screen(image, profile)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90 if press else 82, subsampling=0 if press else 2, optimize=False)
    return out.getvalue(), image.width, image.height, len(image.getbands()), cover


def _plain(image: Any) -> Any:
    """Palettes and odd modes made grey or RGB, either with alpha if they have it, or CMYK."""
    if image.mode in ("LA", "La"):
        return image.convert("LA")
    if image.mode in ("RGBA", "RGBa", "PA") or "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode.startswith("I;16") or image.mode == "I":
        return image.point(lambda value: value / 256).convert("L")
    if image.mode in ("L", "1"):
        return image.convert("L")
    return image if image.mode in ("RGB", "CMYK") else image.convert("RGB")


def _parted(image: Any) -> tuple[Any, bytes]:
    """The colours of a picture and its cover, which is empty where nothing is transparent.

    Dots that are not seen take the colour of those about them, so that the JPEG has no edge there that would show.
    """
    from PIL import Image, ImageFilter

    if image.mode not in ("LA", "RGBA"):
        return image, b""
    colours = image.mode.removesuffix("A")
    cover = image.getchannel("A")
    if cover.getextrema()[0] == 255:
        return image.convert(colours), b""
    weighed = image.convert("RGBA").convert("RGBa").filter(ImageFilter.BoxBlur(_BLEED))
    around = weighed.convert("RGBA").convert(colours)
    return Image.composite(
        image.convert(colours), around, cover.point(lambda value: 255 if value else 0)
    ), cover.tobytes()


_BLEED = 8
"""Dots by which the colours of a cut-out run on beyond its edge: a block of JPEG."""


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
