"""A page as an SVG: its picture, its boxes, and a numbered mark on the place of each fault. Lengths are in mm."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from banmian.checker.wording import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.checker.fault import Fault
    from banmian.checker.report.pictures import Shown
    from banmian.checker.summary import PageSummary, Rectangle

LEAST = 2.0
"""mm, a mark at the least: a hairline would not be seen."""


class Numbered(NamedTuple):
    """A fault with its number on the page, and the name that mark and list share."""

    number: int
    anchor: str
    fault: Fault


def numbered(faults: Sequence[Fault], anchor: str, more: Sequence[Fault]) -> tuple[Numbered, ...]:
    """Faults numbered from 1; `more` are those of the edition, which come first."""
    return tuple(Numbered(n, f"{anchor}-{n}", fault) for n, fault in enumerate((*more, *faults), 1))


def sheet(page: PageSummary, shown: Shown | None, marks: Sequence[Numbered], alt: str) -> str:
    """The drawing of a page. Places count from its trim; the picture shows the MediaBox round it."""
    _, _, width, height = page.media
    unit = max(width, height, 1.0) / 100
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.2f} {height:.2f}" role="group" '
        f'aria-label="{escape(alt)}">'
    ]
    if shown:
        parts.append(
            f'<image href="{shown.address}" width="{width:.2f}" height="{height:.2f}" preserveAspectRatio="none" '
            f'role="img" aria-label="{escape(alt)}"><title>{escape(alt)}</title></image>'
        )
    else:
        parts.append(f'<rect width="{width:.2f}" height="{height:.2f}" fill="#eee"/>')
    if page.bleed != page.trim:
        parts.append(_box(page.bleed, "bleed", 0.12 * unit))
    if page.trim != page.media:
        parts.append(_box(page.trim, "trim", 0.12 * unit))
    taken: list[tuple[float, float]] = []
    # the first in the list is the worst: it is drawn last, over the others
    for mark in reversed(marks):
        parts.append(_mark(mark, page.trim, (width, height), unit, taken))
    parts.append("</svg>")
    return "".join(parts)


def _box(box: Rectangle, name: str, weight: float) -> str:
    x, y, width, height = box
    return (
        f'<rect class="{name}" x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" '
        f'stroke-width="{weight:.2f}"/>'
    )


def _mark(
    mark: Numbered, trim: Rectangle, size: tuple[float, float], unit: float, taken: list[tuple[float, float]]
) -> str:
    place = mark.fault.place
    if place is None:
        return ""
    x, y = trim[0] + place.x, trim[1] + place.y
    wide, high = max(place.width, LEAST), max(place.height, LEAST)
    x -= (wide - place.width) / 2
    y -= (high - place.height) / 2
    radius = 1.05 * unit
    # the badge stands outside the corner of its box, and goes aside where another one stands
    at = [min(max(x - 0.8 * radius, radius), size[0] - radius), min(max(y - 0.8 * radius, radius), size[1] - radius)]
    for _ in range(60):
        if all(abs(at[0] - left) > 1.8 * radius or abs(at[1] - top) > 1.8 * radius for left, top in taken):
            break
        at[0] += 2 * radius
        if at[0] > size[0] - radius:
            at = [radius, at[1] + 2 * radius]
    taken.append((at[0], at[1]))
    box = f'x="{x:.2f}" y="{y:.2f}" width="{wide:.2f}" height="{high:.2f}"'
    what = escape(said(mark.fault, "zh").what + " · " + said(mark.fault, "en").what)
    font = 1.35 * unit if mark.number < 100 else 1.0 * unit
    return (
        f'<a class="mark {mark.fault.severity.value}" id="m-{mark.anchor}" href="#l-{mark.anchor}" '
        f'aria-label="{mark.number}: {what}"><title>{mark.number}: {what}</title>'
        f'<rect class="halo" {box} stroke-width="{0.32 * unit:.2f}"/>'
        f'<rect class="box" {box} stroke-width="{0.14 * unit:.2f}"/>'
        f'<circle class="badge" cx="{at[0]:.2f}" cy="{at[1]:.2f}" r="{radius:.2f}"/>'
        f'<text x="{at[0]:.2f}" y="{at[1] + 0.36 * font:.2f}" font-size="{font:.2f}">{mark.number}</text></a>'
    )
