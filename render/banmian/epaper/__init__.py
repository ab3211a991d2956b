"""epaper 数字报: Plates in, the issue for readers out. So far the PDF of the whole issue."""

from banmian.epaper.screen import screen_pdf

__all__ = ["screen_pdf"]
