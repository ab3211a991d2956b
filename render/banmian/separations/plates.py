"""The plates 印版 of a page: how much of each ink is printed where, with overprint carried out."""

from __future__ import annotations

import io
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from banmian.model import Finding, InputError, Severity
from banmian.model.finding import said_by
from banmian.model.sizes import MOST_DOTS
from banmian.separations.colorants import PROCESS, Colorants, find_spots

if TYPE_CHECKING:
    import pikepdf

FINER = 3
"""Dots of the drawing to a dot of the plate, each way: PDFium draws no stroke thinner than a dot."""


class Box(NamedTuple):
    """A rectangle in pt, y down, from the top left corner of the media box as the page is viewed."""

    x: float
    y: float
    width: float
    height: float


class Plates(NamedTuple):
    """The plates of a page as it is viewed, the process inks first.

    `inks` is plates × rows × columns, 0 no ink to 255 all; they cover the whole media box, `box`, at `dpi`. `trim` lies
    in it (the trim box, else the crop box, else all of it). `spots` are, for each spot, its 256 tints in the four
    process inks, 0 to 1, as the file wants it shown. `remarks` say what could not be drawn as the file asks.
    """

    names: tuple[str, ...]
    inks: npt.NDArray[np.uint8]
    dpi: float
    box: Box
    trim: Box
    spots: npt.NDArray[np.float64]
    profile: bytes
    remarks: tuple[str, ...] = ()

    @property
    def trimmed(self) -> npt.NDArray[np.uint8]:
        """The plates within the trim: dots that lie in it by more than half."""
        scale = self.dpi / 72
        left, top = round(self.trim.x * scale), round(self.trim.y * scale)
        right, foot = round((self.trim.x + self.trim.width) * scale), round((self.trim.y + self.trim.height) * scale)
        return self.inks[:, max(top, 0) : max(foot, 1), max(left, 0) : max(right, 1)]


def render_plates(pdf: bytes | Path, page_index: int, dpi: float = 72, *, profile: bytes | None = None) -> Plates:
    """The plates of a page at `dpi`.

    Colours that are no inks go through the file's output intent, else `profile`, else newsprint. Raises InputError
    where the file cannot be read or drawn, or has no such page.
    """
    import pikepdf

    try:
        source = pikepdf.open(io.BytesIO(pdf) if isinstance(pdf, bytes) else pdf)
    except (pikepdf.PdfError, pikepdf.PasswordError, OSError) as error:
        raise InputError(_wrong(pdf, f"it cannot be opened as a PDF: {said_by(error)}")) from None
    with source:
        if not 0 <= page_index < len(source.pages):
            raise InputError(_wrong(pdf, f"there is no page {page_index + 1}"))
        if unfit := _unfit(source.pages[page_index], dpi):
            raise InputError(_wrong(pdf, f"page {page_index + 1} {unfit}", "expected: a page as it is printed"))
        try:
            return _Drawing(source, page_index, dpi, _intent(source) or profile or _newsprint()).plates()
        except (
            pikepdf.PdfError,
            ArithmeticError,
            AttributeError,
            LookupError,
            OSError,
            TypeError,
            ValueError,
        ) as error:
            # Objects of the wrong kind anywhere in the file: it is the file that is to be mended.
            message = f"page {page_index + 1} cannot be drawn: {type(error).__name__}: {said_by(error)}"
            raise InputError(_wrong(pdf, message)) from error


def _unfit(page: Any, dpi: float) -> str:
    """What is wrong with the size of a page, or nothing."""
    try:
        left, foot, right, top = _corners(page.mediabox)
    except (ArithmeticError, TypeError, ValueError):
        return "has no size"
    dots = _dots(right - left, dpi) * _dots(top - foot, dpi)
    if min(right - left, top - foot) < SMALLEST:
        return "has no size"
    return f"would have {dots / 1e6:.0f} million dots" if dots > MOST_DOTS // 4 else ""


SMALLEST = 9.0
"""pt: sides below are no page, and too small for the legend of a map."""


class _Drawing:
    """One page on its way to plates."""

    def __init__(self, source: pikepdf.Pdf, index: int, dpi: float, profile: bytes) -> None:
        self._source, self._dpi = source, dpi
        self._page = source.pages[index]
        self._colorants = Colorants(find_spots(self._page.get("/Resources", self._page.resources)), profile)
        self._cache: dict[Any, Any] = {}
        self._media = _corners(self._page.mediabox)
        # Whole dots from the top left corner: PDFium would stretch the page to fill the last one.
        left, foot, right, top = self._media
        dot = 72 / dpi
        self._drawn = (left, top - _dots(top - foot, dpi) * dot, left + _dots(right - left, dpi) * dot, top)

    def plates(self) -> Plates:
        import pikepdf

        count = len(self._colorants.names)
        groups = [(0, 1, 2), (3,), *(tuple(range(at, min(at + 3, count))) for at in range(4, count, 3))]
        new = pikepdf.Pdf.new()
        drawn: list[tuple[int, ...]] = []
        for group in groups:
            drawn += self._repaint(new, group)
        if "/OCProperties" in self._source.Root and self._source.Root.OCProperties.objgen != (0, 0):
            new.Root.OCProperties = new.copy_foreign(self._source.Root.OCProperties)
        data = io.BytesIO()
        new.save(data, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        turn = int(self._page.obj.get("/Rotate", 0) or 0) // 90 % 4
        inks = np.rot90(self._draw(data, drawn), -turn, axes=(1, 2))
        boxes = [self._viewed(box, turn) for box in (self._media, _corners(self._page.trimbox))]
        return Plates(
            self._colorants.names,
            np.ascontiguousarray(inks),
            self._dpi,
            boxes[0],
            boxes[1],
            self._colorants.spot_colours(),
            self._colorants.profile,
            tuple(self._colorants.remarks),
        )

    def _repaint(self, new: pikepdf.Pdf, group: tuple[int, ...]) -> list[tuple[int, ...]]:
        """Add a page for a group of plates, or one for each where they cannot be drawn together."""
        import pikepdf

        from banmian.separations.contents import rewrite
        from banmian.separations.repaint import MixedError, Repainter

        scale = self._dpi * FINER / 72
        painter = Repainter(new, self._source, self._colorants, group, scale, self._cache, rewrite)
        try:
            data, resources = painter.page(self._page, self._page.resources)
        except MixedError:
            return [one for plate in group for one in self._repaint(new, (plate,))]
        if painter.blank:  # as most pages of a paper leave the coloured inks
            return []
        page = pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=pikepdf.Array([round(one, 6) for one in self._drawn]),
            Resources=resources,
            Contents=new.make_stream(data),
        )
        if "/Group" in self._page.obj:
            page.Group = painter.group_of(self._page.obj.Group)
        new.pages.append(pikepdf.Page(new.make_indirect(page)))
        return [group]

    def _draw(self, data: io.BytesIO, groups: list[tuple[int, ...]]) -> npt.NDArray[np.uint8]:
        import pypdfium2

        bitmaps: list[pypdfium2.PdfBitmap] = []

        def bitmap_of(*args: Any, **options: Any) -> pypdfium2.PdfBitmap:
            # All are of one size: a new one of 70 MB would cost as much as half a drawing.
            if not bitmaps:
                bitmaps.append(pypdfium2.PdfBitmap.new_native(*args, **options))
            return bitmaps[0]

        rows = _dots(self._media[3] - self._media[1], self._dpi)
        columns = _dots(self._media[2] - self._media[0], self._dpi)
        inks = np.zeros((len(self._colorants.names), rows, columns), np.uint8)
        if not groups:
            return inks
        with pypdfium2.PdfDocument(data.getvalue()) as document:
            for number, group in enumerate(groups):
                page = document[number]
                bitmap = page.render(
                    scale=self._dpi * FINER / 72,
                    rev_byteorder=True,
                    prefer_bgrx=True,
                    may_draw_forms=False,
                    bitmap_maker=bitmap_of,
                )
                lit = _smaller(bitmap.to_numpy())[:rows, :columns]
                for light, plate in enumerate(group):
                    inks[plate] = 255 - lit[:, :, light]
                page.close()
        for bitmap in bitmaps:
            bitmap.close()
        return inks

    def _viewed(self, box: tuple[float, ...], turn: int) -> Box:
        """A box in pt from the top left of the media box as it is turned for viewing."""
        left, foot, right, top = self._media
        x, y, width, height = box[0] - left, top - box[3], box[2] - box[0], box[3] - box[1]
        whole_width, whole_height = right - left, top - foot
        if turn == 1:
            return Box(whole_height - y - height, x, height, width)
        if turn == 2:
            return Box(whole_width - x - width, whole_height - y - height, width, height)
        if turn == 3:
            return Box(y, whole_width - x - width, height, width)
        return Box(x, y, width, height)


def _dots(length: float, dpi: float) -> int:
    return max(math.ceil(round(length * dpi / 72, 3)), 1)


def _smaller(drawn: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Means of FINER × FINER dots of four bytes, the last of which counts for nothing: Pillow reads them in place."""
    from PIL import Image

    size = drawn.shape[1::-1]
    return np.asarray(Image.frombuffer("RGBX", size, np.ascontiguousarray(drawn), "raw", "RGBX", 0, 1).reduce(FINER))


def _corners(box: Any) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(one) for one in box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _intent(source: pikepdf.Pdf) -> bytes | None:
    """The CMYK profile of the output intent."""
    for intent in source.Root.get("/OutputIntents", []):
        stream = intent.get("/DestOutputProfile")
        if stream is not None:
            data = bytes(stream.read_bytes())
            if data[16:20] == b"CMYK":
                return data
    return None


def _newsprint() -> bytes:
    from banmian.inks import read_condition

    return read_condition("newsprint").profile


def _wrong(pdf: bytes | Path, message: str, hint: str = "expected: a PDF without a password") -> Finding:
    return Finding(
        severity=Severity.ERROR,
        code="not-a-pdf",
        message=message,
        hint=hint,
        file=str(pdf) if isinstance(pdf, Path) else "",
    )


__all__ = ["PROCESS", "Box", "Plates", "render_plates"]
