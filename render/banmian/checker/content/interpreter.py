"""The interpreter of content streams: runs operators over the graphics state and keeps what is painted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pikepdf

from banmian.checker.content.fonts import FontReader
from banmian.checker.content.matrix import Box, Matrix, Point
from banmian.checker.content.painted import Paint, Painted, Remark
from banmian.checker.content.reading import BROKEN, identity, key, word
from banmian.checker.content.spaces import Space, SpaceReader
from banmian.checker.content.state import State, TextPlace

MOST_OPERATORS = 1_500_000
"""Operators of a page, with all its forms: a page of text has some thousands, a map some hundred thousand."""
INLINE = "INLINE IMAGE"
"""What pikepdf calls the operator of a picture that stands in the stream."""


class TooMuch(Exception):  # noqa: N818 (no error: the reader's patience)
    """A page has more operators than any page needs."""


class Shop:
    """What the streams of a file share: operators, fonts, colour spaces and streams that were read before."""

    def __init__(self, operators: Mapping[str, Operator]) -> None:
        self.operators = operators
        self.fonts = FontReader()
        self.spaces = SpaceReader()
        self._streams: dict[tuple[int, int], list[Any]] = {}
        self._kept = 0

    def instructions(self, stream: Any) -> list[Any]:
        """The operators of a page or stream. Raises what pikepdf raises where it is broken."""
        at = identity(stream.obj if isinstance(stream, pikepdf.Page) else stream)
        if at is None or at not in self._streams:
            read = list(pikepdf.parse_content_stream(stream))
            self._kept += len(read)
            if at is None or self._kept > MOST_OPERATORS:
                return read
            self._streams[at] = read
        return self._streams[at]


class Sink:
    """Where the streams of one page put what they paint and what they remark."""

    def __init__(self) -> None:
        self.painted: list[Painted] = []
        self.remarks: list[Remark] = []
        self.left = MOST_OPERATORS
        self.done: set[Any] = set()
        """Patterns, Type3 glyphs and soft masks that need no second look on this page."""


class Interpreter:
    """Runs one content stream: a page, a form, a pattern's cell, a glyph, an appearance."""

    def __init__(
        self,
        shop: Shop,
        sink: Sink,
        resources: Any,
        state: State,
        path: str,
        around: tuple[Any, ...] = (),
        in_mask: bool = False,
    ) -> None:
        self.shop, self.sink, self.resources, self.path = shop, sink, resources, path
        self.state, self.saved = state, list[State]()
        self.base: Matrix = state.ctm
        self.around = around
        """The streams that this one is drawn in, from the page down."""
        self.in_mask = in_mask
        self.uncoloured = False
        self.text = TextPlace()
        self.in_text = False
        self.parts: list[list[Point]] = []
        self.straight = True
        self.clipping = False
        self.text_clip: list[Box] = []
        self.lenient = 0

    def remark(self, rule: str, object_: str = "", measured: str = "", box: Box | None = None) -> None:
        """Note that a rule is broken here."""
        self.sink.remarks.append(Remark(rule, self.path, object_, measured, box))

    def resource(self, category: str, name: Any) -> Any:
        """An entry of the resources; None, with a remark, where it is missing."""
        found = key(key(self.resources, f"/{category}"), f"/{word(name)}")
        if found is None:
            self.remark("resource-missing", f"{category} {word(name)}")
        return found

    def run(self, stream: Any) -> None:
        """Run the stream's operators."""
        try:
            instructions = self.shop.instructions(stream)
        except BROKEN as error:
            self.remark("content-broken", self.path, str(error)[:120])
            return
        for instruction in instructions:
            self.sink.left -= 1
            if self.sink.left < 0:
                raise TooMuch
            name = str(instruction.operator)
            operator = self.shop.operators.get(name)
            if operator is None:
                self.remark("operator-unknown", f"operator {name[:20]}")
                continue
            try:
                operator(self, instruction.operands)
            except BROKEN as error:
                self.remark("operator-broken", f"operator {name}", f"{type(error).__name__}: {error}"[:100])
        if self.saved:
            self.remark("saved-states", "q", f"{len(self.saved)}")

    def set_paint(self, stroke: bool, paint: Paint) -> None:
        """Set the colour of strokes or fills, unless the stream may not (uncoloured patterns and glyphs)."""
        if self.uncoloured:
            return
        if stroke:
            self.state.stroke = paint
        else:
            self.state.fill = paint

    def space(self, source: Any) -> Space:
        """A colour space by name, or read from an object."""
        return self.shop.spaces.read(source, self.resources)


Operator = Callable[[Interpreter, Any], None]
"""What an operator does with its operands."""
