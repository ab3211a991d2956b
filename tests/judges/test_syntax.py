"""The press PDFs under qpdf and poppler: sound files, boxes, fonts, and pictures as the press wants them."""

import re
import subprocess

import pytest

from banmian.conformance import Conformance
from judging import tool
from press_files import LEVELS


def _ask(*command):
    return subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("level", LEVELS)
def test_qpdf_has_no_warning(everything, level):
    qpdf = tool("qpdf")
    for file in everything(level):
        done = _ask(qpdf, "--check", file)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "WARNING" not in done.stdout + done.stderr
        wanted = Conformance.options()[level].level.pdf_version
        assert f"PDF Version: {wanted}" in done.stdout, file


@pytest.mark.parametrize("level", LEVELS)
def test_poppler_reads_the_boxes(everything, level):
    pdfinfo = tool("pdfinfo")
    for file in everything(level):
        done = _ask(pdfinfo, "-box", file)
        assert not done.stderr, done.stderr
        boxes = {
            name: [float(v) for v in values.split()]
            for name, values in re.findall(r"(\w+Box):\s+([-\d. ]+)", done.stdout)
        }
        media, bleed, trim = boxes["MediaBox"], boxes["BleedBox"], boxes["TrimBox"]
        for inner, outer in ((trim, bleed), (bleed, media)):
            assert all(i >= o for i, o in zip(inner[:2], outer[:2], strict=True)), (file.name, inner, outer)
            assert all(i <= o for i, o in zip(inner[2:], outer[2:], strict=True)), (file.name, inner, outer)
        assert re.search(r"JavaScript:\s+no", done.stdout)
        assert re.search(r"Encrypted:\s+no", done.stdout)
        assert re.search(r"Form:\s+none", done.stdout)
        assert re.search(r"Pages:\s+1\b", done.stdout)


@pytest.mark.parametrize("level", ("x4", "x4-a2u"))
def test_poppler_reads_the_identification(press, level):
    pdfinfo = tool("pdfinfo")
    for file in press("xicheng-evening", level).pages:
        said = _ask(pdfinfo, "-meta", file).stdout
        assert re.search(r"GTS_PDFXVersion(>|=.)PDF/X-4\b", said), file
        assert re.search(r"Trapped(>|=.)(True|False)\b", said), file
        for name in ("CreateDate", "ModifyDate", "MetadataDate", "DocumentID", "VersionID", "RenditionClass"):
            assert name in said, (file, name)
        assert (re.search(r"pdfaid:part(>|=.)2\b", said) is not None) == (level == "x4-a2u")


def test_poppler_says_pdf_x_1a(press):
    done = _ask(tool("pdfinfo"), press("xicheng-evening", "x1a").pages[0])
    assert re.search(r"PDF subtype:\s+PDF/X-1a:2003", done.stdout), done.stdout


@pytest.mark.parametrize("level", LEVELS)
def test_every_font_is_an_embedded_subset_that_can_be_read(everything, level):
    pdffonts = tool("pdffonts")
    seen = 0
    for file in everything(level):
        for line in _ask(pdffonts, file).stdout.splitlines()[2:]:
            name = line.split()[0]
            embedded, subset, unicode = line.split()[-5:-2]
            assert (embedded, subset, unicode) == ("yes", "yes", "yes"), (file.name, line)
            assert re.match(r"[A-Z]{6}\+", name), line
            seen += 1
    assert seen > 50


@pytest.mark.parametrize("level", LEVELS)
def test_pictures_are_in_inks_and_of_the_press_resolution(everything, level):
    """No RGB, nothing over 300 ppi (with the rounding of a pixel), nothing under 120; stencils may be finer."""
    pdfimages = tool("pdfimages")
    seen = 0
    for file in everything(level):
        for line in _ask(pdfimages, "-list", file).stdout.splitlines()[2:]:
            cells = line.split()
            kind, colour, ppi = cells[2], cells[5], [float(cells[12]), float(cells[13])]
            assert colour in ("cmyk", "gray", "-") or kind == "stencil", (file.name, line)
            if kind == "image":
                assert min(ppi) >= 120, (file.name, line)
                assert max(ppi) <= 303, (file.name, line)
                seen += 1
            assert kind != "smask" or Conformance.options()[level].level.transparency, (file.name, line)
    assert seen > 10
