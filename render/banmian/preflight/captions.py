"""图片说明 captions that stand away from their pictures, or nearer to another story's (K1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.plate import around

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banmian.model import Finding
    from banmian.plate import Box
    from banmian.preflight.stories import PageRead

REACH = 1.5
"""Lines of the grid between a caption and its picture: a line of white is still beside it, two are not."""


def captions(page: PageRead) -> Iterable[Finding]:
    """K1: every caption adjoins a picture of its own figure, and no picture of another story is nearer."""
    for story in page.stories:
        for figure in story.figures:
            lines = (*figure.caption, *figure.credit)
            if not lines:
                continue
            box, text = around(line.box for line in lines), lines[0].text[:12]
            own = min((_away(box, picture) for picture in figure.pictures), default=None)
            if own is None or own > REACH * page.plate.pitch:
                what = (
                    "has no picture beside it" if own is None else f"is {own / 72 * 25.4:.0f} mm away from its picture"
                )
                hint = "set the caption below, above or beside its picture"
                yield page.taboo("caption-away", f"the caption “{text}” {what}", hint, story)
                continue
            others = (picture for third in page.stories if third is not story for picture in third.pictures)
            if any(_away(box, picture) < own - 0.5 for picture in others):
                message = f"the caption “{text}” stands nearer to the picture of another story"
                yield page.taboo("caption-astray", message, "let text or a frame part the two stories", story)


def _away(box: Box, picture: Box) -> float:
    """The white between two rectangles, in pt; 0 where they touch."""
    return max(-box.overlap_across(picture), -box.overlap_down(picture), 0.0)
