"""What the ink of a press page is reckoned from: the plate, the inks of its pictures, the areas of its glyphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from banmian.inks.grey import grey_of
from banmian.plate import Form

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from banmian.inks import Conversion
    from banmian.pdf.picture_ink import PictureInk
    from banmian.plate import Colour, Plate, PlateItem

    Floats = NDArray[np.float64]
    Areas = Callable[[str, NDArray[np.uint16]], Floats]
    Placed = Sequence[tuple[int, Any]]
    """Items with their place in the order of painting."""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in pt, from the top left corner of the trimmed page."""
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")


class Sheet(NamedTuple):
    """A press page as it was painted: its plate, the ink of its pictures in their order, whether it is in black alone.

    `areas` returns the areas in em² of glyphs of a face, by its id. `conversion` is the way of its adverts to the inks.
    """

    plate: Plate
    areas: Areas
    conversion: Conversion
    pictures: tuple[PictureInk, ...] = ()
    grey: bool = False

    @property
    def forms(self) -> list[Form]:
        """The forms on the page, in their order."""
        return [item for item in self.plate.items if isinstance(item, Form)]

    def by_kind(self) -> dict[type, list[tuple[int, PlateItem]]]:
        """Return the items of each type, with their place in the order of painting."""
        found: dict[type, list[tuple[int, PlateItem]]] = {}
        for placed in enumerate(self.plate.items):
            found.setdefault(type(placed[1]), []).append(placed)
        return found


class Ground(NamedTuple):
    """A rectangle that covers what is below it, but where it is `clear`, and its inks.

    `means` are parts by the names of the plates, `most` the largest sum on a dot. `coloured` is the most ink but black
    in each of rows × columns of squares. `laid` is whether what shows through it has been counted already.
    """

    box: Box
    means: dict[str, float]
    most: float
    coloured: NDArray[np.floating]
    clear: bool = False
    laid: bool = True


class Colours:
    """The colours of a page as numbers, and as parts of each ink."""

    def __init__(self, *, grey: bool) -> None:
        self._grey = grey
        self._number: dict[int, int] = {}
        self._colours: list[Colour] = []

    def numbers(self, items: Sequence[Any]) -> NDArray[np.intp]:
        """Return the number of the colour of each of some items."""
        for key, colour in {id(item.colour): item.colour for item in items}.items():
            if key not in self._number:
                self._number[key] = len(self._colours)
                self._colours.append(colour)
        number = self._number
        return np.array([number[id(item.colour)] for item in items], np.intp)

    def parts(self, colour: Colour) -> dict[str, float]:
        """Return the parts of a colour by the names of the plates."""
        if self._grey:
            return {"Black": grey_of(colour)}
        if colour.spot:
            return {colour.spot.name: colour.part}
        return dict(zip(PROCESS, colour.cmyk, strict=True))

    def names(self) -> list[str]:
        """Return the names of the plates that the colours need, the process inks first."""
        return list(dict.fromkeys((*PROCESS, *(name for one in self._colours for name in self.parts(one)))))

    def vectors(self, names: Sequence[str]) -> Floats:
        """Return the parts of all colours: colours × plates."""
        return np.array([vector(self.parts(one), names) for one in self._colours]).reshape(-1, len(names))

    def overprinting(self) -> NDArray[np.bool_]:
        """Return which of the colours overprint: solid black alone."""
        return np.array([one.spot is None and one.cmyk == (0, 0, 0, 1) for one in self._colours], bool)


def vector(parts: dict[str, float], names: Sequence[str]) -> list[float]:
    """Return parts of inks in the order of the plates."""
    return [parts.get(name, 0.0) for name in names]
