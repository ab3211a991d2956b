"""Names of the press files, by the pattern of the plant: what goes to a RIP by hot folder is told apart by name."""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING

from banmian.model import Finding, InputError, Severity

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from banmian.model.plant import Plant

FIELDS = ("title", "date", "page", "pages", "colour", "zone", "version")
"""What a pattern may name: short title, day (`{date:%d%m%y}`), first page (`{page:03d}`), all pages (`04-05`), C for a
page in colour and K for one in black, zone and version as the plant has them."""


def press_name(plant: Plant, *, date: datetime.date, pages: Sequence[int], colour: bool = True) -> str:
    """The name of a press file without `.pdf`. Raises InputError where the pattern makes none that is plain ASCII."""
    values = {
        "title": plant.title,
        "date": _Day(date),
        "page": pages[0],
        "pages": "-".join(f"{page:02d}" for page in pages),
        "colour": "C" if colour else "K",
        "zone": plant.zone,
        "version": plant.version,
    }
    try:
        fields = [field for _, field, _, _ in Formatter().parse(plant.file_name) if field is not None]
    except ValueError as error:
        raise InputError(_wrong(plant, str(error))) from None
    for field in fields:
        if field not in FIELDS:
            raise InputError(_wrong(plant, f"there is no {{{field}}}"))
        if values[field] == "" and field == "title":
            raise InputError(_wrong(plant, "the plant has no title", 'say it: title = "ABC"'))
    try:
        name = plant.file_name.format(**values)
    except (ValueError, TypeError) as error:
        raise InputError(_wrong(plant, str(error))) from None
    if not is_press_file(f"{name}.pdf"):
        raise InputError(_wrong(plant, f"“{name}” is no file name", "take ASCII letters, digits and . _ + -"))
    return name


def is_press_file(name: str) -> bool:
    """Whether a press file can have this name: plain ASCII, no folder in it."""
    return re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._+-]*\.pdf", name) is not None


def press_names(plant: Plant, date: datetime.date, sheets: Sequence[tuple[Sequence[int], bool]]) -> list[str]:
    """The names of all press files: pages of each and whether it is in colour. Raises InputError, where two are one."""
    names = [press_name(plant, date=date, pages=pages, colour=colour) for pages, colour in sheets]
    for name in names:
        if names.count(name) > 1:
            raise InputError(_wrong(plant, f"two pages would be “{name}”", "name {page} or {pages} in it"))
    return names


class _Day:
    """A day in a pattern: `{date}` is 20261123, `{date:%d.%m.%y}` as strftime has it."""

    def __init__(self, day: datetime.date) -> None:
        self._day = day

    def __format__(self, form: str) -> str:
        return self._day.strftime(form or "%Y%m%d")


def _wrong(plant: Plant, message: str, hint: str = "") -> Finding:
    return Finding(
        severity=Severity.ERROR,
        code="bad-file-name",
        message=f"file-name “{plant.file_name}” of the plant{f' {plant.name}' if plant.name else ''}: {message}",
        hint=hint or f"expected: text with {', '.join(f'{{{field}}}' for field in FIELDS)}",
        key="file-name",
    )
