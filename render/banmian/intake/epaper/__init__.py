"""An article page of a daily's e-paper 数字报, pasted as text: what stands on it, and which line is what.

The text holds the navigation of the site, the headline group, captions, byline and body, and mostly the page list and
the titles of the page. The modules follow the way through it: `lines` tells navigation from text, `regions` finds the
article among the rest, `head`, `people`, `photos` and `jumps` read its parts, and `page` puts them together. Nothing is
lost: a line that no rule knows stays body text where it stands in the body, and is a finding elsewhere.
"""

from banmian.intake.epaper.page import EpaperPage, EpaperSheet, parse, read_epaper

__all__ = ["EpaperPage", "EpaperSheet", "parse", "read_epaper"]
