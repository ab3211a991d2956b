"""The standards that the checker knows: how a file names them, which rules they share, which PDF they are written in.

The table is the checker's own: it shares nothing with the table that our press files are written by.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple


class Standard(NamedTuple):
    """A standard as the checker holds a file to it."""

    families: tuple[str, ...]
    """Further names under which rules apply to it."""
    versions: tuple[str, ...] = ()
    """GTS_PDFXVersion as it must be written."""
    newest: str = "2.9"
    """Last version of PDF that it knows."""
    oldest: str = "1.0"
    """First version of PDF that it knows."""
    said_in: Literal["", "info", "xmp"] = ""
    """Where GTS_PDFXVersion has to stand."""
    profile: Literal["registered", "embedded", "referenced"] = "registered"
    """How the profile of an output intent may be given: by a registered name, in the file alone, or from outside."""
    complete: bool = True
    """Whether its rules are kept here; of other standards only what they share is checked."""


STANDARDS = {
    "x1a-2001": Standard(("x", "flat", "x1a"), ("PDF/X-1:2001", "PDF/X-1a:2001"), "1.4", said_in="info"),
    "x1a": Standard(("x", "flat"), ("PDF/X-1a:2003",), "1.4", said_in="info"),
    "x3": Standard(("x", "flat"), ("PDF/X-3:2002", "PDF/X-3:2003"), "1.4", said_in="info"),
    "x4": Standard(("x",), ("PDF/X-4",), "1.6", said_in="xmp", profile="embedded"),
    "x4p": Standard(("x", "x4"), ("PDF/X-4p",), "1.6", said_in="xmp", profile="referenced", complete=False),
    "x5": Standard(("x",), ("PDF/X-5g", "PDF/X-5pg", "PDF/X-5n"), "1.6", said_in="xmp", complete=False),
    "x6": Standard(
        *(("x",), ("PDF/X-6", "PDF/X-6p", "PDF/X-6n")),
        oldest="2.0",
        said_in="xmp",
        profile="embedded",
        complete=False,
    ),
    "a1": Standard(("a",), newest="1.7"),
    "a2": Standard(("a",), newest="1.7"),
    "a3": Standard(("a",), newest="1.7"),
    "a4": Standard(("a",), oldest="2.0", complete=False),
    "ua1": Standard(("ua", "tagged"), newest="1.7"),
    "ua2": Standard(("ua", "tagged"), oldest="2.0", complete=False),
    "ua": Standard(("ua", "tagged"), complete=False),
}
"""By their short names; PDF/A by its part, to which a file adds its level: `a2u`."""
VERSIONS = {version: name for name, standard in STANDARDS.items() for version in standard.versions}
"""Short names by GTS_PDFXVersion."""
DEFAULT = ("x4",)
"""What a file for printing has to become that names no standard."""
_LEVELS = {"a": ("u", "tagged"), "u": ("u",)}
_ORDER = "bua"


def standard(name: str) -> Standard:
    """Return the row of a standard that a file names: `x4`, `a2u`, `ua1`."""
    return STANDARDS[max((key for key in STANDARDS if name.startswith(key)), key=len)]


def families(names: Iterable[str]) -> frozenset[str]:
    """Return the names under which rules apply to a file of some standards, `plant` among them in any case.

    `a2u` is also `a2`, `a` and `u`; `a2a` is `a2`, `a`, `u` and `tagged`; `x4` is `x`; `ua1` is `ua` and `tagged`;
    `x1a` is `x` and `flat`, as all PDF/X without transparency is.
    """
    found = {"plant"}
    for name in names:
        found |= {name, *standard(name).families}
        if name.startswith("a"):
            found |= {name[:2], *_LEVELS.get(name[2:], ())}
    return frozenset(found)


def includes(named: str, wanted: str) -> bool:
    """Return whether a file that names one standard keeps another: itself, or of PDF/A a lower level of its part."""
    if named == wanted:
        return True
    levels = (named[2:], wanted[2:])
    if wanted[0] != "a" or named[:2] != wanted[:2] or not all(level and level in _ORDER for level in levels):
        return False
    return _ORDER.index(levels[0]) >= _ORDER.index(levels[1])
