"""Page labels as papers write them, 第02版, 二版, A12版, and the page numbers of an issue that they stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

HAN_FIGURES = "〇零一二三四五六七八九十百"
FIGURES = rf"(?:[A-Za-z]{{0,2}}\s?\d{{1,3}}|[{HAN_FIGURES}]{{1,5}})"
LABEL = rf"(?:第\s*{FIGURES}\s*版|{FIGURES}\s*版|头版(?![\u4e00-\u9fff]))"
"""A pattern for a label; it is applied to text in narrow ASCII (`narrow`)."""

_NARROW = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: 0x20, 0xA0: 0x20}


def narrow(text: str) -> str:
    """Full-width figures, letters and marks as ASCII, and blanks as spaces: as long as the text, and only to match."""
    return text.translate(_NARROW)


class PageLabel(NamedTuple):
    """A label: the letters of the part of the paper (A12: `A`), mostly none, and the figure."""

    part: str
    figure: int

    def __str__(self) -> str:
        return f"{self.part}{self.figure}"


def page_label(text: str) -> PageLabel | None:
    """The first label in a text, or None. 第02版, 2版, 02, 二版, 头版, A2版 and Ｂ０３版 are read; 0 is no page."""
    found = re.search(rf"头版|([A-Za-z]{{0,2}})\s?(\d{{1,3}})|([{HAN_FIGURES}]{{1,5}})", narrow(text))
    if not found:
        return None
    if found[0] == "头版":
        return PageLabel("", 1)
    figure = int(found[2]) if found[2] else _han_number(found[3])
    return PageLabel((found[1] or "").upper(), figure) if figure else None


def _han_number(text: str) -> int:
    """二十三 and 一百零二 as numbers; 0 where it is none."""
    total = 0
    figure = 0
    for character in text:
        value = {"零": 0, "十": 10, "百": 100}.get(character, "〇一二三四五六七八九".find(character))
        if value < 10:
            figure = figure * 10 + value
        else:
            total += (figure or 1) * value
            figure = 0
    return total + figure


class Numbering(Struct, frozen=True):
    """Turns labels into page numbers. With one part (A1 to A16) the figure is the number; with several, each part
    goes on counting where the one before it ends, as pages lie in the paper: after A1 to A8, B1 is page 9.
    """

    before: dict[str, int]

    def number(self, label: PageLabel) -> int:
        """The page number of a label."""
        return self.before.get(label.part, 0) + label.figure

    @property
    def several(self) -> bool:
        """Whether the numbers differ from the figures that the paper prints."""
        return any(self.before.values())


def numbering(labels: Iterable[PageLabel]) -> Numbering:
    """The numbering of an issue from every label that is known of it."""
    last: dict[str, int] = {}
    for label in labels:
        last[label.part] = max(last.get(label.part, 0), label.figure)
    before: dict[str, int] = {}
    pages = 0
    for part in sorted(last):
        before[part] = pages
        pages += last[part]
    return Numbering(before)
