"""intake 收稿: files in, an Issue out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from banmian.model import Issue

__all__ = ["read_issue"]


def read_issue(path: Path) -> Issue:
    """Read an issue folder, an `issue.json`, or a folder that holds one, and check it.

    Raises InputError with every finding at once: nothing is built from an issue that is not whole.
    """
    from banmian.intake import checks

    if path.suffix == ".json" or (path / "issue.json").is_file():
        from banmian.intake import package

        issue, lines = package.read(path if path.suffix == ".json" else path / "issue.json")
    else:
        from banmian.intake import folder

        issue, lines = folder.read(path)
    checks.check(issue, lines)
    return issue
