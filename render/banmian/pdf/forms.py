"""Foreign PDF pages (adverts, notices) placed on a page as form XObjects, by qpdf.

For the press their device colours are rewritten: grey and RGB become inks, neutral ones black alone.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from banmian.plate import Form


def place_forms(data: bytes, pages: list[dict[str, Form]], *, press: bool) -> bytes:
    """The file with the forms of each of its pages put under the names that the content uses."""
    if not any(pages):
        return data
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page, forms in zip(pdf.pages, pages, strict=True):
            for name, form in forms.items():
                with pikepdf.open(io.BytesIO(form.data)) as foreign:
                    shape: Any = pdf.copy_foreign(foreign.pages[0].as_form_xobject())
                    _fit(shape, form)
                    if press:
                        _to_inks(pdf, shape)
                    objects = page.obj.Resources.get("/XObject")
                    if objects is None:
                        page.obj.Resources["/XObject"] = objects = pikepdf.Dictionary()
                    objects[f"/{name}"] = shape
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, linearize=False)
    return out.getvalue()


def _fit(shape: Any, form: Form) -> None:
    """Scale the form to its rectangle, whole and centred; its own box clips it."""
    left, bottom, right, top = (float(value) for value in shape.BBox)
    scale = min(form.width / (right - left), form.height / (top - bottom))
    x = (form.width - (right - left) * scale) / 2 - left * scale
    y = (form.height - (top - bottom) * scale) / 2 - bottom * scale
    shape.Matrix = [round(value, 5) for value in (scale, 0, 0, scale, x, y)]


def _to_inks(pdf: Any, stream: Any, seen: set[tuple[int, int]] | None = None) -> None:
    """Rewrite the device colours of a content stream and of the forms it draws."""
    import pikepdf

    seen = set() if seen is None else seen
    if stream.objgen in seen:
        return
    seen.add(stream.objgen)
    changed = []
    for operands, operator in pikepdf.parse_content_stream(stream):
        name = str(operator)
        if name in ("rg", "RG", "g", "G"):
            light = [float(value) for value in operands]
            inks = _inks(*(light * 3 if len(light) == 1 else light))
            changed.append((inks, pikepdf.Operator("k" if name.islower() else "K")))
        else:
            changed.append((operands, operator))
    stream.write(pikepdf.unparse_content_stream(changed))
    for name, inner in dict(stream.get("/Resources", {}).get("/XObject", {})).items():
        if inner.get("/Subtype") == "/Form":
            _to_inks(pdf, inner, seen)
        elif inner.get("/Subtype") == "/Image" and inner.get("/ColorSpace") == "/DeviceRGB":
            stream.Resources.XObject[name] = _image_to_inks(pdf, inner)


def _inks(r: float, g: float, b: float) -> list[float]:
    """Neutral tones on the black plate alone; others with as much of their grey in black."""
    black = 1 - max(r, g, b)
    if max(r, g, b) - min(r, g, b) < 0.01:
        return [0, 0, 0, round(1 - g, 4)]
    rest = 1 - black
    return [*(round((1 - light - black) / rest, 4) for light in (r, g, b)), round(black, 4)]


def _image_to_inks(pdf: Any, image: Any) -> Any:
    import pikepdf

    from banmian.inks import conversion, read_condition
    from banmian.model.plant import Limits

    picture = pikepdf.PdfImage(image).as_pil_image().convert("RGB")
    out = io.BytesIO()
    inks = conversion(read_condition("newsprint"), Limits()).picture(picture, None)
    inks.save(out, "JPEG", quality=90, subsampling=0)
    made = pdf.make_stream(out.getvalue())
    made.Type, made.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    made.Width, made.Height, made.BitsPerComponent = picture.width, picture.height, 8
    made.Filter = pikepdf.Name.DCTDecode
    made.ColorSpace = pikepdf.Name.DeviceGray if inks.mode == "L" else pikepdf.Name.DeviceCMYK
    if inks.mode == "CMYK":
        made.Decode = [1, 0] * 4
    return made
