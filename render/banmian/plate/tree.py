"""The tree of a page: Plate → Leg → Group → Line → TextRun and other items.

Children stand in painting order, which is the order of reading as well, so the flat view `Plate.items` is a walk.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from banmian.plate.items import BODY, Direction, Fill, Form, Outline, Picture, PlateItem, Rule, TextRun, Wave
from banmian.plate.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence


class Box(NamedTuple):
    """A rectangle of the page in pt."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap_across(self, other: Box) -> float:
        """Return how far two rectangles share their way across; the white between them is negative."""
        return min(self.right, other.right) - max(self.left, other.left)

    def overlap_down(self, other: Box) -> float:
        """Return how far two rectangles share their height; the white between them is negative."""
        return min(self.bottom, other.bottom) - max(self.top, other.top)


def around(boxes: Iterable[tuple[float, float, float, float]]) -> Box:
    """Return the least rectangle that holds all of some; raises ValueError where there is none."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


class Line(Struct, frozen=True, kw_only=True, eq=False, tag=True):
    """A line of type: its runs in reading order, a hyphen at its end among them.

    `paragraph` counts the paragraphs of the body from 0; -1 for a line of anything else.
    """

    role: Role
    runs: tuple[TextRun, ...]
    paragraph: int = -1

    @property
    def text(self) -> str:
        """The characters of the line as they were written, without a hyphen of ours."""
        return "".join(run.text for run in self.runs if run.role is not Role.HYPHEN)

    @property
    def has_hyphen(self) -> bool:
        """Whether a Latin word is parted at its end."""
        return self.runs[-1].role is Role.HYPHEN

    @property
    def source(self) -> str:
        """The key of the text that it is of; that of its last run, where a dateline opens the text."""
        return next((run.source for run in reversed(self.runs) if run.source), "")

    @property
    def start(self) -> int:
        """The offset of its first character in its source, -1 where it has none."""
        source = self.source
        return next((run.start for run in self.runs if run.source == source), -1)

    @property
    def end(self) -> int:
        """The offset behind its last character in its source, -1 where it has none."""
        source = self.source
        return next((run.start + len(run.text) for run in reversed(self.runs) if run.source == source and source), -1)

    @property
    def is_vertical(self) -> bool:
        """Whether it runs down the page: figures side by side in one cell of it do not."""
        return any(run.direction is not Direction.HORIZONTAL for run in self.runs)

    @property
    def baseline(self) -> float:
        """Its baseline, y in pt; of a vertical line the middle of its column, x in pt."""
        upright = next((run for run in self.runs if run.direction is Direction.VERTICAL), None)
        if upright:
            return upright.x
        left, _, right, _ = self.runs[0].box
        return (left + right) / 2 if self.is_vertical else self.runs[0].y

    @property
    def box(self) -> Box:
        """The em boxes of its runs."""
        return around(run.box for run in self.runs)


class Group(Struct, frozen=True, kw_only=True, eq=False, tag=True):
    """What belongs together: a headline group, a text column, a figure with its caption, a table, a nameplate …

    `id` is unique on all pages of an issue, and equal for the two marks of one jump. `number` is that of a row, of a
    column, of a paragraph of a box, from 0, where that is counted.
    """

    role: Role
    children: tuple[Group | Line | PlateItem, ...]
    id: str = ""
    number: int = -1

    @property
    def box(self) -> Box | None:
        """The rectangle about all that it holds; None where it holds nothing that is seen."""
        return box_of(self.children)


class Leg(Struct, frozen=True, kw_only=True, eq=False, tag=True, dict=True):
    """An article, or a part of one, in a slot: `number` counts its parts from 0.

    `x`, `y`, `width`, `height` are those of the slot in pt. `comes_from` and `goes_on_to` are the pages of the parts
    before and after it, 0 where there is none: a jump is read from both legs.
    """

    article: str
    number: int
    slot: str
    x: float
    y: float
    width: float
    height: float
    children: tuple[Group | Line | PlateItem, ...] = ()
    comes_from: int = 0
    goes_on_to: int = 0

    @property
    def role(self) -> Role:
        """It is a leg."""
        return Role.LEG

    @property
    def box(self) -> Box:
        """The rectangle of its slot."""
        return Box(self.x, self.y, self.x + self.width, self.y + self.height)

    @property
    def is_vertical(self) -> bool:
        """Whether its text runs down the page."""
        return any(line.is_vertical for line in self.text_lines)

    def groups(self, *roles: Role) -> Iterator[Group]:
        """Walk over its groups of some roles, of all where none is named, in reading order."""
        return groups_of(self.children, roles)

    @property
    def lines(self) -> Iterator[Line]:
        """All its lines in reading order."""
        return lines_of(self.children)

    @property
    def columns(self) -> tuple[Group, ...]:
        """Its columns of text."""
        return tuple(child for child in self.children if isinstance(child, Group) and child.role is Role.COLUMN)

    @property
    def text_lines(self) -> Iterator[Line]:
        """The lines of its columns."""
        return (line for column in self.columns for line in lines_of(column.children))

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The parts of the body that it shows, as (first character, end): one, unless something is missing between.

        Only the newline between two paragraphs is not shown.
        """
        runs = [run for line in self.text_lines for run in line.runs if run.source == BODY]
        if not runs:
            return ()
        shown = sorted([(run.start, run.start + len(run.text)) for run in runs])
        spans = []
        first, reached = shown[0]
        for start, end in shown[1:]:
            if not 0 <= start - reached <= 1:
                spans.append((first, reached))
                first = start
            reached = end
        return (*spans, (first, reached))


Child = Group | Line | PlateItem
"""What stands in a leg or in a group."""
Node = Leg | Child


class Plate(Struct, frozen=True, kw_only=True, eq=False, dict=True):
    """A finished page 成版: its size, the line grid of its body, and all that stands on it, in painting order.

    Its children are legs of articles and groups of furniture, grounds and rules.
    """

    page: int
    section: str
    width: float
    height: float
    bleed: float
    grid_top: float
    pitch: float
    children: tuple[Leg | Group | Line | PlateItem, ...]
    slug: tuple[TextRun, ...] = ()
    """Text outside the trimmed page, for the plate only: title, date, page."""
    spread: bool = False
    """Whether it is two facing pages 通版: its own and the one after it."""

    @property
    def pages(self) -> tuple[int, ...]:
        """The numbers of the pages that it is."""
        return (self.page, self.page + 1) if self.spread else (self.page,)

    @cached_property
    def items(self) -> tuple[PlateItem, ...]:
        """All items in painting order."""
        return tuple(items_of(self.children))

    @cached_property
    def faces(self) -> frozenset[str]:
        """The faces that its text is set in, the slug's with it."""
        return frozenset(run.face for run in (*self.texts(), *self.slug))

    @cached_property
    def legs(self) -> tuple[Leg, ...]:
        """The parts of articles that stand on it."""
        return tuple(child for child in self.children if isinstance(child, Leg))

    @cached_property
    def furniture(self) -> tuple[Group, ...]:
        """What is no article: nameplate, folio, directory, adverts, rules."""
        return tuple(child for child in self.children if isinstance(child, Group))

    def groups(self, *roles: Role) -> Iterator[Group]:
        """Walk over its groups of some roles, of all where none is named, in reading order."""
        return groups_of(self.children, roles)

    @property
    def lines(self) -> Iterator[Line]:
        """All lines in reading order."""
        return lines_of(self.children)

    def texts(self, article: str | None = None, role: Role | str | None = None) -> Iterator[TextRun]:
        """Walk over the text runs in reading order, those of an article or of a role if one is named."""
        for item in self.items:
            if isinstance(item, TextRun) and (article is None or item.article == article) and role in (None, item.role):
                yield item

    def find(self, article: str, source: str = BODY, offset: int = 0) -> Line | None:
        """Return the line that shows a character of a text of an article; None where this page does not show it."""
        for leg in self.legs:
            if leg.article == article:
                for line in leg.lines:
                    for run in line.runs:
                        if run.source == source and run.start <= offset < run.start + max(len(run.text), 1):
                            return line
        return None

    def at(self, x: float, y: float) -> Line | None:
        """Return the line at a point of the page in pt; None where none is: the way back to the key in the file."""
        for line in self.lines:
            left, top, right, bottom = line.box
            if left <= x <= right and top <= y <= bottom:
                return line
        return None

    def with_items(self, change: Callable[[PlateItem], PlateItem | None]) -> Plate:
        """Return the page with each item changed; those for which nothing comes back are taken off."""
        return replace(self, children=tuple(_changed(self.children, change)))

    def without(self, ids: Container[int]) -> Plate:
        """Return the page without the items of some `id()`."""
        return self.with_items(lambda item: None if id(item) in ids else item)

    def dump(self) -> str:
        """Return the page as text, one line an item: the golden of the layout tests, to be reviewed as a diff."""
        from banmian.plate.dump import dump

        return dump(self)

    def to_bytes(self) -> bytes:
        """Return the page as bytes that `Plate.from_bytes` reads back."""
        from banmian.plate.encoding import encode

        return encode(self)

    @staticmethod
    def from_bytes(data: bytes) -> Plate:
        """Return the page that `to_bytes` wrote; raises ValueError for anything else."""
        from banmian.plate.encoding import decode

        return decode(data)

    @cached_property
    def digest(self) -> str:
        """A name for all that stands on the page: equal pages have equal ones, on every machine."""
        from banmian.plate.encoding import digest

        return digest(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Plate) and self.to_bytes() == other.to_bytes()

    def __hash__(self) -> int:
        return hash(self.digest)


def _changed(nodes: Sequence[Node], change: Callable[[PlateItem], PlateItem | None]) -> Iterator[Any]:
    for node in nodes:
        if isinstance(node, Line):
            runs = tuple(run for run in map(change, node.runs) if isinstance(run, TextRun))
            if runs:
                yield replace(node, runs=runs)
        elif isinstance(node, (Group, Leg)):
            yield replace(node, children=tuple(_changed(node.children, change)))
        elif (item := change(node)) is not None:
            yield item


def items_of(nodes: Sequence[Node]) -> Iterator[PlateItem]:
    """Walk over the items of some nodes in painting order."""
    for node in nodes:
        kind = type(node)
        if kind is Line:
            yield from node.runs  # type: ignore[union-attr]
        elif kind is Group or kind is Leg:
            yield from items_of(node.children)  # type: ignore[union-attr]
        else:
            yield node  # type: ignore[misc]


def lines_of(nodes: Sequence[Node]) -> Iterator[Line]:
    """Walk over the lines of some nodes in reading order."""
    for node in nodes:
        if isinstance(node, Line):
            yield node
        elif isinstance(node, (Group, Leg)):
            yield from lines_of(node.children)


def groups_of(nodes: Sequence[Node], roles: Sequence[Role] = ()) -> Iterator[Group]:
    """Walk over the groups of some roles among some nodes, outer ones first; over all where no role is named."""
    for node in nodes:
        if isinstance(node, Group) and (not roles or node.role in roles):
            yield node
        if isinstance(node, (Group, Leg)):
            yield from groups_of(node.children, roles)


def box_of(nodes: Sequence[Node]) -> Box | None:
    """Return the rectangle about what is seen of some nodes; None where nothing is. A stroke has half its weight."""
    boxes = [box for item in items_of(nodes) if (box := item_box(item))]
    return around(boxes) if boxes else None


def item_box(item: PlateItem) -> Box | None:
    """Return the rectangle of an item; None of a link, which draws nothing. A stroke has half a point at each side."""
    match item:
        case TextRun() | Outline():
            return Box(*item.box)
        case Rule() | Wave():
            x0, x1, y0, y1 = item.x0, item.x1, item.y0, item.y1
            return Box(min(x0, x1) - 0.5, min(y0, y1) - 0.5, max(x0, x1) + 0.5, max(y0, y1) + 0.5)
        case Picture() | Form() | Fill():
            return Box(item.x, item.y, item.x + item.width, item.y + item.height)
        case _:
            return None
