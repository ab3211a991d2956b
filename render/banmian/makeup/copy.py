"""The copy of an issue: the bodies of all its articles as one run of sorts, cast once.

One cast of everything is several times cheaper than one an article, since arrays pay by the call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from banmian.model import Finding, ParagraphKind, Severity
from banmian.typeset import BODY, RoleRun, Sorts, cast

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banmian.faces import FaceLibrary
    from banmian.model import Article
    from banmian.typeset import Setting


class Stretch(NamedTuple):
    """A paragraph as offsets [start, end) in the sorts."""

    start: int
    end: int
    kind: ParagraphKind


class Story(NamedTuple):
    """An article as a stretch of the sorts. `body` is the offset of its body's first character, `start` lies before it
    where a dateline opens the text.
    """

    article: Article
    start: int
    body: int
    end: int
    stretches: tuple[Stretch, ...]


class Copy(NamedTuple):
    """The sorts of all articles, and each article's place in them."""

    sorts: Sorts
    stories: dict[str, Story]


def cast_copy(articles: Iterable[Article], library: FaceLibrary, setting: Setting = BODY) -> Copy:
    """Cast the bodies of articles, each with its dateline run in (F8) and its lead-ins in their face."""
    texts: list[str] = []
    roles: list[RoleRun] = []
    stories: dict[str, Story] = {}
    at = 0
    for article in articles:
        start = at
        dateline = article.keys.dateline.strip() if article.paragraphs else ""
        if dateline:
            roles.append(RoleRun(at, "dateline"))
            texts.append(dateline)
            at += len(dateline)
        body = at
        stretches = []
        for number, paragraph in enumerate(article.paragraphs):
            opening = 1.0 if dateline and number == 0 else 0.0  # F8: an em between dateline and text
            role = "subhead" if paragraph.kind is ParagraphKind.SUBHEAD else "body"
            roles.append(RoleRun(at, role, opening))
            for span in paragraph.spans:
                roles.append(RoleRun(at + span.start, "lead-in", opening if span.start == 0 else 0.0))
                roles.append(RoleRun(at + span.end, role))
            texts.append(paragraph.text + "\n")
            end = at + len(paragraph.text)
            begin = at
            if number == 0 and start < body:
                if paragraph.kind is ParagraphKind.SUBHEAD:  # a dateline is no part of a subhead: it stands alone
                    stretches.append(Stretch(start, body, ParagraphKind.BODY))
                else:
                    begin = start
            stretches.append(Stretch(begin, end, paragraph.kind))
            at = end + 1
        stories[article.id] = Story(article, start, body, max(at - 1, body), tuple(stretches))
    return Copy(cast("".join(texts), setting, library, _without_empty(roles, at)), stories)


def _without_empty(roles: list[RoleRun], size: int) -> list[RoleRun]:
    """Runs of no characters dropped: of two that begin at one place the later counts."""
    kept: list[RoleRun] = []
    for run in roles:
        if kept and kept[-1].start == run.start:
            kept[-1] = run._replace(space_before=max(run.space_before, kept[-1].space_before))
        elif run.start < size:
            kept.append(run)
    return kept or [RoleRun(0, "body")]


def missing_glyphs(copy: Copy) -> list[Finding]:
    """A finding for every character of a body that no face of its role's chain has."""
    found = []
    for missing in copy.sorts.missing:
        story = next(s for s in copy.stories.values() if s.start <= missing.offset <= s.end)
        number = next(n for n, s in enumerate(story.stretches, 1) if s.start <= missing.offset <= s.end)
        found.append(missing_glyph(missing.character, missing.role, story.article, number))
    return found


def missing_glyph(character: str, role: str, article: Article | None, paragraph: int = 0, part: str = "") -> Finding:
    """The finding for a character without a glyph."""
    line = article.paragraphs[paragraph - 1].line if article and paragraph else 0
    where = f"the {part} has" if part else "the text has"
    return Finding(
        severity=Severity.ERROR,
        code="missing-glyph",
        message=f"{where} “{character}” (U+{ord(character):04X}), which no face of the role “{role}” has",
        hint=f"put a face that has it on the role “{role}” under [fonts] in issue.toml, or write another character",
        article=article.id if article else "",
        paragraph=paragraph,
        file=article.file if article else "",
        line=line,
    )
