"""Colours as operators: four inks and spots on the plates, grey and RGB on the screen, black alone on a grey page."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from banmian.pdf.document import name_object, number

if TYPE_CHECKING:
    from banmian.pdf.document import PdfFile
    from banmian.plate import Colour, Spot


class Inks(Enum):
    """Press: CMYK and spots, black overprinting. Screen: grey and RGB."""

    PRESS = "press"
    SCREEN = "screen"


class ColourOperators:
    """The operators that set colours, and the colour spaces that they name.

    A spot ink is one Separation in the whole file, however many tints of it a page has: `spaces` has the name in
    resources and the reference of each, in the order of their first use.
    """

    def __init__(self, pdf: PdfFile, inks: Inks, *, grey: bool = False) -> None:
        self.spaces: dict[str, bytes] = {}
        self._pdf, self._inks, self._grey = pdf, inks, grey
        self._names: dict[str, str] = {}
        self._known: dict[tuple[Colour, bool], str] = {}

    def of(self, colour: Colour, *, stroke: bool) -> str:
        """The operator that sets a colour for strokes, or for all else."""
        known = self._known.get((colour, stroke))
        if known is None:
            known = self._known[colour, stroke] = self._written(colour, stroke=stroke)
        return known

    def overprints(self, colour: Colour) -> bool:
        """Whether it is solid black and nothing else."""
        return colour.spot is None and colour.cmyk == (0, 0, 0, 1)

    def _written(self, colour: Colour, *, stroke: bool) -> str:
        c, m, y, k = colour.cmyk
        if self._inks is Inks.SCREEN:
            if c == m == y == 0:
                return f"{number(1 - k)} {'G' if stroke else 'g'}"
            return " ".join(number(light) for light in colour.rgb) + (" RG" if stroke else " rg")
        if self._grey:
            c = m = y = 0
            k = _black(colour)
        elif colour.spot:
            name = self._space(colour.spot)
            return f"/{name} {'CS' if stroke else 'cs'} {number(colour.part)} {'SCN' if stroke else 'scn'}"
        return f"{number(c)} {number(m)} {number(y)} {number(k)} {'K' if stroke else 'k'}"

    def _space(self, spot: Spot) -> str:
        name = self._names.get(spot.name)
        if name is None:
            name = self._names[spot.name] = f"Cs{len(self._names)}"
            full = " ".join(number(ink) for ink in spot.cmyk).encode()
            tint = self._pdf.add(b"<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [%s] /N 1 >>" % full)
            self.spaces[name] = self._pdf.add(b"[/Separation %s /DeviceCMYK %s]" % (name_object(spot.name), tint))
        return name


_DARKNESS = (0.30, 0.59, 0.11)
"""How dark cyan, magenta and yellow are against black."""


def _black(colour: Colour) -> float:
    """The part of black that stands for a colour on a page without any other ink; tints of black stay as they are."""
    dark = sum(ink * part for ink, part in zip(colour.cmyk, _DARKNESS, strict=False))
    return round(1 - (1 - colour.cmyk[3]) * (1 - dark), 4)
