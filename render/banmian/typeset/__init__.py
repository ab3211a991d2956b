"""typeset 排字: text and measures in, Galleys out. Everything is an array over characters; lengths are in em.

`Sorts` are the pieces of type of a text, cut and squeezed before any line is chosen (rule B8); `compose` chooses the
lines for a sequence of measures; `place` sets every character of the chosen lines.
"""

from banmian.model import Setting
from banmian.typeset.glyphs import NO_GLYPH, RoleRun
from banmian.typeset.limits import limits_of
from banmian.typeset.lines import compose, compose_all
from banmian.typeset.placing import Placed, place
from banmian.typeset.remarks import missing_words, remarks
from banmian.typeset.setting import BODY, CAPTION, HEADLINE, caption_setting, headline_setting
from banmian.typeset.sorts import Sorts, cast

__all__ = [
    "BODY",
    "CAPTION",
    "HEADLINE",
    "NO_GLYPH",
    "Placed",
    "RoleRun",
    "Setting",
    "Sorts",
    "caption_setting",
    "cast",
    "compose",
    "compose_all",
    "headline_setting",
    "limits_of",
    "missing_words",
    "place",
    "remarks",
]
