"""The page directory 今日导读: pages, sections and headlines, made from the content itself, in three designs (D1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from banmian.makeup.furniture.titles import forms
from banmian.makeup.lines.runs import baseline
from banmian.makeup.lines.wrapped import headline_rows
from banmian.plate import BLACK, WHITE, Role

if TYPE_CHECKING:
    from banmian.makeup.furniture.setter import Box, Setter
    from banmian.makeup.lines.labels import Label
    from banmian.model import Article, Issue, Page
    from banmian.plan import PagePlan

ENTRY, LEAST_ENTRY, TITLE = 10.5, 8.5, 14.0
COLUMN = 28
"""字 of 9 pt: a list is set in columns of this width or more."""
CARD = 14
"""The same of a card."""
NAME, SHORT_NAME = "今日导读", "导读"
LOW = 46
"""pt: a tab that is lower has no room for the long name at 小五 (X7)."""


class Listed(NamedTuple):
    """A page with its articles, the most important first."""

    page: Page
    articles: list[Article]


def directory(
    issue: Issue, page: Page, plans: tuple[PagePlan, ...], box: Box, design: str, heading: str, setter: Setter
) -> None:
    """Set the directory of the other pages in a box: as many headlines of each as there is room for, by importance."""
    wanted = listed(issue, page, plans)
    shown = {"cards": _cards, "bar": _bar}.get(design, _list)(wanted, box, heading or NAME, setter)
    if left_out := [entry.page.number for entry in wanted if entry.page.number not in shown]:
        setter.note(
            "directory-full",
            f"the directory has no room for the pages {', '.join(map(str, left_out))}",
            "give it a larger slot, or leave it off the page",
        )


def listed(issue: Issue, page: Page, plans: tuple[PagePlan, ...]) -> list[Listed]:
    """The other pages, each with the articles that begin on it."""
    articles = {article.id: article for article in issue.articles}
    found = [
        Listed(plan.page, [articles[leg.article] for leg in plan.legs if leg.number == 0])
        for plan in plans
        if plan.page.number != page.number
    ]
    return [entry for entry in found if entry.articles]


def _list(wanted: list[Listed], box: Box, heading: str, setter: Setter) -> set[int]:
    """A row for each headline under a bar, in one column or more; figure and section before the first of a page."""
    line = box.pitch
    bar = box.part(box.x, box.y, box.width, min(2 * line, 0.25 * box.height))
    setter.fill(bar, BLACK.tint(0.1), Role.DIRECTORY_BAR)
    title = setter.fitted(
        [heading], min(TITLE, 0.7 * bar.height), "section", Role.DIRECTORY_TITLE, box.width - 12, colour=setter.accent
    )
    title = title.spaced(0.25 if title.width * 1.25 <= box.width - 12 else 0.0)
    setter.put(title, box.x + 6, baseline(bar.y, bar.height, title.size))
    top = bar.bottom + 0.35 * line
    room = box.bottom - top
    count = max(1, int(box.width // (COLUMN * 9)))
    rows = int(room / (1.3 * line) + 1e-6)
    chosen = _share(wanted, rows * count)
    entries = [(entry, article) for entry in chosen for article in entry.articles]
    if not entries:
        return set()
    rows = -(-len(entries) // count)
    step = min(room / rows, 2 * line)
    gutter = 2 * line if count > 1 else 0.0
    width = (box.width - gutter * (count - 1)) / count
    level = _level([_head(entry.page, width, setter) for entry in chosen])
    heads = {entry.page.number: labels for entry, labels in zip(chosen, level, strict=True)}
    left = max(sum(label.width + 5 for label in labels) for labels in heads.values()) + 5
    for n, (entry, article) in enumerate(entries):
        column, row = divmod(n, rows)
        place = box.part(box.x + column * (width + gutter), top + row * step, width, step)
        first = n == 0 or entries[n - 1][0] is not entry
        with setter.group(Role.ENTRY, f"directory/{article.id}"):
            if first or row == 0:
                x = place.x
                for label in heads[entry.page.number]:
                    setter.findings += label.findings if first else []
                    setter.put(label, x, baseline(place.y, step, label.size))
                    x += label.width + 5
                if row:
                    setter.rule(place.x, place.y, place.right, place.y, 0.25, Role.DIRECTORY_RULE)
            label = setter.fitted(
                forms(article), ENTRY, "directory", Role.DIRECTORY, width - left, LEAST_ENTRY, article=article
            )
            setter.put(label, place.x + left, baseline(place.y, step, label.size))
            setter.link(place, entry.page.number, article.id, Role.DIRECTORY)
    return {entry.page.number for entry in chosen}


def _head(page: Page, width: float, setter: Setter) -> list[Label]:
    """The figure of a page, and its section where there is room for it."""
    ink = setter.ink(ENTRY)
    number = setter.case.label(f"{page.number}版", ENTRY, "folio-figure", Role.DIRECTORY, colour=ink)
    if not page.section or width < 20 * 9:
        return [number]
    name = setter.case.label(page.section, ENTRY, "section", Role.DIRECTORY)
    room = 0.3 * width - number.width - 10
    name = name.shrunk_to(room, 7.0)
    return [number, name] if name.width <= room + 5 else [number]


def _level(heads: list[list[Label]]) -> list[list[Label]]:
    """The heads with all sections of the smallest size that one of them needs."""
    least = min((label.size for labels in heads for label in labels[1:]), default=0.0)
    return [[*labels[:1], *(label.at_size(least) for label in labels[1:])] for labels in heads]


def _share(wanted: list[Listed], rows: int) -> list[Listed]:
    """Rows shared out among the pages: one each in turn, until the rows or the headlines are used up."""
    counts = [0] * len(wanted)
    while sum(counts) < rows:
        before = sum(counts)
        for n, entry in enumerate(wanted):
            if counts[n] < len(entry.articles) and sum(counts) < rows:
                counts[n] += 1
        if sum(counts) == before:
            break
    return [Listed(entry.page, entry.articles[:n]) for entry, n in zip(wanted, counts, strict=True) if n]


def _cards(wanted: list[Listed], box: Box, heading: str, setter: Setter) -> set[int]:
    """A card for each page: its figure large, its section, and its first headline on two lines."""
    if not wanted:
        return set()
    tab = _tab(heading, box, setter)
    room = box.part(tab.right, box.y, box.right - tab.right, box.height)
    per_row = max(1, min(len(wanted), int(room.width // (CARD * 9))))
    rows = max(1, min(-(-len(wanted) // per_row), int(room.height // (3 * box.pitch))))
    per_row = min(per_row, -(-len(wanted) // rows))
    shown = wanted[: per_row * rows]
    width, height = room.width / per_row, room.height / rows
    setter.rule(box.x, box.y + 0.4, box.right, box.y + 0.4, 0.8, Role.DIRECTORY_RULE, colour=setter.accent)
    setter.rule(box.x, box.bottom - 0.2, box.right, box.bottom - 0.2, 0.4, Role.DIRECTORY_RULE)
    for n, entry in enumerate(shown):
        row, column = divmod(n, per_row)
        card = box.part(room.x + column * width, room.y + row * height, width, height)
        if column:
            setter.rule(card.x, card.y + 6, card.x, card.bottom - 6, 0.3, Role.DIRECTORY_RULE)
        if row and not column:
            setter.rule(room.x + 6, card.y, room.right - 6, card.y, 0.3, Role.DIRECTORY_RULE)
        with setter.group(Role.ENTRY, f"directory/{entry.articles[0].id}"):
            _card(entry, card, setter)
    return {entry.page.number for entry in shown}


def _tab(heading: str, box: Box, setter: Setter) -> Box:
    """The heading running down a solid tab at the left (X7)."""
    if heading == NAME and box.height < LOW:
        heading = SHORT_NAME
    label = setter.label(heading, 11.0, "section", Role.DIRECTORY_TITLE, colour=WHITE, vertical=True)
    label = label.at_size(min(11.0, int((box.height - 6) / max(label.natural, 1) * 4) / 4))
    tab = box.part(box.x, box.y, 1.8 * max(label.size, 6.0), box.height)
    setter.fill(tab, setter.accent, Role.DIRECTORY_BAR)
    label = label.spaced(max(min(((box.height - 10) / label.size - label.natural) / max(label.gaps, 1), 0.35), 0.0))
    setter.put(label, tab.x + tab.width / 2, tab.y + (tab.height - label.width) / 2)
    return tab


def _card(entry: Listed, card: Box, setter: Setter) -> None:
    pad = 8.0
    article = entry.articles[0]
    size = min(36.0, 0.5 * card.height)
    figure = setter.label(f"{entry.page.number}", size, "folio-figure", Role.DIRECTORY, colour=setter.ink(size))
    page = setter.label("版", 0.36 * size, "folio-figure", Role.DIRECTORY, colour=setter.ink(0.36 * size))
    left = figure.width + page.width + 2 + pad
    name = entry.page.section
    leading = min(19.0, (card.height - 4) / (3 if name else 2))
    size_of = min(15.0, leading / 1.2)
    room = card.width - left - 2 * pad
    sizes = [size for size in (size_of, 13.0, 11.5, 10.5, 9.5) if size <= size_of]
    rows = headline_rows(forms(article), sizes, "folio-name", Role.DIRECTORY, room, 2, setter, article)
    height = leading * len(rows) + (leading if name else 0)
    y = card.y + (card.height - height) / 2
    foot = baseline(card.y, card.height, figure.size)
    setter.put(figure, card.x + pad, foot)
    setter.put(page, card.x + pad + figure.width + 2, foot)
    if name:
        label = setter.fitted([name], min(0.8 * size_of, 10.5), "section", Role.DIRECTORY, room)
        setter.put(label, card.x + pad + left, baseline(y, leading, label.size))
        y += leading
    for row in rows:
        setter.put(row, card.x + pad + left, baseline(y, leading, row.size))
        y += leading
    setter.link(card, entry.page.number, article.id, Role.DIRECTORY)


def _bar(wanted: list[Listed], box: Box, heading: str, setter: Setter) -> set[int]:
    """One line, or as many as the box is high: 导读 ▶ a headline and its page, the next one, …"""
    if not wanted:
        return set()
    heading = SHORT_NAME if heading == NAME else heading
    count = max(1, int(box.height // (1.5 * box.pitch)))
    title = setter.label(heading, min(12.0, 0.7 * box.height), "section", Role.DIRECTORY_TITLE, colour=WHITE)
    tab = box.part(box.x, box.y, title.width + 1.2 * title.size, box.height)
    setter.fill(tab, setter.accent, Role.DIRECTORY_BAR)
    setter.put(title, tab.x + 0.6 * title.size, baseline(tab.y, tab.height, title.size))
    arrow = setter.label("▶", 0.75 * title.size, "section", Role.DIRECTORY_TITLE, colour=setter.ink(0.75 * title.size))
    setter.put(arrow, tab.right + 3, baseline(box.y, box.height, arrow.size))
    room = box.part(tab.right + arrow.width + 8, box.y, box.right - tab.right - arrow.width - 8, box.height)
    setter.rule(box.x, box.bottom - 0.4, box.right, box.bottom - 0.4, 0.8, Role.DIRECTORY_RULE, colour=setter.accent)
    height = room.height / count
    rows, size = _packed(wanted, room.width, min(ENTRY, 0.8 * height), count, setter)
    height = room.height / len(rows)
    for n, row in enumerate(rows):
        wide = sum(label.width + figure.width + 0.35 * size for _, label, figure in row)
        gap = min((room.width - wide) / max(len(row) - 1, 1), 3 * size)
        x = room.x
        for number, (entry, label, figure) in enumerate(row):
            line = baseline(room.y + n * height, height, size)
            if number:
                dot = setter.label("·", size, "section", Role.DIRECTORY)
                setter.put(dot, x - gap / 2 - dot.width / 2, line)
            setter.findings += label.findings
            width = label.width + 0.35 * size + figure.width
            article = entry.articles[0].id
            with setter.group(Role.ENTRY, f"directory/{article}"):
                setter.put(label, x, line)
                setter.put(figure, x + label.width + 0.35 * size, line)
                place = box.part(x, room.y + n * height, width, height)
                setter.link(place, entry.page.number, article, Role.DIRECTORY)
            x += width + gap
    return {entry.page.number for row in rows for entry, _, _ in row}


def _packed(
    wanted: list[Listed], width: float, size: float, count: int, setter: Setter
) -> tuple[list[list[tuple[Listed, Label, Label]]], float]:
    """The first headline of each page on so many rows: with long forms if they have room, else with shorter ones, else
    smaller; at the last without the last pages.
    """
    found: list[list[tuple[Listed, Label, Label]]] = []
    for smaller in (1.0, 0.9, LEAST_ENTRY / ENTRY):
        for short in (0, 1, 2, 9):
            em = int(size * smaller * 4) / 4
            found = [[]]
            used = 0.0
            for entry in wanted:
                texts = forms(entry.articles[0])
                text = texts[min(short, len(texts) - 1)]
                label = setter.case.label(text, em, "directory", Role.DIRECTORY, article=entry.articles[0])
                number = f"{entry.page.number}版"
                figure = setter.case.label(number, em, "folio-figure", Role.DIRECTORY, colour=setter.ink(em))
                wide = label.width + figure.width + 0.35 * em
                if found[-1] and used + 1.2 * em + wide > width:
                    found.append([])
                    used = 0.0
                if not found[-1] and wide > width:
                    label = label.at_size(max(label.size * (width - figure.width - 0.35 * em) / label.width, 1.0))
                    wide = width
                used += wide + (1.2 * em if found[-1] else 0.0)
                found[-1].append((entry, label, figure))
            if len(found) <= count:
                return found, em
    return found[:count], em
