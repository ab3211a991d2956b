"""The press PDFs under the eyes of others: qpdf, Ghostscript, poppler, PDFium, pikepdf."""

import os
import re
import subprocess
import sys

import numpy as np
import pikepdf
import pytest

from acceptance_tools import SAMPLE, needs

PAGES = (1, 2, 3, 4)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("page", PAGES)
def test_qpdf_finds_nothing(built, page):
    done = subprocess.run([needs("qpdf"), "--check", built.press(page)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stdout + done.stderr


@pytest.mark.parametrize("page", PAGES)
def test_boxes(built, page):
    plate = built.plates[page - 1]
    with pikepdf.open(built.press(page)) as pdf:
        assert len(pdf.pages) == 1
        media, bleed, trim = (
            [float(v) for v in pdf.pages[0].obj[name]] for name in ("/MediaBox", "/BleedBox", "/TrimBox")
        )
    assert trim[2] - trim[0] == pytest.approx(390 * 72 / 25.4, abs=0.01)
    assert trim[3] - trim[1] == pytest.approx(550 * 72 / 25.4, abs=0.01)
    assert [t - b for t, b in zip(trim[:2], bleed[:2], strict=True)] == pytest.approx([plate.bleed] * 2, abs=0.01)
    assert [b - t for t, b in zip(trim[2:], bleed[2:], strict=True)] == pytest.approx([plate.bleed] * 2, abs=0.01)
    assert media[0] < bleed[0]
    assert media[3] > bleed[3]


@pytest.mark.parametrize("page", PAGES)
def test_cmyk_alone(built, page):
    """No operator and no image of RGB, in the page and in the forms on it."""
    seen = set()

    def check(stream):
        if stream.objgen in seen:
            return
        seen.add(stream.objgen)
        for _, operator in pikepdf.parse_content_stream(stream):
            assert str(operator) not in ("rg", "RG", "g", "G", "sh"), operator
        for thing in dict(stream.get("/Resources", {}).get("/XObject", {})).values():
            if thing.Subtype == "/Form":
                check(thing)
            else:
                assert thing.ColorSpace in ("/DeviceCMYK", "/DeviceGray")

    with pikepdf.open(built.press(page)) as pdf:
        check(pdf.pages[0].obj)


@pytest.mark.parametrize("page", PAGES)
def test_fonts_are_embedded_subsets(built, page):
    with pikepdf.open(built.press(page)) as pdf:
        fonts = pdf.pages[0].Resources.Font
        assert len(fonts) >= 3
        for font in dict(fonts).values():
            assert font.Subtype == "/Type0"
            assert re.match(r"/[A-Z]{6}\+", str(font.BaseFont))
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
            assert "/ToUnicode" in font


@pytest.mark.parametrize("page", PAGES)
def test_text_extracts_in_reading_order(built, page):
    """Poppler in content order and PDFium both give every piece of every article whole and once."""
    import pypdfium2

    texts = {"pdfium": pypdfium2.PdfDocument(built.press(page))[0].get_textpage().get_text_range()}
    raw = subprocess.run(
        [needs("pdftotext"), "-raw", built.press(page), "-"], capture_output=True, text=True, check=True
    )
    texts["poppler"] = raw.stdout
    for judge, text in texts.items():
        text = squeezed(text)
        for article in built.report["articles"]:
            for piece in article["pieces"]:
                if piece["page"] != page:
                    continue
                for paragraph in piece["text"].split("\n"):
                    for sentence in re.findall(r"[^。]+。?", squeezed(paragraph)):
                        assert sentence in text, (judge, article["id"], sentence)


@pytest.mark.parametrize("page", (1, 3))
def test_type_is_on_the_black_plate_alone(built, page, tmp_path):
    """Ghostscript's separations: under every line of black body text the other three plates are empty."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None
    resolution = 100
    subprocess.run(
        [
            needs("gs"),
            "-q",
            "-dNOPAUSE",
            "-dBATCH",
            "-sDEVICE=tiffsep",
            f"-r{resolution}",
            "-dOverprint=/simulate",
            f"-sOutputFile={tmp_path / 'p.tif'}",
            built.press(page),
        ],
        check=True,
        capture_output=True,
    )
    plates = {ink: np.asarray(Image.open(tmp_path / f"p({ink}).tif")) for ink in ("Cyan", "Magenta", "Yellow", "Black")}
    assert sorted(p.name for p in tmp_path.glob("p(*).tif")) == [f"p({ink}).tif" for ink in sorted(plates)]
    plate = built.plates[page - 1]
    scale = resolution / 72
    with pikepdf.open(built.press(page)) as pdf:
        margin, _, _, top_of_trim = (float(v) for v in pdf.pages[0].TrimBox)
        above = float(pdf.pages[0].MediaBox[3]) - top_of_trim
    black = 0
    for run in plate.texts():
        if run.body < 0:
            continue
        left, right = (round((margin + v) * scale) for v in run.box[::2])
        top, bottom = (round((above + v) * scale) for v in run.box[1::2])
        for ink in ("Cyan", "Magenta", "Yellow"):
            assert (plates[ink][top:bottom, left:right] == 255).all(), (ink, run.text)
        black += int((plates["Black"][top:bottom, left:right] < 200).sum())
    assert black > 10_000


def test_black_overprints_and_colour_does_not(built):
    with pikepdf.open(built.press(1)) as pdf:
        states = pdf.pages[0].Resources.ExtGState
        assert states.GSo.OP and states.GSo.op and states.GSo.OPM == 1
        assert not states.GSk.OP and not states.GSk.op
        state, fill = None, None
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
            name = str(operator)
            if name == "gs":
                state = str(operands[0])
            elif name == "k":
                fill = [float(v) for v in operands]
            elif name in ("Tj", "TJ"):
                assert (state == "/GSo") == (fill == [0, 0, 0, 1])


def test_the_same_bytes_twice(built, tmp_path):
    """Another time zone, another hash seed, another working folder, a SOURCE_DATE_EPOCH left as it is."""
    environment = {**os.environ, "TZ": "America/New_York", "PYTHONHASHSEED": "4711", "LC_ALL": "C"}
    subprocess.run(
        [sys.executable, "-m", "banmian", "build", SAMPLE, "-o", tmp_path / "again"],
        check=True,
        cwd=tmp_path,
        env=environment,
        capture_output=True,
    )
    for first in [built.press(page) for page in PAGES] + [built.screen]:
        second = tmp_path / "again" / first.relative_to(built.folder)
        assert first.read_bytes() == second.read_bytes(), first.name
