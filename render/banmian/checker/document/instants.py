"""Dates of PDF and of XMP as instants with their offset, so that the two can be held against each other."""

from __future__ import annotations

import re
from typing import NamedTuple

OF_PDF = re.compile(
    r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z(?:00)?'?(?:00'?)?|([+-])(\d\d)(?:'?(\d\d)?'?)?)?\Z"
)
OF_XMP = re.compile(
    r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(?:Z|([+-])(\d\d):(\d\d))?\Z"
)


class Instant(NamedTuple):
    """Year to second as written, and the offset from UTC in minutes."""

    wall: tuple[int, int, int, int, int, int]
    offset: int


def instant_of_pdf(written: str) -> Instant | None:
    """D:20261123180000+08'00'; None where it is no date."""
    return _instant(OF_PDF.match(written.strip()))


def instant_of_xmp(written: str) -> Instant | None:
    """2026-11-23T18:00:00+08:00; None where it is no date."""
    return _instant(OF_XMP.match(written.strip()))


def _instant(found: re.Match[str] | None) -> Instant | None:
    if found is None:
        return None
    year, month, day, hour, minute, second = (
        int(part) if part else default for part, default in zip(found.groups()[:6], (0, 1, 1, 0, 0, 0), strict=True)
    )
    if not (1 <= month <= 12 and 1 <= day <= 31 and hour < 24 and minute < 60 and second < 60):
        return None
    sign, hours, minutes = found.groups()[6:9]
    offset = (int(hours or 0) * 60 + int(minutes or 0)) * (-1 if sign == "-" else 1)
    return Instant((year, month, day, hour, minute, second), offset)
