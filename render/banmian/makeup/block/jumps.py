"""Jumps 转版: where an article is cut, and the marks on both sides (F5, F6). One object makes both halves."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from banmian.model import ParagraphKind
from banmian.plate import Group, Link, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.makeup.lines.labels import Label, LabelCase
    from banmian.makeup.text.columns import Piece
    from banmian.makeup.text.copy import Story
    from banmian.model import Article, JumpStyle
    from banmian.typeset import Sorts

SENTENCE_ENDS = "。！？"
CLAUSE_ENDS = "；，："
CLOSERS = "”’）》」』"
LEAST_LINES = 3
"""Lines of text on either side of a jump (F6)."""
LOOK_BACK = 3
"""How many lines a cut may lie before the end of the room: more would leave a hole."""


class Jump(NamedTuple):
    """An article leaves a page for another, for its part `number`. Both marks, and the links on them, are made from
    this.
    """

    article: Article
    from_page: int
    to_page: int
    number: int
    style: JumpStyle

    def leaving(self, size: float, case: LabelCase) -> Label:
        """■下转第N版, the mark at the end of the first part, as the house has it."""
        text = self.style.leaving.replace("{page}", str(self.to_page))
        return case.label(text, size, "jump", Role.JUMP, article=self.article)

    def arriving(self, size: float, case: LabelCase) -> Label:
        """■上接第N版, the mark at the head of the second part."""
        text = self.style.arriving.replace("{page}", str(self.from_page))
        return case.label(text, size, "jump", Role.JUMP, article=self.article)

    def mark(self, label: Label, x: float, y: float, size: float, to_page: int) -> Group:
        """Return a mark with its line start at x on the baseline y, and the link that lies over it."""
        link = Link(
            x=x,
            y=y - size,
            width=label.width,
            height=size * 1.3,
            to_page=to_page,
            to_article=self.article.id,
            article=self.article.id,
            role=Role.JUMP,
        )
        name = f"{self.article.id}/jump[{self.number}]"
        return Group(role=Role.JUMP, children=(*label.lines(x, y), link), id=name)


class Cut(NamedTuple):
    """Where the first part ends (offset in the sorts), whether the mark stands on its last line, and whether the place
    is one at which an article may be cut.
    """

    offset: int
    mark_on_last_line: bool
    good: bool = True


def choose_cut(sorts: Sorts, story: Story, pieces: Sequence[Piece], room: int, mark: float, *, first: bool) -> Cut:
    """Cut a text that has more than `room` lines: at the last sentence end, else clause end, that fills the room.

    Three lines at least stand on either side, and no cut lies within a quotation or, of the `first` leg, within the
    first paragraph (F6). `mark` is the width of the mark and the em before it, in em of body. A cut on the last line
    needs room for it there; else the mark takes a line of its own.
    """
    lines: list[Piece] = []
    used = 0
    for piece in pieces:
        if used + piece.rows > room:
            break
        used += piece.rows
        lines.append(piece)
    after = sum(piece.rows for piece in pieces) - used
    opening = _first_paragraph(story) if first else story.start
    for ends, reach in ((SENTENCE_ENDS, LOOK_BACK), (CLAUSE_ENDS, LOOK_BACK), (SENTENCE_ENDS, len(lines))):
        best: Cut | None = None
        for back in range(min(reach, len(lines) - LEAST_LINES)):
            piece = lines[len(lines) - 1 - back]
            if piece.kind is not ParagraphKind.BODY or after + back < LEAST_LINES:
                continue
            for offset in _ends(sorts, piece.line.start, piece.line.end, ends):
                fits = _used(sorts, piece, offset) + mark <= piece.line.measure
                if (back > 0 or fits) and offset >= opening and not _quoted(sorts.text, story, offset):
                    found = Cut(offset, fits and back == 0)
                    if back <= 1:
                        return found
                    best = best or found
                    break
        if best:
            return best
    return Cut(lines[-2].line.end if len(lines) > 1 else lines[-1].line.end if lines else 0, False, False)


def _first_paragraph(story: Story) -> int:
    """Where the first paragraph of body text ends."""
    return next((stretch.end for stretch in story.stretches if stretch.kind is ParagraphKind.BODY), story.start)


def _quoted(text: str, story: Story, offset: int) -> bool:
    """Whether a place lies within quoted words: a quotation mark of its paragraph is open there."""
    begin = max((stretch.start for stretch in story.stretches if stretch.start <= offset), default=story.start)
    before = text[begin:offset]
    return any(before.count(opens) > before.count(closes) for opens, closes in ("“”", "「」", "『』"))


def _ends(sorts: Sorts, start: int, end: int, marks: str) -> list[int]:
    """Offsets in (start, end] that follow one of the marks and the closing marks after it, the last first.

    Only those at which a line may begin: the second part of the article begins there.
    """
    text = sorts.text
    found = []
    for at in range(start, end):
        if text[at] in marks:
            offset = at + 1
            while offset < len(text) and text[offset] in CLOSERS:
                offset += 1
            ends_paragraph = offset == len(text) or text[offset] == "\n"
            if offset <= end and (ends_paragraph or sorts.may_break[offset]):
                found.append(offset)
    return sorted(set(found), reverse=True)


def _used(sorts: Sorts, piece: Piece, offset: int) -> float:
    """Width in em that the line takes up to an offset, set natural."""
    start = piece.line.start
    return piece.line.indent + float((sorts.width[start:offset] + sorts.gap[start:offset]).sum())
