"""Overset is said, not hidden; and the command's exit codes."""

import json
import re
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


def test_a_character_without_a_glyph_withholds_its_page_alone_from_the_press(tmp_path):
    issue = tmp_path / "issue"
    shutil.copytree(SAMPLE, issue)
    whole = run("build", issue, "-o", tmp_path / "whole", "--no-ink")
    assert whole.returncode == 0
    article = min((issue / "articles").glob("*.md"))
    head, text = article.read_text("utf-8").rstrip().rsplit("---\n", 1)
    article.write_text(f"{head}---\n他姓\U00030edd。\n\n{text}\n", "utf-8")
    done = run("build", issue, "-o", tmp_path / "out", "--no-ink")
    assert done.returncode == 1
    assert "\U00030edd" in done.stderr
    assert "U+30EDD" in done.stderr
    assert "missing-glyph" in done.stderr
    assert f"{article.name}:" in done.stderr
    assert "paragraph" in done.stderr
    held = int(re.search(r"page (\d+) has no press file", done.stderr)[1])
    files = {file.relative_to(tmp_path / "whole").as_posix() for file in (tmp_path / "whole").rglob("*.pdf")}
    made = {file.relative_to(tmp_path / "out").as_posix() for file in (tmp_path / "out").rglob("*.pdf")}
    (missing,) = files - made
    assert missing.startswith("press/")
    assert missing.removesuffix(".pdf").endswith(f"{held:02d}")
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert {finding["page"] for finding in report["findings"] if finding["code"] == "page-withheld"} == {held}
    listed = json.loads((tmp_path / "out" / "press" / "manifest.json").read_text("utf-8"))
    assert missing.removeprefix("press/") not in json.dumps(listed)


def test_exit_codes(tmp_path):
    assert run("build", tmp_path / "nowhere", "-o", tmp_path / "out").returncode == 2
    assert run("build").returncode == 2
    assert run("build", SAMPLE, "-o", tmp_path / "out", "--pages", "9").returncode == 2
    assert not (tmp_path / "out").exists()
    assert run("--version").returncode == 0
