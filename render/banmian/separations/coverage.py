"""The ink 墨量 on a page: the most that lies on one spot, the mean of each plate, and where there is too much."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from banmian.model.plant import Limits
from banmian.separations.plates import Plates, render_plates

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Region(NamedTuple):
    """A stretch of too much ink: its rectangle in mm from the top left of the trim, y down; its own area in mm², and
    the most ink in it, per cent.
    """

    x: float
    y: float
    width: float
    height: float
    area: float
    most: float


class Ink(NamedTuple):
    """The ink within the trim.

    `most` is the largest sum of all plates, spots too, per cent; `means` the mean of each plate, per cent, by its name
    in the order of the plates. `over` are the regions of more than `Limits.ink`, `over_error` those of more than
    `Limits.ink_error`, each of at least `Limits.ink_area` at a stretch, the largest first; `area_over` and
    `area_over_error` are all dots over, mm², specks too. `remarks` say what could not be drawn as the file asks.
    """

    most: float
    means: dict[str, float]
    over: tuple[Region, ...]
    over_error: tuple[Region, ...]
    area_over: float
    area_over_error: float
    dpi: float
    remarks: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The plates that have any ink within the trim."""
        return tuple(name for name, mean in self.means.items() if mean > 0)


def measure_ink(
    pdf: bytes | Path, page_index: int, *, dpi: float = 72, limits: Limits | None = None, profile: bytes | None = None
) -> Ink:
    """The ink on a page of a PDF. Raises InputError as `render_plates` does."""
    return ink_of(render_plates(pdf, page_index, dpi, profile=profile), limits or Limits())


def ink_of(plates: Plates, limits: Limits) -> Ink:
    """The ink of plates that are drawn already."""
    inks = plates.trimmed
    total = coverage(inks)
    dot = (25.4 / plates.dpi) ** 2
    # A tenth of a per cent, since a plate has 255 steps and pictures are brought just under the limit.
    over, error = total > limits.ink + 0.5, total > limits.ink_error + 0.5
    return Ink(
        most=float(total.max(initial=0)),
        means={name: float(plate.mean()) / 2.55 for name, plate in zip(plates.names, inks, strict=True)},
        over=_regions(over, total, plates.dpi, limits.ink_area),
        over_error=_regions(error, total, plates.dpi, limits.ink_area),
        area_over=float(over.sum()) * dot,
        area_over_error=float(error.sum()) * dot,
        dpi=plates.dpi,
        remarks=plates.remarks,
    )


def coverage(inks: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """The sum of all plates, per cent."""
    total: npt.NDArray[np.float32] = inks.sum(axis=0, dtype=np.uint16).astype(np.float32) / np.float32(2.55)
    return total


def _regions(
    chosen: npt.NDArray[np.bool_], total: npt.NDArray[np.float32], dpi: float, least: float
) -> tuple[Region, ...]:
    mm = 25.4 / dpi
    if not chosen.any():
        return ()
    found = []
    for rows, starts, stops in connected(chosen):
        area = float((stops - starts).sum()) * mm * mm
        if area < least:
            continue
        top, foot, left, right = rows.min(), rows.max() + 1, starts.min(), stops.max()
        most = max(float(total[row, start:stop].max()) for row, start, stop in zip(rows, starts, stops, strict=True))
        at = (float(left) * mm, float(top) * mm, float(right - left) * mm, float(foot - top) * mm)
        found.append(Region(*at, area, most))
    return tuple(sorted(found, key=lambda region: (-region.area, region.y, region.x)))


def connected(chosen: npt.NDArray[np.bool_]) -> Sequence[tuple[npt.NDArray[np.intp], ...]]:
    """The connected areas of a mask (corners count): of each its runs, as rows, starts and stops.

    Runs of neighbouring rows that touch are joined: the lower number of two wins until nothing changes.
    """
    edges = np.diff(np.pad(chosen, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(edges == 1)
    stops = np.nonzero(edges == -1)[1]
    count = len(rows)
    if not count:
        return []
    first, second = _touching(rows, starts, stops)
    label = np.arange(count)
    while True:
        before = label.copy()
        lower = np.minimum(label[first], label[second])
        np.minimum.at(label, first, lower)
        np.minimum.at(label, second, lower)
        label = label[label]  # what my number has become, I become
        if (label == before).all():
            break
    order = np.argsort(label, kind="stable")
    cuts = np.flatnonzero(np.diff(label[order])) + 1
    return [(rows[part], starts[part], stops[part]) for part in np.split(order, cuts)]


def _touching(
    rows: npt.NDArray[np.intp], starts: npt.NDArray[np.intp], stops: npt.NDArray[np.intp]
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Pairs of runs that touch from one row to the next. Runs stand in the order of reading."""
    width = int(stops.max()) + 2
    begin, end = rows * width + starts, rows * width + stops
    # Of the row below: the first run that does not end before mine starts, up to the last that starts as mine ends.
    low = np.searchsorted(end, begin + width, side="left")
    high = np.searchsorted(begin, end + width, side="right")
    counts = np.maximum(high - low, 0)
    first = np.repeat(np.arange(len(rows)), counts)
    offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return first, np.repeat(low, counts) + offsets


__all__ = ["Ink", "Region", "connected", "coverage", "ink_of", "measure_ink"]
