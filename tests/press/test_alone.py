"""A press file is a function of its page: the same bytes alone and in the whole issue, whatever other pages become."""

import io
import shutil
from pathlib import Path

import pikepdf
import pytest

from banmian import build
from banmian.model.plant import PressOrder

SAMPLE = Path(__file__).parents[2] / "samples" / "xicheng-evening"
EDITED = 3


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The evening paper without its advert in HTML, whose fonts are another program's."""
    folder = tmp_path_factory.mktemp("alone") / "issue"
    shutil.copytree(SAMPLE, folder)
    issue = folder / "issue.toml"
    issue.write_text("".join(line for line in issue.open(encoding="utf-8") if "adverts/" not in line), "utf-8")
    return folder


def pressed(issue, out, *pages):
    build(issue, out, only=("press",), pages=pages, press=PressOrder(ink=False))
    return {int(file.stem[-2:]): file.read_bytes() for file in sorted((out / "press").glob("*.pdf"))}


@pytest.fixture(scope="module")
def whole(folder, tmp_path_factory):
    """The press files of the whole issue, by page."""
    return pressed(folder, tmp_path_factory.mktemp("whole"))


def test_a_page_alone_is_the_page_of_the_whole_issue(folder, whole, tmp_path):
    assert sorted(whole) == [1, 2, 3, 4]
    assert pressed(folder, tmp_path, EDITED) == {EDITED: whole[EDITED]}


def test_a_changed_page_changes_no_other_file(folder, whole, tmp_path):
    shutil.copytree(folder, tmp_path / "issue")
    article = tmp_path / "issue" / "articles" / "netloft.md"
    text = article.read_text("utf-8")
    head, rule, body = text.rpartition("---\n")
    before, _, after = body.rpartition("的")  # far from what the first page may show of it
    assert before
    assert not any("齉" in other.read_text("utf-8") for other in (folder / "articles").iterdir())
    article.write_text(head + rule + before + "齉" + after, "utf-8")
    made = pressed(tmp_path / "issue", tmp_path / "out")
    assert [page for page in made if made[page] != whole[page]] == [EDITED]


def test_each_file_has_the_glyphs_of_its_own_page_only(whole):
    names = []
    for data in whole.values():
        with pikepdf.open(io.BytesIO(data)) as pdf:
            fonts = [font for _, font in pdf.pages[0].obj.Resources.Font.items()]
            names += {str(font.BaseFont) for font in fonts}  # the name begins with a digest of the subset
    assert len(names) > 8
    assert len(set(names)) == len(names)
