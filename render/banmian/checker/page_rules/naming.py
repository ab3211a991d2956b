"""How a report calls what stands painted: `text 版面 8 pt Song`, `image Fm1/Im3 1200x800 DeviceRGB`."""

from __future__ import annotations

from banmian.checker.content.painted import ImagePaint, Painted, PathPaint, TextShow


def said(thing: Painted) -> str:
    """The name of a painted thing."""
    path = thing.path.removeprefix("page").lstrip("/")
    if isinstance(thing, TextShow):
        text = " ".join(thing.text.split())
        text = text if len(text) <= 24 else f"{text[:23]}…"
        return f"text {text} {thing.size:.4g} pt {thing.font}" + (f" ({path})" if path else "")
    if isinstance(thing, ImagePaint):
        space = "stencil" if thing.stencil else thing.space.said if thing.space else "–"
        return f"image {path} {thing.pixels[0]}x{thing.pixels[1]} {space}"
    if isinstance(thing, PathPaint):
        kind = "stroke" if thing.fill is None else "fill" if thing.stroke is None else "fill and stroke"
        return f"{kind} {thing.box.width:.4g} x {thing.box.height:.4g} pt" + (f" ({path})" if path else "")
    return f"shading {path} {thing.space.said if thing.space else ''}".strip()


def inks_said(inks: dict[str, float]) -> str:
    """Ink amounts in per cent: `C 100 M 80`; spots by their names."""
    short = {"Cyan": "C", "Magenta": "M", "Yellow": "Y", "Black": "K"}
    return " ".join(f"{short.get(name, name)} {amount * 100:.4g}" for name, amount in inks.items() if amount > 0)
