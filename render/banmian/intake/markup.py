"""The body of an article: paragraphs from text with a few marks of Markdown.

A blank line parts paragraphs; `## ` opens a subhead; `**…**` is a bold run, a lead-in where it opens a paragraph;
`<!--下转第3版-->` is the place where the article leaves for page 3. Indents are layout and are dropped (rule R3).
A backslash keeps a mark as it is written.
"""

from __future__ import annotations

import re

from banmian.model import JumpPlace, Paragraph, ParagraphKind, Span, SpanStyle

_MARK = re.compile(r"\\([\\*#<])|(\*\*)|<!--\s*下转第(\d+)版\s*-->")
_MARKUP = re.compile(r"[\\*<]|^#")
INDENT = " \t\u00a0\u3000"


def paragraphs(body: str, first_line: int = 1) -> tuple[Paragraph, ...]:
    """The paragraphs of a body. Line breaks inside a paragraph are joined: Han to Han with nothing between."""
    found = []
    block: list[str] = []
    start = first_line
    for number, line in enumerate([*body.split("\n"), ""], first_line):
        if line.strip(INDENT):
            if not block:
                start = number
            block.append(line)
        elif block:
            found.append(paragraph(_join(block), start))
            block = []
    return tuple(p for p in found if p.text)


def paragraph(source: str, line: int = 0) -> Paragraph:
    """One paragraph from its source text."""
    source = source.strip(INDENT)
    kind = ParagraphKind.BODY
    if source.startswith("## "):
        kind = ParagraphKind.SUBHEAD
        source = source[3:].strip(INDENT)
    text = ""
    spans: list[Span] = []
    jumps: list[JumpPlace] = []
    opened: int | None = None
    last = 0
    marks = list(_MARK.finditer(source))
    bold = [mark for mark in marks if mark[2]]
    unpaired = bold[-1] if len(bold) % 2 else None
    for mark in marks:
        text += source[last : mark.start()]
        last = mark.end()
        if mark[1]:
            text += mark[1]
        elif mark[3]:
            jumps.append(JumpPlace(len(text), int(mark[3])))
        elif mark is unpaired:
            text += mark[2]
        elif opened is None:
            opened = len(text)
        else:
            if opened < len(text):
                spans.append(Span(opened, len(text), SpanStyle.LEAD_IN))
            opened = None
    return Paragraph(text + source[last:], kind, tuple(spans), tuple(jumps), line)


def source(paragraph: Paragraph) -> str:
    """The text that `paragraph` reads back as the same paragraph.

    Every character that could be read as a mark has a backslash before it.
    """
    marks: dict[int, list[str]] = {}
    for span in paragraph.spans:
        marks.setdefault(span.end, []).insert(0, "**")
        marks.setdefault(span.start, []).append("**")
    for jump in paragraph.jumps:
        marks.setdefault(jump.at, []).append(f"<!--下转第{jump.to}版-->")
    out = ""
    last = 0
    for at in sorted(marks):
        out += _escaped(paragraph.text[last:at], last == 0) + "".join(marks[at])
        last = at
    out += _escaped(paragraph.text[last:], last == 0)
    return f"## {out}" if paragraph.kind is ParagraphKind.SUBHEAD else out


def _escaped(text: str, opens: bool) -> str:
    return _MARKUP.sub(lambda found: "\\" + found[0] if found[0] != "#" or opens else "#", text)


def _join(lines: list[str]) -> str:
    text = lines[0].strip(INDENT)
    for line in lines[1:]:
        line = line.strip(INDENT)
        text += (" " if text[-1:].isascii() and line[:1].isascii() else "") + line
    return text
