"""press 付印: Plates in, one plate-ready PDF a page out."""

from banmian.press.pages import press_page

__all__ = ["press_page"]
