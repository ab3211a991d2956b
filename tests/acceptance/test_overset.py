"""Overset is said, not hidden; and the command's exit codes."""

import json
import shutil
from pathlib import Path

from acceptance_tools import SAMPLE, run

LAYOUTS = Path(__file__).resolve().parents[2] / "layouts"


def test_a_slot_cut_to_half_says_what_has_no_room(tmp_path):
    issue = tmp_path / "issue"
    shutil.copytree(SAMPLE, issue)
    (issue / "layouts").mkdir()
    front = (LAYOUTS / "broadsheet-front.toml").read_text("utf-8")
    assert "\n28  BBBBBBCC\n" in front
    halved = front.replace("\n28  BBBBBBCC\n", "\n14  BBBBBBCC\n12  ......CC\n")
    (issue / "layouts" / "broadsheet-front.toml").write_text(halved, "utf-8")
    done = run("build", issue, "-o", tmp_path / "out", "--json")
    assert done.returncode == 1
    report = json.loads(done.stdout)
    [finding] = [f for f in report["findings"] if f["severity"] == "error"]
    assert (finding["code"], finding["page"], finding["slot"]) == ("overset", 1, "B")
    assert finding["lines"] > 20
    article = next(a for a in report["articles"] if a["id"] == finding["article"])
    assert article["overset"]["lines"] == finding["lines"]
    assert len(article["overset"]["text"].replace("\n", "")) == finding["characters"] > 200
    assert finding["article"] in done.stderr


def test_a_character_without_a_glyph_is_said_before_anything_is_painted(tmp_path):
    issue = tmp_path / "issue"
    shutil.copytree(SAMPLE, issue)
    article = min((issue / "articles").glob("*.md"))
    text = article.read_text("utf-8").rstrip()
    article.write_text(text + "\n\n他姓\U00030edd。\n", "utf-8")
    done = run("build", issue, "-o", tmp_path / "out")
    assert done.returncode == 1
    assert "\U00030edd" in done.stderr
    assert "missing-glyph" in done.stderr
    assert f"{article.name}:" in done.stderr
    assert "paragraph" in done.stderr
    assert not list((tmp_path / "out").rglob("*.pdf"))


def test_exit_codes(tmp_path):
    assert run("build", tmp_path / "nowhere", "-o", tmp_path / "out").returncode == 2
    assert run("build").returncode == 2
    assert run("build", SAMPLE, "-o", tmp_path / "out", "--pages", "9").returncode == 2
    assert not (tmp_path / "out").exists()
    assert run("--version").returncode == 0
