"""An Issue that a program built or changed: its types, and what a reader of files would have held its texts to."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, TypeVar

import msgspec

from banmian.intake.source import Lines, convert, is_text, no_lines, problem, shown_path
from banmian.model import InputError, Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banmian.intake.source import KeyPath
    from banmian.model import Finding, Paragraph

T = TypeVar("T", bound=msgspec.Struct)


def read(issue: Issue) -> tuple[Issue, dict[str, Lines]]:
    """Return an issue, and lines for what stands in no file. Raises InputError where a value is wrong."""
    issue = checked(issue)
    findings = [
        finding
        for n, article in enumerate(issue.articles)
        for m, paragraph in enumerate(article.paragraphs)
        for finding in _of_paragraph(paragraph, ("articles", n, "paragraphs", m), article.id)
    ]
    if findings:
        raise InputError(*findings)
    return issue, {"": no_lines}


def checked(value: T) -> T:
    """Return a value of the model as its type says, made anew where it holds lists for tuples and the like.

    Raises InputError where it cannot be.
    """
    try:
        plain = msgspec.to_builtins(value, builtin_types=(datetime.date,))
    except (TypeError, ValueError) as error:  # a value of a foreign type; half a surrogate pair
        raise InputError(problem("wrong-type", f"a value is no data: {error}")) from None
    anew = convert(plain, type(value), file="", lines=no_lines)
    return value if value == anew else anew


def _of_paragraph(paragraph: Paragraph, path: KeyPath, article: str) -> Iterator[Finding]:
    text = paragraph.text
    if "\n" in text or "\r" in text:
        hint = "expected: a Paragraph for each"
        yield problem("bad-text", "a paragraph holds a line break", hint=hint, key=shown_path(path), article=article)
    if not is_text(text):
        message = "the text holds half of a character (a surrogate without its other half)"
        yield problem("bad-text", message, key=shown_path(path), article=article)
    for n, span in enumerate(paragraph.spans):
        if not 0 <= span.start < span.end <= len(text):
            message = f"the span [{span.start}, {span.end}) is not in the {len(text)} characters of its paragraph"
            yield problem("bad-span", message, key=shown_path((*path, "spans", n)), article=article)
    for n, place in enumerate(paragraph.jumps):
        if not 0 <= place.at <= len(text):
            message = f"the place {place.at} is not in the {len(text)} characters of its paragraph"
            yield problem("bad-span", message, key=shown_path((*path, "jumps", n)), article=article)
