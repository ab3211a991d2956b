"""How large a picture may be: newspapers get pictures of more dots than Pillow takes for an attack."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_DOTS = 400_000_000
"""Dots of the largest picture that is taken: 1.2 GB of memory in three colours. More is an error of the input."""


@contextmanager
def pictures_of_any_size() -> Iterator[None]:
    """Pillow opens every picture inside of this: whether one is too large is for a finding to say."""
    from PIL import Image

    before = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = None
    try:
        yield
    finally:
        Image.MAX_IMAGE_PIXELS = before
