"""Fonts."""
from __future__ import annotations
from collections.abc import Iterator
from banmian.preflight.files.document.breach import Breach
from banmian.preflight.files.document.inventory import Inventory
def font_breaches(holding: Inventory) -> Iterator[Breach]:
    """."""
    yield from ()
