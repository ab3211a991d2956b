"""Jump marks 转版标记 that a web site leaves in the text when it joins the parts of an article.

■下转第3版 and （上接第二版） are taken out, with the blanks round them; what stays is the place. Two parts of one
sentence that the site set as two paragraphs are one again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from banmian.intake.epaper.labels import FIGURES, PageLabel, narrow, page_label
from banmian.intake.epaper.people import FURNITURE

if TYPE_CHECKING:
    from collections.abc import Iterable

_SIGNS = rf"[{FURNITURE}→➡►▶◀◄←※*]"
_PAGE = rf"(?:第\s*)?{FIGURES}(?:\s*[、,和及\-—]\s*{FIGURES})*\s*版|头版|[A-Za-z]\d{{1,2}}"
_OPEN, _CLOSE = r"[(【\[〔<]", r"[)】\]〕>]"
_VERB = rf"下\s?转|上\s?接|紧\s?[接转]|续\s?[接转]|文\s?转|(?:(?<={_OPEN})|(?<=[{FURNITURE}]))[转接]"
_MARK = re.compile(
    rf"(?P<sign>{_SIGNS}{{0,3}})\s*(?P<open>{_OPEN}?)\s*{_SIGNS}{{0,2}}\s*(?P<verb>{_VERB})\s*(?P<page>{_PAGE})"
    rf"(?:[^()【】\[\]〔〕<>。,;]{{0,10}}(?={_CLOSE}))?\s*(?P<close>{_CLOSE}?)"
    rf"(?P<tail>\s*{_SIGNS}{{1,2}}(?!\s*{_OPEN}?\s*(?:下\s?转|上\s?接|[紧续][接转])))?\s*"
)
_SENTENCE_END = "。！？!?…”’）)』」"
_BREAK = re.compile(r"(?<=[。！？!?…”’）)])(?:\u3000{2,}|[ \u00a0\t]{4,})(?=\S)")


class Mark(NamedTuple):
    """A mark that was taken out: its place in the text that is left, and the page it names."""

    at: int
    leaves: bool
    """下转; else 上接."""
    label: PageLabel
    line: int
    shown: str


class Block(NamedTuple):
    """A paragraph without its marks."""

    text: str
    line: int
    marks: tuple[Mark, ...]
    indented: bool = False


def take_out_marks(paragraphs: Iterable[tuple[str, int, bool]]) -> tuple[Block, ...]:
    """The paragraphs, each with line and whether it was indented, without jump marks. What a jump cut is joined.

    An indent inside a line, after the end of a sentence, is where the site lost the end of a paragraph: it parts two.
    """
    blocks: list[Block] = []
    waiting: tuple[Mark, ...] = ()
    for text, line, indented in paragraphs:
        for number, part in enumerate(_parts(text)):
            block = _without_marks(part, line, indented or number > 0)
            last = blocks[-1] if blocks else None
            if not block.text and last:  # a mark on a line of its own belongs to the end of what stands before
                blocks[-1] = last._replace(marks=last.marks + _moved(block.marks, len(last.text)))
            elif not block.text:
                waiting += block.marks
            elif last and last.text[-1] not in _SENTENCE_END and _cut_between(last, block):
                blocks[-1] = last._replace(
                    text=last.text + block.text, marks=last.marks + _moved(block.marks, len(last.text))
                )
            else:
                blocks.append(block._replace(marks=waiting + block.marks))
                waiting = ()
    return tuple(blocks)


def _parts(text: str) -> list[str]:
    marks = [found.span() for found in _marks(text)]
    breaks = [
        gap
        for gap in _BREAK.finditer(text)
        if not any(start <= gap.end() and gap.start() <= end for start, end in marks)
    ]
    ends = [*(gap.start() for gap in breaks), len(text)]
    return [text[start:end] for start, end in zip([0, *(gap.end() for gap in breaks)], ends, strict=True)]


def _without_marks(text: str, line: int, indented: bool) -> Block:
    kept = ""
    last = 0
    marks: list[Mark] = []
    for found in _marks(text):
        piece = text[last : found.start()]
        kept += piece.lstrip() if marks else piece
        kept = kept.rstrip()
        last = found.end()
        label = page_label(found["page"])
        assert label is not None, "a mark is only taken where its page is read"
        leaves = "转" in found["verb"]
        marks.append(Mark(len(kept), leaves, label, line, text[found.start() : found.end()].strip()))
    rest = text[last:]
    if marks:
        rest = rest.lstrip()
        gap = " " if kept[-1:].isascii() and kept[-1:].isalnum() and rest[:1].isascii() and rest[:1].isalnum() else ""
        rest = gap + rest
    return Block((kept + rest).strip(), line, tuple(marks), indented)


def _marks(text: str) -> list[re.Match[str]]:
    """The jump marks of a text. Words that only speak of a jump, “见下转第3版”, are not marks."""
    marks: list[re.Match[str]] = []
    for found in _MARK.finditer(narrow(text)):
        behind_another = bool(marks) and marks[-1].end() == found.start()
        if page_label(found["page"]) and (behind_another or _is_mark(text, found)):
            marks.append(found)
    return marks


def _is_mark(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start()], text[found.end() :]
    if before[-1:] in '“‘「『《"' and before and after[:1] in '”’」』》"':
        return False
    if found["sign"] or found["tail"] or (found["open"] and found["close"]):
        return True
    head = found[0][:1].isspace() or not before or before[-1] in "。！？；，、：!?;,:…”）)"
    tail = found[0][-1:].isspace() or not after or after[0] in f"{FURNITURE}（(【上下"
    return (head and tail) or not after


def _moved(marks: tuple[Mark, ...], by: int) -> tuple[Mark, ...]:
    return tuple(mark._replace(at=mark.at + by) for mark in marks)


def _cut_between(before: Block, after: Block) -> bool:
    """Whether a jump mark stands between two paragraphs."""
    return any(mark.at == len(before.text) for mark in before.marks) or any(mark.at == 0 for mark in after.marks)
