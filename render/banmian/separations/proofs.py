"""What `banmian proof --plates` shows of a page: its plates, the map of ink, the soft proof, and the figures."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from banmian.separations.coverage import ink_of
from banmian.separations.ink_map import ink_map
from banmian.separations.plates import PROCESS, render_plates
from banmian.separations.soft_proof import soft_proof

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

    from banmian.model.plant import Limits
    from banmian.separations.coverage import Ink, Region


class Proofs(NamedTuple):
    """The pictures of a page, PNG by name, and its ink."""

    pictures: dict[str, bytes]
    ink: Ink


def page_proofs(
    pdf: bytes | Path, index: int, name: str, dpi: float, limits: Limits, *, profile: bytes | None, paper: bool = True
) -> Proofs:
    """The pictures of a page of a PDF. `profile` is for a file that has no output intent. Raises InputError."""
    plates = render_plates(pdf, index, dpi, profile=profile)
    ink = ink_of(plates, limits)
    pictures = {}
    taken: set[str] = set()
    for plate, inks in zip(plates.names, plates.trimmed, strict=True):
        word = _word(plate, taken)
        taken.add(word)
        pictures[f"{name}-{word}.png"] = _png(_grey(255 - inks), dpi)
    pictures[f"{name}-ink.png"] = _png(ink_map(plates, ink, limits), dpi)
    pictures[f"{name}-proof.png"] = _png(soft_proof(plates, paper=paper), dpi)
    return Proofs(pictures, ink)


def plain_ink(ink: Ink) -> dict[str, Any]:
    """The ink of a page as JSON: per cent, mm and mm²."""
    return {
        "most": round(ink.most, 1),
        "means": {name: round(mean, 2) for name, mean in ink.means.items()},
        "area-over": round(ink.area_over, 1),
        "area-over-error": round(ink.area_over_error, 1),
        "over": [_region(region) for region in ink.over],
        "over-error": [_region(region) for region in ink.over_error],
        "dpi": ink.dpi,
        "remarks": list(ink.remarks),
    }


def _region(region: Region) -> dict[str, float]:
    return {name: round(value, 1) for name, value in region._asdict().items()}


def _word(plate: str, taken: set[str]) -> str:
    """A plate's name in a file name: process inks as they are, spots after a word of their own."""
    if plate in PROCESS:
        return plate.lower()
    word = f"spot-{re.sub(r'[^0-9a-z一-鿿]+', '-', plate.lower()).strip('-') or 'ink'}"
    again = 2
    found = word
    while found in taken:
        found, again = f"{word}-{again}", again + 1
    return found


def _grey(light: np.ndarray[Any, np.dtype[np.uint8]]) -> Image.Image:
    from PIL import Image

    return Image.fromarray(np.ascontiguousarray(light))


def _png(picture: Image.Image, dpi: float) -> bytes:
    data = io.BytesIO()
    picture.save(data, "PNG", dpi=(dpi, dpi))
    return data.getvalue()
