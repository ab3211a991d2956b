"""docs/layouts.md says what the program does: its designs are read, and every word of the language stands in it."""

import re
from pathlib import Path
from typing import get_args

import pytest

from banmian.layout import read_layout_file
from banmian.layout.borders import border_names
from banmian.layout.check import DESIGNS
from banmian.layout.design import Head, PhotoPlace, SlotKeys, Takes
from banmian.layout.grid import Grid, Sheet
from banmian.layout.styles import HAO, HeadlineRank, Styles

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "layouts.md").read_text("utf-8")
DESIGN_BLOCK = re.compile(r"^```toml\n(# layouts/([\w-]+)\.toml\n.*?)^```$", re.MULTILINE | re.DOTALL)
TABOO = re.compile(r'(?:taboo\(\s*|code=)"([a-z-]+)"')
OF_PLATES = {"text-not-conserved", "outside-the-page", "low-resolution", "bad-picture-profile"}
"""Faults of the program or of a page, which are no taboos of make-up."""


def designs():
    """The whole designs of the page, by name."""
    return {name: text for text, name in DESIGN_BLOCK.findall(TEXT)}


def test_every_toml_block_is_a_whole_design():
    assert len(designs()) == TEXT.count("```toml") > 0


@pytest.mark.parametrize("name", designs())
def test_a_design_of_the_page_is_read(name, tmp_path):
    file = tmp_path / f"{name}.toml"
    file.write_text(designs()[name], "utf-8")
    layout = read_layout_file(file)
    assert layout.slots
    assert layout.plan.strip() in designs()[name]


@pytest.mark.parametrize("keys", [SlotKeys, PhotoPlace, HeadlineRank, Styles, Sheet, Grid])
def test_every_key_is_named(keys):
    assert [key for key in keys.__struct_fields__ if not re.search(rf"\b{key}\b", TEXT)] == []


def test_every_word_of_the_language_is_named():
    forms = {form for some in DESIGNS.values() for form in some}
    words = {*get_args(Takes), *get_args(Head), *border_names(), *forms}
    assert sorted(word for word in words if not re.search(rf"(?<![\w-]){word}(?![\w-])", TEXT)) == []
    assert [f"{name} {size:g}" for name, size in HAO.items() if f"{name} {size:g}" not in TEXT] == []


def test_the_table_of_taboos_has_every_code_of_the_checker():
    folder = ROOT / "render" / "banmian" / "preflight"
    codes = {code for file in folder.glob("*.py") for code in TABOO.findall(file.read_text("utf-8"))} - OF_PLATES
    table = TEXT.split("## 禁忌")[1].split("\n## ")[0]
    said = set(re.findall(r"`([a-z]+(?:-[a-z]+)*)`", table))
    assert said == codes
