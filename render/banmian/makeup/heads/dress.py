"""The dress 题饰 of a headline group: a tint behind it, rules over and under it, an ornament before its main lines.

On a dark tint the type is white, and then no part of it is set in a face with hairlines (X7). Rows are grid lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from banmian.makeup.heads.scaling import moved_runs
from banmian.makeup.lines.colours import colour
from banmian.makeup.ornament.borders import ornament_items
from banmian.plate import ASCENT, WHITE, Fill, Line, Role, Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.layout import HeadlineRank, Layout, TypeSize
    from banmian.makeup.lines.labels import LabelCase
    from banmian.model import Article
    from banmian.plate import Child, PlateItem, TextRun

LEAST_SONG = 18.0
"""pt below which no white type is set in a face with hairlines (X7)."""
STURDY = "headline-hard"
"""The role that sets it instead, a bold sans."""
_STURDY_ROLES = ("headline-hard", "subhead", "section", "lead-in", "dateline", "jump")
HEAVY, THIN = 1.2, 0.4
"""pt: the rule over a headline and the one under it."""
BELOW_GROUND = 1 / 3
"""Lines of white between a tint and the grid line below it."""
BAR, SQUARE = 0.2, 0.55
"""em of the main lines: how wide the ornaments "bar" and "square" are."""
DRAWN = {"diamond": 0.55, "dots": 0.8, "wave": 1.0}
"""em of the main lines that the ornaments are wide which the library of borders has."""
AFTER = 0.35
"""em of the main lines between an ornament and them."""


class Dress(NamedTuple):
    """What the dress of a rank takes: grid lines more, how far the group stands below the top of its rows, how far from
    the left edge, and how much narrower it is; all but the lines in pt.
    """

    rows: int
    down: float
    left: float
    narrower: float


def dress_of(rank: HeadlineRank, layout: Layout) -> Dress:
    """The room that the dress of a rank takes; none of it for a rank without one."""
    pitch, body = layout.grid.pitch, layout.grid.body
    rules = rank.rule != "none"
    inside = body if rank.tint else 0.0
    before = _ornament_width(rank)
    rows = (1 if rank.tint else 0) + (1 if rules else 0)
    down = (pitch / 2 if rank.tint else 0.0) + (pitch / 4 if rank.rule in ("above", "both") else 0.0)
    return Dress(rows, down, inside + before, 2 * inside + before)


def sturdy(rank: HeadlineRank) -> HeadlineRank:
    """The rank as its type is set: a reversed one with no hairlines below 18 pt (X7). Any other as it is."""
    if not rank.reversed:
        return rank

    def part(size: TypeSize) -> TypeSize:
        thin = size.size < LEAST_SONG and size.role not in _STURDY_ROLES
        return replace(size, role=STURDY) if thin else size

    return replace(
        rank,
        main=part(rank.main),
        kicker=part(rank.kicker),
        deck=part(rank.deck),
        summary=part(rank.summary) if rank.summary else None,
    )


def dressed(
    rank: HeadlineRank,
    layout: Layout,
    article: Article,
    lines: Sequence[Line],
    box: tuple[float, float, float, float],
    case: LabelCase,
) -> list[Child]:
    """Return a dressed headline group in the order of drawing.

    `box` is x, y, width and height in pt of all the rows that the group takes, those of its dress and of spread white
    included; `lines` were set within it as `dress_of` says.
    """
    x, y, width, height = box
    pitch = layout.grid.pitch
    top, foot = y + (pitch - layout.grid.body) / 2, y + height - BELOW_GROUND * pitch
    items: list[Child] = []
    name = article.id
    if rank.tint:
        ground = colour(layout, rank.tint)
        items.append(
            Fill(x=x, y=top, width=width, height=foot - top, colour=ground, article=name, role=Role.HEAD_GROUND)
        )
    sides = {"both": ("above", "below"), "none": ()}.get(rank.rule, (rank.rule,))
    inside = HEAVY * 1.5 if rank.tint else 0.0
    for side, weight in (("above", HEAVY), ("below", THIN)):
        if side in sides:
            at = top + weight / 2 + inside if side == "above" else foot - weight / 2 - inside
            ink = WHITE if rank.reversed else colour(layout, "black")
            items.append(
                Rule(x0=x, y0=at, x1=x + width, y1=at, weight=weight, colour=ink, article=name, role=Role.HEAD_RULE)
            )
    items += _ornament(rank, layout, article, lines, case)
    items += [moved_runs(line, _in_white) for line in lines] if rank.reversed else lines
    return items


def _in_white(run: TextRun) -> TextRun:
    return replace(run, colour=WHITE)


def _ornament_width(rank: HeadlineRank) -> float:
    """The pt that the ornament of a rank takes before its main lines."""
    if not rank.ornament:
        return 0.0
    wide = {"bar": BAR, "square": SQUARE, **DRAWN}.get(rank.ornament, 1.0 * len(rank.ornament))
    return rank.main.size * (wide + AFTER)


def _ornament(
    rank: HeadlineRank, layout: Layout, article: Article, lines: Sequence[Line], case: LabelCase
) -> Sequence[Line | PlateItem]:
    """The ornament before the main lines: a "bar" as high as they are, a "square", or characters such as ◆."""
    main = [run for line in lines for run in line.runs if run.role is Role.HEADLINE]
    if not rank.ornament or not main:
        return []
    left = min(run.x for run in main) - rank.main.size * AFTER
    top, bottom = min(run.box[1] for run in main), max(run.box[3] for run in main)
    ink = WHITE if rank.reversed else colour(layout, "black")
    size = main[0].size
    if rank.ornament == "bar":
        wide = rank.main.size * BAR
        high = bottom - top - 0.12 * size
        return [
            Fill(
                x=left - wide,
                y=top + 0.06 * size,
                width=wide,
                height=high,
                colour=ink,
                article=article.id,
                role=Role.ORNAMENT,
            )
        ]
    if rank.ornament == "square":
        wide = size * SQUARE
        return [
            Fill(
                x=left - wide,
                y=top + (size - wide) / 2,
                width=wide,
                height=wide,
                colour=ink,
                article=article.id,
                role=Role.ORNAMENT,
            )
        ]
    if rank.ornament in DRAWN:
        wide = size * DRAWN[rank.ornament]
        return ornament_items(
            rank.ornament, left - wide, top + (size - wide) / 2, wide, wide, ink, article=article.id, role=Role.ORNAMENT
        )
    label = case.label(rank.ornament, size, rank.main.role, Role.ORNAMENT, article=article, colour=ink)
    return [*label.lines(left - label.width, top + ASCENT * size)]
