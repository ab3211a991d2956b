"""Streams within streams: forms, Type3 glyphs, soft masks, appearances of annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from banmian.checker.content.interpreter import Interpreter
from banmian.checker.content.matrix import IDENTITY, Box, Matrix, multiply, read_box, read_matrix, transformed
from banmian.checker.content.reading import BROKEN, identity, is_stream, key, number, word
from banmian.checker.content.state import State

if TYPE_CHECKING:
    from banmian.checker.content.fonts import Font

DEEPEST = 24


def matrix_of(stream: Any, name: str = "/Matrix") -> Matrix:
    """Return the matrix of a form or pattern, the identity where it has none."""
    found = key(stream, name)
    return read_matrix(found) if found is not None else IDENTITY


def inner_run(run: Interpreter, stream: Any, name: str, state: State, *, in_mask: bool = False) -> Interpreter | None:
    """Return an interpreter for a stream in this one; None, with a remark, where it would never end."""
    at = identity(stream)
    if at is not None and at in run.around:
        run.remark("form-cycle", name)
        return None
    if len(run.around) >= DEEPEST:
        run.remark("form-deep", name, str(len(run.around)))
        return None
    resources = key(stream, "/Resources")
    if resources is None:
        if key(stream, "/Subtype") is not None or key(stream, "/PatternType") is not None:
            run.remark("resources-inherited", name)
        resources = run.resources
    return Interpreter(
        run.shop, run.sink, resources, state, f"{run.path}/{name}", (*run.around, at), in_mask or run.in_mask
    )


def paint_form(run: Interpreter, name: str, form: Any, matrix: Matrix | None = None, *, in_mask: bool = False) -> None:
    """Paint a form XObject; `matrix` comes after the form's own (appearances)."""
    state = run.state.saved()
    if matrix is not None:
        state.ctm = multiply(matrix, state.ctm)
    state.ctm = multiply(matrix_of(form), state.ctm)
    box = key(form, "/BBox")
    if box is not None:
        state.clip = state.clip.cut(transformed(read_box(box), state.ctm))
    else:
        run.remark("operator-broken", f"form {name}", "BBox –")
    look_at_group(run, form, f"form {name}", state.clip)
    if state.clip.is_empty and not in_mask:
        return
    inner = inner_run(run, form, name, state, in_mask=in_mask)
    if inner is not None:
        inner.run(form)


def look_at_group(run: Interpreter, source: Any, said: str, box: Box | None) -> None:
    """Remark the transparency group of a page or form, and the space that it blends in."""
    group = key(source, "/Group")
    if word(key(group, "/S")) != "Transparency":
        return
    run.remark("transparency-group", said, box=box)
    source = key(group, "/CS")
    if source is None:
        return
    try:
        space = run.space(source)
    except BROKEN as error:
        run.remark("colour-space-broken", f"group {said}", str(error)[:80], box)
        return
    if space.is_rgb or (space.family in ("CalRGB", "ICCBased") and space.components == 3):
        run.remark("blend-space-rgb", said, space.said, box)


def paint_glyphs(run: Interpreter, font: Font, place: Matrix, codes: set[int]) -> None:
    """Look at the Type3 glyphs that a string shows, each once a page and colour."""
    procedures = key(font.source, "/CharProcs")
    for code in sorted(codes):
        name = font.names.get(code, "")
        stream = key(procedures, f"/{name}") if name else None
        if not is_stream(stream):
            continue
        mark = (identity(stream), run.state.fill.values, run.state.fill.space.said)
        if mark in run.sink.done:
            continue
        run.sink.done.add(mark)
        state = run.state.saved()
        size = state.size
        state.ctm = multiply(multiply(font.matrix, (size * state.stretch, 0, 0, size, 0, state.rise)), place)
        state.stroke = state.fill
        inner = inner_run(run, stream, f"{font.name}.{name}", state)
        if inner is not None:
            if (own := key(font.source, "/Resources")) is not None:
                inner.resources = own
            inner.run(stream)


def read_soft_mask(run: Interpreter, name: str, mask: Any) -> None:
    """Look at the group that makes a soft mask."""
    form = key(mask, "/G")
    if not is_stream(form) or (identity(form), "mask") in run.sink.done:
        return
    run.sink.done.add((identity(form), "mask"))
    paint_form(run, f"{name}.SMask", form, in_mask=True)


def paint_appearance(run: Interpreter, name: str, annotation: Any) -> None:
    """Paint the normal appearance of an annotation that is neither hidden nor kept off paper."""
    flags = int(number(key(annotation, "/F")))
    look = key(key(annotation, "/AP"), "/N")
    if flags & 2 or look is None:
        return
    if not is_stream(look):
        look = key(look, f"/{word(key(annotation, '/AS'))}")
        if not is_stream(look):
            return
    at = read_box(annotation["/Rect"])
    drawn = transformed(read_box(look["/BBox"]), matrix_of(look))
    x = at.width / drawn.width if drawn.width else 1.0
    y = at.height / drawn.height if drawn.height else 1.0
    paint_form(run, name, look, (x, 0, 0, y, at.x0 - drawn.x0 * x, at.y0 - drawn.y0 * y))
