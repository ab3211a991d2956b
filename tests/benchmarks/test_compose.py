"""The benchmark of composition: its rounds set new paragraphs with the same lines, and it says what it left out."""

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = """兰州市昨日举行“春风行动”现场招聘会，350家企业提供岗位1.2万个。市民李女士说：“来得正是时候！”
全市公交线路自10月1日起调整；其中，12路改走南滨河路，末班车延至23:30。
好。
"""


@pytest.fixture
def rounds(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT))
    return import_module("benchmarks.rounds")


@pytest.fixture
def text(tmp_path):
    file = tmp_path / "text.txt"
    file.write_text(TEXT, "utf-8")
    return file


def run(*arguments):
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.compose", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_varied_paragraph_is_new_each_turn_and_as_long_as_it_was(rounds):
    paragraph = TEXT.split("\n")[0]
    found = [rounds.varied(paragraph, turn) for turn in range(12)]
    assert found[0] == paragraph
    assert len(set(found)) == len(found)
    assert {"".join(sorted(each)) for each in found} == {"".join(sorted(paragraph))}


def test_what_has_no_two_hanzi_stays(rounds):
    assert rounds.varied("好。", 3) == "好。"
    assert rounds.varied("好好", 3) == "好好"


def test_only_steps_are_timed_and_an_empty_document_is_told(rounds, text):
    seen = []

    def once(paragraphs, watch):
        with watch.step("set"):
            seen.append(paragraphs)
        return 7

    found = rounds.measured(once, rounds.Task(str(text), "", rounds=4), less_empty=True)
    assert (found["lines"], found["paragraphs"], found["characters"]) == (7, 3, len(TEXT) - 3)
    assert len(found["wall"]["set"]) == len(found["cpu"]["set"]) == 4
    assert set(found["empty"]) == {"set"}
    filled = [tuple(paragraphs) for paragraphs in seen if paragraphs]
    assert len(set(filled)) == len(filled) == 5


def test_banmian_is_told_step_by_step(text):
    found = json.loads(run(text, "--only", "banmian", "--rounds", 3, "--json"))
    rows = {row["step"]: row for row in found["rows"]}
    assert list(rows) == ["cast", "choose lines", "cast + choose lines", "place", "whole"]
    assert rows["whole"]["median"] >= rows["place"]["median"]
    assert len({row["lines"] for row in rows.values()}) == 1
    assert rows["whole"]["lines"] > TEXT.count("\n")
    assert {row["characters"] for row in rows.values()} == {len(TEXT) - 3}
    assert found["skipped"] == {}


def test_a_peer_is_in_the_table_or_it_is_said_why_not(text):
    shown = run(text, "--rounds", 1, "--cores", 0)
    for name in ("typst", "typst, simple breaks", "reportlab", "weasyprint"):
        lines = [line for line in shown.split("\n") if line.startswith((f"{name} ", f"{name}: SKIPPED ("))]
        assert lines, f"nothing of {name}"
    assert "collector on" in shown


def test_memory_is_told_for_four_sizes(text):
    found = json.loads(run(text, "--memory", "--json"))["memory"]
    assert [each["characters"] for each in found] == [times * (len(TEXT) - 3) for times in (1, 2, 4, 8)]
    assert all(0 < each["kept"] <= each["traced"] for each in found)
