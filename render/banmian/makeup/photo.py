"""Photo blocks 图片: a picture with its caption and credit, a whole number of grid lines high (G10, K1, K2, K4)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from banmian.makeup.copy import missing_glyph
from banmian.makeup.labels import Label
from banmian.makeup.runs import Style, baseline, text_runs
from banmian.makeup.turns import inside_names
from banmian.plate import BLACK, Fill, Picture, Rule
from banmian.typeset import cast, compose, limits_of, place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.makeup.labels import LabelCase
    from banmian.model import Article, Finding, Photo
    from banmian.plate import PlateItem
    from banmian.typeset import Sorts
    from banmian.typeset.lines import Line

CAPTION_SIZE = 8.0
"""pt, 六号 (K2)."""
CROP = 0.22
"""The largest part of a photograph that may be cut off to fit the grid."""
UNKNOWN_RATIO = 1.5


class PhotoBlock(NamedTuple):
    """A photo in a width: the range of heights it may take (lines), and its caption set."""

    photo: Photo
    article: Article
    ratio: float
    picture_least: int
    picture_most: int
    caption: Sorts
    caption_lines: tuple[Line, ...]
    credit: Label | None
    credit_alone: bool
    width: float
    findings: tuple[Finding, ...]
    pitch: float
    size: float
    folder: str
    case: LabelCase

    @property
    def what(self) -> str:
        """What it is, for findings."""
        return f"the photo “{self.photo.caption}”"

    @property
    def least(self) -> int:
        """The fewest grid lines it takes, caption included."""
        return min(self.picture_least, self.picture_most) + self.text_lines

    @property
    def most(self) -> int:
        """The most grid lines it takes."""
        return self.picture_most + self.text_lines

    @property
    def smallest(self) -> int:
        """The fewest lines at which it is shown at all."""
        return 4 + self.text_lines

    def outline(self, lines: int) -> list[tuple[float, float] | None]:
        """A rectangle."""
        return [(0.0, self.width)] * lines

    @property
    def text_lines(self) -> int:
        """Grid lines of caption and credit."""
        return len(self.caption_lines) + (1 if self.credit_alone else 0)

    def items(self, x: float, y: float, lines: int) -> list[PlateItem]:
        """The block `lines` grid lines high at (x, y)."""
        lines -= self.text_lines
        pitch, size, folder, case = self.pitch, self.size, self.folder, self.case
        inset = (pitch - size) / 2
        height = lines * pitch - 2 * inset
        name = self.article.id
        found: list[PlateItem] = []
        if self.photo.file:
            found.append(
                Picture(
                    x=x,
                    y=y + inset,
                    width=self.width,
                    height=height,
                    file=str(Path(folder) / self.photo.file),
                    crop=self._crop(height),
                    alt=self.photo.alt,
                    article=name,
                    role="photo",
                )
            )
        else:
            found.append(
                Fill(
                    x=x,
                    y=y + inset,
                    width=self.width,
                    height=height,
                    colour=BLACK.tint(0.08),
                    article=name,
                    role="photo-missing",
                )
            )
            for x0, y0, x1, y1 in _frame(x, y + inset, self.width, height):
                found.append(Rule(x0=x0, y0=y0, x1=x1, y1=y1, weight=0.5, article=name, role="photo-missing"))
        at = [(x, baseline(y + (lines + n) * pitch, pitch, CAPTION_SIZE)) for n in range(self.text_lines)]
        if self.caption_lines:
            found += text_runs(self.caption, self.caption_lines, at, Style(CAPTION_SIZE, name, "caption"), case.library)
        if self.credit:
            found += self.credit.runs(x + self.width - self.credit.width, at[-1][1])
        return found

    def _crop(self, height: float) -> tuple[float, float, float, float]:
        """The part of the picture that shows, cut round its focus point."""
        shown = self.width / height
        focus_x, focus_y = self.photo.focus
        if shown < self.ratio:
            part = shown / self.ratio
            left = min(max(focus_x - part / 2, 0.0), 1 - part)
            return (left, 0.0, left + part, 1.0)
        part = self.ratio / shown
        top = min(max(focus_y - part / 2, 0.0), 1 - part)
        return (0.0, top, 1.0, top + part)


def set_photo(
    photo: Photo,
    article: Article,
    width: float,
    pitch: float,
    size: float,
    limits: tuple[int, int] | None,
    folder: str,
    case: LabelCase,
) -> PhotoBlock:
    """Measure a photo for `width` pt: how high it may stand, its caption, its credit flush right (K4)."""
    ratio = _ratio(Path(folder) / photo.file) if photo.file else UNKNOWN_RATIO
    natural = width / ratio / pitch
    least, most = max(round(natural * (1 - CROP)), 2), max(round(natural / (1 - CROP)), 2)
    if limits:
        low, high = max(least, limits[0]), min(most, limits[1])
        least, most = (low, high) if low <= high else (min(max(round(natural), limits[0]), limits[1]),) * 2
    text = photo.caption.strip().removesuffix("。")  # K3
    caption = cast(text, case.caption, case.library, "caption")
    measure = int(width / CAPTION_SIZE)
    lines = _lines(caption, measure, article.keys.names)
    findings = _caption_findings(caption, lines, article)
    credit = Label(photo.credit, CAPTION_SIZE, "credit", case, article=article) if photo.credit else None
    if credit and credit.width > width:  # a credit as long as that is a line of the caption
        text = f"{text}　{photo.credit}".strip()
        caption = cast(text, case.caption, case.library, "caption")
        lines = _lines(caption, measure, article.keys.names)
        findings = _caption_findings(caption, lines, article)
        credit = None
    alone = False
    if credit:
        findings += credit.findings
        if lines:
            last = lines[-1]
            used = float((caption.width + caption.gap)[last.start : last.end].sum()) * CAPTION_SIZE
            alone = used + CAPTION_SIZE + credit.width > width
        else:
            alone = True
    return PhotoBlock(
        photo,
        article,
        ratio,
        least,
        most,
        caption,
        lines,
        credit,
        alone,
        width,
        tuple(findings),
        pitch,
        size,
        folder,
        case,
    )


def _lines(caption: Sorts, measure: int, names: Sequence[str]) -> tuple[Line, ...]:
    """All lines of a caption at a measure in em."""
    for at in inside_names(caption.text, names):
        caption.may_break[at] = False
    return tuple(compose(caption, 0, len(caption.text), [float(measure)], endless=True))


def _caption_findings(caption: Sorts, lines: tuple[Line, ...], article: Article) -> list[Finding]:
    """Characters of a caption without a glyph, and its lines beyond their limits (J5)."""
    found = [missing_glyph(missing.character, "caption", article, part="caption") for missing in caption.missing]
    if lines:
        placed = place(caption, lines)
        for number, line in enumerate(lines):
            for finding in limits_of(caption, line, placed, number, "a line of a caption"):
                found.append(replace(finding, article=article.id, file=article.file))
    return found


def _ratio(path: Path) -> float:
    """Width by height of a picture file, as it is meant to be seen (EXIF orientation)."""
    from PIL import Image

    with Image.open(path) as picture:
        width, height = picture.size
        if picture.getexif().get(0x0112, 1) in (5, 6, 7, 8):
            width, height = height, width
    return width / height


def _frame(x: float, y: float, width: float, height: float) -> tuple[tuple[float, float, float, float], ...]:
    right, bottom = x + width, y + height
    return ((x, y, right, y), (x, bottom, right, bottom), (x, y, x, bottom), (right, y, right, bottom))
