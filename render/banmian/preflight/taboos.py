"""版面禁忌: what an editor would mark with a red pencil on the made-up pages (X1 to X8, X10, T10, T12, T13, R5, K1).

Advice and never an error: an editor may have a reason for each of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.preflight.captions import captions
from banmian.preflight.cut_words import cut_words
from banmian.preflight.designs import same_design
from banmian.preflight.grounds import grey_page, reversed_type
from banmian.preflight.head_pairs import all_alike, head_pairs, larger_than_rank
from banmian.preflight.heads_and_text import away_from_head, stranded
from banmian.preflight.stories import read_page
from banmian.preflight.text_columns import paragraph_ends, short_columns, uneven_columns
from banmian.preflight.through_gaps import through_gaps

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banmian.makeup import Fit
    from banmian.model import Finding, Issue
    from banmian.plan import PagePlan
    from banmian.plate import Plate


def check_make_up(
    plates: Sequence[Plate], plans: Sequence[PagePlan], issue: Issue, fits: Mapping[int, Sequence[Fit]]
) -> tuple[Finding, ...]:
    """The taboos of every page, and those of the issue. White that the `fits` of its page explain is not said twice."""
    articles = {article.id: article for article in issue.articles}
    ends = paragraph_ends(issue.articles)
    found: list[Finding] = []
    by_number = {plan.page.number: plan for plan in plans}
    for plate in plates:
        page = read_page(plate, by_number[plate.page])
        white = {(fit.article, fit.slot) for fit in fits.get(plate.page, ()) if fit.is_explained}
        found += through_gaps(page)
        found += head_pairs(page)
        found += all_alike(page)
        found += larger_than_rank(page)
        found += stranded(page, white)
        found += away_from_head(page)
        found += short_columns(page, ends)
        found += uneven_columns(page, white)
        found += captions(page)
        found += reversed_type(page)
        found += grey_page(page)
        found += cut_words(page, articles)
    found += same_design(plans)
    return tuple(found)
