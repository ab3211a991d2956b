"""通版: two facing pages made up as one (N5): its file, its size, its folio, and its text, that keeps off the fold."""

import json

import pytest
from pikepdf import Pdf

from banmian.cli import main
from banmian.intake import read_issue
from banmian.layout import read_layout
from banmian.making import make_plates
from banmian.plate import MM, Direction

TEXT = "天地玄黄，宇宙洪荒。日月盈昃，辰宿列张。寒来暑往，秋收冬藏。"
TOY = """
title = "玩具通版"
extends = "toy-inner"
plan = \"\"\"
3   FFFF
18  AAAA
17  BBCC
\"\"\"
[sheet]
spread = true
[grid]
fold = 6
[slot.F]
takes = "folio"
[slot.A]
takes = "article"
headline = "plain"
columns = 4
photos = [{ columns = [2, 3], lines = [4, 6] }]
[slot.B]
takes = "article"
headline = "plain"
columns = 2
[slot.C]
takes = "article"
headline = "plain"
columns = 2
"""


@pytest.fixture
def folder(write_issue):
    """`folder(layout, number, more pages)`: an issue with a spread that has an article in every slot."""

    def folder(layout="toy-spread", number=4, more=(), slots="ABC"):
        pages = [
            {"number": number, "layout": layout, "section": "专题", "articles": [f"{s}@{s}" for s in slots]},
            *more,
        ]
        articles = [{"id": s, "headline": f"标题{s}", "body": [TEXT * 6] * 3} for s in slots]
        articles[0]["photos"] = [{"caption": "图", "credit": "王飞 摄"}]
        home = write_issue.as_folder(pages, articles)
        (home / "layouts" / "toy-spread.toml").write_text(TOY, "utf-8")
        return home

    return folder


def made(folder, library):
    return make_plates(read_issue(folder), library)[0]


def test_a_plate_of_two_pages(folder, toy_library):
    plate = made(folder(), toy_library).plates[0]
    assert (plate.page, plate.pages, plate.spread) == (4, (4, 5), True)
    assert (plate.width, plate.height) == pytest.approx((300 * MM, 190 * MM))


@pytest.mark.parametrize(("layout", "slots"), [("toy-spread", "ABC"), ("broadsheet-spread", "ABCDE")])
def test_no_line_of_text_lies_on_the_fold(folder, toy_library, layout, slots):
    """A headline and a picture may; and so much stays free about it as the grid says."""
    home = folder(layout, slots=slots)
    plate = made(home, toy_library).plates[0]
    design = read_layout(layout, home)
    middle = plate.width / 2
    free = design.grid.fold * design.grid.body / 2
    lines = [run for run in plate.texts() if run.body >= 0]
    assert len(lines) > 60
    for run in lines:
        assert run.direction is Direction.HORIZONTAL
        left, _, right, _ = run.box
        assert right <= middle - free + 0.01 or left >= middle + free - 0.5 * run.size - 0.01, run.text
    assert {run.box[2] < middle for run in lines if run.article == "A"} == {True, False}, "it stands on both pages"


def test_text_columns_of_the_spread_that_comes_with_banmian():
    layout = read_layout("broadsheet-spread")
    grid = layout.grid
    middle = (layout.sheet.width / 2 - layout.origin(4)[0]) / grid.body
    assert middle == pytest.approx(grid.left(grid.half) - grid.fold / 2), "the fold is that of the sheet"
    for slot in layout.slots:
        for column in slot.columns if slot.takes == "article" else ():
            left = slot.inner.left + column.start / 10
            assert left + column.measure <= middle - grid.fold / 2 or left >= middle + grid.fold / 2, slot.name


def test_the_files_of_a_spread(folder, tmp_path, capsys):
    assert main(["build", str(folder()), "-o", str(tmp_path / "out")]) in (0, 1)
    capsys.readouterr()
    names = sorted(file.name for file in (tmp_path / "out" / "press").iterdir())
    assert names == ["20261123-04-05.pdf", "manifest.json"]
    with Pdf.open(tmp_path / "out" / "press" / names[0]) as pdf:
        (page,) = pdf.pages
        left, bottom, right, top = (float(side) for side in page.trimbox)
        assert (right - left, top - bottom) == pytest.approx((300 * MM, 190 * MM), abs=0.01)
        left, bottom, right, top = (float(side) for side in page.bleedbox)
        assert right - left == pytest.approx(306 * MM, abs=0.01)
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert [page["page"] for page in report["pages"]] == [4]


def test_the_folio_names_the_page(folder, toy_library):
    plate = made(folder(), toy_library).plates[0]
    texts = [run.text for run in plate.texts(role="folio")] or [run.text for run in plate.texts() if not run.article]
    assert any("4" in text for text in texts), texts


def test_n5_a_spread_begins_on_an_even_page(folder, toy_library):
    found = [f for f in made(folder(number=3), toy_library).findings if f.code == "spread-on-right"]
    assert [(f.page, f.severity.value) for f in found] == [(3, "error")]
    assert found[0].file == "issue.toml"
    assert found[0].line
    assert found[0].hint


def test_the_page_after_it_is_its_right_half(folder, toy_library):
    home = folder(more=[{"number": 5, "layout": "toy-inner"}])
    found = [f for f in made(home, toy_library).findings if f.code == "spread-taken"]
    assert [(f.page, f.severity.value) for f in found] == [(5, "error")]
    fine = made(folder(more=[{"number": 6, "layout": "toy-inner"}]), toy_library)
    assert not [f for f in fine.findings if f.code.startswith("spread")]


def test_an_article_goes_on_from_a_spread_to_the_page_after_it(folder, toy_library):
    """Page 6 is the nearest later one; nothing goes on to page 5, which is the spread itself."""
    home = folder(more=[{"number": 6, "layout": "toy-inner"}])
    result = made(home, toy_library)
    marks = [(plate.page, run.text) for plate in result.plates for run in plate.texts(role="jump")]
    assert marks in ([], [(4, "■下转第6版"), (6, "■上接第4版")])


def test_a_jump_to_the_right_half_of_a_spread(write_issue, tmp_path, capsys):
    """Page 5 is no page of its own: the jump names the page that the issue has."""
    pages = [
        {"number": 1, "layout": "toy-front", "articles": ["a"]},
        {"number": 4, "layout": "toy-spread"},
    ]
    folder = write_issue.as_folder(pages, [{"id": "a", "headline": "题", "jump": {"to": 5}, "body": [TEXT * 20]}])
    (folder / "layouts" / "toy-spread.toml").write_text(TOY, "utf-8")
    assert main(["build", str(folder), "-o", str(tmp_path / "out")]) in (1, 2)
    assert "5" in capsys.readouterr().err
