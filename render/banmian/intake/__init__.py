"""intake 收稿: files or data in, an Issue out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike
    from typing import Any

    from banmian.model import Issue

    Source: TypeAlias = str | PathLike[str] | Mapping[str, Any] | Issue

__all__ = ["read_issue"]


def read_issue(source: Source, *, folder: str | PathLike[str] | None = None) -> Issue:
    """Read and check an issue: a folder, an `issue.json`, a folder with one, its data, or an Issue that was built.

    `folder` is where the file names in data start, the working folder if none is named. Raises InputError with every
    finding at once: nothing is built from an issue that is not whole.
    """
    from banmian.intake import checks
    from banmian.model import Issue

    if isinstance(source, Issue):
        from banmian.intake import built

        issue, lines = built.read(source)
    elif isinstance(source, (str, Path)) or hasattr(source, "__fspath__"):
        issue, lines = _read(Path(source))
    elif hasattr(source, "keys"):
        from banmian.intake import package

        issue, lines = package.read_data(dict(source), str(folder or "."))
    else:
        raise TypeError(f"an issue is a folder, an issue.json, its data or an Issue, not {type(source).__name__}")
    if folder is not None and not hasattr(source, "keys"):
        raise TypeError("`folder` is for data: a file or a folder says by itself where its files are")
    checks.check(issue, lines)
    return issue


def _read(path: Path) -> tuple[Issue, dict[str, Any]]:
    if path.suffix == ".json" or (path / "issue.json").is_file():
        from banmian.intake import package

        return package.read(path if path.suffix == ".json" else path / "issue.json")
    from banmian.intake import folder

    return folder.read(path)
