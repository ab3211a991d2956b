"""Dots and waves as they are painted: on the plate solid black that overprints, on the screen grey, in their shape."""

import io

import numpy as np
import pikepdf
import pypdfium2
import pytest

from banmian.epaper import screen_pdf
from banmian.pdf import FontSet
from banmian.plate import RED, Plate, Rule, Wave
from banmian.press import press_page

SCALE = 20


def plate(*items):
    return Plate(page=1, section="", width=60, height=40, bleed=0, grid_top=0, pitch=12, children=items)


def ink(*items):
    """Where the screen PDF is dark, as an array of rows of 1/20 pt."""
    data = screen_pdf([plate(*items)], FontSet([], []), title="", date="D:20261123000000Z", titles={})
    pixels = pypdfium2.PdfDocument(data)[0].render(scale=SCALE, grayscale=True).to_numpy()
    return np.squeeze(pixels) < 128


def extent(dark):
    """Left, top, right and bottom of what is dark, in pt."""
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    return tuple(float(v) / SCALE for v in (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1))


def test_a_rule_with_round_ends_and_no_length_is_a_dot():
    dark = ink(Rule(x0=30, y0=20, x1=30, y1=20, weight=4, round=True))
    assert extent(dark) == pytest.approx((28, 18, 32, 22), abs=0.15)
    assert dark.sum() / SCALE**2 == pytest.approx(np.pi * 4, rel=0.03)


def test_a_wave_swings_evenly_about_its_line():
    dark = ink(Wave(x0=10, y0=20, x1=50, y1=20, height=4, waves=4, weight=1))
    left, top, right, bottom = extent(dark)
    assert (left, right) == pytest.approx((10, 50), abs=0.6)
    assert (top, bottom) == pytest.approx((20 - 2.5, 20 + 2.5), abs=0.1)
    columns = [np.flatnonzero(dark[:, int(x * SCALE)]).mean() / SCALE - 20 for x in np.arange(10.5, 50, 0.5)]
    there = -2 * np.sin((np.arange(10.5, 50, 0.5) - 10) / 10 * 2 * np.pi)
    assert np.abs(columns - there).max() < 0.15, "a sine, crest first"


def test_a_wave_may_run_down():
    left, top, right, bottom = extent(ink(Wave(x0=30, y0=5, x1=30, y1=35, height=4, waves=3, weight=1)))
    assert (left, right) == pytest.approx((27.5, 32.5), abs=0.1)
    assert (top, bottom) == pytest.approx((5, 35), abs=0.6)


def test_round_ends_are_for_the_rules_that_have_them():
    dark = ink(
        Rule(x0=10, y0=10, x1=10, y1=10, weight=4, round=True), Rule(x0=20, y0=30, x1=50, y1=30, weight=4), colour()
    )
    assert extent(dark[20 * SCALE :]) == pytest.approx((20, 8, 50, 12), abs=0.1)


def colour():
    return Rule(x0=55, y0=10, x1=55, y1=12, weight=1, colour=RED)


def test_on_the_plate_they_are_black_alone_and_overprint():
    marks = (
        Rule(x0=30, y0=20, x1=30, y1=20, weight=4, round=True),
        Wave(x0=10, y0=20, x1=50, y1=20, height=4, waves=4, weight=1),
    )
    data = press_page(plate(colour(), *marks), FontSet([], []), title="", date="D:20261123000000Z")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        content = pdf.pages[0].Contents.read_bytes().decode()
    after = content[content.index("/GSo gs") :]
    assert "0 0 0 1 K" in after
    assert after.index("1 J") < after.index(" l S") < after.index("0 J") < after.index(" c S")
    assert "rg" not in after and "RG" not in after
