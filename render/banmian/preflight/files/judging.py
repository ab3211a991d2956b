"""The rules put to what a page paints, and to what shows only over all pages."""

from __future__ import annotations

from banmian.model.plant import Plant
from banmian.preflight.files.colour_rules import judge_colour
from banmian.preflight.files.grounds import Grounds
from banmian.preflight.files.intent import Intent
from banmian.preflight.files.ledger import Ledger
from banmian.preflight.files.overprint_rules import judge_overprint
from banmian.preflight.files.painted import ImagePaint, PageContent, PathPaint, TextShow
from banmian.preflight.files.picture_rules import judge_picture
from banmian.preflight.files.rule_weights import judge_weight
from banmian.preflight.files.spot_rules import Spots
from banmian.preflight.files.type_rules import judge_position, judge_type


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
                grounds.take(thing)
        if not page.painted:
            ledger.add("page-empty", page, page.trim, "page")
        self.spots.page_done(page, ledger)

    def file(self) -> None:
        """Judge what shows over all pages."""
        self.spots.file_done(self.ledger)
