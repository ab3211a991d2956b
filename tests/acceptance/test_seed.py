"""The real article page: converted, it builds with the article jumping as it did in print."""

import json
import re
import subprocess

import pytest

from acceptance_tools import ROOT, needs, run

SEED = ROOT.parent / "shared" / "seed" / "epaper-page.txt"


@pytest.fixture(scope="module")
def seed(tmp_path_factory):
    if not SEED.is_file():
        pytest.skip("the real e-paper page is not beside this checkout, so this check did not run")
    folder = tmp_path_factory.mktemp("seed")
    converted = run("convert", SEED, "-o", folder / "issue")
    assert converted.returncode == 0, converted.stderr
    done = run("build", folder / "issue", "-o", folder / "out")
    assert done.returncode == 0, done.stderr
    return folder


def test_the_article_jumps_as_in_print(seed):
    report = json.loads((seed / "out" / "report.json").read_text("utf-8"))
    article = next(a for a in report["articles"] if a["pieces"])
    assert [piece["page"] for piece in article["pieces"]] == [2, 3]
    assert article["pieces"][0]["text"].endswith("为疫情防控提供组织保障；") or article["pieces"][0]["text"].endswith(
        "提供组织保障；"
    )
    assert article["pieces"][1]["text"].startswith("市纪委监委发出")
    assert {f["code"] for f in report["findings"]} >= {"empty-slot", "photo-missing"}


def test_the_marks_stand_where_they_should(seed):
    pages = {}
    for page in (2, 3):
        file = next((seed / "out" / "press").glob(f"*-0{page}.pdf"))
        done = subprocess.run([needs("pdftotext"), "-raw", file, "-"], capture_output=True, text=True, check=True)
        pages[page] = re.sub(r"\s+", "", done.stdout)
    assert "提供组织保障；■下转第3版" in pages[2]
    assert re.search(r"■上接第2版市纪委监委", pages[3])
