"""Pictures: their pixels, how many of them come on an inch of paper, and what masks them."""

from __future__ import annotations

from typing import Any

from banmian.checker.content.interpreter import Interpreter
from banmian.checker.content.matrix import Box, scale_across, scale_up, transformed
from banmian.checker.content.painted import ImagePaint
from banmian.checker.content.reading import BROKEN, is_array, is_name, is_stream, key, number, word
from banmian.checker.content.spaces import Space

UNIT = Box(0, 0, 1, 1)
FILTERS = {"AHx": "ASCIIHexDecode", "A85": "ASCII85Decode", "LZW": "LZWDecode", "Fl": "FlateDecode",
           "RL": "RunLengthDecode", "CCF": "CCITTFaxDecode", "DCT": "DCTDecode"}  # fmt: skip


def paint_image(run: Interpreter, name: str, image: Any) -> None:
    """Paint a picture of the resources."""
    said = f"image {name}"
    if key(image, "/Interpolate") is True:
        run.remark("interpolate", said, box=_box(run))
    intent = word(key(image, "/Intent"))
    if intent and intent not in ("RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation"):
        run.remark("rendering-intent", f"{said} intent {intent}", box=_box(run))
    soft, mask = key(image, "/SMask"), key(image, "/Mask")
    kind = "soft" if is_stream(soft) else "stencil" if is_stream(mask) else "colour key" if is_array(mask) else ""
    if kind == "soft" or number(key(image, "/SMaskInData")):
        run.remark("transparency-mask", said, box=_box(run))
    _paint(run, name, image, kind)


def paint_inline(run: Interpreter, operands: Any) -> None:
    """Paint a picture that stands in the stream."""
    image = operands[0].obj
    if key(image, "/Interpolate") is True or key(image, "/I") is True:
        run.remark("interpolate", "inline image", box=_box(run))
    _paint(run, "inline", image, "")


def _box(run: Interpreter) -> Box:
    return transformed(UNIT, run.state.ctm).cut(run.state.clip)


def _paint(run: Interpreter, name: str, image: Any, mask: str) -> None:
    state = run.state
    box = _box(run)
    if box.is_empty:
        return
    across, up = (int(number(key(image, f"/{long}") or key(image, f"/{short}"))) for long, short in SIZES)
    if across < 1 or up < 1:
        run.remark("operator-broken", f"image {name}", f"{across} × {up}", box)
        return
    width, height = scale_across(state.ctm), scale_up(state.ctm)
    ppi = min(across * 72 / width if width else 1e6, up * 72 / height if height else 1e6)
    stencil = key(image, "/ImageMask") is True or key(image, "/IM") is True
    filters = _filters(key(image, "/Filter") or key(image, "/F"))
    bits = 1 if stencil else int(number(key(image, "/BitsPerComponent") or key(image, "/BPC"), 0))
    space: Space | None = None
    source = key(image, "/ColorSpace") or key(image, "/CS")
    if source is not None and not stencil:
        try:
            space = run.space(source)
        except BROKEN as error:
            run.remark("colour-space-broken", f"image {name}", str(error)[:80], box)
    elif not stencil and "JPXDecode" not in filters:
        run.remark("colour-space-broken", f"image {name}", "–", box)
    run.sink.painted.append(
        ImagePaint(
            f"{run.path}/{name}",
            box,
            state.graphics(run.in_mask),
            (across, up),
            ppi,
            bits,
            space,
            filters,
            stencil,
            state.fill if stencil else None,
            mask,
        )
    )


SIZES = (("Width", "W"), ("Height", "H"))


def _filters(source: Any) -> tuple[str, ...]:
    if source is None:
        return ()
    names = [word(source)] if is_name(source) else [word(part) for part in source]
    return tuple(FILTERS.get(name, name) for name in names)
