"""How colours of any space come to the plates: as inks, as black alone on a grey page, or as light in a soft mask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from banmian.pdf.mend.functions import evaluate, sample
from banmian.pdf.mend.spaces import PROCESS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from banmian.inks import Conversion
    from banmian.pdf.mend.log import Log
    from banmian.pdf.mend.spaces import Device, Space

    Values = NDArray[np.float64]

LUMINANCE = np.array([0.30, 0.59, 0.11])
DARK_RGB, DARK_SPREAD, DARK_INKS = 0.2, 0.08, 0.1
"""Text up to this much light of each of RGB, so little apart, is black; so are inks that let so much light through."""
INK_STEP = 0.004  # a rounding error of parts of ink


class Palette:
    """The target of a conversion. `light` is for soft masks: DeviceGray; `grey` for pages printed in black alone."""

    def __init__(
        self, conversion: Conversion, ink: float, log: Log, *, grey: bool = False, light: bool = False
    ) -> None:
        self.conversion, self.ink, self.log, self.grey, self.light = conversion, ink, log, grey, light
        self.components = 1 if light else 4
        self.device = "/DeviceGray" if light else "/DeviceCMYK"
        self.word = "light" if light else "inks"

    def operator(self, stroke: bool) -> str:
        """The operator that sets a colour of the target."""
        word = "g" if self.light else "k"
        return word.upper() if stroke else word

    def parts(self, colours: Device, code: str = "colours") -> Values:
        """Colours in the target's components, n x 1 or n x 4, each 0 to 1; the ink limit is kept."""
        if self.light:
            return lightness(colours)[:, None]
        if colours.mode == "gray" or self.grey:
            if colours.mode != "gray":
                self.log.say("grey")
            inks = np.zeros((len(colours.values), 4))
            inks[:, 3] = 1 - (colours.values[:, 0] if colours.mode == "gray" else lightness(colours))
            return inks
        if colours.mode == "rgb":
            self.log.say(code)
            return self.limited(np.asarray(self.conversion.colours(colours.values), float), "ink-limit")
        return self.limited(colours.values, "ink-limit")

    def limited(self, inks: Values, code: str) -> Values:
        """Parts of ink with at most so much in sum: cyan, magenta and yellow lowered alike, black as it is."""
        total = inks.sum(1)
        over = total > self.ink + INK_STEP
        if not over.any():
            return inks
        self.log.say(code)
        coloured = inks[:, :3].sum(1)
        room = np.maximum(self.ink - inks[:, 3], 0)
        share = np.where(over, room / np.where(coloured > 0, coloured, 1), 1)
        made = inks.copy()
        made[:, :3] *= share[:, None]
        return made

    def text_parts(self, colours: Device) -> tuple[tuple[float, ...], str]:
        """Parts for text of a single colour: dark neutral ones are black alone. With the rule used, if one was."""
        values = colours.values[0]
        if not self.light and colours.mode in ("rgb", "gray"):
            if values.max() <= DARK_RGB and values.max() - values.min() <= DARK_SPREAD:
                return (0.0, 0.0, 0.0, 1.0), "black-text" if values.max() > 0 else ""
        elif not self.light and values[:3].any() and ((1 - values[:3]) * (1 - values[3])).max() <= DARK_INKS:
            return (0.0, 0.0, 0.0, 1.0), "rich-black-text"
        return tuple(round(float(part), 4) for part in self.parts(colours)[0]), ""


def lightness(colours: Device) -> Values:
    """The light of colours, 0 to 1, as a luminosity mask takes it."""
    values = colours.values
    if colours.mode == "gray":
        return values[:, 0]
    if colours.mode == "rgb":
        return np.asarray(values @ LUMINANCE)
    return np.asarray(1 - np.minimum(values[:, :3] @ LUMINANCE + values[:, 3], 1))


class Spots:
    """The spot colours of a file: one definition a name, standing on the four inks."""

    def __init__(self, pdf: Any, palette: Palette | None) -> None:
        self._pdf, self._palette = pdf, palette
        self._made: dict[str, Any] = {}
        self._mixed: dict[tuple[Any, ...], Any] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the spots met so far."""
        return tuple(sorted(name for name in self._made if name != "None"))

    def space(self, space: Space) -> Any:
        """The object of a Separation or DeviceN space that has a plate of its own."""
        import pikepdf

        if len(space.names) == 1 and str(space.source[0]) == "/Separation":
            return self.separation(space.names[0], lambda: self._full(space, 0))
        key = (space.names, space.source.objgen if space.source.is_indirect else space.source.unparse())
        if key not in self._mixed:
            colorants = pikepdf.Dictionary()
            for n, name in enumerate(space.names):
                if name not in PROCESS and name != "None":
                    colorants[f"/{name}"] = self.separation(name, lambda n=n: self._full(space, n))  # type: ignore[misc]
            self._mixed[key] = self._pdf.make_indirect(
                pikepdf.Array(
                    [
                        pikepdf.Name.DeviceN,
                        pikepdf.Array([pikepdf.Name(f"/{name}") for name in space.names]),
                        pikepdf.Name.DeviceCMYK,
                        self._mixture(space),
                        pikepdf.Dictionary(Colorants=colorants),
                    ]
                )
            )
        return self._mixed[key]

    def separation(self, name: str, full: Any) -> Any:
        """The one definition of a spot; `full` gives the four inks for all of it where it is not known yet."""
        import pikepdf

        if name not in self._made:
            inks = [round(float(part), 4) for part in full()]
            tint = pikepdf.Dictionary(
                FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=inks, N=1, Range=[0, 1, 0, 1, 0, 1, 0, 1]
            )
            self._made[name] = self._pdf.make_indirect(
                pikepdf.Array(
                    [
                        pikepdf.Name.Separation,
                        pikepdf.Name(f"/{name}"),
                        pikepdf.Name.DeviceCMYK,
                        self._pdf.make_indirect(tint),
                    ]
                )
            )
        return self._made[name]

    def _full(self, space: Space, n: int) -> Any:
        at = np.zeros((1, space.components))
        at[0, n] = 1
        return self._stand_in(space, at)[0]

    def _stand_in(self, space: Space, at: Values) -> Values:
        """The four inks that stand for parts of spots."""
        assert space.base is not None
        assert self._palette is not None
        shown = space.base.device(evaluate(space.source[3], at))
        if shown.mode == "cmyk":
            return shown.values
        self._palette.log.say("spots", ", ".join(space.names))
        return self._palette.parts(shown, "spots")

    def _mixture(self, space: Space) -> Any:
        count = space.components
        assert space.base is not None
        if count <= 3:
            domain = np.array([[0.0, 1.0]] * count)
            size = {1: 256, 2: 17, 3: 9}[count]
            return sample(self._pdf, lambda at: self._stand_in(space, at), domain, size)
        full = np.array([self._full(space, n) for n in range(count)])
        return _sum_of_inks(self._pdf, full)


def _sum_of_inks(pdf: Any, full: Values) -> Any:
    """A calculator function: of each ink the sum of what the parts have of it, 1 at most."""
    count = len(full)
    lines = []
    for ink in range(4):
        lines.append("0")
        depth = count + ink  # the first input lies so deep under the sum
        lines += [f"{depth - n} index {full[n, ink]:.4f} mul add" for n in range(count) if full[n, ink] > 0]
        lines.append("dup 1 gt { pop 1 } if")
    lines.append(f"{count + 4} 4 roll " + "pop " * count)
    made = pdf.make_stream(("{ " + "\n".join(lines) + " }").encode())
    made.FunctionType = 4
    made.Domain = [0, 1] * count
    made.Range = [0, 1] * 4
    return made
