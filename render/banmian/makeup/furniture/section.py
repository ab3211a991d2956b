"""The head of a section 专刊刊头: its name large over a page, in three designs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.makeup.furniture.dates import common_date, weekday
from banmian.makeup.furniture.folio import LARGE_REVERSED
from banmian.makeup.lines.runs import baseline
from banmian.plate import BLACK, WHITE, Role

if TYPE_CHECKING:
    from banmian.makeup.furniture.setter import Box, Setter
    from banmian.makeup.lines.labels import Label
    from banmian.model import Issue, Page

TWO_ROWS = 30
"""pt that a section head is high where paper and date stand one over the other."""
_ROLES = {"bar": "section", "rule": "headline", "plain": "section"}


def section_head(
    issue: Issue, page: Page, name: str, box: Box, design: str, setter: Setter, *, numbered: bool, spread: bool = False
) -> None:
    """The name at the outer edge: white on a solid `bar` (X7), between a thick `rule` and a thin one, or `plain` behind
    a block of colour. On a page without a folio line it is `numbered`: it has the page figure, the paper and the date
    as well (N2).
    """
    design = design or "bar"
    if not name:
        setter.note("empty-section", f"page {page.number} has no section to head it", "give the page a section")
    if design == "bar":
        setter.fill(box, setter.accent, Role.SECTION_BAR)
    elif design == "rule":
        setter.rule(box.x, box.y + 1.5, box.right, box.y + 1.5, 3.0, Role.SECTION_RULE, colour=setter.accent)
        setter.rule(box.x, box.bottom - 0.25, box.right, box.bottom - 0.25, 0.5, Role.SECTION_RULE)
    room = box if design != "rule" else box.part(box.x, box.y + 3, box.width, box.height - 3.5)
    pad = 0.35 * room.height if design == "bar" else 0.0
    colour = WHITE if design == "bar" else BLACK
    left = spread or page.number % 2 == 0
    x = room.x + pad if left else room.right - pad
    if numbered:
        figure = _figure(page.number, room, colour, setter)
        x = _put(figure, x, room, left, setter) + (0.5 if left else -0.5) * figure.size
        paper_edge = _data(issue, page, room, pad, not left, spread, colour, setter)
    else:
        paper_edge = room.right - pad if left else room.x + pad
    if design == "plain":
        block = 0.16 * room.height
        setter.fill(
            box.part(x if left else x - block, room.y + 0.2 * room.height, block, 0.6 * room.height),
            setter.accent,
            Role.SECTION_BLOCK,
        )
        x += 2.2 * block if left else -2.2 * block
    if name:
        size = min(0.62 * room.height, 42.0)
        space = abs(paper_edge - x) - size * 0.5
        label = setter.fitted(
            [name], size, _ROLES[design], Role.SECTION, space, 9.0, colour=colour, source="page.section"
        )
        label = label.spaced(max(min((space / label.size - label.natural) / max(label.gaps, 1), 0.15), 0.0))
        _put(label, x, room, left, setter)


def _put(label: Label, x: float, room: Box, left: bool, setter: Setter) -> float:
    """Place a label inwards from x; where it ends."""
    x -= 0 if left else label.width
    setter.put(label, x, baseline(room.y, room.height, label.size))
    return x + label.width if left else x


def _figure(number: int, room: Box, colour: object, setter: Setter) -> Label:
    """The figure of a page; small and white it is a bold 黑 (X7)."""
    size = min(0.72 * room.height, 34)
    role = "section" if colour is WHITE and size < LARGE_REVERSED else "folio-figure"
    return setter.label(f"{number:02d}", size, role, Role.SECTION, colour=colour)


def _data(
    issue: Issue, page: Page, room: Box, pad: float, left: bool, spread: bool, colour: object, setter: Setter
) -> float:
    """The paper over the date at the other edge, and on a spread the figure of the second page; where they end."""
    x = room.x + pad if left else room.right - pad
    if spread:
        figure = _figure(page.number + 1, room, colour, setter)
        x = _put(figure, x, room, left, setter) + (0.5 if left else -0.5) * figure.size
    date = issue.edition.date
    day = f"{common_date(date)}　{weekday(date)}"
    bold = colour is WHITE  # X7: no thin strokes on a bar
    rows = [
        (issue.paper.name, 12.0, "section" if bold else "folio-name"),
        (day, 9.0, "section" if bold else "furniture"),
    ]
    if room.height < TWO_ROWS:
        rows = [(f"{issue.paper.name}　{day}", 9.0, "section" if bold else "furniture")]
    labels = [setter.label(text, size, role, Role.SECTION, colour=colour) for text, size, role in rows]
    y = room.y + (room.height - 1.3 * sum(label.size for label in labels)) / 2
    labels = [label.shrunk_to(0.4 * room.width) for label in labels]
    for label in labels:
        setter.put(label, x if left else x - label.width, baseline(y, 1.3 * label.size, label.size))
        y += 1.3 * label.size
    wide = max(label.width for label in labels)
    return x + wide if left else x - wide
