"""The way through the house: an issue in, its outputs and its report out."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from banmian.copydesk import settle
from banmian.intake import read_issue
from banmian.model import Finding, InputError, Severity
from banmian.model.plant import Claim, PressOrder

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from banmian.faces import FaceLibrary
    from banmian.inks import Condition
    from banmian.makeup import MadeUp
    from banmian.model import Issue
    from banmian.model.plant import Plant
    from banmian.plate import Plate
    from banmian.pdf.tags import Story

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

    Adverts go through the gate for a plant and a condition first; the ones refused leave their slots white.
    """
    from banmian.faces import FaceLibrary
    from banmian.gate import admit, admit_forms
    from banmian.layout import unknown_roles
    from banmian.makeup import make_up
    from banmian.plan import plan_pages
    from banmian.preflight import check_make_up, check_plates
    from banmian.report import pieces_of

    library = library or FaceLibrary(issue.fonts, issue.folder, issue.places)
    issue, gate_findings = admit(issue, plant, condition)
    plans, plan_findings = plan_pages(issue)
    layouts = {plan.layout.name: plan.layout for plan in plans}.values()
    if unknown := [one for layout in layouts for one in unknown_roles(layout, library.roles())]:
        raise InputError(*unknown)
    made = make_up(issue, plans, library)
    plates, form_findings = admit_forms(made.plates, plant, condition)
    made = made._replace(plates=plates, findings=(*gate_findings, *made.findings, *form_findings))
    findings = (*plan_findings, *made.findings, *check_plates(made.plates, pieces_of(made.plates), issue.articles))
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

    `press` asks for a plant, a claim or a profile other than the usual ones.
    A character that no face has is an error before anything is painted: only the report is written then (promise 2).
    """
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
    plant, condition = pressed_for(press or PressOrder()) if "press" in only else (None, None)
    progress("making up")
    made, library = make_plates(issue, plant=plant, condition=condition)
    made = made._replace(findings=(*noted, *made.findings))
    report = make_report(issue, made.plates, made.fits, made.findings)
    outputs: dict[str, Callable[[], bytes]] = {}
    if not any(finding.code == "missing-glyph" for finding in made.findings):
        outputs = _outputs(issue, made, library, only, pages, plant, condition)
    written = _write(Path(out), outputs, report, progress)
    if not pages:
        _clear_stale(Path(out), issue.edition.date.strftime("%Y%m%d"), only, written)
    plates = tuple(plate for plate in made.plates if not pages or plate.page in pages)
    return Result(tuple(written), report, made.findings, issue, plates)


def pressed_for(order: PressOrder) -> tuple[Plant, Condition]:
    """The plant that the press files are for, and the output condition. Raises InputError."""
    from msgspec.structs import replace

    from banmian.inks import read_condition
    from banmian.intake.plant import DEFAULT, read_plant

    plant, folder = read_plant(order.plant or DEFAULT)
    plant = replace(plant, claim=order.claim or plant.claim)
    own = order.icc and read_condition(order.icc)
    condition = own or read_condition(plant.icc, folder, condition=plant.condition)
    if plant.claim is Claim.X1A and condition.profile[8] > 2:
        raise InputError(
            Finding(
                severity=Severity.ERROR,
                code="bad-profile",
                message=f"the profile is of ICC version {condition.profile[8]}, which is younger than {plant.claim}",
                hint="expected: a profile of ICC version 2, or the claim PDF/X-4",
                file=order.icc or plant.icc,
            )
        )
    return plant, condition


def _outputs(
    issue: Issue,
    made: MadeUp,
    library: FaceLibrary,
    only: Collection[str],
    pages: Collection[int],
    plant: Plant | None,
    condition: Condition | None,
) -> dict[str, Callable[[], bytes]]:
    """The files to be written, by name under the output folder, and what makes each."""
    from banmian.pdf import FontSet

    day = issue.edition.date.strftime("%Y%m%d")
    title = f"{issue.paper.name} {issue.edition.date.isoformat()}"
    date = _pdf_date(issue.edition.date)
    plates = [plate for plate in made.plates if not pages or plate.page in pages]
    fonts = FontSet(library.faces, [run for plate in plates for run in (*plate.texts(), *plate.slug)])
    outputs: dict[str, Callable[[], bytes]] = {}
    language = _LANGUAGES[issue.composition.lang]
    if plant:
        from banmian.press import press_page
        from banmian.press.names import press_names

        names = press_names(plant, issue.edition.date, [(plate.pages, True) for plate in plates])
        for plate, name in zip(plates, names, strict=True):
            outputs[f"press/{name}.pdf"] = lambda plate=plate: press_page(  # type: ignore[misc]
        structure = _structure(issue) if plant.claim is Claim.X4_A2U else None

        for plate in plates:
            outputs[f"press/{day}-{'-'.join(f'{n:02d}' for n in plate.pages)}.pdf"] = lambda plate=plate: press_page(  # type: ignore[misc]
                plate,
                fonts,
                plant=plant,
                condition=condition,
                title=f"{title} 第{plate.page:02d}版",
                date=date,
                language=language,
                structure=structure,
            )
    if "screen" in only:
        from banmian.epaper import screen_pdf

        titles = {article.id: article.title for article in issue.articles}
        outputs[f"screen/{day}.pdf"] = lambda: screen_pdf(
            plates, fonts, title=title, date=date, titles=titles, language=language
        )
    return outputs


def _structure(issue: Issue) -> dict[str, Story]:
    """The articles as tags know them: titles, and where in the body their paragraphs begin."""
    from itertools import accumulate

    from banmian.pdf.tags import Story

    return {
        article.id: Story(
            article.title,
            tuple(accumulate((len(paragraph.text) + 1 for paragraph in article.paragraphs), initial=0)),
        )
        for article in issue.articles
    }


def _write(
    out: Path, outputs: dict[str, Callable[[], bytes]], report: dict[str, Any], progress: Callable[[str], None]
) -> list[Path]:
    """Make every file beside its place, then put all of them there: a build that breaks off leaves the old ones.

    What was begun is noted before it is made, so that nothing of it stays whenever the build is broken off.
    """
    import msgspec

    def the_report() -> bytes:
        return msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n"

    existed = out.exists()
    ready: list[tuple[Path, Path]] = []
    try:
        for name, make in {**outputs, "report.json": the_report}.items():
            progress(name)
            target = out / name
            waiting = target.with_name(f".{target.name}.{os.getpid()}")
            ready.append((waiting, target))
            data = make()
            target.parent.mkdir(parents=True, exist_ok=True)
            waiting.write_bytes(data)
        for waiting, target in ready:
            waiting.replace(target)
    finally:
        for waiting, _ in ready:
            waiting.unlink(missing_ok=True)
        folders = {target.parent for _, target in ready} - {out}
        for folder in [*folders, *([] if existed else [out])]:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
    return [target for _, target in ready]


def _clear_stale(out: Path, day: str, only: Collection[str], written: list[Path]) -> None:
    """Take away what an earlier build of this day left and this one did not make: it would be taken for good."""
    for name in only:
        for old in (out / name).glob(f"{day}*.pdf"):
            if old not in written:
                old.unlink()


def _pdf_date(day: datetime.date) -> str:
    """The date of the files: SOURCE_DATE_EPOCH if it is set, else midnight of the day of issue; never a clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        moment = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
        return moment.strftime("D:%Y%m%d%H%M%S+00'00'")
    return day.strftime("D:%Y%m%d000000+08'00'")
