"""Pictures as image XObjects: in the inks of the press if asked, else grey or RGB for screens.

On screens what is transparent stays so, by a soft mask. On a plate nothing is transparent: the picture is laid on its
ground, and where nothing of it is seen a stencil of one bit leaves the ground, and text on it, as they are.
"""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from banmian.inks import read_condition
from banmian.inks.grey import grey_of
from banmian.inks.modes import parted
from banmian.pdf.opening import open_picture
from banmian.pdf.picture_ink import picture_ink

if TYPE_CHECKING:
    from PIL.Image import Image

    from banmian.inks import Conversion
    from banmian.model.plant import Sharpen
    from banmian.pdf.document import PdfFile
    from banmian.pdf.picture_ink import PictureInk
    from banmian.plate import Colour, Picture

SCREEN_PPI = 150
"""Resolution above which a picture is resampled down for screens; for the press the plant's limits say it."""
LINE_ART_PPI = 1200
"""Resolution above which pictures of black and white alone are resampled down: that of a plate of 1270 dpi."""
UNSEEN = 5
"""Cover, of 255, below which nothing of a dot is printed: 2 %."""
QUALITY = 90
"""Of JPEG, on plates, without subsampling of any ink."""


class WrittenPicture(Struct, frozen=True):
    """The reference of an image XObject, and whether the ground shows through it anywhere by a soft mask.

    `ink` is what it puts on the plates, None on screens.
    """

    reference: bytes
    transparent: bool
    ink: PictureInk | None


class _Encoded(NamedTuple):
    """The data of an image, the entries that go with it, those and the data of its mask, if it has one, and its ink."""

    data: bytes
    entries: bytes
    compressed: bool
    mask: bytes = b""
    mask_entries: bytes = b""
    ink: PictureInk | None = None


def write_picture(
    pdf: PdfFile,
    picture: Picture,
    *,
    conversion: Conversion | None,
    ground: Colour | None = None,
    sharpen: Sharpen | None = None,
    grey: bool = False,
) -> WrittenPicture:
    """Write the picture as an image XObject; `conversion` is the way to the inks, None for screens.

    On a plate it is opaque and DeviceCMYK, or DeviceGray, which is the black plate alone: grey pictures, and all if
    `grey` (a page printed in black). What is transparent in it is laid on `ground`, None for the paper, and has a
    stencil `/Mask` where nothing is seen. Pictures of black and white alone stay so, one bit a dot.
    """
    path = Path(picture.file)
    state = path.stat()
    made = _encoded(
        picture.file,
        (state.st_mtime_ns, state.st_size),
        picture.crop,
        (round(picture.width, 3), round(picture.height, 3)),
        conversion,
        ground,
        sharpen,
        grey,
    )
    mask = b""
    if made.mask:
        key = b"SMask" if conversion is None else b"Mask"
        mask = b" /%s %s" % (key, pdf.stream(made.mask_entries, made.mask))
    return WrittenPicture(
        pdf.stream(made.entries + mask, made.data, compressed=made.compressed),
        bool(mask) and conversion is None,
        made.ink,
    )


@lru_cache(maxsize=64)
def _encoded(
    file: str,
    state: tuple[int, int],  # noqa: ARG001 - tells a file that is new
    crop: tuple[float, float, float, float],
    size: tuple[float, float],
    conversion: Conversion | None,
    ground: Colour | None,
    sharpen: Sharpen | None,
    grey: bool,
) -> _Encoded:
    def dots(ppi: float) -> tuple[int, int]:
        return max(round(size[0] / 72 * ppi), 1), max(round(size[1] / 72 * ppi), 1)

    most = conversion.limits.ppi_most if conversion else SCREEN_PPI
    image, profile = open_picture(file, crop, dots(most), dots(LINE_ART_PPI if conversion else SCREEN_PPI))
    if conversion is None:
        return _for_screen(image, profile)
    if image.mode == "1":
        entries = _size(image, 1) + b" /ColorSpace /DeviceGray"
        return _Encoded(image.tobytes(), entries, compressed=False, ink=picture_ink(image, size))
    colours, cover = parted(image)
    if sharpen and sharpen.amount:
        colours = _sharpened(colours, sharpen)
    inks = conversion.grey(colours, profile) if grey else conversion.picture(colours, profile)
    if cover is None:
        return _jpeg(inks, QUALITY, 0)._replace(ink=picture_ink(inks, size))
    inks = _on_ground(inks, cover, ground, grey=grey)
    stencil = cover.point([255] * UNSEEN + [0] * (256 - UNSEEN)).convert("1")
    mask = stencil.tobytes() if stencil.getextrema()[1] else b""
    return _jpeg(inks, QUALITY, 0)._replace(
        mask=mask,
        mask_entries=_size(image, 1) + b" /ImageMask true",
        ink=picture_ink(inks, size)._replace(clear=bool(mask)),
    )


def _on_ground(inks: Image, cover: Image, ground: Colour | None, *, grey: bool) -> Image:
    """Inks laid on those of their ground as far as they cover it."""
    from PIL import Image as Pillow
    from PIL import ImageOps

    below = ground.cmyk if ground else (0.0, 0.0, 0.0, 0.0)
    if grey and ground:
        below = (0.0, 0.0, 0.0, grey_of(ground))
    if inks.mode == "L" and any(below[:3]):
        empty = Pillow.new("L", inks.size, 0)
        inks = Pillow.merge("CMYK", (empty, empty, empty, ImageOps.invert(inks)))
    if inks.mode == "L":
        return Pillow.composite(inks, Pillow.new("L", inks.size, round(255 * (1 - below[3]))), cover)
    # cut off, not rounded: four inks rounded up could be over the limit
    return Pillow.composite(inks, Pillow.new("CMYK", inks.size, tuple(int(ink * 255 + 1e-6) for ink in below)), cover)


def _sharpened(image: Image, sharpen: Sharpen) -> Image:
    """Unsharp masking; of colours in RGB only their lightness, so that no edge gets a fringe."""
    from PIL import Image as Pillow
    from PIL import ImageFilter

    mask = ImageFilter.UnsharpMask(sharpen.radius, round(sharpen.amount), sharpen.threshold)
    if image.mode not in ("RGB", "LAB"):
        return image.filter(mask)
    in_parts = image.convert("YCbCr") if image.mode == "RGB" else image
    light, *colour = in_parts.split()
    return Pillow.merge(in_parts.mode, (light.filter(mask), *colour)).convert(image.mode)


def _for_screen(image: Image, profile: bytes | None) -> _Encoded:
    colours, cover = parted(image)
    if cover is not None:
        colours = _run_on(colours, cover)
    made = _jpeg(_to_screen(colours, profile), 82, 2)
    if cover is None:
        return made
    return made._replace(mask=cover.tobytes(), mask_entries=_size(image, 8) + b" /ColorSpace /DeviceGray")


def _run_on(colours: Image, cover: Image) -> Image:
    """Dots that are not seen take the colour of those about them: so the JPEG has no edge there that would show."""
    from PIL import Image as Pillow
    from PIL import ImageFilter

    both = colours.convert("RGB")
    both.putalpha(cover)
    around = both.convert("RGBa").filter(ImageFilter.BoxBlur(_BLEED)).convert("RGBA").convert(colours.mode)
    return Pillow.composite(colours, around, cover.point(lambda value: 255 if value else 0))


_BLEED = 8
"""Dots by which the colours of a cut-out run on beyond its edge: a block of JPEG."""


def _to_screen(image: Image, profile: bytes | None) -> Image:
    from PIL import ImageCms

    from banmian.inks.sources import source

    own: Any = source(profile, image.mode)
    if image.mode == "L" or (image.mode == "RGB" and own is None):
        return image
    if own is None and image.mode == "CMYK":
        own = ImageCms.ImageCmsProfile(io.BytesIO(output_profile()))
    own = own or ImageCms.createProfile("LAB")
    way = ImageCms.buildTransform(own, ImageCms.createProfile("sRGB"), image.mode, "RGB")
    made: Any = ImageCms.applyTransform(image, way)
    return made  # type: ignore[no-any-return]


def _jpeg(image: Image, quality: int, subsampling: int) -> _Encoded:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, subsampling=subsampling, optimize=False)
    space = {"L": b"/DeviceGray", "RGB": b"/DeviceRGB", "CMYK": b"/DeviceCMYK"}[image.mode]
    decode = b" /Decode [1 0 1 0 1 0 1 0]" if image.mode == "CMYK" else b""  # Pillow writes Adobe's inverted CMYK
    entries = _size(image, 8) + b" /ColorSpace %s /Filter /DCTDecode%s" % (space, decode)
    return _Encoded(out.getvalue(), entries, compressed=True)


def _size(image: Image, bits: int) -> bytes:
    form = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent %d"
    return form % (image.width, image.height, bits)


def output_profile() -> bytes:
    """The colour profile of newsprint: what CMYK pictures without one are taken for on screens."""
    return read_condition("newsprint").profile
