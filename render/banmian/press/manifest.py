"""The manifest 清单 of a delivery: what every file is, read back from the file, so that a plant can hold it against."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING, Any

from banmian.plate import MM

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banmian.model.plant import Limits, Plant


def manifest(
    files: Mapping[str, tuple[bytes, Sequence[int]]],
    *,
    plant: Plant,
    condition: str,
    paper: str,
    date: str,
    number: int | None,
    ink: bool = True,
) -> dict[str, Any]:
    """What `manifest.json` says. `files` are the PDFs by name, with the numbers of the pages on each.

    Boxes are in mm, ink in per cent of area: of each plate its mean over the trimmed page, and the most at one place.
    Without `ink` the pages are not rendered, and their figures are null.
    """
    return {
        "paper": paper,
        "date": date,
        "number": number,
        "plant": plant.name,
        "claim": str(plant.claim),
        "condition": condition,
        "files": [
            {"file": name, "pages": list(pages), **_file(data, plant.limits, ink)}
            for name, (data, pages) in files.items()
        ],
    }


def _file(data: bytes, limits: Limits, ink: bool) -> dict[str, Any]:
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        boxes = {
            name: [round(float(side) / MM, 2) for side in page.obj[f"/{name}"]]
            for name in ("MediaBox", "BleedBox", "TrimBox")
            if f"/{name}" in page.obj
        }
    measured = _ink(data, limits) if ink else None
    return {
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "boxes": boxes,
        "plates": measured and [name for name, mean in measured["mean"].items() if mean > 0],
        "ink": measured,
    }


def _ink(data: bytes, limits: Limits) -> dict[str, Any]:
    from banmian.separations import measure_ink

    found = measure_ink(data, 0, limits=limits)
    return {
        "most": round(found.most, 1),
        "mean": {name: round(mean, 2) for name, mean in found.means.items()},
        "mm2_over_limit": round(found.area_over, 1),
        "dpi": found.dpi,
    }
