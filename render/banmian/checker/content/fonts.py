"""Fonts of a PDF as a reader of text needs them: codes to characters, widths, and whether there is a glyph."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from html.entities import name2codepoint
from typing import Any, NamedTuple

import pikepdf

from banmian.checker.content.cmaps import CMap, codec_of, read_cmap
from banmian.checker.content.matrix import Matrix, read_matrix
from banmian.checker.content.programs import Program, read_cff, read_sfnt
from banmian.checker.content.reading import BROKEN, identity, is_array, is_name, is_stream, key, number, word

ENCODINGS = {"WinAnsiEncoding": "cp1252", "MacRomanEncoding": "mac_roman", "StandardEncoding": "latin-1"}


class Shown(NamedTuple):
    """What a string shows: number of glyphs, width in em, single-byte spaces, text, glyphs missing and unmapped."""

    glyphs: int
    width: float
    spaces: int
    text: str
    missing: int
    unmapped: int
    codes: Sequence[int]


class Font:
    """A font of a page's resources."""

    def __init__(self, source: Any) -> None:
        self.source = source
        self.subtype = word(key(source, "/Subtype"))
        self.name = word(key(source, "/BaseFont")) or word(key(source, "/Name")) or "?"
        self.composite = self.subtype == "Type0"
        self.matrix: Matrix = (0.001, 0, 0, 0.001, 0, 0)
        self.encoding = key(source, "/Encoding")
        self.below = _descendant(source) if self.composite else source
        self.descriptor = key(self.below, "/FontDescriptor")
        self.vertical = False
        self.codec = ""
        self.cmap: CMap | None = None
        self.widths: dict[int, float] = {}
        self.default = 0.0
        unicode = key(source, "/ToUnicode")
        self.unicode = read_cmap(unicode.read_bytes()).text if is_stream(unicode) else {}
        self.has_unicode = bool(self.unicode)
        self.program, self.embedded = _program(self.descriptor)
        self.ascent, self.descent = self._reach()
        if self.composite:
            self._compose()
        else:
            self._simple()

    def _reach(self) -> tuple[float, float]:
        """Height over and depth under the baseline, em."""
        up, down = (number(key(self.descriptor, name)) / 1000 for name in ("/Ascent", "/Descent"))
        return (up if 0.3 <= up <= 1.5 else 0.88), (down if -0.6 <= down < 0 else -0.12)

    def _compose(self) -> None:
        name = word(self.encoding) if is_name(self.encoding) else ""
        self.vertical = name.endswith("V")
        self.codec = codec_of(name)
        if is_stream(self.encoding):
            self.cmap = read_cmap(self.encoding.read_bytes())
            self.vertical = number(key(self.encoding, "/WMode")) == 1
        self.default = number(key(self.below, "/DW"), 1000)
        array = key(self.below, "/W")
        self.widths = _composite_widths(list(array)) if is_array(array) else {}
        table = key(self.below, "/CIDToGIDMap")
        self.gids = table.read_bytes() if is_stream(table) else b""
        self.is_truetype = word(key(self.below, "/Subtype")) == "CIDFontType2"

    def _simple(self) -> None:
        first = int(number(key(self.source, "/FirstChar")))
        array = key(self.source, "/Widths")
        self.widths = {first + n: number(w) for n, w in enumerate(array)} if is_array(array) else {}
        self.default = number(key(self.descriptor, "/MissingWidth"), 0 if self.widths else 500)
        if self.subtype == "Type3":
            self.matrix = read_matrix(self.source["/FontMatrix"])
        base = word(self.encoding) if is_name(self.encoding) else word(key(self.encoding, "/BaseEncoding"))
        codec = ENCODINGS.get(base, "latin-1")
        self.names = _differences(key(self.encoding, "/Differences"))
        self.known_encoding = base in ENCODINGS or not self.is_symbolic
        self.letters = {}
        for code in range(256):
            name = self.names.get(code)
            self.letters[code] = _letter(name) if name else bytes([code]).decode(codec, "replace")

    @property
    def is_symbolic(self) -> bool:
        """Whether the font's descriptor says that its codes are its own."""
        return bool(int(number(key(self.descriptor, "/Flags"))) & 4)

    def shown(self, raw: bytes) -> Shown:
        """What a string of the font shows."""
        codes = self._codes(raw)
        scale = self.matrix[0] if self.subtype == "Type3" else 0.001
        cids = [self.cmap.cids.get(code, code) for code in codes] if self.cmap is not None else codes
        widths, default = self.widths, self.default
        if self.composite and self.vertical:
            width = float(len(codes))
        else:
            width = sum([widths.get(cid, default) for cid in cids]) * scale
        text, unmapped = self._text(raw, codes)
        missing = sum(1 for code, cid in zip(codes, cids, strict=True) if not self._has(code, cid))
        return Shown(len(codes), width, 0 if self.composite else raw.count(b" "), text, missing, unmapped, codes)

    def _codes(self, raw: bytes) -> Sequence[int]:
        if not self.composite:
            return raw
        if self.cmap is not None and self.cmap.lengths:
            return self.cmap.codes(raw)
        if self.codec and self.codec != "utf-16-be":
            text = raw.decode(self.codec, "replace")
            return [ord(c) for c in text]
        even = len(raw) & ~1
        return struct.unpack(f">{even // 2}H", raw[:even])

    def _text(self, raw: bytes, codes: Sequence[int]) -> tuple[str, int]:
        if self.has_unicode:
            letters = [self.unicode.get(code, "") for code in codes]
            unmapped = sum(1 for c in letters if not c or c[0] in "\0\ufeff\ufffe")
            if not self.composite and unmapped and self.known_encoding:
                letters = [c or self.letters[code] for c, code in zip(letters, codes, strict=True)]
                unmapped = sum(1 for c in letters if not c)
            return "".join([c or "\ufffd" for c in letters]), unmapped
        if self.composite:
            if self.codec:
                text = raw.decode(self.codec, "replace")
                return text, text.count("\ufffd")
            return "\ufffd" * len(codes), len(codes)
        text = "".join([self.letters[code] or "\ufffd" for code in codes])
        named = self.known_encoding or bool(self.names)
        return text, (text.count("\ufffd") if named and self.subtype != "Type3" else self._unnamed(codes))

    def _unnamed(self, codes: Sequence[int]) -> int:
        return sum(1 for code in codes if not self.names.get(code) or not self.letters[code])

    def _has(self, code: int, cid: int) -> bool:
        """Whether the embedded font has a glyph; what cannot be told counts as had."""
        program = self.program
        if not self.composite:
            if self.names.get(code) == ".notdef":
                return False
            if program is None or not program.cmaps or self.subtype != "TrueType":
                return True
            return self._has_in_cmap(code, program)
        if self.codec:
            return True
        if self.is_truetype:
            if self.gids:
                cid = int.from_bytes(self.gids[2 * cid : 2 * cid + 2], "big")
            return cid != 0 and (program is None or cid < program.glyphs)
        if program is None:
            return cid != 0
        return cid != 0 and (cid in program.cids if program.cids is not None else cid < program.glyphs)

    def _has_in_cmap(self, code: int, program: Program) -> bool:
        for (platform, encoding), codes in program.cmaps.items():
            if (platform, encoding) == (3, 1):
                letter = self.letters.get(code) or ""
                if not letter or ord(letter[0]) in codes or not self.known_encoding:
                    return True
            elif code in codes or 0xF000 + code in codes:
                return True
        return False


def _descendant(source: Any) -> Any:
    below = key(source, "/DescendantFonts")
    if not is_array(below) or not len(below):
        raise ValueError("a composite font without a font under it")
    return below[0]


def _program(descriptor: Any) -> tuple[Program | None, bool]:
    """The embedded font, None where it cannot be read; and whether there is one."""
    for name in ("/FontFile2", "/FontFile3", "/FontFile"):
        stream = key(descriptor, name)
        if not is_stream(stream):
            continue
        if name == "/FontFile":
            return None, True
        try:
            data = stream.read_bytes()
            bare = name == "/FontFile3" and word(key(stream, "/Subtype")) != "OpenType"
            return (read_cff if bare else read_sfnt)(data), True
        except (*BROKEN, struct.error):
            return None, True
    return None, False


def _composite_widths(array: list[Any]) -> dict[int, float]:
    widths: dict[int, float] = {}
    at = 0
    while at + 1 < len(array):
        first = int(array[at])
        if is_array(array[at + 1]):
            widths.update({first + n: number(w) for n, w in enumerate(array[at + 1])})
            at += 2
        else:
            last, width = int(array[at + 1]), number(array[at + 2])
            if last - first > 65535:
                break
            widths.update(dict.fromkeys(range(first, last + 1), width))
            at += 3
    return widths


def _differences(array: Any) -> dict[int, str]:
    names: dict[int, str] = {}
    code = 0
    for entry in array if is_array(array) else ():
        if is_name(entry):
            names[code] = word(entry)
            code += 1
        else:
            code = int(entry)
    return names


_SAID = {
    "space": " ", "hyphen": "-", "period": ".", "comma": ",", "colon": ":", "semicolon": ";", "slash": "/",
    "exclam": "!", "question": "?", "parenleft": "(", "parenright": ")", "quotesingle": "'", "quotedbl": '"',
    "quoteleft": "‘", "quoteright": "’", "quotedblleft": "“", "quotedblright": "”", "endash": "–", "emdash": "—",
    "bullet": "•", "percent": "%", "numbersign": "#", "plus": "+", "equal": "=", "underscore": "_", "at": "@",
    "asterisk": "*", "bracketleft": "[", "bracketright": "]", "braceleft": "{", "braceright": "}", "bar": "|",
    "ampersand": "&", "dollar": "$", "fi": "fi", "fl": "fl", "ff": "ff", "ffi": "ffi", "ffl": "ffl",
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "less": "<", "greater": ">", "backslash": "\\", "ellipsis": "…", "minus": "−",
    "asciitilde": "~", "asciicircum": "^", "grave": "`", "dotlessi": "ı", "germandbls": "ß", "nbspace": " ",
}  # fmt: skip


def _letter(name: str) -> str:
    """The character that a glyph's name says; empty where it says none."""
    name = name.split(".")[0]
    if len(name) == 1:
        return name
    if name in _SAID:
        return _SAID[name]
    digits = name[3:] if name.startswith("uni") else name[1:] if name.startswith("u") else ""
    try:
        return chr(int(digits[: 4 if name.startswith("uni") else 6], 16))
    except ValueError:
        return chr(name2codepoint[name]) if name in name2codepoint else ""


class FontReader:
    """Reads the fonts of a file, each object once."""

    def __init__(self) -> None:
        self._seen: dict[tuple[int, int], Font] = {}

    def read(self, source: Any) -> Font:
        """The font of a dictionary. Raises ValueError (or what reading raises) where it is none."""
        if not isinstance(source, pikepdf.Dictionary):
            raise ValueError("a font is a dictionary")
        at = identity(source)
        if at is None:
            return Font(source)
        if at not in self._seen:
            self._seen[at] = Font(source)
        return self._seen[at]

    def known(self) -> dict[str, tuple[str, bool]]:
        """Kind and whether it is embedded, of every font by its name."""
        return {font.name: (font.subtype, font.embedded or font.subtype == "Type3") for font in self._seen.values()}
