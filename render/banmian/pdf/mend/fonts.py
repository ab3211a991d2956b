"""Fonts of a foreign PDF: embedded or refused, their programs in a form that the conformance level allows."""

from __future__ import annotations

import struct
from typing import Any

from banmian.pdf.mend.log import Log, RefusedError
from banmian.pdf.mend.resources import without

_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")


class Fonts:
    """The fonts that a file shows text in. `old` is for PDF 1.4, `searched` where every code must have a character."""

    def __init__(self, pdf: Any, log: Log, *, old: bool, searched: bool) -> None:
        self._pdf, self._log, self._old, self._searched = pdf, log, old, searched
        self._seen: dict[Any, Any] = {}

    def checked(self, font: Any) -> Any:
        """A font, mended where it stands. Raises RefusedError where it is not embedded."""
        if font.objgen != (0, 0) and font.objgen in self._seen:
            return font
        self._seen[font.objgen] = font
        without(font, "/Metadata", "/PieceInfo")
        kind = str(font.get("/Subtype", ""))
        if self._searched and "/ToUnicode" not in font and not _is_known(font, kind):
            self._log.say("no-unicode", _plain_name(font))
        if kind == "/Type3":
            return font
        one = font.DescendantFonts[0] if kind == "/Type0" else font
        descriptor = one.get("/FontDescriptor")
        name = _plain_name(font)
        if descriptor is None or not any(key in descriptor for key in _PROGRAMS):
            raise RefusedError(
                "font-not-embedded",
                f"the font {name} is not embedded: the press would set its text in another face",
                "let it be exported again with all fonts embedded, or with text as outlines",
            )
        without(descriptor, "/CIDSet", "/CharSet")
        if self._old:  # they came with PDF 1.5, and change nothing that is printed
            without(descriptor, "/FontFamily", "/FontStretch", "/FontWeight")
        program = descriptor.get("/FontFile3")
        if self._old and program is not None and str(program.get("/Subtype", "")) == "/OpenType":
            self._unpack(descriptor, program, cid=kind == "/Type0")
        return font

    def _unpack(self, descriptor: Any, program: Any, *, cid: bool) -> None:
        """The CFF or TrueType outlines of an OpenType program: PDF 1.4 knows no OpenType."""
        import pikepdf

        data = bytes(program.read_bytes())
        self._log.say("open-type")
        cff = _table(data, b"CFF ")
        del descriptor["/FontFile3"]
        if cff:
            made = self._pdf.make_stream(cff)
            made.Subtype = pikepdf.Name.CIDFontType0C if cid else pikepdf.Name.Type1C
            descriptor.FontFile3 = self._pdf.make_indirect(made)
        else:
            made = self._pdf.make_stream(data)
            made.Length1 = len(data)
            descriptor.FontFile2 = self._pdf.make_indirect(made)


def _table(data: bytes, tag: bytes) -> bytes:
    """A table of an OpenType font, empty where it has none."""
    count = struct.unpack(">H", data[4:6])[0]
    for n in range(count):
        name, _, start, length = struct.unpack(">4sLLL", data[12 + 16 * n : 28 + 16 * n])
        if name == tag:
            return data[start : start + length]
    return b""


def _plain_name(font: Any) -> str:
    name = str(font.get("/BaseFont", font.get("/Name", "Type3"))).removeprefix("/")
    return name[7:] if name[6:7] == "+" else name


def _is_known(font: Any, kind: str) -> bool:
    """Whether a font's codes have characters by its encoding alone."""
    import pikepdf

    if kind == "/Type0":
        encoding = font.get("/Encoding")
        return isinstance(encoding, pikepdf.Name) and not str(encoding).startswith("/Identity")
    return "/Encoding" in font and kind != "/Type3"
