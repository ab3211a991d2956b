"""An issue made up: its pages, what is said of them, and its outputs as files or as bytes."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from banmian.cache import Cache
from banmian.copydesk import settle
from banmian.intake import read_issue
from banmian.intake.built import checked
from banmian.intake.source import problem
from banmian.making import make_plates
from banmian.model import Finding, InputError, Severity
from banmian.outputs import Job
from banmian.report import Piece, make_report, pieces_of
from banmian.writing import named_outputs, render_outputs, write_outputs

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Collection
    from os import PathLike

    from banmian.faces import FaceLibrary
    from banmian.inks import Condition
    from banmian.intake import Source
    from banmian.makeup import Fit, MadeUp, Overset
    from banmian.model import Issue
    from banmian.model.plant import Plant, PressOrder
    from banmian.plate import Plate

_LANGUAGES = {"zh-Hans": "zh-CN", "zh-Hant-TW": "zh-TW", "zh-Hant-HK": "zh-HK"}
"""The language of a PDF by the composition of its issue."""


class _Pressed(NamedTuple):
    """For which press an issue was made up."""

    plant: Plant
    condition: Condition
    ink: bool


class Result(NamedTuple):
    """What was written: the files, all findings, and the newspaper they are of."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]
    newspaper: Newspaper

    @property
    def good(self) -> bool:
        """Whether no finding is of error level."""
        return _good(self.findings)


class Newspaper(Struct, frozen=True, kw_only=True, eq=False):
    """An issue made up: finished pages, and what is to be said of them. `banmian.make` returns one."""

    issue: Issue
    """The issue as it was set, after the copydesk."""
    plates: tuple[Plate, ...]
    """The finished pages that were asked for, in order."""
    findings: tuple[Finding, ...]
    """What a person must know of the whole issue."""
    _made: MadeUp
    _library: FaceLibrary
    _cache: Cache
    _pressed: _Pressed | None

    @property
    def good(self) -> bool:
        """Whether no finding is of error level."""
        return _good(self.findings)

    @property
    def printable(self) -> bool:
        """Whether all pages can go to the press: not those on which 〓 stands for a character that no face has."""
        return len(self.printed) == len(self.plates)

    @property
    def printed(self) -> tuple[Plate, ...]:
        """The pages that go to the press, in order."""
        return tuple(plate for plate in self.plates if plate.page not in self._made.withheld)

    @property
    def fits(self) -> dict[int, tuple[Fit, ...]]:
        """How full each slot is, by the number of the page."""
        return self._made.fits

    @property
    def report(self) -> dict[str, Any]:
        """What `report.json` holds, as plain data: pieces, overset and findings of all articles, slots of all pages."""
        return make_report(self.issue, self._made, self.findings)

    @property
    def overset(self) -> tuple[Overset, ...]:
        """The text that has no room, by article: in lines of its last slot, and in characters."""
        return self._made.overset

    def pieces(self, article: str) -> tuple[Piece, ...]:
        """Return where an article stands, piece by piece in the order of its text; what is overset is in none.

        Raises InputError where the issue has no article of this id.
        """
        found = next((one for one in self.issue.articles if one.id == article), None)
        if found is None:
            known = ", ".join(one.id for one in self.issue.articles)
            raise InputError(
                problem("unknown-article", f"there is no article “{article}”", hint=f"expected one of: {known}")
            )
        return tuple(
            Piece(page, slot, start, end, found.body[start:end])
            for page, slot, start, end in pieces_of(self._made.plates).get(article, ())
        )

    def render(
        self, only: str | Collection[str] | None = None, *, progress: Callable[[str], None] = lambda _: None
    ) -> dict[str, bytes]:
        """Return the files of outputs, of `press` and `screen` if none are named, as bytes by name; write nothing.

        A page on which 〓 stands for a character that no face has gets no press file; all else is made.
        """
        return render_outputs(self._job(), self._outputs(only), progress)

    def write(
        self,
        out: str | PathLike[str],
        *,
        only: str | Collection[str] | None = None,
        progress: Callable[[str], None] = lambda _: None,
    ) -> Result:
        """Write the files of outputs, and `report.json`, into a folder: all of them, or none.

        A page on which 〓 stands for a character that no face has gets no press file. Of a whole issue, files of an
        earlier build of the same day that this one does not write are removed; where only some pages were made, files
        of the whole issue stay as they were and a finding says so. Raises OSError where files cannot be written.
        """
        names = self._outputs(only)
        written = write_outputs(Path(out), self._job(), names, self._report(), progress)
        return Result(written.files, (*self.findings, *written.findings), self)

    def __repr__(self) -> str:
        pages = ", ".join(str(page) for plate in self.plates for page in plate.pages)
        return f"<Newspaper {self.issue.paper.name} {self.issue.edition.date}, pages {pages}>"

    def _outputs(self, only: str | Collection[str] | None) -> tuple[str, ...]:
        names = named_outputs(only)
        if "press" in names and not self._pressed:
            if only is None:
                return tuple(name for name in names if name != "press")
            hint = "expected: make(…, press=PressOrder())"
            raise InputError(problem("not-for-press", "the pages were made for no press", hint=hint))
        return names

    def _report(self) -> bytes:
        import msgspec

        return msgspec.json.format(msgspec.json.encode(self.report), indent=1) + b"\n"

    def _job(self) -> Job:
        issue, pressed = self.issue, self._pressed
        for face in sorted(frozenset().union(*(plate.faces for plate in self.plates))):
            self._library.index(face)  # what came from a cache may be set in faces that are not open yet
        return Job(
            issue=issue,
            plates=self.plates,
            keys=self._made.keys,
            withheld=self._made.withheld,
            whole=len(self.plates) == len(self._made.plates),
            faces=tuple(self._library.faces),
            title=f"{issue.paper.name} {issue.edition.date.isoformat()}",
            date=_pdf_date(issue.edition.date),
            language=_LANGUAGES[issue.composition.lang],
            plant=pressed and pressed.plant,
            condition=pressed and pressed.condition,
            ink=pressed is not None and pressed.ink,
            cache=self._cache,
            out=None,
            closing=ExitStack(),
        )


def make_newspaper(
    source: Source,
    *,
    pages: int | Collection[int] = (),
    press: PressOrder | None = None,
    cache: Cache | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Newspaper:
    """Read an issue and make it up, for a press if one is named: see `banmian.make`. Raises InputError."""
    progress("reading")
    issue = read_issue(source)
    pages = {pages} if isinstance(pages, int) else set(pages)
    _refuse_unknown(pages, issue)
    issue, noted = settle(issue)
    pressed = _pressed(press) if press else None
    progress("making up")
    plant, condition = (pressed.plant, pressed.condition) if pressed else (None, None)
    cache = cache or Cache()
    made, library = make_plates(issue, plant=plant, condition=condition, cache=cache)
    return Newspaper(
        issue=issue,
        plates=tuple(plate for plate in made.plates if not pages or plate.page in pages),
        findings=(*noted, *made.findings),
        _made=made,
        _library=library,
        _cache=cache,
        _pressed=pressed,
    )


def _pressed(order: PressOrder) -> _Pressed:
    from banmian.pressing import pressed_for

    order = checked(order)
    return _Pressed(*pressed_for(order), order.ink)


def _refuse_unknown(pages: set[int], issue: Issue) -> None:
    known = {page.number for page in issue.pages}
    if unknown := sorted(pages - known):
        raise InputError(
            problem(
                "unknown-page",
                f"the issue has no page {', '.join(map(str, unknown))}",
                hint=f"expected: pages of {', '.join(str(n) for n in sorted(known))}",
            )
        )


def _good(findings: Collection[Finding]) -> bool:
    return all(finding.severity is not Severity.ERROR for finding in findings)


def _pdf_date(day: datetime.date) -> str:
    """The date of the files: SOURCE_DATE_EPOCH if it is set, else midnight of the day of issue; never a clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        import datetime

        moment = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
        return moment.strftime("D:%Y%m%d%H%M%S+00'00'")
    return day.strftime("D:%Y%m%d000000+08'00'")
