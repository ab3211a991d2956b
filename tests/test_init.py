"""`banmian init`: an issue of any design that builds at once, whole or not at all, the same bytes every time."""

import hashlib
import shutil
from pathlib import Path
from typing import get_args

import pytest

from banmian import build
from banmian.cli import main
from banmian.layout import TEXTS, layout_names, read_layout
from banmian.layout.design import Takes
from banmian.makeup.block.remarks import HOLE
from banmian.model import Severity
from banmian.starter import start_issue
from banmian.starter.prose import CLOSINGS, Prose, subjects

TOY = Path(__file__).parent / "toy"


def digest(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("name", layout_names())
def test_every_design_is_filled_to_the_line_and_builds_without_an_error(name, tmp_path, capsys):
    folder = tmp_path / "issue"
    assert main(["init", str(folder), "--paper", "试刊", "--layout", name, "--date", "2026-11-23"]) == 0
    assert capsys.readouterr().out.strip() == str(folder)
    result = build(folder, tmp_path / "out", only=["screen"])
    wrong = [f for f in result.findings if f.severity is Severity.ERROR or f.code in ("empty-slot", "underset")]
    assert wrong == [], "a slot is not filled: does make-up take its kind, and does the starter draft it?"
    (page,) = result.newspaper.report["pages"]
    texts = {slot.name for slot in read_layout(name).slots if slot.takes in TEXTS}
    assert {slot["slot"] for slot in page["slots"]} == texts
    assert max(slot["white"] for slot in page["slots"]) <= HOLE
    assert [
        article["overset"]["characters"]
        for article in result.newspaper.report["articles"]
        if article["overset"]["lines"]
    ] == []


def test_every_kind_of_slot_is_known_here():
    """A new kind needs a stand-in in starter/drafts.py; furniture is filled from the issue itself."""
    furniture = {"nameplate", "folio", "section", "directory", "digest", "imprint"}
    assert set(get_args(Takes)) == {*TEXTS, "advert", "ear"} | furniture


def test_two_pages_of_one_paper(tmp_path):
    started = start_issue(tmp_path / "a", "试刊")
    assert [(page.number, page.layout) for page in started.issue.pages] == [
        (1, "broadsheet-front"),
        (2, "broadsheet-news"),
    ]
    assert {finding.code for finding in started.findings if finding.severity is not Severity.INFO} == set()
    assert [finding.code for finding in started.findings].count("date-not-named") == 1


def test_a_spread_begins_on_an_even_page(tmp_path):
    names = ["broadsheet-front", "broadsheet-news", "broadsheet-spread", "broadsheet-news"]
    issue = start_issue(tmp_path / "a", "试刊", layouts=[names[0], names[2], names[1], names[2]]).issue
    assert [page.number for page in issue.pages] == [1, 2, 4, 6]


def test_the_same_bytes_twice(tmp_path):
    for name in "ab":
        start_issue(tmp_path / name, "试刊", layouts=["broadsheet-front"])
    assert digest(tmp_path / "a") == digest(tmp_path / "b")


def test_designs_of_the_users_own_come_along_with_their_base(tmp_path, capsys):
    layouts = f"{TOY / 'toy-front.toml'},{TOY / 'toy-vertical.toml'}"
    folder = tmp_path / "a"
    assert main(["init", str(folder), "--paper", "试刊", "--layout", layouts, "--number", "7"]) == 0
    capsys.readouterr()
    names = ["toy-front.toml", "toy-inner.toml", "toy-vertical.toml"]
    assert sorted(path.name for path in (folder / "layouts").iterdir()) == names
    shutil.move(folder, tmp_path / "elsewhere")
    assert build(tmp_path / "elsewhere", tmp_path / "out", only=["screen"]).good
    assert "number = 7\n" in (tmp_path / "elsewhere" / "issue.toml").read_text("utf-8")


def test_a_folder_with_files_is_not_touched(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("x", "utf-8")
    assert main(["init", str(tmp_path), "--paper", "试刊"]) == 2
    assert "out-exists" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--layout", "broadsheet-frnt"], "broadsheet-front, "),
        (["--layout", "nowhere/x.toml"], "missing-file"),
        (["--paper", " "], "paper-not-named"),
    ],
)
def test_what_cannot_be_started_leaves_nothing(arguments, said, tmp_path, capsys):
    assert main(["init", str(tmp_path / "new" / "issue"), "--paper", "试刊", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [["--date", "2026-13-01"], ["--number", "0"], ["--number", "²"]])
def test_bad_values_are_refused(arguments, tmp_path, capsys):
    with pytest.raises(SystemExit) as stop:
        main(["init", str(tmp_path / "a"), "--paper", "试刊", *arguments])
    assert stop.value.code == 2
    assert "expected" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_an_interrupt_leaves_nothing(tmp_path, monkeypatch, capsys):
    def interrupted(*_, **__):
        assert any(tmp_path.rglob("*.jpg")), "pictures are there already"
        raise KeyboardInterrupt

    monkeypatch.setattr("banmian.starter.start.sized", interrupted)
    assert main(["init", str(tmp_path / "deep" / "issue"), "--paper", "试刊"]) == 130
    assert "nothing was written" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("characters", [30, 57, 200, 999, 6000])
def test_prose_is_as_long_as_asked(characters):
    texts = Prose().paragraphs(characters)
    assert characters - len(CLOSINGS[0]) * 3 <= sum(map(len, texts)) <= characters


def test_prose_does_not_repeat_a_sentence_before_all_subjects_are_through():
    text = "".join(Prose().paragraphs(3200))
    sentences = [sentence for sentence in text.split("。") if sentence]
    assert len(sentences) == len(set(sentences))
    assert len(subjects()) >= 40
