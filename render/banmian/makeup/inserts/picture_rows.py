"""Pictures in rows: one photograph, or a group 组照 side by side, each cut to its frame about its focus (K5, G10)."""

from __future__ import annotations

from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from banmian.model.sizes import ratio_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.model import Photo
    from banmian.model.issue import Focus, GroupPhoto

CROP = 0.22
"""The largest part of a photograph that may be cut off to fit the grid."""
UNKNOWN_RATIO = 1.5
"""Width by height of a picture that is not at hand."""
MOST_IN_A_ROW = 4
LEAST_WIDTH = 5
"""字 that a picture of a group is wide at least; else it goes to another row."""
ALIKE = 1.25
"""How much wider in shape one picture of a row may be than another for all to be of one width."""
LEAST_GAP, MOST_GAP = 0.5, 1.0
"""字 between the pictures of a group."""
_NEARLY = 1e-6


class Shot(NamedTuple):
    """A picture before it has a frame: its file, or none where it is not at hand, and its width by its height."""

    file: str
    alt: str
    focus: Focus
    ratio: float


class Frame(NamedTuple):
    """The rectangle in pt that a shot fills, from the top left corner of all of them, and the part that shows."""

    shot: Shot
    x: float
    y: float
    width: float
    height: float
    crop: tuple[float, float, float, float]

    @property
    def cut(self) -> float:
        """The part of the picture that is cut off, 0 to 1."""
        left, top, right, bottom = self.crop
        return 1 - (right - left) * (bottom - top)


class Row(NamedTuple):
    """Shots side by side: where each begins and how wide it is, pt."""

    shots: tuple[Shot, ...]
    starts: tuple[float, ...]
    widths: tuple[float, ...]

    def heights(self) -> tuple[float, float, float]:
        """The least, the natural and the largest height in pt at which none loses more than `CROP`.

        Shots that are too unlike for that stand at the natural height, which cuts all of them equally.
        """
        naturals = [width / shot.ratio for shot, width in zip(self.shots, self.widths, strict=True)]
        natural = (max(naturals) * min(naturals)) ** 0.5
        least, most = max(naturals) * (1 - CROP), min(naturals) / (1 - CROP)
        return (least, natural, most) if least <= most else (natural, natural, natural)


class PictureRows(NamedTuple):
    """One row of pictures or more, in a width; the rows are `gap` pt apart."""

    rows: tuple[Row, ...]
    gap: float

    def heights(self) -> tuple[float, float, float]:
        """The least, the natural and the largest height of all, pt."""
        between = self.gap * (len(self.rows) - 1)
        least, natural, most = zip(*(row.heights() for row in self.rows), strict=True)
        return sum(least) + between, sum(natural) + between, sum(most) + between

    def frames(self, height: float) -> list[Frame]:
        """Every picture in its frame where all together are `height` pt high: rows in proportion to their own."""
        naturals = [row.heights()[1] for row in self.rows]
        room = height - self.gap * (len(self.rows) - 1)
        frames: list[Frame] = []
        top = 0.0
        for row, natural in zip(self.rows, naturals, strict=True):
            high = room * natural / sum(naturals)
            for shot, x, width in zip(row.shots, row.starts, row.widths, strict=True):
                frames.append(Frame(shot, x, top, width, high, crop_about(shot.focus, shot.ratio, width / high)))
            top += high + self.gap
        return frames


def picture_rows(shots: Sequence[Shot], width: float, size: float) -> PictureRows:
    """The shots in as few rows as may be for a width in pt, where a 字 is `size` pt; a short row is the upper one."""
    room = width / size
    able = min(MOST_IN_A_ROW, max(int((room + LEAST_GAP) / (LEAST_WIDTH + LEAST_GAP)), 1))
    count = ceil(len(shots) / able)
    each, more = divmod(len(shots), count)
    rows: list[Row] = []
    gaps: list[float] = []
    at = 0
    for number in range(count):
        some = tuple(shots[at : at + each + (number >= count - more)])
        at += len(some)
        gap, widths = _shared(some, room)
        starts = [sum(widths[:n]) + n * gap for n in range(len(some))]
        rows.append(Row(some, tuple(start * size for start in starts), tuple(w * size for w in widths)))
        gaps += [gap] if len(some) > 1 else []
    return PictureRows(tuple(rows), min(gaps, default=LEAST_GAP) * size)


def _shared(shots: Sequence[Shot], room: float) -> tuple[float, list[float]]:
    """The gap between the shots of a row and their widths, all in 字."""
    count = len(shots)
    if count == 1:
        return 0.0, [room]
    ratios = [shot.ratio for shot in shots]
    if max(ratios) / min(ratios) <= ALIKE:
        whole = int((room - (count - 1) * LEAST_GAP) / count + _NEARLY)
        gap = (room - count * whole) / (count - 1)
        if gap > MOST_GAP + _NEARLY:  # of one width they cannot be of whole 字 as well
            gap, whole = LEAST_GAP, 0
        return gap, [float(whole) if whole else (room - (count - 1) * gap) / count] * count
    gaps = ceil((count - 1) * LEAST_GAP)  # all gaps together are whole 字, so that the pictures are
    free = room - gaps
    widths = [float(max(int(free * ratio / sum(ratios)), 1)) for ratio in ratios]
    wanted = [free * ratio / sum(ratios) - width for ratio, width in zip(ratios, widths, strict=True)]
    for n in sorted(range(count), key=lambda n: -wanted[n])[: max(int(free - sum(widths) + _NEARLY), 0)]:
        widths[n] += 1
    widest = max(range(count), key=lambda n: widths[n])
    widths[widest] += free - sum(widths)  # what a width that is no whole 字 has over
    return gaps / (count - 1), widths


def crop_about(focus: Focus, ratio: float, shown: float) -> tuple[float, float, float, float]:
    """The part of a picture of a ratio that shows in a frame of the ratio `shown`, cut about its focus point."""
    if shown < ratio:
        part = shown / ratio
        left = min(max(focus[0] - part / 2, 0.0), 1 - part)
        return (left, 0.0, left + part, 1.0)
    part = ratio / shown
    top = min(max(focus[1] - part / 2, 0.0), 1 - part)
    return (0.0, top, 1.0, top + part)


def shots_of(photo: Photo, folder: str) -> list[Shot]:
    """The picture of a photo and those of its group."""
    parts: tuple[Photo | GroupPhoto, ...] = (photo, *photo.group)
    return [
        Shot(
            str(Path(folder) / part.file) if part.file else "",
            part.alt,
            part.focus,
            ratio_of(Path(folder) / part.file) if part.file else UNKNOWN_RATIO,
        )
        for part in parts
    ]
