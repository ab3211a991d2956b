"""What pages print of themselves: number, section, date, and number of the issue (N1, N2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banmian.plate import Role, lines_of
from banmian.preflight.broken import Broken, around

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banmian.model import Issue
    from banmian.plate import Plate, TextRun

_HEADS = frozenset((Role.FOLIO, Role.SECTION, Role.NAMEPLATE, Role.NAMEPLATE_DATA, Role.IMPRINT))
_FIGURE = re.compile(r"\d{1,3}")
_DATE = re.compile(r"(\d{4})年(\d{1,2})月\n?(\d{1,2})(?!\d)")
_WEEKDAY = re.compile(r"星期[一二三四五六日]")
_PAGE = re.compile(r"第(\d{1,3})版")
_TOTAL = re.compile(r"今日(\d{1,3})版")
_ISSUE = re.compile(r"第(\d+)期")
_WEEKDAYS = "一二三四五六日"


def page_data(issue: Issue, plates: Sequence[Plate]) -> Iterator[Broken]:
    """Numbers, sections and dates that pages print wrongly or not at all; pages that are missing or stand twice."""
    yield from _order(issue, plates)
    for plate in plates:
        runs = [run for line in lines_of(plate.furniture) for run in line.runs if run.role in _HEADS]
        yield from _number(plate, runs)
        yield from _day(issue, plate, runs)
        text = "".join(run.text for run in runs)
        if plate.section and plate.page != 1 and plate.section not in text:  # page 1 is known by its nameplate
            yield Broken("edition-section", plate.page, None, _page(plate), allowed=plate.section)
        total = sum(len(other.pages) for other in plates)
        # of a build of some pages alone the others are not here
        if len(plates) == len(issue.pages):
            for run in runs:
                for found in _TOTAL.finditer(run.text):
                    if int(found[1]) != total:
                        yield Broken("edition-page-total", plate.page, run.box, "", found[1], str(total))


def _page(plate: Plate) -> str:
    return f"第{plate.page}版"


def _order(issue: Issue, plates: Sequence[Plate]) -> Iterator[Broken]:
    """Page numbers from 1 on, none missing and none twice."""
    numbers = sorted(page for plate in plates for page in plate.pages)
    wanted = list(range(1, len(numbers) + 1))
    if len(plates) >= len(issue.pages) and numbers != wanted:
        shown = "、".join(map(str, numbers))
        yield Broken("edition-page-order", 0, None, "", shown, "、".join(map(str, wanted)))


def _number(plate: Plate, runs: list[TextRun]) -> Iterator[Broken]:
    """The figures of a folio or banner, and 第N版 wherever it stands."""
    figures = (run for run in runs if run.role in (Role.FOLIO, Role.SECTION))
    printed = [(int(run.text), run) for run in figures if _FIGURE.fullmatch(run.text)]
    printed += [(int(found[1]), run) for run in runs for found in _PAGE.finditer(run.text)]
    for number, run in printed:
        if number not in plate.pages:
            yield Broken("edition-page-number", plate.page, run.box, _page(plate), str(number), _numbers(plate))
    if not printed and plate.page != 1:
        yield Broken("edition-page-number-missing", plate.page, None, _page(plate), allowed=_numbers(plate))


def _numbers(plate: Plate) -> str:
    return "、".join(map(str, plate.pages))


def _day(issue: Issue, plate: Plate, runs: list[TextRun]) -> Iterator[Broken]:
    date = issue.edition.date
    right = f"{date.year}年{date.month}月{date.day}日"
    dated = False
    text = "\n".join(run.text for run in runs)
    for found in _DATE.finditer(text):
        dated = True
        if tuple(map(int, found.groups())) != (date.year, date.month, date.day):
            box = around(_at(runs, found.start(), found.end()))
            yield Broken("edition-date", plate.page, box, _page(plate), found[0].replace("\n", ""), right)
    for found in _WEEKDAY.finditer(text):
        weekday = f"星期{_WEEKDAYS[date.weekday()]}"
        if found[0] != weekday:
            box = around(_at(runs, found.start(), found.end()))
            yield Broken("edition-date", plate.page, box, _page(plate), found[0], f"{right} {weekday}")
    for found in _ISSUE.finditer(text):
        if issue.edition.number is not None and int(found[1]) != issue.edition.number:
            box = around(_at(runs, found.start(), found.end()))
            yield Broken("edition-number", plate.page, box, _page(plate), found[1], str(issue.edition.number))
    if runs and not dated:
        yield Broken("edition-date-missing", plate.page, None, _page(plate), allowed=right)


def _at(runs: list[TextRun], start: int, end: int) -> list[TextRun]:
    """The runs that hold characters [start, end) of their texts joined by a newline."""
    found, at = [], 0
    for run in runs:
        if at < end and at + len(run.text) > start:
            found.append(run)
        at += len(run.text) + 1
    return found
