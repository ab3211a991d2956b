"""The type of a design: sizes in pt or by their names in 号 (G1), headlines by rank (T11, T12), captions, colours."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

HAO: dict[str, float] = {
    "初号": 42,
    "小初": 36,
    "一号": 28,
    "小一": 24,
    "二号": 21,
    "小二": 18,
    "三号": 16,
    "小三": 15,
    "四号": 14,
    "小四": 12,
    "五号": 10.5,
    "小五": 9,
    "六号": 8,
    "小六": 6.5,
    "七号": 5.25,
}
"""Sizes in pt by name. Tables differ (小初 30 or 36, 一号 27.5 or 28): a design says its own under [sizes] (G1)."""

Alignment = Literal["left", "centre"]
Percent = Annotated[float, Meta(ge=0, le=100)]


class TypeSize(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A size, in pt or by its name such as "小二", and the role whose face sets it."""

    size: Annotated[float, Meta(gt=0, le=999)]
    role: str


class HeadlineRank(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a headline of a rank is set: 主题, 引题, 副题 and 提要题, and whether they are centred or stand at the left.

    `tint` is the ground under the headline, a colour such as "black 12%"; on a `reversed` one the type is white (X7).
    `rule` draws a line over or under the group, `ornament` a piece before its main lines.
    """

    main: TypeSize
    kicker: TypeSize
    deck: TypeSize
    summary: TypeSize | None = None
    align: Alignment = "left"
    tint: str = ""
    reversed: bool = False
    rule: Literal["none", "above", "below", "both"] = "none"
    ornament: str = ""


class Style(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The type of small matter: a size in pt or by name, the role of its face, and how it stands."""

    size: Annotated[float, Meta(gt=0, le=999)]
    role: str
    align: Alignment = "left"


class SubheadStyle(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Subheads 分题: a size in pt or by name, two lines high; a long one is set smaller, never below the body."""

    size: Annotated[float, Meta(gt=0, le=999)] = 10.5
    align: Alignment = "centre"


class BylineStyle(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Bylines 署名: a size in pt or by name, that of the body if none is given, and the role of their face."""

    size: Annotated[float, Meta(gt=0, le=999)] | None = None
    role: str = "byline"


class Styles(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The styles of what is neither headline nor body."""

    caption: Style = Style(size=8, role="caption")
    credit: Style = Style(size=8, role="credit")
    subhead: SubheadStyle = SubheadStyle()
    byline: BylineStyle = BylineStyle()
    quote: Style = Style(size=14, role="quotation", align="centre")
    table: Style = Style(size=8, role="caption")
    heading: Style = Style(size=12, role="section")
    """Titles of boxes and tables, and 栏头."""
    heading_form: Literal["bar", "rule", "ground"] = "bar"
    """栏头 with a short heavy bar at its left, a rule below, or a ground behind it."""
    heading_colour: str = "black"


class ColourKeys(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A named colour: per cent of cyan, magenta, yellow and black; and of red, green and blue for screens.

    With `spot`, the name of an ink of its own 专色 such as "PANTONE 186 C", it is printed with that ink alone, and `cmyk`
    stands for it where there is none.
    """

    cmyk: tuple[Percent, Percent, Percent, Percent]
    rgb: tuple[Percent, Percent, Percent] | None = None
    spot: Annotated[str, Meta(max_length=60)] = ""


def with_points(raw: Any, sizes: dict[str, Any]) -> Any:
    """Parsed TOML with every size that is a name of 号 in pt; names that are none stay, for the types to refuse."""
    if isinstance(raw, list):
        return [with_points(item, sizes) for item in raw]
    if not isinstance(raw, dict):
        return raw
    found = {key: with_points(value, sizes) for key, value in raw.items()}
    for key in ("size", "body"):
        given = found.get(key)
        if isinstance(given, str) and given in sizes:
            found[key] = sizes[given]
    return found
