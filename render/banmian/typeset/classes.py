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

    from banmian.model import Setting

_PLANES = 0xE1001
_LEVELS = {"none": 0, "basic": 1, "gb": 2, "strict": 3}
_FORBIDDEN_FROM = {"": 9, "basic": 1, "gb": 2, "strict": 3}
_FOREIGN = {"space", "no-break-space", "newline", "ignorable", "combining", "jamo", "shaped", "other"}
_BLANKS = {"": (0.0, 0.0), "start": (0.5, 0.0), "end": (0.0, 0.5), "both": (0.25, 0.25)}


BREAKS, TRIMS_START, TRIMS_END, GAPS = 1, 2, 4, 8
"""Bits of `Tables.flags`: a line may end between the two, the second loses its start, the first its end, a gap."""


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
    for number, row in reversed(list(enumerate(_rows()))):  # of two ranges the first row's counts
        for span in row.get("ranges", ()):
            first, last = (int(part, 16) for part in span.split("-"))
            table[first : min(last, _PLANES - 1) + 1] = number
    for number, row in enumerate(_rows()):  # a character that is named counts for more than a range
        for character in row.get("characters", ""):
            table[ord(character)] = number
    return table


def classify(codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """The class of every code point."""
    return _by_code()[np.minimum(codes, _PLANES - 1)]


def _under(setting: Setting) -> list[dict[str, Any]]:
    """The rows as they are in a language and a direction of lines (C6, C7)."""
    rows = []
    for row in _rows():
        changed = dict(row)
        if setting.is_traditional:
            changed |= row.get("hant", {})
        if setting.vertical:
            changed |= row.get("vertical", {})
        rows.append(changed)
    return rows


class Tables:
    """Everything about a class, and about two classes that meet, under one setting: plain arrays to index with."""

    def __init__(self, setting: Setting) -> None:
        rows = _under(setting)
        number = names()
        level = _LEVELS[setting.level]

        def column(key: str) -> NDArray[np.bool_]:
            return np.array([bool(row.get(key, False)) for row in rows])

        self.width = np.array([row.get("width", np.nan) for row in rows])
        self.joins = column("joins")
        self.word = column("word")
        self.still = column("still")
        self.plain = column("plain")
        self.twin = column("twin")
        self.rewrites = column("rewrites")
        self.chinese = ~self.word & np.array([row["name"] not in _FOREIGN for row in rows])
        """Hanzi and their marks: neither part of a Latin word nor of a script that UAX #14 alone knows."""
        self.shrink = np.array([row.get("shrink", 0) for row in rows], dtype=np.uint8)
        self.no_start = np.array([_FORBIDDEN_FROM[row.get("starts", "")] <= level for row in rows])
        self.no_end = np.array([_FORBIDDEN_FROM[row.get("ends", "")] <= level for row in rows])
        affix = {"prefix", "postfix"}
        self.relaxed = np.array(
            [level == 0 and ("starts" in row or "ends" in row) and row["name"] not in affix for row in rows]
        )
        """At the level `none`: marks that may stand anywhere, whatever UAX #14 says."""
        self.may_break = self._breaks()
        self._blanks(rows, setting)
        self._pairs(rows)
        han, letter, digit = column("gap-han"), column("gap"), np.zeros(len(rows), dtype=bool)
        digit[number["digit"]] = True
        self.latin = letter.copy()
        letter &= ~digit
        self.gap = setting.gap * (np.outer(han, letter) | np.outer(letter, han))
        digit_gap = setting.gap if setting.digit_gap is None else setting.digit_gap
        self.gap += digit_gap * (np.outer(han, digit) | np.outer(digit, han))
        self.flags = self._flags()

    def _breaks(self) -> NDArray[np.bool_]:
        """B3, B5, B12: whether a line may end between two plain classes."""
        number = names()
        may_break = np.ones((self.plain.size, self.plain.size), dtype=bool)
        may_break[:, self.no_start] = False
        may_break[self.no_end, :] = False
        may_break[np.ix_(self.word, self.word)] = False
        may_break[:, number["newline"]] = False
        may_break[number["newline"], :] = True
        return may_break

    def _flags(self) -> NDArray[np.uint8]:
        """What happens between two classes, one byte a pair: for `before` and `after` at before × classes + after."""
        flags = BREAKS * self.may_break + TRIMS_START * self.trim_start + TRIMS_END * self.trim_end
        packed: NDArray[np.uint8] = (flags + GAPS * (self.gap > 0)).astype(np.uint8).ravel()
        return packed

    def _blanks(self, rows: list[dict[str, Any]], setting: Setting) -> None:
        """C5: the empty parts of cells, in em, and what of them is cut off from the beginning (C3, P14)."""
        blanks = [_BLANKS[row.get("blank", "") if setting.marks != "none" else ""] for row in rows]
        self.blank_start = np.array([start for start, _ in blanks])
        self.blank_end = np.array([end for _, end in blanks])
        placed = [_BLANKS[row.get("blank", "")] for row in rows]
        self.placed = np.array([0.5 if start == end else float(start > end) for start, end in placed])
        """The part of the blank of a cell that lies before the ink, squeezed or not."""
        self.cut = np.array(
            [setting.marks == "half" or (setting.marks == "kaiming" and not row.get("sentence")) for row in rows]
        )
        interpunct = names()["interpunct"]
        if setting.interpunct == "half" and not setting.is_traditional:
            self.cut[interpunct] = True
            self.blank_start[interpunct] = self.blank_end[interpunct] = 0.25
        self.one_sided = self.blank_start != self.blank_end
        stops = [names()["comma"], names()["stop"]]
        self.hangs = np.zeros(len(rows), dtype=bool)
        self.hangs[stops] = setting.hang and not setting.is_traditional and not setting.vertical

    def _pairs(self, rows: list[dict[str, Any]]) -> None:
        """P1 to P7: which of two marks that meet loses its blank."""
        number = names()
        opens, closes, stops, middle = (
            np.array([row.get("pairs") == part for row in rows]) for part in ("open", "close", "stop", "middle")
        )
        wide_space = np.zeros(len(rows), dtype=bool)
        wide_space[number["wide-space"]] = True
        trim_start = np.outer(opens | closes | stops | middle | wide_space, opens)
        trim_start[number["ascii-opening"], opens] = True  # P7
        trim_end = np.outer(closes | stops, closes | stops | wide_space) | np.outer(closes, middle)
        trim_end[closes, number["ascii-closing"]] = True  # P7
        self.trim_start = trim_start
        """P2, P4: an opening mark loses its blank after an opening, closing or stop mark."""
        self.trim_end = trim_end
        """P1, P2, P3, P4: a closing or stop mark loses its blank before a closing or stop mark."""


@cache
def tables(setting: Setting) -> Tables:
    """The tables of a setting, made once."""
    return Tables(setting)
