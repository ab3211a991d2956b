"""The manifest 清单 of a delivery: what every file is, so that a plant can hold it against what arrives."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from banmian.plate import MM

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banmian.model.plant import Plant
    from banmian.press.boxes import Boxes
    from banmian.press.ink.measuring import Measuring


class Delivered(Struct, frozen=True):
    """A press PDF of one page: its bytes, the numbers of the pages of the paper on it, and its boxes in pt."""

    data: bytes
    pages: Sequence[int]
    boxes: Boxes


def manifest(
    files: Mapping[str, Delivered],
    *,
    plant: Plant,
    condition: str,
    paper: str,
    date: str,
    number: int | None,
    measuring: Measuring | None = None,
) -> dict[str, Any]:
    """What `manifest.json` says of PDFs by name.

    Boxes are in mm, ink in per cent of area: of each plate its mean over the trimmed page, and the most at one place or
    a bound of it. Without `measuring` the figures are null.
    """
    return {
        "paper": paper,
        "date": date,
        "number": number,
        "plant": plant.name,
        "conformance": str(plant.conformance),
        "condition": condition,
        "files": [{"file": name, **_entry(name, file, measuring)} for name, file in files.items()],
    }


def _entry(name: str, file: Delivered, measuring: Measuring | None) -> dict[str, Any]:
    measured = measuring.of(name, file.data) if measuring else None
    return {
        "pages": list(file.pages),
        "bytes": len(file.data),
        "sha256": hashlib.sha256(file.data).hexdigest(),
        "boxes": {key: [round(side / MM, 2) for side in box] for key, box in file.boxes.named().items()},
        "plates": measured and [name for name, mean in measured["mean"].items() if mean > 0],
        "ink": measured,
    }
