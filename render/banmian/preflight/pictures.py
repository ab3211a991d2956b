"""Whether the pictures of the finished pages have dots enough for their size, read from the Plates and the files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from banmian.model import Finding, Severity
from banmian.model.plant import Limits
from banmian.model.sizes import pictures_of_any_size, upright_size
from banmian.plate import Picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from banmian.plate import Plate

FORGIVEN = 0.995
"""The part of a limit that still keeps it: pictures are cropped to whole dots."""


class _File(Struct, frozen=True):
    """What is known of a picture file: its dots, upright, whether it is black and white, its profile's fault."""

    width: int
    height: int
    line_art: bool
    fault: str


def check_pictures(plates: Iterable[Plate], limits: Limits = Limits()) -> tuple[Finding, ...]:  # noqa: B008 (frozen)
    """`low-resolution` where the dots an inch that are printed are under the plant's limits, and profiles of no use."""
    known: dict[str, _File] = {}
    found: list[Finding] = []
    for plate in plates:
        for item in plate.items:
            if isinstance(item, Picture) and item.file:
                if item.file not in known:
                    known[item.file] = _look_at(item.file)
                    found += _profile(item, known[item.file], plate.page)
                found += _resolution(item, known[item.file], plate.page, limits)
    return tuple(found)


def effective_ppi(picture: Picture, width: int, height: int) -> float:
    """Dots an inch of a picture file of so many dots, as it is cropped and printed: the lesser of both directions."""
    left, top, right, bottom = picture.crop
    across = width * (right - left) / max(picture.width / 72, 1e-6)
    down = height * (bottom - top) / max(picture.height / 72, 1e-6)
    return min(across, down)


def _resolution(picture: Picture, file: _File, page: int, limits: Limits) -> Iterator[Finding]:
    ppi = effective_ppi(picture, file.width, file.height)
    wanted, least = (limits.ppi, limits.ppi_error)
    if file.line_art:
        wanted, least = limits.line_art_ppi, limits.line_art_ppi_error
    if ppi >= wanted * FORGIVEN:
        return
    severity, limit = (Severity.ERROR, least) if ppi < least * FORGIVEN else (Severity.WARNING, wanted)
    name = Path(picture.file).name
    what = "black and white picture" if file.line_art else "picture"
    room = picture.width * ppi / wanted / 72 * 2.54
    yield Finding(
        severity=severity,
        code="low-resolution",
        message=f"the {what} {name} is printed at {ppi:.0f} ppi; allowed: {limit:g}",
        hint=f"take a file with {wanted / ppi:.2f} times as many dots across, or print it at most {room:.1f} cm wide",
        file=picture.file,
        article=picture.article,
        page=page,
    )


def _profile(picture: Picture, file: _File, page: int) -> Iterator[Finding]:
    if file.fault:
        yield Finding(
            severity=Severity.WARNING,
            code="bad-picture-profile",
            message=f"{Path(picture.file).name}: {file.fault}; it is printed as if it had none",
            hint="save the picture with its right profile, or without one if it is sRGB",
            file=picture.file,
            article=picture.article,
            page=page,
        )


def _look_at(file: str) -> _File:
    from PIL import Image

    from banmian.inks.modes import is_line_art
    from banmian.inks.sources import profile_fault

    with pictures_of_any_size(), Image.open(file) as opened:
        width, height = upright_size(opened)
        profile = opened.info.get("icc_profile")
        mode = _MODES.get(opened.mode, "L" if opened.mode.startswith("I") else opened.mode)
        return _File(width, height, is_line_art(opened), profile_fault(profile, mode) if profile else "")


_MODES = {"1": "L", "LA": "L", "La": "L", "F": "L", "P": "RGB", "PA": "RGB", "RGBA": "RGB", "RGBa": "RGB"}
"""The kind of pixels that a picture of a mode is converted as."""
