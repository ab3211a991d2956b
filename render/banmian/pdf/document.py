"""A PDF file: ReportLab's document, with objects that are written as bytes.

ReportLab keeps the object numbers, the cross-reference table and the page tree. Dates and ID come from the content,
never from a clock.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any

from isal import isal_zlib
from reportlab.pdfbase import pdfdoc

_LONG = 4096  # of longer objects the end stands for the whole in the file's ID
_LEVEL = 2  # of isal: half the time of its best, one part in a hundred larger; zlib needs ten times as long


class _Bytes(pdfdoc.PDFObject):  # type: ignore[misc]
    """An object that is written as it is. References inside are made before, by `PdfFile.add`."""

    __RefOnly__ = 1

    def __init__(self, data: bytes) -> None:
        self.data = data

    def format(self, document: Any) -> bytes:  # noqa: ARG002 (ReportLab's name)
        return self.data


class _Info(pdfdoc.PDFInfo):  # type: ignore[misc]
    """The Info dictionary with the dates of the issue."""

    data = b""

    def format(self, document: Any) -> bytes:  # noqa: ARG002
        return self.data


class _Catalog(pdfdoc.PDFCatalog):  # type: ignore[misc]
    __NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents"]
    __Refs__ = [*pdfdoc.PDFCatalog.__Refs__, "OutputIntents"]


class _Page(pdfdoc.PDFPage):  # type: ignore[misc]
    """A page that may name the colours in which what is transparent on it is blended, and its place in the tags."""

    __NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "Group", "StructParents"]


def compress(data: bytes) -> bytes:
    """Deflate for a Flate stream."""
    return bytes(isal_zlib.compress(data, _LEVEL))


class PdfFile:
    """A PDF under way. `add` and `stream` return references such as b'12 0 R'. `info` are further entries of Info."""

    def __init__(
        self, *, title: str, date: str, language: str, version: tuple[int, int] = (1, 6), info: bytes = b""
    ) -> None:
        self._document = pdfdoc.PDFDocument(dummyoutline=1, compression=0, invariant=1, pdfVersion=version)
        self._document.Catalog = self._document._catalog = _Catalog()
        self.catalog = self._document.Catalog
        self.catalog.Pages = self._document.Pages
        self.catalog.Outlines = None
        self.catalog.Lang = text_string(language)
        about = _Info()
        about.data = (
            b"<< /Title %s /Creator (Banmian) /Producer (ReportLab, Banmian) /CreationDate (%s) /ModDate (%s) "
            b"/Trapped /False %s >>" % (text_string(title), date.encode(), date.encode(), info)
        )
        self._document.info = about
        self._pages: list[bytes] = []
        self._hash = hashlib.md5(about.data, usedforsecurity=False)

    def add(self, data: bytes) -> bytes:
        """A new object; its reference."""
        self._hash.update(data if len(data) < _LONG else b"%d" % len(data) + data[-_LONG:])
        return self._reference(_Bytes(data))

    def reserve(self) -> tuple[bytes, Any]:
        """A reference to an object whose content is set later by `fill`."""
        holder = _Bytes(b"null")
        return self._reference(holder), holder

    def fill(self, holder: Any, data: bytes) -> None:
        """Set the content of a reserved object."""
        self._hash.update(data)
        holder.data = data

    def stream(self, entries: bytes, data: bytes, *, compressed: bool = False) -> bytes:
        """A new stream with the entries of its dictionary, deflated unless it comes so; its reference."""
        if not compressed:
            data = compress(data)
            entries += b" /Filter /FlateDecode"
        return self.add(b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data))

    def page(self, entries: dict[str, bytes]) -> bytes:
        """A new page with the given entries (MediaBox, Resources, Contents …); its reference."""
        page = _Page()
        page.Override_default_compilation = 1
        for name, value in entries.items():
            setattr(page, name, value)  # bytes are written as they are
        page.Parent = self._document.Reference(self._document.Pages)
        self._document.Pages.addPage(page)
        self._pages.append(self._reference(page))
        return self._pages[-1]

    def first_page(self) -> bytes:
        """The reference of the first page."""
        return self._pages[0]

    def content_hash(self) -> str:
        """What all that was written so far amounts to: the same content gives the same hash."""
        return self._hash.hexdigest()

    def save(self) -> bytes:
        """The whole file."""
        identity = self._hash.hexdigest().encode()
        self._document._ID = b"[<%s><%s>]" % (identity, identity)
        self._document.Reference(self.catalog)
        self._document.Reference(self._document.info)
        return bytes(self._document.format())

    def entry(self, name: str, value: bytes) -> None:
        """An entry of the catalog."""
        setattr(self.catalog, name, value)

    def _reference(self, thing: Any) -> bytes:
        return bytes(self._document.Reference(thing).format(self._document))


def text_string(text: str) -> bytes:
    """A text string object: hex of UTF-16 with a byte order mark, ASCII in parentheses."""
    if text.isascii() and not set(text) & set("()\\\r"):
        return b"(%s)" % text.encode("ascii")
    return b"<FEFF%s>" % text.encode("utf-16-be").hex().upper().encode()


def name_object(text: str) -> bytes:
    """A name object: UTF-8, with # and two digits for every byte that a name may not hold as it is."""
    plain = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.+")
    return b"/" + b"".join(bytes((byte,)) if byte in plain else b"#%02X" % byte for byte in text.encode())


@lru_cache(maxsize=1 << 16)  # the baselines and column edges of a page come again and again
def number(value: float) -> str:
    """A number as PDF wants it: no exponent, at most three decimals, no needless zeros."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
