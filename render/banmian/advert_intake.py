"""Intake of adverts 广告收稿: files from outside mended before they are placed, or refused with the reason.

Before make-up every advert file, and a logo that is a PDF, is mended for the plant: what the rules of
`banmian.pdf.mend` changed is said, one finding a rule, and what cannot be mended is refused and leaves its slot white.
After make-up the forms on the pages are looked over at the size they stand in: HTML and SVG then too are PDFs.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from banmian.model import Finding, Severity
from banmian.model.media import Media
from banmian.model.plant import Plant

if TYPE_CHECKING:
    from banmian.inks import Condition, Conversion
    from banmian.model import Advert, Issue
    from banmian.model.plant import Limits
    from banmian.pdf.mend import Mended
    from banmian.plate import Form, Plate


class AdmittedAdverts(NamedTuple):
    """An issue without the adverts that were refused, and what is said of all of them."""

    issue: Issue
    findings: tuple[Finding, ...]


class AdmittedForms(NamedTuple):
    """Plates without the forms that were refused, and what is said of all of them."""

    plates: tuple[Plate, ...]
    findings: tuple[Finding, ...]


def admit_adverts(issue: Issue, plant: Plant | None = None, condition: Condition | None = None) -> AdmittedAdverts:
    """Mend or refuse the advert files of an issue.

    Return the issue without those that were refused. Refusals are findings of error level; a mend is a finding that
    names the rule it followed.
    """
    plant = plant or Plant()
    findings: list[Finding] = []
    pages = []
    for page in issue.pages:
        kept = []
        for advert in page.adverts:
            look = _looked_over(advert, Path(issue.folder) / advert.file, plant, condition)
            findings += [replace(one, page=page.number, slot=advert.slot) for one in look.findings]
            if not look.refused:
                kept.append(advert)
        pages.append(page if len(kept) == len(page.adverts) else replace(page, adverts=tuple(kept)))
    return AdmittedAdverts(replace(issue, pages=tuple(pages)), tuple(findings))


def admit_forms(
    plates: tuple[Plate, ...], plant: Plant | None = None, condition: Condition | None = None
) -> AdmittedForms:
    """Check the forms on finished pages at the size that they stand in: the resolution of their pictures, and type.

    Return the plates without the forms that cannot be mended.
    """
    from banmian.plate import Form

    plant = plant or Plant()
    findings: list[Finding] = []
    done = []
    for plate in plates:
        off = set()
        for item in plate.items:
            if not isinstance(item, Form):
                continue
            from banmian.pdf.mend import mend  # a page without forms needs no PDF library

            mended = mend(item.data, _way(plant, condition), plant.conformance)
            if mended.refusals:
                off.add(id(item))
                findings += [replace(one, page=plate.page) for one in _of_refusals(item.name, mended)]
                continue
            if Media.of(item.name) is Media.PDF:  # its mending has been spoken of already
                findings += [replace(one, page=plate.page) for one in _checked(item, mended, plant)]
            else:
                said = [one for one in _of_changes(item.name, mended) if one.severity is Severity.WARNING]
                findings += [replace(one, page=plate.page) for one in said]
            findings += [replace(one, page=plate.page) for one in _resolution(item, mended, plant.limits)]
        done.append(plate.without(off) if off else plate)
    return AdmittedForms(tuple(done), tuple(findings))


class _Look(NamedTuple):
    """What is said of an advert's file before it is placed, and whether it cannot be."""

    findings: list[Finding]
    refused: bool = False


def _looked_over(advert: Advert, path: Path, plant: Plant, condition: Condition | None) -> _Look:
    kind = Media.of(path)
    if kind is Media.HTML or not path.is_file():  # an HTML block is a PDF only after make-up; the intake misses files
        return _Look([])
    if kind is Media.PDF:
        from banmian.pdf.mend import mend

        mended = mend(path.read_bytes(), _way(plant, condition), plant.conformance)
        if mended.refusals:
            return _Look(_of_refusals(advert.file, mended), refused=True)
        return _Look(_of_changes(advert.file, mended))
    return _picture(advert.file, path)


def _checked(form: Form, mended: Mended, plant: Plant) -> list[Finding]:
    """What the checker of files has to say of a mended PDF at the size that it is placed in.

    It is asked for all that the plant asks for, but for what makes a page; the ink is measured on the finished page.
    """
    from banmian.checker import rules
    from banmian.checker.check import check_file
    from banmian.checker.wording import said, where

    scale = min(form.width / mended.size[0], form.height / mended.size[1])
    known = rules.rules()
    found = []
    for fault in check_file(mended.data, _at_scale(plant, scale), standards=(), ink=False).faults:
        rule = known.get(fault.rule)
        if fault.severity is Severity.INFO or fault.rule in PLACED or rule is None or "plant" not in rule.applies:
            continue
        message, hint = said(fault, "en")
        place = where(fault.page if fault.place else 0, fault.place, "en")
        shown = "" if abs(scale - 1) < 0.01 else f" (it is placed at {scale:.0%}, so limits are those of its own size)"
        found.append(
            Finding(
                severity=fault.severity,
                code="advert-fault",
                message=f"“{form.name}”, {place}: {message} [{fault.rule}]{shown}",
                hint=hint,
                file=form.name,
            )
        )
    return found


def _at_scale(plant: Plant, scale: float) -> Plant:
    """The plant with its limits of lengths as they are in a file that is placed at a scale."""
    limits = plant.limits
    lengths = {name: round(getattr(limits, name) / scale, 3) for name in LENGTHS}
    return replace(plant, limits=replace(limits, **lengths))


LENGTHS = (
    *("type", "type_error", "coloured_type", "coloured_type_error", "reversed_type", "reversed_type_in_inks"),
    *("rule", "rule_error", "coloured_rule"),
)
"""Limits in pt."""
PLACED = frozenset({"ppi", "ppi-most", "line-art-ppi", "claim-missing", "trim-differs", "rotate", "text-near-edge"})
"""Rules about pages and about sizes that are only known on the page."""


def _picture(name: str, path: Path) -> _Look:
    """A picture: whether it can be read, and that its colours become inks. Its resolution is looked at on the page."""
    from PIL import Image

    from banmian.model.sizes import pictures_of_any_size

    try:
        with pictures_of_any_size(), Image.open(path) as picture:
            picture.load()
            mode = picture.mode
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        hint = "let it be sent again as PDF, TIFF, JPEG or PNG"
        return _Look([_refused(name, "the picture cannot be read", hint)], refused=True)
    if mode in ("RGB", "RGBA", "P", "LAB", "PA", "RGBa"):
        return _Look([_mended(name, "pictures in RGB or calibrated colours became inks by the output condition", 1)])
    return _Look([])


def _of_refusals(name: str, mended: Mended) -> list[Finding]:
    return [_refused(name, one.message, one.hint) for one in mended.refusals]


def _refused(name: str, message: str, hint: str) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        code="advert-refused",
        message=f"“{name}” is not placed and its room stays white: {message}",
        hint=hint,
        file=name,
    )


def _of_changes(name: str, mended: Mended) -> list[Finding]:
    return [
        replace(_mended(name, one.message, one.often), severity=one.severity, hint=one.hint) for one in mended.changes
    ]


def _mended(name: str, rule: str, count: int) -> Finding:
    often = f" ({count} times)" if count > 1 else ""
    message = f"“{name}”: {rule}{often}"
    return Finding(severity=Severity.INFO, code="advert-mended", message=message, file=name)


def _resolution(form: Form, mended: Mended, limits: Limits) -> list[Finding]:
    """The picture of least resolution of a form at the size that it stands in, photographs and line art apart."""
    scale = min(form.width / mended.size[0], form.height / mended.size[1])
    found = []
    for line_art, least, worst in (
        (False, limits.ppi, limits.ppi_error),
        (True, limits.line_art_ppi, limits.line_art_ppi_error),
    ):
        some = [one for one in mended.pictures if one.line_art is line_art]
        if not some:
            continue
        ppi, picture = min(((one.ppi / scale, one) for one in some), key=lambda pair: pair[0])
        if ppi >= least:
            continue
        kind = "line art" if line_art else "picture"
        found.append(
            Finding(
                severity=Severity.ERROR if ppi < worst else Severity.WARNING,
                code="low-resolution",
                message=f"“{form.name}”: a {kind} of {picture.width} x {picture.height} dots has {ppi:.0f} ppi as it "
                f"is placed, {least:g} are needed",
                hint="let it be sent with larger pictures, or in a smaller slot",
                file=form.name,
            )
        )
    return found


def _way(plant: Plant, condition: Condition | None) -> Conversion:
    from banmian.inks import conversion, read_condition

    return conversion(condition or read_condition("newsprint"), plant.limits)
