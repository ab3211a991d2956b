"""What must hold of a page design beyond the form of its keys: each breach is a finding with its key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banmian.intake.source import problem
from banmian.layout.borders import unknown_border
from banmian.layout.colour_sums import spots_and_sums
from banmian.layout.design import STORIES, TEXTS
from banmian.model import Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from banmian.layout.design import Layout, PhotoPlace, Slot
    from banmian.model import Finding

LEAST_MEASURE = 5
"""字 of the narrowest text column (K6)."""
LEAST_BODY = 7.875
"""pt, 六号: reading text is never smaller (G2)."""
SIDE_HEADS = ("over-left", "at-left", "surrounded", "beside")
"""Headlines that stand in some of the text columns."""

ORNAMENTS = ("bar", "square", "diamond", "dots", "wave")
"""What may stand before the main lines of a headline, beside characters."""
LONGEST_ORNAMENT = 2
BARE = ("nameplate", "folio", "section", "imprint")
"""Furniture that has no frame or tint."""
DESIGNS: dict[str, tuple[str, ...]] = {
    "nameplate": ("centre", "left", "box", "vertical"),
    "folio": ("line", "bar", "plain"),
    "directory": ("list", "cards", "bar"),
    "digest": ("pictures", "text"),
    "section": ("bar", "rule", "plain"),
    "imprint": ("line",),
    "ear": ("box", "plain"),
}
"""The forms of each kind of furniture; the first is the usual one."""
_BUILT_IN_INKS = {"black": (0.0, 0.0, 0.0, 1.0), "white": (0.0, 0.0, 0.0, 0.0), "red": (0.0, 1.0, 1.0, 0.0)}
BUILT_IN_COLOURS = tuple(_BUILT_IN_INKS)
DARK = 0.6
"""The part of the light that a ground takes on which type is reversed (X7)."""
_COLOUR = re.compile(r"^(\S+?)(?:\s+(\d+(?:\.\d+)?)\s*%)?$")


def colour_of(text: str) -> tuple[str, float] | None:
    """A colour as a designer writes it, "black 12%" or "sand": its name and its strength in per cent."""
    found = _COLOUR.match(text.strip())
    return (found[1], float(found[2] or 100)) if found else None


def findings_of(layout: Layout) -> list[Finding]:
    """Everything that is wrong with a design; `key` says where."""
    found = [*(one for one in spots_and_sums(layout) if one.severity is Severity.ERROR), *_page(layout)]
    for slot in layout.slots:
        found += _Checks(layout, slot).all()
    return found


def unknown_roles(layout: Layout, roles: Collection[str]) -> list[Finding]:
    """The roles of faces that a design asks for and that are not among those there are; `key` says where."""
    named = {
        f"headline.{name}.{part}.role": size.role
        for name, rank in layout.headlines.items()
        for part in ("main", "kicker", "deck", "summary")
        if (size := getattr(rank, part)) is not None
    }
    style = layout.style
    named |= {
        f"style.{part}.role": getattr(style, part).role
        for part in ("caption", "credit", "byline", "quote", "table", "heading")
    }
    return [
        problem(
            "unknown-role",
            f"the layout “{layout.name}” asks for the role “{role}”, which no face has",
            hint=f"expected one of: {', '.join(sorted(roles))}; or give it a face under [fonts] in issue.toml",
            file=f"{layout.name}.toml",
            key=key,
        )
        for key, role in named.items()
        if role not in roles
    ]


def _page(layout: Layout) -> Iterator[Finding]:
    grid, sheet = layout.grid, layout.sheet
    width, height = grid.width * grid.body, grid.lines * grid.pitch
    if width > sheet.width or height > sheet.height:
        message = f"the type area of {width:g} x {height:g} pt is larger than the sheet"
        yield problem("type-area", message, key="grid")
    elif sheet.margins:
        left, top = layout.origin(1)
        if left + width > sheet.width or top + height > sheet.height:
            yield problem("type-area", "the type area leaves the sheet at these margins", key="sheet.margins")
    if grid.body < LEAST_BODY:
        message = f"a body of {grid.body:g} pt is too small to read"
        yield problem("small-body", message, hint=f"expected: {LEAST_BODY:g} pt (六号) or more", key="grid.body")
    if grid.fold and (grid.columns % 2 or not sheet.spread):
        message = "a fold parts the columns of a spread into two halves"
        hint = "expected: an even number of columns, and spread = true under [sheet]"
        yield problem("bad-fold", message, hint=hint, key="grid.fold")
    if sheet.spread and not grid.fold:
        message = "the grid of a spread says how many 字 stay free about its fold"
        yield problem("bad-fold", message, hint="expected: fold = … under [grid]", key="grid")
    yield from _colours(layout, layout.style.heading_colour, "style.heading_colour")
    for name, rank in layout.headlines.items():
        for part in (rank.kicker, rank.deck, rank.summary):
            if part and part.size > rank.main.size:
                message = f"the headline rank “{name}” has a main line smaller than what goes with it"
                yield problem("small-headline", message, hint="T1: 主题 is the largest", key=f"headline.{name}")
                break
        yield from _colours(layout, rank.tint, f"headline.{name}.tint")
        if len(rank.ornament) > LONGEST_ORNAMENT and rank.ornament not in ORNAMENTS:
            message = f"the headline rank “{name}” asks for the ornament “{rank.ornament}”"
            hint = f"expected one of: {', '.join(ORNAMENTS)}; or a character or two, such as ◆"
            yield problem("unknown-ornament", message, hint=hint, key=f"headline.{name}.ornament")
        if rank.reversed and not _is_dark(layout, rank.tint):
            message = f"the headline rank “{name}” is reversed on too light a ground"
            hint = "expected: a tint of 60 % or more (X7)"
            yield problem("light-ground", message, hint=hint, key=f"headline.{name}.reversed")


def _is_dark(layout: Layout, tint: str) -> bool:
    """Whether a ground takes as much light as 60 % of black: yellow at its full strength does not."""
    colour = colour_of(tint) if tint else None
    if colour is None:
        return False
    keys = layout.colours.get(colour[0])
    if keys and keys.rgb:
        red, green, blue = (part / 100 for part in keys.rgb)
    else:
        inks = [ink / 100 for ink in keys.cmyk] if keys else _BUILT_IN_INKS.get(colour[0], (0.0, 0.0, 0.0, 0.0))
        red, green, blue = ((1 - ink) * (1 - inks[3]) for ink in inks[:3])
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return (1 - light) * colour[1] / 100 >= DARK - 1e-9


def _colours(layout: Layout, text: str, key: str) -> Iterator[Finding]:
    colour = colour_of(text) if text else ("black", 100.0)
    known = [*BUILT_IN_COLOURS, *layout.colours]
    if colour is None or colour[0] not in known or colour[1] > 100:
        hint = f"expected: one of {', '.join(known)}, alone or with a strength as in “black 12%”"
        yield problem("unknown-colour", f"there is no colour “{text}”", hint=hint, key=key)


class _Checks:
    """The checks of one slot."""

    def __init__(self, layout: Layout, slot: Slot) -> None:
        self.layout, self.slot, self.keys = layout, slot, slot.keys

    def all(self) -> Iterator[Finding]:
        """What is wrong with the slot."""
        name = self.slot.name
        if self.slot.takes in TEXTS:
            yield from self._headline()
            yield from self._measure()
        if self.slot.takes in STORIES:
            yield from self._head()
        else:
            for key in ("head", "head_columns", "continues"):
                if getattr(self.keys, key):
                    message = f"the slot {name} takes no single article and has the key “{key}”"
                    yield self._wrong("not-for-the-slot", key, message, "take the key out")
        if self.slot.takes not in STORIES and self.slot.vertical:
            message = f"the slot {name} takes no single article and has the key “direction”"
            yield self._wrong("not-for-the-slot", "direction", message, "take the key out")
        if self.slot.takes in BARE:
            for key in ("frame", "tint"):
                if getattr(self.keys, key):
                    message = f"the slot {name} is a {self.slot.takes} and has the key “{key}”"
                    yield self._wrong("not-for-the-slot", key, message, "take the key out")
        yield from self._box()
        yield from self._design()
        yield from self._places("photos", self.keys.photos)
        yield from self._places("boxes", self.keys.boxes)

    def _wrong(self, code: str, key: str, message: str, hint: str) -> Finding:
        return problem(code, message, hint=hint, key=f"slot.{self.slot.name}.{key}")

    def _headline(self) -> Iterator[Finding]:
        if self.keys.headline not in self.layout.headlines:
            message = f"the slot {self.slot.name} asks for the headline rank “{self.keys.headline}”"
            yield self._wrong(
                "unknown-headline", "headline", message, f"expected one of: {', '.join(self.layout.headlines)}"
            )

    def _measure(self) -> Iterator[Finding]:
        if self.slot.measure < LEAST_MEASURE:
            what = "bands" if self.slot.vertical else "columns"
            side = "high" if self.slot.vertical else "wide"
            message = f"{self.keys.columns} {what} in the slot {self.slot.name} are {self.slot.measure} 字 {side}"
            hint = f"expected: {LEAST_MEASURE} 字 or more; use fewer {what}"
            yield self._wrong("narrow-measure", "columns", message, hint)

    def _head(self) -> Iterator[Finding]:
        """V8, V9: a vertical text is read from the right, and so it begins with its headline there."""
        name, head, span = self.slot.name, self.slot.head, self.keys.head_columns
        if self.slot.vertical:
            if head != "vertical-right":
                message = f"the vertical slot {name} has its headline “{head}”"
                hint = "expected: vertical-right, where a vertical text begins; or no key"
                yield self._wrong("bad-head", "head", message, hint)
            if self.keys.continues:
                message = f"the vertical slot {name} is kept for continuations"
                hint = "a vertical box has no jumps: take the key out"
                yield self._wrong("bad-continues", "continues", message, hint)
        elif head.startswith("vertical") and self.keys.columns == 1:
            message = f"the headline of the slot {name} takes its only text column"
            hint = "expected: 2 columns or more beside a vertical headline"
            yield self._wrong("bad-head", "head", message, hint)
        if self.slot.is_stepped and head not in ("over", "over-left"):
            message = f"the stepped slot {name} has its headline “{head}”"
            yield self._wrong("bad-head", "head", message, "expected: over or over-left")
        if span and (head not in SIDE_HEADS or not span[0] <= span[1] <= self.keys.columns):
            message = f"the headline of the slot {name} stands in columns {list(span)}"
            hint = f"expected: columns from 1 to {self.keys.columns}, and a head that is one of {', '.join(SIDE_HEADS)}"
            yield self._wrong("bad-head", "head_columns", message, hint)
        if self.slot.is_stepped and head == "over-left":
            first, last = span or (1, max(self.keys.columns // 2, 1))
            if any(column.top for column in self.slot.columns[first - 1 : last]):
                message = f"the headline of the stepped slot {name} stands over columns that begin below its top"
                yield self._wrong("bad-head", "head_columns" if span else "head", message, "choose others")
        if head == "surrounded" and self.keys.columns < 3:
            message = f"the slot {name} has no text columns on both sides of its headline"
            yield self._wrong("bad-head", "head", message, "expected: 3 columns or more round a headline")
        whole = span and span[1] - span[0] + 1 == self.keys.columns
        if head in ("over-left", "at-left") and (self.keys.columns == 1 or whole):
            message = f"the headline of the slot {name} leaves no text column beside it"
            yield self._wrong("bad-head", "head", message, 'expected: head = "over", or more text columns')

    def _box(self) -> Iterator[Finding]:
        if self.slot.is_boxed and self.slot.is_stepped:
            message = f"the stepped slot {self.slot.name} has a frame or a tint"
            key = "frame" if self.keys.frame else "tint"
            yield self._wrong("bad-frame", key, message, "let the slot be a rectangle, or take the key out")
        elif self.slot.is_boxed and min(self.slot.inner.width, self.slot.inner.height) < 1:
            message = f"a frame or a tint leaves nothing of the slot {self.slot.name}"
            key = "frame" if self.keys.frame else "tint"
            yield self._wrong("bad-frame", key, message, "expected: a slot of 3 字 and 3 lines or more")
        if self.slot.is_stepped and self.slot.takes not in TEXTS:
            message = f"the stepped slot {self.slot.name} takes no text"
            yield self._wrong("not-for-the-slot", "takes", message, "let the slot be a rectangle")
        if self.slot.border and (found := unknown_border(self.slot.border, key=f"slot.{self.slot.name}.frame")):
            yield found
        yield from _colours(self.layout, self.keys.tint, f"slot.{self.slot.name}.tint")
        yield from _colours(self.layout, self.keys.frame_colour, f"slot.{self.slot.name}.frame_colour")

    def _design(self) -> Iterator[Finding]:
        designs = DESIGNS.get(self.slot.takes, ())
        if self.keys.design and self.keys.design not in designs:
            message = f"the slot {self.slot.name} asks for the design “{self.keys.design}”"
            hint = f"expected one of: {', '.join(designs)}" if designs else "take the key out"
            yield self._wrong("unknown-design", "design", message, hint)

    def _places(self, key: str, places: tuple[PhotoPlace, ...]) -> Iterator[Finding]:
        name = self.slot.name
        if self.slot.vertical and places:
            message = f"the vertical slot {name} has places for photographs"
            yield self._wrong("bad-photo-place", key, message, "a vertical box has none: take the key out")
            return
        for place in places:
            first, last = place.columns
            if not first <= last <= self.keys.columns:
                message = f"a photo of the slot {name} stands in columns {list(place.columns)}"
                yield self._wrong("bad-photo-place", key, message, f"expected: columns from 1 to {self.keys.columns}")
            elif place.caption != "below" and first == last:
                message = f"a photo of the slot {name} leaves no column to its caption"
                yield self._wrong("bad-photo-place", key, message, 'expected: 2 columns or more, or caption = "below"')
            if place.lines and place.lines[0] > place.lines[1]:
                message = f"a photo of the slot {name} is from {place.lines[0]} to {place.lines[1]} lines high"
                yield self._wrong(
                    "bad-photo-place", key, message, "expected: the least number of lines, then the largest"
                )
