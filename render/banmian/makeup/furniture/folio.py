"""The folio line 报眉 of inner pages in three designs, mirrored for odd and even pages, and over a spread (N2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from banmian.makeup.furniture.dates import common_date, weekday
from banmian.makeup.furniture.imprint import credits_of
from banmian.makeup.furniture.setter import Box, Setter
from banmian.makeup.lines.runs import baseline
from banmian.plate import ASCENT, BLACK, WHITE, Role

if TYPE_CHECKING:
    from banmian.makeup.lines.labels import Label
    from banmian.model import Issue, Page


class _Sizes(NamedTuple):
    """Sizes in pt of the parts of a folio, the gap between them, and how far its foot stands over the rule."""

    figure: float
    section: float
    day: float
    paper: float
    editors: float
    gap: float
    over_rule: float


_DESIGNS = {
    "line": _Sizes(30, 18, 9, 14, 8, 14, 5),
    "bar": _Sizes(24, 16, 9, 13, 8, 14, 5),
    "plain": _Sizes(14, 10.5, 8, 9.5, 8, 10, 3.5),
}
LARGE_REVERSED = 18
"""pt under which white type on a bar is a bold 黑 (X7)."""
LEAST = 0.75
"""How small section and paper name become, as a part of their size, before anything is left out."""


def folio(issue: Issue, page: Page, box: Box, design: str, setter: Setter, *, spread: bool = False) -> None:
    """报眉: the page figure at the outer edge, then section and date; the paper and the editors at the other end.

    On a spread the figures of both pages stand at its outer edges. Where there is not enough room, section and paper
    name become smaller, then the weekday is left out, then the editors, then everything becomes smaller: what is left
    out is said.
    """
    sizes = _DESIGNS[design or "line"]
    rule_y = box.bottom - (0.5 if design != "plain" else 0.25) * box.pitch
    foot = rule_y - sizes.over_rule
    highest = (foot - box.y) / ASCENT
    if sizes.figure > highest:
        sizes = sizes._replace(figure=highest, section=min(sizes.section, highest), paper=min(sizes.paper, highest))
    parts = _fitted(issue, page, sizes, box.width, design, setter, spread=spread)
    left = spread or page.number % 2 == 0
    if design == "bar":
        _bar(parts.outer, 2 if page.section else 1, box, rule_y, left, sizes, setter)
    else:
        _row(parts.outer, box, foot, left, sizes.gap, setter)
    if design == "bar" and spread:
        _bar(parts.inner, 1, box, rule_y, not left, sizes, setter)
    else:
        _row(parts.inner, box, foot, not left, sizes.gap, setter)
    if design == "bar":
        setter.rule(box.x, rule_y, box.right, rule_y, 1.2, Role.HEAD_RULE, colour=setter.accent)
    elif design == "plain":
        setter.rule(box.x, rule_y, box.right, rule_y, 0.5, Role.HEAD_RULE)
    else:
        setter.rule(box.x, rule_y, box.right, rule_y, 1.2, Role.HEAD_RULE)
        setter.rule(box.x, rule_y + 2.4, box.right, rule_y + 2.4, 0.3, Role.HEAD_RULE)


class _Parts(NamedTuple):
    """The labels at the outer edge and at the inner one, each from its edge on."""

    outer: list[Label]
    inner: list[Label]


def _fitted(
    issue: Issue, page: Page, sizes: _Sizes, room: float, design: str, setter: Setter, *, spread: bool
) -> _Parts:
    date = issue.edition.date
    days = (f"{common_date(date)}　{weekday(date)}", common_date(date))
    editors = credits_of(page)
    steps = [
        (1.0, 0, editors),
        *((part, 0, editors) for part in (0.9, 0.82, LEAST)),
        (LEAST, 1, editors),
        *([(LEAST, 1, "")] if editors else []),
    ]

    def labels(names: float, day: int, credit: str, all_: float = 1.0) -> _Parts:
        def label(
            text: str, size: float, face: str, role: Role = Role.FOLIO, source: str = "", *, on_bar: bool = False
        ) -> list[Label]:
            colour = WHITE if on_bar and design == "bar" else BLACK
            size = int(size * all_ * 4) / 4
            return [setter.case.label(text, size, face, role, colour=colour, source=source)] if text else []

        face = "section" if design == "bar" and sizes.figure < LARGE_REVERSED else "folio-figure"
        figure = label(f"{page.number:02d}", sizes.figure, face, on_bar=True)
        other = label(f"{page.number + 1:02d}", sizes.figure, face, on_bar=True) if spread else []
        section = label(page.section, sizes.section * names, "section", Role.SECTION, "page.section", on_bar=True)
        paper = label(issue.paper.name, sizes.paper * names, "folio-name", source="paper.name")
        return _Parts(
            [*figure, *section, *label(days[day], sizes.day, "folio")],
            [*other, *paper, *label(credit, sizes.editors, "folio")],
        )

    # a bar has its padding besides, and between the two ends there is a gap more
    spare = sizes.gap * (4 if design == "bar" else 1)

    def width(parts: _Parts) -> float:
        both = [*parts.outer, *parts.inner]
        return sum(label.width for label in both) + sizes.gap * (len(both) - 2) + spare

    for step in steps:
        found = labels(*step)
        if width(found) <= room:
            if editors and not step[2]:
                setter.note(
                    "folio-full", "the editors have no room in the folio line", "shorten the section, or use an imprint"
                )
            break
    else:
        gaps = width(found) - sum(label.width for label in (*found.outer, *found.inner))
        part = max(room - gaps, 0.2 * room) / (width(found) - gaps)
        found = labels(LEAST, 1, "", part)
        message = f"the folio line had to be set at {part:.0%} of its size"
        setter.note("folio-full", message, "shorten the section or the name of the paper")
    for label in (*found.outer, *found.inner):
        setter.findings += label.findings
    return found


def _row(labels: list[Label], box: Box, foot: float, left: bool, gap: float, setter: Setter, x: float = 0) -> None:
    """Labels on one baseline from an edge of a box, or from x, inwards."""
    x = x or (box.x if left else box.right)
    for label in labels:
        x -= 0 if left else label.width
        setter.put(label, x, foot)
        x += label.width + gap if left else -gap


def _bar(labels: list[Label], count: int, box: Box, rule_y: float, left: bool, sizes: _Sizes, setter: Setter) -> None:
    """The first `count` labels in white on a solid bar at the outer edge (X7), the others beside it."""
    white, rest = labels[:count], labels[count:]
    pad = 0.6 * sizes.gap
    width = sum(label.width for label in white) + pad * (len(white) + 1)
    height = min(rule_y - box.y, max(label.size for label in white) * 1.2)
    bar = box.part(box.x if left else box.right - width, rule_y - height, width, height)
    setter.fill(bar, setter.accent, Role.FOLIO_BAR)
    x = bar.x + pad if left else bar.right - pad
    foot = baseline(bar.y, bar.height, white[0].size)
    for label in white:
        x -= 0 if left else label.width
        y = foot if label is white[0] else baseline(bar.y, bar.height, label.size)
        setter.put(label, x, y)
        x += label.width + pad if left else -pad
    start = bar.right + sizes.gap if left else bar.x - sizes.gap
    _row(rest, box, rule_y - sizes.over_rule, left, sizes.gap, setter, start)
