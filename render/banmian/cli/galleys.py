"""The command `banmian galley`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from banmian.atomic_write import keep_inputs
from banmian.front import galley as set_galley
from banmian.galleys import as_data, as_lines, settings
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
    text = set_galley(_text(given.file), measure=given.measure, setting=_setting(given))
    if given.pdf:
        from banmian.proof import write_proof

        write_proof(given.pdf, text.pdf(given.size))
        print(given.pdf, file=sys.stderr)
    if given.json:
        paragraphs = b",\n".join(msgspec.json.encode(paragraph) for paragraph in as_data(text))
        sys.stdout.buffer.write(b"[" + paragraphs + b"]\n")
    else:
        for line in as_lines(text):
            print(line.translate(_SHOWN))
        for finding in text.findings:
            print(finding, file=sys.stderr)
        print(f"{len(text.lines)} lines at {given.measure:g} 字", file=sys.stderr)
        return int(any(finding.severity is Severity.ERROR for finding in text.findings))
    return 0


def _text(name: str) -> str:
    if name == "-":
        return read_text(sys.stdin.buffer.read(), name)
    return read_text(Path(name), name)


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
