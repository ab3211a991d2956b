"""How each kind of text is composed: body, headlines and captions, from the house style of an issue."""

from __future__ import annotations

from msgspec.structs import replace

from banmian.model import Setting

BODY = Setting()


def headline_setting(house: Setting) -> Setting:
    """Headlines: marks half an em (T8), digits in their own width, no indent, set natural; one strictness (B11)."""
    return replace(house, marks="half", indent=0.0, digits="proportional", justify=False, lines=0, hyphens="")


def caption_setting(house: Setting) -> Setting:
    """Captions: as the body, without an indent (K2)."""
    return replace(house, indent=0.0, lines=0)


HEADLINE = headline_setting(BODY)
CAPTION = caption_setting(BODY)
