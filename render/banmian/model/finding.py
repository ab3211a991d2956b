"""Findings 校样意见: what a person must know about an issue, a page or a file."""

from __future__ import annotations

import re
from enum import Enum
from typing import Any

from msgspec import Struct


class Severity(Enum):
    """How much a finding weighs. An ERROR makes the command exit with 1, or with 2 where the input is at fault."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Finding(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that a person must know: what, where, and what to do.

    `code` is a stable word for machines (`overset`, `unknown-key`); `message` says what was found and what was
    expected; `hint` says what to do. The place is as exact as it can be: file and line for input, article, page and
    slot for made-up pages. `lines` and `characters` are the amounts of an overset or underset.
    """

    severity: Severity
    code: str
    message: str
    hint: str = ""
    file: str = ""
    line: int = 0
    key: str = ""
    article: str = ""
    paragraph: int = 0
    page: int = 0
    slot: str = ""
    lines: int = 0
    characters: int = 0

    def place(self) -> str:
        """The place as one reads it: `articles/a.md:3: page 2, slot A`."""
        line = f"{self.file}:{self.line}" if self.file else f"line {self.line}"
        file = line if self.line else self.file
        parts = [
            f"page {self.page}" if self.page else "",
            f"slot {self.slot}" if self.slot else "",
            f"article {self.article}" if self.article else "",
            f"paragraph {self.paragraph}" if self.paragraph else "",
            self.key,
        ]
        return ": ".join(part for part in (file, ", ".join(part for part in parts if part)) if part)

    def as_dict(self) -> dict[str, Any]:
        """Return the finding as plain data for JSON, without the fields that are empty or 0."""
        plain = {name: getattr(self, name) for name in self.__struct_fields__}
        plain["severity"] = self.severity.value
        return {name: value for name, value in plain.items() if value not in ("", 0)}

    def __str__(self) -> str:
        place = self.place()
        text = (
            f"{self.severity.value}[{self.code}] {place}: {self.message}"
            if place
            else (f"{self.severity.value}[{self.code}] {self.message}")
        )
        return f"{text}\n    → {self.hint}" if self.hint else text


def said_by(error: BaseException | str) -> str:
    """What an error or a warning of a library says, without addresses of memory, which no two runs share."""
    return re.sub(r"(stream )?<[^<>]* object at 0x[0-9a-fA-F]+>:? ?", "", str(error))


class BanmianError(Exception):
    """Base of every error that Banmian raises on purpose. `findings` say what is wrong and what to do.

    ```
    BanmianError
    └─ InputError       the input, or what is asked of it, cannot be used; the command exits with 2
    ```
    """

    def __init__(self, *findings: Finding) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings


class InputError(BanmianError):
    """The input cannot be used as it is, or something is asked for that it does not have."""
