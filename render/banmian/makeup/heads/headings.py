"""栏头: the fixed title of a slot, or of the series that an article belongs to, on a strip above its headline.

A strip is a whole number of grid lines high, white below it included (G10).
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Literal, NamedTuple

from banmian.makeup.lines.colours import colour, is_dark
from banmian.makeup.lines.runs import baseline
from banmian.model import Finding, Severity
from banmian.plate import WHITE, Fill, Role, Rule

if TYPE_CHECKING:
    from banmian.layout import Layout
    from banmian.makeup.lines.labels import LabelCase
    from banmian.model import Article
    from banmian.plate import Line, PlateItem

HeadingForm = Literal["bar", "rule", "ground"]
"""A short heavy bar at the left and a hairline below; a rule below, heavy under the title; a ground behind the title.
"""
ROOM = 0.7
"""Lines that a strip is higher than its type at least."""
BAR = 0.3
"""em of the title that the bar at its left is wide."""
AFTER_BAR = 0.45
HEAVY, THIN = 2.0, 0.3
"""pt, the part of a rule under the title, and the rest of it."""
WHITE_BELOW = 1 / 3
"""Lines between the foot of a strip and the grid line below it."""
SMALLEST = 0.6


class Heading(NamedTuple):
    """What is drawn of a heading, and what is to be said of it."""

    items: tuple[Line | PlateItem, ...]
    findings: tuple[Finding, ...] = ()


def heading_rows(text: str, layout: Layout) -> int:
    """Grid lines that a heading takes; none where there is no text."""
    return ceil(layout.style.heading.size / layout.grid.pitch + ROOM) if text else 0


def heading_items(
    text: str,
    layout: Layout,
    x: float,
    y: float,
    width: float,
    case: LabelCase,
    *,
    form: HeadingForm = "bar",
    ink: str = "black",
    article: Article | None = None,
) -> Heading:
    """A heading in the rows that it takes, `width` pt wide, with the corner of its first grid line at (x, y) pt.

    `ink` is the colour of bar, heavy rule or ground as designs write it; on a dark ground the title is white (X7). The
    heading of a series is its `article`'s. A title that is wider than its strip is set smaller, and that is said.
    """
    if not text:
        return Heading(())
    style, pitch = layout.style.heading, layout.grid.pitch
    whose, role = (article.id, Role.SERIES) if article else ("", Role.HEADING)
    top = y + (pitch - layout.grid.body) / 2
    foot = y + (heading_rows(text, layout) - WHITE_BELOW) * pitch
    main = colour(layout, ink)
    type_colour = WHITE if form == "ground" and is_dark(main) else colour(layout, "black")
    source = "series" if article and text == article.keys.series else ""
    label = case.label(text, style.size, style.role, role, article=article, colour=type_colour, source=source)
    before = style.size * {"bar": BAR + AFTER_BAR, "ground": 0.5, "rule": 0.0}[form]
    room = width - before - (style.size * 0.5 if form == "ground" else 0.0)
    findings = [*label.findings]
    if label.width > room:
        label = label.at_size(int(style.size * room / label.width * 4) / 4)
        findings += _long(text, label.size / style.size, article)
    left = x + before + ((room - label.width) / 2 if style.align == "centre" else 0.0)
    items: list[Line | PlateItem] = []
    if form == "ground":
        items.append(Fill(x=x, y=top, width=width, height=foot - top, colour=main, article=whose, role=role))
    elif form == "bar":
        height = label.size
        at = left - before
        middle = top + (foot - THIN - top) / 2
        items.append(
            Fill(
                x=at,
                y=middle - height / 2,
                width=style.size * BAR,
                height=height,
                colour=main,
                article=whose,
                role=role,
            )
        )
    if form != "ground":
        items.append(Rule(x0=x, y0=foot, x1=x + width, y1=foot, weight=THIN, article=whose, role=role))
    if form == "rule":
        y_heavy = foot - HEAVY / 2
        items.append(
            Rule(
                x0=left,
                y0=y_heavy,
                x1=left + label.width,
                y1=y_heavy,
                weight=HEAVY,
                colour=main,
                article=whose,
                role=role,
            )
        )
    height = foot - top - (0.0 if form == "ground" else HEAVY if form == "rule" else THIN)
    items += label.lines(left, baseline(top, height, label.size))
    return Heading(tuple(items), tuple(findings))


def _long(text: str, part: float, article: Article | None) -> list[Finding]:
    """The finding for a title that is set smaller than it should be, if it is."""
    if part >= SMALLEST:
        return []
    return [
        Finding(
            severity=Severity.WARNING,
            code="long-heading",
            message=f"the heading “{text}” had to be set at {part:.0%} of its size",
            hint="shorten it",
            article=article.id if article else "",
            file=article.file if article else "",
        )
    ]
