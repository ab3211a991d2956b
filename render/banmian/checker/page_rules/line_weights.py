"""Rules about vector work: weights of rules, hairlines, tints, and the ink of flat areas."""

from __future__ import annotations

from banmian.checker.content.matrix import Box
from banmian.checker.content.painted import PageContent, Paint, PathPaint
from banmian.checker.ledger import MM, Ledger
from banmian.checker.page_rules.grounds import Grounds
from banmian.checker.page_rules.naming import inks_said, said
from banmian.checker.page_rules.overprint import is_white
from banmian.model import Severity
from banmian.model.plant import Plant

SLACK = 0.005
LONG = 5.0
"""A filled rectangle this many times as long as thick is a rule."""


def judge_weight(path: PathPaint, page: PageContent, ledger: Ledger, plant: Plant, grounds: Grounds) -> None:
    """Judge a path's strokes and areas."""
    if path.stroke is not None:
        if path.width < 0.001:
            ledger.add("hairline", page, path.box, said(path), "0 pt", f"{ledger.limits.rule:g} pt")
        else:
            _weigh(path, path.stroke, path.width, path.box, page, ledger, grounds)
    if path.fill is None:
        return
    for piece in path.pieces if path.upright else ():
        thick, long = sorted((piece.width, piece.height))
        if thick < NOTHING and len(path.pieces) > 1:  # the empty hole of a frame: its other part is what is painted
            continue
        if long >= LONG * thick and thick < ledger.limits.coloured_rule and path.stroke is None:
            _weigh(path, path.fill, thick, piece, page, ledger, grounds)
            break
    _flat(path, path.fill, page, ledger, plant)


NOTHING = 0.001
"""Points under which a part of a filled path has no thickness."""


def _weigh(
    path: PathPaint, paint: Paint, width: float, box: Box, page: PageContent, ledger: Ledger, grounds: Grounds
) -> None:
    limits, measured = ledger.limits, f"{width:.3g} pt"
    inks = [amount for amount in (paint.inks() or {}).values() if amount > 0.01]
    reversed_out = is_white(paint) and bool(grounds.under(box))
    if (len(inks) > 1 and "All" not in paint.space.names) or reversed_out:
        if width < limits.coloured_rule - SLACK:
            ledger.add("coloured-rule", page, box, said(path), measured, f"{limits.coloured_rule:g} pt")
        return
    if is_white(paint):
        return
    severity = ledger.under(width + SLACK, limits.rule, limits.rule_error)
    if severity:
        allowed = limits.rule_error if severity is Severity.ERROR else limits.rule
        ledger.add("rule", page, box, said(path), measured, f"{allowed:g} pt", severity=severity)


def _flat(path: PathPaint, paint: Paint, page: PageContent, ledger: Ledger, plant: Plant) -> None:
    inks = paint.inks()
    if inks is None or "All" in paint.space.names:
        return
    limits = ledger.limits
    present = {name: amount for name, amount in inks.items() if amount > 0.0005}
    lightest = min(present.values(), default=1.0) * 100
    if len(present) == 1 and lightest < limits.tint - 0.05:
        ledger.add("tint", page, path.box, said(path), inks_said(present), f"{limits.tint:g} %")
    total = sum(present.values()) * 100
    area = sum(piece.area for piece in path.pieces) / MM**2
    severity = ledger.over(total, limits.ink + 0.5, limits.ink_error + 0.5)
    if severity and area >= limits.ink_area:
        allowed = limits.ink_error if severity is Severity.ERROR else limits.ink
        ledger.add("ink-flat", page, path.box, said(path), f"{total:.0f} %", f"{allowed:g} %", severity=severity)
    if plant.black == "rich-forbidden" and len(present) > 1 and present.get("Black", 0) > 0.95 and not severity:
        ledger.add("rich-black-area", page, path.box, said(path), inks_said(present), "K 100")
