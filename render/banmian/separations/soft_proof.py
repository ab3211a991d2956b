"""The soft proof 软打样: what the plates look like printed one over the other, by the output profile."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from PIL import Image

    from banmian.separations.plates import Plates


def soft_proof(plates: Plates, *, paper: bool = True) -> Image.Image:
    """The trimmed page in sRGB by LittleCMS.

    With `paper` absolute colorimetric: the paper's own colour and the black it can reach are seen, which is what a
    proof is for. Without it the paper is shown white and black as black (relative, black-point compensation).
    """
    from PIL import Image, ImageCms

    inks = np.ascontiguousarray(np.moveaxis(process_inks(plates), 0, 2))
    picture = Image.frombytes("CMYK", (inks.shape[1], inks.shape[0]), inks.tobytes())
    intent = ImageCms.Intent.ABSOLUTE_COLORIMETRIC if paper else ImageCms.Intent.RELATIVE_COLORIMETRIC
    transform = ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(io.BytesIO(plates.profile)),
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")),
        "CMYK",
        "RGB",
        intent,
        flags=ImageCms.Flags(0) if paper else ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    found = ImageCms.applyTransform(picture, transform)
    assert found is not None
    found.info.pop("icc_profile", None)  # LittleCMS writes the time into the sRGB that it makes, and PNG would carry it
    return found


def process_inks(plates: Plates) -> npt.NDArray[np.uint8]:
    """The four process plates within the trim, the spots printed on them in the inks that stand for them."""
    inks = plates.trimmed
    if len(plates.names) == 4:
        return inks
    left = 1 - inks[:4].astype(np.float32) / np.float32(255)
    for spot, tints in zip(inks[4:], plates.spots, strict=True):
        for plate in range(4):
            left[plate] *= 1 - tints[:, plate].astype(np.float32)[spot]
    found: npt.NDArray[np.uint8] = np.round((1 - left) * 255).astype(np.uint8)
    return found
