"""A wrong value under [composition] is a finding that names file, line and key, and what was expected."""

import json

import pytest

from banmian.cli import main
from banmian.intake import read_issue
from banmian.model import InputError, Setting

PAGES = [{"number": 1, "layout": "toy-front", "articles": ["a"]}]
ARTICLES = [{"id": "a", "headline": "题", "body": ["正文。"]}]

WRONG = [
    ("level", "iron", "wrong-type", "expected one of: none, basic, gb, strict"),
    ("marks", "Full", "wrong-type", "kaiming"),
    ("lang", "zh", "wrong-type", "zh-Hant-TW"),
    ("gap", "0", "wrong-type", "a number"),
    ("gap", -0.25, "wrong-type", ">= 0"),
    ("indent", 4.5, "wrong-type", "<= 4"),
    ("digit_gap", "none", "wrong-type", "a number"),
    ("lines", 10, "wrong-type", "<= 9"),
    ("hang", 1, "wrong-type", "true or false"),
    ("justify", "yes", "wrong-type", "true or false"),
    ("upright_digits", 5, "wrong-type", "<= 4"),
    ("hyphens", True, "wrong-type", "text"),
    ("hyphens", "tlh", "wrong-setting", "en_US"),
    ("vertical", True, "wrong-setting", 'direction = "vertical"'),
    ("digit-gap", 0, "unknown-key", "digit_gap"),
    ("size", 9, "unknown-key", "hyphens"),
]


@pytest.fixture(params=["folder", "json"])
def write(request, write_issue):
    """Write an issue; return its folder, the file that [composition] stands in, and the lines of it."""

    def write(composition):
        form = write_issue.as_folder if request.param == "folder" else write_issue.as_json
        folder = form(PAGES, ARTICLES, composition=composition)
        file = folder / ("issue.toml" if request.param == "folder" else "issue.json")
        return folder, file.name, file.read_text("utf-8").split("\n")

    return write


@pytest.mark.parametrize(("key", "value", "code", "expected"), WRONG, ids=[f"{row[0]}={row[1]}" for row in WRONG])
def test_a_wrong_value_names_its_place(write, tmp_path, key, value, code, expected):
    folder, file, lines = write({"gap_cap": 0.5, key: value})
    with pytest.raises(InputError) as caught:
        read_issue(folder)
    (finding,) = caught.value.findings
    assert (finding.code, finding.file, finding.key) == (code, file, f"composition.{key}")
    assert lines[finding.line - 1].lstrip().startswith((f"{key} =", f'"{key}"'))
    assert expected in f"{finding.message} {finding.hint}"
    assert main(["build", str(folder), "-o", str(tmp_path / "out")]) == 2
    assert not list((tmp_path / "out").rglob("*"))


@pytest.mark.parametrize("value", ["full", ["marks"], 3])
def test_composition_is_a_table(write_issue, value):
    folder = write_issue.as_json(PAGES, ARTICLES)
    issue = json.loads((folder / "issue.json").read_text("utf-8")) | {"composition": value}
    (folder / "issue.json").write_text(json.dumps(issue), "utf-8")
    with pytest.raises(InputError) as caught:
        read_issue(folder)
    (finding,) = caught.value.findings
    assert (finding.code, finding.key) == ("wrong-type", "composition")


@pytest.mark.parametrize(
    "composition",
    [
        {},
        {"digit_gap": 0},
        {"gap": 4, "indent": 0},
        {"hyphens": ""},
        {"vertical": False},
        {"lines": -9},
        {"hyphens": "de_DE"},
    ],
)
def test_what_may_stand_there_is_read(write, composition):
    assert read_issue(write(composition)[0]).composition == Setting(**composition)


def test_no_gap_of_digits_is_null_in_json(write_issue):
    assert read_issue(write_issue.as_json(PAGES, ARTICLES, composition={"digit_gap": None})).composition == Setting()
