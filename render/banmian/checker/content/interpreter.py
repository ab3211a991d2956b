"""Content streams read as a RIP reads them: operators, graphics state and nested streams give what stands painted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf

from banmian.checker.content import drawing, nesting, picturing, showing
from banmian.checker.content.extended import set_extended
from banmian.checker.content.fonts import FontReader
from banmian.checker.content.matrix import Box, Matrix, Point, multiply, read_matrix
from banmian.checker.content.painted import Paint, Painted, Remark
from banmian.checker.content.reading import BROKEN, identity, key, word
from banmian.checker.content.spaces import PATTERN, Space, SpaceReader
from banmian.checker.content.state import State, TextPlace

INTENTS = ("RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation")
MOST_OPERATORS = 1_500_000
"""Operators of a page, with all its forms: a page of text has some thousands, a map some hundred thousand."""
DEEPEST = 24
DEEPEST_SAVED = 28


class TooMuch(Exception):  # noqa: N818 (no error: the reader's patience)
    """A page has more operators than any page needs."""


class Shop:
    """What the streams of a file share: fonts, colour spaces and streams that were read before."""

    def __init__(self) -> None:
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
            operator = OPERATORS.get(name)
            if operator is None:
                if name != "INLINE IMAGE":
                    self.remark("operator-unknown", f"operator {name[:20]}")
                    continue
                operator = picturing.paint_inline
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


def _save(run: Interpreter, _: Any) -> None:
    run.saved.append(run.state.saved())
    if len(run.saved) == DEEPEST_SAVED + 1:
        run.remark("saved-deep", "q", f"{len(run.saved)}")
    if len(run.saved) > 5000:
        raise TooMuch


def _restore(run: Interpreter, _: Any) -> None:
    if run.saved:
        run.state = run.saved.pop()
    else:
        run.remark("saved-states", "Q", "-1")


def _concatenate(run: Interpreter, operands: Any) -> None:
    run.state.ctm = multiply(read_matrix(operands), run.state.ctm)


def _set_space(stroke: bool) -> Operator:
    def operate(run: Interpreter, operands: Any) -> None:
        name = word(operands[0])
        try:
            space = run.space(operands[0])
        except BROKEN as error:
            run.remark("colour-space-broken", f"colour space {name}", str(error)[:80])
            return
        run.set_paint(stroke, Paint(space, space.first))

    return operate


def _set_device(name: str, stroke: bool) -> Operator:
    def operate(run: Interpreter, operands: Any) -> None:
        values = tuple(float(v) for v in operands)
        space = run.space(name)
        if len(values) != space.components:
            raise ValueError(f"{len(values)} values for {name}")
        run.set_paint(stroke, Paint(space, values))

    return operate


def _set_colour(stroke: bool) -> Operator:
    def operate(run: Interpreter, operands: Any) -> None:
        operands = list(operands)
        pattern = ""
        if operands and isinstance(operands[-1], pikepdf.Name):
            pattern = word(operands.pop())
        values = tuple(float(v) for v in operands)
        old = run.state.stroke if stroke else run.state.fill
        space = old.space
        if pattern and space.family != "Pattern":
            space = PATTERN
        if not pattern and len(values) != space.components:
            raise ValueError(f"{len(values)} values for {space.said}")
        run.set_paint(stroke, Paint(space, values, pattern))

    return operate


def _intent(run: Interpreter, operands: Any) -> None:
    if word(operands[0]) not in INTENTS:
        run.remark("rendering-intent", f"intent {word(operands[0])}")


def _width(run: Interpreter, operands: Any) -> None:
    run.state.width = abs(float(operands[0]))


def _extended(run: Interpreter, operands: Any) -> None:
    found = run.resource("ExtGState", operands[0])
    if found is not None:
        set_extended(run, word(operands[0]), found)


def _lenient(by: int) -> Operator:
    def operate(run: Interpreter, _: Any) -> None:
        run.lenient += by

    return operate


def _nothing(_run: Interpreter, _operands: Any) -> None:
    pass


def _do(run: Interpreter, operands: Any) -> None:
    name = word(operands[0])
    found = run.resource("XObject", operands[0])
    if found is None:
        return
    match word(key(found, "/Subtype")):
        case "Form":
            nesting.paint_form(run, name, found)
        case "Image":
            picturing.paint_image(run, name, found)
        case "PS":
            pass  # a rule about the document
        case other:
            run.remark("operator-broken", f"XObject {name}", f"Subtype {other or '–'}")


def _postscript(run: Interpreter, _: Any) -> None:
    run.remark("operator-postscript", "operator PS")


def _uncoloured(run: Interpreter, _: Any) -> None:
    run.uncoloured = True


OPERATORS: dict[str, Operator] = {
    "q": _save,
    "Q": _restore,
    "cm": _concatenate,
    "w": _width,
    "gs": _extended,
    "ri": _intent,
    "Do": _do,
    "CS": _set_space(True),
    "cs": _set_space(False),
    "SC": _set_colour(True),
    "SCN": _set_colour(True),
    "sc": _set_colour(False),
    "scn": _set_colour(False),
    "G": _set_device("DeviceGray", True),
    "g": _set_device("DeviceGray", False),
    "RG": _set_device("DeviceRGB", True),
    "rg": _set_device("DeviceRGB", False),
    "K": _set_device("DeviceCMYK", True),
    "k": _set_device("DeviceCMYK", False),
    **dict.fromkeys(("J", "j", "M", "d", "i", "MP", "DP", "BMC", "BDC", "EMC", "d0"), _nothing),
    "BX": _lenient(1),
    "EX": _lenient(-1),
    "PS": _postscript,
    "d1": _uncoloured,
    **drawing.OPERATORS,
    **showing.OPERATORS,
    "sh": nesting.paint_shading,
}
