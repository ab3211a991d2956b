"""The Plate 成版: a finished page as a tree of legs, groups, lines and items. The waist of the house.

Everything before it decides, everything after it only draws or reads. Lengths are in points; x runs right and y runs
down from the top left corner of the trimmed page.
"""

from banmian.plate.colour import BLACK, RED, WHITE, Colour, Spot
from banmian.plate.items import (
    ASCENT,
    BODY,
    MM,
    Direction,
    Fill,
    Form,
    Link,
    Outline,
    Picture,
    PlateItem,
    Point,
    Rule,
    Segment,
    TextRun,
    Wave,
)
from banmian.plate.roles import KINDS, Kind, Role
from banmian.plate.tree import (
    Box,
    Child,
    Group,
    Leg,
    Line,
    Node,
    Plate,
    around,
    box_of,
    groups_of,
    item_box,
    items_of,
    lines_of,
)
from banmian.plate.words import Word, words_of

__all__ = [
    "ASCENT",
    "BLACK",
    "BODY",
    "KINDS",
    "MM",
    "RED",
    "WHITE",
    "Box",
    "Child",
    "Colour",
    "Direction",
    "Fill",
    "Form",
    "Group",
    "Kind",
    "Leg",
    "Line",
    "Link",
    "Node",
    "Outline",
    "Picture",
    "Plate",
    "PlateItem",
    "Point",
    "Role",
    "Rule",
    "Segment",
    "Spot",
    "TextRun",
    "Wave",
    "Word",
    "around",
    "box_of",
    "groups_of",
    "item_box",
    "items_of",
    "lines_of",
    "words_of",
]
