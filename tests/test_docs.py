"""What docs/layouts.md and docs/press.md say is what the program does.

The designs of the page are read, and every word of the language, every key of a plant, every rule for adverts stands
there.
"""

import re
from pathlib import Path
from typing import get_args

import pytest

from banmian.conformance import Conformance
from banmian.intake.plant import read_plant
from banmian.layout import read_layout_file
from banmian.layout.borders import border_names
from banmian.layout.check import DESIGNS
from banmian.layout.design import Head, PhotoPlace, SlotKeys, Takes
from banmian.layout.grid import Grid, Sheet
from banmian.layout.styles import HAO, HeadlineRank, Styles
from banmian.model.plant import Limits, Marks, Plant, Sharpen
from banmian.pdf.mend.log import RULES, WARNINGS
from banmian.press.names import FIELDS

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "layouts.md").read_text("utf-8")
PRESS = (ROOT / "docs" / "press.md").read_text("utf-8")
DESIGN_BLOCK = re.compile(r"^```toml\n(# layouts/([\w-]+)\.toml\n.*?)^```$", re.MULTILINE | re.DOTALL)
TABOO = re.compile(r'(?:taboo\(\s*|code=)"([a-z-]+)"')
OF_PLATES = {"text-not-conserved", "outside-the-page", "page-withheld"}
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
    of_pictures = codes & said_in(PRESS.split("## What is said")[1].split("\n## ")[0])
    assert said_in(table) == codes - of_pictures


def said_in(text):
    """The codes, rules or keys that stand between backticks in a text."""
    return set(re.findall(r"`([a-z0-9]+(?:-[a-z0-9]+)*)`", text))


@pytest.mark.parametrize("keys", [Plant, Marks, Sharpen, Limits])
def test_every_key_of_a_plant_has_its_row_and_its_default(keys):
    for key, field in zip(keys.__struct_encode_fields__, keys.__struct_fields__, strict=True):
        value = getattr(keys(), field)
        if isinstance(value, (Marks, Sharpen, Limits)):
            assert f"| `[{key}]` | default |" in PRESS
            continue
        shown = {
            bool: str(value).lower(),
            float: f"{value:g}" if isinstance(value, (int, float)) else "",
            str: f'`"{value}"`' if value else "empty",
        }
        kind = next((one for one in (bool, str) if isinstance(value, one)), float)
        assert f"| `{key}` | {'that of the page design' if value is None else shown[kind]} |" in PRESS, key


def test_every_conformance_level_has_its_row():
    rows = PRESS.split("## Conformance")[1].split("\n## ")[0]
    for one in Conformance:
        assert f"| `{one.level.option}` | {one.level.title} | {one.level.pdf_version} |" in rows
        assert f'`"{one}"`' in PRESS, "the key of a plant tells it"


def test_every_rule_for_adverts_is_stated():
    rules, warnings = PRESS.split("## Adverts")[1].split("\n## ")[0].split("what a person should look at")
    assert said_in("".join(re.findall(r"^\| (`.*?) \|", rules, re.MULTILINE))) == {*RULES}
    assert said_in("".join(re.findall(r"^\| (`.*?) \|", warnings, re.MULTILINE))) == {*WARNINGS}


def test_every_field_of_a_file_name_is_named():
    assert [field for field in FIELDS if f"`{{{field}}}`" not in PRESS] == []


def test_the_plant_of_the_page_is_read(tmp_path):
    (block,) = re.findall(r"^```toml\n(.*?)^```$", PRESS, re.MULTILINE | re.DOTALL)
    file = tmp_path / "ourplant.toml"
    file.write_text(block, "utf-8")
    assert read_plant(file).plant.name
