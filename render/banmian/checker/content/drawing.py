"""Paths: building, painting and clipping."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from banmian.checker.content.interpreter import Interpreter
from banmian.checker.content.matrix import Box, around, scale
from banmian.checker.content.painted import PathPaint
from banmian.checker.content.patterns import paint_pattern

MOST_PIECES = 400
"""Pieces of a path that are looked at one by one; longer paths are maps and drawings."""


def _point(run: Interpreter, x: Any, y: Any) -> tuple[float, float]:
    a, b, c, d, e, f = run.state.ctm
    x, y = float(x), float(y)
    return a * x + c * y + e, b * x + d * y + f


def _move(run: Interpreter, operands: Any) -> None:
    run.parts.append([_point(run, operands[0], operands[1])])


def _line(run: Interpreter, operands: Any) -> None:
    run.parts[-1].append(_point(run, operands[0], operands[1]))


def _curve(run: Interpreter, operands: Any) -> None:
    values = list(operands)
    run.straight = False
    run.parts[-1].extend(_point(run, x, y) for x, y in zip(values[::2], values[1::2], strict=True))


def _close(run: Interpreter, _: Any) -> None:
    if run.parts and run.parts[-1]:
        run.parts[-1].append(run.parts[-1][0])


def _rectangle(run: Interpreter, operands: Any) -> None:
    x, y, w, h = (float(v) for v in operands)
    corners = ((x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y))
    run.parts.append([_point(run, *corner) for corner in corners])


def _clip(run: Interpreter, _: Any) -> None:
    run.clipping = True


def _is_upright(part: list[tuple[float, float]]) -> bool:
    """Whether the part is an upright rectangle."""
    if len(part) not in (4, 5):
        return False
    box = around(part)
    return all(min(x - box.x0, box.x1 - x) < 0.01 and min(y - box.y0, box.y1 - y) < 0.01 for x, y in part)


def _paint(fill: bool, stroke: bool, close: bool = False) -> Callable[[Interpreter, Any], None]:
    def operate(run: Interpreter, operands: Any) -> None:
        if close:
            _close(run, operands)
        parts = [part for part in run.parts if part]
        straight, run.parts, run.straight = run.straight, [], True
        clipping, run.clipping = run.clipping, False
        if not parts:
            return
        state = run.state
        whole = around(point for part in parts for point in part)
        if fill or stroke:
            width = state.width * scale(state.ctm) if stroke else 0.0
            box = whole.grown(width / 2).cut(state.clip)
            if not box.is_empty:
                _emit(run, parts, box, fill, stroke, width, straight)
        if clipping:
            state.clip = state.clip.cut(whole)

    return operate


def _seen(piece: Box, clip: Box) -> Box | None:
    """What the clip leaves of a piece; None of nothing, and of a sliver that the clip alone has made so thin."""
    left = piece.cut(clip)
    thin = min(left.width, left.height)
    return None if left.is_empty or (thin < 1 and thin < min(piece.width, piece.height) - 0.001) else left


def _emit(
    run: Interpreter,
    parts: list[list[tuple[float, float]]],
    box: Box,
    fill: bool,
    stroke: bool,
    width: float,
    straight: bool,
) -> None:
    state = run.state
    pieces: list[Box] = []
    for part in parts:
        if fill or not straight or len(part) < 2:
            pieces.append(around(part))
        else:
            pieces.extend(around(pair) for pair in pairwise(part))
        if len(pieces) > MOST_PIECES:
            pieces = [around(point for part in parts for point in part)]
            break
    pieces = [seen for piece in pieces if (seen := _seen(piece.grown(width / 2), state.clip)) is not None]
    if not pieces:
        return
    run.sink.painted.append(
        PathPaint(
            run.path,
            box,
            run.state.graphics(run.in_mask),
            state.fill if fill else None,
            state.stroke if stroke else None,
            width,
            tuple(pieces),
            straight and all(_is_upright(part) for part in parts[:MOST_PIECES]),
        )
    )
    for paint, wanted in ((state.fill, fill), (state.stroke, stroke)):
        if wanted and paint.pattern:
            paint_pattern(run, paint, box)


OPERATORS: dict[str, Callable[[Interpreter, Any], None]] = {
    "m": _move,
    "l": _line,
    "c": _curve,
    "v": _curve,
    "y": _curve,
    "h": _close,
    "re": _rectangle,
    "W": _clip,
    "W*": _clip,
    "n": _paint(False, False),
    "S": _paint(False, True),
    "s": _paint(False, True, True),
    **dict.fromkeys(("f", "F", "f*"), _paint(True, False)),
    **dict.fromkeys(("B", "B*"), _paint(True, True)),
    **dict.fromkeys(("b", "b*"), _paint(True, True, True)),
}
