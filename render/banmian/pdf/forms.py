"""Foreign PDF pages (adverts, notices, logos) placed on a page as form XObjects, by qpdf.

For the press they are mended first (`banmian.pdf.mend`); a screen gets them with their colours. A form stands whole in
its rectangle at its own ratio, clipped to its trimmed page and to the rectangle. What several of them have in common
(fonts, pictures, a spot colour, the page's own too) is one object in the file.
"""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING, Any

from banmian.model import Finding, InputError, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.conformance import Conformance
    from banmian.inks import Conversion
    from banmian.plate import Form


def place_forms(
    data: bytes,
    pages: Sequence[dict[str, Form]],
    *,
    conformance: Conformance | None = None,
    conversion: Conversion | None = None,
    grey: bool = False,
) -> bytes:
    """The file with the forms of each of its pages put under the names that the content uses.

    `conformance` and `conversion` are for the press, none for a screen; `grey` is for pages in black alone. Info, XMP
    and version stay as they are. Raises InputError where a form cannot be mended: before make-up that is a finding.
    """
    if not any(pages):
        return data
    import pikepdf

    from banmian.pdf.mend import cleaned, mend

    with pikepdf.open(io.BytesIO(data)) as pdf:
        shared = _Shared(pdf)
        for page, forms in zip(pdf.pages, pages, strict=True):
            for name, form in forms.items():
                pressed = conformance and conversion
                mended = mend(form.data, conversion, conformance, grey=grey) if pressed else cleaned(form.data)
                if mended.refusals:
                    raise InputError(*(_refused(form.name, one.code, one.message, one.hint) for one in mended.refusals))
                objects = page.obj.Resources.get("/XObject")
                if objects is None:
                    page.obj.Resources["/XObject"] = objects = pikepdf.Dictionary()
                objects[f"/{name}"] = _placed(pdf, shared.form(mended.data), form, mended.size)
        out = io.BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            linearize=False,
            fix_metadata_version=False,
            force_version=conformance.level.pdf_version if conformance else "",
            object_stream_mode=pikepdf.ObjectStreamMode.disable if conformance else pikepdf.ObjectStreamMode.preserve,
        )
    return out.getvalue()


def _refused(name: str, code: str, message: str, hint: str) -> Finding:
    return Finding(severity=Severity.ERROR, code=code, message=f"“{name}” cannot be placed: {message}", hint=hint)


def _placed(pdf: Any, inner: Any, form: Form, size: tuple[float, float]) -> Any:
    """A form of the size of the slot that draws the foreign page whole and centred."""
    import pikepdf

    width, height = size
    scale = min(form.width / width, form.height / height)
    x, y = (form.width - width * scale) / 2, (form.height - height * scale) / 2
    content = f"q {scale:.6f} 0 0 {scale:.6f} {x:.4f} {y:.4f} cm /Advert Do Q"
    made = pdf.make_stream(content.encode())
    made.Type, made.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    made.BBox = [0, 0, round(form.width, 4), round(form.height, 4)]
    made.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Advert=inner))
    return made


class _Shared:
    """The objects of forms that a file already has: by content, spot colours by name."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._forms: dict[bytes, Any] = {}
        self._streams: dict[bytes, Any] = {}
        self._spots: dict[str, Any] = {}
        self._seen: set[tuple[int, int]] = set()
        for page in pdf.pages:  # the page's own definitions come first
            self._share(page.obj.get("/Resources"))

    def form(self, data: bytes) -> Any:
        """The page of a mended file as a form of this one."""
        key = hashlib.sha256(data).digest()
        if key not in self._forms:
            import pikepdf

            with pikepdf.open(io.BytesIO(data)) as foreign:
                made = self._pdf.copy_foreign(foreign.pages[0].as_form_xobject())
            self._share(made)
            self._forms[key] = made
        return self._forms[key]

    def _share(self, thing: Any) -> None:
        """Put what the file already has in the place of equal objects under this one."""
        import pikepdf

        if not isinstance(thing, (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream)):
            return
        if thing.is_indirect:
            if thing.objgen in self._seen:
                return
            self._seen.add(thing.objgen)
        entries = enumerate(thing) if isinstance(thing, pikepdf.Array) else list(thing.items())
        for key, value in entries:
            if key == "/Parent":
                continue
            self._share(value)
            if (own := self._own(value)) is not None:
                thing[key] = own

    def _own(self, value: Any) -> Any:
        import pikepdf

        if isinstance(value, pikepdf.Array):
            if len(value) == 4 and isinstance(value[0], pikepdf.Name) and str(value[0]) == "/Separation":
                name = str(value[1])
                if name not in self._spots:
                    self._spots[name] = value if value.is_indirect else self._pdf.make_indirect(value)
                return self._spots[name]
        elif isinstance(value, pikepdf.Stream):
            entries = b"".join(key.encode() + b" " + _plainly(one) for key, one in sorted(value.items()))
            digest = hashlib.sha256(entries + b"\0" + value.read_raw_bytes()).digest()
            return self._streams.setdefault(digest, value)
        return None


def _plainly(value: Any) -> bytes:
    """An entry as text: a reference as its number, which is the same for what has been found equal."""
    import pikepdf

    if isinstance(value, (pikepdf.Object)) and value.is_indirect:
        return b"%d %d R" % value.objgen
    return bytes(value.unparse()) if isinstance(value, pikepdf.Object) else repr(value).encode()
