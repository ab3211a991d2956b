"""The characters that a page of a PDF shows, decoded through the ToUnicode maps of its fonts or its ActualText."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

Matrix = tuple[float, float, float, float, float, float]
_ONE: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
UNKNOWN = "\ufffd"
"""Stands for a code that no map explains."""
_TOKEN = re.compile(
    rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])|(beginbfchar|endbfchar|beginbfrange|endbfrange)|begincodespacerange"
)


def shown_text(data: bytes) -> tuple[str, str]:
    """The characters of the first page that start inside its trim, and those outside; placed forms are not read."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        box = [float(side) for side in page.trimbox]
        return _Reader(page, (box[0], box[1], box[2], box[3])).read()


class _Reader:
    def __init__(self, page: pikepdf.Page, trim: tuple[float, float, float, float]) -> None:
        self.page, self.trim = page, trim
        self.fonts: dict[str, _Codes] = {}
        self.inside: list[str] = []
        self.outside: list[str] = []

    def read(self) -> tuple[str, str]:
        import pikepdf

        matrix, text, line, codes = _ONE, _ONE, _ONE, _Codes(1, {})
        stack: list[Matrix] = []
        spans: list[str | None] = []
        leading = 0.0
        wanted = "q Q cm BT Tm Td TD T* TL Tf Tj TJ ' \" BDC BMC EMC"
        for operands, operator in pikepdf.parse_content_stream(self.page, wanted):
            given: Any = list(operands)
            match str(operator):
                case "q":
                    stack.append(matrix)
                case "Q":
                    matrix = stack.pop() if stack else matrix
                case "cm":
                    matrix = _times(_matrix(given), matrix)
                case "BT":
                    text = line = _ONE
                case "Tm":
                    text = line = _matrix(given)
                case "Td" | "TD" as way:
                    text = line = _times((1, 0, 0, 1, float(given[0]), float(given[1])), line)
                    leading = -float(given[1]) if way == "TD" else leading
                case "TL":
                    leading = float(given[0])
                case "T*":
                    text = line = _times((1, 0, 0, 1, 0, -leading), line)
                case "Tf":
                    codes = self._font(str(given[0]))
                case "BMC":
                    spans.append(None)
                case "BDC":
                    spans.append(self._actual(given[1]))
                    if spans[-1] is not None and not any(span is not None for span in spans[:-1]):
                        self._say(spans[-1], _times(text, matrix))
                case "EMC":
                    if spans:
                        spans.pop()
                case "Tj" | "TJ" | "'" | '"' as way:
                    if way in "'\"":
                        text = line = _times((1, 0, 0, 1, 0, -leading), line)
                    if not any(span is not None for span in spans):
                        strings = given[0] if way == "TJ" else [given[-1]]
                        shown = b"".join(bytes(part) for part in strings if isinstance(part, pikepdf.String))
                        self._say(codes.text(shown), _times(text, matrix))
        return "".join(self.inside), "".join(self.outside)

    def _say(self, text: str, at: Matrix) -> None:
        left, foot, right, top = self.trim
        within = left - 1 <= at[4] <= right + 1 and foot - 1 <= at[5] <= top + 1
        (self.inside if within else self.outside).append(text)

    def _actual(self, properties: Any) -> str | None:
        """The ActualText of marked content; None where it has none."""
        import pikepdf

        if isinstance(properties, pikepdf.Name):
            properties = self.page.resources.get("/Properties", {}).get(str(properties), {})
        found = properties.get("/ActualText") if isinstance(properties, pikepdf.Dictionary) else None
        return None if found is None else str(found)

    def _font(self, name: str) -> _Codes:
        if name not in self.fonts:
            font = self.page.resources.get("/Font", {}).get(name)
            self.fonts[name] = _codes_of(font)
        return self.fonts[name]


class _Codes:
    """How many bytes a code of a font has, and what each code says."""

    def __init__(self, size: int, says: dict[bytes, str]) -> None:
        self.size, self.says = size, says

    def text(self, shown: bytes) -> str:
        """What a string says."""
        size = self.size
        return "".join(self.says.get(shown[at : at + size], UNKNOWN) for at in range(0, len(shown), size))


def _codes_of(font: Any) -> _Codes:
    if font is None:
        return _Codes(1, {})
    size = 2 if font.get("/Subtype") == "/Type0" else 1
    stream = font.get("/ToUnicode")
    return _Codes(size, _unicode_map(stream.read_bytes()) if stream is not None else {})


def _unicode_map(data: bytes) -> dict[bytes, str]:
    """The pairs of a ToUnicode CMap."""
    says: dict[bytes, str] = {}
    row: list[bytes] = []
    section, many = "", False

    def text(given: bytes) -> str:
        return given.decode("utf-16-be", "replace")

    for token in _TOKEN.finditer(data):
        if word := token[4]:
            section, row, many = (word.decode() if word.startswith(b"begin") else ""), [], False
        elif token[2]:
            many = True
        elif token[3]:
            first, last, *rest = row
            for n, code in enumerate(range(int.from_bytes(first), int.from_bytes(last) + 1)):
                says[code.to_bytes(len(first))] = text(rest[n]) if n < len(rest) else UNKNOWN
            row, many = [], False
        elif token[1] is not None and section:
            row.append(bytes.fromhex(token[1].decode()))
            if section == "beginbfchar" and len(row) == 2:
                says[row[0]] = text(row[1])
                row = []
            elif section == "beginbfrange" and len(row) == 3 and not many:
                first, last, start = row
                head, unit = start[:-2], int.from_bytes(start[-2:])
                for n, code in enumerate(range(int.from_bytes(first), int.from_bytes(last) + 1)):
                    says[code.to_bytes(len(first))] = text(head + (unit + n).to_bytes(2))
                row = []
    return says


def _matrix(given: Any) -> Matrix:
    a, b, c, d, e, f = (float(one) for one in given)
    return a, b, c, d, e, f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
