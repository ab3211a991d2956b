"""The way through the house: an issue in, its outputs and its report out."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from banmian.copydesk import settle
from banmian.intake import read_issue
from banmian.model import Finding, InputError, Severity
from banmian.model.plant import PressOrder

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from banmian.faces import FaceLibrary
    from banmian.inks import Condition
    from banmian.makeup import MadeUp
    from banmian.model import Issue
    from banmian.model.plant import Plant
    from banmian.plate import Plate
    from banmian.press.ink.measuring import Measuring

OUTPUTS = ("press", "screen")


class Result(NamedTuple):
    """What a build made: the files it wrote, the report, and the findings."""

    files: tuple[Path, ...]
    report: dict[str, Any]
    findings: tuple[Finding, ...]
    issue: Issue | None = None
    """The issue as it was made up, after the copydesk."""
    plates: tuple[Plate, ...] = ()
    """The pages that were asked for; the press files stand in the same order."""

    @property
    def good(self) -> bool:
        """Whether no finding is of error level."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)


_LANGUAGES = {"zh-Hans": "zh-CN", "zh-Hant-TW": "zh-TW", "zh-Hant-HK": "zh-HK"}
"""The language of a PDF by the composition of its issue."""


def make_plates(
    issue: Issue,
    library: FaceLibrary | None = None,
    *,
    plant: Plant | None = None,
    condition: Condition | None = None,
) -> tuple[MadeUp, FaceLibrary]:
    """Plan an issue, set it and make it up: the finished pages, and the faces they use. Raises InputError.

    Adverts are mended or refused for a plant and a condition first; the ones refused leave their slots white.
    """
    from banmian.advert_intake import admit_adverts, admit_forms
    from banmian.faces import FaceLibrary
    from banmian.layout import spots_and_sums, unknown_roles
    from banmian.makeup import make_up
    from banmian.makeup.measure import Measurer
    from banmian.plan import plan_pages
    from banmian.preflight import check_make_up, check_pictures, check_plates
    from banmian.report import pieces_of

    library = library or FaceLibrary(issue.fonts, issue.folder, issue.places)
    issue, advert_findings = admit_adverts(issue, plant, condition)
    plans, plan_findings = plan_pages(issue, Measurer(issue, library))
    layouts = {plan.layout.name: plan.layout for plan in plans}.values()
    if unknown := [one for layout in layouts for one in unknown_roles(layout, library.roles())]:
        raise InputError(*unknown)
    made = make_up(issue, plans, library)
    plates, form_findings = admit_forms(made.plates, plant, condition)
    made = made._replace(plates=plates, findings=(*advert_findings, *made.findings, *form_findings))
    findings = (
        *plan_findings,
        *made.findings,
        *check_plates(made.plates, pieces_of(made.plates), issue.articles),
        *(check_pictures(made.plates, plant.limits) if plant else ()),
        *(one for layout in layouts for one in (spots_and_sums(layout, plant.limits) if plant else ())),
    )
    taboos = check_make_up(made.plates, plans, issue, findings)
    return made._replace(findings=(*findings, *taboos)), library


def build(
    path: Path | str,
    out: Path | str,
    *,
    only: Collection[str] = OUTPUTS,
    pages: Collection[int] = (),
    press: PressOrder | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Result:
    """Everything `banmian build` does. Files appear whole or not at all. Raises InputError.

    `press` asks for a plant, a conformance level or a profile other than the usual ones.
    A character that no face has is an error before anything is painted: only the report is written then (promise 2).
    """
    from itertools import chain

    from banmian.atomic_write import keep_inputs
    from banmian.intake.inputs import files_of
    from banmian.pressing import pressed_for
    from banmian.report import make_report

    progress("reading")
    issue, noted = settle(read_issue(Path(path)))
    known = {page.number for page in issue.pages}
    if unknown := sorted(set(pages) - known):
        raise InputError(
            Finding(
                severity=Severity.ERROR,
                code="unknown-page",
                message=f"the issue has no page {', '.join(map(str, unknown))}",
                hint=f"expected: pages of {', '.join(str(n) for n in sorted(known))}",
            )
        )
    press = press or PressOrder()
    plant, condition = pressed_for(press) if "press" in only else (None, None)
    progress("making up")
    made, library = make_plates(issue, plant=plant, condition=condition)
    made = made._replace(findings=(*noted, *made.findings))
    report = make_report(issue, made.plates, made.fits, made.findings)
    measuring = None
    if plant and press.ink:
        from banmian.press.ink.measuring import Measuring

        measuring = Measuring(plant)
    outputs: dict[str, Callable[[], bytes]] = {}
    if not any(finding.code == "missing-glyph" for finding in made.findings):
        outputs = _outputs(issue, made, library, only, pages, plant, condition, measuring)
    plates = tuple(plate for plate in made.plates if not pages or plate.page in pages)
    listing = None
    if plant and condition and outputs:
        listing = _Listing(Path(out), issue, plates, plant, condition, measuring, bool(pages))
    earlier = [*_earlier(Path(out), issue.edition.date.strftime("%Y%m%d"), only)] if not pages else []
    inputs = (Path(path), Path(press.plant), Path(press.icc))
    keep_inputs(_targets(Path(out), outputs, listing), chain(inputs, files_of(issue)))
    written = _write(Path(out), outputs, report, progress, listing)
    for old in set(earlier) - set(written):
        old.unlink(missing_ok=True)
    return Result(tuple(written), report, made.findings, issue, plates)


def _outputs(
    issue: Issue,
    made: MadeUp,
    library: FaceLibrary,
    only: Collection[str],
    pages: Collection[int],
    plant: Plant | None,
    condition: Condition | None,
    measuring: Measuring | None,
) -> dict[str, Callable[[], bytes]]:
    """The files to be written, by name under the output folder, and what makes each."""
    day = issue.edition.date.strftime("%Y%m%d")
    title = f"{issue.paper.name} {issue.edition.date.isoformat()}"
    date = _pdf_date(issue.edition.date)
    plates = [plate for plate in made.plates if not pages or plate.page in pages]
    outputs: dict[str, Callable[[], bytes]] = {}
    language = _LANGUAGES[issue.composition.lang]
    if plant and condition:
        from banmian.pressing import press_files

        outputs |= press_files(
            issue,
            plates,
            library.faces,
            plant,
            condition,
            title=title,
            date=date,
            language=language,
            measuring=measuring,
        )
    if "screen" in only:
        from banmian.epaper import screen_pdf
        from banmian.pdf import FontSet

        fonts = FontSet(library.faces, [run for plate in plates for run in plate.texts()])
        titles = {article.id: article.title for article in issue.articles}
        outputs[f"screen/{day}.pdf"] = lambda: screen_pdf(
            plates, fonts, title=title, date=date, titles=titles, language=language
        )
    return outputs


class _Listing(NamedTuple):
    """What the manifest of the press files needs; of a build of some pages the entries of the others stay."""

    out: Path
    issue: Issue
    plates: tuple[Plate, ...]
    plant: Plant
    condition: Condition
    measuring: Measuring | None
    partly: bool

    def begin(self, name: str, data: bytes) -> None:
        """Let what can be measured of a file be measured while the next one is made."""
        if self.measuring and name.startswith("press/"):
            self.measuring.begin(name.removeprefix("press/"), data)

    def close(self) -> None:
        """Measure no more, whether all has been measured or not."""
        if self.measuring:
            self.measuring.close()

    def of(self, made: dict[str, bytes]) -> bytes:
        """The manifest of the press files among those made."""
        from banmian.pressing import entries_of, write_manifest

        files = {name.removeprefix("press/"): data for name, data in made.items() if name.startswith("press/")}
        earlier = entries_of(self.out) if self.partly else ()
        return write_manifest(
            self.issue,
            files,
            self.plates,
            self.plant,
            self.condition,
            measuring=self.measuring,
            earlier=earlier,
        )


def _write(
    out: Path,
    outputs: dict[str, Callable[[], bytes]],
    report: dict[str, Any],
    progress: Callable[[str], None],
    listing: _Listing | None,
) -> list[Path]:
    """Make every file beside its place, then put all of them there: a build that breaks off leaves the old ones.

    What was begun is noted before it is made, so that nothing of it stays whenever the build is broken off.
    """
    import msgspec

    def the_report() -> bytes:
        return msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n"

    existed = out.exists()
    made: dict[str, bytes] = {}
    makers = {**outputs, "report.json": the_report}
    if listing:
        makers["press/manifest.json"] = lambda: listing.of(made)
    ready: list[tuple[Path, Path]] = []
    try:
        for name, make in makers.items():
            progress(name)
            target = out / name
            waiting = target.with_name(f".{target.name}.{os.getpid()}")
            ready.append((waiting, target))
            data = made[name] = make()
            if listing:
                listing.begin(name, data)
            target.parent.mkdir(parents=True, exist_ok=True)
            waiting.write_bytes(data)
        for waiting, target in ready:
            waiting.replace(target)
    finally:
        if listing:
            listing.close()
        for waiting, _ in ready:
            waiting.unlink(missing_ok=True)
        folders = {target.parent for _, target in ready} - {out}
        for folder in [*folders, *([] if existed else [out])]:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
    return [target for _, target in ready]


def _targets(out: Path, outputs: Iterable[str], listing: _Listing | None) -> list[Path]:
    """The files that a build writes."""
    return [out / name for name in (*outputs, "report.json", *(("press/manifest.json",) if listing else ()))]


def _earlier(out: Path, day: str, only: Collection[str]) -> Iterator[Path]:
    """What an earlier build left: where this one does not make it, it would be taken for good.

    Nothing else is ever removed: of press files those alone that are still as the manifest says they were written.
    """
    from banmian.pressing import unchanged_files

    if "press" in only:
        yield from unchanged_files(out)
    if "screen" in only:
        yield out / "screen" / f"{day}.pdf"


def _pdf_date(day: datetime.date) -> str:
    """The date of the files: SOURCE_DATE_EPOCH if it is set, else midnight of the day of issue; never a clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        moment = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
        return moment.strftime("D:%Y%m%d%H%M%S+00'00'")
    return day.strftime("D:%Y%m%d000000+08'00'")
