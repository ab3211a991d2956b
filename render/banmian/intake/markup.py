"""The body of an article: paragraphs from text with a few marks of Markdown.

A blank line parts paragraphs; `## ` opens a subhead; `**…**` is a bold run, a lead-in where it opens a paragraph;
other stars are text (`stars.py`); `[…]{…}` is a marked span (`spans.py`); `<!--下转第3版-->` is the place where the
article leaves for page 3, and `<!---->` is nothing, which parts marks from what would make text of them. Lines that
begin with `> ` are a quotation; where one of them ends in a backslash or two spaces, each line up to such an end is a
line of verse, and a blank line between verse begins a stanza (R7). In a poem every line is a line of verse. Indents are
layout and are dropped (rule R3). A backslash keeps a mark as it is written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from banmian.intake import spans as brackets
from banmian.intake.spans import BRACES, Fault
from banmian.intake.stars import pairs
from banmian.model import JumpPlace, Paragraph, ParagraphKind, Span, SpanStyle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_MARK = re.compile(
    r"\\(?P<kept>[\\*#<>\[\]])|(?P<stars>\*+)|(?P<nothing><!---->)|<!--\s*下转第(?P<jump>\d+)版\s*-->|(?P<open>\[)"
    rf"|\](?P<braces>{BRACES})|(?P<close>\])(?=(?P<unclosed>\{{\s*(?:\.|\w+=)[^\n]{{0,20}})?)"
)
_MARKUP = re.compile(r"[\\*<]|^[#>]|\](?=\{)")
_MARKUP_AND_BRACKETS = re.compile(r"[\\*<\[\]]|^[#>]")
_QUOTED = re.compile(r"[ \t\u00a0\u3000]*>(?: |$)")
_HARD_BREAK = re.compile(r"(?: {2,}|(?<!\\)(?:\\\\)*(\\))$")
INDENT = " \t\u00a0\u3000"


class Body(NamedTuple):
    """A body as it was read, and the marks in it that cannot be read, each with its line. Those stay in the text."""

    paragraphs: tuple[Paragraph, ...]
    faults: tuple[tuple[int, Fault], ...]


class _Block(NamedTuple):
    """The source of a paragraph: its kind, its text on one line, the lines it was made of, and whether it begins what
    stands between two blank lines.
    """

    kind: ParagraphKind
    source: str
    first: int
    lines: Sequence[str]
    opens: bool = True


def read_body(body: str, first_line: int = 1, *, poem: bool = False) -> Body:
    """The paragraphs of a body. Line breaks inside a paragraph are joined: Han to Han with nothing between.

    In a `poem` they are kept: what is neither a subhead nor a quotation is verse.
    """
    found: list[Paragraph] = []
    faults = []
    for block in _blocks(body, first_line, poem=poem):
        paragraph, some = _read(block.kind, block.source, block.first)
        if paragraph.text:
            found += _parted(found, [paragraph]) if block.opens else [paragraph]
        for fault in some:
            at = next((n for n, line in enumerate(block.lines) if fault.shown in line), 0)
            faults.append((block.first + at, fault))
    return Body(tuple(found), tuple(faults))


def joined(bodies: Iterable[Body]) -> tuple[Paragraph, ...]:
    """The paragraphs of parts of a body that blank lines part, as one body."""
    found: list[Paragraph] = []
    for body in bodies:
        found += _parted(found, body.paragraphs)
    return tuple(found)


def _parted(before: Sequence[Paragraph], some: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Paragraphs behind a blank line: verse behind verse begins a stanza (R7)."""
    verse = ParagraphKind.VERSE
    if not before or not some or not before[-1].kind is some[0].kind is verse:
        return some
    return [replace(some[0], space_before=1), *some[1:]]


def paragraphs(body: str, first_line: int = 1) -> tuple[Paragraph, ...]:
    """The paragraphs of a body, whatever is wrong with its marks."""
    return read_body(body, first_line).paragraphs


def paragraph(source: str, line: int = 0) -> Paragraph:
    """One paragraph from its source text."""
    block = next(_blocks(source.replace("\n", ""), line), None)
    return _read(block.kind, block.source, line)[0] if block else Paragraph("", line=line)


def _blocks(body: str, first_line: int, *, poem: bool = False) -> Iterator[_Block]:
    """The sources of paragraphs. A blank line ends one, and so does a change between quoted lines and others."""
    lines: list[str] = []
    start = first_line
    quoted = False
    for number, line in enumerate([*body.split("\n"), ""], first_line):
        mark = _QUOTED.match(line)
        blank = not line[mark.end() if mark else 0 :].strip(INDENT)
        if lines and (blank or bool(mark) != quoted):
            yield from _group(lines, start, quoted=quoted, poem=poem)
            lines = []
        if not blank:
            if not lines:
                start, quoted = number, bool(mark)
            lines.append(line[mark.end() :] if mark else line)


def _group(lines: Sequence[str], first: int, *, quoted: bool, poem: bool) -> Iterator[_Block]:
    """The sources of the paragraphs in lines between two blank ones."""
    if quoted:
        yield from _quotation(lines, first)
    elif not poem or lines[0].strip(INDENT).startswith("## "):
        yield _plain(lines, first)
    else:
        for number, line in enumerate(lines):
            hard = _HARD_BREAK.search(line)
            bare = line[: hard.start(1)] if hard and hard[1] else line
            yield _Block(ParagraphKind.VERSE, bare.strip(INDENT), first + number, [line], not number)


def _plain(lines: Sequence[str], first: int) -> _Block:
    source = _join(lines)
    if source.startswith("## "):
        return _Block(ParagraphKind.SUBHEAD, source[3:].strip(INDENT), first, lines)
    return _Block(ParagraphKind.BODY, source, first, lines)


def _quotation(lines: Sequence[str], first: int) -> Iterator[_Block]:
    """A quotation, or the lines of verse that its hard breaks make of it (R7)."""
    parts: list[tuple[int, list[str]]] = []
    broken = True
    verse = False
    for number, line in enumerate(lines, first):
        if broken:
            parts.append((number, []))
        hard = _HARD_BREAK.search(line)
        broken = hard is not None
        verse |= broken
        parts[-1][1].append(line[: hard.start(1)] if hard and hard[1] else line)
    kind = ParagraphKind.VERSE if verse else ParagraphKind.QUOTATION
    for number, some in parts:
        yield _Block(kind, _join(some), number, some, number == first)


def _read(kind: ParagraphKind, source: str, line: int) -> tuple[Paragraph, list[Fault]]:
    text = ""
    spans: list[Span] = []
    jumps: list[JumpPlace] = []
    bold_from = last = 0
    marks = list(_MARK.finditer(source))
    bold = pairs(source, [mark.span() for mark in marks if mark["stars"]])
    ends = set(bold.values())
    opening, closing, faults = _pair_brackets(marks)
    opened: dict[int, int] = {}
    for number, mark in enumerate(marks):
        text += source[last : mark.start()]
        last = mark.end()
        if mark["kept"]:
            text += mark["kept"]
        elif mark["jump"]:
            jumps.append(JumpPlace(len(text), int(mark["jump"])))
        elif mark["nothing"]:
            continue
        elif mark.start() in bold:
            bold_from = len(text)
        elif mark.start() in ends:
            spans += [Span(bold_from, len(text), SpanStyle.LEAD_IN)] if bold_from < len(text) else []
        elif number in opening:
            opened[number] = len(text)
        elif number in closing:
            begin, attributes = closing[number]
            spans += attributes.spans(opened[begin], len(text))
        else:
            text += mark[0]
    text += source[last:]
    ordered = brackets.in_order(spans)
    faults += brackets.readings_at_odds(text, ordered)
    return Paragraph(text, kind, ordered, tuple(jumps), line), faults


def _pair_brackets(
    marks: Sequence[re.Match[str]],
) -> tuple[set[int], dict[int, tuple[int, brackets.Attributes]], list[Fault]]:
    """The marks that open spans; those that close them, with their openings and what they say; and what is wrong."""
    waiting: list[int] = []
    opening: set[int] = set()
    closing: dict[int, tuple[int, brackets.Attributes]] = {}
    faults: list[Fault] = []
    for number, mark in enumerate(marks):
        if mark["open"]:
            waiting.append(number)
        elif mark["close"]:
            if waiting and mark["unclosed"]:
                faults.append(brackets.unclosed(mark["unclosed"]))
            if waiting:
                waiting.pop()
        elif mark["braces"]:
            said = brackets.read_braces(mark["braces"])
            begin = waiting.pop() if waiting else None
            if begin is None:
                faults += [] if isinstance(said, Fault) else [brackets.unopened(mark["braces"])]
            elif isinstance(said, Fault):
                faults.append(said)
            else:
                opening.add(begin)
                closing[number] = begin, said
    return opening, closing, faults


def source(paragraph: Paragraph) -> str:
    """The text that `paragraph` reads back as the same paragraph.

    Every character that could be read as a mark has a backslash before it; where stars would not be read as marks,
    beside a blank or behind other stars, `<!---->` parts them from their neighbours.
    """
    out = _marked(paragraph, "**")
    if "**" in out and _read(paragraph.kind, out, 0)[0].spans != paragraph.spans:
        out = _marked(paragraph, "<!---->**<!---->")
    match paragraph.kind:
        case ParagraphKind.SUBHEAD:
            return f"## {out}"
        case ParagraphKind.QUOTATION:
            return f"> {out}"
        case ParagraphKind.VERSE:
            return f"> {out}\\"
    return out


def _marked(paragraph: Paragraph, stars: str) -> str:
    """The text of a paragraph with its marks, bold ones as `stars`, without what says its kind."""
    opening, closing = brackets.written(paragraph.spans)
    bold = [span for span in paragraph.spans if span.style is SpanStyle.LEAD_IN]
    marks: dict[int, list[str]] = {}
    for at, written in closing.items():
        marks.setdefault(at, []).append(written)
    for span in bold:
        marks.setdefault(span.end, []).append(stars)
    for span in bold:
        marks.setdefault(span.start, []).append(stars)
    for at, written in opening.items():
        marks.setdefault(at, []).append(written)
    for jump in paragraph.jumps:
        marks.setdefault(jump.at, []).append(f"<!--下转第{jump.to}版-->")
    pattern = _MARKUP_AND_BRACKETS if opening else _MARKUP
    out = ""
    last = 0
    for at in sorted(marks):
        out += _escaped(paragraph.text[last:at], pattern, last == 0) + "".join(marks[at])
        last = at
    return out + _escaped(paragraph.text[last:], pattern, last == 0)


def body_source(paragraphs: Sequence[Paragraph]) -> str:
    """The text of a whole body: a blank line between paragraphs, but the lines of a stanza one under the other."""
    out = ""
    before: Paragraph | None = None
    for paragraph in paragraphs:
        if before is not None:
            verse = before.kind is paragraph.kind is ParagraphKind.VERSE
            out += "\n" if verse and not paragraph.space_before else "\n\n"
        out += source(paragraph)
        before = paragraph
    return out


def _escaped(text: str, pattern: re.Pattern[str], opens: bool) -> str:
    return pattern.sub(lambda found: "\\" + found[0] if found[0] not in "#>" or opens else found[0], text)


def _join(lines: Sequence[str]) -> str:
    text = lines[0].strip(INDENT)
    for line in lines[1:]:
        line = line.strip(INDENT)
        text += (" " if text[-1:].isascii() and line[:1].isascii() else "") + line
    return text
