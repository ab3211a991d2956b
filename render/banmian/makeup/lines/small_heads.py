"""The titles of tables, lists of names and boxes: lines in the style of headings, whole grid lines high (G10)."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from banmian.makeup.lines.display import Display, set_display

if TYPE_CHECKING:
    from banmian.layout.styles import Styles
    from banmian.makeup.lines.labels import LabelCase
    from banmian.model import Article, Finding
    from banmian.plate import TextRun

WHITE = 0.5
"""White above and below a title together, in em of it at the least."""


class SmallHead(NamedTuple):
    """A title set over a width; of no lines where there is none."""

    display: Display | None
    lines: int
    centred: bool

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is to be said of it."""
        return self.display.findings if self.display else ()

    def runs(self, x: float, y: float, height: float) -> list[TextRun]:
        """The runs, in the middle of a height in pt below y."""
        if not self.display:
            return []
        return self.display.runs(x, y + (height - self.display.height) / 2, "centre" if self.centred else "left")


def set_small_head(
    text: str,
    width: float,
    pitch: float,
    styles: Styles,
    article: Article,
    case: LabelCase,
    kind: str,
    *,
    centred: bool = True,
) -> SmallHead:
    """Set a title over `width` pt; `kind` is the role of its runs, such as "table-title"."""
    if not text.strip():
        return SmallHead(None, 0, centred)
    style = styles.heading
    part = f"title of a {kind.partition('-')[0]}"
    display = set_display(text, style.size, style.role, width, article, case, kind, part)
    lines = ceil((display.height + WHITE * style.size) / pitch - 0.001)
    return SmallHead(display, lines, centred)
