"""Rules about spot inks: how many, how they are named and defined, and registration colour inside the trim."""

from __future__ import annotations

from banmian.checker.content.painted import PageContent, Painted, PathPaint
from banmian.checker.content.reading import BROKEN
from banmian.checker.content.spaces import CMYK, PROCESS, Space
from banmian.checker.ledger import Ledger
from banmian.checker.page_rules.colour import spaces_of
from banmian.checker.page_rules.naming import said

ALSO_PROCESS = {"c", "m", "y", "k", "cyan", "magenta", "yellow", "black", "process cyan", "process magenta",
                "process yellow", "process black", "青", "品红", "黄", "黑"}  # fmt: skip


class Spots:
    """The inks of a file, page by page."""

    def __init__(self) -> None:
        self._defined: dict[str, tuple[object, PageContent]] = {}
        self._cases: dict[str, dict[str, PageContent]] = {}
        self.pages: dict[int, set[str]] = {}

    def look(self, thing: Painted, page: PageContent, ledger: Ledger) -> None:
        """Note the inks of a painted thing."""
        inks = self.pages.setdefault(page.number, set())
        for space in spaces_of(thing):
            for part in space.chain():
                if part.family in ("Separation", "DeviceN"):
                    self._separated(part, thing, page, ledger)
                    inks.update(name for name in part.names if name not in ("All", "None"))
        inks.update(_process(thing))

    def _separated(self, space: Space, thing: Painted, page: PageContent, ledger: Ledger) -> None:
        if "All" in space.names:
            pieces = thing.pieces if isinstance(thing, PathPaint) else (thing.box,)
            inside = [piece for piece in pieces if piece.meets(page.trim)]
            if inside:
                ledger.add("registration-inside", page, inside[0], said(thing), space.said)
        spots = [name for name in space.names if name not in (*PROCESS, "All", "None")]
        for name in spots:
            if name.strip().lower() in ALSO_PROCESS:
                ledger.add("spot-process-name", page, thing.box, name, name, apart=name)
            self._cases.setdefault(name.strip().lower(), {}).setdefault(name, page)
            if space.family == "DeviceN" and name not in space.colorants:
                ledger.add("spot-colorants", page, thing.box, name, space.said, apart=name)
        if space.family == "Separation" and spots:
            definition = _definition(space)
            first, _ = self._defined.setdefault(spots[0], (definition, page))
            if first != definition:
                ledger.add("spot-two-definitions", page, thing.box, spots[0], space.said, apart=spots[0])

    def page_done(self, page: PageContent, ledger: Ledger) -> None:
        """Count the spots of a page."""
        spots = sorted(self.pages.get(page.number, set()) - set(PROCESS))
        if len(spots) > ledger.limits.spots:
            ledger.add("spots", page, None, ", ".join(spots), f"{len(spots)}", f"{ledger.limits.spots}")

    def file_done(self, ledger: Ledger) -> None:
        """Compare the names of all spots."""
        for names in self._cases.values():
            if len(names) > 1:
                ledger.add("spot-case", list(names.values())[-1], None, ", ".join(sorted(names)), f"{len(names)}", "1")


def _definition(space: Space) -> object:
    """What a spot's alternate and tint transform come to."""
    assert space.alternate is not None
    if space.tint is None:
        return (space.alternate.said, space.definition)
    try:
        amounts = tuple(tuple(round(v, 3) for v in space.tint((t,))) for t in (0.0, 0.25, 0.5, 0.75, 1.0))
    except BROKEN:
        return (space.alternate.said, space.definition)
    return (space.alternate.said, amounts)


def _process(thing: Painted) -> set[str]:
    """Process inks that a thing puts on paper, as far as its values tell."""
    found: set[str] = set()
    paints = [getattr(thing, "fill", None), getattr(thing, "stroke", None)]
    for paint in paints:
        inks = paint.inks() if paint is not None else None
        found.update(name for name, amount in (inks or {}).items() if amount > 0.0005 and name in PROCESS)
    if not any(paints):
        for space in spaces_of(thing):
            if any(part.family in ("DeviceGray", "CalGray") for part in space.chain()):
                found.add("Black")
            elif any(part.components == CMYK.components for part in space.chain()):
                found.update(PROCESS)
    return found
