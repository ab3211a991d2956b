"""The line of editors and addresses at the foot of a page (N7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banmian.makeup.furniture.rows import packed, spread
from banmian.plate import Role

if TYPE_CHECKING:
    from banmian.makeup.furniture.setter import Box, Setter
    from banmian.model import Issue, Page

SIZE = 8.0
"""pt, 六号 (N7)."""
_WITH_OFFICE = re.compile(r"^(\S+?)[:：\s]\s*(.+)$")


def credits_of(page: Page) -> str:
    """责任编辑：温如许　岑野; who is named with an office, as in “版式 李明”, is named with it."""
    plain = [name for name in page.editors if not _WITH_OFFICE.match(name)]
    parts = [f"责任编辑：{'　'.join(plain)}"] if plain else []
    for name in page.editors:
        if found := _WITH_OFFICE.match(name):
            parts.append(f"{found[1]}：{found[2]}")
    return "　".join(parts)


def imprint(issue: Issue, page: Page, box: Box, setter: Setter, fold: float = 0.0) -> None:
    """The foot rule 地线, and under it publisher, editors, telephone and address on one line, or on as many as fit.

    On a spread nothing stands in the `fold` pt about the middle.
    """
    paper = issue.paper
    parts = [
        part
        for part in (
            paper.publisher and f"{paper.publisher}出版",
            credits_of(page),
            paper.phone and f"电话：{paper.phone}",
            paper.site,
            paper.address and f"地址：{paper.address}",
        )
        if part
    ]
    setter.rule(box.x, box.y + 0.4, box.right, box.y + 0.4, 0.8, Role.FOOT_RULE)
    if not parts:
        setter.note("empty-imprint", "there is nothing to say in the imprint", "name editors, publisher or telephone")
        return
    if not fold or len(parts) < 2:
        _rows(parts, box, setter)
        return
    half, width = (len(parts) + 1) // 2, (box.width - fold) / 2
    _rows(parts[:half], box.part(box.x, box.y, width, box.height), setter)
    _rows(parts[half:], box.part(box.right - width, box.y, width, box.height), setter)


def _rows(parts: list[str], box: Box, setter: Setter) -> None:
    room = box.part(box.x, box.y + 1, box.width, box.height - 1)
    rows = packed(parts, SIZE, box.width, "furniture", setter)
    if len(rows) * 1.1 * SIZE > room.height:
        rows = packed(parts, 0.85 * SIZE, box.width, "furniture", setter)
    if len(rows) * SIZE > room.height:
        rows = [parts]
    step = room.height / len(rows)
    for number, row in enumerate(rows):
        line = box.part(box.x, room.y + number * step, box.width, step)
        spread(row, min(SIZE, step), line, "furniture", Role.IMPRINT, setter)
