"""The colours of a design as the Plate knows them: built-in ones and those that a design names itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.layout import colour_of
from banmian.plate import BLACK, RED, WHITE, Colour, Spot

if TYPE_CHECKING:
    from banmian.layout import Layout

DARK = 0.6
"""How much of the light a ground takes from which on type on it is white: as much as 60 % of black (X7)."""
_LIGHT = (0.2126, 0.7152, 0.0722)
"""What red, green and blue are to the eye."""
_BUILT_IN = {colour.name: colour for colour in (BLACK, WHITE, RED)}


def colour(layout: Layout, text: str) -> Colour:
    """The colour that a design writes as "black 12%" or "sand"; black where it writes nothing.

    Raises ValueError for a colour that the design does not have: `read_layout` lets none pass.
    """
    found = colour_of(text) if text else ("black", 100.0)
    if found is None:
        raise ValueError(f"no colour: {text!r}")
    name, strength = found
    full = _BUILT_IN.get(name) or _named(layout, name)
    return full if strength == 100 else full.tint(strength / 100)


def is_dark(ground: Colour) -> bool:
    """Whether type on a colour is to be white (X7)."""
    return 1 - sum(part * light for part, light in zip(_LIGHT, ground.rgb, strict=True)) >= DARK - 1e-9


def _named(layout: Layout, name: str) -> Colour:
    """A colour of the design; on screens the light that its inks leave where it does not say its own."""
    if name not in layout.colours:
        raise ValueError(f"the design {layout.name} has no colour {name!r}")
    keys = layout.colours[name]
    c, m, y, k = (ink / 100 for ink in keys.cmyk)
    red, green, blue = (round((1 - ink) * (1 - k), 4) for ink in (c, m, y))
    if keys.rgb:
        red, green, blue = (light / 100 for light in keys.rgb)
    spot = Spot(keys.spot, (c, m, y, k)) if keys.spot else None
    return Colour(name, (c, m, y, k), (red, green, blue), spot)
