"""Rules about type: its size in one ink, in several, reversed; black of one ink; glyphs, characters, the edge."""

from __future__ import annotations

from banmian.checker.content.painted import PageContent, TextShow
from banmian.checker.ledger import MM, Ledger
from banmian.checker.page_rules.grounds import Grounds
from banmian.checker.page_rules.naming import inks_said, said
from banmian.checker.page_rules.overprint import is_white
from banmian.model import Severity

EDGE = 3.0 * MM
"""How near the trim text may stand, pt."""
INK = 0.01
"""Amount from which on an ink counts."""
SLACK = 0.02
"""Type of a limit's size may come out this much smaller, pt: matrices are rounded."""


def judge_type(text: TextShow, page: PageContent, ledger: Ledger, grounds: Grounds) -> None:
    """Judge the size, the inks and the glyphs of a string."""
    if text.missing:
        ledger.add("glyph-missing", page, text.box, said(text), f"{text.missing}", "0", apart=text.font)
    if text.unmapped:
        ledger.add("text-unmapped", page, text.box, said(text), f"{text.unmapped}", "0", apart=text.font)
    if not text.text.strip() or not text.size:
        return
    paint = text.fill or text.stroke
    if paint is None:
        return
    limits, size = ledger.limits, text.size + SLACK
    measured = f"{text.size:.3g} pt"
    if is_white(paint):
        ground = [amount for amount in grounds.under(text.box).values() if amount > INK]
        least = limits.reversed_type_in_inks if len(ground) > 1 else limits.reversed_type
        if ground and size < least:
            ledger.add("reversed-type", page, text.box, said(text), measured, f"{least:g} pt")
        return
    inks = {name: amount for name, amount in (paint.inks() or {}).items() if amount > INK}
    if len(inks) > 1:
        rich = inks.get("Black", 0) >= 0.85 or (inks.get("Black", 0) >= 0.5 and sum(inks.values()) > 2)
        if rich:
            ledger.add("rich-black-text", page, text.box, said(text), inks_said(inks), "K 100")
        severity = ledger.under(size, limits.coloured_type, limits.coloured_type_error)
        if severity and not rich:
            allowed = limits.coloured_type_error if severity is Severity.ERROR else limits.coloured_type
            ledger.add("coloured-type", page, text.box, said(text), measured, f"{allowed:g} pt", severity=severity)
    severity = ledger.under(size, limits.type, limits.type_error)
    if severity:
        allowed = limits.type_error if severity is Severity.ERROR else limits.type
        ledger.add("type", page, text.box, said(text), measured, f"{allowed:g} pt", severity=severity)


def judge_position(text: TextShow, page: PageContent, ledger: Ledger) -> None:
    """Judge where a string stands to the page's edge. What stands wholly outside the trim is slug."""
    if not text.text.strip() or (text.fill is None and text.stroke is None) or not text.box.meets(page.trim):
        return
    trim, box = page.trim, text.box
    inside = min(box.x0 - trim.x0, trim.x1 - box.x1, box.y0 - trim.y0, trim.y1 - box.y1)
    if inside < -0.5:
        ledger.add("text-cut", page, box, said(text), f"{-inside / MM:.1f} mm", "0 mm")
    elif inside < EDGE - 0.1:
        ledger.add("text-near-edge", page, box, said(text), f"{max(inside, 0) / MM:.1f} mm", "3 mm")
