"""The same issue as one JSON file, `issue.json`, for machines."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from banmian.intake import markup
from banmian.intake.locate import JsonLines
from banmian.intake.source import (
    KeyPath,
    Lines,
    convert,
    is_text,
    no_lines,
    problem,
    read_text,
    shown_path,
)
from banmian.model import (
    Article,
    ArticleKeys,
    Copydesk,
    Edition,
    FaceChoice,
    Finding,
    InputError,
    Issue,
    JumpStyle,
    Page,
    Paper,
    Setting,
)
from banmian.model.keys import Keys

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class ArticleForm(ArticleKeys, frozen=True, kw_only=True):
    """An article of `issue.json`: the keys of the front matter, and the body as a list of paragraphs."""

    body: tuple[str, ...] = ()

    def keys_alone(self) -> ArticleKeys:
        """The keys without the body."""
        return ArticleKeys(**{name: getattr(self, name) for name in ArticleKeys.__struct_fields__})


class IssueForm(Keys, frozen=True, kw_only=True):
    """The whole of `issue.json`."""

    paper: Paper
    issue: Edition
    pages: tuple[Page, ...]
    articles: tuple[ArticleForm, ...]
    fonts: dict[str, FaceChoice] = {}
    copydesk: Copydesk = Copydesk()
    composition: Setting = Setting()
    jumps: JumpStyle = JumpStyle()


def read(path: Path) -> tuple[Issue, dict[str, Lines]]:
    """The issue of a JSON file, and the lines of its keys. Raises InputError."""
    file = path.name
    text = read_text(path, file)
    try:
        raw = json.loads(text, object_pairs_hook=_refuse_repeated_keys)
    except json.JSONDecodeError as error:
        raise InputError(
            problem(
                "bad-json",
                f"not JSON: {error.msg} (column {error.colno})",
                hint="expected: JSON as `banmian schema` describes it, with a comma between each two values",
                file=file,
                line=error.lineno,
            )
        ) from None
    except _RepeatedKeyError:
        key, line = JsonLines(text).repeated()
        raise InputError(
            problem(
                "duplicate-key",
                f"the key “{key}” stands twice",
                hint="expected: each key once",
                file=file,
                line=line + 1,
                key=key,
            )
        ) from None
    lines = JsonLines(text)
    if re.search(r"\\u[dD]", text) and (path_of_half := _half_a_character(raw)) is not None:
        raise InputError(
            problem(
                "bad-text",
                "the text holds half of a character (a surrogate without its other half)",
                hint="expected: the character itself, or both halves as \\uD840\\uDC00",
                file=file,
                line=lines(path_of_half),
                key=shown_path(path_of_half),
            )
        )
    issue = _issue(raw, file, lines, str(path.parent))
    return replace(issue, places=_places(issue, file, text)), {file: lines}


def read_data(raw: dict[str, Any], folder: str) -> tuple[Issue, dict[str, Lines]]:
    """The issue of data in the shape of `issue.json`, whose file names start in `folder`. Raises InputError."""
    if (path := _half_a_character(raw)) is not None:
        raise InputError(
            problem(
                "bad-text",
                "the text holds half of a character (a surrogate without its other half)",
                hint="expected: text that can be written as UTF-8",
                key=shown_path(path),
            )
        )
    return _issue(raw, "", no_lines, folder), {"": no_lines}


def _issue(raw: object, file: str, lines: Lines, folder: str) -> Issue:
    form = convert(raw, IssueForm, file=file, lines=lines)
    bodies = [
        [markup.read_body(source, poem=article.form == "poem") for source in article.body] for article in form.articles
    ]
    if any(body.faults for some in bodies for body in some):
        raise InputError(*_faults(form, bodies, file, lines))
    articles = tuple(
        Article(
            keys=article.keys_alone(),
            paragraphs=tuple(replace(p, line=0) for p in markup.joined(some)),
            file=file,
        )
        for article, some in zip(form.articles, bodies, strict=True)
    )
    return Issue(
        paper=form.paper,
        edition=form.issue,
        pages=form.pages,
        articles=articles,
        fonts=form.fonts,
        copydesk=form.copydesk,
        composition=form.composition,
        jumps=form.jumps,
        folder=folder,
    )


def _faults(form: IssueForm, bodies: list[list[markup.Body]], file: str, lines: Lines) -> Iterator[Finding]:
    """The findings for marks in bodies that cannot be read."""
    for number, (article, some) in enumerate(zip(form.articles, bodies, strict=True)):
        for n, body in enumerate(some):
            path = ("articles", number, "body", n)
            for _, fault in body.faults:
                yield problem(
                    fault.code,
                    fault.message,
                    hint=fault.hint,
                    file=file,
                    line=lines(path),
                    key=shown_path(path),
                    article=article.id,
                )


class _RepeatedKeyError(ValueError):
    pass


def _refuse_repeated_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _RepeatedKeyError
            seen.add(key)
    return found


def _half_a_character(value: object, path: KeyPath = ()) -> KeyPath | None:
    """Where in data a text cannot be written as UTF-8; None where all can."""
    if isinstance(value, str):
        return None if is_text(value) else path
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, (list, tuple)) else ()
    found = (_half_a_character(part, (*path, step)) for step, part in parts)
    return next((place for place in found if place is not None), None)


def _places(issue: Issue, file: str, text: str) -> dict[str, tuple[str, int]]:
    """File and line of each page and face, by a look at the text: the reader of lines costs too much for good input."""

    def line(start: str, pattern: str) -> int:
        found = re.compile(pattern).search(text, max(text.find(f'"{start}"'), 0))
        return text.count("\n", 0, found.start()) + 1 if found else 0

    pages = {f"page.{page.number}": line("pages", rf'"number"\s*:\s*{page.number}\b') for page in issue.pages}
    faces = {f"fonts.{role}": line("fonts", rf'"{re.escape(role)}"\s*:') for role in issue.fonts}
    return {name: (file, at) for name, at in (pages | faces).items()}
