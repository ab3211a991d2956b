"""The table of character classes says one thing of each character."""

import itertools
import tomllib
from collections import Counter
from importlib import resources

import numpy as np
import pytest

from banmian.typeset import Setting
from banmian.typeset.classes import classify, names, tables

ROWS = tomllib.loads((resources.files("banmian.typeset") / "classes.toml").read_text("utf-8"))["class"]


def class_of(character):
    number = classify(np.array([ord(character)], dtype=np.uint32))[0]
    return next(name for name, value in names().items() if value == number)


def test_no_character_is_named_in_two_classes():
    counts = Counter(character for row in ROWS for character in row.get("characters", ""))
    assert [character for character, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_every_named_character_has_its_class_and_every_class_its_source(row):
    assert {class_of(character) for character in row.get("characters", "")} <= {row["name"]}
    assert row["source"]


@pytest.mark.parametrize(
    ("character", "name"),
    [
        *((" ", "space"), ("\u00a0", "no-break-space"), ("\u3000", "wide-space")),
        *(("々", "iteration"), ("・", "interpunct"), ("-", "word-mark"), ("—", "dash")),
        *(("中", "han"), ("𠀀", "han"), ("〇", "han"), ("の", "han"), ("\ue000", "other"), ("\U0010ffff", "other")),
    ],
)
def test_classes_of_some_characters(character, name):
    assert class_of(character) == name


def test_a_mark_with_a_blank_is_one_em_wide_before_it_is_squeezed():
    for row in ROWS:
        if row.get("blank") in ("start", "end"):
            assert row["width"] == 1.0, row["name"]
            assert "pairs" in row, row["name"]


def test_a_stricter_level_forbids_all_that_a_laxer_one_does():
    levels = [tables(Setting(level=level)) for level in ("none", "basic", "gb", "strict")]
    for lax, strict in itertools.pairwise(levels):
        assert not (lax.no_start & ~strict.no_start).any()
        assert not (lax.no_end & ~strict.no_end).any()
        assert not (strict.may_break & ~lax.may_break).any()
