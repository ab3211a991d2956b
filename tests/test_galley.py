"""`banmian galley`: what outside tests and editors read of the composer."""

import json
import subprocess
import sys

import pytest

TEXT = "党员“先锋岗”160多个，1500余名党员轮流战斗。\n\n第二段——很短……"


def galley(*arguments, text=TEXT):
    return subprocess.run(
        [sys.executable, "-m", "banmian", "galley", "-", *arguments],
        input=text.encode(),
        capture_output=True,
        check=False,
    )


def paragraphs(*arguments, text=TEXT):
    done = galley("--json", *arguments, text=text)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_one_object_a_paragraph_in_order():
    found = paragraphs("--measure", "13")
    assert len(found) == 3
    assert [len(p["lines"]) for p in found] == [2, 0, 1]
    assert set(found[0]) == {"breaks", "gaps", "lines", "findings"}


@pytest.mark.parametrize("measure", ["4", "9", "13", "33"])
def test_lines_join_to_the_text_and_fill_the_measure(measure):
    for source, paragraph in zip(TEXT.split("\n"), paragraphs("--measure", measure), strict=True):
        lines = paragraph["lines"]
        assert "".join(source[line["start"] : line["end"]] for line in lines) == source
        for line in lines:
            assert len(line["x"]) == len(line["advance"]) == len(line["glyphs"]) == line["end"] - line["start"]
            assert line["width"] == pytest.approx(line["x"][-1] + line["advance"][-1], abs=0.001)
        for line in lines[:-1]:
            assert line["width"] == pytest.approx(float(measure), abs=0.001)
            assert line["end"] in paragraph["breaks"]


def test_gaps_stand_between_han_and_digits():
    found = paragraphs("--measure", "40", "--indent", "0", text="共160多个")
    assert found[0]["gaps"] == [[1, 0.25], [4, 0.25]]
    first = found[0]["lines"][0]
    assert first["x"][0] == 0
    assert first["x"][1] == pytest.approx(1.25)


def test_settings_are_taken_and_wrong_ones_refused():
    assert paragraphs("--set", "gap=0", "--measure", "40", text="共160多个")[0]["gaps"] == []
    assert galley("--set", "gap=much").returncode == 2
    assert galley("--set", "gup=0").returncode == 2
    assert galley("--level", "iron").returncode == 2


def test_every_setting_is_listed_with_its_rule():
    done = galley("--settings", "--json")
    rows = json.loads(done.stdout)
    assert {"level", "gap", "indent", "marks"} <= {row["name"] for row in rows}
    for row in rows:
        assert "(" in row["about"], row
        assert "default" in row


def test_lines_for_people():
    done = galley("--measure", "13")
    assert done.stdout.decode().split("\n")[0].endswith("　　党员“先锋岗”160多个，")
    assert b"3 lines" in done.stderr
