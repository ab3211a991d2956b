"""At which line of a TOML, YAML or JSON file a key stands. Used only once something is wrong."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from banmian.intake.source import KeyPath

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_NOT_IN_YAML = re.compile("[\t\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_KEY = re.compile(r"""^\s*(?:"([^"]+)"|'([^']+)'|([A-Za-z0-9_-]+))\s*=""")


class TomlLines:
    """Lines of the keys of a TOML text. tomllib keeps no positions, so the headers and keys are read again."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __call__(self, path: KeyPath) -> int:
        """The line of the longest part of the path that is found; 1 where nothing is."""
        table = self._table
        for length in range(len(path), 0, -1):
            if line := table.get(path[:length]):
                rest = [step for step in path[length:] if isinstance(step, str)]
                return self._inline(line, rest[-1]) if rest else line
        return 1

    @cached_property
    def _table(self) -> dict[KeyPath, int]:
        found: dict[KeyPath, int] = {}
        counts: dict[KeyPath, int] = {}
        prefix: KeyPath = ()
        inside = 0
        fence = ""
        for number, line in enumerate(self._text.split("\n"), 1):
            if fence:
                if fence in line:
                    fence = ""
                continue
            if inside <= 0 and (header := _HEADER.match(line)):
                prefix = tuple(part.strip().strip("\"'") for part in header[2].split("."))
                if header[1] == "[[":
                    counts[prefix] = counts.get(prefix, -1) + 1
                    prefix = (*prefix, counts[prefix])
                for length in range(1, len(prefix) + 1):  # [fonts.body] is where `fonts` stands, if nothing else is
                    found.setdefault(prefix[:length], number)
                continue
            if inside <= 0 and (key := _KEY.match(line)):
                found.setdefault((*prefix, key[1] or key[2] or key[3]), number)
                line = line[key.end() :]
            if line.count('"""') == 1 or line.count("'''") == 1:
                fence = '"""' if '"""' in line else "'''"
                continue
            bare = re.sub(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*', "", line)
            inside += bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}")
        return found

    def _inline(self, line: int, key: str) -> int:
        """The line of a key of an inline table that begins at `line`."""
        for number, text in enumerate(self._text.split("\n")[line - 1 :], line):
            if re.search(rf"\b{re.escape(key)}\s*=", text):
                return number
        return line


class NodeLines:
    """Lines of the keys of a YAML node tree; JSON is read as the YAML that it is."""

    def __init__(self, node: Any, first_line: int = 1) -> None:
        self._node = node
        self._first_line = first_line

    def __call__(self, path: KeyPath) -> int:
        """The line of the longest part of the path that is found."""
        node = self._node
        line = self._first_line
        for step in path:
            if isinstance(step, int) and isinstance(getattr(node, "value", None), list) and node.id == "sequence":
                if step >= len(node.value):
                    break
                node = node.value[step]
            elif getattr(node, "id", "") == "mapping":
                pair = next(((k, v) for k, v in node.value if k.value == step), None)
                if pair is None:
                    break
                node = pair[1]
                line = pair[0].start_mark.line + self._first_line
                continue
            else:
                break
            line = node.start_mark.line + self._first_line
        return line


class JsonLines:
    """Lines of the keys of a JSON text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __call__(self, path: KeyPath) -> int:
        """The line of a key path."""
        return NodeLines(self._node())(path)

    def repeated(self) -> tuple[str, int]:
        """The first key that stands twice in an object, and the line (from 0) of the second."""
        return repeated_key(self._node()) or ("", 0)

    def _node(self) -> Any:
        """The text as the YAML that it nearly is. What YAML refuses is replaced first: lines stay as they are."""
        import yaml

        text = _NOT_IN_YAML.sub(" ", _SURROGATE.sub(r"\\u0020", self._text))
        try:
            return yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        except yaml.YAMLError:
            return None


def repeated_key(node: Any) -> tuple[str, int] | None:
    """The first key of a YAML node tree that stands twice in a mapping, and the line (from 0) of the second."""
    parts: list[Any] = []
    if getattr(node, "id", "") == "mapping":
        seen = set()
        for key, value in node.value:
            if key.id == "scalar":
                if key.value in seen:
                    return key.value, key.start_mark.line
                seen.add(key.value)
            parts.append(value)
    elif getattr(node, "id", "") == "sequence":
        parts = node.value
    return next((found for part in parts if (found := repeated_key(part))), None)
