"""An issue written as an issue folder: what `read_issue` reads back is what was written.

The folder appears whole or not at all. It is made beside its place and read back there before it is moved, so a text
that the format could not hold would be found here and not by a reader years later.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from banmian.intake import markup
from banmian.intake.source import problem
from banmian.model import InputError, Issue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banmian.model import Article

_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\xa0\xad\u061c\u200b-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u206f\ufeff\ufff0-\uffff]"
)
_PLAIN_NAME = re.compile(r"[\w\-]+(?:\.[\w\-]+)*")
_LONGEST_NAME = 80


def write_issue(issue: Issue, out: Path) -> Issue:
    """Write an issue as the new folder `out`, with the files it names, and return it as it reads back from there.

    Raises InputError where `out` holds something already, where it cannot be written, or where a file that the
    issue names is missing; ValueError for a text that no issue folder can hold (a line break inside a paragraph).
    """
    from banmian.intake import read_issue

    with new_folder(out) as folder:
        _write(issue, folder)
        _refuse_changed(issue, read_issue(folder))
    return read_issue(out)


@contextmanager
def new_folder(out: Path) -> Iterator[Path]:
    """A folder beside the new folder `out`, to be filled; it takes that name when all is done, and vanishes if not.

    Raises InputError where `out` holds something already, or where it cannot be written.
    """
    _refuse_occupied(out)
    target = out.resolve()
    waiting: Path | None = None
    made = [parent for parent in target.parents if not parent.exists()]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        waiting = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        folder = waiting / "issue"
        folder.mkdir()
        yield folder
        if target.is_dir():
            target.rmdir()
        folder.rename(target)
        made = []
    except OSError as error:
        raise InputError(
            problem(
                "cannot-write",
                f"the issue folder cannot be written: {error.strerror}",
                file=str(out),
                hint="choose a place where you may write, with room on the disk",
            )
        ) from None
    finally:
        if waiting:
            shutil.rmtree(waiting, ignore_errors=True)
        for parent in made:  # the innermost first
            with suppress(OSError):
                parent.rmdir()


def issue_toml(issue: Issue) -> str:
    """The text of `issue.toml`."""
    parts = [_table("[paper]", _builtins(issue.paper)), _table("[issue]", _builtins(issue.edition))]
    for page in issue.pages:
        raw = _builtins(page)
        adverts = raw.pop("adverts", [])
        ears = raw.pop("ears", [])
        parts.append(_table("[[page]]", raw))
        parts += [_table("[[page.adverts]]", advert) for advert in adverts]
        parts += [_table("[[page.ears]]", ear) for ear in ears]
    if kept := _builtins(issue.copydesk):
        parts.append(_table("[copydesk]", kept))
    if chosen := _builtins(issue.composition):
        parts.append(_table("[composition]", chosen))
    if jumps := _builtins(issue.jumps):
        parts.append(_table("[jumps]", jumps))
    parts += [_table(f"[fonts.{_quoted(role)}]", _builtins(choice)) for role, choice in issue.fonts.items()]
    return "\n".join(parts)


def article_text(article: Article) -> str:
    """The text of an article file: front matter, one key a line, and the body."""
    keys = [f"{key}: {_flow(value)}" for key, value in _builtins(article.keys).items()]
    body = markup.body_source(article.paragraphs)
    return "\n".join(["---", *keys, "---", body]) + ("\n" if body else "")


def _refuse_occupied(out: Path) -> None:
    """A folder with files is never touched: an editor may have worked on it."""
    if out.is_dir() and not any(out.iterdir()):
        return
    if out.exists() or out.is_symlink():
        kind = "the folder is not empty" if out.is_dir() else "a file of this name exists"
        raise InputError(
            problem(
                "out-exists",
                f"{kind}, and nothing in it was changed",
                file=str(out),
                hint="name a new folder, or move this one away first",
            )
        )


def _write(issue: Issue, folder: Path) -> None:
    (folder / "articles").mkdir()
    (folder / "issue.toml").write_text(issue_toml(issue), "utf-8", newline="\n")
    for name, article in zip(_file_names(issue.articles), issue.articles, strict=True):
        (folder / "articles" / f"{name}.md").write_text(article_text(article), "utf-8", newline="\n")
    named = [photo.file for article in issue.articles for photo in article.keys.photos if photo.file]
    named += [part.file for article in issue.articles for photo in article.keys.photos for part in photo.group]
    named += [issue.paper.logo] if issue.paper.logo else []
    named += [advert.file for page in issue.pages for advert in page.adverts]
    named += [choice.file for choice in issue.fonts.values()]
    for file in dict.fromkeys(named):
        source = Path(issue.folder) / file
        if Path(file).is_absolute() or not source.is_file():
            continue  # an absolute name stays true; a missing file is reported when the folder is read back
        target = folder / file
        if not target.resolve().is_relative_to(folder.resolve()):
            raise InputError(
                problem(
                    "missing-file",
                    f"the file “{file}” lies outside the issue folder",
                    hint="expected: a path relative to the issue folder",
                )
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def _file_names(articles: Sequence[Article]) -> list[str]:
    """File names that sort as the articles stand: the ids where they do, else ids with a number before them."""
    names = [
        article.id if _PLAIN_NAME.fullmatch(article.id) and len(article.id.encode()) <= _LONGEST_NAME else ""
        for article in articles
    ]
    paths = [Path(f"{name}.md") for name in names]
    if all(names) and paths == sorted(paths) and len({name.casefold() for name in names}) == len(names):
        return names
    return [f"{n:04d}-{name}".rstrip("-") for n, name in enumerate(names, 1)]


def _builtins(value: msgspec.Struct) -> dict[str, Any]:
    """A part of the model as plain data: keys that have their default are left out."""
    import datetime

    found: dict[str, Any] = msgspec.to_builtins(value, builtin_types=(datetime.date,))
    return found


def _table(header: str, values: dict[str, Any]) -> str:
    rows = [f"{key} = {_toml_value(value)}" for key, value in values.items()]
    return "\n".join([header, *rows]) + "\n"


def _toml_value(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        inner = [_toml_value(item) for item in value]
        if len(inner) > 1 and sum(map(len, inner)) > 80:
            return "[\n" + "".join(f"    {item},\n" for item in inner) + "]"
        return f"[{', '.join(inner)}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_quoted(key)} = {_toml_value(item)}" for key, item in value.items()) + " }"
    if isinstance(value, str):
        return _quoted(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _flow(value: Any) -> str:
    """A value of the front matter on one line: YAML in flow style, every text in quotation marks."""
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_flow(item) for item in value)}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    return _quoted(value) if isinstance(value, str) else str(value)


def _quoted(text: str) -> str:
    """A text in quotation marks as JSON, YAML and TOML all read it. What cannot be seen is written as its number, and
    so are the line ends of Unicode, which YAML would take for line ends.
    """
    text.encode("utf-8")  # half a surrogate pair is no text: UnicodeEncodeError is a ValueError
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04X}", json.dumps(text, ensure_ascii=False))


def _refuse_changed(issue: Issue, back: Issue) -> None:
    """Hold what was read back against what was to be written."""
    if comparable(issue) != comparable(back):
        changed = [
            article.id
            for article, other in zip(issue.articles, back.articles, strict=False)
            if comparable_article(article) != comparable_article(other)
        ]
        raise ValueError(f"an issue folder cannot hold this as it is: {', '.join(changed) or 'issue.toml'}")


def comparable(issue: Issue) -> Issue:
    """The issue without where it was read: folder, files and lines."""
    return replace(
        issue, folder="", places={}, articles=tuple(comparable_article(article) for article in issue.articles)
    )


def comparable_article(article: Article) -> Article:
    """The article without where it was read: file and lines."""
    return replace(article, file="", paragraphs=tuple(replace(p, line=0) for p in article.paragraphs))
