"""From the jump marks of a text to its way through the issue: where it begins, where it leaves, and for which page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from banmian.model import Finding, JumpPlace, Paragraph, ParagraphKind, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.intake.epaper.jumps import Block, Mark
    from banmian.intake.epaper.labels import Numbering

_SUBHEAD = 22
"""Characters of the longest line that can be a subhead."""


class Way(NamedTuple):
    """The body of an article with its jump places, the page on which it begins (0: not said), and what is odd."""

    paragraphs: tuple[Paragraph, ...]
    home: int
    findings: tuple[Finding, ...]

    @property
    def targets(self) -> tuple[int, ...]:
        """The pages on which it goes on, in order."""
        return tuple(jump.to for paragraph in self.paragraphs for jump in paragraph.jumps)


class _Place(NamedTuple):
    block: int
    at: int
    leaving: Mark | None
    arriving: Mark | None

    @property
    def mark(self) -> Mark:
        mark = self.leaving or self.arriving
        assert mark is not None, "a place is made from a mark"
        return mark


def follow(blocks: Sequence[Block], page: int, numbering: Numbering, file: str = "") -> Way:
    """Turn the marks of a text into jump places.

    下转 says where to; 上接 right after it says where from, and so on which page the article begins: the page may have
    been pasted from the other end. `page` is the page that was pasted, 0 where it is not known.
    """
    places = _places(blocks)
    findings: list[Finding] = []
    home = _home(places, page, blocks, numbering)
    passed = [home] if home else []
    jumps: dict[int, list[JumpPlace]] = {}
    for place in places:
        line, shown = place.mark.line, place.mark.shown
        to = numbering.number(place.leaving.label) if place.leaving else _target(page, passed)
        if place.leaving is None and place.block == 0 and place.at == 0:
            findings.append(
                _finding(
                    "first-part-missing",
                    f"the text goes on from page {numbering.number(place.mark.label)} (“{shown}”): "
                    "its first part is not in the paste",
                    "paste the page on which the article begins",
                    file,
                    line,
                )
            )
        elif (place.block, place.at) == (0, 0):
            findings.append(
                _finding(
                    "jump-mark-unclear",
                    f"“{shown}” stands before any text: no place is kept for it",
                    "add the mark of a jump to the article if it has one",
                    file,
                    line,
                )
            )
        elif not to:
            findings.append(
                _finding(
                    "jump-mark-unclear",
                    f"“{shown}” says where the text comes from, but not on which page it goes on",
                    "write <!--下转第N版--> where the article jumps",
                    file,
                    line,
                )
            )
        elif to in passed or to > 999:
            findings.append(
                _finding(
                    "jump-mark-unclear",
                    f"“{shown}” leads to page {to}, where the article has been: no place is kept",
                    "look at the marks in the source",
                    file,
                    line,
                )
            )
        else:
            jumps.setdefault(place.block, []).append(JumpPlace(place.at, to))
            passed.append(to)
            if place.block == len(blocks) - 1 and place.at == len(blocks[-1].text):
                findings.append(
                    _finding(
                        "continuation-missing",
                        f"the article goes on on page {to} (“{shown}”), which is not in the paste",
                        f"paste the text of page {to} behind the mark",
                        file,
                        line,
                    )
                )
    kinds = _kinds(blocks)
    paragraphs = tuple(
        Paragraph(block.text, kinds[n], (), tuple(jumps.get(n, ())), block.line) for n, block in enumerate(blocks)
    )
    return Way(paragraphs, home, tuple(findings))


def _places(blocks: Sequence[Block]) -> list[_Place]:
    """The places of the marks: 下转 and the 上接 that follows it with no text between are one place."""
    places: list[_Place] = []
    for number, block in enumerate(blocks):
        for mark in block.marks:
            last = places[-1] if places else None
            here = last and (last.block, last.at) == (number, mark.at)
            next_door = last and last.block == number - 1 and last.at == len(blocks[number - 1].text) and mark.at == 0
            if last and not mark.leaves and last.arriving is None and (here or next_door):
                places[-1] = last._replace(arriving=mark)
            elif number and mark.at == 0:  # the end of a paragraph is the place, not the head of the next
                places.append(
                    _Place(
                        number - 1,
                        len(blocks[number - 1].text),
                        mark if mark.leaves else None,
                        None if mark.leaves else mark,
                    )
                )
            else:
                places.append(_Place(number, mark.at, mark if mark.leaves else None, None if mark.leaves else mark))
    return places


def _home(places: list[_Place], page: int, blocks: Sequence[Block], numbering: Numbering) -> int:
    """The page on which the text begins: as the first 上接 inside it says, else the page that was pasted."""
    for place in places:
        if (place.block, place.at) == (0, 0) or not blocks:
            continue
        return numbering.number(place.arriving.label) if place.arriving else page
    return page


def _target(page: int, passed: list[int]) -> int:
    """Where a text goes on of which only 上接 was kept: the page that was pasted, if it is not where it came from."""
    return page if page and page not in passed else 0


def _kinds(blocks: Sequence[Block]) -> list[ParagraphKind]:
    """Subheads 分题: a short line without a mark at its end, alone between two paragraphs, the next in sentences."""
    kinds = []
    for number, block in enumerate(blocks):
        alone = 0 < number < len(blocks) - 1 and not _short(blocks[number - 1])
        alone = alone and re.search(r"[。！？!?]", blocks[number + 1].text) is not None
        kinds.append(ParagraphKind.SUBHEAD if alone and _short(block) else ParagraphKind.BODY)
    return kinds


def _short(block: Block) -> bool:
    """Whether a paragraph has the form of a subhead: 念好“致富经” has, “好的” and 11月3日 have not."""
    if len(block.text) > _SUBHEAD or block.marks:
        return False
    return not re.search(r"[。；;！!]|[，,：:？?…、）)]$|^“[^”]*”$|日$", block.text)


def _finding(code: str, message: str, hint: str, file: str, line: int) -> Finding:
    return Finding(severity=Severity.WARNING, code=code, message=message, hint=hint, file=file, line=line)
