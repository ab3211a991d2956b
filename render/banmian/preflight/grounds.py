"""What type stands on, and whether a page has anything but type: 反白 reversed type (X7), a grey page (X6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.plate import BLACK, Fill, Form, Picture, Role, Rule, TextRun, Wave
from banmian.preflight.stories import ADVERTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banmian.model import Finding
    from banmian.plate import Colour
    from banmian.preflight.stories import PageRead

LEAST_GROUND = 0.5
"""How dark a ground must be, 0 to 1, for white type to be read on it; on newsprint less is grey on grey."""
PAPER_WHITE = 0.98
"""Type that is lighter than this is white."""
LEAST_REVERSED = 9.0
"""pt, 小五: ink that spreads on newsprint closes smaller white type, even bold."""
LEAST_REVERSED_REGULAR = 10.5
"""pt, 五号: type that is not bold has thinner strokes, and needs a size more."""
LEAST_REVERSED_SONG = 14.0
"""pt, 四号: the hairlines of a 宋 fill in below it."""
SONG = ("song", "serif", "宋")
HEAVY = ("bold", "black", "heavy")
GREY_LINES = 200
"""Lines of text, half a page of a 四开 paper, from which on a page without relief is grey; a slip with less is not."""


def reversed_type(page: PageRead) -> Iterable[Finding]:
    """X7: white type on too light a ground, or too small, or 宋 with its hairlines. One finding a ground and face.

    What lies under type on a photograph is not known here: there only the type is looked at.
    """
    said: set[tuple[str, str, float, str]] = set()
    for number, item in enumerate(page.plate.items):
        if type(item) is not TextRun or item.colour is BLACK or _light(item.colour) < PAPER_WHITE:
            continue
        fault = _too_fine(item) or _too_light(page, item, number)
        if fault and (key := (item.article, item.face, item.size, fault)) not in said:
            said.add(key)
            story = next((story for story in page.stories if story.article == item.article), None)
            what = f"white type “{item.text[:12]}”: {fault} (反白)"
            hint = "take a darker ground, a bolder face or a larger size, or print it in black"
            yield page.taboo("reversed-type", what, hint, story)


def _light(colour: Colour) -> float:
    red, green, blue = colour.rgb
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _too_fine(run: TextRun) -> str:
    face = run.face.lower()
    if run.size < LEAST_REVERSED:
        return f"{run.size:g} pt is smaller than {LEAST_REVERSED:g} pt"
    if any(word in face for word in SONG) and run.size < LEAST_REVERSED_SONG:
        return f"宋 of {run.size:g} pt is smaller than {LEAST_REVERSED_SONG:g} pt"
    if not any(word in face for word in HEAVY) and run.size < LEAST_REVERSED_REGULAR:
        return f"{run.size:g} pt that is not bold is smaller than {LEAST_REVERSED_REGULAR:g} pt"
    return ""


def _too_light(page: PageRead, run: TextRun, number: int) -> str:
    """What is wrong with the ground: that of the last fill under the middle of a run."""
    left, top, right, bottom = run.box
    x, y = (left + right) / 2, (top + bottom) / 2
    for item in reversed(page.plate.items[:number]):
        if isinstance(item, (Picture, Fill, Form)):
            if not (item.x <= x <= item.x + item.width and item.y <= y <= item.y + item.height):
                continue
            if not isinstance(item, Fill):
                return ""
            dark = 1 - _light(item.colour)
            return (
                "" if dark >= LEAST_GROUND - 0.005 else f"its ground is {dark:.0%} dark, less than {LEAST_GROUND:.0%}"
            )
    return "it stands on no ground"


def grey_page(page: PageRead) -> Iterable[Finding]:
    """X6: a page of nothing but text: no picture, advert, tint or box."""
    lines = sum(len(column.lines) for story in page.stories for column in story.columns)
    if lines < GREY_LINES:
        return
    for item in page.drawn:
        if isinstance(item, (Picture, Form)) and (item.article or item.role in ADVERTS):
            return
        if isinstance(item, (Fill, Rule, Wave)) and item.role in RELIEF:
            return
    message = f"the page is grey: {lines} lines of text, no picture, tint or box"
    yield page.taboo("grey-page", message, "add a photo, set a story in a frame or on a tint")


RELIEF = (Role.FRAME, Role.BORDER, Role.TINT, Role.PHOTO_MISSING)
"""Roles of what breaks the grey: a box, a tint, the room of a picture that is to come."""
