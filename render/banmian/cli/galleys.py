"""The command `banmian galley`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from banmian.atomic_write import keep_inputs
from banmian.faces import FaceLibrary
from banmian.galley import as_data, as_lines, findings_of, set_galley, settings
from banmian.intake.source import problem, read_text
from banmian.model import InputError, Severity
from banmian.typeset import Setting

if TYPE_CHECKING:
    import argparse


_SHOWN = {code: 0x2400 + code for code in range(0x20)}
"""Control characters as pictures of themselves: they are not for the terminal to obey."""
_OPTIONS = ("indent", "level", "marks", "vertical", "lang")
"""Settings with an option of their own; all others are --set KEY=VALUE."""


def galley(given: argparse.Namespace) -> int:
    """Set a text and print it; the exit code is 1 for findings of error level, which JSON holds itself.

    Raises InputError for a file or a setting that cannot be used.
    """
    if given.settings:
        _print_settings(as_json=given.json)
        return 0
    if not given.file:
        raise InputError(problem("usage", "no text is named", hint="expected: a file, or - for standard input"))
    if given.pdf:
        keep_inputs([given.pdf], [Path(given.file)])
    setting = _setting(given)
    if not 1 <= given.measure <= 1000:
        raise InputError(problem("usage", f"a measure of {given.measure:g} 字", hint="expected: 1 to 1000"))
    if not 1 <= given.size <= 200:
        raise InputError(problem("usage", f"a size of {given.size:g} pt", hint="expected: 1 to 200"))
    library = FaceLibrary()
    text = set_galley(_text(given.file), given.measure, setting, library)
    if given.pdf:
        from banmian.proof import proof, write_proof

        write_proof(given.pdf, proof(text, given.measure, given.size, library))
        print(given.pdf, file=sys.stderr)
    if given.json:
        paragraphs = b",\n".join(msgspec.json.encode(paragraph) for paragraph in as_data(text))
        sys.stdout.buffer.write(b"[" + paragraphs + b"]\n")
    else:
        for line in as_lines(text):
            print(line.translate(_SHOWN))
        found = [finding for paragraph in text.paragraphs for finding in findings_of(text, paragraph)]
        for finding in found:
            print(finding, file=sys.stderr)
        print(f"{len(text.lines)} lines at {given.measure:g} 字", file=sys.stderr)
        return int(any(finding.severity is Severity.ERROR for finding in found))
    return 0


def _text(name: str) -> str:
    """The text, without the empty line that a final line end makes."""
    if name == "-":
        try:
            text = sys.stdin.buffer.read().decode("utf-8")
        except UnicodeDecodeError as error:
            raise InputError(
                problem("bad-utf8", f"byte {error.start} of the input is not UTF-8 text", file="-")
            ) from None
    else:
        text = read_text(Path(name), name)
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")


def _setting(given: argparse.Namespace) -> Setting:
    values: dict[str, object] = {}
    for pair in given.set:
        key, equals, value = pair.partition("=")
        if not equals or key not in Setting.__struct_fields__:
            known = ", ".join(Setting.__struct_fields__)
            raise InputError(
                problem("unknown-setting", f"“{pair}” is no setting", hint=f"expected KEY=VALUE of: {known}")
            )
        values[key] = value
    values |= {key: getattr(given, key) for key in _OPTIONS if getattr(given, key) is not None}
    try:
        return msgspec.convert(values, Setting, strict=False)
    except msgspec.ValidationError as error:
        key = str(error).rpartition("$.")[2].strip("`")
        row = next((row for row in settings() if row["name"] == key), None)
        expected = f"expected: {_values(row)}" if row else "banmian galley --settings lists them"
        raise InputError(problem("wrong-setting", str(error), hint=expected)) from None


def _print_settings(*, as_json: bool) -> None:
    rows = settings()
    if as_json:
        print(msgspec.json.format(msgspec.json.encode(rows), indent=1).decode())
        return
    for row in rows:
        print(f"{row['name']:16} {row['default']!s:13} {_values(row)}\n                 {row['about']}")


def _values(row: dict[str, Any]) -> str:
    """What a setting may be, in words."""
    values = row["values"]
    if isinstance(values, list):
        return " | ".join(map(str, values))
    low, high = row.get("least"), row.get("most")
    return f"{values}, {low:g} to {high:g}" if low is not None and high is not None else str(values)
