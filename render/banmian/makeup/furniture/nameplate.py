"""The nameplate 报头 of page 1 in its four placements: over the page, at the left, in a box, and vertical (N1)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from banmian.makeup.furniture.dates import common_date, lunar_date, weekday
from banmian.makeup.furniture.html import HtmlUnavailableError
from banmian.makeup.furniture.logo import Logo, LogoError, read_logo
from banmian.makeup.furniture.rows import centred, packed, spread
from banmian.makeup.furniture.setter import LEAST_SIZE, Box, Setter
from banmian.makeup.lines.runs import baseline
from banmian.model import Finding, Severity
from banmian.plate import Form, Role

if TYPE_CHECKING:
    from banmian.makeup.lines.labels import Label
    from banmian.model import Issue, Paper

DAY_SIZE, DATA_SIZE = 10.5, 9.0
MOTTO_SIZE = 11.0
AIRY = 0.3
"""em between the characters of a name at the most."""
EVEN = 1.2
"""em between those of a motto that is set as wide as the name."""
_DATA, _DATA_KIND = "furniture", Role.NAMEPLATE_DATA


def nameplate(issue: Issue, told: str, box: Box, design: str, setter: Setter) -> None:
    """报头: name or logo of the paper, motto, date, number, what is `told` of pages, registration."""
    {"left": _left, "box": _box, "vertical": _vertical}.get(design, _centre)(issue, told, box, setter)


def day_parts(issue: Issue, told: str) -> list[str]:
    """Date, weekday, lunar date, number, and what is told of pages (N1)."""
    date = issue.edition.date
    lunar = lunar_date(date)
    return [
        common_date(date),
        weekday(date),
        *([f"农历{lunar}"] if lunar else []),
        *([f"第{issue.edition.number}期"] if issue.edition.number else []),
        told,
    ]


def registration(paper: Paper) -> list[str]:
    """Publisher, registration numbers and addresses, as far as they are given (N1)."""
    parts = (
        paper.publisher and f"{paper.publisher}主办",
        paper.cn and f"国内统一刊号 {paper.cn}",
        paper.postal and f"邮发代号 {paper.postal}",
        paper.site,
        paper.phone and f"新闻热线 {paper.phone}",
    )
    return [part for part in parts if part]


def _centre(issue: Issue, told: str, box: Box, setter: Setter) -> None:
    """Over the whole width: the name in the middle, the motto, and between rules the rows of date and registration."""
    line = box.pitch
    rows = [(row, DAY_SIZE) for row in packed(day_parts(issue, told), DAY_SIZE - 1.5, box.width, _DATA, setter)]
    rows += [(row, DATA_SIZE) for row in packed(registration(issue.paper), DATA_SIZE - 1.5, box.width, _DATA, setter)]
    row_height = min(2 * line, max(0.5 * box.height / len(rows), 1.2 * line))
    foot = box.bottom - row_height * len(rows)
    motto_room = 1.5 * line if issue.paper.motto else 0.0
    room = box.part(box.x, box.y, box.width, foot - 0.5 * line - motto_room - box.y)
    _name(issue, room, setter)
    if issue.paper.motto:
        _motto(issue.paper.motto, box.part(box.x, room.bottom, box.width, motto_room), setter)
    setter.rule(box.x, foot, box.right, foot, 1.2, Role.NAMEPLATE_RULE, colour=setter.accent)
    for row, size in rows:
        spread(row, size, box.part(box.x, foot, box.width, row_height), _DATA, _DATA_KIND, setter)
        foot += row_height
        setter.rule(box.x, foot - 0.2, box.right, foot - 0.2, 0.4, Role.NAMEPLATE_RULE)


def _left(issue: Issue, told: str, box: Box, setter: Setter) -> None:
    """The name at the left, the date block at its right with the day in large figures, the registration below; where
    that makes the name much smaller, the date stands below it.
    """
    line, paper = box.pitch, issue.paper
    rows = packed(registration(paper), DATA_SIZE - 1, box.width, _DATA, setter)
    row_height = 1.6 * line
    foot = box.bottom - row_height * len(rows)
    motto_room = 1.5 * line if paper.motto else 0.0
    height = foot - 0.5 * line - box.y
    block = _date_labels(issue, told, height, setter)
    beside = max(label.width for label in block) + 2.5 * line
    narrow = _size(issue, box.width - beside, height - motto_room)
    if block[-1].size < LEAST_SIZE or narrow < 0.75 * _size(issue, box.width, height - motto_room - 1.6 * line):
        below = packed(day_parts(issue, told), DATA_SIZE, box.width, _DATA, setter)
        rows = [*below, *rows]
        foot -= row_height * len(below)
        height = foot - 0.5 * line - box.y
        room = box.part(box.x, box.y, box.width, height - motto_room)
    else:
        room = box.part(box.x, box.y, box.width - beside, height - motto_room)
        _date_block(block, box.part(box.right - beside, box.y, beside, height), setter)
    wide = _name(issue, room, setter, align="left")
    if paper.motto:
        _motto(paper.motto, box.part(box.x, room.bottom, min(wide, room.width), motto_room), setter, align_to_name=True)
    setter.rule(box.x, foot, box.right, foot, 1.2, Role.NAMEPLATE_RULE, colour=setter.accent)
    for row in rows:
        spread(row, DATA_SIZE, box.part(box.x, foot, box.width, row_height), _DATA, _DATA_KIND, setter)
        foot += row_height
    setter.rule(box.x, box.bottom - 0.2, box.right, box.bottom - 0.2, 0.4, Role.NAMEPLATE_RULE)


def _date_labels(issue: Issue, told: str, height: float, setter: Setter) -> list[Label]:
    """Month, day, weekday and what else, one below the other in a height in pt."""
    date = issue.edition.date
    _, _, *rest = day_parts(issue, told)
    part = min(1.0, height / 108)
    texts = [(f"{date.year}年{date.month}月", DAY_SIZE), (f"{date.day}", 42.0), (weekday(date), DAY_SIZE)]
    found = []
    for text, size in [*texts, *((text, DATA_SIZE) for text in rest)]:
        role = "folio-figure" if size > DAY_SIZE else _DATA
        found.append(setter.label(text, int(size * part * 4) / 4, role, _DATA_KIND))
    return found


def _date_block(labels: list[Label], box: Box, setter: Setter) -> None:
    """The rows of the date in the middle of a box, parted from the name by a hairline."""
    leadings = [label.size * (1.0 if label.size > 2 * DAY_SIZE else 1.4) for label in labels]
    y = box.y + (box.height - sum(leadings)) / 2
    x = box.x + box.pitch
    setter.rule(x, box.y + 4, x, box.bottom - 4, 0.4, Role.NAMEPLATE_RULE)
    middle = (x + box.right) / 2 + box.pitch * 0.25
    for label, leading in zip(labels, leadings, strict=True):
        setter.put(label, middle - label.width / 2, baseline(y, leading, label.size))
        y += leading


def _box(issue: Issue, told: str, box: Box, setter: Setter) -> None:
    """Nearly square: the name in one row or two, and rows of data stacked under it."""
    line, paper = box.pitch, issue.paper
    rows = packed(day_parts(issue, told), DATA_SIZE, box.width, _DATA, setter)
    rows += packed(registration(paper), DATA_SIZE - 0.5, box.width, _DATA, setter)
    row_height = min(1.25 * line, 0.5 * box.height / len(rows))
    foot = box.bottom - row_height * len(rows)
    motto_room = 1.5 * line if paper.motto else 0.0
    room = box.part(box.x, box.y, box.width, foot - 0.6 * line - motto_room - box.y)
    if not paper.logo and len(paper.name) >= 4 and room.height > 0.75 * room.width:
        half = (len(paper.name) + 1) // 2
        step = min(room.height / 2, 1.15 * room.width / (half * 1.03))
        top = room.y + (room.height - 2 * step) / 2
        for n, name in enumerate((paper.name[:half], paper.name[half:])):
            _name(issue, box.part(room.x, top + n * step, room.width, step), setter, name)
    else:
        _name(issue, room, setter)
    if paper.motto:
        _motto(paper.motto, box.part(box.x, room.bottom, box.width, motto_room), setter)
    setter.rule(
        box.x, foot - 0.25 * line, box.right, foot - 0.25 * line, 1.2, Role.NAMEPLATE_RULE, colour=setter.accent
    )
    for row in rows:
        centred(row, DATA_SIZE, box.part(box.x, foot, box.width, row_height), _DATA, _DATA_KIND, setter)
        foot += row_height


def _vertical(issue: Issue, told: str, box: Box, setter: Setter) -> None:
    """竖报头: the name runs down, the motto beside it, short rows of data below."""
    line, paper = box.pitch, issue.paper
    rows = packed(day_parts(issue, told), DATA_SIZE, box.width, _DATA, setter)
    rows += packed(registration(paper), DATA_SIZE - 0.5, box.width, _DATA, setter)
    row_height = min(1.2 * line, 0.4 * box.height / len(rows))
    foot = box.bottom - row_height * len(rows)
    room = box.part(box.x, box.y, box.width, foot - 0.8 * line - box.y)
    side = 2.0 * MOTTO_SIZE if paper.motto and box.width >= 6 * line else 0.0
    if paper.logo and (logo := _logo(issue, setter)):
        _place(logo, issue, box.part(room.x + side, room.y, room.width - side, room.height), setter, "centre")
    else:
        _down(paper.name, room, side, setter)
    if paper.motto and side:
        motto = setter.label(paper.motto, MOTTO_SIZE, "deck", Role.NAMEPLATE, vertical=True, source="paper.motto")
        if motto.width > room.height:
            motto = motto.at_size(motto.size * room.height / motto.width)
        motto = motto.spaced(min(max(room.height / motto.size - motto.natural, 0.0) / max(motto.gaps, 1), 0.4))
        setter.put(motto, box.x + side / 2, room.y + (room.height - motto.width) / 2)
    setter.rule(box.x, foot - 0.4 * line, box.right, foot - 0.4 * line, 1.2, Role.NAMEPLATE_RULE, colour=setter.accent)
    for row in rows:
        centred(row, DATA_SIZE, box.part(box.x, foot, box.width, row_height), _DATA, _DATA_KIND, setter)
        foot += row_height


def _down(name: str, room: Box, side: float, setter: Setter) -> None:
    label = setter.label(
        name, 1.0, "nameplate", Role.NAMEPLATE, colour=setter.accent, vertical=True, source="paper.name"
    )
    size = min(room.height / label.natural, (room.width - side) * 0.96)
    label = label.at_size(size)
    label = label.spaced(min(max(room.height / size - label.natural, 0.0) / max(label.gaps, 1), AIRY))
    setter.put(label, room.x + side + (room.width - side) / 2, room.y + (room.height - label.width) / 2)


def _size(issue: Issue, width: float, height: float) -> float:
    """The size of the name in a rectangle in pt."""
    return min(height / 1.02, width / (len(issue.paper.name) * 1.06))


def _name(issue: Issue, room: Box, setter: Setter, name: str = "", align: str = "centre") -> float:
    """The name, or the logo, in the middle or at the left of a box; its width."""
    if issue.paper.logo and (logo := _logo(issue, setter)):
        return _place(logo, issue, room, setter, align)
    start = max(issue.paper.name.find(name), 0)
    label = setter.label(
        name or issue.paper.name,
        1.0,
        "nameplate",
        Role.NAMEPLATE,
        colour=setter.accent,
        source="paper.name",
        start=start,
    )
    label = label.at_size(min(room.height / 1.02, room.width / (max(label.natural, 1.0) * 1.03)))
    airy = min((room.width * 0.94 / label.size - label.natural) / max(label.gaps, 1), AIRY)
    label = label.spaced(max(airy, 0.0))
    x = room.x if align == "left" else room.x + (room.width - label.width) / 2
    setter.put(label, x, baseline(room.y, room.height, label.size))
    return label.width


def _motto(text: str, box: Box, setter: Setter, *, align_to_name: bool = False) -> None:
    """The motto in the middle of a box, or as wide as the name over it, where that does not tear it apart."""
    motto = setter.label(text, MOTTO_SIZE, "deck", Role.NAMEPLATE, source="paper.motto")
    motto = motto.shrunk_to(box.width)
    even = max((box.width / motto.size - motto.natural) / max(motto.gaps, 1), 0.0)
    motto = motto.spaced(even if align_to_name and even <= EVEN else min(even, AIRY))
    setter.put(motto, box.x + (box.width - motto.width) / 2, baseline(box.y, box.height, motto.size))


def _logo(issue: Issue, setter: Setter) -> Logo | None:
    """The logo; where it cannot be set that is said, and the name stands in type."""
    name = issue.paper.logo
    try:
        logo = read_logo(Path(issue.folder), name)
        setter.findings += [one for one in logo.findings if one not in setter.findings]
        return logo
    except HtmlUnavailableError as error:
        message, hint = f"“{name}” cannot be set: {error}", error.hint
    except (LogoError, OSError) as error:
        message, hint = f"“{name}” cannot be set: {error}", "expected: an SVG or a PDF"
    finding = Finding(severity=Severity.ERROR, code="no-logo", message=message, hint=hint)
    if finding not in setter.findings:
        setter.findings.append(finding)
    return None


def _place(logo: Logo, issue: Issue, room: Box, setter: Setter, align: str) -> float:
    """A logo whole in a box, at its own ratio; its width."""
    width = min(room.width, room.height * logo.ratio)
    height = width / logo.ratio
    setter.nodes.append(
        Form(
            x=round(room.x if align == "left" else room.x + (room.width - width) / 2, 4),
            y=round(room.y + (room.height - height) / 2, 4),
            width=round(width, 4),
            height=round(height, 4),
            data=logo.data,
            name=logo.name,
            text=issue.paper.name,
            role=Role.NAMEPLATE,
        )
    )
    return width
