"""Colour spaces of a PDF as inks: what a colour puts on each plate, and which plates it paints at all.

Four process inks, then the spots. Device inks are taken as they stand; grey is black alone; whatever else is of the
process (RGB, Lab, ICC) goes through the output profile by LittleCMS, relative colorimetric with black-point
compensation.
"""

from __future__ import annotations

import io
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from banmian.separations.functions import evaluate, unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Values = npt.NDArray[np.float64]
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
_BLACK = 3
_PROCESS_BITS = 0b1111


class Space(NamedTuple):
    """A colour space: `inks` turns rows of its components into rows of 0 to 1 for every plate.

    `own` are the plates that it speaks of, a bit each: with overprint, the others keep what is on them. `direct` is
    DeviceCMYK itself, where OPM 1 leaves inks of 0 alone. `spans` are the ranges of the components, `hival` the last
    entry of an Indexed space (else 0). `base` is what an uncoloured pattern is painted in.
    """

    kind: str
    own: int
    spans: tuple[tuple[float, float], ...]
    start: tuple[float, ...]
    inks: Callable[[Values], Values]
    direct: bool = False
    hival: int = 0
    base: Space | None = None


class Spot(NamedTuple):
    """A spot ink: the colour that stands for it, as the file gives it."""

    name: str
    alternate: Any
    transform: Any


class Colorants:
    """The plates of a page, and its colour spaces as inks on them.

    `profile` is the output profile that colours which are no inks go through.
    """

    def __init__(self, spots: dict[str, Spot], profile: bytes) -> None:
        """`spots` are those the page declares, by name, in the order of their plates."""
        self.spots = spots
        self.profile = profile
        self.names = (*PROCESS, *spots)
        self.remarks: dict[str, None] = {}
        self._of: dict[tuple[int, int], Space] = {}
        self._transforms: dict[tuple[str, bytes], Any] = {}

    @property
    def every(self) -> int:
        """All plates, a bit each."""
        return (1 << len(self.names)) - 1

    def space(self, found: Any, named: Any = None) -> Space:
        """The space of a name or an array; `named` is the ColorSpace dictionary of the resources."""
        import pikepdf

        if isinstance(found, pikepdf.Name):
            known = self._device(str(found))
            if known:
                return known
            if named is not None and str(found) in named and named[str(found)] != found:
                return self.space(named[str(found)], named)
            self.remark(f"colour space {found} is not known: taken as grey")
            return self.grey
        key = found.objgen
        if key != (0, 0) and key in self._of:
            return self._of[key]
        made = self._array(found, named)
        if key != (0, 0):
            self._of[key] = made
        return made

    def remark(self, text: str) -> None:
        """Note what was not drawn as the file asks."""
        self.remarks[text] = None

    def spot_colours(self) -> Values:
        """The four inks that stand for each spot at 256 tints: an array of spots × 256 × 4."""
        tints = np.linspace(0, 1, 256)[:, None]
        found = np.zeros((len(self.spots), 256, 4))
        for number, spot in enumerate(self.spots.values()):
            if spot.transform is None:
                found[number, :, _BLACK] = tints[:, 0]
                continue
            try:
                found[number] = self.space(spot.alternate).inks(evaluate(spot.transform, tints))[:, :4]
            except (ValueError, IndexError, AttributeError, TypeError):
                self.remark(f"the tint transform of {spot.name} cannot be worked out: shown as black")
                found[number, :, _BLACK] = tints[:, 0]
        return found

    @cached_property
    def grey(self) -> Space:
        """DeviceGray: light on the black plate."""

        def inks(values: Values) -> Values:
            found = self._none(values)
            found[:, _BLACK] = 1 - values[:, 0]
            return found

        return Space("grey", _PROCESS_BITS, ((0, 1),), (0,), inks)

    @cached_property
    def cmyk(self) -> Space:
        """DeviceCMYK."""

        def inks(values: Values) -> Values:
            found = self._none(values)
            found[:, :4] = values[:, :4]
            return found

        return Space("cmyk", _PROCESS_BITS, ((0, 1),) * 4, (0, 0, 0, 1), inks, direct=True)

    @cached_property
    def rgb(self) -> Space:
        """DeviceRGB, taken as sRGB."""
        return self._converted("RGB", b"", ((0, 1),) * 3)

    def _device(self, name: str) -> Space | None:
        if name in ("/DeviceGray", "/G", "/CalGray"):
            return self.grey
        if name in ("/DeviceRGB", "/RGB", "/CalRGB"):
            return self.rgb
        if name in ("/DeviceCMYK", "/CMYK"):
            return self.cmyk
        if name == "/Pattern":
            return Space("pattern", self.every, (), (), self._none)
        return None

    def _array(self, found: Any, named: Any) -> Space:
        kind = str(found[0])
        if (known := self._device(kind)) and (kind != "/Pattern" or len(found) < 2):
            return known
        if kind == "/Pattern":
            return Space("pattern", self.every, (), (), self._none, base=self.space(found[1], named))
        if kind == "/ICCBased":
            return self._icc(found[1])
        if kind == "/Lab":
            limits = [float(one) for one in found[1].get("/Range", [-100, 100, -100, 100])]
            spans = ((0.0, 100.0), (limits[0], limits[1]), (limits[2], limits[3]))
            return self._converted("LAB", b"", spans)
        if kind in ("/Indexed", "/I"):
            return self._indexed(found, named)
        if kind == "/Separation":
            return self._separation([str(found[1])])
        if kind == "/DeviceN":
            return self._separation([str(one) for one in found[1]])
        self.remark(f"colour space {kind} is not known: taken as grey")
        return self.grey

    def _icc(self, stream: Any) -> Space:
        components = int(stream.get("/N", 0))
        if components == 1:
            return self.grey._replace(kind="icc")
        data = stream.read_bytes()
        if components == 4 and data == self.profile:
            return self.cmyk._replace(kind="icc", direct=False)
        made = self._converted({3: "RGB", 4: "CMYK"}.get(components, "?"), data, ((0, 1),) * components)
        try:
            made.inks(np.zeros((1, components)))
        except (OSError, ValueError):
            self.remark("an ICC profile cannot be read: its device space is taken")
            return {3: self.rgb, 4: self.cmyk}.get(components, self.grey)
        return made._replace(kind="icc", start=(0, 0, 0, 1) if components == 4 else (0,) * components)

    def _indexed(self, found: Any, named: Any) -> Space:
        import pikepdf

        base = self.space(found[1], named)
        hival = min(int(found[2]), 255)
        table = found[3].read_bytes() if isinstance(found[3], pikepdf.Stream) else bytes(found[3])
        width = len(base.spans)
        colours = (unpack(table, 8, (hival + 1) * width) / 255).reshape(-1, width)
        low, high = np.array(base.spans, dtype=np.float64).T
        inks = base.inks(low + colours * (high - low))

        def look(values: Values) -> Values:
            picked: Values = inks[np.clip(values[:, 0], 0, hival).astype(np.intp)]
            return picked

        return Space("indexed", base.own, ((0, hival),), (0,), look, hival=hival)

    def _separation(self, names: list[str]) -> Space:
        plates = [self._plate(name.removeprefix("/")) for name in names]
        own = 0
        for plate in plates:
            own |= self.every if plate == -1 else 0 if plate == -2 else 1 << plate

        def inks(values: Values) -> Values:
            result = self._none(values)
            for column, plate in enumerate(plates):
                if plate == -1:
                    result[:] = np.maximum(result, values[:, column : column + 1])
                elif plate >= 0:
                    result[:, plate] = values[:, column]
            return result

        return Space("none" if not own else "inks", own, ((0, 1),) * len(names), (1,) * len(names), inks)

    def _plate(self, name: str) -> int:
        """Its number; -1 is all of them, -2 none."""
        return {"All": -1, "None": -2}.get(name, self.names.index(name) if name in self.names else -2)

    def _none(self, values: Values) -> Values:
        return np.zeros((len(values), len(self.names)))

    def _converted(self, mode: str, profile: bytes, spans: tuple[tuple[float, float], ...]) -> Space:
        """A space that goes through the output profile, 8 bits a component, as pictures do."""

        def inks(values: Values) -> Values:
            found = self._none(values)
            low, high = np.array(spans, dtype=np.float64).T
            if mode == "LAB":
                part = np.stack([values[:, 0] * 2.55, values[:, 1], values[:, 2]], axis=1)
                # Pillow keeps a and b as signed bytes.
                raw = np.round(np.clip(part, (0, -128, -128), (255, 127, 127))).astype(np.int16).astype(np.uint8)
            else:
                part = (values - low) / (high - low)
                raw = np.round(np.clip(part, 0, 1) * 255).astype(np.uint8)
            found[:, :4] = self._through(mode, profile, raw) / 255
            return found

        return Space(mode.lower(), _PROCESS_BITS, spans, tuple(low for low, _ in spans), inks)

    def _through(self, mode: str, profile: bytes, raw: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        from PIL import Image, ImageCms

        if (mode, profile) not in self._transforms:
            try:
                if profile:
                    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
                else:
                    source = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB" if mode == "LAB" else "sRGB"))
                self._transforms[mode, profile] = ImageCms.buildTransform(
                    source,
                    ImageCms.ImageCmsProfile(io.BytesIO(self.profile)),
                    mode,
                    "CMYK",
                    ImageCms.Intent.RELATIVE_COLORIMETRIC,
                    flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
                )
            except ImageCms.PyCMSError as error:
                raise ValueError(str(error)) from None
        # A wide picture of one line has a limit of its own in Pillow; rows of 4096 have none.
        width = min(len(raw), 4096)
        rows = -(-len(raw) // width)
        padded = np.zeros((rows * width, raw.shape[1]), np.uint8)
        padded[: len(raw)] = raw
        picture = Image.frombytes(mode, (width, rows), padded.tobytes())
        made = ImageCms.applyTransform(picture, self._transforms[mode, profile])
        return np.asarray(made).reshape(-1, 4)[: len(raw)]


def find_spots(resources: Any) -> dict[str, Spot]:
    """The spot inks that a page's resources name, at any depth, in alphabetical order."""
    found: dict[str, Spot] = {}
    for space in _spaces(resources, set(), 0):
        names = [str(space[1])] if str(space[0]) == "/Separation" else [str(one) for one in space[1]]
        for name in (name.removeprefix("/") for name in names):
            if name in (*PROCESS, "All", "None"):
                continue
            if str(space[0]) == "/Separation":
                found[name] = Spot(name, space[2], space[3])
            elif name not in found or found[name].transform is None:
                found[name] = _of_device_n(space, name)
    return dict(sorted(found.items()))


def _of_device_n(space: Any, name: str) -> Spot:
    colorants = space[4].get("/Colorants", {}) if len(space) > 4 else {}
    if f"/{name}" in colorants:
        separation = colorants[f"/{name}"]
        return Spot(name, separation[2], separation[3])
    if len(space[1]) == 1:
        return Spot(name, space[2], space[3])
    return Spot(name, None, None)


def _spaces(found: Any, seen: set[tuple[int, int]], depth: int) -> Iterator[Any]:
    """All Separation and DeviceN arrays below an object, each indirect object once."""
    import pikepdf

    if not isinstance(found, (pikepdf.Array, pikepdf.Dictionary, pikepdf.Stream)) or depth > 60:
        return
    if found.objgen != (0, 0):
        if found.objgen in seen:
            return
        seen.add(found.objgen)
    if isinstance(found, pikepdf.Array):
        if len(found) > 3 and found[0] in (pikepdf.Name.Separation, pikepdf.Name.DeviceN):
            yield found
            return
        for one in found:
            yield from _spaces(one, seen, depth + 1)
        return
    for key, one in found.items():
        if key not in ("/Parent", "/P", "/StructParent", "/Font", "/OC", "/Properties", "/Metadata", "/PieceInfo"):
            yield from _spaces(one, seen, depth + 1)
    if "/Font" in found and isinstance(found["/Font"], pikepdf.Dictionary):
        for font in found["/Font"].values():
            if isinstance(font, pikepdf.Dictionary) and font.get("/Subtype") == pikepdf.Name.Type3:
                yield from _spaces(font.get("/Resources"), seen, depth + 1)
