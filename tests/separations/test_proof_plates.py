"""`banmian proof --plates`: pictures of plates, the map of ink, the soft proof and the figures."""

import io
import json

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from banmian.cli import main


@pytest.fixture
def page(tmp_path):
    """A PDF of a page with a spot and with too much ink."""
    pdf = pikepdf.Pdf.new()
    one = pdf.add_blank_page(page_size=(300, 400))
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0] * 4, C1=[0, 0.5, 1, 0], N=1)
    space = Array([Name.Separation, Name("/PANTONE 137 C"), Name.DeviceCMYK, tint])
    one.Resources = Dictionary(ColorSpace=Dictionary(S=space))
    content = b"/S cs 1 scn 20 300 260 60 re f 0.9 0.9 0.8 0.2 k 20 20 100 100 re f 0 0 0 1 k 150 20 50 100 re f"
    one.Contents = pdf.make_stream(content)
    file = tmp_path / "page.pdf"
    pdf.save(file)
    return file


def test_a_picture_of_every_plate_the_map_and_the_proof(page, tmp_path, capsys):
    assert main(["proof", "--plates", str(page), "-o", str(tmp_path / "out"), "--json"]) == 1  # ink over the error
    words = ("cyan", "magenta", "yellow", "black", "spot-pantone-137-c", "ink", "proof")
    names = {f"page-{word}.png" for word in words} | {"ink.json"}
    assert {file.name for file in (tmp_path / "out").iterdir()} == names
    told = json.loads(capsys.readouterr().out)
    assert len(told["files"]) == len(names)
    ink = json.loads((tmp_path / "out" / "ink.json").read_text("utf-8"))["page"]
    assert told["ink"][str(page)]["page"] == ink
    assert ink["most"] == pytest.approx(280, abs=1)
    assert len(ink["over-error"]) == 1
    spot = Image.open(tmp_path / "out" / "page-spot-pantone-137-c.png")
    assert (spot.mode, spot.size, spot.getpixel((150, 70)), spot.getpixel((60, 330))) == ("L", (300, 400), 0, 255)
    proof = Image.open(tmp_path / "out" / "page-proof.png")
    red, green, blue = proof.getpixel((150, 70))
    assert red > green > blue  # the spot, by the inks that stand for it
    assert max(proof.getpixel((5, 5))) < 250  # newsprint is not white


def test_the_proof_on_white_paper(page, tmp_path):
    main(["proof", "--plates", "--white-paper", str(page), "-o", str(tmp_path / "out")])
    assert min(Image.open(tmp_path / "out" / "page-proof.png").getpixel((5, 5))) >= 254


def test_the_same_bytes_each_time(page, tmp_path):
    for name in ("a", "b"):
        main(["proof", "--plates", str(page), "-o", str(tmp_path / name)])
    for file in (tmp_path / "a").iterdir():
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes()


def test_one_page_that_cannot_be_read_and_nothing_is_written(page, tmp_path, capsys):
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"no")
    assert main(["proof", "--plates", str(page), str(bad), "-o", str(tmp_path / "out")]) == 2
    assert not (tmp_path / "out").exists()
    assert "bad.pdf" in capsys.readouterr().err


def test_an_issue_is_built_first(write_issue, tmp_path):
    pages = [{"number": 2, "layout": "toy-inner", "articles": ["a"]}]
    folder = write_issue.as_folder(pages, [{"id": "a", "headline": "标题", "body": ["正文。"]}])
    main(["proof", "--plates", str(folder), "-o", str(tmp_path / "out")])
    assert len(list((tmp_path / "out").glob("*.png"))) == 6
    with Image.open(io.BytesIO(next((tmp_path / "out").glob("*-black.png")).read_bytes())) as black:
        assert black.getextrema()[0] == 0


@pytest.mark.parametrize("size", [(0, 0), (100, 0), (2, 2), (20000, 20000)])
@pytest.mark.parametrize("plates", [[], ["--plates"]])
def test_a_page_of_an_odd_size_is_drawn_or_refused_by_name(size, plates, tmp_path, capsys):
    pdf = pikepdf.Pdf.new()
    pdf.add_blank_page(page_size=(300, 400))
    pdf.pages[0].MediaBox = [0, 0, *size]
    pdf.save(tmp_path / "odd.pdf")
    code = main(["proof", *plates, str(tmp_path / "odd.pdf"), "-o", str(tmp_path / "out")])
    said = capsys.readouterr().err
    assert code == 0 or (code == 2 and "odd" in said), said
    assert code == 2 or not plates
