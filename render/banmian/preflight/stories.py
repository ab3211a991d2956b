"""A made-up page as an editor sees it: its stories, each with its headline, its columns of text and its figures.

Lengths are in pt. Text is read in two directions at once: `u` runs along a line, `v` from line to line; of horizontal
text they are x and y, of vertical text y and -x, so that what is said of columns holds for bands.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from banmian.model import Finding, Severity
from banmian.plate import (
    ASCENT,
    Box,
    Direction,
    Fill,
    Form,
    Group,
    Leg,
    Outline,
    Picture,
    Role,
    TextRun,
    around,
    item_box,
    items_of,
    lines_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from banmian.layout import Slot
    from banmian.plan import PagePlan
    from banmian.plate import Line, Node, Plate, PlateItem

ADVERTS = frozenset((Role.ADVERT, Role.NOTICE))
"""Roles of what is no article but fills a slot; a logo or an ornament fills none."""
LISTS = frozenset((Role.DIRECTORY, Role.DIGEST))
"""Roles that name an article which stands elsewhere."""
MIDDLE = ASCENT - 0.5
"""em from the middle of a vertical line to where its baseline were, were it horizontal: lines are told by baselines."""


class Column(NamedTuple):
    """A column of a story, or a band of a vertical one: its lines, jump marks among them, and its em boxes in u, v."""

    lines: tuple[Line, ...]
    box: Box


class Figure(NamedTuple):
    """The pictures of a figure, and the lines of its caption and of its credit."""

    pictures: tuple[Box, ...]
    caption: tuple[Line, ...]
    credit: tuple[Line, ...]


class Story(Struct, frozen=True, dict=True):
    """A leg of an article on its page. `heads` are the parts of its headline without the byline."""

    leg: Leg
    heads: tuple[Group, ...]
    main: tuple[TextRun, ...]
    """The runs of its main headline."""
    head: Box | None
    title: Box | None
    columns: tuple[Column, ...]
    figures: tuple[Figure, ...]
    vertical: bool
    boxed: bool
    """Whether a frame or a ground parts it from its neighbours."""

    @property
    def article(self) -> str:
        """The id of its article."""
        return self.leg.article

    @property
    def slot(self) -> str:
        """The name of its slot."""
        return self.leg.slot

    @cached_property
    def area(self) -> Box:
        """The rectangle of its slot."""
        return self.leg.box

    @cached_property
    def pictures(self) -> list[Box]:
        """The rectangles of all its pictures."""
        return [picture for figure in self.figures for picture in figure.pictures]

    @cached_property
    def walls(self) -> list[Box]:
        """The rectangles of its pictures and columns."""
        return [*self.pictures, *(self.flat(column.box) for column in self.columns)]

    @property
    def upright(self) -> bool:
        """Whether its headline runs downwards."""
        return bool(self.main) and self.main[0].direction is not Direction.HORIZONTAL

    @cached_property
    def size(self) -> float:
        """The size of its main headline in pt."""
        return max((run.size for run in self.main), default=0.0)

    @cached_property
    def face(self) -> str:
        """The face of its main headline: that of its longest run."""
        return max(self.main, key=lambda run: len(run.text)).face if self.main else ""

    @property
    def pictured(self) -> bool:
        """Whether it is a picture with some words rather than a text: pictures take half of its rectangle."""
        taken = sum((p.right - p.left) * (p.bottom - p.top) for p in self.pictures)
        return taken >= self.leg.width * self.leg.height / 2

    def flat(self, box: Box) -> Box:
        """Return a rectangle in u and v as it lies on the page."""
        return Box(-box.bottom, box.left, -box.top, box.right) if self.vertical else box

    def along(self, box: Box) -> Box:
        """Return a rectangle of the page in u and v."""
        return Box(box.top, -box.right, box.bottom, -box.left) if self.vertical else box


class PageRead(Struct, frozen=True, dict=True):
    """A page as it is read: the plate, its plan, its stories, its adverts, and the lines of its lists of contents."""

    plate: Plate
    plan: PagePlan
    stories: tuple[Story, ...]
    drawn: tuple[PlateItem, ...]
    """All that is not text, in painting order."""
    adverts: tuple[Box, ...]
    others: tuple[Box, ...]

    def taboo(self, code: str, message: str, hint: str, story: Story | None = None, lines: int = 0) -> Finding:
        """Return a finding about the page, or a story of it: advice to the editor, and so never an error."""
        return Finding(
            severity=Severity.WARNING,
            code=code,
            message=message,
            hint=hint,
            page=self.plate.page,
            article=story.article if story else "",
            slot=story.slot if story else "",
            lines=lines,
        )

    @cached_property
    def walls(self) -> list[Box]:
        """The rectangles of all pictures, columns and adverts."""
        return [*self.adverts, *(box for story in self.stories for box in story.walls)]

    @cached_property
    def _boxes(self) -> tuple[Box, ...]:
        """The boxes of all that stands in no column; a border goes round what it holds, and counts for nothing."""
        nodes: list[Node] = [node for node in self.plate.children if not isinstance(node, Leg)]
        nodes += [child for leg in self.plate.legs for child in leg.children if child.role is not Role.COLUMN]
        return _boxes(item for item in items_of(nodes) if type(item) is not Outline)

    def is_empty(self, box: Box) -> bool:
        """Return whether nothing stands in a rectangle."""
        return not (_meets(box, self.walls) or _meets(box, self._boxes))


def _meets(box: Box, others: Iterable[Box]) -> bool:
    return any(other.overlap_across(box) > 0.5 and other.overlap_down(box) > 0.5 for other in others)


def read_page(plate: Plate, plan: PagePlan) -> PageRead:
    """Return what an editor sees of a plate."""
    drawn = tuple(item for item in plate.items if type(item) is not TextRun)
    fills = _boxes(item for item in drawn if type(item) is Fill and item.role is not Role.PHOTO_MISSING)
    furniture = plate.furniture
    adverts = (item for group in furniture if group.role in ADVERTS for item in items_of(group.children))
    others = (line for group in furniture if group.role in LISTS for line in lines_of(group.children))
    return PageRead(
        plate=plate,
        plan=plan,
        stories=tuple(_story(leg, plate.pitch, plan.layout.slot(leg.slot), fills) for leg in plate.legs),
        drawn=drawn,
        adverts=_boxes(item for item in adverts if isinstance(item, (Form, Picture))),
        others=_boxes(run for line in others for run in line.runs if run.role in LISTS),
    )


def _story(leg: Leg, pitch: float, slot: Slot | None, fills: Sequence[Box]) -> Story:
    groups = [child for child in leg.children if isinstance(child, Group)]
    parts = [part for group in groups if group.role is Role.HEAD for part in group.children]
    heads = tuple(part for part in parts if isinstance(part, Group) and part.role.kind.head)
    main = tuple(run for line in lines_of([part for part in heads if part.role is Role.HEADLINE]) for run in line.runs)
    title = around(run.box for run in main) if main else None
    first = next((line for group in groups if group.role is Role.COLUMN for line in lines_of(group.children)), None)
    vertical = first is not None and first.is_vertical
    on_fill = title and any(f.left <= title.left and f.top <= title.top and f.right >= title.right for f in fills)
    head_lines = tuple(lines_of(heads))
    return Story(
        leg=leg,
        heads=heads,
        main=main,
        head=around(line.box for line in head_lines) if head_lines else None,
        title=title,
        columns=tuple(_columns(groups, pitch, vertical=vertical)),
        figures=tuple(_figure(group) for group in groups if group.role is Role.FIGURE),
        vertical=vertical,
        boxed=bool(on_fill or (slot and slot.keys.frame)),
    )


def _figure(group: Group) -> Figure:
    def lines(role: Role) -> tuple[Line, ...]:
        return tuple(lines_of([part for part in group.children if isinstance(part, Group) and part.role is role]))

    shown = (
        item
        for item in items_of(group.children)
        if isinstance(item, Picture) or (isinstance(item, Fill) and item.role is Role.PHOTO_MISSING)
    )
    return Figure(_boxes(shown), lines(Role.CAPTION), lines(Role.CREDIT))


def _boxes(items: Iterable[PlateItem]) -> tuple[Box, ...]:
    return tuple(box for item in items if (box := item_box(item)))


def _columns(groups: Sequence[Group], pitch: float, *, vertical: bool) -> Iterator[Column]:
    """The columns of a leg. A jump mark is a line of its column, unless it stands on one, or a column of its own."""
    columns: list[list[Line]] = []
    marks: list[Line] = []
    for group in groups:
        if group.role is Role.COLUMN and (lines := [*lines_of(group.children)]):
            columns.append([*marks, *lines])
            marks = []
        elif group.role is Role.JUMP:
            marks += lines_of(group.children)
    for mark in marks:
        at, left = baseline(mark, vertical=vertical), _extent([mark], vertical=vertical).left
        last = columns[-1] if columns else []
        if not last or at < baseline(last[-1], vertical=vertical) - pitch / 2:
            columns.append([mark])
        elif len(last) == 1 or left <= _extent(last, vertical=vertical).right + 1:
            last.append(mark)
        else:
            columns.append([mark])
    for lines in columns:
        box = _extent(lines, vertical=vertical)
        for upper, end in ((0, 0), (-2, -1)):  # a mark stands on the first line, or on the last
            pair = [baseline(line, vertical=vertical) for line in lines[upper : upper + 2 or None]]
            if len(pair) == 2 and pair[1] - pair[0] < pitch / 2:
                del lines[end]
        yield Column(tuple(lines), box)


def baseline(line: Line, *, vertical: bool) -> float:
    """Return where a line stands in v."""
    run = line.runs[0]
    if not vertical:
        return run.y
    left, _, right, _ = run.box
    return MIDDLE * run.size - (left + right) / 2


def _extent(lines: Sequence[Line], *, vertical: bool) -> Box:
    """The em boxes of a column, in u and v."""
    first, last = lines[0], lines[-1]
    if vertical:
        boxes = [line.box for line in lines]
        left, right = min([box.top for box in boxes]), max([box.bottom for box in boxes])
    else:
        ends = [line.runs[-1] for line in lines]
        left, right = min([line.runs[0].x for line in lines]), max([run.x + run.width for run in ends])
    top = baseline(first, vertical=vertical) - ASCENT * first.runs[0].size
    return Box(left, top, right, baseline(last, vertical=vertical) + (1 - ASCENT) * last.runs[0].size)
