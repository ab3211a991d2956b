"""All furniture of a page: which slot is set by what, and where its findings belong."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from banmian.makeup.furniture.digest import digest
from banmian.makeup.furniture.directory import directory
from banmian.makeup.furniture.ears import ear
from banmian.makeup.furniture.folio import folio
from banmian.makeup.furniture.imprint import imprint
from banmian.makeup.furniture.nameplate import nameplate
from banmian.makeup.furniture.section import section_head
from banmian.makeup.furniture.setter import Box, Setter
from banmian.makeup.lines.colours import colour
from banmian.model import Severity
from banmian.plate import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from banmian.layout import Slot
    from banmian.model import Ear, Issue, Page
    from banmian.plan import PagePlan

ACCENT = "accent"
"""The name of the colour that a design says under [colour.accent] to have it instead of red."""


class Furnished(NamedTuple):
    """What a piece of furniture is told: the issue, its page and the other ones, its slot, and the ears to come."""

    issue: Issue
    plan: PagePlan
    plans: tuple[PagePlan, ...]
    slot: Slot
    ears: Iterator[Ear]

    @property
    def page(self) -> Page:
        """The page on which it stands."""
        return self.plan.page

    @property
    def design(self) -> str:
        """The design that its slot asks for."""
        return self.slot.keys.design

    @property
    def is_spread(self) -> bool:
        """Whether it stands over two pages."""
        return self.plan.layout.sheet.spread


def furnish(
    issue: Issue, plan: PagePlan, plans: tuple[PagePlan, ...], boxes: Mapping[str, Box], setter: Setter
) -> None:
    """Set the furniture of a page into the boxes of its slots, in red or in the design's own colour `accent`."""
    page, layout = plan.page, plan.layout
    if ACCENT in layout.colours:
        setter.accent = colour(layout, ACCENT)
    ears = iter(page.ears)
    for slot in layout.slots:
        if slot.takes not in PIECES:
            continue
        before = len(setter.findings)
        role, piece = PIECES[slot.takes]
        with setter.group(role, f"{page.number}/{slot.name}"):
            piece(Furnished(issue, plan, plans, slot, ears), _inner(boxes[slot.name], slot, layout.grid.body), setter)
        for number in range(before, len(setter.findings)):
            finding = setter.findings[number]
            setter.findings[number] = replace(finding, page=finding.page or page.number, slot=finding.slot or slot.name)
    if left := list(ears):
        titles = "、".join(one.title or "…" for one in left)
        setter.note("ear-unplaced", f"there is no ear slot for {titles}", "take it out, or use a layout with more ears")
        setter.findings[-1] = replace(setter.findings[-1], page=page.number)


def _nameplate(on: Furnished, box: Box, setter: Setter) -> None:
    nameplate(on.issue, _pages_line(on.page, page_count(on.plans)), box, on.design, setter)


def _folio(on: Furnished, box: Box, setter: Setter) -> None:
    folio(on.issue, on.page, box, on.design, setter, spread=on.is_spread)


def _section(on: Furnished, box: Box, setter: Setter) -> None:
    name = on.slot.keys.heading or on.page.section
    numbered = not any(other.takes in ("folio", "nameplate") for other in on.plan.layout.slots)
    section_head(on.issue, on.page, name, box, on.design, setter, numbered=numbered, spread=on.is_spread)


def _directory(on: Furnished, box: Box, setter: Setter) -> None:
    directory(on.issue, on.page, on.plans, box, on.design, on.slot.keys.heading, setter)


def _digest(on: Furnished, box: Box, setter: Setter) -> None:
    digest(on.issue, on.page, on.plans, box, on.design, on.slot.keys.heading, setter)


def _imprint(on: Furnished, box: Box, setter: Setter) -> None:
    grid = on.plan.layout.grid
    imprint(on.issue, on.page, box, setter, grid.fold * grid.body if on.is_spread else 0.0)


def _ear(on: Furnished, box: Box, setter: Setter) -> None:
    if content := next(on.ears, None):
        ear(content, box, on.design, setter)
        return
    setter.note("empty-slot", f"nothing stands in the slot {on.slot.name}", "give the page another ear", Severity.INFO)


PIECES: dict[str, tuple[Role, Callable[[Furnished, Box, Setter], None]]] = {
    "nameplate": (Role.NAMEPLATE, _nameplate),
    "folio": (Role.FOLIO, _folio),
    "section": (Role.SECTION, _section),
    "directory": (Role.DIRECTORY, _directory),
    "digest": (Role.DIGEST, _digest),
    "imprint": (Role.IMPRINT, _imprint),
    "ear": (Role.EAR, _ear),
}
"""What sets the slots that take furniture, and the role of the group that it makes: one row a piece."""


def page_count(plans: tuple[PagePlan, ...]) -> int:
    """Return the pages of an issue; a spread counts as two."""
    return sum(2 if plan.layout.sheet.spread else 1 for plan in plans)


def _inner(box: Box, slot: Slot, body: float) -> Box:
    """What a frame or a tint leaves of a box: one 字 and one line less on each side."""
    if not slot.is_boxed:
        return box
    return box.part(box.x + body, box.y + box.pitch, box.width - 2 * body, box.height - 2 * box.pitch)


def _pages_line(page: Page, pages: int) -> str:
    """What a nameplate says of pages: how many the issue has; on the front of a later section which one it is (N2)."""
    if page.number == 1:
        return f"今日{pages}版"
    return f"第{page.number}版 {page.section}".strip()
