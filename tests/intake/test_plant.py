"""The plant's file: what comes with the package holds together, and slips in one's own are named with their line."""

import pytest

from banmian.intake.plant import plant_names, read_plant
from banmian.model import InputError


def test_the_plants_of_the_package_are_in_order():
    assert [read_plant(name).plant.name for name in plant_names()] == plant_names()


@pytest.mark.parametrize(
    ("limits", "low", "high"),
    [
        ("ink = 240\nink-error = 220", "ink", "ink-error"),
        ("ink = 260", "ink", "ink-error"),
        ("ppi = 100\nppi-error = 150", "ppi-error", "ppi"),
        ("ppi-most = 150", "ppi", "ppi-most"),
        ("type = 3", "type-error", "type"),
    ],
)
def test_a_warning_that_comes_after_the_error_is_refused(tmp_path, limits, low, high):
    file = tmp_path / "own.toml"
    file.write_text(f'name = "own"\n[limits]\n{limits}\n', encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_plant(file)
    (finding,) = refused.value.findings
    assert finding.code == "limits-crossed" and finding.line >= 3
    assert f"{low} is" in finding.message and f"{high} is" in finding.message


def test_the_earlier_name_of_a_key_is_told_its_new_one(tmp_path):
    file = tmp_path / "own.toml"
    file.write_text('name = "own"\nclaim = "PDF/X-1a:2003"\n', encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_plant(file)
    (finding,) = refused.value.findings
    assert (finding.code, finding.line, finding.hint) == ("renamed-key", 2, 'write: conformance = "PDF/X-1a:2003"')


@pytest.mark.parametrize("limits", ["ink = 200", "ink = 260\nink-error = 280", "ppi = 120", "rule = 0.1"])
def test_limits_of_ones_own_are_taken(tmp_path, limits):
    file = tmp_path / "own.toml"
    file.write_text(f"[limits]\n{limits}\n", encoding="utf-8")
    read_plant(file)
