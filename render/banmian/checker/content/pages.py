"""A page read: its boxes, and all that its content and its annotations paint."""

from __future__ import annotations

from typing import Any

from banmian.checker.content import nesting
from banmian.checker.content.interpreter import Interpreter, Shop, Sink, TooMuch
from banmian.checker.content.matrix import Box, read_box
from banmian.checker.content.painted import PageContent, Remark
from banmian.checker.content.reading import BROKEN, is_array, key, number, word
from banmian.checker.content.state import State

A4 = Box(0, 0, 595, 842)


def _inherited(page: Any, name: str) -> Any:
    """A value of the page or of the nodes that it hangs under."""
    node = page
    for _ in range(50):
        found = key(node, name)
        if found is not None:
            return found
        node = key(node, "/Parent")
        if node is None:
            return None
    return None


def _box(page: Any, name: str, unit: float, default: Box) -> Box:
    found = _inherited(page, name) if name in ("/MediaBox", "/CropBox") else key(page, name)
    try:
        box = Box(*(v * unit for v in read_box(found)))
    except BROKEN:
        return default
    return box if box.area > 0 else default


def read_page(page: Any, number_: int, shop: Shop) -> PageContent:
    """All that a page (a pikepdf.Page) paints. Broken parts are remarks; nothing is raised but MemoryError."""
    source = page.obj
    unit = number(key(source, "/UserUnit"), 1.0) or 1.0
    media = _box(source, "/MediaBox", unit, A4)
    crop = _box(source, "/CropBox", unit, media)
    art = _box(source, "/ArtBox", unit, crop)
    trim = _box(source, "/TrimBox", unit, art)
    sink = Sink()
    content = PageContent(
        number=number_,
        media=media,
        crop=crop,
        trim=trim,
        bleed=_box(source, "/BleedBox", unit, trim if "/TrimBox" in source else crop),
        rotate=int(number(_inherited(source, "/Rotate"))) % 360,
        unit=unit,
        painted=sink.painted,
        remarks=sink.remarks,
        trimmed="/TrimBox" in source or "/ArtBox" in source,
    )
    run = Interpreter(shop, sink, _inherited(source, "/Resources"), State((unit, 0, 0, unit, 0, 0), media), "page")
    try:
        nesting.look_at_group(run, source, "page", None)
        run.run(page)
        _annotations(source, shop, sink, media, unit)
    except TooMuch:
        sink.remarks.append(Remark("too-much", "page", "page", f"{len(sink.painted)}"))
    except RecursionError:
        sink.remarks.append(Remark("form-deep", "page", "page"))
    return content


def _annotations(source: Any, shop: Shop, sink: Sink, media: Box, unit: float) -> None:
    annotations = key(source, "/Annots")
    if not is_array(annotations):
        return
    for n, annotation in enumerate(annotations):
        name = f"annotation {n + 1} {word(key(annotation, '/Subtype'))}"
        run = Interpreter(shop, sink, None, State((unit, 0, 0, unit, 0, 0), media), "page")
        try:
            nesting.paint_appearance(run, name, annotation)
        except BROKEN as error:
            sink.remarks.append(Remark("operator-broken", "page", name, str(error)[:80]))
