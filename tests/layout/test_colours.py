"""Named colours of a design: spot inks, and how much ink there is in them."""

import pytest

from banmian.layout import read_layout_file, spots_and_sums
from banmian.makeup.lines.colours import colour
from banmian.model import InputError, Severity
from banmian.model.plant import Limits
from banmian.plate import Spot


@pytest.fixture
def design(tmp_path):
    def make(colours):
        file = tmp_path / f"mine-{len(list(tmp_path.iterdir()))}.toml"
        file.write_text('title = "t"\nextends = "broadsheet-front"\n' + _whole() + colours, "utf-8")
        return read_layout_file(file)

    return make


def _whole():
    from importlib.resources import files

    text = files("banmian.layouts").joinpath("broadsheet-front.toml").read_text("utf-8")
    kept = [line for line in text.split("\n") if not line.startswith(("title", "extends"))]
    return "\n".join(kept) + "\n"


def test_a_spot_ink_is_an_ink_of_its_own_and_its_tints_are_parts_of_it(design):
    layout = design('[colour.flag]\ncmyk = [0, 90, 80, 5]\nspot = "PANTONE 186 C"\n')
    flag = colour(layout, "flag")
    assert flag.spot == Spot("PANTONE 186 C", (0, 0.9, 0.8, 0.05))
    assert flag.part == 1
    tint = colour(layout, "flag 40%")
    assert (tint.spot, tint.part) == (flag.spot, 0.4)
    assert tint.cmyk == pytest.approx((0, 0.36, 0.32, 0.02))


def test_a_colour_without_one_has_none(design):
    assert colour(design("[colour.sand]\ncmyk = [0, 10, 30, 0]\n"), "sand").spot is None


def test_too_much_ink_is_an_error_and_a_little_too_much_a_warning(design):
    with pytest.raises(InputError) as raised:
        design("[colour.mud]\ncmyk = [70, 60, 60, 60]\n")
    (found,) = raised.value.findings
    assert (found.code, found.key) == ("too-much-ink", "colour.mud.cmyk")
    assert "250 %" in found.message
    assert "240 %" in found.message
    layout = design("[colour.mud]\ncmyk = [60, 60, 60, 50]\n")
    (found,) = (one for one in spots_and_sums(layout) if "mud" in one.key)
    assert found.severity is Severity.WARNING
    assert "230 %" in found.message
    assert "220 %" in found.message
    assert [one for one in spots_and_sums(layout, Limits(ink=300, ink_error=320)) if "mud" in one.key] == []


@pytest.mark.parametrize("name", ["All", "Black", " PANTONE 1 C"])
def test_names_that_no_spot_ink_can_have(design, name):
    with pytest.raises(InputError) as raised:
        design(f'[colour.a]\ncmyk = [0, 10, 30, 0]\nspot = "{name}"\n')
    assert [one.code for one in raised.value.findings] == ["bad-spot"]


def test_a_spot_ink_has_one_definition(design):
    with pytest.raises(InputError) as raised:
        design('[colour.a]\ncmyk = [0, 10, 30, 0]\nspot = "X"\n[colour.b]\ncmyk = [0, 20, 30, 0]\nspot = "X"\n')
    assert [one.code for one in raised.value.findings] == ["bad-spot"]
