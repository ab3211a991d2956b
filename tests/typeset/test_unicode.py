"""Line breaks against Unicode's own test file (B1): all that differs is a tailoring that is named here.

`linebreak-17.txt` is LineBreakTest.txt of Unicode 17 folded into a table, so that it can be read and runs without a
network: 19,311 cases, without the 27 that the file has twice. To fold another version:

    python tests/typeset/test_unicode.py LineBreakTest.txt > tests/typeset/linebreak-18.txt
"""

import os
import re
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from banmian.typeset import BODY, cast

TABLE = Path(__file__).parent / "linebreak-17.txt"
SOURCE = Path(os.environ.get("BANMIAN_LINE_BREAK_TEST", "/usr/share/unicode/auxiliary/LineBreakTest.txt"))
ENDS = set("\n\r\x0b\x0c\x85\u2028\u2029")
"""What ends a paragraph, or is another name for that: a case that holds it is no paragraph."""


class Tailoring(NamedTuple):
    """A rule of ours that goes beyond UAX #14: what stands before and after the place, and how many places it changes.

    `allows` a break where Unicode forbids it, or else forbids one where Unicode allows it.
    """

    rule: str
    why: str
    allows: bool
    before: str
    after: str
    places: int


TAILORINGS = [
    Tailoring("B4", "a single — is a connector", False, "", "—", 233),
    Tailoring("B4", "no line ends with /", False, r"/\Z", "", 34),
    Tailoring("B4", "no line begins with /, not even after U+200B", False, "\u200b ?\\Z", "/", 2),
    Tailoring(
        "B2", "no line begins with ‼, not even after a space (LB18)", False, "[ \u200b\ufffc]\u0308?\\Z", "‼", 122
    ),
    Tailoring("B3", "no line begins with ·", False, r"特\Z", "·马", 1),
    Tailoring("B3", "no line begins with –, not even after a space", False, r" \Z", "–", 1),
    Tailoring("B5", "“ and ‘ are opening brackets: before them after Han", True, r"[的人]\Z", "[“‘]", 2),
    Tailoring("B5", "” is a closing bracket: after it before Han", True, r"”\Z", "奖", 1),
    Tailoring("B5", "“ is an opening bracket: not after it, not even after a space (LB14)", False, r"“ \Z", "bzw", 1),
    Tailoring("U3", "a unit stays with its numeral, also after a space", False, r"0 \Z", "%", 1),
    Tailoring("C12", "what prints nothing and opens a paragraph stays with it", False, "\\A\u200b ?\\Z", "", 199),
    Tailoring("C12", "and what ends one stays with its last", False, r" \Z", "[\u200d\u2067]", 126),
    Tailoring("C12", "at neither edge does it join", True, "\\A\ufeff\u0308\\Z|\\A \u200d\\Z|\\A \u2067\\Z", "", 22),
]


def read_source(path):
    """The cases of LineBreakTest.txt: the text, and for each place from its start to its end whether a line may end."""
    for line in path.read_text("utf-8").splitlines():
        parts = line.split("#")[0].split()
        if parts:
            yield "".join(chr(int(code, 16)) for code in parts[1::2]), "".join(parts[0::2])


def in_code(text):
    return " ".join(f"{ord(character):04X}" for character in text)


def fold(cases):
    """The rows of the table: one for each beginning, over the characters that end the cases; the others as they are."""
    last = Counter(text[-1] for text, _ in cases)
    columns = [character for character, count in last.items() if count > 100]
    rows = {}
    for text, breaks in cases:
        rows.setdefault((text[:-1], breaks[:-2]), {})[text[-1]] = breaks[-2]
    yield "columns " + in_code(columns)
    for (before, breaks), ends in rows.items():
        if all(column in ends for column in columns):
            yield f"{in_code(before)} {breaks} {''.join(ends.pop(column) for column in columns)}"
        for end, found in ends.items():
            yield f"{in_code(before + end)} {breaks}{found}÷"


def read_table():
    """The cases again."""
    columns = []
    for line in TABLE.read_text("utf-8").splitlines():
        if line.startswith("columns "):
            columns = [chr(int(code, 16)) for code in line.split()[1:]]
        elif line and not line.startswith("#"):
            parts = line.split()
            codes = [part for part in parts if not set(part) & set("÷×")]
            marks = parts[len(codes) :]
            text = "".join(chr(int(code, 16)) for code in codes)
            if len(marks) == 2:
                yield from ((text + end, f"{marks[0]}{mark}÷") for end, mark in zip(columns, marks[1], strict=True))
            else:
                yield text, marks[0]


def explains(tailoring, text, at, allowed):
    return (
        allowed == tailoring.allows
        and re.search(tailoring.before, text[:at]) is not None
        and re.match(tailoring.after, text[at:]) is not None
    )


@pytest.fixture(scope="module")
def places(toy_library):
    """Every place where the program and Unicode differ: the text, the offset, and whether we allow a break there."""
    paragraphs = [(text, breaks) for text, breaks in read_table() if not ENDS & set(text)]
    sorts = cast("\n".join(text for text, _ in paragraphs) + "\n", BODY, toy_library, "body")
    ours = sorts.may_break.tolist()
    differ, start = [], 0
    for text, breaks in paragraphs:
        for at in range(1, len(text)):
            if ours[start + at] != (breaks[at] == "÷"):
                differ.append((text, at, ours[start + at]))
        start += len(text) + 1
    return differ


def test_the_table_holds_all_cases():
    cases = list(read_table())
    assert len(cases) == len(dict(cases)) == 19311
    assert sum(not ENDS & set(text) for text, _ in cases) == 17163
    assert all(len(breaks) == len(text) + 1 for text, breaks in cases)


def test_the_table_is_what_unicode_has():
    if not SOURCE.exists():
        pytest.skip(f"no {SOURCE} (Debian: unicode-data, or set BANMIAN_LINE_BREAK_TEST): the table was not compared")
    head = SOURCE.open(encoding="utf-8").readline()
    if "LineBreakTest-17." not in head:
        pytest.skip(f"{SOURCE} is {head.strip('# ').strip()}, the table is of 17: not compared")
    assert dict(read_table()) == dict(read_source(SOURCE))


def test_all_that_differs_from_unicode_is_a_tailoring(places):
    unexplained = [
        (in_code(text[:at]), "÷" if allowed else "×", in_code(text[at:]))
        for text, at, allowed in places
        if not any(explains(tailoring, text, at, allowed) for tailoring in TAILORINGS)
    ]
    assert unexplained == []


def test_every_tailoring_changes_as_many_places_as_it_says(places):
    """One that explains nothing is no tailoring, or the program no longer has it."""
    counts = Counter()
    for text, at, allowed in places:
        counts[next((t for t in TAILORINGS if explains(t, text, at, allowed)), None)] += 1
    assert [(t.rule, t.why, counts[t]) for t in TAILORINGS] == [(t.rule, t.why, t.places) for t in TAILORINGS]


HEAD = """\
# {name}, folded by tests/typeset/test_unicode.py: not by hand.
#
# A row with two groups of marks is many cases: a beginning, its breaks, and whether a line may end between it and each
# character of `columns`. ÷ a line may end here, × it may not; the first mark stands before the first character.
#
# Derived from a data file of the Unicode Character Database, © Unicode, Inc., which stands under the Unicode License v3
# (SPDX: Unicode-3.0): see render/banmian/typeset/LICENCE-Unicode.txt. Comments were left out.
"""

if __name__ == "__main__":
    source = Path(sys.argv[1])
    with source.open(encoding="utf-8") as file:
        name = file.readline().strip("# \n")
    sys.stdout.write(HEAD.format(name=name) + "\n".join(fold(list(read_source(source)))) + "\n")
