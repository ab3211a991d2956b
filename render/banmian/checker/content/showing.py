"""Text: where its strings stand, how large they come out, and in which colour."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf

from banmian.checker.content.interpreter import Interpreter
from banmian.checker.content.matrix import Box, Matrix, multiply, read_matrix, scale, scale_up, transformed
from banmian.checker.content.nesting import paint_glyphs
from banmian.checker.content.painted import TextShow
from banmian.checker.content.patterns import paint_pattern
from banmian.checker.content.reading import BROKEN, word
from banmian.checker.content.state import TextPlace

FILLED, STROKED, CLIPPED = (0, 2, 4, 6), (1, 2, 5, 6), (4, 5, 6, 7)
"""Text rendering modes that fill, stroke, clip."""


def _begin(run: Interpreter, _: Any) -> None:
    if run.in_text:
        run.remark("text-objects", "BT")
    run.text, run.in_text = TextPlace(), True


def _end(run: Interpreter, _: Any) -> None:
    if not run.in_text:
        run.remark("text-objects", "ET")
    run.in_text = False
    if run.text_clip:
        x0, y0, x1, y1 = zip(*run.text_clip, strict=True)
        run.state.clip = run.state.clip.cut(Box(min(x0), min(y0), max(x1), max(y1)))
        run.text_clip = []


def _font(run: Interpreter, operands: Any) -> None:
    run.state.size = float(operands[1])
    run.state.font = None
    found = run.resource("Font", operands[0])
    if found is not None:
        try:
            run.state.font = run.shop.fonts.read(found)
        except BROKEN as error:
            run.remark("font-unread", f"font {word(operands[0])}", str(error)[:80])


def _setter(name: str, by: float = 1.0) -> Callable[[Interpreter, Any], None]:
    def operate(run: Interpreter, operands: Any) -> None:
        setattr(run.state, name, float(operands[0]) * by)

    return operate


def _mode(run: Interpreter, operands: Any) -> None:
    run.state.mode = int(operands[0])


def _move(run: Interpreter, operands: Any) -> None:
    _step(run, float(operands[0]), float(operands[1]))


def _step(run: Interpreter, x: float, y: float) -> None:
    run.text.line = multiply((1, 0, 0, 1, x, y), run.text.line)
    run.text.matrix = run.text.line


def _move_leading(run: Interpreter, operands: Any) -> None:
    run.state.leading = -float(operands[1])
    _move(run, operands)


def _matrix(run: Interpreter, operands: Any) -> None:
    run.text.line = run.text.matrix = read_matrix(operands)


def _next(run: Interpreter, _: Any) -> None:
    _step(run, 0.0, -run.state.leading)


def _show(run: Interpreter, operands: Any) -> None:
    _strings(run, [operands[0]])


def _show_array(run: Interpreter, operands: Any) -> None:
    _strings(run, list(operands[0]))


def _quote(run: Interpreter, operands: Any) -> None:
    _next(run, operands)
    _strings(run, [operands[0]])


def _double_quote(run: Interpreter, operands: Any) -> None:
    run.state.word_space, run.state.character_space = float(operands[0]), float(operands[1])
    _next(run, operands)
    _strings(run, [operands[2]])


def _strings(run: Interpreter, parts: list[Any]) -> None:
    """Show strings with the shifts between them as one line."""
    state = run.state
    font = state.font
    if font is None:
        run.remark("font-missing", "text", "")
        return
    if not run.in_text:
        run.remark("text-objects", "Tj")
    reach, text = 0.0, []
    missing = unmapped = glyphs = 0
    codes: set[int] = set()
    along = 1.0 if font.vertical else state.stretch
    for part in parts:
        if not isinstance(part, (pikepdf.String, bytes, str)):
            reach -= float(part) / 1000 * state.size * along
            continue
        shown = font.shown(bytes(part) if not isinstance(part, str) else part.encode("latin-1"))
        reach += (
            shown.width * state.size + shown.glyphs * state.character_space + shown.spaces * state.word_space
        ) * along
        glyphs += shown.glyphs
        missing += shown.missing
        unmapped += shown.unmapped
        text.append(shown.text)
        if font.subtype == "Type3":
            codes.update(shown.codes)
    place = multiply(run.text.matrix, state.ctm)
    run.text.matrix = multiply((1, 0, 0, 1, *((0.0, -reach) if font.vertical else (reach, 0.0))), run.text.matrix)
    if glyphs:
        _emit(run, place, reach, "".join(text), missing, unmapped, codes)


def _emit(
    run: Interpreter, place: Matrix, reach: float, text: str, missing: int, unmapped: int, codes: set[int]
) -> None:
    state, font = run.state, run.state.font
    assert font is not None
    size = state.size
    if font.vertical:
        flat = Box(-size / 2, min(-reach, 0.0), size / 2, max(-reach, 0.0))
    else:
        low, high = sorted((font.descent * size, font.ascent * size))
        flat = Box(min(0.0, reach), low + state.rise, max(0.0, reach), high + state.rise)
    box = transformed(flat, place)
    if state.mode in CLIPPED:
        run.text_clip.append(box)
    box = box.cut(state.clip)
    if box.is_empty:
        return
    if font.subtype == "Type3":
        paint_glyphs(run, font, place, codes)
        size *= 1000 * font.matrix[3]
    run.sink.painted.append(
        TextShow(
            run.path,
            box,
            state.graphics(run.in_mask),
            text,
            font.name,
            abs(size) * scale_up(place),
            state.fill if state.mode in FILLED and font.subtype != "Type3" else None,
            state.stroke if state.mode in STROKED and font.subtype != "Type3" else None,
            state.width * scale(state.ctm),
            missing if state.mode != 3 else 0,
            unmapped,
        )
    )
    for paint, modes in ((state.fill, FILLED), (state.stroke, STROKED)):
        if paint.pattern and state.mode in modes:
            paint_pattern(run, paint, box)


OPERATORS: dict[str, Callable[[Interpreter, Any], None]] = {
    "BT": _begin,
    "ET": _end,
    "Tf": _font,
    "Tr": _mode,
    "Td": _move,
    "TD": _move_leading,
    "Tm": _matrix,
    "Tc": _setter("character_space"),
    "Tw": _setter("word_space"),
    "Tz": _setter("stretch", 0.01),
    "TL": _setter("leading"),
    "Ts": _setter("rise"),
    "T*": _next,
    "Tj": _show,
    "TJ": _show_array,
    "'": _quote,
    '"': _double_quote,
}
