"""The page directory 今日导读 of page 1: page, section and headlines, made from the content itself (D1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.makeup.runs import baseline
from banmian.model import Finding, Severity
from banmian.plate import BLACK, RED, Fill, Link

if TYPE_CHECKING:
    from banmian.makeup.furniture import Box, Setter
    from banmian.model import Article, Issue, Page
    from banmian.plan import PagePlan

ENTRY_SIZE, SECTION_SIZE, TITLE_SIZE = 10.5, 10.5, 14.0


def directory(issue: Issue, plans: tuple[PagePlan, ...], box: Box, setter: Setter) -> None:
    """Set the directory in a box: as many headlines of each page as there is room for, by importance."""
    articles = {article.id: article for article in issue.articles}
    line = box.pitch
    bar = 2 * line
    setter.items.append(
        Fill(x=box.x, y=box.y, width=box.width, height=bar, colour=BLACK.tint(0.1), role="directory-bar")
    )
    title = setter.label("今日导读", TITLE_SIZE, "section", "directory-title", colour=RED)
    title.spacing = 0.25
    setter.put(title, box.x + 9, baseline(box.y, bar, TITLE_SIZE))

    wanted = [
        (plan.page, [articles[leg.article] for leg in plan.legs if leg.number == 0])
        for plan in plans
        if plan.page.number != 1
    ]
    wanted = [(page, list(found)) for page, found in wanted if found]
    rows = int((box.height - bar - 0.5 * line) // (1.5 * line))
    chosen = _share(wanted, rows)
    if left_out := [page.number for page, _ in wanted][len(chosen) :]:
        setter.findings.append(
            Finding(
                severity=Severity.WARNING,
                code="directory-full",
                page=1,
                message=f"the directory has no room for the pages {', '.join(map(str, left_out))}",
                hint="give it a larger slot, or leave it off the page",
            )
        )
    step = (box.height - bar - 0.5 * line) / max(sum(len(found) for _, found in chosen), 1)
    step = min(step, 2 * line)
    y = box.y + bar + 0.5 * line
    for page, found in chosen:
        _section(page, box, y, step, setter)
        for article in found:
            _entry(article, page, box, y, step, setter)
            y += step


def _share(wanted: list[tuple[Page, list[Article]]], rows: int) -> list[tuple[Page, list[Article]]]:
    """Rows shared out among the pages: one each in turn, until the rows or the headlines are used up."""
    counts = [0] * len(wanted)
    while sum(counts) < rows:
        before = sum(counts)
        for n, (_, found) in enumerate(wanted):
            if counts[n] < len(found) and sum(counts) < rows:
                counts[n] += 1
        if sum(counts) == before:
            break
    return [(page, found[:count]) for (page, found), count in zip(wanted, counts, strict=True) if count]


def _section(page: Page, box: Box, y: float, step: float, setter: Setter) -> None:
    number = setter.label(f"{page.number}版", SECTION_SIZE, "folio-figure", "directory", colour=RED)
    setter.put(number, box.x + 9, baseline(y, step, SECTION_SIZE))
    if page.section:
        name = setter.label(page.section, SECTION_SIZE, "section", "directory")
        room = 9.5 * 9 - 9 - number.width - 5
        if name.width > room:
            name.size = int(name.size * room / name.width * 4) / 4
        setter.put(name, box.x + 9 + number.width + 5, baseline(y, step, name.size))


def _entry(article: Article, page: Page, box: Box, y: float, step: float, setter: Setter) -> None:
    left = box.x + 9 * 10
    room = box.width - 9 * 10
    label = setter.label(article.title, ENTRY_SIZE, "directory", "directory", article=article)
    if label.width > room:
        label = setter.label(article.short, ENTRY_SIZE, "directory", "directory", article=article)
    if label.width > room:
        label.size = int(ENTRY_SIZE * room / label.width * 4) / 4
    setter.put(label, left, baseline(y, step, label.size))
    setter.items.append(
        Link(
            x=box.x,
            y=y,
            width=box.width,
            height=step,
            to_page=page.number,
            to_article=article.id,
            article=article.id,
            role="directory",
        )
    )
