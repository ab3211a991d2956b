"""Fillers 补白: short pieces kept ready for white that a text leaves at the foot of its slot (X8).

A page names them in order; each stands where it fills best, below a hairline, in the text columns of the slot, and only
where it leaves no more white than two lines. One that is not needed is not printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from banmian.makeup.block.draw import SetBlock
from banmian.makeup.block.fullness import Fit
from banmian.makeup.block.remarks import HOLE
from banmian.makeup.lines.runs import Style
from banmian.makeup.text.columns import compose_story, level
from banmian.makeup.text.ground import ground_of
from banmian.plan import Assignment
from banmian.plate import Group, Leg, Role, Rule
from banmian.typeset import place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.layout import Layout, Slot
    from banmian.makeup.copies import Copies
    from banmian.makeup.lines.labels import LabelCase
    from banmian.makeup.text.columns import Piece
    from banmian.makeup.text.copy import Copy
    from banmian.plate import Child, Line

OVER = 1
"""Lines of white over a filler, with the hairline in the middle."""
HEAD = 1.3
"""Size of its headline in that of the body."""
HEAD_ROWS = 2
HAIRLINE = 0.3
"""pt."""


class Room(NamedTuple):
    """White at the foot of a slot: the rows from `top` to before `bottom` are free in all its text columns."""

    slot: Slot
    layout: Layout
    page: int
    top: int
    bottom: int


class _Try(NamedTuple):
    """A filler in a room, and the lines of white that it would leave."""

    left: int
    number: int
    pieces: list[Piece]


def fill_white(
    names: Sequence[str], rooms: Sequence[Room], copies: Copies, case: LabelCase
) -> list[tuple[Assignment, Room, SetBlock]]:
    """Fillers in the rooms that they fill within two lines, the first named first; each room takes one."""
    open_rooms = list(rooms)
    found = []
    for name in names:
        tries = [_try(number, room, copies[name], name) for number, room in enumerate(open_rooms)]
        best = min(
            (one for one in tries if 0 <= one.left <= HOLE), default=None, key=lambda one: (one.left, one.number)
        )
        if best is None:
            continue
        room = open_rooms.pop(best.number)
        leg = Assignment(article=name, number=0, page=room.page, slot=room.slot.name)
        found.append((leg, room, _set(room, best.pieces, copies[name], name, case)))
    return found


def _try(number: int, room: Room, copy: Copy, name: str) -> _Try:
    story = copy.stories[name]
    size, columns = room.layout.grid.body, room.slot.keys.columns
    pieces = compose_story(copy.sorts, story, story.start, story.end, float(room.slot.measure), size)
    rows = room.bottom - room.top - OVER - HEAD_ROWS
    spots, count = level(pieces, [range(rows)] * columns) if rows > 0 else ([], 0)
    if not pieces or count < len(pieces):
        return _Try(-1, number, pieces)
    deepest = max(spot.row + spot.piece.rows for spot in spots)
    return _Try(rows - deepest, number, pieces)


def _set(room: Room, pieces: list[Piece], copy: Copy, name: str, case: LabelCase) -> SetBlock:
    story, sorts = copy.stories[name], copy.sorts
    ground = ground_of(room.slot, room.layout, room.layout.origin(room.page))
    size, pitch = ground.size, ground.pitch
    first = room.top + OVER
    y = ground.y + (room.top + OVER / 2) * pitch
    children: list[Child] = [
        Rule(x0=ground.x, y0=y, x1=ground.x + ground.width, y1=y, weight=HAIRLINE, article=name, role=Role.FILLER_RULE)
    ]
    article = story.article
    label = case.label(article.title, size * HEAD, "subhead", Role.HEADLINE, article=article)
    label = label.of_list("headline", article.headline).shrunk_to(ground.width)
    head = Group(role=Role.HEADLINE, children=tuple(label.lines(*ground.at(0, first, HEAD_ROWS, label.size))))
    children.append(Group(role=Role.HEAD, children=(head,), id=f"{name}/0/head"))
    rows = room.bottom - first - HEAD_ROWS
    spots, _ = level(pieces, [range(rows)] * ground.columns)
    at = [
        ground.at(s.column, first + HEAD_ROWS + s.row, s.piece.rows, s.piece.size, s.piece.inset * size) for s in spots
    ]
    lines = [spot.piece.line for spot in spots]
    style = Style(size, name, Role.BODY)
    numbers = [spot.piece.paragraph for spot in spots]
    set_ = ground.lines(sorts, lines, at, style, case.library, story.text, place(sorts, lines), numbers)
    columns: dict[int, list[Line]] = {}
    for spot, line in zip(spots, set_, strict=True):
        columns.setdefault(spot.column, []).append(line)
    children += [Group(role=Role.COLUMN, number=n, children=tuple(some)) for n, some in columns.items()]
    used = sum(piece.rows for piece in pieces)
    deepest = max(spot.row + spot.piece.rows for spot in spots)
    leg = Leg(
        article=name,
        number=0,
        slot=room.slot.name,
        x=ground.x,
        y=ground.y + first * pitch,
        width=ground.width,
        height=(room.bottom - first) * pitch,
        children=tuple(children),
    )
    fit = Fit(room.slot.name, name, rows * ground.columns, used, rows - deepest)
    return SetBlock(leg, fit, label.findings)
