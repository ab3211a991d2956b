"""Rules about colour spaces: what the standard forbids, what the intent does not fit."""

from __future__ import annotations

from banmian.checker.content.painted import ImagePaint, PageContent, Painted, PathPaint, TextShow
from banmian.checker.content.spaces import Space
from banmian.checker.intent import Intent
from banmian.checker.ledger import Ledger
from banmian.checker.page_rules.naming import said

MANAGED = ("CalGray", "CalRGB", "Lab", "ICCBased")


def spaces_of(thing: Painted) -> tuple[Space, ...]:
    """The colour spaces that a thing is painted in."""
    if isinstance(thing, (TextShow, PathPaint)):
        paints = [paint for paint in (thing.fill, thing.stroke) if paint is not None]
        return tuple(dict.fromkeys(paint.space for paint in paints))
    if isinstance(thing, ImagePaint) and thing.fill is not None:
        return (thing.fill.space,)
    return (thing.space,) if not isinstance(thing, (TextShow, PathPaint)) and thing.space is not None else ()


def _kind(thing: Painted) -> str:
    if isinstance(thing, TextShow):
        return "text"
    if isinstance(thing, PathPaint):
        return "vector"
    return "image" if isinstance(thing, ImagePaint) else "shading"


def judge_colour(thing: Painted, page: PageContent, ledger: Ledger, intent: Intent) -> None:
    """Judge the colour spaces of a painted thing."""
    for space in spaces_of(thing):
        _judge(space, thing, page, ledger, intent)
    if isinstance(thing, ImagePaint):
        if thing.bits == 16:
            ledger.add("image-16-bit", page, thing.box, said(thing), "16", "8", apart=thing.path)
        if "JPXDecode" in thing.filters:
            ledger.add("image-jpx", page, thing.box, said(thing), "JPXDecode", apart=thing.path)


def _judge(space: Space, thing: Painted, page: PageContent, ledger: Ledger, intent: Intent) -> None:
    chain = space.chain()
    families = {part.family for part in chain}
    apart = thing.path if isinstance(thing, ImagePaint) else ""
    allowed = intent.space or "CMYK"
    if space.is_rgb:
        ledger.add(f"rgb-{_kind(thing)}", page, thing.box, said(thing), space.said, allowed, apart=apart)
    if families & {*MANAGED}:
        managed = next(part for part in chain if part.family in MANAGED)
        ledger.add("managed-colour", page, thing.box, said(thing), managed.said, apart=apart)
        if managed.family in ("CalRGB", "Lab") or managed.components == 3:
            ledger.add("managed-rgb", page, thing.box, said(thing), managed.said, allowed, apart=apart)
        for part in chain:
            if part.family == "ICCBased" and part.components == 4:
                _managed_cmyk(part, thing, page, ledger, intent)
    if intent.profile is None:
        return
    if intent.space != "CMYK" and "DeviceCMYK" in families:
        ledger.add("device-not-of-intent", page, thing.box, said(thing), "DeviceCMYK", intent.space, apart=apart)


def _managed_cmyk(space: Space, thing: Painted, page: PageContent, ledger: Ledger, intent: Intent) -> None:
    if space.profile and intent.profile and space.profile.digest == intent.profile.digest:
        ledger.add("managed-as-intent", page, thing.box, said(thing), space.said, "DeviceCMYK")
    graphics = thing.graphics
    if graphics.overprint_mode and (graphics.overprint_fill or graphics.overprint_stroke):
        ledger.add("managed-overprint", page, thing.box, said(thing), "OPM 1", "OPM 0")
