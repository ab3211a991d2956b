"""Banmian 版面 sets Chinese newspapers: articles in, made-up pages out.

    newspaper = banmian.make("my-issue")        an issue folder, an issue.json, its data, or an Issue
    newspaper.findings                          what a person must know
    newspaper.write("out")                      press and screen PDFs, report.json
    newspaper.render("press")                   the same as bytes

These names are the front door, each loaded when it is first used; docs/api.md shows every one at work. All else is
private and may change. Errors: see BanmianError.
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False  # importing typing takes longer than all of this

if TYPE_CHECKING:
    from banmian.conformance import Conformance
    from banmian.front import build, check, convert, galley, make, read
    from banmian.galleys import Galley
    from banmian.makeup import Fit
    from banmian.model import (
        Article,
        ArticleKeys,
        BanmianError,
        Edition,
        Finding,
        InputError,
        Issue,
        Page,
        Paper,
        Paragraph,
        Setting,
        Severity,
    )
    from banmian.model.plant import PressOrder
    from banmian.newspaper import Newspaper, Result
    from banmian.plate import Plate
    from banmian.report import Piece

__all__ = [
    "Article",
    "ArticleKeys",
    "BanmianError",
    "Conformance",
    "Edition",
    "Finding",
    "Fit",
    "Galley",
    "InputError",
    "Issue",
    "Newspaper",
    "Page",
    "Paper",
    "Paragraph",
    "Piece",
    "Plate",
    "PressOrder",
    "Result",
    "Setting",
    "Severity",
    "build",
    "check",
    "convert",
    "galley",
    "make",
    "read",
]

_HOMES = {
    **dict.fromkeys(("build", "check", "convert", "galley", "make", "read"), "banmian.front"),
    **dict.fromkeys(("Newspaper", "Result"), "banmian.newspaper"),
    "Conformance": "banmian.conformance",
    "Fit": "banmian.makeup",
    "Galley": "banmian.galleys",
    "Piece": "banmian.report",
    "Plate": "banmian.plate",
    "PressOrder": "banmian.model.plant",
}
"""Where a name is found, if it is not in banmian.model."""


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'banmian' has no attribute {name!r}")
    from importlib import import_module

    found = globals()[name] = getattr(import_module(_HOMES.get(name, "banmian.model")), name)
    return found


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
