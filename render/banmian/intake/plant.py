"""Reading a printing plant 印厂 from its TOML file, or one of those that come with the package."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import NamedTuple

from banmian.intake.locate import TomlLines
from banmian.intake.source import convert, parse_toml, problem, read_text
from banmian.model import InputError
from banmian.model.plant import Plant


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
    return PlantFile(convert(parse_toml(text, shown), Plant, file=shown, lines=TomlLines(text)), folder)
