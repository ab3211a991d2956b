"""The rules of this part, from `rules/document.toml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from banmian.preflight.files.fault import Rule


@cache
def document_rules() -> dict[str, Rule]:
    """The rules by their id."""
    path = files("banmian.preflight.files") / "rules" / "document.toml"
    listed = msgspec.convert(msgspec.toml.decode(path.read_bytes())["rule"], list[Rule])
    return {rule.id: rule for rule in listed}
