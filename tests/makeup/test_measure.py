"""Measuring, fitting and drawing are three things, and say the same to the line."""

from pathlib import Path

import numpy as np
import pytest

from banmian.copydesk import settle
from banmian.faces import FaceLibrary
from banmian.intake import read_issue
from banmian.makeup import make_up
from banmian.makeup.measure import OVER_LINE, Measurer, block_slot
from banmian.plan import plan_pages

SAMPLES = Path(__file__).parents[2] / "samples"
STORIES = ("market", "cafe", "bus", "ferry")


@pytest.fixture(scope="module")
def issue():
    return settle(read_issue(SAMPLES / "lanzhou-daily"))[0]


@pytest.fixture(scope="module")
def library():
    return FaceLibrary()


@pytest.fixture(scope="module")
def plans(issue):
    return plan_pages(issue)[0]


def test_what_a_slot_is_said_to_hold_for_an_article_is_what_it_takes(issue, library, plans):
    made = make_up(issue, plans, library)
    compared = 0
    for plan in plans:
        measurer = Measurer(issue, library)
        fits = {fit.article: fit for fit in made.fits[plan.page.number]}
        for leg in plan.legs:
            slot = plan.layout.slot(leg.slot)
            if slot.takes == "briefs" or leg.number or leg.goes_to:
                continue
            said, fit = measurer.fit(leg.article, plan.page.number, plan.layout, slot), fits[leg.article]
            assert (said.room, said.used, said.white, said.empty) == (fit.room, fit.used, fit.white, fit.empty)
            compared += 1
    assert compared > 30


@pytest.mark.parametrize("article", STORIES)
def test_the_rows_of_a_shape_are_those_that_hold_the_article(issue, library, plans, article):
    layout = plans[1].layout
    measurer = Measurer(issue, library)
    rank = next(iter(layout.headlines))
    shapes = measurer.shapes(article, layout, rank)
    for columns in range(2, 6):
        low, natural, high = shapes.rows(columns)
        assert low <= natural <= high
        short = measurer.fit(article, 2, layout, block_slot(layout, columns, low - 1, rank))
        assert not short.is_whole
        for rows in (low, low + 1, natural, high):  # in a few widths subheads ask for a row more than lines do
            if measurer.fit(article, 2, layout, block_slot(layout, columns, rows, rank)).is_whole:
                break
        assert rows <= low + 1


def test_costs_of_many_shapes_are_those_of_each(issue, library, plans):
    layout = plans[1].layout
    shapes = Measurer(issue, library).shapes("market", layout, next(iter(layout.headlines)))
    columns, rows = np.meshgrid(np.arange(1, layout.grid.columns + 1), np.arange(10, 130))
    costs = shapes.costs(columns.ravel(), rows.ravel())
    for cost, wide, high in zip(costs.tolist(), columns.ravel().tolist(), rows.ravel().tolist(), strict=True):
        assert cost == pytest.approx(shapes.cost(wide, high))
    for wide in range(1, layout.grid.columns + 1):
        low, natural, _ = shapes.rows(wide)
        assert shapes.cost(wide, natural) < OVER_LINE <= shapes.cost(wide, low - 1)


def test_more_or_fewer_lines_are_a_range(issue, library):
    measurer = Measurer(issue, library)
    for measure in (10, 12, 17, 24):
        found = measurer.lines("market", measure, 9.0)
        assert found.least <= found.lines <= found.most
    assert measurer.lines("market", 10, 9.0).lines > measurer.lines("market", 24, 9.0).lines


def test_a_headline_is_measured_in_rows(issue, library, plans):
    layout = plans[1].layout
    measurer = Measurer(issue, library)
    rank = max(layout.headlines.values(), key=lambda rank: rank.main.size)
    narrow, wide = (measurer.headline("market", rank, width, layout.grid.pitch, 9.0) for width in (150.0, 700.0))
    assert narrow.lines > wide.lines
    assert wide.part == 1.0


def test_measuring_makes_no_item(issue, library, plans, monkeypatch):
    def drawn(*_, **__):
        raise AssertionError("something was drawn")

    monkeypatch.setattr("banmian.makeup.lines.labels.Label.lines", drawn)
    monkeypatch.setattr("banmian.makeup.text.ground.text_lines", drawn)
    monkeypatch.setattr("banmian.makeup.block.draw.draw", drawn)
    layout = plans[1].layout
    measurer = Measurer(issue, library)
    slot = next(slot for slot in layout.slots if slot.takes == "article")
    assert measurer.fit("cafe", 2, layout, slot).used > 0
    assert measurer.shapes("cafe", layout, next(iter(layout.headlines))).cost(3, 40) >= 0
