"""Reading a printing plant 印厂 from its TOML file, or one of those that come with the package."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import NamedTuple

from banmian.intake.locate import TomlLines
from banmian.intake.source import convert, parse_toml, problem, read_text
from banmian.model import InputError
from banmian.model.plant import Limits, Plant


class PlantFile(NamedTuple):
    """A plant, and the folder that paths in its file start from; None for those of the package."""

    plant: Plant
    folder: Path | None


DEFAULT = "proof"


def plant_names() -> list[str]:
    """The names of the plants that come with the package."""
    return sorted(
        entry.name.removesuffix(".toml")
        for entry in resources.files("banmian.plants").iterdir()
        if entry.name.endswith(".toml")
    )


def read_plant(name: str | Path = DEFAULT) -> PlantFile:
    """The plant of a name, or of a .toml file. Raises InputError with file, line and key of what is wrong."""
    if str(name) in plant_names():
        shown = f"{name}.toml"
        text, folder = (resources.files("banmian.plants") / shown).read_text("utf-8"), None
    elif Path(name).suffix == ".toml":
        shown, folder = str(name), Path(name).resolve().parent
        text = read_text(Path(name), shown)
    else:
        raise InputError(
            problem(
                "unknown-plant",
                f"there is no plant “{name}”",
                hint=f"expected: {', '.join(plant_names())}, or a .toml file",
            )
        )
    lines = TomlLines(text)
    keys = parse_toml(text, shown)
    if "claim" in keys:
        raise InputError(
            problem(
                "renamed-key",
                "the key “claim” is called “conformance” now",
                hint=f'write: conformance = "{keys["claim"]}"',
                file=shown,
                line=lines(("claim",)),
                key="claim",
            )
        )
    plant = convert(keys, Plant, file=shown, lines=lines)
    _pairs_in_order(plant, shown, lines)
    return PlantFile(plant, folder)


_UPWARDS = (("ink", "ink-error"), ("ppi", "ppi-most"))
_DOWNWARDS = (
    *(("ppi", "ppi-error"), ("line-art-ppi", "line-art-ppi-error"), ("type", "type-error")),
    *(("coloured-type", "coloured-type-error"), ("rule", "rule-error")),
)
"""Limits of which the second is never under the first, and never over it: an error is worse than a warning."""


def _pairs_in_order(plant: Plant, shown: str, lines: TomlLines) -> None:
    """A warning that comes after the error, or pictures brought down to less than is wanted, are slips of the pen."""

    def limit(key: str, limits: Limits = plant.limits) -> float:
        return float(getattr(limits, key.replace("-", "_")))

    pairs = [(low, high) for low, high in _UPWARDS] + [(low, high) for high, low in _DOWNWARDS]
    for low, high in pairs:
        if limit(low) <= limit(high):
            continue
        key = next(one for one in (low, high) if limit(one) != limit(one, Limits()))  # the defaults are in order
        raise InputError(
            problem(
                "limits-crossed",
                f"{low} is {limit(low):g} and {high} is {limit(high):g}",
                hint=f"{low} must not be over {high}; what is not given keeps its default",
                file=shown,
                line=lines(("limits", key)),
                key=f"limits.{key}",
            )
        )
