"""The library of borders and ornaments: what a design may name, and how thick a band may be."""

import pytest

from banmian.layout import layout_names
from banmian.layout.borders import (
    border,
    border_names,
    ornament,
    ornament_names,
    unknown_border,
    unknown_ornament,
)
from banmian.model import Severity

ROOM = 9.0
"""pt: a framed slot loses one 字 on each side."""


def test_the_library_is_no_page_design():
    assert "borders" not in layout_names()


@pytest.mark.parametrize("name", border_names())
def test_a_band_leaves_room_before_the_text(name):
    made = border(name)
    assert made.title
    assert made.height + made.clear <= ROOM
    assert made.rails or made.edge or made.corner
    assert all(rail.at - rail.weight / 2 >= -1e-9 for rail in made.rails)
    assert all(rail.at + rail.weight / 2 <= made.height + 1e-9 for rail in made.rails)


@pytest.mark.parametrize("name", ornament_names())
def test_an_ornament_has_a_name_in_chinese(name):
    assert not ornament(name).title.isascii()


def test_every_use_has_its_ornaments():
    assert {"bar", "square", "diamond", "dots", "wave"} <= set(ornament_names("headline"))
    assert ornament_names("tailpiece")
    assert ornament_names("filler")
    assert len(ornament_names()) == sum(len(ornament_names(use)) for use in ("headline", "tailpiece", "filler"))


def test_a_border_that_is_not_there_is_a_finding_that_names_those_that_are():
    assert unknown_border("fret") is None
    found = unknown_border("frets", file="a.toml", line=3, key="slot.A.frame")
    assert (found.code, found.severity, found.file, found.line) == ("unknown-border", Severity.ERROR, "a.toml", 3)
    assert "fret" in found.hint


def test_an_ornament_is_asked_for_a_use():
    assert unknown_ornament("sprig") is None
    assert unknown_ornament("sprig", use="headline").code == "unknown-ornament"
    assert "diamond" in unknown_ornament("sprig", use="headline").hint
