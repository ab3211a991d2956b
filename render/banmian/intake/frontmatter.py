"""An article file: YAML front matter between two `---` lines, then the body."""

from __future__ import annotations

from typing import Any

import yaml

from banmian.intake.locate import NodeLines
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
        _refuse_repeated_keys(node, file)
        data = loader.construct_document(node) if node is not None else {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError(
            problem(
                "bad-yaml",
                f"the front matter is not YAML: {getattr(error, 'problem', None) or error}",
                hint="text with “: ” or a leading quote, bracket or asterisk must stand in quotation marks",
                file=file,
                line=mark.line + 2 if mark else 1,
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


def _refuse_repeated_keys(node: Any, file: str) -> None:
    """YAML keeps the last of two equal keys; an editor would lose the first without a word."""
    if getattr(node, "id", "") == "mapping":
        seen = set()
        for key, value in node.value:
            if key.id == "scalar":
                if key.value in seen:
                    raise InputError(
                        problem(
                            "duplicate-key",
                            f"the key “{key.value}” stands twice",
                            hint="expected: each key once",
                            file=file,
                            line=key.start_mark.line + 2,
                            key=key.value,
                        )
                    )
                seen.add(key.value)
            _refuse_repeated_keys(value, file)
    elif getattr(node, "id", "") == "sequence":
        for item in node.value:
            _refuse_repeated_keys(item, file)
