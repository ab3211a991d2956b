"""The house as it is drawn: stages in their order, small modules, each with one idea and a sentence that says it."""

import ast
import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import banmian

HOME = Path(banmian.__file__).parent
STAGES = [
    *("model", "intake", "copydesk", "layout", "plan", "faces", "typeset"),
    *("makeup", "preflight", "press", "epaper", "archive"),
]
"""The way through the house: an import goes up this list, never down."""
OPEN_TO_OUTPUTS = {"cache", "plate", "model", "conformance", "pdf", "inks", "separations", "outputs"}
"""What press, epaper and archive may import beside themselves."""
AROUND = {
    "cache",
    "checker",
    "advert_intake",
    "inks",
    "inspecting",
    "separations",
    "contact",
    "starter",
    "preview",
    "converting",
    "front",
    "galleys",
    "making",
    "newspaper",
    "outputs",
    "pressing",
    "proof",
    "report",
    "atomic_write",
    "writing",
    "cli",
    "conformance",
    "plate",
    "pdf",
    "words",
}
"""What belongs to no stage. The waist (plate), the drawing of it (pdf), and what puts the stages together."""
FOUNDATION = {
    "model": 0,
    "conformance": 0,
    "words": 0,
    "inks": STAGES.index("layout"),
    "plate": STAGES.index("typeset"),
    "cache": STAGES.index("typeset"),
    "outputs": STAGES.index("press"),
    "pdf": STAGES.index("preflight"),
    "separations": STAGES.index("preflight"),
    "checker": STAGES.index("preflight"),
}
"""After which stage the parts outside the row of stages stand, where a stage imports one."""
DATA = {"fonts", "layouts", "plants", "profiles"}
MAY_READ_THE_REPORT = {"preflight"}

MODULES = sorted(HOME.rglob("*.py"))
BY_NAME = {
    ".".join(("banmian", *path.relative_to(HOME).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in MODULES
}


def name_of(path):
    return path.relative_to(HOME).as_posix()


def part_of(path):
    """The stage or part that a module belongs to; empty for banmian/__init__.py and __main__.py."""
    first = path.relative_to(HOME).parts[0]
    return "" if first.startswith("__") else first.removesuffix(".py")


def imported(path):
    """The parts of banmian that a module imports, at its top, inside functions, or for its type hints."""
    tree = ast.parse(path.read_text("utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            found |= (
                {f"{node.module}.{alias.name}" for alias in node.names} if node.module == "banmian" else {node.module}
            )
    return {name.split(".")[1] for name in found if name.startswith("banmian.")}


def test_every_part_has_its_place_in_this_test():
    assert {part_of(path) for path in MODULES} - {""} <= set(STAGES) | AROUND


@pytest.mark.parametrize("path", [p for p in MODULES if part_of(p) in STAGES], ids=name_of)
def test_a_stage_imports_only_what_stands_before_it(path):
    stage = part_of(path)
    for name in imported(path) - {stage, "__version__"}:
        if name in STAGES:
            assert STAGES.index(name) < STAGES.index(stage), f"{stage} imports {name}"
        elif name in FOUNDATION:
            assert FOUNDATION[name] <= STAGES.index(stage), f"{stage} imports {name}"
        elif name not in DATA:
            assert stage in MAY_READ_THE_REPORT, f"{stage} imports {name}"
            assert name == "report"


@pytest.mark.parametrize("path", [p for p in MODULES if part_of(p) in ("press", "epaper", "archive")], ids=name_of)
def test_outputs_import_no_stage_but_the_plate_and_the_model(path):
    assert imported(path) - {part_of(path)} <= OPEN_TO_OUTPUTS


@pytest.mark.parametrize("path", [p for p in MODULES if part_of(p) == "separations"], ids=name_of)
def test_separations_read_files_and_share_nothing_with_what_writes_them(path):
    assert imported(path) <= {"separations", "model", "inks"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_one_idea(path):
    text = path.read_text("utf-8")
    assert text.count("\n") <= 400, "a module has 400 lines at most"
    assert ast.get_docstring(ast.parse(text)), "a module says what it is"
    assert path.stem not in ("utils", "util", "helpers", "common", "manager", "misc", "base", "core")


def _needed(path):
    """The modules of banmian that a module imports at its top or inside functions; not those for type hints alone."""
    tree = ast.parse(path.read_text("utf-8"))
    blocks = [node for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    for_hints = {id(inner) for block in blocks for inner in ast.walk(block)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import) and id(node) not in for_hints:
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and id(node) not in for_hints:
            named = {f"{node.module}.{alias.name}" for alias in node.names}
            yield from named & BY_NAME.keys() or {node.module}


def test_no_modules_import_each_other_in_a_circle():
    """What two modules need of each other is handed over, or is a third: an import inside a function hides a knot."""
    graph = {name: {*_needed(path)} & BY_NAME.keys() - {name} for name, path in BY_NAME.items()}
    graph["banmian.plate.tree"] -= {"banmian.plate.encoding"}  # Plate.to_bytes and from_bytes only hand on
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" ← ".join(error.args[1]))


def test_the_kind_of_an_input_file_is_asked_of_one_table():
    """`model/media.py`; what a command writes (a preview, a contact sheet) is another matter."""
    asked = re.compile(
        r"""(suffix(\.lower\(\))?\s*(==|!=|in|not in)|\.endswith\()\W*"\.(pdf|svg|html?|png|jpe?g|tiff?)"""
    )
    assert [name_of(path) for path in MODULES if asked.search(path.read_text("utf-8"))] == ["cli/layouts.py"]


def test_nobody_asks_which_conformance_level_it_is():
    """What a level asks for stands in its row, so that one more is a row. X4 is the default."""
    asked = re.compile(r"\bConformance\.(?!X4\b)[A-Z]")
    assert [name_of(path) for path in MODULES if asked.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_stage_prints_or_reads_a_clock_or_random_numbers(path):
    """Promise 7: the same input gives the same bytes."""
    names = {
        node.module if isinstance(node, ast.ImportFrom) else alias.name
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }
    assert names & {"random", "time", "uuid", "secrets", "locale"} == set()
    text = path.read_text("utf-8")
    assert not [call for call in ("datetime.now", "date.today", "utcnow", "strftime('%c") if call in text]


@pytest.mark.parametrize("path", sorted((HOME / "checker").rglob("*.py")), ids=name_of)
def test_the_checker_of_files_shares_nothing_with_what_writes_them(path):
    assert imported(path) <= {"model", "checker", "separations"}


ASKS_FOR_CODES = {"starter/sizing.py"}
"""Modules that still tell what happened by the code of a finding; values ought to tell it."""


def test_no_module_asks_for_the_code_of_a_finding():
    """Findings are words for people: what the program acts on travels as values."""
    asking = set()
    for file in HOME.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Compare):
                sides = [part for side in (node.left, *node.comparators) for part in ast.walk(side)]
                if any(isinstance(part, ast.Attribute) and part.attr == "code" for part in sides):
                    asking.add(file.relative_to(HOME).as_posix())
    assert asking == ASKS_FOR_CODES
