"""Page boxes: what is paper, what is cut off, what is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from banmian.checker.document import reading as pdf_
from banmian.checker.document.breach import Breach
from banmian.checker.document.inventory import Inventory, inherited
from banmian.checker.document.sheet import KINDS, MM, Box, box_of, page_box, trimmed
from banmian.model.plant import Plant

SMALLEST, LARGEST = 3, 14400
"""Units that a side of a page may have (ISO 32000-1, annex C)."""
PLAY = 0.5
"""Points that trimmed sizes may differ by."""


def box_breaches(holding: Inventory, plant: Plant) -> Iterator[Breach]:
    """The boxes of all pages, and whether the pages are of one size."""
    for number, page in enumerate(holding.pages, 1):
        for one in _page(page, plant):
            yield one._replace(page=number)
    sizes = [_size(page) for page in holding.pages]
    usual = Counter(sizes).most_common(1)[0][0] if sizes else None
    for number, size in enumerate(sizes, 1):
        if size and usual and any(abs(a - b) > PLAY * MM for a, b in zip(size, usual, strict=True)):
            yield Breach("trim-differs", "TrimBox", _shown(size), _shown(usual), number)


def _size(page: Any) -> tuple[float, float] | None:
    trim = trimmed(page)
    unit = (pdf_.number(pdf_.entry(page, "/UserUnit")) or 1) * MM
    return None if trim is None else (round(trim.width * unit, 1), round(trim.height * unit, 1))


def _shown(size: tuple[float, float]) -> str:
    return f"{pdf_.figure(size[0])} × {pdf_.figure(size[1])} mm"


def _page(page: Any, plant: Plant) -> Iterator[Breach]:
    for kind in KINDS:
        yield from _single(page, kind)
    if pdf_.entry(page, "/UserUnit") is not None:
        yield Breach("user-unit", "/UserUnit", pdf_.figure(pdf_.number(pdf_.entry(page, "/UserUnit")) or 0))
    turn = inherited(page, "/Rotate")
    if turn is not None and pdf_.integer(turn, 1) % 90:
        yield Breach("rotate-odd", "/Rotate", pdf_.figure(pdf_.number(turn) or 0), "0, 90, 180, 270")
    elif pdf_.integer(turn) % 360:
        yield Breach("rotate", "/Rotate", str(pdf_.integer(turn)), "0")
    media, crop, bleed, trim, art = (page_box(page, kind) for kind in KINDS)
    if trim is None and art is None:
        yield Breach("trim-missing", "TrimBox", "-")
    elif trim is not None and art is not None:
        yield Breach("trim-and-art", "TrimBox, ArtBox", f"{trim}; {art}")
    elif trim is None:
        yield Breach("art-for-trim", "ArtBox", str(art), "TrimBox")
    yield from _nested(media, crop, bleed, trim or art)
    if plant.bleed and trim is not None:
        reach = _reach(trim, bleed or trim)
        if reach < plant.bleed / MM - 0.05:
            yield Breach("bleed-short", "BleedBox", f"{pdf_.figure(reach * MM)} mm", f"{pdf_.figure(plant.bleed)} mm")


def _reach(trim: Box, bleed: Box) -> float:
    return min(trim.left - bleed.left, trim.bottom - bleed.bottom, bleed.right - trim.right, bleed.top - trim.top)


def _nested(media: Box | None, crop: Box | None, bleed: Box | None, trim: Box | None) -> Iterator[Breach]:
    if bleed is not None and trim is not None and not bleed.holds(trim, 0):
        yield Breach("bleed-in-trim", "BleedBox", str(bleed), f"⊇ {trim}")
    for kind, box in (("BleedBox", bleed), ("TrimBox", trim)):
        if box is None:
            continue
        if media is not None and not media.holds(box):
            yield Breach("box-off-media", kind, str(box), f"⊆ MediaBox {media}")
        if crop is not None and crop != media and not crop.holds(box):
            yield Breach("crop-cuts", f"CropBox, {kind}", str(crop), f"⊇ {box}")


def _single(page: Any, kind: str) -> Iterator[Breach]:
    name = kind.removeprefix("/")
    written = inherited(page, kind) if kind in ("/MediaBox", "/CropBox") else pdf_.entry(page, kind)
    if written is None:
        if kind == "/MediaBox":
            yield Breach("mediabox-missing", name, "-")
        elif kind != "/CropBox" and inherited(page, kind) is not None:
            yield Breach("box-not-inherited", name, str(box_of(inherited(page, kind)) or "?"))
        return
    box = box_of(written)
    if box is None:
        yield Breach("box-broken", name, str(len(pdf_.elements(written))), "4")
        return
    if tuple(box) != pdf_.numbers(written, 4):
        yield Breach("box-reversed", name, " ".join(map(pdf_.figure, pdf_.numbers(written, 4) or ())), str(box))
    if box.width <= 0 or box.height <= 0:
        yield Breach("box-empty", name, str(box))
    elif min(box.width, box.height) < SMALLEST or max(box.width, box.height) > LARGEST:
        yield Breach("box-size", name, f"{pdf_.figure(box.width)} × {pdf_.figure(box.height)}", f"{SMALLEST}–{LARGEST}")
