"""The JSON Schema of the input, made from the types that read it."""

from __future__ import annotations

from typing import Any


def schemas() -> dict[str, Any]:
    """JSON Schema (2020-12) of `issue.json`, of `issue.toml` and of the front matter of an article."""
    import msgspec

    from banmian.intake.folder import IssueFile
    from banmian.intake.package import IssueForm
    from banmian.model import ArticleKeys

    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {
        name: {**dialect, **msgspec.json.schema(kind)}
        for name, kind in (("issue", IssueForm), ("issue-toml", IssueFile), ("article", ArticleKeys))
    }
