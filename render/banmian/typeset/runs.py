"""Runs of characters that one line keeps together, found by what they look like (U2 to U9, B13).

UAX #14 keeps most numerals whole. What is written down here it does not know: thin spaces between thousands, a unit
after a space, enumerators, bylines, credits, the marks of a jump, note marks, and addresses of the net.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ADDRESS = "/.-_?&="
"""The characters after which an address may be broken (B13)."""

_NUMBER = "一二三四五六七八九十百"
_PARTS = r"(?:[.,:∶/×\u2005\u2009\u202f][0-9]+)"
_UNITS = (
    r"kW·h|W·h|km/h|m/s|°C|°F|min|hm²|ha|mAh|rpm|[℃°％%‰]|h"
    r"|[kKMGTcmμµnhd]?(?:m[²³23]?|g|t|s|A|V|W|J|N|K|L|l|B|b|Pa|Hz|Wh|eV|mol|cd|bit|bps|ppm|dB)"
)
_SPACED = rf"(?:[\u0020\u00a0\u2009\u202f](?:{_UNITS})(?![A-Za-z]))"
_ENUMERATORS = "①-⑳㈠-㈩⑴-⒇⒈-⒛❶-❿"
# Each alternative begins with a look back at the first character, so that the search runs from one such to the next.
# No class holds all hanzi: the compiler writes them down one by one, and needs a millisecond for that.
_RUN = re.compile(
    rf"[+\-−±0-9０-９{_ENUMERATORS}（(【■□▲△▼▽●◆下上](?:"
    + "|".join(
        (
            # U2, U3
            rf"(?:(?<=[0-9])(?<![0-9]{{2}})[0-9]*+|(?<=[+\-−±])[0-9]++)(?:{_PARTS}+[%％‰]?{_SPACED}?|{_SPACED})",
            r"(?<=[０-９])[０-９]*(?:[．，：／][０-９]+)*[％‰]?",  # U2, in full width
            rf"((?<=[{_ENUMERATORS}])|(?<=（)(?:[{_NUMBER}]{{1,3}}|[0-9]{{1,2}})）)",  # U6, with what follows it
            r"(?<=[（(【■□▲△▼▽●◆])[■□▲△▼▽●◆]?(?:下转|上接)第?[0-9０-９A-Z一二三四五六七八九十]{1,4}版[）)】]?",  # U7
            r"(?<=[下上])(?:(?<=下)转|(?<=上)接)第?[0-9０-９A-Z一二三四五六七八九十]{1,4}版",  # U7
        )
    )
    + ")"
)
_LISTED = re.compile(
    rf"^[\u3000 ]*(?:[0-9]{{1,2}}[.．、](?![0-9])|[{_NUMBER}]{{1,3}}、)[\u0020]?", re.MULTILINE
)  # U6, with what follows it
# The patterns of what few texts hold are compiled when one of them is met.
_SIGNED = r"[A-Za-z][+#]{1,2}"
_CREDIT = "摄|供图|制图"
_NOTE = r"[\[［〔\u00b9\u00b2\u00b3\u2070-\u207e†‡](?:(?<=[\[［〔])注?[0-9]{1,3}[\]］〕]|(?<![\[［〔]))"
_NOTE_MARKS = "[［〔¹²³†‡" + "".join(map(chr, range(0x2070, 0x207F)))
_WEB = r"(?a)(?:https?://|ftp://|www\.)[0-9A-Za-z][!-~]*"
_MAIL = r"(?a)(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"


def units(text: str) -> Iterator[tuple[int, int]]:
    """The runs [start, end) that are never parted."""
    for found in _RUN.finditer(text):
        start, end = found.span()
        if found[1] is not None:
            if not _is_counted(text, end):
                continue
            end += 1
        if end - start > 1:
            yield start, end
    start = 0
    while start >= 0:
        listed = _LISTED.match(text, start + 1 if start else 0)
        if listed and _is_counted(text, listed.end()):
            yield listed.start(), listed.end() + 1
        start = text.find("\n", start + 1)
    yield from _signed(text)
    at = text.find("□")
    while at >= 0:
        yield from _named(text, at)
        at = text.find("□", at + 1)
    if "摄" in text or "供图" in text or "制图" in text:
        for found in re.finditer(_CREDIT, text):
            yield from _credited(text, *found.span())


def _is_hanzi(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U000323af"


def _is_counted(text: str, at: int) -> bool:
    """Whether a text has at this offset what an enumerator before it counts."""
    character = text[at : at + 1]
    return _is_hanzi(character) or character in ("“", "‘", "《", "（") or (character.isascii() and character.isalnum())


def _signed(text: str) -> Iterator[tuple[int, int]]:
    """Words such as C++ and C# before a hanzi."""
    if "+" in text or "#" in text:
        for found in re.finditer(_SIGNED, text):
            if _is_hanzi(text[found.end() : found.end() + 1]):
                yield found.span()


def _named(text: str, at: int) -> Iterator[tuple[int, int]]:
    """A byline's □ with the name after it (U7)."""
    begin = at + 1 + (text[at + 1 : at + 2] in (" ", "\u3000"))
    for end in range(begin + 4, begin + 1, -1):
        whole = all(_is_hanzi(character) or character == "·" for character in text[begin:end])
        if end <= len(text) and whole and not _is_hanzi(text[end : end + 1]):
            yield at, end
            return


def _credited(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A name with the 摄 or the like [start, end) that credits it."""
    if text[end : end + 1] not in ("", "\n", " ", "\u3000", "）", ")", "。", "／", "/"):
        return
    stop = start - text.endswith((" ", "\u3000"), 0, start)
    for begin in range(max(stop - 4, 0), stop - 1):
        if all(map(_is_hanzi, text[begin:stop])):
            before = text[begin - 1 : begin]
            if not before or before.isspace() or before in "（(：:、，。者社发":
                yield begin, end
                return


def signed_words(text: str) -> Iterator[int]:
    """Where words such as C++ and C# end before a hanzi: their signs are no prefix of what follows."""
    for _, end in _signed(text):
        yield end


def note_marks(text: str) -> Iterator[int]:
    """Every offset in or before a note mark: it stays with the text that it follows (U9)."""
    if not any(mark in text for mark in _NOTE_MARKS):
        return
    for found in re.finditer(_NOTE, text):
        if found.start() and not text[found.start() - 1].isspace():
            yield from range(found.start(), found.end())


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Web and mail addresses, without the mark of the sentence that they end."""
    web = re.finditer(_WEB, text) if "://" in text or "www." in text else ()
    for found in (*web, *(re.finditer(_MAIL, text) if "@" in text else ())):
        start = found.start()
        yield start, start + len(found[0].rstrip(".,;:!?)\"'"))
