"""The edition rules: what an issue must keep as a whole, read from its Plates, its copy and its press files.

They ask what no page can tell by itself: whether jumps come in pairs, whether the directory tells the truth, whether
the printed date is that of the issue, and whether a press file says what its page says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.checker.fault import Fault, Place
from banmian.checker.rules import rules
from banmian.plate import MM
from banmian.preflight.broken import Broken
from banmian.preflight.jump_pairs import jump_pairs
from banmian.preflight.listings import directory_entries, headlines_twice
from banmian.preflight.page_data import page_data
from banmian.preflight.photos import photos
from banmian.preflight.printed_text import copy_on_plates, press_says_the_plate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from banmian.model import Issue
    from banmian.plate import Plate


def check_edition(
    issue: Issue,
    plates: Sequence[Plate],
    press: Mapping[int, bytes] | None = None,
    overset: Collection[str] = (),
) -> tuple[Fault, ...]:
    """The faults of an issue. `press` has the press file of a Plate by its page number, as far as there are some.

    Text of articles that are `overset` is not called lost once more.
    """
    found: list[Broken] = []
    found += jump_pairs(issue, plates)
    found += copy_on_plates(issue, plates, overset)
    for plate in plates:
        if press and (data := press.get(plate.page)):
            found += press_says_the_plate(plate, data)
    found += photos(issue, plates)
    found += directory_entries(issue, plates)
    found += headlines_twice(issue, plates)
    found += page_data(issue, plates)
    return tuple(_merged(found))


def _merged(broken: Iterable[Broken]) -> Iterator[Fault]:
    known = rules()
    for one, count in _counted(broken).items():
        place = None
        if one.box:
            left, top, right, bottom = (round(side / MM, 2) for side in one.box)
            place = Place(left, top, round(right - left, 2), round(bottom - top, 2))
        yield Fault(
            rule=one.rule,
            severity=known[one.rule].severity,
            page=one.page,
            place=place,
            object=one.object,
            measured=one.measured,
            allowed=one.allowed,
            count=count,
        )


def _counted(broken: Iterable[Broken]) -> dict[Broken, int]:
    counts: dict[Broken, int] = {}
    for one in broken:
        counts[one] = counts.get(one, 0) + 1
    return counts
