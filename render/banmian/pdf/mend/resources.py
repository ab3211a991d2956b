"""The resources of a rewritten content stream: only what it names, each mended, under names of our own where new."""

from __future__ import annotations

from typing import Any


class Resources:
    """A /Resources dictionary under way."""

    def __init__(self) -> None:
        self._kinds: dict[str, dict[str, Any]] = {}
        self._named: dict[tuple[str, Any], str] = {}

    def name(self, kind: str, thing: Any, hint: str) -> str:
        """The name of a resource: the one asked for, or another where that is taken by something else."""
        key = (kind, thing.objgen if thing.is_indirect else thing.unparse())
        if key not in self._named:
            named = self._kinds.setdefault(kind, {})
            name, n = hint, 1
            while name in named:
                name, n = f"{hint}_{n}", n + 1
            named[name] = thing
            self._named[key] = name
        return self._named[key]

    def dictionary(self) -> Any:
        """The finished dictionary."""
        import pikepdf

        made = pikepdf.Dictionary()
        for kind in sorted(self._kinds):
            made[kind] = pikepdf.Dictionary()
            for name, thing in self._kinds[kind].items():
                made[kind][name] = thing
        return made


def without(dictionary: Any, *keys: str) -> None:
    """Take entries out of a dictionary or stream, those that are there."""
    for key in keys:
        if key in dictionary:
            del dictionary[key]
