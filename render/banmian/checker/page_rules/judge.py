"""The rules put to what a page paints, and to what shows only over all pages."""

from __future__ import annotations

from banmian.checker.content.painted import ImagePaint, PageContent, PathPaint, TextShow
from banmian.checker.intent import Intent
from banmian.checker.ledger import Ledger
from banmian.checker.page_rules.colour import judge_colour
from banmian.checker.page_rules.grounds import Grounds
from banmian.checker.page_rules.line_weights import judge_weight
from banmian.checker.page_rules.overprint import judge_overprint
from banmian.checker.page_rules.pictures import judge_picture
from banmian.checker.page_rules.spots import Spots
from banmian.checker.page_rules.text import judge_position, judge_type
from banmian.model.plant import Plant


class Judge:
    """Puts the rules to one page after the other."""

    def __init__(self, ledger: Ledger, plant: Plant, intent: Intent) -> None:
        self.ledger, self.plant, self.intent = ledger, plant, intent
        self.spots = Spots()

    def page(self, page: PageContent) -> None:
        """Judge a page."""
        ledger = self.ledger
        for remark in page.remarks:
            said = remark.object if remark.path == "page" else f"{remark.object} ({remark.path})"
            ledger.add(remark.rule, page, remark.box, said, remark.measured, apart=remark.object)
        grounds = Grounds()
        for thing in page.painted:
            judge_colour(thing, page, ledger, self.intent)
            self.spots.look(thing, page, ledger)
            if isinstance(thing, ImagePaint):
                judge_picture(thing, page, ledger)
            if not thing.graphics.in_mask:
                judge_overprint(thing, page, ledger)
                if isinstance(thing, TextShow):
                    judge_type(thing, page, ledger, grounds)
                    judge_position(thing, page, ledger)
                elif isinstance(thing, PathPaint):
                    judge_weight(thing, page, ledger, self.plant, grounds)
                grounds.add(thing)
        if not page.painted:
            ledger.add("page-empty", page, page.trim, "page")
        self.spots.page_done(page, ledger)

    def file(self) -> None:
        """Judge what shows over all pages."""
        self.spots.file_done(self.ledger)
