"""The catalogue of `banmian.fonts`: which face files there are, whence, and which roles they fill."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from msgspec import Struct


class FaceEntry(Struct, frozen=True, kw_only=True):
    """A face: where its file is and what may be done with it.

    `marks` are characters that are taken from the face `marks_from` although this face has them: the quotation
    marks and the interpunct of a 楷 are 0.35 em wide (rule C1). In traditional text the marks of the middle are taken
    from the face `centred_from`, which holds nothing else (C7).
    """

    id: str
    path: str
    member: int = 0
    axes: dict[str, float] = {}
    family: str = ""
    style: str = ""
    source: str = ""
    licence: str = ""
    sha256: str = ""
    characters: int = 0
    marks: str = ""
    marks_from: str = ""
    centred_from: str = ""


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((resources.files("banmian.fonts") / "catalogue.toml").read_text("utf-8"))


def catalogue() -> dict[str, FaceEntry]:
    """The faces that come with Banmian, by id."""
    folder = resources.files("banmian.fonts")
    fields = set(FaceEntry.__struct_fields__)
    return {
        raw["id"]: FaceEntry(
            path=str(folder / raw["file"]),
            source=f"{raw['package']} {raw['version']}",
            **{name: value for name, value in raw.items() if name in fields},
        )
        for raw in _file()["face"]
    }


def default_roles() -> dict[str, tuple[str, ...]]:
    """Role → ids of the faces of its fallback chain, the first choice first."""
    return {role: tuple(chain) for role, chain in _file()["roles"].items()}
