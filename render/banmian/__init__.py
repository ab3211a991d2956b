"""Banmian 版面 sets Chinese newspapers: articles in, made-up pages out.

The front door, each loaded when it is first used:

    issue = banmian.read_issue(path)        an issue folder or issue.json
    banmian.build(path, out)                everything `banmian build` does; returns the Result
    plates = banmian.make_plates(issue)     the finished pages without any output

Errors: `InputError` (the input cannot be used; carries Findings). Everything else that a person must know is a Finding
in a Result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from banmian.build import Result, build, make_plates
    from banmian.intake import read_issue
    from banmian.model import Finding, InputError, Issue, Severity
    from banmian.plate import Plate

__all__ = ["Finding", "InputError", "Issue", "Plate", "Result", "Severity", "build", "make_plates", "read_issue"]

_HOMES = {
    "Finding": "banmian.model",
    "InputError": "banmian.model",
    "Issue": "banmian.model",
    "Severity": "banmian.model",
    "Plate": "banmian.plate",
    "Result": "banmian.build",
    "build": "banmian.build",
    "make_plates": "banmian.build",
    "read_issue": "banmian.intake",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'banmian' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
