"""layout 版式: page designs as data: sheet, grid, and the slots that take articles, pictures and furniture."""

from banmian.layout.design import HeadlineRank, Layout, PhotoPlace, Slot, TypeSize
from banmian.layout.grid import Grid, Rect, Sheet
from banmian.layout.reader import layout_names, read_layout

__all__ = [
    "Grid",
    "HeadlineRank",
    "Layout",
    "PhotoPlace",
    "Rect",
    "Sheet",
    "Slot",
    "TypeSize",
    "layout_names",
    "read_layout",
]
