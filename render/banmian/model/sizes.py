"""How large a picture may be: newspapers get pictures of more dots than Pillow takes for an attack."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PIL.Image import Image

MOST_DOTS = 400_000_000
"""Dots of the largest picture that is taken: 1.2 GB of memory in three colours. More is an error of the input."""


@contextmanager
def pictures_of_any_size() -> Iterator[None]:
    """Pillow opens every picture inside of this: whether one is too large is for a finding to say.

    Pillow has one limit for all threads: the first to come in takes it away, the last to go out puts it back.
    """
    from PIL import Image

    with _INSIDE.lock:
        if not _INSIDE.count:
            _INSIDE.limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
        _INSIDE.count += 1
    try:
        yield
    finally:
        with _INSIDE.lock:
            _INSIDE.count -= 1
            if not _INSIDE.count:
                Image.MAX_IMAGE_PIXELS = _INSIDE.limit


def upright_size(picture: Image) -> tuple[int, int]:
    """Width and height in dots of an open picture as it is meant to be seen (EXIF orientation)."""
    width, height = picture.size
    if picture.format == "TIFF":  # some versions of Pillow tell its upright size, some that of the dots as stored
        width, height = picture.tag_v2[256], picture.tag_v2[257]  # type: ignore[attr-defined]
    return (height, width) if picture.getexif().get(0x0112, 1) in (5, 6, 7, 8) else (width, height)


def ratio_of(path: Path) -> float:
    """Width by height of a picture file as it is meant to be seen."""
    from PIL import Image

    with pictures_of_any_size(), Image.open(path) as picture:
        width, height = upright_size(picture)
    return width / height


class _Inside:
    """How many are inside, and the limit that there was before the first."""

    def __init__(self) -> None:
        self.lock, self.count = threading.Lock(), 0
        self.limit: int | None = None


_INSIDE = _Inside()
