"""Boxes 资料框, 链接 and notes of the editors 编者按: paragraphs in a frame, on the grid of the body (G6).

A box has a frame with its title in a tinted bar; its text keeps whole 字 (G3) and stands in columns of its own where
the box is wide. A note is set in the face of quotations between two rules.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, pairwise, product
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from banmian.makeup.lines.passages import Standing, cast_mixed, limits, set_lines
from banmian.makeup.lines.runs import Style, baseline
from banmian.makeup.lines.small_heads import SmallHead, set_small_head
from banmian.plate import BLACK, Fill, Group, Role, Rule
from banmian.typeset import BODY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.faces import FaceLibrary
    from banmian.layout.styles import Styles
    from banmian.makeup.lines.labels import LabelCase
    from banmian.makeup.lines.passages import Passage
    from banmian.model import Article, Finding
    from banmian.model.matter import InfoBox
    from banmian.plate import Child
    from banmian.typeset.lines import Line

FRAME = 0.5
TINT = 0.12
ROOM = 1
"""字 between the frame and the text at each side."""
WIDEST = 28
"""字 of the longest line: a wider box has columns (over 30 字 only with bigger type)."""
GUTTER = 2
NOTE_RULE = 0.5
NOTE_LEAD = "编者按"
_LED = re.compile(r"(?:[^\s：:，。]{0,8}(?:按|编者的话|开栏的话|编后|按语)|开栏语)(?:[：:]|[ \u3000]+)")


class BoxInsert(NamedTuple):
    """A box or a note set for a width. `columns` are the lines of each of its columns; lengths in pt."""

    name: str
    key: str
    article: str
    role: Role
    title: SmallHead
    passages: tuple[Passage, ...]
    columns: tuple[tuple[Line, ...], ...]
    lefts: tuple[float, ...]
    width: float
    pitch: float
    size: float
    library: FaceLibrary
    findings: tuple[Finding, ...]

    @property
    def what(self) -> str:
        """The box by its title."""
        return self.name

    @property
    def least(self) -> int:
        """Grid lines: white or the title bar, the text, white."""
        return self._head + max(map(len, self.columns), default=0) + 1

    @property
    def most(self) -> int:
        """As many: its text is on the grid, and white would be a hole in it."""
        return self.least

    def drawn(self, x: float, y: float, lines: int) -> Group:
        """Return it with the top left corner at (x, y), what is over `least` being white at the foot."""
        inset = (self.pitch - self.size) / 2
        top, foot = y + inset, y + lines * self.pitch - inset
        found: list[Child] = []
        if self.title.lines:
            height = self.title.lines * self.pitch - inset
            found.append(
                Fill(
                    x=x,
                    y=top,
                    width=self.width,
                    height=height,
                    colour=BLACK.tint(TINT),
                    article=self.article,
                    role=Role.TINT,
                )
            )
            left = x + (self.lefts[0] if self.lefts else 0.0)
            found += self.title.drawn(left, top, height)
        standing = []
        for left, column in zip(self.lefts, self.columns, strict=True):
            for n, line in enumerate(column):
                number = bisect_right(self.passages, line.start, key=lambda passage: passage.start) - 1
                at = baseline(y + (self._head + n) * self.pitch, self.pitch, self.size)
                text = self.passages[number].origin
                standing.append(Standing(line, x + left, at, text=text, paragraph=number))
        if standing:
            style = Style(self.size, self.article, self.role)
            set_ = iter(set_lines(standing, self.passages[0].sorts, style, self.library))
            for number, column in enumerate(self.columns):
                children = tuple(next(set_) for _ in column)
                found.append(Group(role=Role.COLUMN, number=number, children=children))
        edge = Role.NOTE_FRAME if self.role is Role.EDITORS_NOTE else Role.BOX_FRAME
        for x0, y0, x1, y1 in self._edges(x, top, foot):
            found.append(Rule(x0=x0, y0=y0, x1=x1, y1=y1, weight=FRAME, article=self.article, role=edge))
        return Group(role=self.role, children=tuple(found), id=self.key)

    @property
    def _head(self) -> int:
        """Lines before the text: of the title half a line is white."""
        return self.title.lines + 1 if self.title.lines else 1

    def _edges(self, x: float, top: float, foot: float) -> list[tuple[float, float, float, float]]:
        """The frame inside the width; a note has no sides."""
        half = FRAME / 2
        left, right = x + half, x + self.width - half
        ends = [(x, at, x + self.width, at) for at in (top + half, foot - half)]
        return ends if self.role is Role.EDITORS_NOTE else [*ends, (left, top, left, foot), (right, top, right, foot)]


def set_box(
    box: InfoBox, article: Article, width: float, pitch: float, size: float, styles: Styles, case: LabelCase
) -> BoxInsert:
    """Set a box over `width` pt on a grid of `pitch` pt whose body is `size` pt."""
    texts = [[(text, "body")] for text in box.text]
    key = f"boxes[{article.keys.boxes.index(box)}]" if box in article.keys.boxes else "box"
    sources = [f"{key}.text[{n}]" for n in range(len(box.text))]
    name = f"the box “{box.title}”" if box.title else f"the box that begins with “{box.text[0].strip()[:10]}”"
    return _set(name, Role.BOX, key, box.title, texts, sources, article, width, pitch, size, styles, case)


def set_note(
    article: Article, width: float, pitch: float, size: float, styles: Styles, case: LabelCase
) -> BoxInsert | None:
    """Set the note of the editors over `width` pt, its lead 编者按 in bold; none where the article has no note."""
    text = article.keys.note.strip()
    if not text:
        return None
    led = _LED.match(text)
    lead = led[0] if led else f"{NOTE_LEAD}："
    parts = [(lead, "lead-in"), (text[led.end() :] if led else text, "quotation")]
    ours = (0 if led else len(lead)) + len(text) - len(article.keys.note.rstrip())
    name = "the note of the editors"
    key = Role.EDITORS_NOTE, "note"
    return _set(name, *key, "", [parts], ["note"], article, width, pitch, size, styles, case, [ours])


def _set(
    name: str,
    role: Role,
    key: str,
    title: str,
    texts: Sequence[Sequence[tuple[str, str]]],
    sources: Sequence[str],
    article: Article,
    width: float,
    pitch: float,
    size: float,
    styles: Styles,
    case: LabelCase,
    ours: Sequence[int] = (),
) -> BoxInsert:
    inside = int(width / size + 0.001) - 2 * ROOM
    inside = max(inside, min(int(width / size + 0.001), 4), 1)
    passages = cast_mixed(texts, case.caption, case.library, article.keys.names, sources, ours)
    for count in range(ceil((inside + GUTTER) / (WIDEST + GUTTER)), 0, -1):
        measure = (inside - GUTTER * (count - 1)) // count
        lines = [line for passage in passages for line in passage.lines(measure, BODY.indent)]
        if len(lines) > 2 * count:  # a short text is better read in a long line than in columns of two
            break
    used = (measure * count + GUTTER * (count - 1)) * size
    lefts = tuple((width - used) / 2 + n * (measure + GUTTER) * size for n in range(count))
    kind = "note" if role is Role.EDITORS_NOTE else "box"
    findings: list[Finding] = []
    for passage, parts in zip(passages, texts, strict=True):
        findings += passage.missing(parts[-1][1], article, kind)
    findings += limits(lines, passages[0].sorts, article, f"a line of a {kind}")
    head = set_small_head(title, used, pitch, styles, article, case, Role.BOX_TITLE, f"{key}.title")
    return BoxInsert(
        name,
        f"{article.id}/{key}",
        article.id,
        role,
        head,
        tuple(passages),
        _columns(lines, count),
        lefts,
        width,
        pitch,
        size,
        case.library,
        (*head.findings, *findings),
    )


def _columns(lines: Sequence[Line], count: int) -> tuple[tuple[Line, ...], ...]:
    """Lines in columns that differ by one at the most; of all ways that which parts paragraphs best (R5)."""
    even = ceil(len(lines) / count)

    def parted(short: tuple[int, ...]) -> list[Sequence[Line]]:
        cuts = [0, *accumulate(even - less for less in short), len(lines)]
        return [lines[a:b] for a, b in pairwise(cuts)]

    def alone(columns: list[Sequence[Line]]) -> int:
        price = 0
        for before, after in pairwise(columns):
            opens = not before[-1].last and after[0].last
            closes = not before[-1].last and (len(before) < 2 or before[-2].last)
            price += 2 * opens + closes
        return price

    ways = [parted(short) for short in product((0, 1), repeat=count - 1)]
    level = [columns for columns in ways if even - 1 <= len(columns[-1]) <= even and all(columns)]
    return tuple(tuple(column) for column in min(level or [parted((0,) * (count - 1))], key=alone))
