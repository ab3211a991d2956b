"""layout 版式: page designs as data: sheet, grid, and the slots that take articles, pictures and furniture."""

from banmian.layout.check import colour_of, unknown_roles
from banmian.layout.colour_sums import spots_and_sums
from banmian.layout.design import STORIES, TEXTS, Column, Layout, PhotoPlace, Slot
from banmian.layout.grid import Grid, Rect, Sheet
from banmian.layout.reader import LayoutFile, NoPlanError, layout_names, read_layout, read_layout_file
from banmian.layout.styles import BylineStyle, HeadlineRank, Style, Styles, TypeSize

__all__ = [
    "STORIES",
    "TEXTS",
    "BylineStyle",
    "Column",
    "Grid",
    "HeadlineRank",
    "Layout",
    "LayoutFile",
    "NoPlanError",
    "PhotoPlace",
    "Rect",
    "Sheet",
    "Slot",
    "Style",
    "Styles",
    "TypeSize",
    "colour_of",
    "layout_names",
    "read_layout",
    "read_layout_file",
    "spots_and_sums",
    "unknown_roles",
]
