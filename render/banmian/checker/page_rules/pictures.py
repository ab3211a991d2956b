"""Rules about pictures: resolution of photographs and line art."""

from __future__ import annotations

from banmian.checker.content.painted import ImagePaint, PageContent
from banmian.checker.ledger import Ledger
from banmian.checker.page_rules.naming import said
from banmian.model import Severity

SMALLEST = 9.0
"""Pictures under these square pt are dots of a drawing, not photographs."""


def judge_picture(image: ImagePaint, page: PageContent, ledger: Ledger) -> None:
    """Judge the resolution at which a picture stands on the page."""
    if image.box.area < SMALLEST or not all(image.pixels) or max(image.pixels) <= 4:
        return  # a flat colour drawn as an image of some dots has no resolution
    limits, ppi = ledger.limits, image.ppi
    line_art = image.stencil or image.bits == 1
    rule = "line-art-ppi" if line_art else "ppi"
    warn, error = (limits.line_art_ppi, limits.line_art_ppi_error) if line_art else (limits.ppi, limits.ppi_error)
    severity = ledger.under(ppi + 0.5, warn, error)
    measured = f"{ppi:.0f} ppi"
    if severity:
        allowed = error if severity is Severity.ERROR else warn
        ledger.add(
            rule, page, image.box, said(image), measured, f"{allowed:g} ppi", severity=severity, apart=image.path
        )
    most = limits.ppi_most * 1.5
    if not line_art and ppi > most + 0.5:
        ledger.add("ppi-most", page, image.box, said(image), measured, f"{most:g} ppi", apart=image.path)
