"""The benchmark of stages: its names are those of the code, and a watched build makes what an unwatched one makes."""

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from banmian.cli import main

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
STAGES = import_module("benchmarks.stopwatch").STAGES
sys.path.remove(str(ROOT))


@pytest.mark.parametrize("place", [place for _, place in STAGES])
def test_every_stage_is_a_function_where_it_is_said_to_be_defined(place):
    holder, name = import_module("benchmarks.stopwatch").found(place)
    function = vars(holder)[name]
    assert callable(function)
    assert function.__module__ == place.partition(":")[0] or not place.startswith("banmian")


def test_no_stage_is_named_twice():
    assert len({place for _, place in STAGES}) == len(STAGES)


def test_a_watched_build_makes_what_an_unwatched_one_makes(tmp_path, write_issue):
    pages = [{"number": 2, "layout": "toy-inner", "articles": ["a"]}]
    issue = write_issue.as_folder(pages, [{"id": "a", "headline": "标题", "body": ["正文。" * 20]}])
    command = [sys.executable, "-m", "benchmarks.stopwatch", issue, tmp_path / "watched"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    main(["build", str(issue), "-o", str(tmp_path / "plain"), "--only", "press"])
    files = {path.relative_to(tmp_path / "plain") for path in (tmp_path / "plain").rglob("*") if path.is_file()}
    assert Path("press/manifest.json") in files
    for file in files:
        assert (tmp_path / "watched" / file).read_bytes() == (tmp_path / "plain" / file).read_bytes()
    said = json.loads(done.stdout)
    assert set(said["spent"]) == set(said["calls"])
    assert {"command line", "choosing lines", "painting", "ink, reckoned", "manifest"} <= set(said["spent"])
    assert all(seconds >= 0 for seconds in said["spent"].values())
    assert sum(said["spent"].values()) <= said["done"] - said["begun"]
