"""Ink on the rendered page: measured by the plates of another shop, judged here."""

from __future__ import annotations

import importlib
from typing import Any

from banmian.checker.content.matrix import Box
from banmian.checker.content.painted import PageContent
from banmian.checker.ledger import MM, Ledger
from banmian.model import Severity

MOST_REGIONS = 5
"""Regions of a page that are reported apart; there is more in the map of ink."""


def judge_ink(data: bytes, page: PageContent, ledger: Ledger) -> float | None:
    """Measure a page's ink and judge it. Returns the most there is, per cent; None where it could not be measured."""
    try:
        measure = importlib.import_module("banmian.separations").measure_ink
        ink = measure(data, page.number - 1, dpi=72, limits=ledger.limits)
    except Exception as error:
        ledger.add("ink-skipped", page, None, "ink", f"SKIPPED: {type(error).__name__}: {error}"[:160])
        return None
    limits = ledger.limits
    reported: list[Any] = []
    for severity, regions, allowed in (
        (Severity.ERROR, ink.over_error, limits.ink_error),
        (Severity.WARNING, ink.over, limits.ink),
    ):
        for region in regions[:MOST_REGIONS]:
            if severity is Severity.WARNING and reported:
                continue
            reported.append(region)
            ledger.add(
                "ink",
                page,
                _box(region, page),
                "ink",
                f"{region.most:.0f} %, {region.area:.0f} mm²",
                f"{allowed:g} %",
                severity=severity,
                apart=str(region),
            )
    return round(float(ink.most), 1)


def _box(region: Any, page: PageContent) -> Box:
    """A region, mm from the top left corner of the trim, in pt of the page."""
    x, y = page.trim.x0 + region.x * MM, page.trim.y1 - region.y * MM
    return Box(x, y - region.height * MM, x + region.width * MM, y)
