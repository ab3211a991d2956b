"""A page with transparency where the conformance level forbids it: one picture by PDFium, brought to inks."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np

from banmian.pdf.mend.resources import without
from banmian.pdf.mend.samples import write_image, write_stencil

if TYPE_CHECKING:
    from banmian.pdf.mend.page import Sheet
    from banmian.pdf.mend.palette import Palette

PPI = 300
MOST_DOTS = 120_000_000


def flattened(pdf: Any, sheet: Sheet, palette: Palette) -> tuple[bytes, Any]:
    """Content and resources that show the first page of an open PDF, within its trim, as a picture in inks."""
    import pikepdf

    picture, painted = _rendered(pdf, sheet)
    made = palette.conversion.grey(picture, None) if palette.grey else palette.conversion.picture(picture, None)
    image = write_image(pdf, made, lossy=False)
    if not painted.all():
        image.Mask = write_stencil(pdf, painted)
    # the content is drawn in the page's own space, whatever way the page is turned
    a, b, c, d, e, f = sheet.matrix
    area = a * d - b * c
    inverse = (d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area)
    size = f"{sheet.width:.4f} 0 0 {sheet.height:.4f} 0 0 cm"
    turned = " ".join(f"{value:.6f}" for value in inverse)
    resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary({"/BmI": image}))
    return f"q {turned} cm {size} /BmI Do Q".encode(), resources


def _rendered(pdf: Any, sheet: Sheet) -> tuple[Any, Any]:
    """The page on white, and where anything is painted at all."""
    import pypdfium2
    from PIL import Image

    out = io.BytesIO()
    page = pdf.pages[0]
    kept = {key: page.obj.get(key) for key in ("/UserUnit", "/MediaBox", "/CropBox")}
    page.obj.MediaBox = page.obj.CropBox = list(sheet.trim)
    without(page.obj, "/UserUnit")
    pdf.save(out, deterministic_id=not pdf.is_encrypted, encryption=False)
    for key, value in kept.items():
        if value is not None:
            page.obj[key] = value
    ppi = min(PPI, (MOST_DOTS / (sheet.width * sheet.height)) ** 0.5 * 72)
    document = pypdfium2.PdfDocument(out.getvalue())
    try:
        shown = document[0]
        unit = sheet.width / shown.get_width()
        bitmap = shown.render(
            scale=ppi / 72 * unit, fill_color=(255, 255, 255, 0), may_draw_forms=False, draw_annots=False
        )
        picture = bitmap.to_pil().convert("RGBA")
    finally:
        document.close()
    white = Image.new("RGBA", picture.size, (255, 255, 255, 255))
    painted = np.array(picture.getchannel("A")) > 0
    return Image.alpha_composite(white, picture).convert("RGB"), painted
