"""The ink that is reckoned is that of the drawn page, and a page that may pass the limit is drawn."""

import io
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from msgspec.structs import replace
from PIL import Image

from banmian import build
from banmian.conformance import Conformance
from banmian.faces import FaceLibrary
from banmian.model.plant import Plant
from banmian.pdf import FontSet
from banmian.plate import (
    BLACK,
    RED,
    WHITE,
    Colour,
    Direction,
    Fill,
    Form,
    Outline,
    Picture,
    Plate,
    Rule,
    Spot,
    TextRun,
    Wave,
)
from banmian.press import press_page
from banmian.press.ink.measuring import Measuring
from banmian.press.ink.reckoning import reckon
from banmian.separations import measure_ink

SAMPLES = Path(__file__).parents[2] / "samples"
DATE = "D:20261123000000Z"
WIDTH, HEIGHT = 200, 120
PLANT = Plant()
SEA = Colour("sea", (0.8, 0.4, 0.4, 0.2), (0, 0.2, 0.2))
GOLD = Colour("gold", (0, 0.2, 0.6, 0.1), (0.8, 0.7, 0.4), Spot("Gold", (0, 0.2, 0.6, 0.1)))
TINT = BLACK.tint(0.4)
HEAVY = Colour("heavy", (0.9, 0.9, 0.9, 0), (0.1, 0.1, 0.1))


@pytest.fixture(scope="module")
def library():
    library = FaceLibrary()
    for face in ("song-regular", "hei-bold"):
        library.index(face)
    return library


@pytest.fixture
def run(library):
    """A maker of text runs."""

    def run(text, x=10.0, y=40.0, size=20.0, *, face="song-regular", **keys):
        opened = library.faces[library.index(face)]
        glyphs = opened.glyphs(np.array([ord(character) for character in text], np.uint32))
        offsets = np.arange(len(text)) * size * keys.get("stretch", 1.0)
        width = float(offsets[-1]) + size
        return TextRun(x=x, y=y, size=size, face=face, text=text, glyphs=glyphs, offsets=offsets, width=width, **keys)

    return run


@pytest.fixture
def sheet_of(library):
    """Make the press page of some items; return what its ink is reckoned from, and the PDF."""

    def sheet_of(*items, plant=PLANT, grey=False, **keys):
        page = Plate(page=1, section="", width=WIDTH, height=HEIGHT, bleed=0, grid_top=0, pitch=12, children=items)
        fonts = FontSet(library.faces, list(page.texts()))
        told = []
        data = press_page(page, fonts, plant=plant, title="", date=DATE, grey=grey, told=told.append, **keys)
        return told[0], data

    return sheet_of


def picture(path, dots, *, x=20, y=20, width=100, height=60, mode=None):
    Image.fromarray(dots, mode).save(path)
    return Picture(x=x, y=y, width=width, height=height, file=str(path))


def photograph(seed=1, rows=200, columns=300):
    """Dots of all colours, dark ones too, in patches."""
    few = np.random.default_rng(seed).integers(0, 255, (rows // 20, columns // 20, 3), np.uint8)
    return few.repeat(20, axis=0).repeat(20, axis=1)


def advert(content, size=(80, 40)):
    pdf = pikepdf.Pdf.new()
    page = pdf.add_blank_page(page_size=size)
    page.Resources = pikepdf.Dictionary(
        ExtGState=pikepdf.Dictionary(over=pikepdf.Dictionary(op=True, OP=True, OPM=1)),
        ColorSpace=pikepdf.Dictionary(),
    )
    page.Contents = pdf.make_stream(content.encode())
    data = io.BytesIO()
    pdf.save(data, deterministic_id=True)
    return data.getvalue()


def held(reckoned, data, *, within=0.1):
    """Hold what is reckoned against the page drawn finely, and the bound against the plates as they are measured."""
    drawn = measure_ink(data, 0, dpi=288)
    means = {name: mean for name, mean in reckoned.means.items() if mean > 0.001}
    assert set(means) == set(drawn.names)
    for name, mean in means.items():
        assert mean == pytest.approx(drawn.means[name], abs=within), name
    assert measure_ink(data, 0).most <= reckoned.at_most + 0.5


# ---- against the drawn page ----------------------------------------------------------------------------------


def square(x, y, side, *, back=False):
    corners = [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
    first, *others = corners[::-1] if back else corners
    return (("M", (first,)), *(("L", (other,)) for other in others), ("Z", ()))


def circle(x, y, r):
    k = r * 0.5523
    return (
        ("M", ((x + r, y),)),
        ("C", ((x + r, y + k), (x + k, y + r), (x, y + r))),
        ("C", ((x - k, y + r), (x - r, y + k), (x - r, y))),
        ("C", ((x - r, y - k), (x - k, y - r), (x, y - r))),
        ("C", ((x + k, y - r), (x + r, y - k), (x + r, y))),
    )


def fill(colour, x=0.0, y=0.0, width=WIDTH, height=HEIGHT):
    return Fill(x=x, y=y, width=width, height=height, colour=colour)


def rule(x0, y0, x1, y1, weight=2.0, **keys):
    return Rule(x0=x0, y0=y0, x1=x1, y1=y1, weight=weight, **keys)


DRAWN = {
    "tints, one on the other": [fill(SEA), fill(TINT, 20, 20, 60, 60), fill(WHITE, 40, 40, 80, 60)],
    "a ground over the edge": [fill(SEA, -20, -20, 60, 60), fill(TINT, 180, 100, 60, 60)],
    "rules": [rule(10, 10, 190, 10, colour=RED), rule(10, 20, 10, 110), rule(30, 30, 90, 100, 4, colour=SEA)],
    "dots and round ends": [rule(50, 50, 50, 50, 20, round=True), rule(80, 50, 150, 50, 12, round=True)],
    "black over colours": [fill(SEA, 0, 0, 100, 120), rule(10, 50, 190, 50, 20), rule(10, 90, 190, 90, 9, colour=GOLD)],
    "covered": [rule(10, 50, 190, 50, 20), fill(TINT, 0, 30, 100, 60)],
    "a wave": [Wave(x0=10, y0=30, x1=190, y1=30, height=8, waves=9, weight=2, colour=SEA)],
    "a steep wave": [Wave(x0=20, y0=110, x1=60, y1=50, height=12, waves=2, weight=4)],
    "a ring": [Outline(path=square(20, 20, 80) + square(40, 40, 40), even_odd=True, colour=SEA)],
    "a square in a square": [Outline(path=square(20, 20, 80) + square(40, 40, 40))],
    "one turned the other way": [Outline(path=square(20, 20, 80) + square(40, 40, 40, back=True))],
    "two that overlap": [Outline(path=square(20, 20, 60) + square(60, 40, 60), colour=RED)],
    "curves, open": [Outline(path=circle(60, 60, 40), colour=GOLD)],
    "drawn": [Outline(path=circle(60, 60, 40), filled=False, weight=6), Outline(path=square(110, 20, 60), weight=3)],
}


@pytest.mark.parametrize("grey", [False, True], ids=["", "grey"])
@pytest.mark.parametrize("items", DRAWN.values(), ids=DRAWN)
def test_drawn_things(sheet_of, items, grey):
    sheet, data = sheet_of(*items, grey=grey)
    held(reckon(sheet), data)


@pytest.mark.parametrize("grey", [False, True], ids=["", "grey"])
def test_text(sheet_of, run, grey):
    words = [
        run("版面上的字，有多少墨？"[:8]),
        run("Qgjp—2026", y=75, stretch=0.8, size=15),
        run("黑体反白", 10, 108, size=24, face="hei-bold", colour=WHITE),
        run("直排", 180, 10, direction=Direction.VERTICAL, face="hei-bold"),
        run("躺着Ab", 160, 40, size=12, direction=Direction.TURNED, colour=GOLD),
    ]
    sheet, data = sheet_of(fill(SEA, 0, 80, 120, 40), *words, grey=grey)
    held(reckon(sheet), data)


def test_text_over_tints_overprints_and_reversed_text_does_not(sheet_of, run):
    both = fill(SEA, 0, 0, 200, 60), fill(SEA, 0, 60, 200, 60)
    sheet, data = sheet_of(*both, run("黑字叠印", size=40, y=45), run("反白挖空", size=40, y=105, colour=WHITE))
    found = reckon(sheet)
    held(found, data)
    bare = reckon(sheet_of(*both)[0])
    assert found.means["Cyan"] < bare.means["Cyan"] - 3
    assert found.at_most == 260, "all but the black of the tint, and black"


@pytest.mark.parametrize("grey", [False, True], ids=["", "grey"])
@pytest.mark.parametrize(
    "dots",
    [photograph(), photograph()[:, :, 0], np.random.default_rng(1).integers(0, 99, (250, 400, 3), np.uint8)],
    ids=["colour", "grey picture", "dark noise"],
)
def test_pictures(sheet_of, tmp_path, dots, grey):
    sheet, data = sheet_of(fill(TINT), picture(tmp_path / "a.png", dots), fill(SEA, 120, 60, 60, 40), grey=grey)
    held(reckon(sheet), data, within=0.2)


def test_a_picture_of_black_and_white(sheet_of, tmp_path):
    dots = np.random.default_rng(1).integers(0, 2, (120, 200)).astype(bool).repeat(4, 0).repeat(4, 1)
    sheet, data = sheet_of(fill(SEA), picture(tmp_path / "a.png", dots))
    held(reckon(sheet), data)


def test_text_shows_through_what_is_clear_in_a_picture(sheet_of, run, tmp_path):
    dots = np.dstack((photograph(), np.full((200, 300), 255, np.uint8)))
    dots[:, 100:, 3] = 0
    cutout = picture(tmp_path / "a.png", dots)
    sheet, data = sheet_of(run("透过", 70, 60, size=25), cutout)
    held(reckon(sheet), data)
    assert reckon(sheet).at_most < 220.5
    on_two = sheet_of(fill(TINT, 0, 0, 90, 120), cutout)[0]
    assert reckon(on_two).at_most == np.inf, "what shows through it is of two kinds"


def test_pages_of_the_samples(tmp_path, monkeypatch):
    """None of them may pass the limit, so that none is drawn; they are drawn here to be held against."""
    reckoned = Measuring._reckoned
    found = []

    def both(self, sheet):
        found.append(reckoned(self, sheet))
        return found[-1]

    monkeypatch.setattr(Measuring, "_reckoned", both)
    monkeypatch.setattr(Measuring, "_drawn", lambda *_: pytest.fail("a page was drawn"))
    for sample in ("lanzhou-daily", "xicheng-evening"):
        found.clear()
        build(SAMPLES / sample, tmp_path / sample, only=("press",))
        files = sorted((tmp_path / sample / "press").glob("*.pdf"))
        assert len(files) == len(found)
        for file in files:
            drawn = measure_ink(file, 0)
            close = [
                one
                for one in found
                if all(abs(one["mean"][name] - drawn.means[name]) <= 0.3 for name in drawn.means)
                and drawn.most <= one["at_most"] + 0.5
            ]
            assert len(close) == 1, file.name


def test_a_plate_with_a_speck_of_ink_is_named(sheet_of):
    found = of(*sheet_of(rule(10, 10, 10.2, 10, 0.5, colour=RED)), Plant())
    assert [name for name, mean in found["mean"].items() if mean] == ["Magenta", "Yellow"]


# ---- the bound -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("items", "most"),
    [
        ([rule(10, 50, 190, 50, colour=RED), rule(100, 10, 100, 110)], 300),
        ([rule(100, 10, 100, 110), rule(10, 50, 190, 50, colour=RED)], 200),
        ([rule(10, 50, 190, 50, colour=RED), rule(100, 60, 100, 110)], 200),
        ([fill(HEAVY), fill(WHITE, 5, 5, 190, 110), rule(20, 50, 100, 50)], 270),
        ([fill(HEAVY), fill(WHITE, 5, 5, 190, 110), rule(2, 50, 100, 50)], 370),
        ([Outline(path=square(20, 20, 80), colour=RED), rule(50, 50, 70, 50)], 300),
        (
            [Outline(path=square(20, 20, 80) + square(30, 30, 60), even_odd=True, colour=RED), rule(50, 50, 70, 50)],
            200,
        ),
        ([rule(10, 50, 190, 50), fill(BLACK, 20, 20, 80, 80)], 100),
        ([fill(GOLD), rule(10, 50, 190, 50)], 200),
    ],
)
def test_what_may_lie_on_what(sheet_of, items, most):
    sheet, data = sheet_of(*items)
    assert reckon(sheet).at_most == pytest.approx(most)
    assert measure_ink(data, 0, dpi=288).most <= most + 0.5


def test_letters_stand_out_of_their_em_box_and_hanzi_do_not(sheet_of, run):
    below = rule(10, 44, 190, 44)
    assert reckon(sheet_of(run("gjpq", colour=RED), below)[0]).at_most == 300
    assert reckon(sheet_of(run("汉字", colour=RED), below)[0]).at_most == 200


def test_black_over_a_picture_is_held_against_what_lies_there(sheet_of, tmp_path):
    dots = np.full((200, 300, 3), 255, np.uint8)
    dots[:100] = (20, 20, 110)
    shown = picture(tmp_path / "a.png", dots)
    on_dark, on_light = rule(30, 30, 100, 30), rule(30, 75, 100, 75)
    assert reckon(sheet_of(shown, on_dark)[0]).at_most > 240
    assert reckon(sheet_of(shown, on_light)[0]).at_most < 221
    assert reckon(sheet_of(on_dark, shown)[0]).at_most < 221


# ---- what is drawn -------------------------------------------------------------------------------------------


def of(sheet, data, plant):
    measuring = Measuring(plant)
    measuring.note("a.pdf", sheet)
    measuring.begin("a.pdf", data)
    try:
        return measuring.of("a.pdf", data)
    finally:
        measuring.close()


@pytest.mark.parametrize("conformance", [Conformance.X4, Conformance.X1A])
def test_a_page_that_passes_the_limit_is_drawn_and_found(sheet_of, conformance):
    plant = Plant(conformance=conformance)
    found = of(*sheet_of(fill(SEA), rule(20, 50, 180, 50, 20), plant=plant), plant)
    assert found["method"] == "drawn"
    assert found["most"] == found["at_most"] == pytest.approx(260, abs=0.5)
    assert found["mm2_over_limit"] == pytest.approx(160 * 20 * (25.4 / 72) ** 2, rel=0.02)
    assert found["dpi"] == 72


def test_a_page_that_may_pass_it_and_does_not_is_drawn(sheet_of):
    plant = Plant()
    off = Outline(path=square(20, 20, 90), colour=RED, filled=False, weight=1)
    found = of(*sheet_of(off, rule(5, 30, 25, 30, 0.2), plant=plant), plant)
    assert (found["method"], found["mm2_over_limit"]) == ("drawn", 0)
    found = of(*sheet_of(off, rule(30, 30, 80, 30), plant=plant), plant)
    assert (found["method"], found["most"], found["at_most"], found["dpi"]) == ("reckoned", None, 200, None)


@pytest.mark.parametrize("conformance", [Conformance.X4, Conformance.X1A])
def test_an_advert_is_drawn_by_itself(sheet_of, run, conformance, monkeypatch):
    plant = Plant(conformance=conformance)
    content = "0.6 0.2 0 0 k 0 0 40 40 re f 0 0 0 1 k 40 0 20 40 re f"
    placed = Form(x=20, y=20, width=160, height=90, data=advert(content), name="a.pdf")
    sheet, data = sheet_of(placed, run("广告", 150, 30, 8), plant=plant)
    monkeypatch.setattr(Measuring, "_drawn", lambda *_: pytest.fail("the page was drawn"))
    found = of(sheet, data, plant)
    assert found["at_most"] == 100
    drawn = measure_ink(data, 0)
    for name, mean in found["mean"].items():
        assert mean == pytest.approx(drawn.means[name], abs=0.3)


def test_an_advert_that_prints_over_itself_or_lies_on_ink_has_its_page_drawn(sheet_of):
    plant = Plant()
    over = "1 0 0.4 0 k 0 0 60 40 re f /over gs 0 1 0 0 k 20 0 60 40 re f"
    placed = Form(x=20, y=20, width=160, height=80, data=advert(over), name="a.pdf")
    found = of(*sheet_of(placed, plant=plant), plant)
    assert found["method"] == "drawn"
    assert found["most"] == pytest.approx(240, abs=0.6)
    assert found["mm2_over_limit"] > 0
    light = replace(placed, data=advert("0.1 0 0 0 k 0 0 60 40 re f"))
    assert of(*sheet_of(light, plant=plant), plant)["method"] == "reckoned"
    assert of(*sheet_of(fill(TINT), light, plant=plant), plant)["method"] == "drawn"
    assert of(*sheet_of(rule(0, 50, 200, 50), light, plant=plant), plant)["method"] == "drawn"
    label = rule(150, 30, 170, 30)
    assert of(*sheet_of(light, label, plant=plant), plant)["method"] == "reckoned"


def test_spot_inks_of_adverts_have_a_plate(sheet_of):
    plant = Plant()
    pdf = pikepdf.open(io.BytesIO(advert("/Cs cs 1 scn 0 0 80 40 re f")))
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0.8, 1, 0], N=1)
    pdf.pages[0].Resources.ColorSpace.Cs = pikepdf.Array(
        [pikepdf.Name.Separation, pikepdf.Name("/Red 7"), pikepdf.Name.DeviceCMYK, tint]
    )
    data = io.BytesIO()
    pdf.save(data, deterministic_id=True)
    placed = Form(x=20, y=20, width=160, height=80, data=data.getvalue(), name="a.pdf")
    found = of(*sheet_of(placed, plant=plant), plant)
    assert found["method"] == "reckoned"
    assert found["mean"]["Red 7"] == pytest.approx(160 * 80 / (WIDTH * HEIGHT) * 100, abs=0.5)
