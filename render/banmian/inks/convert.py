"""The way from any colour to the inks of an output condition, within the ink limit.

Pictures in colour go by LittleCMS, relative colorimetric with black-point compensation, from their own profile, else
from sRGB. The way is asked for at the nodes of a cube of colours only; there the ink limit is put on it, and pictures
go by the cube. Grey pictures are on the black plate alone, by the lightness of its tints.
"""

from __future__ import annotations

import io
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from banmian.inks.limit import limited, limited_picture
from banmian.inks.modes import is_neutral, opaque
from banmian.inks.sources import source
from banmian.inks.tone import Tone

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

    from banmian.inks.condition import Condition
    from banmian.model.plant import Limits

NODES = 52
"""Colours along each edge of the cube: 255 / 51 is 5, so that every node is a colour of 8 bits exactly."""
CLEAN = 0.02
"""The least ink of a flat colour, as a part: less is dirt in it, too light for a plate (ISO 12647-3: from 3 %)."""
MARGIN = 0.02
"""By how much less ink than the limit pictures get, as a sum of parts: inks are rounded to 255 steps, and JPEG adds."""
NEUTRAL = 0.01
"""How far red, green and blue of a flat colour may differ for it to be a grey."""
_FEW, _KEPT = 16, 4096
"""Flat colours asked for together, up to which their inks are remembered, and how often."""


@lru_cache(maxsize=8)
def conversion(condition: Condition, limits: Limits) -> Conversion:
    """The conversion for a condition and the limits of a plant; the same one for the same two."""
    return Conversion(condition, limits)


class Conversion:
    """From pictures and colours to the inks of a condition. Made by `conversion`."""

    def __init__(self, condition: Condition, limits: Limits) -> None:
        self.condition, self.limits = condition, limits
        self.most = limits.ink / 100
        """The most ink that anything gets, as a sum of parts: 2.2 is 220 %."""
        self.black_most = limits.black_most / 100
        self._cubes: dict[bytes | None, Any] = {}
        self._flat: dict[bytes, NDArray[np.float64]] = {}

    @cached_property
    def tone(self) -> Tone:
        """The lightness of the black plate's tints. LittleCMS takes 15 ms; pages without pictures need none."""
        return Tone(self.condition.profile, self.black_most)

    def picture(self, image: Image, profile: bytes | None) -> Image:
        """A picture of any mode, what is transparent in it taken as solid, in inks: "CMYK", or "L".

        L is light on the black plate alone, 255 for paper and 0 for solid black, as DeviceGray has it: what grey
        pictures become, those too that were saved in RGB or CMYK without any colour. A profile that is broken or
        for another colour space counts as none; `inks.profile_fault` says so.
        """
        image = opaque(image)
        if image.mode == "RGB" and is_neutral(image):
            own = source(profile, "RGB")
            image = _to_srgb(image, own).getchannel("G") if own else image.getchannel("G")
            profile = None
        if image.mode == "L":
            return image.point(self.tone.table(profile if source(profile, "L") else None))
        if image.mode == "RGB":
            cube = self._cube(profile if source(profile, "RGB") else None)
            made: Image = image.filter(cube)
            return made
        if image.mode == "CMYK" and not any(most for _, most in image.getextrema()[:3]):  # type: ignore[misc]
            return self.tone.capped(image.getchannel("K"))
        if image.mode == "CMYK":
            own = source(profile, "CMYK") if profile != self.condition.profile else None
            inks = image if own is None else _by_littlecms(image, own, self.condition.profile, "CMYK")
        else:
            inks = _by_littlecms(image, None, self.condition.profile, "LAB")
        return limited_picture(inks, self.most - MARGIN, self.black_most)

    def grey(self, image: Image, profile: bytes | None) -> Image:
        """A picture of any mode as L, light on the black plate alone: for pages that are printed in black."""
        image = opaque(image)
        if image.mode == "L":
            return self.picture(image, profile)
        if image.mode == "CMYK" and not any(most for _, most in image.getextrema()[:3]):  # type: ignore[misc]
            return self.picture(image, profile)
        if image.mode == "RGB":
            own = source(profile, "RGB")
            return self.tone.of_lightness(_lightness(image, own, "RGB"))
        if image.mode == "CMYK":
            return self.tone.of_lightness(_lightness(image, source(profile, "CMYK") or self._output(), "CMYK"))
        return self.tone.of_lightness(image.getchannel(0))

    def colours(self, rgb: NDArray[Any]) -> NDArray[np.float64]:
        """Flat colours (n × 3 parts of red, green, blue in sRGB) as inks (n × 4 parts of cyan, magenta, yellow, black).

        Greys are black alone in the tone of grey pictures, from paper to solid; colours go by the profile, and inks
        of less than 2 % are left out.
        """
        light = np.clip(np.asarray(rgb, float).reshape(-1, 3), 0, 1)
        if not light.size:
            return np.zeros((0, 4))
        if len(light) > _FEW:
            return self._inks_of(light)
        # an advert names the same few colours again and again
        key = light.tobytes()
        if key not in self._flat:
            if len(self._flat) >= _KEPT:
                self._flat.clear()
            self._flat[key] = self._inks_of(light)
        return self._flat[key].copy()

    def _inks_of(self, light: NDArray[np.float64]) -> NDArray[np.float64]:
        from PIL import Image as Pillow
        from PIL import ImageCms

        row = Pillow.fromarray(np.round(light * 255).astype(np.uint8)[None])
        made: Any = ImageCms.applyTransform(row, self._from_srgb)
        inks = limited(np.asarray(made).reshape(-1, 4) / 255, self.most, 1.0).astype(float)
        inks[inks < CLEAN] = 0
        neutral = np.ptp(light, axis=1) < NEUTRAL
        inks[neutral, :3] = 0
        inks[neutral, 3] = self.tone.black_of(light[neutral, 1])
        return np.round(inks, 4)

    @cached_property
    def _from_srgb(self) -> Any:
        """The way from sRGB. LittleCMS takes 10 ms to make one: as long as for all the colours of an issue."""
        from PIL import ImageCms

        return _way(ImageCms.createProfile("sRGB"), self.condition.profile, "RGB")

    def _output(self) -> Any:
        from PIL import ImageCms

        return ImageCms.ImageCmsProfile(io.BytesIO(self.condition.profile))

    def _cube(self, profile: bytes | None) -> Any:
        """The cube of inks of the colours of a profile, None for sRGB."""
        if profile not in self._cubes:
            from PIL import ImageCms, ImageFilter

            own = source(profile, "RGB")
            way = _way(own, self.condition.profile, "RGB") if own else self._from_srgb
            nodes: Any = ImageCms.applyTransform(_nodes(), way)
            inks = np.asarray(nodes).reshape(-1, 4) / np.float32(255)
            table = limited(inks, self.most - MARGIN, self.black_most).ravel()
            if len(self._cubes) > 8:  # an issue with pictures of many profiles
                self._cubes.clear()
            self._cubes[profile] = ImageFilter.Color3DLUT(NODES, table, channels=4, target_mode="CMYK")
        return self._cubes[profile]


@lru_cache(maxsize=1)
def _nodes() -> Image:
    """The nodes of the cube as a picture, red running fastest."""
    from PIL import Image as Pillow

    steps = np.arange(NODES, dtype=np.uint8) * (255 // (NODES - 1))
    blue, green, red = np.meshgrid(steps, steps, steps, indexing="ij")
    return Pillow.fromarray(np.stack((red, green, blue), axis=-1).reshape(NODES * NODES, NODES, 3))


def _way(own: Any, profile: bytes, mode: str) -> Any:
    from PIL import ImageCms

    return ImageCms.buildTransform(
        own,
        ImageCms.ImageCmsProfile(io.BytesIO(profile)),
        mode,
        "CMYK",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def _by_littlecms(image: Image, own: Any | None, profile: bytes, mode: str) -> Any:
    from PIL import ImageCms

    return ImageCms.applyTransform(image, _way(own or ImageCms.createProfile("LAB"), profile, mode))


def _to_srgb(image: Image, own: Any) -> Any:
    from PIL import ImageCms

    way = ImageCms.buildTransform(own, ImageCms.createProfile("sRGB"), image.mode, "RGB")
    return ImageCms.applyTransform(image, way)


def _lightness(image: Image, own: Any | None, mode: str) -> Any:
    """The lightness L* of a picture, in 255 steps."""
    from PIL import ImageCms

    way = ImageCms.buildTransform(
        own or ImageCms.createProfile("sRGB"),
        ImageCms.createProfile("LAB"),
        mode,
        "LAB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    made: Any = ImageCms.applyTransform(image, way)
    return made.getchannel(0)
