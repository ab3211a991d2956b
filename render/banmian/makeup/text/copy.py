"""The copy of an issue: the bodies of all its articles as one run of sorts, cast once.

One cast of everything is several times cheaper than one an article, since arrays pay by the call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from banmian.makeup.lines.missing import missing_glyph
from banmian.makeup.lines.runs import Text
from banmian.makeup.marks import inline, ruby
from banmian.model import ParagraphKind, SpanStyle
from banmian.plate import BODY as BODY_TEXT
from banmian.typeset import BODY, RoleRun, Sorts, cast, remarks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from banmian.faces import FaceLibrary
    from banmian.makeup.marks.inline import Mark
    from banmian.model import Article, Finding, Paragraph
    from banmian.typeset import Setting


class Stretch(NamedTuple):
    """A paragraph as offsets [start, end) in the sorts, the grid lines that stay empty `above` it (R7), whether it
    `leads` to the next one, as a question does to its answer, and its number from 0.
    """

    start: int
    end: int
    kind: ParagraphKind
    above: int = 0
    leads: bool = False
    paragraph: int = 0


ROLES = {
    ParagraphKind.BODY: "body",
    ParagraphKind.SUBHEAD: "subhead",
    ParagraphKind.QUOTATION: "quotation",
    ParagraphKind.VERSE: "quotation",
}


class Story(NamedTuple):
    """An article as a stretch of the sorts. `body` is the offset of its body's first character, `start` lies before it
    where a dateline opens the text. `marks` are what is drawn beside its text.
    """

    article: Article
    start: int
    body: int
    end: int
    stretches: tuple[Stretch, ...]
    marks: tuple[Mark, ...] = ()

    @property
    def text(self) -> Text:
        """The text of the file that it is."""
        return Text(BODY_TEXT, self.body, self.start)


class Copy(NamedTuple):
    """The sorts of all articles, each article's place in them, and what is wrong with the readings over the text."""

    sorts: Sorts
    stories: dict[str, Story]
    findings: tuple[Finding, ...] = ()


def cast_copy(
    articles: Iterable[Article],
    library: FaceLibrary,
    setting: Setting = BODY,
    gaps: Mapping[str, float] | None = None,
) -> Copy:
    """Cast the bodies of articles, each with its dateline run in (F8) and its marked runs in their faces.

    `gaps` are the line gaps of articles in em: where one is too small or not known, no mark is drawn in it (I3).
    """
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
        marks: list[Mark] = []
        drawn = inline.drawn(article, (gaps or {}).get(article.id, 0.0))
        for number, paragraph in enumerate(article.paragraphs):
            opening = 1.0 if dateline and number == 0 else 0.0  # F8: an em between dateline and text
            role = ROLES[paragraph.kind]
            if paragraph.spans:
                roles += inline.role_runs(paragraph, at, role, drawn, opening)
                marks += inline.marks_of(paragraph, at, drawn)
            else:
                roles.append(RoleRun(at, role, opening))
            texts.append(paragraph.text + "\n")
            end = at + len(paragraph.text)
            begin = at
            if number == 0 and start < body:
                if paragraph.kind is not ParagraphKind.BODY:  # a dateline is no part of a subhead: it stands alone
                    stretches.append(Stretch(start, body, ParagraphKind.BODY))
                else:
                    begin = start
            stretches.append(Stretch(begin, end, paragraph.kind, paragraph.space_before, _leads(paragraph), number))
            at = end + 1
        stories[article.id] = Story(article, start, body, max(at - 1, body), tuple(stretches), tuple(marks))
    text = "".join(texts)
    kept = _without_empty(roles, at)
    copy = Copy(cast(text, setting, library, kept), stories)
    readings = ruby.readings_of(text, (mark for story in stories.values() for mark in story.marks))
    if not readings:
        return copy
    for reading in readings:  # I5: a reading stands over the whole of its base
        copy.sorts.may_break[reading.start + 1 : reading.end] = False
    widths, missing = ruby.measured(readings, library, setting)
    widen = ruby.widened(copy.sorts, readings, widths)
    findings = tuple(_missing_at(copy, reading.start, character, "ruby") for reading, character in missing)
    if not widen:
        return copy._replace(findings=findings)
    wider = cast(text, setting, library, kept, widen)
    wider.may_break[:] = copy.sorts.may_break
    return Copy(wider, stories, findings)


def _leads(paragraph: Paragraph) -> bool:
    """Whether a paragraph is bold from end to end: a question, or a line that says what the next one is about."""
    whole = (0, len(paragraph.text))
    return paragraph.kind is ParagraphKind.BODY and any(
        span.style is SpanStyle.LEAD_IN and (span.start, span.end) == whole for span in paragraph.spans
    )


def _without_empty(roles: list[RoleRun], size: int) -> list[RoleRun]:
    """Runs of no characters dropped: of two that begin at one place the later counts."""
    kept: list[RoleRun] = []
    for run in roles:
        if kept and kept[-1].start == run.start:
            kept[-1] = run._replace(space_before=max(run.space_before, kept[-1].space_before))
        elif run.start < size:
            kept.append(run)
    return kept or [RoleRun(0, "body")]


def missing_glyphs(copy: Copy, name: str) -> list[Finding]:
    """Return a finding for every character of an article, or of a reading over it, that no face of its chain has.

    With them goes what is to be said of characters that are seen otherwise than they were written.
    """
    story = copy.stories[name]
    found = [
        _missing_at(copy, missing.offset, missing.character, missing.role)
        for missing in copy.sorts.missing
        if story.start <= missing.offset <= story.end
    ]
    return [*found, *_remarks(copy, story), *(finding for finding in copy.findings if finding.article == name)]


def _remarks(copy: Copy, story: Story) -> Iterator[Finding]:
    article = story.article
    for stretch in story.stretches if copy.sorts.oddities else ():
        line = article.paragraphs[stretch.paragraph].line
        for finding in remarks(copy.sorts, stretch.start, stretch.end):
            yield replace(finding, article=article.id, file=article.file, line=line, paragraph=stretch.paragraph + 1)


def _missing_at(copy: Copy, offset: int, character: str, role: str) -> Finding:
    story = next(s for s in copy.stories.values() if s.start <= offset <= s.end)
    number = next(n for n, s in enumerate(story.stretches, 1) if s.start <= offset <= s.end)
    return missing_glyph(character, role, story.article, number)
