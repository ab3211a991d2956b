"""Colour spaces of PDF read into one type, which brings colours to grey, RGB (sRGB) or parts of the four inks."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct

from banmian.pdf.mend.functions import evaluate

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Values = NDArray[np.float64]

PROCESS = {"Cyan": 0, "Magenta": 1, "Yellow": 2, "Black": 3}
_ABBREVIATED = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK", "/I": "/Indexed"}
_DEFAULTS = {"/DeviceGray": "/DefaultGray", "/DeviceRGB": "/DefaultRGB", "/DeviceCMYK": "/DefaultCMYK"}
_D50 = np.array([0.9642, 1.0, 0.8249])
_D65 = np.array([0.9505, 1.0, 1.0890])
_TO_SRGB = np.array([[3.2406, -1.5372, -0.4986], [-0.9689, 1.8758, 0.0415], [0.0557, -0.2040, 1.0570]])


class Device(Struct, frozen=True):
    """Colours as light of grey or RGB, or as parts of ink: `mode` is gray, rgb or cmyk."""

    mode: str
    values: Values


class Space(Struct, frozen=True):
    """A colour space: its family, how many components, and what it is made on."""

    family: str
    components: int
    source: Any = None
    """The object of the space."""
    base: Space | None = None
    """Of Indexed and Pattern the space below; of Separation and DeviceN the one that stands for it."""
    names: tuple[str, ...] = ()
    """The inks of Separation and DeviceN."""
    profile: bytes = b""
    ranges: tuple[float, ...] = ()
    """Ranges of Lab's a and b."""

    @property
    def plates(self) -> bool:
        """Whether it has a plate of its own: a spot, not one of the four inks nor all of them."""
        return self.family == "spot" and any(name not in PROCESS and name != "All" for name in self.names)

    @property
    def process(self) -> bool:
        """Whether its numbers are parts of the four inks."""
        return self.family == "cmyk" or (self.family == "spot" and not self.plates)

    def initial(self) -> tuple[float, ...]:
        """The colour that a stream starts with once the space is set."""
        if self.family == "spot":
            return (1.0,) * self.components
        if self.family == "cmyk":
            return (0.0, 0.0, 0.0, 1.0)
        return (0.0,) * self.components

    def decode(self, bits: int) -> list[float]:
        """The default Decode of images in this space."""
        if self.family == "indexed":
            return [0, 2**bits - 1]
        if self.family == "lab":
            return [0, 100, *self.ranges]
        return [0, 1] * self.components

    def device(self, values: Values) -> Device:
        """Colours, n x components, as light or ink."""
        match self.family:
            case "gray" | "rgb" | "cmyk":
                return Device(self.family, np.clip(_profiled(values, self), 0, 1))
            case "calgray":
                light = np.clip(values, 0, 1) ** float(self.source.get("/Gamma", 1))
                return Device("gray", _encoded(light))
            case "calrgb":
                return Device("rgb", _calibrated(values, self.source))
            case "lab":
                return Device("rgb", _from_lab(values))
            case "indexed":
                return self._looked_up(values)
            case "spot":
                return self._of_spots(values)
        raise ValueError(f"colour space {self.family}")

    def _looked_up(self, values: Values) -> Device:
        assert self.base is not None
        table = self.table()
        at = np.clip(np.round(values[:, 0]), 0, len(table) - 1).astype(int)
        found = self.base.device(table)
        return Device(found.mode, found.values[at])

    def table(self) -> Values:
        """The colours of an Indexed space, in its base."""
        assert self.base is not None
        lookup = self.source[3]
        import pikepdf

        data = lookup.read_bytes() if isinstance(lookup, pikepdf.Stream) else bytes(lookup)
        count = int(self.source[2]) + 1
        data = data[: count * self.base.components].ljust(count * self.base.components, b"\0")
        table = np.frombuffer(data, np.uint8).reshape(count, -1) / 255
        edges = np.array(self.base.decode(8), float).reshape(-1, 2)
        return np.asarray(edges[:, 0] + table * (edges[:, 1] - edges[:, 0]))

    def _of_spots(self, values: Values) -> Device:
        if not self.plates:
            inks = np.zeros((len(values), 4))
            for n, name in enumerate(self.names):
                if name in PROCESS:
                    inks[:, PROCESS[name]] = values[:, n]
                elif name == "All":
                    inks[:, 3] = np.maximum(inks[:, 3], values[:, n])
            return Device("cmyk", np.clip(inks, 0, 1))
        assert self.base is not None
        return self.base.device(evaluate(self.source[3], values))


def read_space(named: Any, resources: Any, depth: int = 0) -> Space:
    """The space of a name or an array; names are looked up in the resources. Raises ValueError where it is none."""
    import pikepdf

    if depth > 8:
        raise ValueError("colour spaces within one another")
    if isinstance(named, pikepdf.Name):
        return _named(str(named), resources, depth)
    if not isinstance(named, pikepdf.Array) or not len(named):
        raise ValueError("no colour space")
    family = _ABBREVIATED.get(str(named[0]), str(named[0]))
    match family:
        case "/DeviceGray" | "/DeviceRGB" | "/DeviceCMYK":
            return _named(family, resources, depth)
        case "/Pattern":
            base = read_space(named[1], resources, depth + 1) if len(named) > 1 else None
            return Space("pattern", base.components if base else 0, named, base)
        case "/CalGray":
            return Space("calgray", 1, named[1])
        case "/CalRGB":
            return Space("calrgb", 3, named[1])
        case "/CalCMYK":
            return Space("cmyk", 4, named)
        case "/Lab":
            ranges = tuple(float(edge) for edge in named[1].get("/Range", [-100, 100, -100, 100]))
            return Space("lab", 3, named, ranges=ranges)
        case "/ICCBased":
            stream = named[1]
            profile = stream.read_bytes()
            family = {1: "gray", 3: "lab" if profile[16:20] == b"Lab " else "rgb", 4: "cmyk"}[int(stream.N)]
            ranges = (-128.0, 127.0, -128.0, 127.0) if family == "lab" else ()
            return Space(family, int(stream.N), named, profile=profile, ranges=ranges)
        case "/Indexed":
            return Space("indexed", 1, named, read_space(named[1], resources, depth + 1))
        case "/Separation" | "/DeviceN":
            single = family == "/Separation"
            names = tuple(str(name).removeprefix("/") for name in ([named[1]] if single else named[1]))
            return Space("spot", len(names), named, read_space(named[2], resources, depth + 1), names)
    raise ValueError(f"colour space {family}")


def _named(name: str, resources: Any, depth: int) -> Space:
    name = _ABBREVIATED.get(name, name)
    own: Any = resources.get("/ColorSpace", {}) if resources is not None else {}
    if name in _DEFAULTS:
        default = own.get(_DEFAULTS[name])
        if default is not None and name != "/DeviceCMYK":
            return read_space(default, None, depth + 1)
        family = {"/DeviceGray": "gray", "/DeviceRGB": "rgb", "/DeviceCMYK": "cmyk"}[name]
        return Space(family, {"gray": 1, "rgb": 3, "cmyk": 4}[family])
    if name == "/Pattern":
        return Space("pattern", 0)
    found = own.get(name)
    if found is None:
        raise ValueError(f"colour space {name} is not there")
    return read_space(found, resources, depth + 1)


def _profiled(values: Values, space: Space) -> Values:
    """RGB by its profile as sRGB; grey and inks as they are."""
    if space.family != "rgb" or not is_foreign(space.profile):
        return values
    from PIL import Image, ImageCms

    dots = np.round(np.clip(values, 0, 1) * 255).astype(np.uint8).reshape(-1, 1, 3)
    image = Image.fromarray(dots, "RGB")
    source = ImageCms.ImageCmsProfile(io.BytesIO(space.profile))
    made: Any = ImageCms.profileToProfile(
        image, source, ImageCms.createProfile("sRGB"), renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC
    )
    return np.asarray(made, float).reshape(-1, 3) / 255


def is_foreign(profile: bytes) -> bool:
    """Whether an RGB profile is another than sRGB."""
    return bool(profile) and b"sRGB" not in profile[:4096] and b"s\0R\0G\0B" not in profile[:4096]


def _encoded(light: Values) -> Values:
    """Linear light with the curve of sRGB."""
    light = np.clip(light, 0, 1)
    return np.asarray(np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055))


def _calibrated(values: Values, entries: Any) -> Values:
    gamma = np.array([float(value) for value in entries.get("/Gamma", [1, 1, 1])])
    matrix = np.array([float(value) for value in entries.get("/Matrix", [1, 0, 0, 0, 1, 0, 0, 0, 1])]).reshape(3, 3)
    white = np.array([float(value) for value in entries.WhitePoint])
    light = np.clip(values, 0, 1) ** gamma @ matrix
    return _encoded(light / white * _D65 @ _TO_SRGB.T)


def _from_lab(values: Values) -> Values:
    lightness = (values[:, 0] + 16) / 116
    axes = np.stack([lightness + values[:, 1] / 500, lightness, lightness - values[:, 2] / 200], 1)
    light = np.where(axes > 6 / 29, axes**3, 3 * (6 / 29) ** 2 * (axes - 4 / 29))
    made = _encoded(light * _D65 @ _TO_SRGB.T)
    # the matrix is rounded: neutral stays neutral
    neutral = (np.abs(values[:, 1]) < 0.01) & (np.abs(values[:, 2]) < 0.01)
    made[neutral] = made[neutral].mean(1, keepdims=True)
    return made
