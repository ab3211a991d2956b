"""The book of faults of a file: joins equal ones on a page, gives places in mm, leaves out what nothing asks for."""

from __future__ import annotations

from msgspec.structs import replace

from banmian.checker.content.matrix import Box
from banmian.checker.content.painted import PageContent
from banmian.checker.fault import Fault, Place, Rule
from banmian.model import Severity
from banmian.model.plant import Limits

MM = 72 / 25.4
WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def place_of(box: Box, page: PageContent) -> Place:
    """A box in mm from the top left corner of the trimmed page as it is looked at: turned by Rotate."""
    trim = page.trim
    left, right, top, bottom = box.x0 - trim.x0, trim.x1 - box.x1, trim.y1 - box.y1, box.y0 - trim.y0
    x, y, width, height = {
        90: (bottom, left, box.height, box.width),
        180: (right, bottom, box.width, box.height),
        270: (top, right, box.height, box.width),
    }.get(page.rotate, (left, top, box.width, box.height))
    return Place(*(round(v / MM, 2) + 0.0 for v in (x, y, width, height)))


class Ledger:
    """Takes faults by the ids of their rules."""

    def __init__(self, rules: dict[str, Rule], applies: frozenset[str], limits: Limits) -> None:
        self.rules, self.applies, self.limits = rules, applies, limits
        self._faults: dict[tuple[object, ...], Fault] = {}

    def asks(self, rule: str) -> bool:
        """Whether any standard of the file, or the plant, asks for the rule."""
        return bool(self.applies.intersection(self.rules[rule].applies))

    def add(
        self,
        rule: str,
        page: PageContent | None,
        box: Box | None = None,
        object_: str = "",
        measured: str = "",
        allowed: str = "",
        *,
        severity: Severity | None = None,
        apart: str = "",
    ) -> None:
        """Write a fault down. `apart` keeps it from being joined with others that measure the same."""
        if not self.asks(rule):
            return
        weight = severity or self.rules[rule].severity
        number = page.number if page is not None else 0
        at = (rule, weight, number, measured, allowed, apart)
        if at in self._faults:
            self._faults[at] = replace(self._faults[at], count=self._faults[at].count + 1)
            return
        place = place_of(box, page) if box is not None and page is not None else None
        self._faults[at] = Fault(
            rule=rule,
            severity=weight,
            page=number,
            place=place,
            object=object_,
            measured=measured,
            allowed=allowed,
        )

    def under(self, value: float, warn: float, error: float) -> Severity | None:
        """The severity of a figure under a pair of limits; None where it keeps both."""
        if value < error:
            return Severity.ERROR
        return Severity.WARNING if value < warn else None

    def over(self, value: float, warn: float, error: float) -> Severity | None:
        """The severity of a figure over a pair of limits; None where it keeps both."""
        if value > error:
            return Severity.ERROR
        return Severity.WARNING if value > warn else None

    def faults(self) -> tuple[Fault, ...]:
        """All faults, page by page, errors first, in the order of the page's painting."""
        return tuple(sorted(self._faults.values(), key=lambda fault: (fault.page, WEIGHT[fault.severity])))
