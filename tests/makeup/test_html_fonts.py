"""HTML blocks come with the same bytes on every machine, and without Pango as a finding that says what to type."""

import io
import json
import os
import subprocess
import sys

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation

from banmian.makeup.furniture.html import html_to_pdf

BLOCK = """<style>
@font-face { font-family: packed; src: url(packed.woff) } @font-face { font-family: variable; src: url(variable.ttf) }
</style><p>启事 Notice <b>黑</b> <i style="font-family: 'Banmian Kai'">楷</i>
<span style="font-family: packed">字</span> <span style="font-family: variable; font-weight: 600">A</span></p>"""
PROGRAM = """
import hashlib, pathlib, sys
from banmian.makeup.furniture.html import html_to_pdf
path = pathlib.Path(sys.argv[1])
data = html_to_pdf(path, 200, 100, path.parent).data
from weasyprint.text import ffi
print(ffi.harfbuzz_subset is not None, hashlib.sha256(data).hexdigest())
"""
linux = pytest.mark.skipif(sys.platform != "linux", reason="a library is hidden by way of glibc's LD_LIBRARY_PATH")


def variable_font(path):
    """Write a face of one letter that grows with its weight."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "A"])
    pen = TTGlyphPen(None)
    for point, draw in zip([(50, 0), (50, 700), (500, 700)], [pen.moveTo, pen.lineTo, pen.lineTo], strict=True):
        draw(point)
    pen.closePath()
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "A": pen.glyph()})
    builder.setupCharacterMap({0x41: "A"})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "A": (550, 50)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Variable", "styleName": "Regular", "psName": "Variable-Regular"})
    builder.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    grown = [(0, 0), (0, 50), (90, 50), (0, 0), (90, 0), (0, 0), (0, 0)]
    builder.setupGvar({"A": [TupleVariation({"wght": (0, 1, 1)}, grown)]})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120)
    builder.setupPost()
    for tag in ("created", "modified"):
        setattr(builder.font["head"], tag, 3_876_768_000)
    builder.font.recalcTimestamp = False
    builder.save(path)


@pytest.fixture
def block(toy_folder, tmp_path):
    """An HTML block with faces of ours, one packed as WOFF and one that is variable."""
    font = TTFont(toy_folder / "toy.ttf")
    font.flavor = "woff"
    font.save(tmp_path / "packed.woff")
    variable_font(tmp_path / "variable.ttf")
    html = tmp_path / "a.html"
    html.write_text(BLOCK, "utf-8")
    return html


def test_no_font_holds_the_time(block, monkeypatch):
    made = set()
    for time in ("1000000000", "1700000000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", time)  # the clock that fontTools goes by
        made.add(html_to_pdf(block, 200, 100, block.parent).data)
    assert len(made) == 1


def test_all_faces_are_there_and_subset(block):
    names, glyphs = set(), 0
    with pikepdf.open(io.BytesIO(html_to_pdf(block, 200, 100, block.parent).data)) as pdf:
        for font in pdf.pages[0].Resources.Font.as_dict().values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            names.add(str(descriptor.FontFamily))
            program = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()))
            glyphs += sum(program["glyf"][name].numberOfContours > 0 for name in program.getGlyphOrder())
            assert {"GSUB", "fvar", "gvar"} & set(program.keys()) == set()
    assert {"packed", "variable", "Banmian Song", "Banmian Kai"} <= names
    assert glyphs < 30


def test_weasyprint_is_left_as_it_was(block):
    from weasyprint.pdf import fonts

    before = fonts.Font.subset, fonts.TTFont
    html_to_pdf(block, 200, 100, block.parent)
    assert (fonts.Font.subset, fonts.TTFont) == before


def without(library, folder):
    """The environment of a process that cannot load a system library: an empty file of its name is found first."""
    folder.mkdir()
    folder.joinpath(library).touch()
    return {**os.environ, "LD_LIBRARY_PATH": f"{folder}:{os.environ.get('LD_LIBRARY_PATH', '')}".rstrip(":")}


def made_in(environment, block):
    """Whether a process with an environment has libharfbuzz-subset, and the digest of a block that it makes."""
    command = [sys.executable, "-W", "ignore", "-c", PROGRAM, str(block)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@linux
def test_the_same_bytes_with_and_without_libharfbuzz_subset(block, tmp_path):
    there, digest = made_in(os.environ, block)
    if there == "False":
        pytest.skip("no libharfbuzz-subset on this machine: the bytes with it could not be compared")
    hidden = without("libharfbuzz-subset.so.0", tmp_path / "hide")
    assert made_in(hidden, block) == ["False", digest]


@linux
def test_without_pango_the_line_to_type_is_said(write_issue, tmp_path):
    pages = [{"number": 2, "layout": "toy-inner", "adverts": [{"slot": "A", "file": "a.html"}]}]
    folder = write_issue.as_folder(pages, [])
    folder.joinpath("a.html").write_text("<p>启事</p>", "utf-8")
    command = [sys.executable, "-m", "banmian", "build", str(folder), "-o", str(tmp_path / "out"), "--json", "--no-ink"]
    environment = without("libpango-1.0.so.0", tmp_path / "hide")
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    (finding,) = (one for one in json.loads(done.stdout)["findings"] if one["code"] == "no-html")
    assert "Pango" in finding["message"]
    assert "pango" in finding["hint"].lower()
    assert "pip" not in finding["hint"]


@pytest.mark.parametrize(
    ("managers", "root", "line"),
    [
        ({"apt-get"}, True, "run: apt-get install -y libpango-1.0-0 libpangoft2-1.0-0"),
        ({"apt-get"}, False, "run: sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0"),
        ({"dnf"}, False, "run: sudo dnf install -y pango"),
        ({"brew"}, False, "run: brew install pango"),
        (set(), False, "install Pango with the package manager of your system"),
    ],
)
def test_the_line_is_that_of_the_platform(monkeypatch, managers, root, line):
    from banmian.makeup.furniture import html

    monkeypatch.setattr(html, "which", lambda name: name if name in managers else None)
    monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000, raising=False)
    assert html._pango_hint() == line
