"""The operators of content streams, read as a RIP reads them: one table."""

from __future__ import annotations

from typing import Any

import pikepdf

from banmian.checker.content import drawing, showing
from banmian.checker.content.extended import INTENTS, set_extended
from banmian.checker.content.interpreter import INLINE, Interpreter, Operator, TooMuch
from banmian.checker.content.matrix import multiply, read_matrix
from banmian.checker.content.nesting import paint_form
from banmian.checker.content.painted import Paint
from banmian.checker.content.patterns import paint_shading
from banmian.checker.content.picturing import paint_image, paint_inline
from banmian.checker.content.reading import BROKEN, key, word
from banmian.checker.content.spaces import PATTERN

DEEPEST_SAVED = 28


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
            paint_form(run, name, found)
        case "Image":
            paint_image(run, name, found)
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
    "sh": paint_shading,
    INLINE: paint_inline,
}
