"""The colour profiles that pictures bring along: read, held against the picture, and said what is wrong with them."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

SPACES = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK", "LAB": "Lab"}
"""The colour space of the profile that fits a picture of a mode."""


@lru_cache(maxsize=32)
def source(profile: bytes | None, mode: str) -> Any | None:
    """The LittleCMS profile of a picture of a mode (L, RGB, CMYK), None where it has none that fits and can be used."""
    from PIL import ImageCms

    if not profile or profile_fault(profile, mode):
        return None
    return ImageCms.ImageCmsProfile(io.BytesIO(profile))


@lru_cache(maxsize=32)
def profile_fault(profile: bytes, mode: str) -> str:
    """What is wrong with the profile of a picture of a mode, in words; empty where nothing is."""
    from PIL import ImageCms

    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        space = opened.profile.xcolor_space.strip()
        if space != SPACES.get(mode):
            return f"its colour profile is for {space}, the picture is {SPACES.get(mode, mode)}"
        # whether its tables can be used shows only when a way through them is asked for
        ImageCms.buildTransform(opened, ImageCms.createProfile("LAB"), mode, "LAB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return "its colour profile is broken"
    return ""
