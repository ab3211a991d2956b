"""Runs of characters that one line keeps together, found by what they look like (U2 to U9, B13).

UAX #14 keeps most numerals whole. What is written down here it does not know: thin spaces between thousands, a unit
after a space, enumerators, bylines, credits, the marks of a jump, note marks, @names and #topics#, addresses of the
net, and which - is a minus. All is told of a text as `twins.folded` reads it.
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
_SQUARED = "[\u3300-\u3357\u3371-\u33df\u33ff]"
_SPACED = rf"(?:[\u0020\u00a0\u2009\u202f](?:{_UNITS})(?![A-Za-z]))"
_ENUMERATORS = "①-⑳㈠-㈩⑴-⒇⒈-⒛❶-❿"
# Each alternative begins with a look back at the first character, so that the search runs from one such to the next.
# No class holds all hanzi: the compiler writes them down one by one, and needs a millisecond for that.
_RUN = re.compile(
    rf"[+\-−±0-9{_ENUMERATORS}（(【■□▲△▼▽●◆下上](?:"
    + "|".join(
        (
            # U2, U3
            rf"(?<=[0-9])(?<![0-9]{{2}})[0-9]{{0,2}}(?:\u0020[0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?[%％‰]?{_SPACED}?",
            rf"(?:(?<=[0-9])(?<![0-9]{{2}})[0-9]*+|(?<=[+\-−±])[0-9]++)"
            rf"(?:{_PARTS}+[%％‰]?{_SPACED}?|{_SPACED}|{_SQUARED})",
            rf"((?<=[{_ENUMERATORS}])|(?<=（)(?:[{_NUMBER}]{{1,3}}|[0-9]{{1,2}})）)",  # U6, with what follows it
            r"(?<=[（(【■□▲△▼▽●◆])[■□▲△▼▽●◆]?(?:下转|上接)第?[0-9A-Z一二三四五六七八九十]{1,4}版[）)】]?",  # U7
            r"(?<=[下上])(?:(?<=下)转|(?<=上)接)第?[0-9A-Z一二三四五六七八九十]{1,4}版",  # U7
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
_TOPIC = r"#(?:[^#\s。！？；]{1,40}#)?"
_QUANTITY = r"-[0-9.]+[℃℉°%％‰度]"
_BEFORE_SIGN = "至到为达是约低高均近仅超及和与或从比温差幅率值于在，。、；：！？“‘（《「『【〔［([~～—→<>≤≥=≈"
"""What stands before a minus, and not before a - that joins."""
_WEB = r"(?a)(?:https?://|ftp://|www\.)[0-9A-Za-z][!-~]*"
_MAIL = r"(?a)(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"


def minuses(text: str) -> Iterator[int]:
    """Every - that is the sign of a number, and joins nothing: a line may begin with it (U3)."""
    at = text.find("-", 1)
    while at > 0:
        if text[at + 1 : at + 2].isdigit() and (text[at - 1] in _BEFORE_SIGN or _opens_quantity(text, at)):
            yield at
        at = text.find("-", at + 1)


def _opens_quantity(text: str, at: int) -> bool:
    """Whether a - behind a hanzi is the sign of a temperature or a percentage: 气温-3℃, but not 5日-8日."""
    figures = any(character.isdigit() for character in text[max(at - 3, 0) : at])
    return not figures and _is_hanzi(text[at - 1]) and re.compile(_QUANTITY).match(text, at) is not None


def tags(text: str) -> Iterator[int]:
    """Offsets beside the signs of @names and #topics#, where no line may begin."""
    at = text.find("@")
    while at >= 0:
        if _is_hanzi(text[at + 1 : at + 2]):
            yield at + 1
        at = text.find("@", at + 1)
    if "#" not in text:
        return
    for found in re.finditer(_TOPIC, text):
        start, end = found.span()
        before, after = text[start - 1 : start], text[start + 1 : start + 2]
        if not (before.isascii() and before.isalnum()) and (_is_hanzi(after) or (after.isascii() and after.isalnum())):
            yield start + 1
            if end - start > 1:
                yield end - 1


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
    """Every offset in or before a note mark: it stays with the text that it follows (U9).

    Of several in a list, [1]、[2]、[3], each but the first may open a line.
    """
    if not any(mark in text for mark in _NOTE_MARKS):
        return
    before = -1
    for found in re.finditer(_NOTE, text):
        start, end = found.span()
        if start and not text[start - 1].isspace():
            listed = before == start - 1 and text[start - 1] in "、，,；;"
            yield from range(start + listed, end)
        before = end


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Web and mail addresses, without the mark of the sentence that they end."""
    web = re.finditer(_WEB, text) if "://" in text or "www." in text else ()
    for found in (*web, *(re.finditer(_MAIL, text) if "@" in text else ())):
        start = found.start()
        yield start, start + len(found[0].rstrip(".,;:!?)\"'"))
