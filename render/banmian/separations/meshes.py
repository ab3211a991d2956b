"""Meshes of shadings (types 4 to 7) painted anew: each corner's colour is read from the bits, and written as lights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from banmian.separations.colorants import Space


def repaint_mesh(pdf: Any, shading: Any, space: Space, lights: Callable[[Any], Any]) -> Any:
    """A mesh whose vertices carry colours, in DeviceRGB with 8 bits a component."""
    import pikepdf

    kind = int(shading.ShadingType)
    decode = [float(one) for one in shading.Decode]
    components = (len(decode) - 4) // 2
    wide, deep = int(shading.BitsPerCoordinate), int(shading.BitsPerComponent)
    flag = 0 if kind == 5 else int(shading.BitsPerFlag)
    digits = "".join(f"{byte:08b}" for byte in shading.read_bytes())
    low, high = np.array(decode[4:], dtype=np.float64).reshape(-1, 2).T

    def light(colours: list[int]) -> str:
        row = low + np.array(colours, dtype=np.float64) / (2**deep - 1) * (high - low)
        rgb = lights(space.inks(row[None, :]))[0]
        return "".join(f"{round(float(one) * 255):08b}" for one in rgb)

    out: list[str] = []
    for flagged, points, corners in _records(kind, flag, wide, deep * components, digits):
        record = flagged + points
        for corner in corners:
            record += light([int(corner[n * deep : (n + 1) * deep], 2) for n in range(components)])
        out.append(record + "0" * (-len(record) % 8))
    text = "".join(out)
    made = pdf.make_stream(int(text or "0", 2).to_bytes(max(len(text) // 8, 1), "big"))
    for name in ("/ShadingType", "/BitsPerCoordinate", "/BitsPerFlag", "/VerticesPerRow"):
        if name in shading:
            made[name] = shading[name]
    made.BitsPerComponent, made.ColorSpace = 8, pikepdf.Name.DeviceRGB
    made.Decode = pikepdf.Array([*decode[:4], 0, 1, 0, 1, 0, 1])
    return made


def _records(kind: int, flag: int, wide: int, colour: int, digits: str) -> Iterator[tuple[str, str, list[str]]]:
    """Vertices or patches: flag, points and colours as they stand, in digits. Each begins at a byte."""
    at = 0
    while at + flag + 2 * wide + colour <= len(digits):
        flagged = digits[at : at + flag]
        free = kind in (4, 5) or not int(flagged[-2:] or "0", 2) & 3
        points, colours = {4: (1, 1), 5: (1, 1), 6: (12, 4), 7: (16, 4)}[kind]
        if not free:
            points, colours = points - 4, colours - 2
        at += flag
        length = 2 * wide * points
        drawn = digits[at : at + length]
        at += length
        if at + colour * colours > len(digits):
            return
        yield flagged, drawn, [digits[at + n * colour : at + (n + 1) * colour] for n in range(colours)]
        at += colour * colours
        at += -at % 8
