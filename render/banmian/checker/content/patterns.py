"""Patterns and shadings: what a tiling pattern's cell paints, and the areas that shadings fill."""

from __future__ import annotations

from typing import Any

from banmian.checker.content.extended import set_extended
from banmian.checker.content.interpreter import Interpreter
from banmian.checker.content.matrix import Box, multiply, read_box, transformed
from banmian.checker.content.nesting import inner_run, matrix_of
from banmian.checker.content.painted import Paint, ShadingPaint
from banmian.checker.content.reading import BROKEN, identity, is_stream, key, number, word
from banmian.checker.content.state import State


def paint_pattern(run: Interpreter, paint: Paint, box: Box) -> None:
    """Look at what a pattern paints in a box: its cell once, wherever its first cell stands."""
    pattern = run.resource("Pattern", paint.pattern)
    if pattern is None:
        return
    mark = (identity(pattern) or (run.path, paint.pattern), paint.values)
    if mark in run.sink.done:
        return
    run.sink.done.add(mark)
    if number(key(pattern, "/PatternType")) == 2:
        if key(pattern, "/ExtGState") is not None:
            set_extended(run, paint.pattern, pattern["/ExtGState"])
        _emit_shading(run, paint.pattern, key(pattern, "/Shading"), box)
        return
    if not is_stream(pattern):
        run.remark("operator-broken", f"pattern {paint.pattern}")
        return
    state = State(multiply(matrix_of(pattern), run.base), box)
    cell = transformed(read_box(pattern["/BBox"]), state.ctm)
    if cell.cut(box).area < cell.area / 2:
        # The first cell stands elsewhere: what matters is what it paints, not in which cell of the field.
        state.ctm = multiply(state.ctm, (1, 0, 0, 1, box.x0 - cell.x0, box.y0 - cell.y0))
    uncoloured = number(key(pattern, "/PaintType")) == 2
    if uncoloured and paint.space.base is not None:
        state.fill = state.stroke = Paint(paint.space.base, paint.values)
    inner = inner_run(run, pattern, paint.pattern, state)
    if inner is not None:
        inner.uncoloured = uncoloured
        inner.run(pattern)


def paint_shading(run: Interpreter, operands: Any) -> None:
    """Paint a shading over the clip."""
    shading = run.resource("Shading", operands[0])
    if shading is not None:
        _emit_shading(run, word(operands[0]), shading, run.state.clip)


def _emit_shading(run: Interpreter, name: str, shading: Any, box: Box) -> None:
    if box.is_empty:
        return
    space = None
    try:
        space = run.space(shading["/ColorSpace"])
    except BROKEN as error:
        run.remark("colour-space-broken", f"shading {name}", str(error)[:80], box)
    run.sink.painted.append(ShadingPaint(f"{run.path}/{name}", box, run.state.graphics(run.in_mask), space))
