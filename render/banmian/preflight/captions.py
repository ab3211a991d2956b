"""图片说明 captions that stand away from their pictures, or nearer to another story's (K1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.preflight.stories import Rect, around

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banmian.model import Finding
    from banmian.plate import TextRun
    from banmian.preflight.stories import PageRead, Story

REACH = 1.5
"""Lines of the grid between a caption and its picture: a line of white is still beside it, two are not."""


def captions(page: PageRead) -> Iterable[Finding]:
    """K1: every caption adjoins a picture of its own story, and no other picture is nearer."""
    if not any(story.captions for story in page.stories):
        return
    for story in page.stories:
        for first, box in _groups(story, page.plate.pitch):
            own = min((_away(box, picture) for picture in story.pictures), default=None)
            other = min(
                (_away(box, picture) for third in page.stories if third is not story for picture in third.pictures),
                default=None,
            )
            if own is None or own > REACH * page.plate.pitch:
                what = (
                    "has no picture beside it" if own is None else f"is {own / 72 * 25.4:.0f} mm away from its picture"
                )
                message = f"the caption “{first.text[:12]}” {what}"
                hint = "set the caption below, above or beside its picture"
                yield page.taboo("caption-away", message, hint, story)
            elif other is not None and other < own - 0.5:
                message = f"the caption “{first.text[:12]}” stands nearer to the picture of another story"
                yield page.taboo("caption-astray", message, "let text or a frame part the two stories", story)


def _groups(story: Story, pitch: float) -> Iterable[tuple[TextRun, Rect]]:
    """The captions of a story: their runs, which follow each other, up to where one stands elsewhere."""
    runs: list[TextRun] = []
    boxes: list[Rect] = []
    for run in story.captions:
        box = Rect(*run.box)
        if boxes and _away(box, around(boxes)) > pitch and run.role != "credit":
            yield runs[0], around(boxes)
            runs, boxes = [], []
        runs.append(run)
        boxes.append(box)
    if runs:
        yield runs[0], around(boxes)


def _away(box: Rect, picture: Rect) -> float:
    """The white between two rectangles, in pt; 0 where they touch."""
    return max(-box.over(picture), -box.level(picture), 0.0)
