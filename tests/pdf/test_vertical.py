"""Vertical text in the PDFs: what is drawn where, and what a reader gets who copies it."""

import io
import re
import subprocess

import numpy as np
import pikepdf
import pypdfium2
import pytest

from acceptance_tools import needs
from banmian.epaper.screen import screen_pdf
from banmian.faces import FaceLibrary
from banmian.makeup.lines.runs import turned_baseline
from banmian.pdf import FontSet
from banmian.plate import Direction, Plate, TextRun
from banmian.press.pages import press_page
from banmian.typeset import NO_GLYPH

SIZE = 40.0
DATE = "D:20261123000000Z"
FACES = ["song-regular", "song-black", "hei-bold", "kai-regular"]


@pytest.fixture(scope="module")
def library():
    library = FaceLibrary()
    for name in FACES:
        library.index(name)
    return library


def array(text):
    return np.array([ord(character) for character in text], dtype=np.uint32)


def upright(library, text, x=100.0, y=20.0, *, face="song-regular", gap=0.0, stretch=1.0, wide=False):
    """A vertical run of one face, set solid but for `gap` em after each cell; `wide` takes the full-width letters."""
    opened = library.faces[library.index(face)]
    glyphs = opened.full_width(array(text)) if wide else opened.vertical_glyphs(array(text))[0]
    cells = opened.vertical_advances(glyphs) + gap
    for pair in re.finditer("——", text):
        if joined := opened.vertical_joined(pair[0]):
            glyphs[pair.start() : pair.end()] = joined[0], NO_GLYPH
            cells[pair.start() : pair.end()] = joined[1] + gap, 0.0
    ends = np.cumsum(cells) * SIZE
    return TextRun(
        x=x,
        y=y,
        size=SIZE,
        face=face,
        text=text,
        glyphs=glyphs,
        offsets=ends - cells * SIZE,
        width=float(ends[-1]),
        stretch=stretch,
        direction=Direction.VERTICAL,
    )


def lying(library, text, middle=100.0, y=20.0, *, face="song-regular", stretch=1.0):
    """A turned run about the middle of a column."""
    opened = library.faces[library.index(face)]
    glyphs = opened.glyphs(array(text))
    ends = np.cumsum(opened.advances(glyphs)) * SIZE * stretch
    return TextRun(
        x=turned_baseline(middle, SIZE),
        y=y,
        size=SIZE,
        face=face,
        text=text,
        glyphs=glyphs,
        offsets=np.concatenate(([0.0], ends[:-1])),
        width=float(ends[-1]),
        stretch=stretch,
        direction=Direction.TURNED,
    )


def level(library, text, x=20.0, y=700.0, *, face="song-regular"):
    opened = library.faces[library.index(face)]
    glyphs = opened.glyphs(array(text))
    ends = np.cumsum(opened.advances(glyphs)) * SIZE
    offsets = np.concatenate(([0.0], ends[:-1]))
    return TextRun(x=x, y=y, size=SIZE, face=face, text=text, glyphs=glyphs, offsets=offsets, width=float(ends[-1]))


def printed(library, *runs, press=False):
    """A page of 400 by 760 pt that holds the runs, as a PDF."""
    plate = Plate(page=1, section="", width=400, height=760, bleed=0, grid_top=0, pitch=10, children=runs)
    fonts = FontSet(library.faces, runs)
    if press:
        return press_page(plate, fonts, title="竖排", date=DATE)
    return screen_pdf([plate], fonts, title="竖排", date=DATE, titles={})


def ink(data, *, scale=4):
    """The page at `scale` dots a point, true where there is ink."""
    image = np.asarray(pypdfium2.PdfDocument(data)[0].render(scale=scale).to_pil().convert("L")) < 128
    return image[: 760 * scale, : 400 * scale]


def bounds(image, run, at, cells=1.0, scale=4):
    """Where the ink of a cell of a vertical run lies: left, top, right, bottom in em from its middle and its top."""
    top = (run.y + run.offsets[at]) * scale
    left = (run.x - SIZE) * scale
    cell = image[round(top) : round(top + cells * SIZE * scale), round(left) : round(left + 2 * SIZE * scale)]
    rows, columns = np.flatnonzero(cell.any(axis=1)), np.flatnonzero(cell.any(axis=0))
    em = SIZE * scale
    return columns[0] / em - 1, rows[0] / em, columns[-1] / em - 1, rows[-1] / em


def copied(data):
    return pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range().replace("\r\n", "\n").strip()


def by_poppler(data, tmp_path, *options):
    (tmp_path / "page.pdf").write_bytes(data)
    done = subprocess.run(
        [needs("pdftotext"), "-nopgbrk", *options, tmp_path / "page.pdf", "-"], capture_output=True, check=True
    )
    return done.stdout.decode().strip()


# ---- what is drawn -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("press", [False, True], ids=["screen", "press"])
@pytest.mark.parametrize("face", FACES)
def test_every_glyph_stands_in_its_cell(library, face, press):
    run = upright(library, "国（、国。）“国”", face=face)
    image = ink(printed(library, run, press=press))
    found = {at: bounds(image, run, at) for at in range(len(run.text))}
    for at in (0, 3, 7):
        left, top, right, bottom = found[at]
        assert abs(left + right) < 0.06, "a hanzi is centred in the column"
        assert top > 0
        assert bottom < 1
    for at in (2, 4):
        left, top, _, bottom = found[at]
        assert left > 0, "stops stand right of the middle (V4)"
        assert bottom < 0.55, "and in the upper half of the cell (C6)"
    for at, (low, high) in {1: (0.5, 1.0), 5: (0.0, 0.5)}.items():
        left, top, right, bottom = found[at]
        assert right - left > 0.6, "brackets lie across the column (V3)"
        assert low <= top < bottom <= high, "over or under what they enclose"
    assert found[6][1] > 0.5, "﹃ hangs over the text"
    assert found[6][2] > 0.3, "at the right"
    assert found[8][3] < 0.5, "﹄ stands under it"
    assert found[8][0] < -0.3, "at the left"


@pytest.mark.parametrize("face", FACES)
def test_a_dash_is_one_unbroken_stroke_in_the_middle(library, face):
    """C10."""
    run = upright(library, "国——国", face=face)
    image = ink(printed(library, run))
    left, top, right, bottom = bounds(image, run, 1, cells=2.0)
    assert abs(left + right) < 0.02
    assert bottom - top > 1.8
    em = SIZE * 4
    first = round((run.y + run.offsets[1]) * 4)
    stroke = image[round(first + top * em) : round(first + bottom * em), round(run.x * 4)]
    assert stroke.all(), "no gap between its halves"


@pytest.mark.parametrize("face", FACES)
def test_an_ellipsis_is_six_dots_evenly_down_the_middle(library, face):
    run = upright(library, "国……国", face=face)
    image = ink(printed(library, run), scale=4)
    first = round((run.y + run.offsets[1]) * 4)
    line = image[first : first + round(2 * SIZE * 4), round(run.x * 4)].astype(int)
    starts = np.flatnonzero(np.diff(line) == 1)
    assert len(starts) == 6
    assert np.ptp(np.diff(starts)) <= 0.06 * SIZE * 4, "as far apart in the middle as elsewhere"


def test_letters_lie_about_the_middle_of_the_column(library):
    """The em box is centred, so capitals and figures are, to 0.02 em; their tops point right."""
    run = lying(library, "HEH2026")
    image = ink(printed(library, run))
    columns = np.flatnonzero(image.any(axis=0)) / 4
    assert abs((columns[0] + columns[-1]) / 2 - 100) < 0.025 * SIZE
    rows = np.flatnonzero(image.any(axis=1)) / 4
    assert run.y <= rows[0]
    assert rows[-1] <= run.y + run.width
    lone = ink(printed(library, lying(library, "L")))
    foot = np.flatnonzero(lone[:, round(turned_baseline(100.0, SIZE) * 4) + 2])
    head = np.flatnonzero(lone[:, round((turned_baseline(100.0, SIZE) + 0.7 * SIZE) * 4)])
    assert np.ptp(foot) > 1.5 * np.ptp(head), "the foot of L is at the left"


def test_full_width_letters_stand_one_in_a_cell(library):
    run = upright(library, "AI9", wide=True)
    image = ink(printed(library, run))
    for at in range(3):
        left, top, right, bottom = bounds(image, run, at)
        assert abs(left + right) < 0.06
        assert 0 < top < bottom < 1
    assert copied(printed(library, run)) == "AI9"


def test_a_stretched_column_keeps_its_middle_and_its_height(library):
    plain, narrow = upright(library, "国国"), upright(library, "国国", stretch=0.7)
    wide = bounds(ink(printed(library, plain)), plain, 1)
    less = bounds(ink(printed(library, narrow)), narrow, 1)
    assert abs(less[0] + less[2]) < 0.06
    assert (less[2] - less[0]) / (wide[2] - wide[0]) == pytest.approx(0.7, abs=0.03)
    assert less[1::2] == pytest.approx(wide[1::2], abs=0.02)


def test_gaps_and_squeezed_cells_are_where_the_plate_says(library):
    """Even gaps go into Tc, a single one into TJ: both against the axis."""
    even = upright(library, "国国国国国国国国", gap=0.25)
    image = ink(printed(library, even))
    tops = [bounds(image, even, at)[1] for at in range(8)]
    assert np.ptp(tops) < 0.02
    offsets = np.array([0.0, 1, 2.5, 3, 4]) * SIZE  # a gap of half an em, and a cell squeezed by half
    moved = upright(library, "国国国国国")
    moved = TextRun(**{name: getattr(moved, name) for name in moved.__struct_fields__} | {"offsets": offsets})
    image = ink(printed(library, moved))
    assert image[round((20 + 2.05 * SIZE) * 4) : round((20 + 2.5 * SIZE) * 4), 320:480].sum() == 0
    assert bounds(image, moved, 2)[1] == pytest.approx(tops[0], abs=0.02)
    assert bounds(image, moved, 4)[1] == pytest.approx(tops[0], abs=0.02)


# ---- what is read ------------------------------------------------------------------------------------------


TEXT = "他说：“春天（三月）来了——‘好！’”……《报》，。、；？【完】"


@pytest.mark.parametrize("press", [False, True], ids=["screen", "press"])
@pytest.mark.parametrize("face", FACES)
def test_the_text_comes_out_as_it_was_written(library, face, press, tmp_path):
    """C9: vertical forms are glyphs, never characters."""
    text = TEXT[:18]
    data = printed(library, upright(library, text, face=face), press=press)
    assert copied(data) == text
    assert text in by_poppler(data, tmp_path).split("\n")


@pytest.mark.parametrize("text", [TEXT[:16], TEXT[16:]])
def test_a_column_is_a_line_even_with_gaps(library, text, tmp_path):
    """Poppler makes spaces of gaps from a tenth of an em on, and of smaller ones in a column that has a ——."""
    data = printed(library, upright(library, text, gap=0.1))
    assert copied(data) == text
    assert by_poppler(data, tmp_path).replace(" ", "") == text


def test_columns_follow_each_other_from_right_to_left(library, tmp_path):
    texts = ["右起第一行", "然后第二行，", "末了第三行。"]
    runs = [upright(library, text, x=300.0 - 80 * n) for n, text in enumerate(texts)]
    data = printed(library, *runs)
    assert by_poppler(data, tmp_path).split() == texts
    assert "".join(by_poppler(data, tmp_path, "-raw").split()) == "".join(texts)
    assert copied(data).split() == texts, "PDFium: though they begin at one height"


def test_columns_of_latin_follow_each_other_too(library, tmp_path):
    runs = [lying(library, text, 300.0 - 80 * n) for n, text in enumerate(["right", "middle", "left"])]
    data = printed(library, *runs)
    assert copied(data).split() == ["right", "middle", "left"]
    assert "".join(by_poppler(data, tmp_path, "-raw").split()) == "rightmiddleleft"


def test_a_column_that_is_cut_for_the_reader_prints_the_same(library):
    """Two columns with a —— in the middle of the first: cut beside each other, whole where the second is lower."""
    first = upright(library, "右起——一行", x=300.0)
    beside, lower = upright(library, "二", x=220.0), upright(library, "二", x=220.0, y=100.0)
    left, right = (ink(printed(library, first, other))[:, 240 * 4 :] for other in (beside, lower))
    assert (left == right).all()


def test_turned_letters_are_read_where_they_stand(library, tmp_path):
    above = upright(library, "用")
    latin = lying(library, "CPU 2026", y=above.y + above.width)
    below = upright(library, "造", y=latin.y + latin.width)
    data = printed(library, above, latin, below)
    assert re.sub(r"\s", "", copied(data)) == "用CPU2026造"
    assert re.sub(r"\s", "", by_poppler(data, tmp_path, "-raw")) == "用CPU2026造"
    assert "CPU 2026" in copied(data)


def test_one_glyph_for_two_characters_is_told_apart(library):
    """“ and 『 share the glyph of ﹃, — and ― one dash: the run says its text (ActualText)."""
    runs = [upright(library, "“甲”", x=300.0), upright(library, "『乙』", x=200.0, y=100.0)]
    data = printed(library, *runs)
    assert sorted(copied(data).split("\n")) == sorted(["“甲”", "『乙』"])


# ---- how the fonts are written -----------------------------------------------------------------------------


def fonts_of(data):
    """For each font of the page its encoding, the objects it is made of, DW2 and the cells of W2; and the content."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        found = []
        for font in (font for _, font in page.Resources.Font.items()):
            descendant = font.DescendantFonts[0]
            parts = (descendant, descendant.FontDescriptor.FontFile2, font.ToUnicode)
            default = [int(part) for part in descendant.get("/DW2", [])]
            cells = [[int(v) for v in item] for item in descendant.get("/W2", []) if isinstance(item, pikepdf.Array)]
            found.append((str(font.Encoding), tuple(part.objgen for part in parts), default, cells))
        return found, page.Contents.read_bytes().decode("ascii")


@pytest.mark.parametrize("press", [False, True], ids=["screen", "press"])
def test_both_ways_of_writing_share_one_font(library, press):
    found, content = fonts_of(printed(library, upright(library, "国——A"), level(library, "国A"), press=press))
    assert [font[0] for font in found] == ["/Identity-H", "/Identity-V"]
    assert len({font[1] for font in found}) == 1
    assert set(re.findall(r"/(\w+) 40 Tf", content)) == {"F0", "V0"}


def test_horizontal_pages_know_nothing_of_it(library):
    found, content = fonts_of(printed(library, level(library, "国A")))
    assert [(encoding, default, cells) for encoding, _, default, cells in found] == [("/Identity-H", [], [])]
    assert "/V" not in content


def test_only_what_differs_from_the_default_cell_is_in_w2(library):
    found, _ = fonts_of(printed(library, upright(library, "国——甲，")))
    assert [font[2:] for font in found] == [([880, -1000], [[-2000, 500, 1380]])]


def test_a_line_is_one_string(library):
    """Solid, and with even gaps; the signs are those of PDF 32000, 9.3.2 and 9.4.3."""
    _, content = fonts_of(printed(library, upright(library, "国" * 9)))
    assert re.findall(r"\S+ Tc|Tj|TJ", content) == ["Tj"]
    _, content = fonts_of(printed(library, upright(library, "国" * 9, gap=0.1)))
    assert re.findall(r"\S+ Tc|Tj|TJ", content) == ["-4.0000 Tc", "Tj"]
    run = upright(library, "国国国")
    run = TextRun(
        **{name: getattr(run, name) for name in run.__struct_fields__} | {"offsets": np.array([0, 1.5, 2.5]) * SIZE}
    )
    _, content = fonts_of(printed(library, run))
    assert re.findall(r">(-?\d+)<", content) == ["500"], "a gap of half an em downwards"
