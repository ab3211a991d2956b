"""Pages of a PDF as pictures for the report: the whole MediaBox, turned as the file has it."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

DPI = 70
MOST = 2600
"""Pixels of the longer side at the most: a page may be as large as a wall."""


class Shown(NamedTuple):
    """A page as the address of a JPEG in the text of the report, and its size in pixels."""

    address: str
    width: int
    height: int


def page_pictures(data: bytes) -> Iterator[Shown | None]:
    """The pages of a file; None for one that PDFium cannot draw."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    with document:
        for at in range(len(document)):
            try:
                yield _picture(document[at])
            except (pypdfium2.PdfiumError, ValueError, MemoryError):
                yield None


def _picture(page: object) -> Shown:
    page.set_rotation(0)  # type: ignore[attr-defined]
    page.set_cropbox(*page.get_mediabox())  # type: ignore[attr-defined]
    width, height = page.get_size()  # type: ignore[attr-defined]
    scale = min(DPI / 72, MOST / max(width, height, 1))
    shown = page.render(scale=scale, fill_color=(255, 255, 255, 255)).to_pil().convert("RGB")  # type: ignore[attr-defined]
    page.close()  # type: ignore[attr-defined]
    out = io.BytesIO()
    shown.save(out, "JPEG", quality=72, optimize=True)
    return Shown("data:image/jpeg;base64," + base64.b64encode(out.getvalue()).decode(), shown.width, shown.height)
