"""A made-up page read back as an editor sees it: stories, each with its headline, its columns of text and its pictures.

Everything is read from the items of the Plate, so that it holds for slots of any form. Lengths are in pt. Text is read
in two directions at once: `u` runs along a line, `v` from line to line; of horizontal text they are x and y, of
vertical text y and -x, so that what is said of columns holds for bands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from banmian.model import Finding, Severity
from banmian.plate import ASCENT, Direction, Fill, Form, Picture, TextRun

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banmian.plan import PagePlan
    from banmian.plate import Plate, PlateItem

HEADS = frozenset(("headline", "kicker", "deck", "summary"))
"""Roles of what belongs to a headline group; the byline is part of neither head nor text."""
ADVERTS = frozenset(("advert", "notice"))
"""Roles of what is no article but fills a slot; a logo or an ornament fills none."""
LISTS = frozenset(("directory", "digest"))
"""Roles that name an article which stands elsewhere."""
MIDDLE = ASCENT - 0.5
"""em from the middle of a vertical line to where its baseline were, were it horizontal: lines are told by baselines."""
ELSEWHERE = 2.6
"""Lines of white after which text beside the column before it is another column: a subhead has less about it."""


class Rect(NamedTuple):
    """A rectangle: left, top, right, bottom; or, along the lines of a story, the same in u and v."""

    left: float
    top: float
    right: float
    bottom: float

    def over(self, other: Rect) -> float:
        """How far two rectangles share their way across."""
        return min(self.right, other.right) - max(self.left, other.left)

    def level(self, other: Rect) -> float:
        """How far two rectangles share their height; negative is the white between them."""
        return min(self.bottom, other.bottom) - max(self.top, other.top)

    def turned(self) -> Rect:
        """The same in u and v of vertical text."""
        return Rect(self.top, -self.right, self.bottom, -self.left)


def around(rects: Iterable[Rect]) -> Rect:
    """The least rectangle that holds all of some."""
    lefts, tops, rights, bottoms = zip(*rects, strict=True)
    return Rect(min(lefts), min(tops), max(rights), max(bottoms))


class Line(Struct, frozen=True):
    """A line of text: its place across (`at`, its baseline), from where to where it runs, its part of the body."""

    at: float
    left: float
    right: float
    start: int
    end: int
    size: float
    subhead: bool


class Column(NamedTuple):
    """A column of a story, or a band of a vertical one: its lines, and its em boxes in u and v."""

    lines: list[Line]
    rect: Rect


class Story:
    """A leg of an article on its page. `area` is its rectangle, or the one around its parts."""

    def __init__(self, article: str, slot: str, leg: int, area: Rect | None) -> None:
        self.article, self.slot, self.leg = article, slot, leg
        self.block = area
        self.heads: list[TextRun] = []
        self.captions: list[TextRun] = []
        self.texts: list[TextRun] = []
        self.pictures: list[Rect] = []
        self.boxed = False
        self.columns: list[Column] = []
        self.vertical = False
        self.main: tuple[TextRun, ...] = ()
        self.head: Rect | None = None
        self.title: Rect | None = None

    def settle(self, pitch: float, *, framed: bool, fills: list[Rect]) -> None:
        """Make out columns and head when all items are gathered."""
        self.main = tuple(run for run in self.heads if run.role == "headline")
        if self.heads:
            self.head = around(Rect(*run.box) for run in self.heads)
        if self.main:
            self.title = around(Rect(*run.box) for run in self.main)
        self.vertical = bool(self.texts) and self.texts[0].direction is not Direction.HORIZONTAL
        self.columns = _columns(self.texts, pitch, vertical=self.vertical)
        place = self.title
        self.boxed = framed or (
            place is not None
            and any(fill.left <= place.left and fill.top <= place.top and fill.right >= place.right for fill in fills)
        )

    @property
    def area(self) -> Rect:
        """Its block, or what its items take."""
        if self.block:
            return self.block
        parts = [self.flat(column.rect) for column in self.columns] + self.pictures
        return around([*parts, self.head] if self.head else parts or [Rect(0, 0, 0, 0)])

    def flat(self, rect: Rect) -> Rect:
        """A rectangle in u and v as it lies on the page."""
        return Rect(-rect.bottom, rect.left, -rect.top, rect.right) if self.vertical else rect

    def along(self, rect: Rect) -> Rect:
        """A rectangle of the page in u and v."""
        return rect.turned() if self.vertical else rect

    @property
    def upright(self) -> bool:
        """Whether its headline runs downwards."""
        return bool(self.main) and self.main[0].direction is not Direction.HORIZONTAL

    @property
    def size(self) -> float:
        """The size of its main headline in pt."""
        return max((run.size for run in self.main), default=0.0)

    @property
    def face(self) -> str:
        """The face of its main headline: that of its longest run."""
        return max(self.main, key=lambda run: len(run.text)).face if self.main else ""

    @property
    def pictured(self) -> bool:
        """Whether it is a picture with some words rather than a text: pictures take half of its rectangle."""
        area = self.area
        taken = sum((p.right - p.left) * (p.bottom - p.top) for p in self.pictures)
        return taken >= (area.right - area.left) * (area.bottom - area.top) / 2


class PageRead(Struct, frozen=True):
    """A page as it is read: the plate, its plan, its stories, and everything else that stands in its way."""

    plate: Plate
    plan: PagePlan
    stories: list[Story]
    adverts: list[Rect]
    others: list[Rect]

    def taboo(self, code: str, message: str, hint: str, story: Story | None = None, lines: int = 0) -> Finding:
        """A finding about the page, or a story of it: advice to the editor, and so never an error."""
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

    def empty(self, rect: Rect) -> bool:
        """Whether nothing stands in a rectangle."""
        for item in self.plate.items:
            box = rect_of(item)
            if box and box.over(rect) > 0.5 and box.level(rect) > 0.5:
                return False
        return True


def rect_of(item: PlateItem) -> Rect | None:
    """The rectangle of an item; None of what draws nothing. A line has at least 1 pt."""
    match item:
        case TextRun():
            return Rect(*item.box)
        case Picture() | Form() | Fill():
            return Rect(item.x, item.y, item.x + item.width, item.y + item.height)
        case _:
            x0 = getattr(item, "x0", None)
            if x0 is None:
                return None
            x1, y0, y1 = item.x1, item.y0, item.y1  # type: ignore[union-attr]
            return Rect(min(x0, x1) - 0.5, min(y0, y1) - 0.5, max(x0, x1) + 0.5, max(y0, y1) + 0.5)


def read_page(plate: Plate, plan: PagePlan) -> PageRead:
    """Read a plate back."""
    by_leg: dict[tuple[str, int], Story] = {}
    of: dict[str, list[Story]] = {}
    for leg in plate.legs:
        rect = Rect(*leg.box)
        known = by_leg.get((leg.article, leg.number))
        if known is None:
            known = by_leg[leg.article, leg.number] = Story(leg.article, leg.slot, leg.number, rect)
            of.setdefault(leg.article, []).append(known)
        elif known.block:
            known.block = around((known.block, rect))
    adverts: list[Rect] = []
    others: list[Rect] = []
    fills: list[Rect] = []
    for item in plate.items:
        name, role = item.article, item.role
        if not name or role in LISTS:
            if role in ADVERTS and isinstance(item, (Form, Picture)):
                adverts.append(Rect(item.x, item.y, item.x + item.width, item.y + item.height))
            elif isinstance(item, Fill):
                fills.append(Rect(item.x, item.y, item.x + item.width, item.y + item.height))
            elif role in LISTS and isinstance(item, TextRun):
                others.append(Rect(*item.box))
            continue
        homes = of.get(name)
        if homes is None:
            homes = of[name] = [Story(name, "", 0, None)]
        story = homes[0] if len(homes) == 1 else _home(homes, item)
        if type(item) is TextRun:
            if item.body >= 0 or role in ("dateline", "jump"):
                story.texts.append(item)
            elif role in HEADS:
                story.heads.append(item)
            elif role in ("caption", "credit"):
                story.captions.append(item)
        elif isinstance(item, Picture) or (isinstance(item, Fill) and role == "photo-missing"):
            story.pictures.append(Rect(item.x, item.y, item.x + item.width, item.y + item.height))
        elif isinstance(item, Fill):
            fills.append(Rect(item.x, item.y, item.x + item.width, item.y + item.height))
    stories = [story for some in of.values() for story in some]
    for story in stories:
        if not story.slot:
            story.slot = _slot_of(story, plate)
        slot = plan.layout.slot(story.slot)
        story.settle(plate.pitch, framed=bool(slot and slot.keys.frame), fills=fills)
    return PageRead(plate, plan, stories, adverts, others)


def _slot_of(story: Story, plate: Plate) -> str:
    """The slot in which a story without a block stands, as one of several briefs may."""
    run = next(iter(story.heads or story.texts), None)
    if run is None:
        return ""
    left, top, _, _ = run.box
    for leg in plate.legs:
        if leg.x - 1 <= left <= leg.x + leg.width and leg.y - 1 <= top <= leg.y + leg.height:
            return leg.slot
    return ""


def _home(homes: list[Story], item: PlateItem) -> Story:
    """The leg in whose block an item stands, where a page has several of one article."""
    rect = rect_of(item)
    if rect is None:
        return homes[0]
    return max(homes, key=lambda story: min(rect.over(story.area), 1) + min(rect.level(story.area), 1))


def _columns(texts: list[TextRun], pitch: float, *, vertical: bool) -> list[Column]:
    """The runs of a story, which stand in the order of reading, as lines and columns.

    On one level with the line before, a run belongs to it unless it stands beyond the column: a dateline, a list of
    names and a table have white in their lines.
    """
    columns: list[list[Line]] = []
    lines: list[Line] = []
    least = most = at = 0.0
    half = pitch / 2
    for run in texts:
        if vertical:
            box = run.box
            here, left, end = MIDDLE * run.size - (box[0] + box[2]) / 2, box[1], box[3]
        else:
            here, left, end = run.y, run.x, run.x + run.width
        step = here - at
        if lines and -half < step < half and (left <= most + 1.0 or len(lines) == 1):
            line = lines[-1]
            reached = run.body + len(run.text) if run.body >= 0 else line.end
            begun = line.start if line.start >= 0 else run.body
            lines[-1] = Line(line.at, line.left, end, begun, reached, line.size, line.subhead)
            most = max(most, end)
            continue
        apart = step > ELSEWHERE * pitch and (left > most or end < least)
        if not lines or step < half or apart:
            lines = []
            columns.append(lines)
            least, most = left, end
        reached = run.body + len(run.text) if run.body >= 0 else -1
        lines.append(Line(here, left, end, run.body, reached, run.size, run.role == "subhead"))
        at = here
        least, most = min(least, left), max(most, end)
    return [Column(lines, _around_lines(lines)) for lines in columns]


def _around_lines(lines: list[Line]) -> Rect:
    """The em boxes of a column, in u and v."""
    first, last = lines[0], lines[-1]
    left, right = min([line.left for line in lines]), max([line.right for line in lines])
    return Rect(left, first.at - ASCENT * first.size, right, last.at + (1 - ASCENT) * last.size)
