"""The house style of composition: every STYLE choice in one place, with the defaults for a mainland paper.

Source: typographic rules section 0; each field names its rule. `banmian galley --settings` prints this list.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct


def _about(text: str) -> Meta:
    return Meta(description=text)


Em = Annotated[float, Meta(ge=0, le=4)]


class Setting(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How paragraphs are composed. Lengths are in em of the text."""

    level: Annotated[
        Literal["none", "basic", "gb", "strict"], _about("which marks may not open or close a line (B3, B6)")
    ] = "gb"
    marks: Annotated[
        Literal["full", "half"],
        _about("full: 全角式, one em, squeezed in pairs and at line ends; half: 半角式, all half an em (P14, T8)"),
    ] = "full"
    line_end: Annotated[Literal["half", "full"], _about("a full-width mark that closes a line (P8)")] = "half"
    line_start: Annotated[Literal["trim", "keep"], _about("an opening bracket that opens a line (P10)")] = "trim"
    indent: Annotated[Em, _about("first line of a paragraph (R1)")] = 2.0
    gap: Annotated[Em, _about("between Han and Latin letters or digits (M1)")] = 0.25
    gap_floor: Annotated[Em, _about("to where that gap shrinks (J3(6))")] = 0.125
    gap_cap: Annotated[Em, _about("to where that gap stretches (J4(2))")] = 1 / 3
    space_floor: Annotated[Em, _about("to where a word space shrinks (J3(2))")] = 0.25
    space_cap: Annotated[Em, _about("to where a word space stretches (J4(1))")] = 0.5
    squeeze_stops: Annotated[bool, _about("whether 。？！ are squeezed, last of all (J3(7))")] = True
    loose: Annotated[Em, _about("spacing per gap above which a line is reported (J5)")] = 0.25
    justify: Annotated[bool, _about("lines reach the end of the measure (J1)")] = True


BODY = Setting()
HEADLINE = Setting(marks="half", indent=0.0, justify=False)
CAPTION = Setting(indent=0.0)
