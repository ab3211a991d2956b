"""The titles of tables, lists of names and boxes: lines in the style of headings, whole grid lines high (G10)."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from banmian.makeup.lines.display import Display, set_display
from banmian.plate import Group

if TYPE_CHECKING:
    from banmian.layout.styles import Styles
    from banmian.makeup.lines.labels import LabelCase
    from banmian.model import Article, Finding
    from banmian.plate import Line, Role

WHITE = 0.5
"""White above and below a title together, in em of it at the least."""


class SmallHead(NamedTuple):
    """A title set over a width; of no lines where there is none."""

    display: Display | None
    lines: int
    centred: bool
    role: Role

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is to be said of it."""
        return self.display.findings if self.display else ()

    def placed(self, x: float, y: float, height: float) -> list[Line]:
        """Return its lines, in the middle of a height in pt below y."""
        if not self.display:
            return []
        return self.display.placed(x, y + (height - self.display.height) / 2, "centre" if self.centred else "left")

    def drawn(self, x: float, y: float, height: float) -> list[Group]:
        """Return its group, none where there is no title, in the middle of a height in pt below y."""
        lines = self.placed(x, y, height)
        return [Group(role=self.role, children=tuple(lines))] if lines else []


def set_small_head(
    text: str,
    width: float,
    pitch: float,
    styles: Styles,
    article: Article,
    case: LabelCase,
    kind: Role,
    source: str,
    *,
    centred: bool = True,
) -> SmallHead:
    """Set a title over `width` pt; `kind` is the role of its lines, `source` its key in the file."""
    if not text.strip():
        return SmallHead(None, 0, centred, kind)
    style = styles.heading
    part = f"title of a {kind.value.partition('-')[0]}"
    display = set_display(text, style.size, style.role, width, article, case, kind, part, source=source)
    lines = ceil((display.height + WHITE * style.size) / pitch - 0.001)
    return SmallHead(display, lines, centred, kind)
