"""A rule that was found broken, before it is known whether the file must keep it and how much it weighs."""

from __future__ import annotations

from typing import NamedTuple

from banmian.checker.fault import Place


class Breach(NamedTuple):
    """`rule` is an id of `rules/document.toml`; the other fields are those of `Fault`."""

    rule: str
    object: str = ""
    measured: str = ""
    allowed: str = ""
    page: int = 0
    place: Place | None = None
