"""The pasted page put together: its article, its titles, and the pages of its issue."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from banmian.intake.epaper.head import Head, is_prose, photos, read_head
from banmian.intake.epaper.jumps import take_out_marks
from banmian.intake.epaper.labels import Numbering, PageLabel, numbering
from banmian.intake.epaper.legs import follow
from banmian.intake.epaper.lines import Kind, Line, read_lines
from banmian.intake.epaper.notes import lines_left, page_notes
from banmian.intake.epaper.people import byline, signature
from banmian.intake.epaper.photos import Caption, read_caption
from banmian.intake.epaper.regions import Regions, divide
from banmian.intake.source import problem, read_text
from banmian.model import Article, ArticleKeys, Byline, Finding, InputError, Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_LAST_PAGE = 999


class EpaperSheet(Struct, frozen=True):
    """A page of the issue as the pasted page tells of it: number, section name, and the titles that are listed."""

    number: int
    section: str = ""
    titles: tuple[str, ...] = ()


class EpaperPage(Struct, frozen=True, kw_only=True):
    """An article page of an e-paper, read.

    `number` is the page that was pasted, `home` the page on which the article begins, which is another where the paste
    shows it from the far end of a jump. `sheets` are the pages of the issue: those listed, and those of the article.
    `date`, `issue` (总第N期), `paper` and `editors` are empty where the page does not say them, as most do not.
    """

    number: int
    home: int
    sheets: tuple[EpaperSheet, ...]
    article: Article
    date: datetime.date | None = None
    issue: int | None = None
    paper: str = ""
    editors: tuple[str, ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of the page that was pasted."""
        return next((sheet.titles for sheet in self.sheets if sheet.number == self.number), ())

    @property
    def sections(self) -> dict[int, str]:
        """Section names by page number; empty where none is known."""
        return {sheet.number: sheet.section for sheet in self.sheets}

    def pages(self) -> tuple[Page, ...]:
        """The pages as an issue has them, the article on its own."""
        return tuple(
            Page(
                number=sheet.number,
                section=sheet.section,
                titles=sheet.titles,
                editors=self.editors if sheet.number == self.number else (),
                articles=(self.article.id,) if sheet.number == self.home else (),
            )
            for sheet in self.sheets
        )


def read_epaper(source: Path | bytes) -> tuple[EpaperPage, tuple[Finding, ...]]:
    """Read a page that was pasted into a UTF-8 file, or the bytes of one.

    Raises InputError: no file, no UTF-8, no text, no headline.
    """
    name = "" if isinstance(source, bytes) else source.name
    return parse(read_text(source, name), name)


def parse(text: str, file: str = "") -> tuple[EpaperPage, tuple[Finding, ...]]:
    """Read a pasted page: lines, regions, headline group, photos, byline, jumps, then the pages. Raises InputError."""
    lines = read_lines(text)
    regions = divide(lines)
    _refuse_nothing(lines, regions, file)
    head, findings = _read_article_head(regions, file)
    body, captions, people, editors = _body_lines(head, regions)
    blocks = take_out_marks((line.text, line.number, line.indented) for line in body)
    marks = [mark for block in blocks for mark in block.marks]
    own = {line.number for line in regions.article}
    site = [line for line in lines if line.number not in own]
    label, section = _current(site, regions)
    pages = numbering(
        [entry.label for line in site for entry in line.entries]
        + [mark.label for mark in marks]
        + ([label] if label else [])
    )
    number = pages.number(label) if label else 0
    way = follow(blocks, number, pages, file)
    home = way.home or number or 1
    facts = [line.facts for line in site]
    people = people or next((byline(f"作者:{fact.author}") for fact in facts if fact.author), ())
    pictures, credits_over = photos(captions)
    article = Article(
        keys=ArticleKeys(
            id=f"p{home:02d}-1",
            kicker=head.kicker,
            headline=_one_or_more(head.headline),
            deck=_one_or_more(head.deck),
            byline=people,
            photos=pictures,
        ),
        paragraphs=way.paragraphs,
        file=file,
    )
    page = EpaperPage(
        number=number or home,
        home=home,
        article=article,
        sheets=_sheets(site, regions, pages, {home, number or home, *way.targets}, (number or home, section)),
        date=next((fact.date for fact in facts if fact.date), None),
        issue=next((fact.number for fact in facts if fact.number), None),
        paper=next((fact.paper for fact in facts if fact.paper), ""),
        editors=tuple(dict.fromkeys([*(name for fact in facts for name in fact.editors), *editors])),
    )
    return page, (
        *findings,
        *way.findings,
        *lines_left(regions.left, lines, credits_over, file),
        *page_notes(page, label is not None, bool(way.home), pages, file),
    )


def _refuse_nothing(lines: Sequence[Line], regions: Regions, file: str) -> None:
    if all(line.kind is Kind.BLANK for line in lines):
        raise InputError(
            problem(
                "empty-file",
                "the file has no text",
                file=file,
                line=1,
                hint="expected: the text of an article page, copied from the site and pasted",
            )
        )
    if not regions.article:
        raise InputError(
            problem(
                "no-headline",
                "the page has navigation but no article",
                file=file,
                line=1,
                hint="expected: a headline on a line of its own, then the text of the article",
            )
        )


def _read_article_head(regions: Regions, file: str) -> tuple[Head, tuple[Finding, ...]]:
    prose = [line for line in regions.article if is_prose(line) and not read_caption(line.text)]
    indents = bool(prose) and sum(line.indented for line in prose) * 2 >= len(prose)
    head = read_head(regions.article, [title.text for title in regions.titles], indents, file)
    if not head.headline:
        line = regions.article[0]
        raise InputError(
            problem(
                "no-headline",
                f"no headline stands before the text “{line.text[:20]}…”",
                file=file,
                line=line.number,
                hint="expected: a headline on a line of its own, then the text of the article",
            )
        )
    return head, head.findings


def _body_lines(head: Head, regions: Regions) -> tuple[list[Line], list[Caption], tuple[Byline, ...], tuple[str, ...]]:
    """The lines of the body without the captions among them, and without the byline and the editors behind it."""
    captions = list(head.captions)
    people = head.byline
    editors: tuple[str, ...] = ()
    body: list[Line] = []
    for line in head.body:
        if line.facts.editors:
            editors += line.facts.editors
        elif caption := read_caption(line.text):
            captions.append(caption)
        else:
            body.append(line)
    while not people and len(body) > 1 and (found := signature(body[-1].text)):
        people = found
        body.pop()
    if not body and captions and captions[-1].caption:  # 图片新闻: the caption is the text
        line = next(line for line in (*head.body, *regions.article) if captions[-1].caption in line.text)
        body = [Line(line.number, captions[-1].caption, line.indented, line.after_blank, Kind.TEXT)]
        captions[-1] = Caption("", captions[-1].credit)
    return body, captions, people, editors


def _current(site: Sequence[Line], regions: Regions) -> tuple[PageLabel | None, str]:
    """The page that was pasted and its section: as the navigation says, else an entry that stands over the article
    outside the page list.
    """
    sections = [line.facts.section for line in site if line.facts.section]
    for line in site:
        if line.facts.label:
            return line.facts.label, line.facts.section or next(iter(sections), "")
    entries = [(line, entry) for line in site for entry in line.entries]
    for line, entry in entries:
        over = line.number < regions.article[0].number
        again = any(other is not line and twin.label == entry.label for other, twin in entries)
        if over and (len(entries) == 1 or again):
            return entry.label, entry.section
    return None, ""


def _sheets(
    site: Sequence[Line], regions: Regions, pages: Numbering, own: Iterable[int], current: tuple[int, str]
) -> tuple[EpaperSheet, ...]:
    """The pages of the issue. Titles listed under one entry only, or under none, are those of the pasted page."""
    sections: dict[int, str] = dict.fromkeys(sorted(own), "")
    for line in site:
        for entry in line.entries:
            number = pages.number(entry.label)
            sections[number] = sections.get(number) or entry.section
    sections[current[0]] = sections[current[0]] or current[1]
    several = len({title.under for title in regions.titles}) > 1
    titles: dict[int, list[str]] = {}
    for title in regions.titles:
        number = pages.number(title.under.label) if several and title.under else current[0]
        titles.setdefault(number, []).append(title.text)
    return tuple(
        EpaperSheet(number, section, tuple(titles.get(number, ())))
        for number, section in sorted(sections.items())
        if number <= _LAST_PAGE
    )


def _one_or_more(texts: tuple[str, ...]) -> str | tuple[str, ...]:
    return texts[0] if len(texts) == 1 else texts or ""
