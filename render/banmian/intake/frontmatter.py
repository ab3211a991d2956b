"""An article file: YAML front matter between two `---` lines, then the body."""

from __future__ import annotations

from typing import Any

import yaml

from banmian.intake.locate import NodeLines, repeated_key
from banmian.intake.source import problem
from banmian.model import InputError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def split(text: str, file: str) -> tuple[dict[str, Any], NodeLines, str, int]:
    """Front matter, the lines of its keys, the body, and the line on which the body begins.

    Raises InputError where the front matter does not open, does not close, is no YAML table or repeats a key.
    """
    lines = text.split("\n")
    if lines[0].strip() != "---":
        raise InputError(
            problem(
                "front-matter-missing",
                "the file does not begin with front matter",
                hint="expected: a first line of three hyphens, then keys such as id and headline",
                file=file,
                line=1,
            )
        )
    close = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if close is None:
        raise InputError(
            problem(
                "front-matter-open",
                "the front matter does not close",
                hint="expected: a line of three hyphens between the keys and the body",
                file=file,
                line=1,
            )
        )
    loader = _Loader("\n".join(lines[1:close]))
    try:
        node = loader.get_single_node()
        _refuse_repeated_key(node, file)
        data = loader.construct_document(node) if node is not None else {}
    except yaml.YAMLError as error:
        raise InputError(
            problem(
                "bad-yaml",
                f"the front matter is not YAML: {getattr(error, 'problem', None) or error}",
                hint="text with “: ” or a leading quote, bracket or asterisk must stand in quotation marks",
                file=file,
                line=_line_of(error, lines[1:close]) + 2,
            )
        ) from None
    finally:
        loader.dispose()
    if not isinstance(data, dict):
        raise InputError(
            problem(
                "wrong-type",
                "the front matter is not a table of keys",
                hint="expected: lines such as “id: lead”",
                file=file,
                line=2,
            )
        )
    return data, NodeLines(node, first_line=2), "\n".join(lines[close + 1 :]), close + 2


def _line_of(error: Any, lines: list[str]) -> int:
    """The line (from 0) of what YAML complains of: of a bracket or quote that does not close, where it opens."""
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    if mark is not None:
        return int(opened.line if opened is not None and mark.line >= len(lines) - 1 else mark.line)
    return next((n for n, line in enumerate(lines) if not line.replace("\t", " ").isprintable()), 0)


def _refuse_repeated_key(node: Any, file: str) -> None:
    """YAML keeps the last of two equal keys; an editor would lose the first without a word."""
    if found := repeated_key(node):
        raise InputError(
            problem(
                "duplicate-key",
                f"the key “{found[0]}” stands twice",
                hint="expected: each key once",
                file=file,
                line=found[1] + 2,
                key=found[0],
            )
        )
