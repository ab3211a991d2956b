"""The house style of composition: every STYLE choice in one place, with the defaults for a mainland paper.

The numbers are those of docs/rules.md: each field names its rule. `banmian galley --settings` prints this list; an
issue makes its own choices under [composition] in issue.toml.
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args, get_origin, get_type_hints

from msgspec import Meta, Struct


def _about(text: str) -> Meta:
    return Meta(description=text)


Em = Annotated[float, Meta(ge=0, le=4)]


class Setting(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """How paragraphs are composed. Lengths are in em of the text."""

    lang: Annotated[
        Literal["zh-Hans", "zh-Hant-TW", "zh-Hant-HK"],
        _about("whose marks: in traditional text they stand in the middle of their cell (C7)"),
    ] = "zh-Hans"
    vertical: Annotated[bool, _about("lines run from top to bottom, columns from right to left (V1, C6)")] = False
    level: Annotated[
        Literal["none", "basic", "gb", "strict"], _about("which marks may not open or close a line (B3, B6)")
    ] = "gb"
    marks: Annotated[
        Literal["full", "kaiming", "half", "none"],
        _about(
            "full: 全角式, one em, squeezed in pairs and at line ends; kaiming: 开明式, 。？！ one em, others half; "
            "half: 半角式, all half an em; none: 不挤压, all one em everywhere (P1 to P8, P14, T8)"
        ),
    ] = "full"
    pair: Annotated[Literal["loose", "tight"], _about("two marks that meet: loose 1.5 em, tight 1 em (P1)")] = "loose"
    line_end: Annotated[Literal["half", "full"], _about("a full-width mark that closes a line (P8)")] = "half"
    line_start: Annotated[Literal["trim", "keep"], _about("an opening bracket that opens a line (P10)")] = "trim"
    paragraph_start: Annotated[
        Literal["as-line", "trim", "keep", "hang"],
        _about("an opening bracket that opens a paragraph: as at a line start, or else, or hung into the indent (P10)"),
    ] = "as-line"
    hang: Annotated[bool, _about("whether one ，、。 may hang beyond the end of a line (H1, H2)")] = False
    interpunct: Annotated[Literal["half", "full"], _about("the cell of · (C3; full in Hong Kong and Taiwan)")] = "half"
    indent: Annotated[Em, _about("first line of a paragraph (R1)")] = 2.0
    digits: Annotated[
        Literal["half", "proportional"], _about("half: each digit half an em where the face has such forms (C8)")
    ] = "half"
    gap: Annotated[Em, _about("between Han and Latin letters (M1)")] = 0.25
    digit_gap: Annotated[Em | None, _about("between Han and digits (M8); null: as between Han and letters")] = None
    gap_floor: Annotated[Em, _about("to where that gap shrinks (J3(6))")] = 0.125
    gap_cap: Annotated[Em, _about("to where that gap stretches (J4(2))")] = 1 / 3
    space_floor: Annotated[Em, _about("to where a word space shrinks (J3(2))")] = 0.25
    space_cap: Annotated[Em, _about("to where a word space stretches (J4(1))")] = 0.5
    squeeze_stops: Annotated[bool, _about("whether 。？！ are squeezed, last of all (J3(7))")] = True
    last_line: Annotated[
        Literal["accept", "forbid"],
        _about("a last line of one Han and its mark: avoided if cheap, or at almost any price, as one without (R4)"),
    ] = "accept"
    fit: Annotated[
        Literal["paragraph", "line"], _about("lines are chosen for the whole paragraph, or one after the other (J9)")
    ] = "paragraph"
    lines: Annotated[
        int, Meta(ge=-9, le=9), _about("lines more (or fewer) than a paragraph would take, if the limits allow (J5)")
    ] = 0
    hyphens: Annotated[
        str, _about("language of Latin words, such as en_US, by whose rules they are hyphenated; empty: never (B12)")
    ] = ""
    upright_letters: Annotated[
        int, Meta(ge=0, le=9), _about("capitals in a row that stand upright in vertical lines, and a lone letter (V6)")
    ] = 3
    upright_digits: Annotated[
        int, Meta(ge=0, le=4), _about("digits of a number set side by side in vertical lines, 纵中横 (V5); 0: turned")
    ] = 0
    widths: Annotated[
        Literal["keep", "half"], _about("full-width digits and letters of old copy: as they are, or half (G35 5.1.7)")
    ] = "keep"
    last_resort: Annotated[
        Literal["stand-in", "system"],
        _about("what shows a character that no face of the house has: 〓, or a face of this machine, if any (C13)"),
    ] = "stand-in"
    loose: Annotated[Em, _about("spacing per gap above which a line is reported (J5)")] = 0.25
    justify: Annotated[bool, _about("lines reach the end of the measure (J1)")] = True

    def __post_init__(self) -> None:
        """Raises ValueError for what a program may pass by mistake; files are held to the types anyway."""
        for name, kind in _CHOICES.items():
            if getattr(self, name) not in kind:
                raise ValueError(f"{name} = {getattr(self, name)!r}: expected one of {', '.join(kind)}")

    @property
    def is_traditional(self) -> bool:
        """Whether the marks are those of Taiwan and Hong Kong (C7)."""
        return self.lang != "zh-Hans"

    @property
    def keeps_paragraph_start(self) -> bool:
        """Whether a bracket that opens a paragraph keeps its full em."""
        return self.paragraph_start == "keep" or (self.paragraph_start == "as-line" and self.line_start == "keep")


_CHOICES: dict[str, tuple[str, ...]] = {
    name: get_args(get_args(kind)[0])
    for name, kind in get_type_hints(Setting, include_extras=True).items()
    if get_origin(get_args(kind)[0]) is Literal
}
