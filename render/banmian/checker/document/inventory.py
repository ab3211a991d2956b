"""Everything that a file holds and that can be reached, each dictionary once, with the page that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

from banmian.checker.document import reading as pdf_

DEEPEST = 200
"""Levels of direct objects in each other; a file with more is made to hurt."""


class Node(NamedTuple):
    """A dictionary or stream. `label` names the nearest object with a number; `page` is 0 where it is on none."""

    thing: Any
    label: str
    page: int
    key: str
    """The key it stood under when it was first met."""


class Odd(NamedTuple):
    """A name, string or number beyond what may be written: what it is for, how it is described, and where."""

    what: str
    shown: str
    label: str
    page: int


class Inventory(NamedTuple):
    """What is in a file."""

    pdf: pikepdf.Pdf
    pages: tuple[Any, ...]
    """The page dictionaries."""
    nodes: tuple[Node, ...]
    odd: tuple[Odd, ...]

    @property
    def root(self) -> Any:
        """The catalogue."""
        return pdf_.entry(self.pdf.trailer, "/Root")

    @property
    def info(self) -> Any:
        """The information dictionary."""
        return pdf_.entry(self.pdf.trailer, "/Info")

    def streams(self) -> Iterator[Node]:
        """The nodes that are streams."""
        return (node for node in self.nodes if pdf_.kind(node.thing) == "stream")


def inherited(page: Any, key: str) -> Any:
    """A page's entry, or that of the nearest node of the page tree above it."""
    for _ in range(64):
        found = pdf_.entry(page, key)
        if found is not None:
            return found
        page = pdf_.entry(page, "/Parent")
    return None


def pages_of(pdf: pikepdf.Pdf) -> tuple[Any, ...]:
    """The page dictionaries; none where the page tree cannot be read."""
    found = []
    try:
        for page in pdf.pages:
            found.append(page.obj)
    except pdf_.BROKEN:
        pass
    return tuple(found)


def take_inventory(pdf: pikepdf.Pdf) -> Inventory:
    """Walks through the pages first, so that what stands on a page is known by its number, then through the rest."""
    pages = pages_of(pdf)
    walk = _Walk({pdf_.identity(page) for page in pages})
    for number, page in enumerate(pages, 1):
        walk.seen.discard(pdf_.identity(page))
        walk.go(inherited(page, "/Resources"), "/Resources", number)
        walk.go(page, "/Page", number, skip="/Parent")
    walk.go(pdf.trailer, "trailer", 0)
    return Inventory(pdf, pages, tuple(walk.nodes), tuple(walk.odd))


class _Walk:
    """Depth first in the order of the file, without recursion of Python's."""

    def __init__(self, pages: set[tuple[int, int]]) -> None:
        self.seen = set(pages)
        self.nodes: list[Node] = []
        self.odd: list[Odd] = []

    def go(self, start: Any, key: str, page: int, skip: str = "") -> None:
        """Takes in everything that can be reached from `start` and is new."""
        stack: list[tuple[Any, str, str, int]] = [(start, key, "", 0)]
        while stack:
            thing, key, label, depth = stack.pop()
            kind = pdf_.kind(thing)
            if kind not in ("dictionary", "stream", "array"):
                self._scalar(thing, kind, label, page)
                continue
            identity = pdf_.identity(thing)
            if identity[0]:
                if identity in self.seen:
                    continue
                self.seen.add(identity)
                label, depth = f"object {identity[0]} {identity[1]}", 0
            if depth > DEEPEST:
                self.odd.append(Odd("deep", str(depth), label, page))
                continue
            if kind == "array":
                stack.extend((one, key, label, depth + 1) for one in reversed(pdf_.elements(thing)))
                continue
            self.nodes.append(Node(thing, label or key, page, key))
            for name in pdf_.keys(thing):
                self._name(name.encode("utf-8", "surrogateescape"), label, page)
            entries = [(value, name, label, depth + 1) for name, value in pdf_.items(thing) if name != skip]
            skip = ""
            stack.extend(reversed(entries))

    def _scalar(self, thing: Any, kind: str, label: str, page: int) -> None:
        if kind == "name":
            self._name(pdf_.name_bytes(thing), label, page)
        elif kind == "string" and (size := len(pdf_.string_bytes(thing))) > 32767:
            self.odd.append(Odd("string", str(size), label, page))
        elif kind == "number" and isinstance(thing, int) and not -(2**31) <= thing < 2**31:
            self.odd.append(Odd("integer", str(thing), label, page))

    def _name(self, name: bytes, label: str, page: int) -> None:
        if len(name) > 128:
            self.odd.append(Odd("long-name", f"{len(name) - 1}", label, page))
        if not name.isascii():
            try:
                name.decode("utf-8")
            except UnicodeDecodeError:
                self.odd.append(Odd("name", name.decode("utf-8", "backslashreplace"), label, page))
