"""Runs of characters that one line keeps together, found by what they look like (U2 to U9, B13).

UAX #14 keeps most numerals whole. What is written down here it does not know: thin spaces between thousands, a unit
after a space, enumerators, bylines, credits, the marks of a jump, note marks, @names and #topics#, addresses of the net,
and which - is a minus. All is told of a text as `twins.folded` reads it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ADDRESS = "/.-_?&="
"""The characters after which an address may be broken (B13)."""

_HAN = "\u3400-\u9fff\U00020000-\U000323af"
_AFTER = rf"[{_HAN}A-Za-z0-9“‘《（]"
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
_RUN = re.compile(
    rf"[+\-−±0-9{_ENUMERATORS}（(【■□▲△▼▽●◆下上](?:"
    + "|".join(
        (
            # U2, U3
            rf"(?<=[0-9])(?<![0-9]{{2}})[0-9]{{0,2}}(?:\u0020[0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?[%％‰]?{_SPACED}?",
            rf"(?:(?<=[0-9])(?<![0-9]{{2}})[0-9]*+|(?<=[+\-−±])[0-9]++)(?:{_PARTS}+[%％‰]?{_SPACED}?|{_SPACED}|{_SQUARED})",
            rf"(?<=[{_ENUMERATORS}])(?={_AFTER}).",  # U6
            rf"(?<=（)(?:[{_NUMBER}]{{1,3}}|[0-9]{{1,2}})）{_AFTER}",  # U6
            r"(?<=[（(【■□▲△▼▽●◆])[■□▲△▼▽●◆]?(?:下转|上接)第?[0-9A-Z一二三四五六七八九十]{1,4}版[）)】]?",  # U7
            r"(?<=[下上])(?:(?<=下)转|(?<=上)接)第?[0-9A-Z一二三四五六七八九十]{1,4}版",  # U7
            rf"(?<=□)[\u0020\u3000]?[{_HAN}·]{{2,4}}(?![{_HAN}])",  # U7
        )
    )
    + ")"
)
_SIGNED = re.compile(rf"[A-Za-z][+#]{{1,2}}(?=[{_HAN}])")
_LISTED = re.compile(
    rf"^[\u3000 ]*(?:[0-9]{{1,2}}[.．、](?![0-9])|[{_NUMBER}]{{1,3}}、)[\u0020]?{_AFTER}", re.MULTILINE
)  # U6
_CREDIT = re.compile(r"摄|供图|制图")
_NAME = re.compile(rf"(?:(?<=[\s（(：:、，。者社发])|^)[{_HAN}]{{2,4}}[\u0020\u3000]?$")
_NOTE = re.compile(r"[\[［〔\u00b9\u00b2\u00b3\u2070-\u207e†‡](?:(?<=[\[［〔])注?[0-9]{1,3}[\]］〕]|(?<![\[［〔]))")
_NOTE_MARKS = "[［〔¹²³†‡" + "".join(map(chr, range(0x2070, 0x207F)))
_WEB = re.compile(r"(?:https?://|ftp://|www\.)[0-9A-Za-z][!-~]*", re.ASCII)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)


_SIGN_WORDS = "至到为达是约低高均近仅超及和与或从比温差幅率值于在"
_MINUS = re.compile(
    rf"-(?=[0-9])(?:(?<=[{_SIGN_WORDS}，。、；：！？“‘（《「『【〔［(\[~～—→<>≤≥=≈]-)"
    rf"|(?<=[{_HAN}]-)(?<![0-9].-)(?<![0-9]..-)(?=[0-9.]+[℃℉°%％‰度]))"
)
_NAMED = re.compile(rf"@(?=[{_HAN}])")
_TOPIC = re.compile(rf"#(?<![A-Za-z0-9]#)(?=[{_HAN}A-Za-z0-9])(?:[^#\s。！？；]{{1,40}}#)?")
_LISTS = "、，,；;"


def minuses(text: str) -> Iterator[int]:
    """Every - that is the sign of a number, and joins nothing: a line may begin with it (U3)."""
    if "-" in text:
        for found in _MINUS.finditer(text):
            yield found.start()


def tags(text: str) -> Iterator[int]:
    """Offsets beside the signs of @names and #topics#, where no line may begin."""
    if "@" in text:
        for found in _NAMED.finditer(text):
            yield found.end()
    if "#" in text:
        for found in _TOPIC.finditer(text):
            yield found.start() + 1
            if found.end() - found.start() > 1:
                yield found.end() - 1


def units(text: str) -> Iterator[tuple[int, int]]:
    """The runs [start, end) that are never parted."""
    for found in _RUN.finditer(text):
        if found.end() - found.start() > 1:
            yield found.span()
    start = 0
    while start >= 0:
        listed = _LISTED.match(text, start + 1 if start else 0)
        if listed:
            yield listed.span()
        start = text.find("\n", start + 1)
    if "+" in text or "#" in text:
        for found in _SIGNED.finditer(text):
            yield found.span()
    if "摄" in text or "供图" in text or "制图" in text:
        for found in _CREDIT.finditer(text):
            start, end = found.span()
            if text[end : end + 1] in ("", "\n", " ", "　", "）", ")", "。", "／", "/"):
                name = _NAME.search(text, max(start - 8, text.rfind("\n", 0, start) + 1), start)
                if name:
                    yield name.start(), end


def signed_words(text: str) -> Iterator[int]:
    """Where words such as C++ and C# end before a hanzi: their signs are no prefix of what follows."""
    if "+" in text or "#" in text:
        for found in _SIGNED.finditer(text):
            yield found.end()


def note_marks(text: str) -> Iterator[int]:
    """Every offset in or before a note mark: it stays with the text that it follows (U9).

    Of several in a list, [1]、[2]、[3], each but the first may open a line.
    """
    if not any(mark in text for mark in _NOTE_MARKS):
        return
    before = -1
    for found in _NOTE.finditer(text):
        start, end = found.span()
        if start and not text[start - 1].isspace():
            listed = before == start - 1 and text[start - 1] in _LISTS
            yield from range(start + listed, end)
        before = end


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Web and mail addresses, without the mark of the sentence that they end."""
    web = _WEB.finditer(text) if "://" in text or "www." in text else ()
    for found in (*web, *(_MAIL.finditer(text) if "@" in text else ())):
        start = found.start()
        yield start, start + len(found[0].rstrip(".,;:!?)\"'"))
