"""Setting a text in the toy face, and looking at where each character stands."""

from types import SimpleNamespace

import pytest

from banmian.faces import FaceLibrary
from banmian.typeset import BODY, cast, compose, place


class Set:
    """A text composed on one measure, or on a sequence of them."""

    def __init__(self, text, measures, library, setting, indent):
        self.text = text
        self.sorts = cast(text, setting, library, "body")
        self.lines = compose(self.sorts, 0, len(text), measures, indent=indent)
        self.placed = place(self.sorts, self.lines)

    @property
    def shown(self):
        """The lines as strings."""
        return [self.text[line.start : line.end] for line in self.lines]

    def cells(self, number):
        """The characters of a line: what each is, where its cell begins and ends (em), and where its glyph is drawn."""
        begin = int(self.placed.first[number])
        count = self.lines[number].end - self.lines[number].start
        return [
            SimpleNamespace(
                character=self.text[int(self.placed.offsets[at])],
                start=float(self.placed.x[at]),
                width=float(self.placed.advance[at]),
                end=float(self.placed.x[at] + self.placed.advance[at]),
                origin=float(self.placed.origin[at]),
            )
            for at in range(begin, begin + count)
        ]

    def width_of(self, character, number=0):
        """The width of the first cell of a character in a line."""
        return next(cell.width for cell in self.cells(number) if cell.character == character)

    def space_after(self, character, number=0):
        """The space between the first cell of a character and the cell that follows it."""
        cells = self.cells(number)
        at = next(n for n, cell in enumerate(cells) if cell.character == character)
        return cells[at + 1].start - cells[at].end


@pytest.fixture(scope="session")
def shipped():
    """The faces that come with Banmian, as a paper has them that names no others."""
    return FaceLibrary()


@pytest.fixture(scope="session")
def set_text(toy_library):
    """`set_text(text, measure)`: the text set in squares. `measure` is a number of em, or the measures in order."""

    def set_text(text, measure=1000, *, setting=BODY, indent=0.0, library=toy_library):
        measures = [measure] * (len(text) + 1) if isinstance(measure, (int, float)) else list(measure)
        return Set(text, [float(m) for m in measures], library, setting, indent)

    return set_text
