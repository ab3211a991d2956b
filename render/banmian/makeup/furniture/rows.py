"""Rows of short parts, such as the data under a nameplate: packed into lines, spread over a width, or centred."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.makeup.furniture.setter import Box, Setter
from banmian.makeup.lines.runs import baseline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.makeup.lines.labels import Label
    from banmian.plate import Role

GAP = 1.5
"""em between the parts of a row that is packed."""
LEAST_GAP = 0.8
"""em between them before they become smaller."""


def packed(parts: Sequence[str], size: float, width: float, role: str, setter: Setter) -> list[list[str]]:
    """The parts in their order on as few rows as a width needs at a size; a part that is too long is parted at its
    spaces.
    """
    pieces: list[str] = []
    for part in parts:
        pieces += [part] if _wide(part, size, role, setter) <= width else part.split()
    rows: list[list[str]] = []
    used = 0.0
    for piece in pieces:
        wide = _wide(piece, size, role, setter)
        if rows and used + GAP * size + wide <= width:
            rows[-1].append(piece)
            used += GAP * size + wide
        else:
            rows.append([piece])
            used = wide
    return rows


def _wide(text: str, size: float, role: str, setter: Setter) -> float:
    """The width of a text in pt."""
    return setter.case.cast(text, role).width * size


def spread(parts: Sequence[str], size: float, box: Box, role: str, kind: Role, setter: Setter) -> None:
    """Parts over the whole width of a box, the first flush left and the last flush right; a lone one is centred."""
    labels = _labels(parts, size, box.width, role, kind, setter)
    total = sum(label.width for label in labels)
    gap = (box.width - total) / max(len(labels) - 1, 1)
    x = box.x if len(labels) > 1 else box.x + (box.width - total) / 2
    for label in labels:
        setter.put(label, x, baseline(box.y, box.height, label.size))
        x += label.width + gap


def centred(parts: Sequence[str], size: float, box: Box, role: str, kind: Role, setter: Setter) -> None:
    """Parts side by side in the middle of a box."""
    labels = _labels(parts, size, box.width, role, kind, setter)
    total = sum(label.width for label in labels)
    gap = min(GAP * size, (box.width - total) / max(len(labels) - 1, 1))
    x = box.x + (box.width - total - gap * (len(labels) - 1)) / 2
    for label in labels:
        setter.put(label, x, baseline(box.y, box.height, label.size))
        x += label.width + gap


def _labels(parts: Sequence[str], size: float, width: float, role: str, kind: Role, setter: Setter) -> list[Label]:
    labels = [setter.label(part, size, role, kind) for part in parts]
    total = sum(label.width for label in labels)
    gaps = LEAST_GAP * size * (len(labels) - 1)
    if total + gaps > width:  # smaller rather than outside
        return [label.shrunk_to(label.width * width / (total + gaps)) for label in labels]
    return labels
