"""An eight-page issue made of a sample's own text: `python -m benchmarks.issue_of_eight OUT [--articles FOLDER]`.

Writes OUT/issue, an issue folder without photographs and adverts, and OUT/text.txt, the same bodies with one paragraph
a line. Every slot that takes an article has one, but for a few that are left empty where the eight pages hold more than
was asked for. A headline group is one of the sample's; a body is cut to what its slot holds, as Banmian's own report of
the issue says. Where the text is used again its sentences are parted into paragraphs another way, so that none stands
twice: an engine that remembers what it has set has nothing to remember. Same text, same issue.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
from collections import Counter
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from banmian.intake import frontmatter, markup, read_issue
from banmian.layout import Slot, read_layout
from banmian.making import make_plates
from banmian.model import ArticleKeys, Finding, Paragraph, ParagraphKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CHARACTERS = 56_000
FRONT, NEWS, FEATURE = "broadsheet-front", "broadsheet-news", "broadsheet-feature"
NEWS_JUMP = "broadsheet-news-jump"
PAGES = (
    ("要闻", FRONT),
    ("要闻", NEWS),
    ("综合", NEWS_JUMP),
    ("文化", FEATURE),
    ("民生", NEWS),
    ("经济", NEWS_JUMP),
    ("教育", NEWS_JUMP),
    ("副刊", FEATURE),
)
ROUNDS = 5
"""How often the bodies are cut anew to what the report says of their slots."""
FIRST_SHARE = 0.8
"""The part of a slot that its text takes before there is a report: the rest is the headline's."""
SENTENCE = re.compile(r".+?(?:[。！？][”’）》」』]*|$)", re.DOTALL)
CLAUSE = re.compile(r"[。！？；，：、][”’）》」』]*")


class Source(NamedTuple):
    """What the sample gives: the heads of its articles, and their paragraphs of body text."""

    heads: tuple[ArticleKeys, ...]
    paragraphs: tuple[Paragraph, ...]


class Place(NamedTuple):
    """A slot of a page that takes an article."""

    page: int
    slot: Slot

    @property
    def name(self) -> str:
        """The id of the article that stands there."""
        return f"p{self.page}-{self.slot.name}"


class Made(NamedTuple):
    """What was made, and what Banmian says of it."""

    characters: int
    hanzi: int
    paragraphs: int
    articles: int
    overset: int
    findings: dict[str, int]

    def __str__(self) -> str:
        said = ", ".join(f"{count} × {code}" for code, count in sorted(self.findings.items())) or "nothing"
        return (
            f"{len(PAGES)} pages, {self.articles} articles, {self.paragraphs} paragraphs, {self.characters:,} "
            f"characters of body ({self.hanzi:,} different hanzi); {self.overset} characters overset; findings: {said}"
        )


def sample_texts() -> list[Path]:
    """The articles of the samples of this checkout, one sample after the other."""
    return sorted(Path(__file__).parents[1].glob("samples/*/articles/*.md"))


def read_source(files: Iterable[Path]) -> Source:
    """The heads and the paragraphs of article files. Subheads and jumps are left out: they belong to their places."""
    heads: list[ArticleKeys] = []
    paragraphs: list[Paragraph] = []
    for file in files:
        raw, _, body, line = frontmatter.split(file.read_text("utf-8"), file.name)
        heads.append(msgspec.convert(raw, ArticleKeys, strict=False))
        paragraphs += [
            msgspec.structs.replace(paragraph, jumps=())
            for paragraph in markup.paragraphs(body, line)
            if paragraph.kind is ParagraphKind.BODY
        ]
    if not paragraphs:
        raise SystemExit("no text: there is no sample with articles; name a folder of .md articles with --articles")
    return Source(tuple(heads), tuple(paragraphs))


def endless(paragraphs: tuple[Paragraph, ...]) -> Iterator[Paragraph]:
    """The paragraphs, then their sentences parted otherwise, another way each time, and nothing twice if it can be."""
    yield from paragraphs
    groups = [SENTENCE.findall(paragraph.text) for paragraph in paragraphs]
    sentences = [sentence for group in groups for sentence in group]
    seen = {paragraph.text for paragraph in paragraphs}
    for turn in count(1):
        before = len(seen)
        at = turn
        for n in range(len(groups)):
            size = len(groups[(turn + n) % len(groups)])
            text = "".join(sentences[(at + k) % len(sentences)] for k in range(size))
            at += size
            if text not in seen:
                seen.add(text)
                yield Paragraph(text)
        if len(seen) == before:  # too little text for another way
            seen.clear()


def cut(text: Iterator[Paragraph], characters: int) -> list[Paragraph]:
    """Paragraphs of so many characters together; the last is cut at the end of a clause, which then ends it."""
    taken: list[Paragraph] = []
    left = characters
    while left > 0:
        paragraph = next(text)
        if len(paragraph.text) > left:
            ends = [mark.start() for mark in CLAUSE.finditer(paragraph.text) if mark.start() < left]
            if not ends and taken:
                break
            end = ends[-1] if ends else left
            spans = tuple(span for span in paragraph.spans if span.end <= end)
            paragraph = Paragraph(paragraph.text[:end] + "。", spans=spans)
            left = 0
        taken.append(paragraph)
        left -= len(paragraph.text)
    return taken


def places() -> list[Place]:
    """The slots of all pages, in the order of the pages and of their importance."""
    return [
        Place(number, slot)
        for number, (_, layout) in enumerate(PAGES, 1)
        for slot in read_layout(layout).slots
        if slot.takes == "article"
    ]


def fill(source: Source, sizes: dict[str, int]) -> dict[str, list[Paragraph]]:
    """A body of the given size for every place that has one, all out of one stream of text."""
    text = endless(source.paragraphs)
    return {name: cut(text, size) for name, size in sizes.items()}


def write(folder: Path, heads: tuple[ArticleKeys, ...], bodies: dict[str, list[Paragraph]]) -> None:
    """Write the issue folder: an article for every place that has a body."""
    found = [place for place in places() if place.name in bodies]
    articles = folder / "articles"
    shutil.rmtree(articles, ignore_errors=True)
    articles.mkdir(parents=True)
    for number, place in enumerate(found):
        head = heads[number % len(heads)]
        byline = msgspec.to_builtins(head.byline)
        keys: dict[str, object] = {"id": place.name, "headline": head.headline, "byline": byline}
        if place.slot.keys.headline != "brief":
            keys |= {"kicker": head.kicker, "deck": head.deck}
        if head.short:
            keys["short"] = head.short
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items()]
        body = "\n\n".join(markup.source(paragraph) for paragraph in bodies[place.name])
        (articles / f"{place.name}.md").write_text("\n".join(["---", *lines, "---", body, ""]), "utf-8")
    toml = ["[paper]", 'name = "八版日报"', "[issue]", "date = 2026-11-23", "number = 1"]
    for number, (section, layout) in enumerate(PAGES, 1):
        ids = [f"{place.name}@{place.slot.name}" for place in found if place.page == number]
        toml += [
            "[[page]]",
            f"number = {number}",
            f'section = "{section}"',
            f'layout = "{layout}"',
            f"articles = {json.dumps(ids)}",
        ]
    (folder / "issue.toml").write_text("\n".join([*toml, ""]), "utf-8")


def refit(folder: Path, sizes: dict[str, int]) -> dict[str, int]:
    """The sizes that the slots hold, as a build of the issue says: more where lines are left, less where text is."""
    lengths = {article.id: len(article.body) for article in read_issue(folder).articles}
    made, _ = make_plates(read_issue(folder))
    for name, characters in overset(made.findings).items():
        lengths[name] -= characters
    return {
        fit.article: round(lengths[fit.article] * fit.room / fit.used) if fit.used else sizes[fit.article]
        for fits in made.fits.values()
        for fit in fits
    }


def overset(findings: Iterable[Finding]) -> dict[str, int]:
    """The characters of each article that have no room."""
    return {finding.article: finding.characters for finding in findings if finding.code == "overset"}


def no_longer(sizes: dict[str, int], characters: int) -> dict[str, int]:
    """The sizes without some that are too many, each about a page's share of the excess, and the rest trimmed."""
    kept = dict(sizes)
    share = (sum(kept.values()) - characters) / len(PAGES)
    while fitting := [name for name, size in kept.items() if size <= sum(kept.values()) - characters]:
        del kept[min(fitting, key=lambda name: abs(kept[name] - share))]
    part = min(characters / sum(kept.values()), 1.0)
    return {name: round(size * part) for name, size in kept.items()}


def make(out: Path, source: Source, characters: int) -> Made:
    """Write OUT/issue and OUT/text.txt."""
    folder = out / "issue"
    sizes = {
        place.name: round(place.slot.measure * place.slot.keys.columns * place.slot.rect.height * FIRST_SHARE)
        for place in places()
    }
    for number in range(ROUNDS):
        write(folder, source.heads, fill(source, sizes))
        sizes = refit(folder, sizes)
        if number >= 2:  # before that they are guesses
            sizes = no_longer(sizes, characters)
    bodies = fill(source, sizes)
    for _ in range(ROUNDS):  # what still has no room is taken away, and nothing else moves
        write(folder, source.heads, bodies)
        issue = read_issue(folder)
        made, _ = make_plates(issue)
        over = overset(made.findings)
        bodies |= {
            name: cut(iter(bodies[name]), sum(len(each.text) for each in bodies[name]) - too_many)
            for name, too_many in over.items()
        }
        if not over:
            break
    text = [paragraph.text for article in issue.articles for paragraph in article.paragraphs]
    (out / "text.txt").write_text("\n".join(text) + "\n", "utf-8")
    return Made(
        characters=sum(map(len, text)),
        hanzi=len({c for c in "".join(text) if "㐀" <= c <= "鿿"}),
        paragraphs=len(text),
        articles=len(issue.articles),
        overset=sum(over.values()),
        findings=dict(Counter(finding.code for finding in made.findings)),
    )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Make an eight-page issue of a sample's own text.")
    parser.add_argument("out", type=Path, help="folder that issue/ and text.txt are written into")
    parser.add_argument("--articles", type=Path, help="folder of .md articles to make it of, instead of the samples")
    parser.add_argument("--characters", type=int, default=CHARACTERS, help="how long the bodies are together, at most")
    wanted = parser.parse_args()
    files = sorted(wanted.articles.glob("*.md")) if wanted.articles else sample_texts()
    print(make(wanted.out, read_source(files), wanted.characters))


if __name__ == "__main__":
    main()
