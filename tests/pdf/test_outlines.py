"""Drawn shapes as they are painted: filled by either rule, stroked, on the plates of their inks and on the screen."""

import io

import numpy as np
import pikepdf
import pypdfium2
import pytest

from banmian.epaper import screen_pdf
from banmian.makeup.ornament.borders import frame_items
from banmian.makeup.ornament.outlines import box_path
from banmian.pdf import FontSet
from banmian.plate import BLACK, RED, WHITE, Outline, Plate, Rule
from banmian.press import press_page

SCALE = 10
DATE = "D:20261123000000Z"
TWO = box_path(10, 10, 40, 30) + box_path(15, 15, 35, 25)
"""Two rectangles, one in the other, both run clockwise."""


def plate(*items):
    return Plate(page=1, section="", width=60, height=40, bleed=0, grid_top=0, pitch=12, children=items)


def pixels(*items):
    data = screen_pdf([plate(*items)], FontSet([], []), title="", date=DATE, titles={})
    return pypdfium2.PdfDocument(data)[0].render(scale=SCALE).to_pil().convert("RGB")


def area(*items):
    """pt² that are dark on the screen."""
    return (np.asarray(pixels(*items).convert("L")) < 128).sum() / SCALE**2


def on_the_plate(*items):
    data = press_page(plate(*items), FontSet([], []), title="", date=DATE)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return pdf.pages[0].Contents.read_bytes().decode()


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({}, 600),
        ({"even_odd": True}, 400),
        ({"filled": False, "weight": 1.0}, 100 + 60),
        ({"weight": 2.0}, 32 * 22),
        ({"filled": False}, 0),
    ],
)
def test_what_is_dark_of_a_shape(keys, expected):
    assert area(Outline(path=TWO, **keys)) == pytest.approx(expected, rel=0.02)


def test_the_operators_of_a_shape():
    assert "10 30 m 40 30 l 40 10 l 10 10 l h\n15 25 m" in on_the_plate(Outline(path=TWO))
    both = on_the_plate(Outline(path=TWO, even_odd=True, weight=0.5, colour=RED))
    assert "0 1 1 0 k" in both
    assert "0 1 1 0 K" in both
    assert "\nB*" in both


def test_round_corners_are_for_the_shapes_that_have_them():
    sharp = Outline(path=TWO, filled=False, weight=4.0)
    rounded = Outline(path=TWO, filled=False, weight=4.0, round=True)
    assert area(rounded) < area(sharp) - 2
    assert area(rounded, sharp) == area(sharp)
    assert area(Rule(x0=10, y0=20, x1=10, y1=20, weight=4, round=True)) > 10


@pytest.mark.parametrize(("colour", "inks"), [(BLACK, "0 0 0 1"), (RED, "0 1 1 0"), (WHITE, "0 0 0 0")])
@pytest.mark.parametrize("name", ["vine", "film", "fret"])
def test_a_frame_is_painted_with_its_inks_alone_and_black_overprints(name, colour, inks):
    under = Rule(x0=0, y0=20, x1=60, y1=20, weight=3, colour=RED.tint(0.5))
    content = on_the_plate(under, *frame_items(name, 5, 5, 50, 30, colour))
    body = content[content.index("0 0.5 0.5 0 K") + 10 :]
    painted = body[: body.index("/GSk gs")] if "/GSo gs" in body and colour is not BLACK else body
    assert f"{inks} k" in painted or f"{inks} K" in painted
    assert ("/GSo gs" in painted) == (colour is BLACK)
    assert "rg" not in content


@pytest.mark.parametrize(("colour", "light"), [(BLACK, (0, 0, 0)), (RED, (214, 13, 23))])
def test_a_frame_is_seen_on_the_screen_in_its_colour(colour, light):
    picture = pixels(*frame_items("film", 5, 5, 50, 30, colour))
    assert picture.getpixel((56, 200)) == pytest.approx(light, abs=2)
    assert picture.getpixel((300, 200)) == (255, 255, 255), "nothing inside"
    across = np.asarray(picture.convert("L"))[80]
    assert (across > 250).sum() > 15 * SCALE, "the holes show the paper"


def test_the_same_shape_gives_the_same_bytes():
    items = frame_items("cloud", 5, 5, 50, 30)
    assert on_the_plate(*items) == on_the_plate(*frame_items("cloud", 5, 5, 50, 30))
