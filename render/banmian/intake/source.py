"""Reading text files and turning what is wrong with them into findings with file, line and key."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import msgspec

from banmian.model import Finding, InputError, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from banmian.model import Page

T = TypeVar("T")
KeyPath = tuple[str | int, ...]


class Lines(Protocol):
    """Tells the line of a key in a source file: `lines(("page", 0, "number"))` is 7."""

    def __call__(self, path: KeyPath) -> int: ...


def no_lines(path: KeyPath) -> int:  # noqa: ARG001
    """Lines of what has none: data that stands in no file."""
    return 0


def is_text(text: str) -> bool:
    """Whether a text can be written as UTF-8: it holds no half of a surrogate pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def problem(
    code: str, message: str, *, hint: str = "", file: str = "", line: int = 0, key: str = "", article: str = ""
) -> Finding:
    """A finding of error level about the input."""
    return Finding(
        severity=Severity.ERROR, code=code, message=message, hint=hint, file=file, line=line, key=key, article=article
    )


def read_text(path: Path | bytes, shown: str) -> str:
    """The text of a UTF-8 file, or of its bytes, a byte order mark removed, each line end a newline.

    Raises InputError where it is missing or not UTF-8.
    """
    try:
        data = path if isinstance(path, bytes) else path.read_bytes()
    except FileNotFoundError:
        raise InputError(
            problem("missing-file", "the file does not exist", file=shown, hint="expected: a file of this name")
        ) from None
    except OSError as error:
        raise InputError(
            problem(
                "unreadable-file",
                f"the file cannot be read: {error.strerror}",
                file=shown,
                hint="expected: a text file that you may read",
            )
        ) from None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            problem(
                "bad-utf8",
                f"byte 0x{data[error.start]:02x} is not UTF-8 text",
                hint="save the file as UTF-8 (it may be GBK or GB18030)",
                file=shown,
                line=line,
            )
        ) from None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def parse_toml(text: str, file: str) -> dict[str, Any]:
    """The tables of a TOML text. Raises InputError with the line at which it is none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        raise InputError(
            problem(
                "bad-toml",
                f"not TOML: {error}",
                hint="expected: tables such as [issue], lines such as number = 12345, text in quotation marks",
                file=file,
                line=int(at[1]) if at else text.count("\n") + 1,
            )
        ) from None


def convert(raw: object, kind: type[T], *, file: str, lines: Lines, prefix: KeyPath = ()) -> T:
    """Turn parsed data into a model type. Raises InputError naming file, line, key and what was expected."""
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        message, _, where = str(error).partition(" - at ")
        in_key = where.startswith("`key` in ")
        path = prefix + _key_path(where.removeprefix("`key` in ").strip("`"), raw, kind)
        unknown = re.match(r"Object contains unknown field `(.*)`", message)
        missing = re.match(r"Object missing required field `(.*)`", message)
        if unknown:
            key = unknown[1]
            line = lines((*path, key))
            known = _known_keys(kind, path[len(prefix) :])
            raise InputError(
                problem(
                    "unknown-key",
                    f"the key “{key}” is not known here",
                    hint=f"expected one of: {', '.join(known)}" if known else "",
                    file=file,
                    line=line,
                    key=shown_path((*path, key)),
                )
            ) from None
        if missing:
            raise InputError(
                problem(
                    "missing-key",
                    f"the key “{missing[1]}” is missing",
                    hint="expected: a value for it",
                    file=file,
                    line=lines(path),
                    key=shown_path((*path, missing[1])),
                )
            ) from None
        raise InputError(
            problem(
                "wrong-type",
                "a key is not text" if in_key else _plain(message),
                hint="expected: keys that are words" if in_key else _hint(message, kind, path[len(prefix) :]),
                file=file,
                line=lines(path),
                key=shown_path(path),
            )
        ) from None


def places(
    pages: Iterable[Page], fonts: Iterable[str], file: str, lines: Lines, key: str
) -> dict[str, tuple[str, int]]:
    """File and line of each page and of each face of the issue, by the names that findings look them up with."""
    found = {f"page.{page.number}": (file, lines((key, n))) for n, page in enumerate(pages)}
    return found | {f"fonts.{role}": (file, lines(("fonts", role, "file"))) for role in fonts}


def shown_path(path: KeyPath) -> str:
    """A key path as one writes it: `page[0].number`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def _key_path(shown: str, raw: Any, kind: Any) -> KeyPath:
    """The path in msgspec's `$.slot[...].takes`, where it leaves a key of the user's own unsaid."""
    path: KeyPath = ()
    for name, index in re.findall(r"\.?([^.\[\]$]+)|\[(\d+|\.\.\.)\]", shown.lstrip("$")):
        step = name or (_wrong_key(raw, _types_at(kind, path)) if index == "..." else int(index))
        path = (*path, step)
        raw = raw[step]
    return path


def _wrong_key(table: dict[str, Any], kinds: list[Any]) -> str:
    """The first key of a table whose value is not of the type that the values have."""
    kind = next((option for option in kinds if getattr(option, "__struct_fields__", ())), kinds[-1])
    for key, value in table.items():
        try:
            msgspec.convert(value, kind)
        except msgspec.ValidationError:
            return key
    return ""


def _types_at(kind: Any, path: KeyPath) -> list[Any]:
    """The types that may stand at a path of a model type; empty where it is not plain to see."""
    import typing

    for step in path:
        if isinstance(step, int):
            continue
        options = _spread(kind)
        holder = next((o for o in options if step in getattr(o, "__struct_encode_fields__", ())), None)
        table = next((o for o in options if typing.get_origin(o) is dict), None)
        if holder is None and table is None:
            return []
        if holder:
            names = dict(zip(holder.__struct_encode_fields__, holder.__struct_fields__, strict=True))
            kind = typing.get_type_hints(holder, include_extras=True)[names[step]]
        else:
            kind = typing.get_args(table)[1]
    return _spread(kind)


def _spread(kind: Any) -> list[Any]:
    """A type, the types it is made of, and those that these are made of."""
    import typing

    options = [kind, *typing.get_args(kind)]
    return options + [inner for option in options for inner in typing.get_args(option)]


def _known_keys(kind: Any, path: KeyPath) -> list[str]:
    """The keys of the object at a path of a model type, for the hint."""
    found = (getattr(option, "__struct_encode_fields__", None) for option in _types_at(kind, path))
    return list(next((keys for keys in found if keys), ()))


def _hint(message: str, kind: Any, path: KeyPath) -> str:
    """What was expected, where msgspec's sentence does not say it."""
    if message.startswith("Invalid enum value"):
        words = [option for option in _types_at(kind, path) if isinstance(option, str)]
        return f"expected one of: {', '.join(words)}" if words else ""
    return "expected: a date such as 2026-11-23" if "RFC3339" in message else ""


_WORDS = {
    "int": "a whole number",
    "str": "text",
    "array": "a list",
    "object": "a table of keys",
    "bool": "true or false",
    "float": "a number",
    "date": "a date (YYYY-MM-DD)",
    "null": "nothing",
}


def _plain(message: str) -> str:
    """Msgspec's sentence with the words of an editor instead of those of a programmer."""
    return re.sub(r"`([^`]*)`", lambda found: " or ".join(_WORDS.get(w, w) for w in found[1].split(" | ")), message)
