"""The facts that a page is told: all that its furniture and adverts depend on beside its own articles.

They are values, so that a page is known by them: where none of them changed, the page is the same.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from banmian.cache import stamp
from banmian.makeup.furniture.directory import listed
from banmian.makeup.furniture.furnish import page_count
from banmian.makeup.furniture.titles import openings
from banmian.model.media import Media

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banmian.model import Issue
    from banmian.plan import PagePlan

NAMES_OTHERS = ("directory", "digest")
"""What in a slot names the articles of other pages."""


def page_facts(issue: Issue, plan: PagePlan, plans: tuple[PagePlan, ...]) -> list[Any]:
    """Return what a page is told: paper and date, the number of pages, what it lists of others, its adverts' files."""
    takes = {slot.takes for slot in plan.layout.slots}
    facts: list[Any] = [issue.paper, issue.edition, page_count(plans), plan.adverts]
    if issue.paper.logo:
        facts.append(stamp(Path(issue.folder) / issue.paper.logo))
    for advert in plan.adverts:
        facts += _files(Path(issue.folder) / advert.file)
    if not takes.isdisjoint(NAMES_OTHERS):
        for entry in listed(issue, plan.page, plans):
            facts += [entry.page, [article.keys for article in entry.articles]]
            if "digest" in takes:
                facts.append([openings(article) for article in entry.articles])
                photos = [photo.file for article in entry.articles for photo in article.keys.photos if photo.file]
                facts += [stamp(Path(issue.folder) / file) for file in photos]
    return facts


def _files(advert: Path) -> Iterator[tuple[str, int, int]]:
    """The stamps of an advert, and of all files beside an HTML one, which it may show."""
    yield stamp(advert)
    if Media.of(advert) is Media.HTML:
        yield from (stamp(file) for file in sorted(advert.parent.rglob("*")) if file.is_file())
