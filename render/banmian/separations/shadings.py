"""Shadings painted anew: their colours become lights by a table that a function of samples holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from banmian.separations.functions import evaluate

if TYPE_CHECKING:
    from collections.abc import Callable

    from banmian.separations.colorants import Colorants, Space

_STEPS, _GRID = 512, 64
_MESHES = (4, 5, 6, 7)


def repaint_shading(pdf: Any, shading: Any, space: Space, lights: Callable[[Any], Any], colorants: Colorants) -> Any:
    """A shading in DeviceRGB in `pdf`. A mesh without a function has the colours of its corners painted anew."""
    import pikepdf

    kind = int(shading.ShadingType)
    kept = {name: one for name, one in shading.items() if name in _KEPT}
    low, high = np.array(space.spans, dtype=np.float64).T
    if "/Function" in shading:
        size = (_GRID, _GRID) if kind == 1 else (_STEPS,)
        domain = [float(one) for one in shading.get("/Domain", [0, 1, 0, 1] if kind == 1 else [0, 1])]
        if kind in _MESHES:
            domain = [float(one) for one in shading.Decode][4:6]
        axes = [np.linspace(domain[2 * n], domain[2 * n + 1], count) for n, count in enumerate(size)]
        at = np.stack([one.ravel(order="F") for one in np.meshgrid(*axes, indexing="ij")], axis=1)
        values = np.clip(evaluate(shading.Function, at)[:, : len(space.spans)], low, high)
        # PDFium cuts a light to a whole step where others round.
        table = np.round(lights(space.inks(values)) * 65535 + 128).clip(0, 65535).astype(">u2")
        function = pdf.make_stream(table.tobytes())
        function.FunctionType, function.BitsPerSample = 0, 16
        function.Size = pikepdf.Array(list(size))
        function.Domain = pikepdf.Array(domain)
        function.Range = pikepdf.Array([0, 1] * 3)
    elif kind in _MESHES:
        from banmian.separations.meshes import repaint_mesh

        return repaint_mesh(pdf, shading, space, lights)
    else:
        colorants.remark("a shading without a function is left out")
        return None
    data = shading.read_bytes() if kind in _MESHES else None
    made = pdf.make_stream(data) if data is not None else pdf.make_indirect(pikepdf.Dictionary())
    for name, one in kept.items():
        made[name] = pikepdf.Array(list(one)) if isinstance(one, pikepdf.Array) else one
    made.ColorSpace, made.Function = pikepdf.Name.DeviceRGB, function
    return made


_KEPT = (
    *("/ShadingType", "/BBox", "/AntiAlias", "/Coords", "/Domain", "/Extend", "/Matrix"),
    *("/BitsPerCoordinate", "/BitsPerComponent", "/BitsPerFlag", "/Decode", "/VerticesPerRow"),
)
