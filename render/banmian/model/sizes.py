"""How large a picture may be: newspapers get pictures of more dots than Pillow takes for an attack."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

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


class _Inside:
    """How many are inside, and the limit that there was before the first."""

    def __init__(self) -> None:
        self.lock, self.count = threading.Lock(), 0
        self.limit: int | None = None


_INSIDE = _Inside()
