"""All furniture of a page: which slot is set by what, and where its findings belong."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banmian.layout import Slot
    from banmian.model import Issue, Page
    from banmian.plan import PagePlan

ACCENT = "accent"
"""The name of the colour that a design says under [colour.accent] to have it instead of red."""


def furnish(
    issue: Issue, plan: PagePlan, plans: tuple[PagePlan, ...], boxes: Mapping[str, Box], setter: Setter
) -> None:
    """Set the furniture of a page into the boxes of its slots, in red or in the design's own colour `accent`."""
    page, layout = plan.page, plan.layout
    if ACCENT in layout.colours:
        setter.accent = colour(layout, ACCENT)
    ears = iter(page.ears)
    for slot in layout.slots:
        before = len(setter.findings)
        box = _inner(boxes[slot.name], slot, layout.grid.body)
        design, spread = slot.keys.design, layout.sheet.spread
        match slot.takes:
            case "nameplate":
                nameplate(issue, _told(page, page_count(plans)), box, design, setter)
            case "folio":
                folio(issue, page, box, design, setter, spread=spread)
            case "section":
                name = slot.keys.heading or page.section
                numbered = not any(other.takes in ("folio", "nameplate") for other in layout.slots)
                section_head(issue, page, name, box, design, setter, numbered=numbered, spread=spread)
            case "directory":
                directory(issue, page, plans, box, design, slot.keys.heading, setter)
            case "digest":
                digest(issue, page, plans, box, design, slot.keys.heading, setter)
            case "imprint":
                imprint(issue, page, box, setter, layout.grid.fold * layout.grid.body if spread else 0.0)
            case "ear":
                content = next(ears, None)
                if content:
                    ear(content, box, design, setter)
                else:
                    message, hint = f"nothing stands in the slot {slot.name}", "give the page another ear"
                    setter.note("empty-slot", message, hint, Severity.INFO)
        for number in range(before, len(setter.findings)):
            finding = setter.findings[number]
            setter.findings[number] = replace(finding, page=finding.page or page.number, slot=finding.slot or slot.name)
    if left := list(ears):
        titles = "、".join(one.title or "…" for one in left)
        setter.note("ear-unplaced", f"there is no ear slot for {titles}", "take it out, or use a layout with more ears")
        setter.findings[-1] = replace(setter.findings[-1], page=page.number)


def page_count(plans: tuple[PagePlan, ...]) -> int:
    """The pages of an issue; a spread counts as two."""
    return sum(2 if plan.layout.sheet.spread else 1 for plan in plans)


def _inner(box: Box, slot: Slot, body: float) -> Box:
    """What a frame or a tint leaves of a box: one 字 and one line less on each side."""
    if not slot.is_boxed:
        return box
    return box.part(box.x + body, box.y + box.pitch, box.width - 2 * body, box.height - 2 * box.pitch)


def _told(page: Page, pages: int) -> str:
    """What a nameplate says of pages: how many the issue has; on the front of a later section which one it is (N2)."""
    if page.number == 1:
        return f"今日{pages}版"
    return f"第{page.number}版 {page.section}".strip()
