"""Photo blocks 图片: pictures with their caption and credit, a whole number of grid lines high (G10, K1, K2, K4)."""

from __future__ import annotations

from math import ceil, floor
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from banmian.layout.styles import Styles
from banmian.makeup.inserts.captions import set_caption
from banmian.makeup.inserts.cutouts import cutout_of
from banmian.makeup.inserts.picture_rows import CROP, picture_rows, shots_of
from banmian.model import Finding, Severity
from banmian.plate import BLACK, Fill, Group, Picture, Role, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banmian.makeup.inserts.captions import Caption
    from banmian.makeup.inserts.cutouts import Cutout, Extent
    from banmian.makeup.inserts.picture_rows import PictureRows
    from banmian.makeup.lines.labels import LabelCase
    from banmian.model import Article, Photo
    from banmian.plate import PlateItem

LEAST_LINES = 2
"""Grid lines that a picture is high at least."""
_NEARLY = 1e-6


SMALLEST_PICTURE = 4
"""Lines of a picture below which it is left out."""


class PhotoCase(NamedTuple):
    """What the photographs of a page share: pitch and size of its body in pt, the folder of the files, its type."""

    pitch: float
    size: float
    folder: str
    case: LabelCase
    styles: Styles = Styles()

    @property
    def inset(self) -> float:
        """From the edge of a grid line to the em boxes of its type, pt: edges of pictures keep to those."""
        return (self.pitch - self.size) / 2


class PhotoRoom(NamedTuple):
    """The room of a photo, pt: the width of its picture, or of all its group, and the lines that may be high.

    A cut-out stands in the middle of its room, or `aside`, at its right, for text to run along it. A caption at the
    `left` or the `right` has a width of its own, `gap` pt from the picture.
    """

    width: float
    limits: tuple[int, int] | None = None
    caption: Literal["below", "left", "right"] = "below"
    caption_width: float = 0.0
    gap: float = 0.0
    aside: bool = False

    @property
    def beside(self) -> bool:
        """Whether the caption stands beside the picture."""
        return self.caption != "below"


class PhotoBlock(NamedTuple):
    """A photo set for its room; an `Insert`. `least` and `most` are lines of picture, caption and credit together,
    `picture_least` and `picture_most` of the picture alone.
    """

    photo: Photo
    article: Article
    room: PhotoRoom
    page: PhotoCase
    pictures: PictureRows
    cutout: Cutout | None
    caption: Caption
    picture_least: int
    picture_natural: int
    picture_most: int
    findings: tuple[Finding, ...]

    @property
    def what(self) -> str:
        """What it is, for findings."""
        return _what(self.photo)

    @property
    def width(self) -> float:
        """Its whole width in pt, with a caption beside the picture."""
        return self.room.width + (self.room.gap + self.room.caption_width if self.room.beside else 0.0)

    @property
    def rows_below(self) -> int:
        """Grid lines of a caption and a credit below the picture."""
        return 0 if self.room.beside else self.caption.rows

    @property
    def least(self) -> int:
        """The fewest grid lines it takes."""
        return self._whole(self.picture_least)

    @property
    def most(self) -> int:
        """The most grid lines it takes."""
        return self._whole(self.picture_most)

    @property
    def natural(self) -> int:
        """The grid lines at which nothing of the picture is cut, or as near to them as its room allows."""
        return self._whole(self.picture_natural)

    @property
    def smallest(self) -> int:
        """The fewest grid lines at which it is shown at all, cropped more than it should."""
        return min(self.least, self._whole(SMALLEST_PICTURE))

    def drawn(self, x: float, y: float, lines: int) -> Group:
        """Return it `lines` grid lines high, the corner of its first one at (x, y) pt: pictures, caption, credit."""
        room, pitch = self.room, self.page.pitch
        high = self.picture_lines(lines)
        left = x + (room.caption_width + room.gap if room.caption == "left" else 0.0)
        found: list[Group | PlateItem] = [*self._pictures(left, y + self.page.inset, self._height(high))]
        if room.beside:
            # level with the foot of the picture; the residue of whole 字 goes to the gap (K6)
            side = x if room.caption == "left" else x + room.width + room.gap + self.caption.residue
            found += self.caption.drawn(
                side, y + (max(high, self.caption.rows) - self.caption.rows) * pitch, *self._type
            )
        else:
            found += self.caption.drawn(x, y + high * pitch, *self._type)
        photos = self.article.keys.photos
        number = photos.index(self.photo) if self.photo in photos else len(photos)
        name = f"{self.article.id}/photos[{number}]"
        return Group(role=Role.FIGURE, children=tuple(found), id=name, number=number)

    def picture_lines(self, lines: int) -> int:
        """The grid lines of the picture in a block of `lines`: a long caption beside it does not make it higher."""
        if not self.room.beside:
            return max(lines - self.rows_below, 1)
        return max(min(lines, self.picture_most), 1)

    def cropped(self, lines: int) -> float:
        """The largest part, 0 to 1, that any of its pictures loses in a block of `lines` grid lines."""
        if self.cutout:
            return 0.0
        return max(frame.cut for frame in self.pictures.frames(self._height(self.picture_lines(lines))))

    def outline(self, lines: int) -> tuple[Extent, ...]:
        """For each grid line of the block, from where to where text must leave it free, in pt from its left edge.

        That of a cut-out is what is seen of it in the line and half a line above and below; None where nothing is.
        Caption and credit, and every other picture, take the whole width.
        """
        whole = (0.0, self.width)
        if not self.cutout or self.room.beside:
            return (whole,) * lines
        pitch, high = self.page.pitch, self.picture_lines(lines)
        left, top, width, height = self._standing(self.cutout, self._height(high))
        top += self.page.inset
        bands = [((n - 0.5) * pitch - top, (n + 1.5) * pitch - top) for n in range(high)]
        seen = self.cutout.extents(height, bands)
        return (
            *(span and (left + span[0] * width, left + span[1] * width) for span in seen),
            *(whole for _ in range(lines - high)),
        )

    @property
    def _type(self) -> tuple[float, LabelCase]:
        return self.page.pitch, self.page.case

    def _whole(self, picture: int) -> int:
        return max(picture, self.caption.rows) if self.room.beside else picture + self.caption.rows

    def _height(self, lines: int) -> float:
        """The height in pt of a picture of so many lines."""
        return lines * self.page.pitch - 2 * self.page.inset

    def _pictures(self, x: float, y: float, height: float) -> list[PlateItem]:
        if self.cutout:
            left, top, width, height = self._standing(self.cutout, height)
            shot = self.pictures.rows[0].shots[0]
            return [self._picture(x + left, y + top, width, height, shot.file, self.cutout.crop, shot.alt)]
        found: list[PlateItem] = []
        for frame in self.pictures.frames(height):
            box = (x + frame.x, y + frame.y, frame.width, frame.height)
            if frame.shot.file:
                found.append(self._picture(*box, frame.shot.file, frame.crop, frame.shot.alt))
            else:
                found += _empty(*box, self.article.id)
        return found

    def _picture(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        file: str,
        crop: tuple[float, float, float, float],
        alt: str,
    ) -> Picture:
        name = self.article.id
        return Picture(
            x=x, y=y, width=width, height=height, file=file, crop=crop, alt=alt, article=name, role=Role.PHOTO
        )

    def _standing(self, cutout: Cutout, height: float) -> tuple[float, float, float, float]:
        """Left, top, width and height of a cut-out in its room, `height` pt high: whole, on the foot."""
        width = min(self.room.width, height * cutout.ratio)
        high = width / cutout.ratio
        left = self.room.width - width
        return left if self.room.aside else left / 2, height - high, width, high


def set_photo(photo: Photo, article: Article, room: PhotoRoom, page: PhotoCase) -> PhotoBlock:
    """Measure a photo for its room: how high it may stand, its caption, its credit flush right (K4).

    The limits of the room are those of the picture. Without caption and credit it takes the room beside it as well.
    """
    if room.beside and not photo.caption and not photo.credit:
        room = PhotoRoom(room.width + room.gap + room.caption_width, room.limits)
    shots = shots_of(photo, page.folder)
    findings = list(_missing(photo, article))
    cutout = None
    if photo.cutout and photo.file and not photo.group:
        cutout = cutout_of(Path(page.folder) / photo.file)
        if cutout is None:
            findings.append(_no_cutout(photo, article))
    pictures = picture_rows(shots, room.width, page.size)
    if cutout:  # it is never cut, but may stand smaller
        natural = room.width / cutout.ratio
        heights = natural * (1 - CROP), natural, natural
    else:
        heights = pictures.heights()
    least, natural_lines, most = _lines(heights, page)
    if room.limits:
        low, high = max(least, room.limits[0]), min(most, room.limits[1])
        if least > room.limits[1]:  # too tall for its place: more of it is cut, and that is said
            low = high = room.limits[1]
        elif low > high:  # too low: it stands as low as it is
            low, high = least, most
        least, most = low, high
    below = not room.beside
    width = room.width if below else room.caption_width
    caption = set_caption(photo, article, width, page.pitch, page.styles, page.case, below=below)
    block = PhotoBlock(
        photo, article, room, page, pictures, cutout, caption, least, min(max(natural_lines, least), most), most, ()
    )
    findings += [*_cropped(block), *caption.findings]
    return block._replace(findings=tuple(findings))


def _lines(heights: tuple[float, float, float], page: PhotoCase) -> tuple[int, int, int]:
    """The least, the natural and the largest height in grid lines; the natural one where no other keeps the crop."""
    least, natural, most = ((height + 2 * page.inset) / page.pitch for height in heights)
    middle = max(round(natural), LEAST_LINES)
    low, high = max(ceil(least - _NEARLY), LEAST_LINES), max(floor(most + _NEARLY), LEAST_LINES)
    return (low, middle, high) if low <= high else (middle, middle, middle)


def _what(photo: Photo) -> str:
    return f"the photo “{photo.caption or photo.file}”"


def _missing(photo: Photo, article: Article) -> Iterator[Finding]:
    for number, file in enumerate((photo.file, *(part.file for part in photo.group))):
        if not file:
            which = f"picture {number + 1} of " if photo.group else "the picture of "
            yield _warning(
                article,
                "photo-missing",
                f"{which}{_what(photo)} is not at hand; its room is kept",
                "name its file in the front matter, or take the photo out",
            )


def _no_cutout(photo: Photo, article: Article) -> Finding:
    return _warning(
        article,
        "not-a-cutout",
        f"{_what(photo)} is to be a cut-out, but nothing of “{photo.file}” is transparent; it stands as a rectangle",
        "save it with a transparent ground, PNG or TIFF, or take `cutout` out",
    )


def _cropped(block: PhotoBlock) -> Iterator[Finding]:
    """A photo that its place cuts more than it should, at whatever height it stands."""
    if not block.photo.file and not block.photo.group:
        return
    part = min(block.cropped(block.least), block.cropped(block.most))
    if part > CROP + _CROP_OVER:
        low, high = block.picture_least, block.picture_most
        yield _warning(
            block.article,
            "photo-cropped",
            f"{part:.0%} of {block.what} is cut off: it is {low if low == high else f'{low} to {high}'} lines high",
            "take a picture of another shape, or crop it as it should be seen",
        )


_CROP_OVER = 0.05
"""By how much whole lines may make the loss larger before it is worth a word."""


def _warning(article: Article, code: str, message: str, hint: str) -> Finding:
    return Finding(
        severity=Severity.WARNING, code=code, message=message, hint=hint, article=article.id, file=article.file
    )


def _empty(x: float, y: float, width: float, height: float, article: str) -> list[PlateItem]:
    """The room of a picture that is not at hand."""
    right, bottom = x + width, y + height
    tint = BLACK.tint(0.08)
    edges = ((x, y, right, y), (x, bottom, right, bottom), (x, y, x, bottom), (right, y, right, bottom))
    return [
        Fill(x=x, y=y, width=width, height=height, colour=tint, article=article, role=Role.PHOTO_MISSING),
        *(
            Rule(x0=x0, y0=y0, x1=x1, y1=y1, weight=0.5, article=article, role=Role.PHOTO_MISSING)
            for x0, y0, x1, y1 in edges
        ),
    ]
