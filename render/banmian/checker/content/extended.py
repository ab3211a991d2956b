"""Extended graphics states (ExtGState): overprint and line width are set, transparency is remarked."""

from __future__ import annotations

from typing import Any

from banmian.checker.content.interpreter import Interpreter
from banmian.checker.content.nesting import read_soft_mask
from banmian.checker.content.reading import BROKEN, is_array, is_name, is_stream, items, key, number, word

INTENTS = ("RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation")


def set_extended(run: Interpreter, name: str, source: Any) -> None:
    """Do what the dictionary says, as `gs` does."""
    state = run.state
    entries = dict(items(source))
    said = f"ExtGState {name}"
    if "/OP" in entries:
        state.overprint_stroke = entries["/OP"] is True
        state.overprint_fill = state.overprint_stroke
    if "/op" in entries:
        state.overprint_fill = entries["/op"] is True
    if "/OPM" in entries:
        state.overprint_mode = int(number(entries["/OPM"]))
    if "/LW" in entries:
        state.width = abs(number(entries["/LW"], 1.0))
    if "/Font" in entries:
        state.size = number(entries["/Font"][1])
        state.font = run.shop.fonts.read(entries["/Font"][0])
    if "/RI" in entries and word(entries["/RI"]) not in INTENTS:
        run.remark("rendering-intent", f"{said} {word(entries['/RI'])}")
    _look_at_transparency(run, name, said, entries)


def _look_at_transparency(run: Interpreter, name: str, said: str, entries: dict[str, Any]) -> None:
    for entry in ("/ca", "/CA"):
        if entry in entries and number(entries[entry], 1.0) < 1:
            run.remark("transparency-alpha", said, f"{entry[1:]} {number(entries[entry]):g}")
    modes = entries.get("/BM")
    if modes is not None:
        names = [word(mode) for mode in modes] if is_array(modes) else [word(modes)]
        if names and names[0] not in ("Normal", "Compatible"):
            run.remark("transparency-blend", said, names[0])
    mask = entries.get("/SMask")
    if mask is not None and not is_name(mask):
        run.remark("transparency-mask", said, word(key(mask, "/S")))
        if is_stream(key(mask, "/G")):
            try:
                read_soft_mask(run, name, mask)
            except BROKEN as error:
                run.remark("operator-broken", said, str(error)[:80])
