"""Gradients of a foreign PDF in inks: their functions sampled anew, the corners of meshes written anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from banmian.pdf.mend.functions import evaluate, pairs, sample
from banmian.pdf.mend.spaces import Space, read_space

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from banmian.pdf.mend.palette import Palette, Spots

    Values = NDArray[np.float64]

STEPS, SMOOTH, FIELD = 1024, 256, 96
"""Places at which a function is sampled: one of several parts, a smooth one, and each side of one over an area."""
_KEPT = ("/ShadingType", "/Coords", "/Domain", "/Extend", "/BBox", "/AntiAlias", "/Matrix")
_MESH = ("/BitsPerCoordinate", "/BitsPerFlag", "/VerticesPerRow")


def mended_shading(pdf: Any, shading: Any, resources: Any, palette: Palette, spots: Spots) -> Any:
    """A shading dictionary or stream in the target's colours."""
    import pikepdf

    space = read_space(shading.ColorSpace, resources)
    own = space.plates and not palette.light and not palette.grey
    kind = int(shading.ShadingType)
    mesh = kind >= 4
    function = shading.get("/Function")
    made = pdf.make_stream(b"") if mesh else pikepdf.Dictionary()
    for key in (*_KEPT, *(_MESH if mesh else ())):
        if key in shading:
            made[key] = shading[key]
    made.ColorSpace = spots.space(space) if own else pikepdf.Name(palette.device)
    if "/Background" in shading:
        made.Background = shading.Background if own else _one(space, shading.Background, palette)
    if own or (mesh and function is not None):
        if mesh:
            made.write(shading.read_bytes())
            made.BitsPerComponent, made.Decode = shading.BitsPerComponent, shading.Decode
        if function is not None:
            made.Function = function
    if own:
        return made if mesh else pdf.make_indirect(made)

    def call(at: Values) -> Values:
        return palette.parts(space.device(evaluate(function, at)), "gradients")

    if function is not None:
        default = [0, 1, 0, 1] if kind == 1 else [0, 1]
        domain = pairs(made.Decode)[2:3] if mesh else pairs(shading.get("/Domain", default))
        size = FIELD if kind == 1 else STEPS if _in_parts(function) else SMOOTH
        made.Function = sample(pdf, call, domain, size)
    else:
        _corners(shading, made, space, palette, kind)
    return made if mesh else pdf.make_indirect(made)


def _one(space: Space, colour: Any, palette: Palette) -> list[float]:
    values = np.array([[float(value) for value in colour]])
    return [round(float(part), 4) for part in palette.parts(space.device(values), "gradients")[0]]


def _in_parts(function: Any) -> bool:
    import pikepdf

    if isinstance(function, pikepdf.Array):
        return any(_in_parts(one) for one in function)
    return int(function.FunctionType) != 2


def _corners(shading: Any, made: Any, space: Space, palette: Palette, kind: int) -> None:
    """The data of a mesh with its colours at the corners brought to the target, 8 bits a component."""
    coordinate, component = int(shading.BitsPerCoordinate), int(shading.BitsPerComponent)
    flag = int(shading.get("/BitsPerFlag", 0)) if kind != 5 else 0
    edges = pairs(shading.Decode)
    bits = "".join(f"{byte:08b}" for byte in shading.read_bytes())
    at, pieces, colours = 0, [], []

    def colour(start: int) -> list[float]:
        raw = [int(bits[start + n * component : start + (n + 1) * component], 2) for n in range(space.components)]
        return [
            edges[2 + n, 0] + value * (edges[2 + n, 1] - edges[2 + n, 0]) / (2**component - 1)
            for n, value in enumerate(raw)
        ]

    while at + flag + 2 * coordinate <= len(bits):
        flagged = int(bits[at : at + flag], 2) & 3 if flag else 0
        if kind in (4, 5):
            points, corners = 1, 1
        else:
            points = (12 if kind == 6 else 16) - (4 if flagged else 0)
            corners = 2 if flagged else 4
        head = flag + points * 2 * coordinate
        length = head + corners * space.components * component
        if at + length > len(bits):
            break
        pieces.append((bits[at : at + head], corners))
        start = at + head
        colours += [colour(start + n * space.components * component) for n in range(corners)]
        at += -(-length // 8) * 8
    parts = palette.parts(space.device(np.array(colours).reshape(-1, space.components)), "gradients")
    whole = np.round(np.clip(parts, 0, 1) * 255).astype(int)
    out, n = [], 0
    for head_bits, corners in pieces:
        text = head_bits + "".join(f"{value:08b}" for value in whole[n : n + corners].ravel())
        n += corners
        text += "0" * (-len(text) % 8)
        out.append(int(text, 2).to_bytes(len(text) // 8, "big"))
    made.write(b"".join(out))
    made.BitsPerComponent = 8
    made.Decode = [*(float(edge) for edge in edges[:2].ravel()), *[0, 1] * palette.components]
