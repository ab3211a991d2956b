"""Colour spaces as a PDF names them, and how much of which ink their values are."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from banmian.checker.content.functions import Function, read_function
from banmian.checker.content.reading import BROKEN, identity, is_array, is_name, is_stream, items, key, word

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
DEVICE = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}
SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed", "CalCMYK": "DeviceCMYK"}
DEFAULTS = {"DeviceGray": "/DefaultGray", "DeviceRGB": "/DefaultRGB", "DeviceCMYK": "/DefaultCMYK"}
DEEPEST = 8


class Profile(Struct, frozen=True):
    """An ICC profile as far as it says what it is."""

    kind: str
    """Class: prtr, mntr, scnr, spac."""
    space: str
    """CMYK, RGB, GRAY, Lab."""
    version: int
    digest: str
    channels: int


class Space(Struct, frozen=True):
    """A colour space; `base` is that of Indexed and Pattern, `alternate` that of Separation, DeviceN and ICCBased."""

    family: str
    components: int
    names: tuple[str, ...] = ()
    """Inks of Separation and DeviceN."""
    base: Space | None = None
    alternate: Space | None = None
    tint: Function | None = None
    profile: Profile | None = None
    palette: bytes = b""
    default_of: str = ""
    """The device space that it stands in for, where it was reached as DefaultGray, DefaultRGB or DefaultCMYK."""
    colorants: tuple[str, ...] = ()
    definition: tuple[int, int] | None = None
    """Object of the tint transform."""

    def chain(self) -> tuple[Space, ...]:
        """The space and those that it is built on."""
        parts: tuple[Space, ...] = (self,)
        for part in (self.base, self.alternate):
            parts += part.chain() if part is not None else ()
        return parts

    @property
    def is_rgb(self) -> bool:
        """Whether its values are bare RGB in the end: DeviceRGB itself, a palette or a spot's alternate of it."""
        return any(part.family == "DeviceRGB" for part in self.chain() if part.family != "ICCBased")

    @property
    def said(self) -> str:
        """How a report names it: `DeviceRGB`, `Indexed DeviceRGB`, `Separation PANTONE 185 C`."""
        if self.family in ("Separation", "DeviceN"):
            return f"{self.family} {' + '.join(self.names)}"
        if self.family == "ICCBased" and self.profile:
            return f"ICCBased {self.profile.space}"
        return f"{self.family} {self.base.said}" if self.base else self.family

    @property
    def first(self) -> tuple[float, ...]:
        """The colour that is current when the space has just been chosen."""
        if self.family == "DeviceCMYK" or (self.family == "ICCBased" and self.components == 4):
            return (0.0, 0.0, 0.0, 1.0)
        if self.family in ("Separation", "DeviceN"):
            return (1.0,) * self.components
        return (0.0,) * self.components

    def inks(self, values: Sequence[float]) -> Mapping[str, float] | None:
        """Ink amounts, 0 to 1, of a colour; None where they are the RIP's to decide (RGB, Lab)."""
        if len(values) != self.components:
            return None
        match self.family:
            case "DeviceGray" | "CalGray":
                return {"Black": 1 - _unit(values[0])}
            case "DeviceCMYK":
                return dict(zip(PROCESS, map(_unit, values), strict=True))
            case "ICCBased" if self.components == 4:
                return dict(zip(PROCESS, map(_unit, values), strict=True))
            case "ICCBased" if self.components == 1:
                return {"Black": 1 - _unit(values[0])}
            case "Separation" | "DeviceN":
                amounts: dict[str, float] = {}
                for name, value in zip(self.names, values, strict=True):
                    if name != "None":
                        amounts[name] = max(amounts.get(name, 0.0), _unit(value))
                return amounts
            case "Indexed" if self.base is not None:
                return self._entry(int(values[0]))
        return None

    def _entry(self, index: int) -> Mapping[str, float] | None:
        assert self.base is not None
        n = self.base.components
        entry = self.palette[index * n : index * n + n]
        return self.base.inks([v / 255 for v in entry]) if len(entry) == n else None


def _unit(value: float) -> float:
    return min(max(float(value), 0.0), 1.0)


GRAY, RGB, CMYK = (Space(name, n) for name, n in DEVICE.items())
DEVICES = {"DeviceGray": GRAY, "DeviceRGB": RGB, "DeviceCMYK": CMYK}
PATTERN = Space("Pattern", 0)


def read_profile(stream: Any) -> Profile:
    """The profile of a stream. Raises ValueError where it is none."""
    data = stream.read_bytes()
    if len(data) < 128 or data[36:40] != b"acsp":
        raise ValueError("no ICC profile")
    kind, space = (data[at : at + 4].decode("latin-1").strip() for at in (12, 16))
    channels = int(key(stream, "/N") or 0)
    return Profile(kind, space, data[8], hashlib.sha256(data).hexdigest(), channels)


class SpaceReader:
    """Reads the colour spaces of a file, each object once."""

    def __init__(self) -> None:
        self._seen: dict[tuple[int, int], Space] = {}

    def read(self, source: Any, resources: Any = None, depth: int = 0) -> Space:
        """The space of a name or an array. Raises ValueError (or what reading raises) where it is none."""
        if depth > DEEPEST:
            raise ValueError("colour spaces within colour spaces without end")
        at = identity(source)
        if at is not None and at in self._seen:
            return self._seen[at]
        space = (
            self._named(word(source), resources, depth)
            if is_name(source) or isinstance(source, str)
            else self._built(source, resources, depth)
        )
        if at is not None:
            self._seen[at] = space
        return space

    def _named(self, name: str, resources: Any, depth: int) -> Space:
        name = SHORT.get(name, name)
        spaces = key(resources, "/ColorSpace")
        if name in DEVICES:
            default = key(spaces, DEFAULTS[name]) if spaces is not None else None
            if default is None or (is_name(default) and word(default) == name):
                return DEVICES[name]
            found = self.read(default, None, depth + 1)
            return Space(**{f: getattr(found, f) for f in found.__struct_fields__} | {"default_of": name})
        if name == "Pattern":
            return PATTERN
        found_object = key(spaces, f"/{name}") if spaces is not None else None
        if found_object is None:
            raise KeyError(f"no colour space {name} among the resources")
        return self.read(found_object, resources, depth + 1)

    def _built(self, source: Any, resources: Any, depth: int) -> Space:
        if not is_array(source) or not len(source):
            raise ValueError("a colour space is a name or an array")
        family = SHORT.get(word(source[0]), word(source[0]))
        deeper = depth + 1
        match family:
            case "DeviceGray" | "DeviceRGB" | "DeviceCMYK":
                return self._named(family, resources, deeper)
            case "CalGray":
                return Space(family, 1)
            case "CalRGB" | "Lab":
                return Space(family, 3)
            case "ICCBased":
                return self._managed(source[1], deeper)
            case "Indexed":
                base = self.read(source[1], resources, deeper)
                if base.family in ("Indexed", "Pattern"):
                    raise ValueError(f"a palette of {base.family}")
                table = source[3].read_bytes() if is_stream(source[3]) else bytes(source[3])
                return Space(family, 1, base=base, palette=table[: (int(source[2]) + 1) * base.components])
            case "Pattern":
                return Space(family, 0, base=self.read(source[1], resources, deeper)) if len(source) > 1 else PATTERN
            case "Separation" | "DeviceN":
                names = (word(source[1]),) if family == "Separation" else tuple(word(name) for name in source[1])
                attributes = source[4] if family == "DeviceN" and len(source) > 4 else None
                return Space(
                    family,
                    len(names),
                    names=names,
                    alternate=self.read(source[2], resources, deeper),
                    tint=_tint(source[3]),
                    colorants=tuple(name.removeprefix("/") for name, _ in items(key(attributes, "/Colorants"))),
                    definition=identity(source[3]),
                )
        raise ValueError(f"no colour space is called {family}")

    def _managed(self, stream: Any, depth: int) -> Space:
        channels = int(stream["/N"])
        if channels not in (1, 3, 4):
            raise ValueError(f"an ICC profile of {channels} channels")
        try:
            profile = read_profile(stream)
        except BROKEN:
            profile = None
        alternate = key(stream, "/Alternate")
        return Space(
            "ICCBased",
            channels,
            alternate=self.read(alternate, None, depth) if alternate is not None else None,
            profile=profile,
        )


def _tint(source: Any) -> Function | None:
    try:
        return read_function(source)
    except BROKEN:
        return None
