"""`banmian proof`: pages as pictures, trimmed, in their order and at one scale."""

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from banmian import build
from banmian.cli import main
from banmian.contact import GROUND, contact_sheet, page_pictures, read_source

TOY = Path(__file__).parent / "toy"


@pytest.fixture(scope="module")
def issue(tmp_path_factory):
    """A small issue of three pages."""
    folder = tmp_path_factory.mktemp("proof") / "issue"
    layouts = ",".join(str(TOY / f"toy-{name}.toml") for name in ("front", "inner", "open"))
    assert main(["init", str(folder), "--paper", "试刊", "--layout", layouts, "--date", "2026-11-23"]) == 0
    return folder


def coloured(path, colours, size=(200, 300), trim=None):
    """A PDF with a page of each colour (RGB, 0 or 1)."""
    pdf = pikepdf.new()
    for colour in colours:
        pdf.add_blank_page(page_size=size)
        left, foot, right, top = trim or (0, 0, *size)
        rectangle = f"{left} {foot} {right - left} {top - foot} re f"
        paint = f"0 g 0 0 {size[0]} {size[1]} re f {' '.join(map(str, colour))} rg {rectangle}"
        pdf.pages[-1].Contents = pdf.make_stream(paint.encode())
        if trim:
            pdf.pages[-1].TrimBox = list(trim)
    pdf.save(path)
    return path


def test_a_sheet_is_as_wide_as_asked_and_shows_pages_in_their_order(tmp_path):
    first = coloured(tmp_path / "a.pdf", [(1, 0, 0), (0, 1, 0)])
    second = coloured(tmp_path / "b.pdf", [(0, 0, 1)])
    out = tmp_path / "sheet.png"
    command = ["proof", str(first), str(second), "--contact-sheet", "-o", str(out), "--width", "600", "--columns", "2"]
    assert main(command) == 0
    sheet = Image.open(out)
    assert sheet.width == 600
    across = [sheet.getpixel((x, sheet.height // 4)) for x in range(sheet.width)]
    assert [c for n, c in enumerate(across) if c in ((255, 0, 0), (0, 255, 0)) and across[n - 1] != c] == [
        (255, 0, 0),
        (0, 255, 0),
    ]
    assert sheet.getpixel((150, sheet.height * 3 // 4)) == (0, 0, 255)
    assert sheet.getpixel((450, sheet.height * 3 // 4)) == GROUND
    assert sheet.getpixel((2, 2)) == GROUND


def test_only_what_is_trimmed_shows(tmp_path):
    source = read_source(coloured(tmp_path / "a.pdf", [(1, 0, 0)], size=(240, 340), trim=(20, 30, 220, 330)))
    ((name, data),) = page_pictures(source, 72)
    page = Image.open(io.BytesIO(data))
    assert (name, page.size) == ("a.png", (200, 300))
    assert page.getcolors() == [(200 * 300, (255, 0, 0))]


def test_a_page_lying_down_takes_two_places(tmp_path):
    tall = read_source(coloured(tmp_path / "a.pdf", [(1, 0, 0)] * 2))
    wide = read_source(coloured(tmp_path / "b.pdf", [(0, 0, 1)], size=(400, 300)))
    one, two = (Image.open(io.BytesIO(contact_sheet([some], "PNG", width=500, columns=2))) for some in (tall, wide))
    assert abs(one.height - two.height) <= 2, "the spread is as high as the pages"
    assert two.getpixel((250, two.height // 2)) == (0, 0, 255)


def test_an_issue_is_made_up_and_shown(issue, tmp_path):
    source = read_source(issue)
    assert source.title == "试刊"
    assert [leaf.note for leaf in source.leaves] == ["toy-front", "toy-inner", "toy-open"]
    assert source.leaves[0].title == "第1版　头版"
    assert main(["proof", str(issue), "-o", str(tmp_path / "pngs"), "--dpi", "72"]) == 0
    found = sorted((tmp_path / "pngs").iterdir())
    assert [path.name for path in found] == ["20261123-01.png", "20261123-02.png", "20261123-03.png"]
    assert Image.open(found[0]).size == pytest.approx((150 / 25.4 * 72, 190 / 25.4 * 72), abs=1)


def test_a_press_pdf_shows_the_same_page_as_its_issue(issue, tmp_path):
    build(issue, tmp_path / "out", only=["press"])
    press = read_source(next((tmp_path / "out" / "press").glob("*-01.pdf")))
    leaf = read_source(issue).leaves[0]
    assert (press.leaves[0].width, press.leaves[0].height) == pytest.approx((leaf.width, leaf.height), abs=0.01)


@pytest.mark.parametrize("form", ["png", "jpg", "pdf"])
def test_the_same_bytes_twice(form, issue, tmp_path):
    files = [tmp_path / f"{name}.{form}" for name in "ab"]
    for file in files:
        assert main(["proof", str(issue), str(issue), "--contact-sheet", "-o", str(file), "--width", "400"]) == 0
    assert files[0].read_bytes() == files[1].read_bytes()


def test_two_sources_of_one_name_have_folders_of_their_own(issue, tmp_path):
    assert main(["proof", str(issue), str(issue), "-o", str(tmp_path / "out"), "--dpi", "20", "--json"]) == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["issue", "issue-2"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bad.pdf", "-o", "out"], "not-a-pdf"),
        (["none.pdf", "-o", "out"], "missing-file"),
        (["none", "-o", "out"], "missing-file"),
        (["bad.pdf", "--contact-sheet", "-o", "sheet.gif"], ".png"),
        (["bad.pdf", "-o", "bad.pdf"], "expected a folder"),
        (["bad.pdf", "-o", "out", "--dpi", "5"], "dpi"),
    ],
)
def test_what_cannot_be_shown_is_said_and_nothing_written(arguments, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.pdf").write_bytes(b"no pdf")
    assert main(["proof", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["bad.pdf"]


def test_the_folder_of_a_build_is_its_press_files(tmp_path, capsys):
    from banmian import build
    from banmian.cli import main
    from banmian.model.plant import PressOrder

    build("samples/xicheng-evening", tmp_path / "out", only=("press",), press=PressOrder(ink=False))
    assert main(["proof", str(tmp_path / "out"), "-o", str(tmp_path / "png"), "--dpi", "20"]) == 0
    capsys.readouterr()
    assert len(list((tmp_path / "png").rglob("*.png"))) == 4
