"""The tone of the black plate: which tint of black looks as light as a grey does.

Dot gain makes a tint of half the dots look darker than half the way to black, more so on newsprint. A grey picture put
on the plate as it is would come out too dark and unlike a photograph in colour beside it, which goes by the profile.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from banmian.inks.sources import source

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image


class Tone:
    """The lightness of the tints of black of a CMYK profile, and the way from grey to them.

    Black is the solid black of the plate, or `black_most` of it (a part): all greys are brought between that and paper
    as black-point compensation does it, linearly in light.
    """

    def __init__(self, profile: bytes, black_most: float) -> None:
        self.black_most = black_most
        self._tints, self._lightness = _tints(profile)

    def black_of(self, grey: NDArray[Any]) -> NDArray[np.float64]:
        """The parts of black of greys, in sRGB from 0 to 1. Solid black, as type has it, is 1 whatever the limit."""
        black = self._black(_light_of_srgb(np.asarray(grey, float)), 1.0)
        return np.where(grey <= 0, 1.0, black)

    def table(self, profile: bytes | None) -> list[int]:
        """For each of 256 greys of a grey profile, None for that of sRGB: light on the black plate, 255 is paper."""
        own = source(profile, "L")
        grey = np.arange(256) / 255
        light = _light_of_srgb(grey) if own is None else _light_of_lightness(_lightness_of_greys(own))
        return self._steps(light)

    def of_lightness(self, lightness: Image) -> Image:
        """A picture of lightness L* in 255 steps, as light on the black plate."""
        return lightness.point(self._steps(_light_of_lightness(np.arange(256) / 255 * 100)))

    def capped(self, black: Image) -> Image:
        """A picture of the ink on the black plate, as light on it: kept, but for black beyond the most."""
        most = round(self.black_most * 255)
        return black.point([255 - min(ink, most) for ink in range(256)])

    def _steps(self, light: NDArray[np.float64]) -> list[int]:
        return [int(step) for step in np.round(255 * (1 - self._black(light, self.black_most)))]

    def _black(self, light: NDArray[np.float64], most: float) -> NDArray[np.float64]:
        darkest = _light_of_lightness(np.interp(most, self._tints, self._lightness))
        wanted = _lightness_of_light(darkest + (1 - darkest) * light)
        black: NDArray[np.float64] = np.interp(-wanted, -self._lightness, self._tints)
        return np.minimum(black, most)


@lru_cache(maxsize=8)
def _tints(profile: bytes) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The parts of black from 0 to 1, and their lightness against that of the paper, which falls all the way."""
    from PIL import Image as Pillow
    from PIL import ImageCms

    ramp = np.zeros((1, 256, 4), np.uint8)
    ramp[0, :, 3] = np.arange(256)
    way = ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(io.BytesIO(profile)),
        ImageCms.createProfile("LAB"),
        "CMYK",
        "LAB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
    )
    made: Any = ImageCms.applyTransform(Pillow.fromarray(ramp, "CMYK"), way)
    tints = np.arange(256) / 255
    measured = np.asarray(made)[0, :, 0] / 255 * 100
    # LittleCMS gives Pillow 8 bits of lightness: a curve through them has no steps
    curve = np.polynomial.Polynomial.fit(tints, measured, 7)(tints)
    curve[0] = 100.0
    falling = np.minimum.accumulate(curve) - tints * 1e-6
    return tints, falling


def _lightness_of_greys(own: Any) -> NDArray[np.float64]:
    """The lightness of the 256 greys of a grey profile."""
    from PIL import Image as Pillow
    from PIL import ImageCms

    way = ImageCms.buildTransform(
        own,
        ImageCms.createProfile("LAB"),
        "L",
        "LAB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    made: Any = ImageCms.applyTransform(Pillow.fromarray(np.arange(256, dtype=np.uint8)[None]), way)
    lightness: NDArray[np.float64] = np.asarray(made)[0, :, 0] / 255 * 100
    return lightness


def _light_of_srgb(grey: NDArray[np.float64]) -> NDArray[np.float64]:
    """Light from 0 to 1 of greys of sRGB (IEC 61966-2-1)."""
    return np.where(grey <= 0.04045, grey / 12.92, ((grey + 0.055) / 1.055) ** 2.4)


def _light_of_lightness(lightness: Any) -> Any:
    """Light Y from 0 to 1 of a lightness L* (CIE 1976)."""
    return np.where(np.asarray(lightness) > 8, ((np.asarray(lightness) + 16) / 116) ** 3, np.asarray(lightness) / 903.3)


def _lightness_of_light(light: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(light > 0.008856, 116 * np.cbrt(light) - 16, 903.3 * light)
