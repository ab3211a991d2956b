"""Character classes as arrays: code point → class, and class pair → what happens between the two.

The rows are in `classes.toml`; this module turns them into look-up tables once for each setting.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from banmian.typeset.setting import Setting

_PLANES = 0x32000
_LEVELS = {"none": 0, "basic": 1, "gb": 2, "strict": 3}
_FORBIDDEN_FROM = {"": 9, "basic": 1, "gb": 2, "strict": 3}


@cache
def _rows() -> list[dict[str, Any]]:
    text = (resources.files("banmian.typeset") / "classes.toml").read_text("utf-8")
    return list(tomllib.loads(text)["class"])


@cache
def names() -> dict[str, int]:
    """Class name → number."""
    return {row["name"]: number for number, row in enumerate(_rows())}


@cache
def _by_code() -> NDArray[np.uint8]:
    table = np.full(_PLANES, len(_rows()) - 1, dtype=np.uint8)
    for number, row in enumerate(_rows()):
        for span in row.get("ranges", ()):
            first, last = (int(part, 16) for part in span.split("-"))
            table[first : last + 1] = number
    for number, row in enumerate(_rows()):  # a character that is named counts for more than a range
        for character in row.get("characters", ""):
            table[ord(character)] = number
    return table


def classify(codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """The class of every code point."""
    return _by_code()[np.minimum(codes, _PLANES - 1)]


class Tables:
    """Everything about a class, and about two classes that meet, under one setting: plain arrays to index with."""

    def __init__(self, setting: Setting) -> None:
        rows = _rows()
        count = len(rows)
        level = _LEVELS[setting.level]

        def column(key: str) -> NDArray[np.bool_]:
            return np.array([bool(row.get(key, False)) for row in rows])

        self.width = np.array([row.get("width", np.nan) for row in rows])
        self.blank_start = np.array([row.get("blank") == "start" for row in rows])
        self.blank_end = np.array([row.get("blank") == "end" for row in rows])
        self.blank_both = np.array([row.get("blank") == "both" for row in rows])
        self.joins = column("joins")
        self.word = column("word")
        self.still = column("still")
        self.shrink = np.array([row.get("shrink", 0) for row in rows], dtype=np.uint8)
        no_start = np.array([_FORBIDDEN_FROM[row.get("starts", "")] <= level for row in rows])
        no_end = np.array([_FORBIDDEN_FROM[row.get("ends", "")] <= level for row in rows])
        self.no_start = no_start
        self.no_end = no_end

        may_break = np.ones((count, count), dtype=bool)
        may_break[:, no_start] = False
        may_break[no_end, :] = False
        may_break[np.ix_(self.word, self.word)] = False
        number = names()
        for before in (number["digit"], number["word-close"]):
            may_break[before, number["postfix"]] = False
        may_break[number["prefix"], number["digit"]] = False
        may_break[number["postfix"], number["letter"]] = False  # 25°C
        may_break[:, number["space"]] = False
        may_break[:, number["newline"]] = False
        may_break[number["newline"], :] = True
        self.may_break = may_break

        opens = np.array([row.get("pairs") == "open" for row in rows])
        closes = np.array([row.get("pairs") == "close" for row in rows])
        stops = np.array([row.get("pairs") == "stop" for row in rows])
        middle = self.blank_both
        wide_space = np.zeros(count, dtype=bool)
        wide_space[number["wide-space"]] = True
        self.trims_next = np.ix_(opens | closes | stops | middle | wide_space, opens)
        """P2, P4: an opening mark loses its blank after an opening, closing or stop mark."""
        trim_start = np.zeros((count, count), dtype=bool)
        trim_start[self.trims_next] = True
        trim_start[number["ascii-opening"], opens] = True  # P7
        self.trim_start = trim_start
        trim_end = np.zeros((count, count), dtype=bool)
        trim_end[np.ix_(closes | stops, closes | stops | wide_space)] = True
        trim_end[np.ix_(closes, middle)] = True
        trim_end[closes, number["ascii-closing"]] = True  # P7
        self.trim_end = trim_end
        """P1, P2, P3, P4: a closing or stop mark loses its blank before a closing or stop mark."""

        han = column("gap-han")
        latin = column("gap")
        self.gap = (han[:, None] & latin[None, :]) | (latin[:, None] & han[None, :])
        self.blanks_half = setting.marks == "half"


@cache
def tables(setting: Setting) -> Tables:
    """The tables of a setting, made once."""
    return Tables(setting)
