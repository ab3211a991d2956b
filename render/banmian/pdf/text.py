"""Text runs as text operators, a whole page of glyphs at a time.

A line is one string where its glyphs follow each other by their own widths, with `Tc` where justification opened all
gaps alike, and cut into a TJ array only where a mark was squeezed or a gap stands. A matrix for every glyph would be
four times slower and three times larger. A vertical line is one string too, in the font's vertical writing mode, or two
where the next one begins beside it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import replace

from banmian.pdf.document import number
from banmian.plate import Direction
from banmian.typeset.glyphs import NO_GLYPH

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    from collections.abc import Sequence

    from banmian.pdf.fonts import FontSet
    from banmian.plate import TextRun

_EXACT = 0.2  # 1/1000 em: smaller moves are not written
_HORIZONTAL, _VERTICAL, _TURNED = Direction.HORIZONTAL, Direction.VERTICAL, Direction.TURNED  # asked for every run


class TextOperators:
    """Operators of runs in the order they are asked for; font, size and spacing are written only when they change."""

    def __init__(self, runs: Sequence[TextRun], fonts: FontSet) -> None:
        self._runs, self._parts = _parted(runs)
        self._fonts = fonts
        self.forget()
        self._strings = _strings(self._runs, fonts)

    def forget(self) -> None:
        """The graphics state is again what it was at the start: font, size and spacing have to be written anew."""
        self._font, self._spacing, self._stretch = ("", 0.0, ""), 0.0, 1.0

    def write(self, at: int, height: float) -> str:
        """The operators of run number `at` inside BT … ET; `height` is where the page's top lies."""
        if self._parts is None:
            return self._write(at, height)
        return " ".join(shown for part in self._parts[at] if (shown := self._write(part, height)))

    def _write(self, at: int, height: float) -> str:
        run = self._runs[at]
        spacing, shown, ambiguous = self._strings[at]
        if not shown:
            return ""
        out = ""
        way, stretch, matrix = "F", run.stretch, "1 0 0 1"
        if run.direction is _VERTICAL:
            # Stretched by the matrix: not every reader lets Tz narrow the way from a glyph's origin to the middle of
            # the column.
            way, stretch, matrix = "V", 1.0, f"{number(run.stretch)} 0 0 1"
        elif run.direction is _TURNED:
            matrix = "0 -1 1 0"
        font = run.face, run.size, way
        if font != self._font:
            self._font = font
            out += f"/{way}{self._fonts.order[run.face]} {number(run.size)} Tf "
        if abs(spacing - self._spacing) > 1e-9:
            self._spacing = spacing
            out += f"{spacing:.4f} Tc ".replace("0.0000 Tc", "0 Tc")
        if stretch != self._stretch:
            self._stretch = stretch
            out += f"{number(stretch * 100)} Tz "
        out += f"{matrix} {number(run.x)} {number(height - run.y)} Tm {shown}"
        if ambiguous:
            text = run.text.encode("utf-16-be").hex().upper()
            return f"/Span << /ActualText <FEFF{text}> >> BDC {out} EMC"
        return out


def _parted(runs: Sequence[TextRun]) -> tuple[Sequence[TextRun], list[range] | None]:
    """The runs, columns that begin beside the next one cut in two, and the parts of each; None where none is cut.

    PDFium takes strings that begin at one height for parts of one horizontal line, and sorts them from left to right:
    columns would be read from the left. It compares each string with the one before it alone, which for two columns
    side by side is the lower half of the first one.
    """
    if all(run.direction is _HORIZONTAL for run in runs):
        return runs, None
    found: list[TextRun] = []
    parts: list[range] = []
    for at, run in enumerate(runs):
        first = len(found)
        beside = at + 1 < len(runs) and abs(runs[at + 1].y - run.y) < run.size
        half = len(run.text) // 2
        while half and half < len(run.text) and run.glyphs[half] == NO_GLYPH:
            half += 1
        if run.direction is _HORIZONTAL or not beside or not 0 < half < len(run.text):
            found.append(run)
        else:
            origin = float(run.offsets[half])
            lower = {"text": run.text[half:], "glyphs": run.glyphs[half:], "offsets": run.offsets[half:] - origin}
            found.append(
                replace(run, text=run.text[:half], glyphs=run.glyphs[:half], offsets=run.offsets[:half], width=origin)
            )
            found.append(replace(run, **lower, y=run.y + origin, width=run.width - origin))
        parts.append(range(first, len(found)))
    return found, parts


def _strings(runs: Sequence[TextRun], fonts: FontSet) -> list[tuple[float, str, bool]]:
    """For each run its character spacing (unscaled text units), its showing operator, and whether its codes mislead.

    They do where one of them stands for another text elsewhere on the page.
    """
    if not runs:
        return []
    sizes = np.array([len(run.text) for run in runs])
    glyphs = np.concatenate([run.glyphs for run in runs])
    offsets = np.concatenate([run.offsets for run in runs])
    run_of = np.repeat(np.arange(len(runs)), sizes)
    drawn = glyphs != NO_GLYPH
    glyphs, offsets, run_of = glyphs[drawn], offsets[drawn], run_of[drawn]
    down = np.array([run.direction is _VERTICAL for run in runs])
    along = np.array([run.size if run.direction is _VERTICAL else run.size * run.stretch for run in runs])
    scale = 1000 / along
    face_of = np.array([fonts.order[run.face] for run in runs])[run_of]
    codes = np.zeros(glyphs.size, dtype=np.uint16)
    widths = np.zeros(glyphs.size)
    misleading: set[int] = set()
    for name, index in fonts.order.items():
        mine = face_of == index
        program = fonts.programs[name]
        codes[mine] = program.codes[glyphs[mine]]
        widths[mine] = program.widths[codes[mine]]
        if program.ambiguous.any():
            misleading.update(run_of[mine][program.ambiguous[codes[mine]]].tolist())
        if down.any():
            mine &= down[run_of]
            widths[mine] = program.heights[codes[mine]]
    counts = np.bincount(run_of, minlength=len(runs))
    ends = np.cumsum(counts)
    starts = ends - counts

    kern = np.zeros(glyphs.size)  # what each glyph's pen must step back, 1/1000 em
    kern[:-1] = widths[:-1] - np.diff(offsets) * scale[run_of[:-1]]
    last = ends[counts > 0] - 1
    kern[last] = 0.0
    spacing = _common(kern, starts, counts)
    kern += spacing[run_of]
    kern[last] = 0.0
    if down.any():  # the pen moves against the axis: Tc and the numbers of TJ, which are subtracted, change their sign
        kern[down[run_of]] *= -1
        spacing[down] = 0.0 - spacing[down]
    hexed = codes.astype(">u2").tobytes().hex()
    cuts = np.flatnonzero(np.abs(kern) > _EXACT)
    bounds = np.searchsorted(cuts, np.concatenate((starts, [glyphs.size]))).tolist()
    places, steps = (4 * (cuts + 1)).tolist(), np.rint(kern[cuts] * 10).astype(np.int64).tolist()
    shown = []
    for start, end, first, past in zip(
        (4 * starts).tolist(), (4 * ends).tolist(), bounds[:-1], bounds[1:], strict=True
    ):
        if start == end:
            shown.append("")
        elif first == past:
            shown.append(f"<{hexed[start:end]}> Tj")
        else:
            parts = []
            before = start
            for after, step in zip(places[first:past], steps[first:past], strict=True):
                parts.append(f"<{hexed[before:after]}>{_tenths(step)}")
                before = after
            shown.append(f"[{''.join(parts)}<{hexed[before:end]}>] TJ")
    spaces = spacing * [run.size for run in runs] / 1000
    return [(space, one, at in misleading) for at, (space, one) in enumerate(zip(spaces.tolist(), shown, strict=True))]


@lru_cache(maxsize=1 << 12)  # marks are squeezed by the same steps again and again
def _tenths(value: int) -> str:
    return f"{value / 10:g}"


def _common(kern: Floats, starts: NDArray[np.int64], counts: NDArray[np.int64]) -> Floats:
    """The step that most gaps of a run share, as extra space: the median of three of them, zero where they are few."""
    inner = np.maximum(counts - 1, 1)
    size = max(kern.size - 1, 0)
    one, two, three = (kern[np.minimum(starts + (inner * part // 8), size)] for part in (1, 4, 6))
    highest, lowest = np.maximum(np.maximum(one, two), three), np.minimum(np.minimum(one, two), three)
    middle: Floats = highest + lowest - one - two - three  # the median, taken away from
    middle[(counts < 4) | (np.abs(middle) < _EXACT)] = 0.0
    return middle
