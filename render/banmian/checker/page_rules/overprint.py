"""Rules about overprint: black prints over, white never does, and grey does what each RIP thinks."""

from __future__ import annotations

from banmian.checker.content.painted import PageContent, Paint, Painted, PathPaint, TextShow
from banmian.checker.ledger import Ledger
from banmian.checker.page_rules.naming import said

THIN = 2.0
"""Strokes up to this, pt, are rules, which print over as text does."""
LARGE = 24.0
"""Type over this, pt, may knock out."""


def is_black(paint: Paint | None) -> bool:
    """Whether a colour is full black alone."""
    inks = paint.inks() if paint is not None else None
    return inks is not None and inks.get("Black", 0) > 0.995 and sum(inks.values()) < 1.005


def is_white(paint: Paint | None) -> bool:
    """Whether a colour is no ink at all, RGB white too."""
    if paint is not None and paint.space.components == 3 and paint.space.family != "Lab" and not paint.space.names:
        return bool(paint.values) and min(paint.values) > 0.995
    inks = paint.inks() if paint is not None else None
    return inks is not None and sum(inks.values()) < 0.005


def judge_overprint(thing: Painted, page: PageContent, ledger: Ledger) -> None:
    """Judge how a text or path prints on what lies below."""
    if not isinstance(thing, (TextShow, PathPaint)) or (isinstance(thing, TextShow) and not thing.text.strip()):
        return
    graphics = thing.graphics
    for paint, over in ((thing.fill, graphics.overprint_fill), (thing.stroke, graphics.overprint_stroke)):
        if paint is None:
            continue
        if over:
            _over(thing, paint, page, ledger)
        elif is_black(paint) and _is_line_work(thing, paint):
            ledger.add("black-knocks-out", page, thing.box, said(thing), "OP false", "OP true, OPM 1")


def _over(thing: TextShow | PathPaint, paint: Paint, page: PageContent, ledger: Ledger) -> None:
    if is_white(paint):
        ledger.add("white-overprints", page, thing.box, said(thing), "OP true", "OP false")
    elif paint.space.family == "DeviceGray":
        ledger.add("grey-overprints", page, thing.box, said(thing), "DeviceGray", "DeviceCMYK")
    elif (
        paint.space.family == "DeviceCMYK"
        and not thing.graphics.overprint_mode
        and is_black(paint)
        and _is_line_work(thing, paint)
    ):
        ledger.add("overprint-mode", page, thing.box, said(thing), "OPM 0", "OPM 1")


def _is_line_work(thing: TextShow | PathPaint, paint: Paint) -> bool:
    if isinstance(thing, TextShow):
        return thing.size <= LARGE
    if paint is thing.stroke and thing.fill is None:
        return thing.width <= THIN
    return thing.upright and all(min(piece.width, piece.height) <= THIN for piece in thing.pieces)
