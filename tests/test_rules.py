"""The index of typographic rules: every number that the code cites has a row, and every module of a row is there."""

import ast
import io
import re
import tokenize
from pathlib import Path

import pytest

import banmian

HOME = Path(banmian.__file__).parent
ROOT = Path(__file__).parents[1]
INDEX = ROOT / "docs" / "rules.md"
LETTERS = "BCDFGHIJKMNPRTUVX"
STANDARDS = {"G34", "G35"}
"""Short for GB/T 15834 and 15835, which are no rules of ours."""
NUMBER = re.compile(rf"(?<![/\w])([{LETTERS}])([1-9][0-9]?)\b(?: to \1([1-9][0-9]?)\b)?")
ROW = re.compile(rf"^\| ([{LETTERS}][1-9][0-9]?) \| (.+) \| (.+) \| (.+) \|$", re.MULTILINE)
CELL = re.compile(r"`([\w./]+)`")


def rows():
    """The rows of the index: number, what it asks, its source, its modules."""
    return ROW.findall(INDEX.read_text("utf-8"))


def said(path):
    """What a module says in words: its comments and strings, and the comments and sources of a table."""
    source = path.read_text("utf-8")
    if path.suffix == ".toml":
        return [line for line in source.splitlines() if line.startswith(("#", "source ="))]
    strings = [
        node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant) and type(node.value) is str
    ]
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return strings + [token.string for token in tokens if token.type == tokenize.COMMENT]


def cited(path):
    """The rule numbers that a module cites; `P1 to P3` are three."""
    found = set()
    for text in said(path):
        for letter, first, last in NUMBER.findall(text):
            found |= {f"{letter}{number}" for number in range(int(first), int(last or first) + 1)}
    return found - STANDARDS


MODULES = [path for pattern in ("*.py", "*.toml") for path in sorted(HOME.rglob(pattern))]


def test_a_range_and_a_step_of_a_rule_are_read(tmp_path):
    module = tmp_path / "some.py"
    module.write_text('"""P1 to P3: marks (J4(2), GB/T 15834 5.1, G35 5.1.7)."""\nat = "/C0"  # R4, or else\n', "utf-8")
    assert cited(module) == {"P1", "P2", "P3", "J4", "R4"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(HOME).as_posix())
def test_every_rule_that_is_cited_is_in_the_index(path):
    assert cited(path) <= {number for number, *_ in rows()}


def test_no_rule_has_two_rows():
    numbers = [number for number, *_ in rows()]
    assert len(numbers) > 100
    assert len(set(numbers)) == len(numbers)


def test_every_module_of_the_index_is_there():
    for number, _, _, where in rows():
        modules = CELL.findall(where)
        assert modules or where.startswith("not yet"), f"{number} names no module"
        homes = {name: ROOT if name.startswith("tests/") else HOME for name in modules}
        assert [name for name, home in homes.items() if not (home / name).is_file()] == [], number


def test_the_cases_of_composition_are_of_rules_in_the_index():
    known = {number for number, *_ in rows()}
    for path in sorted((ROOT / "tests" / "typeset" / "cases").glob("*.toml")):
        named = re.findall(r'^rule = "(.+)"', path.read_text("utf-8"), re.MULTILINE)
        assert {found[0] for rule in named for found in re.finditer(r"[A-Z][0-9]+", rule)} <= known, path.name
