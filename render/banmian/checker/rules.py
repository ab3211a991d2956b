"""The rules of the checker of files: data in `rules/*.toml`, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from banmian.checker.fault import Rule


@cache
def rules() -> dict[str, Rule]:
    """All rules by their id. Raises ValueError where an id stands twice: that is our fault, not the file's."""
    found: dict[str, Rule] = {}
    folder = files("banmian.checker") / "rules"
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if not path.name.endswith(".toml"):
            continue
        for entry in tomllib.loads(path.read_text("utf-8")).get("rule", []):
            rule = msgspec.convert(entry, Rule)
            if rule.id in found:
                raise ValueError(f"{path.name}: rule {rule.id} stands twice")
            found[rule.id] = rule
    return found
