"""Bracketed spans of a paragraph: `[文字]{.dots}`, `[文字]{.name .dots}`, `[拼音]{ruby="pīn yīn"}`.

The brackets are those of Pandoc. What stands in the braces are words with a dot before them, each in English or in
Chinese, and the reading `ruby="…"`. Brackets pair as they nest; a `[` whose `]` has no braces is text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from banmian.model import Span, SpanStyle

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = {
    "quote": SpanStyle.QUOTE,
    "name": SpanStyle.NAME,
    "title": SpanStyle.TITLE,
    "dots": SpanStyle.DOTS,
    "mourning": SpanStyle.MOURNING,
    "note": SpanStyle.NOTE,
    "引文": SpanStyle.QUOTE,
    "专名": SpanStyle.NAME,
    "书名": SpanStyle.TITLE,
    "着重": SpanStyle.DOTS,
    "逝世": SpanStyle.MOURNING,
    "注": SpanStyle.NOTE,
}
"""What may stand behind a dot in the braces; the first word for a style is the one that is written."""
BRACES = r"""\{(?:"(?:[^"\\]|\\.)*"|“[^”]*”|[^{}"“\n])*\}"""
"""Braces that close, as a regular expression: a } between quotation marks is no end."""
_ORDER = list(SpanStyle)
_PART = re.compile(r"""\s*(?:\.([^\s.="“}]+)|(?:ruby|注音)=(?:"((?:[^"\\]|\\.)*)"|“([^”]*)”))(?=[\s.}]|$)""")


class Fault(NamedTuple):
    """A mark that cannot be read: what is wrong with it, what was expected, and how it is written."""

    code: str
    message: str
    hint: str
    shown: str


class Attributes(NamedTuple):
    """What braces say of their characters."""

    styles: tuple[SpanStyle, ...]
    ruby: str = ""

    def spans(self, start: int, end: int) -> list[Span]:
        """The spans over characters [start, end), none over no characters."""
        return [Span(start, end, s, self.ruby if s is SpanStyle.RUBY else "") for s in self.styles if start < end]


def read_braces(braces: str) -> Attributes | Fault:
    """What `{…}` says."""
    styles: list[SpanStyle] = []
    ruby = ""
    at, inner = 0, braces[1:-1].rstrip()
    while at < len(inner):
        part = _PART.match(inner, at)
        if not part:
            return _broken(braces, f"“{inner[at:].strip()}” cannot be read")
        at = part.end()
        if part[1]:
            style = WORDS.get(part[1])
            if style is None:
                return Fault(
                    "unknown-mark",
                    f"the mark “.{part[1]}” is not known",
                    f"expected one of: {', '.join('.' + word for word in WORDS)}, ruby; \\[ keeps a bracket as text",
                    braces,
                )
            styles.append(style)
        elif ruby:
            return _broken(braces, "two readings")
        else:
            ruby = re.sub(r"\\(.)", r"\1", part[2]) if part[2] is not None else part[3]
            if not ruby.strip():
                return _broken(braces, "the reading is empty")
            styles.append(SpanStyle.RUBY)
    if not styles:
        return _broken(braces, "nothing stands in the braces")
    return Attributes(tuple(dict.fromkeys(styles)), ruby)


def _broken(shown: str, why: str) -> Fault:
    return Fault(
        "broken-mark",
        f"the mark {shown} cannot be read: {why}",
        'expected: [文字]{.dots} or [拼音]{ruby="pīn yīn"}; \\[ keeps a bracket as text',
        shown,
    )


def unclosed(shown: str) -> Fault:
    """Braces behind a bracket that do not end."""
    return _broken(shown, "the braces or the quotation marks in them do not close")


def unopened(shown: str) -> Fault:
    """A bracket with braces that no bracket opens."""
    return _broken(shown, "no [ opens it")


def in_order(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans by where they begin, an outer one before those in it."""
    return tuple(sorted(spans, key=lambda span: (span.start, -span.end, _ORDER.index(span.style), span.ruby)))


def readings_at_odds(text: str, spans: Sequence[Span]) -> list[Fault]:
    """Readings that cannot stand where they are put: one over another, or one over a mark that parts its characters."""
    faults = []
    readings = [span for span in spans if span.style is SpanStyle.RUBY]
    reached = 0
    for span in readings:
        shown = f"ruby={span.ruby}"
        if span.start < reached:
            faults.append(_broken(shown, "it stands inside another reading")._replace(shown=span.ruby))
        reached = max(reached, span.end)
        base = text[span.start : span.end]
        cells = "".join("字" if character.isalnum() else " " for character in base)
        if len(cells.split()) > 1 and len(span.ruby.split()) != cells.count("字"):
            count = f"{len(span.ruby.split())} parts for {cells.count('字')} characters with a mark between"
            faults.append(_broken(shown, f"it has {count}; end it at the mark (I5)")._replace(shown=span.ruby))
    return faults


def written(spans: Sequence[Span]) -> tuple[dict[int, str], dict[int, str]]:
    """What opens and what closes bracketed spans, by the offset before which it is written."""
    opening: dict[int, str] = {}
    closing: dict[int, str] = {}
    ranges: dict[tuple[int, int], list[Span]] = {}
    for span in in_order(spans):
        if span.style is not SpanStyle.LEAD_IN:
            ranges.setdefault((span.start, span.end), []).append(span)
    for (start, end), some in ranges.items():
        opening[start] = opening.get(start, "") + "["
        closing[end] = f"]{{{' '.join(map(_attribute, some))}}}" + closing.get(end, "")
    return opening, closing


def _attribute(span: Span) -> str:
    if span.style is SpanStyle.RUBY:
        ruby = re.sub(r'(["\\])', r"\\\1", span.ruby)
        return f'ruby="{ruby}"'
    return "." + next(word for word, style in WORDS.items() if style is span.style)
