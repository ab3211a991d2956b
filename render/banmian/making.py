"""The way through the house as far as the Plates: adverts admitted, planned, set, made up, looked over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from banmian.model import InputError
from banmian.model.media import Media

if TYPE_CHECKING:
    from banmian.cache import Cache
    from banmian.faces import FaceLibrary
    from banmian.inks import Condition
    from banmian.makeup import MadeUp
    from banmian.model import Issue
    from banmian.model.plant import Plant


def make_plates(
    issue: Issue,
    library: FaceLibrary | None = None,
    *,
    plant: Plant | None = None,
    condition: Condition | None = None,
    cache: Cache | None = None,
) -> tuple[MadeUp, FaceLibrary]:
    """Return an issue, as the copydesk left it, made up, and the library of the faces it uses. Raises InputError.

    Adverts are mended for the plant and the condition first; those refused leave their slots white. Pictures and
    designs are held against the limits of the plant where one is given. What a `cache` holds is not made again.
    """
    from banmian.cache import Cache, digest, stamp
    from banmian.faces import FaceLibrary

    cache = cache or Cache()
    choices = [stamp(Path(issue.folder) / choice.file) for choice in issue.fonts.values()]
    if library is None:
        library = cache.share(
            digest("faces", issue.fonts, issue.folder, choices),
            lambda: FaceLibrary(issue.fonts, issue.folder, issue.places),
        )
    profile = condition and condition.identifier
    key = digest("issue", issue, [stamp(file) for file in _files(issue)], plant, profile, choices)
    return cache.share(key, lambda: _made(issue, library, plant, condition, cache)), library


def _files(issue: Issue) -> list[Path]:
    """The files that an issue names or that may lie beside what it names: pictures, adverts, logo, designs."""
    folder = Path(issue.folder)
    photos = [photo for article in issue.articles for photo in article.keys.photos]
    named = {photo.file for photo in photos} | {part.file for photo in photos for part in photo.group}
    adverts = {advert.file for page in issue.pages for advert in page.adverts}
    beside = {(folder / file).parent for file in adverts if Media.of(file) is Media.HTML}
    found = {folder / file for file in named | adverts | {issue.paper.logo} if file}
    found |= {file for each in (*beside, folder / "layouts") if each.is_dir() for file in each.rglob("*")}
    return sorted(found)


def _made(issue: Issue, library: FaceLibrary, plant: Plant | None, condition: Condition | None, cache: Cache) -> MadeUp:
    from banmian.advert_intake import admit_adverts, admit_forms
    from banmian.layout import spots_and_sums, unknown_roles
    from banmian.makeup import make_up
    from banmian.makeup.measure import Measurer
    from banmian.plan import plan_pages
    from banmian.preflight import check_make_up, check_pictures, check_plates
    from banmian.preflight.stand_ins import stand_ins, withheld
    from banmian.report import pieces_of

    issue, advert_findings = admit_adverts(issue, plant, condition)
    plans, plan_findings = plan_pages(issue, Measurer(issue, library, cache))
    layouts = {plan.layout.name: plan.layout for plan in plans}.values()
    if unknown := [one for layout in layouts for one in unknown_roles(layout, library.roles())]:
        raise InputError(*unknown)
    made = make_up(issue, plans, library, cache)
    plates, form_findings = admit_forms(made.plates, plant, condition)
    made = made._replace(plates=plates, findings=(*advert_findings, *made.findings, *form_findings))
    missing = stand_ins(made.plates, library.faces)
    findings = (
        *plan_findings,
        *made.findings,
        *(withheld(page, characters) for page, characters in missing.items()),
        *check_plates(made.plates, pieces_of(made.plates), issue.articles),
        *(check_pictures(made.plates, plant.limits) if plant else ()),
        *(one for layout in layouts for one in (spots_and_sums(layout, plant.limits) if plant else ())),
    )
    taboos = check_make_up(made.plates, plans, issue, made.fits)
    return made._replace(findings=(*findings, *taboos), withheld=frozenset(missing))
