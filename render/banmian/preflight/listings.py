"""今日导读: what the directory and the digest say of other pages is so (D1); no headline stands twice (D2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banmian.plate import Link, Role, groups_of, lines_of
from banmian.preflight.broken import Broken, around, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banmian.model import Article, Issue
    from banmian.plate import Group, Plate, TextRun

LISTS = (Role.DIRECTORY, Role.DIGEST)
_NUMBER = re.compile(r"第?(\d{1,3})版?")
_BLANKS = re.compile(r"[\s　]+")


def directory_entries(issue: Issue, plates: Sequence[Plate]) -> Iterator[Broken]:
    """Entries that name a wrong page, a headline that the article does not have, a section that the page has not."""
    articles = {article.id: article for article in issue.articles}
    stands = _pages_of(plates)
    sections = {page: plate.section for plate in plates for page in plate.pages}
    for plate in plates:
        for listed in (group for group in plate.furniture if group.role in LISTS):
            printed = 0
            for link, runs in _entries(listed):
                own = [run for run in runs if run.article == link.to_article]
                others = [run for run in runs if not run.article]
                numbers, rest = _numbers(others)
                printed = numbers[0] if numbers else printed
                article = articles.get(link.to_article)
                where = stands.get(link.to_article, ())
                title = article.title if article else link.to_article
                says = "、".join(f"第{number}版" for number in dict.fromkeys((printed or link.to_page, link.to_page)))
                right = "、".join(f"第{number}版" for number in where) or "—"
                if not {printed or link.to_page, link.to_page} <= set(where):
                    yield Broken("edition-directory-page", plate.page, around(runs), title, says, right)
                if article and own and not _names(article, _headline(own)):
                    yield Broken(
                        "edition-directory-headline", plate.page, around(own), "", _headline(own), article.title
                    )
                section = sections.get(link.to_page, "")
                if section and rest and not any(run.text in section for run in rest):
                    text = "".join(run.text for run in rest)
                    yield Broken(
                        "edition-directory-section", plate.page, around(rest), f"第{link.to_page}版", text, section
                    )


def headlines_twice(issue: Issue, plates: Sequence[Plate]) -> Iterator[Broken]:
    """Headlines that two articles on the pages share."""
    stands = _pages_of(plates)
    known: dict[str, list[Article]] = {}
    for article in issue.articles:
        if article.id in stands:
            known.setdefault(_BLANKS.sub("", article.title), []).append(article)
    for same in known.values():
        for article in same[1:]:
            page = stands[article.id][0]
            others = "、".join(f"第{stands[other.id][0]}版" for other in same if other is not article)
            runs = [run for plate in plates if page in plate.pages for run in plate.texts(article.id, Role.HEADLINE)]
            yield Broken("edition-headline-twice", page, around(runs), named(article)[1:-1], others)


def _pages_of(plates: Sequence[Plate]) -> dict[str, tuple[int, ...]]:
    """The page on which each article begins; both pages of a spread."""
    return {leg.article: plate.pages for plate in plates for leg in plate.legs if leg.number == 0}


def _entries(listed: Group) -> Iterator[tuple[Link, list[TextRun]]]:
    """The entries of a list: the link of each, and its text."""
    for entry in groups_of(listed.children, (Role.ENTRY,)):
        runs = [run for line in lines_of(entry.children) for run in line.runs]
        yield from ((child, runs) for child in entry.children if isinstance(child, Link))


def _numbers(runs: list[TextRun]) -> tuple[list[int], list[TextRun]]:
    """The page numbers that runs print, and the other runs."""
    numbers, rest = [], []
    for run in runs:
        if found := _NUMBER.fullmatch(run.text):
            numbers.append(int(found[1]))
        elif run.text not in "版·▶":
            rest.append(run)
    return numbers, rest


def _headline(runs: list[TextRun]) -> str:
    """The text of an entry in the face and size of its first run; what follows in another tells of the article."""
    first = runs[0]
    same = []
    for run in runs:
        if run.size != first.size:
            break
        same.append(run.text)
    return "".join(same)


def _names(article: Article, text: str) -> bool:
    """Whether a text is the headline, its short form, or how one of them begins."""
    bare = _BLANKS.sub("", text).rstrip("，；。")
    return bool(bare) and any(_BLANKS.sub("", form).startswith(bare) for form in (article.title, article.short))
