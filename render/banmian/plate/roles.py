"""Roles: what each part of a page is, and what that is called in every output."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Role(StrEnum):
    """What a group, a line or an item of a Plate is. `KINDS` says what each is called elsewhere."""

    NONE = ""
    # an article
    LEG = "leg"
    HEAD = "head"
    KICKER = "kicker"
    HEADLINE = "headline"
    DECK = "deck"
    SUMMARY = "summary"
    BYLINE = "byline"
    HEADING = "heading"
    SERIES = "series"
    COLUMN = "column"
    BODY = "body"
    DATELINE = "dateline"
    SUBHEAD = "subhead"
    QUOTATION = "quotation"
    VERSE = "verse"
    NOTE_MARK = "note"
    HYPHEN = "hyphen"
    JUMP = "jump"
    # marks beside the text
    MARKS = "marks"
    NAME = "name"
    TITLE = "title"
    DOTS = "dots"
    MOURNING = "mourning"
    RUBY = "ruby"
    # inserts
    FIGURE = "figure"
    PHOTO = "photo"
    PHOTO_MISSING = "photo-missing"
    CAPTION = "caption"
    CREDIT = "credit"
    TABLE = "table"
    TABLE_TITLE = "table-title"
    TABLE_ROW = "table-row"
    TABLE_HEAD = "table-head"
    TABLE_CELL = "table-cell"
    TABLE_SOURCE = "table-source"
    LIST = "list"
    LIST_TITLE = "list-title"
    LIST_ITEM = "list-item"
    BOX = "box"
    BOX_TITLE = "box-title"
    EDITORS_NOTE = "editors-note"
    PULL_QUOTE = "pull-quote"
    QUOTE = "quote"
    QUOTE_WHO = "quote-who"
    QUOTE_MARK = "quote-mark"
    # furniture
    NAMEPLATE = "nameplate"
    NAMEPLATE_DATA = "nameplate-data"
    FOLIO = "folio"
    SECTION = "section"
    EAR = "ear"
    IMPRINT = "imprint"
    DIRECTORY = "directory"
    DIRECTORY_TITLE = "directory-title"
    DIGEST = "digest"
    DIGEST_TITLE = "digest-title"
    ENTRY = "entry"
    ADVERT = "advert"
    ADVERT_LABEL = "advert-label"
    NOTICE = "notice"
    SLUG = "slug"
    # what is drawn about them
    GROUND = "ground"
    RULES = "rules"
    TINT = "tint"
    FRAME = "frame"
    BORDER = "border"
    RULE = "rule"
    ORNAMENT = "ornament"
    TAILPIECE = "tailpiece"
    HEAD_GROUND = "head-ground"
    HEAD_RULE = "head-rule"
    TABLE_RULE = "table-rule"
    LIST_RULE = "list-rule"
    BOX_FRAME = "box-frame"
    NOTE_FRAME = "note-frame"
    QUOTE_RULE = "quote-rule"
    FILLER_RULE = "filler-rule"
    NAMEPLATE_RULE = "nameplate-rule"
    FOOT_RULE = "foot-rule"
    SECTION_RULE = "section-rule"
    SECTION_BAR = "section-bar"
    SECTION_BLOCK = "section-block"
    FOLIO_BAR = "folio-bar"
    EAR_RULE = "ear-rule"
    EAR_FRAME = "ear-frame"
    DIRECTORY_RULE = "directory-rule"
    DIRECTORY_BAR = "directory-bar"
    DIGEST_RULE = "digest-rule"

    @property
    def kind(self) -> Kind:
        """What this role is called in the outputs."""
        return KINDS[self]


class Kind(Struct, frozen=True):
    """What a role is called: its PDF structure type (ISO 32000-1, 14.8.4), the type of its ALTO block, of its METS
    division, its HTML element; whether it is an artifact (furniture, no content), and whether it is part of a headline
    group.
    """

    pdf: str = ""
    alto: str = "GraphicalElement"
    mets: str = ""
    html: str = ""
    artifact: bool = False
    head: bool = False


_TEXT = "TextBlock"
_DRAWN = Kind(artifact=True)
_FURNITURE = Kind("P", _TEXT, "HEADER", "div", artifact=True)


def _text(pdf: str, mets: str, html: str, *, head: bool = False) -> Kind:
    return Kind(pdf, _TEXT, mets, html, head=head)


KINDS: dict[Role, Kind] = {
    Role.NONE: _DRAWN,
    Role.LEG: Kind("Art", "ComposedBlock", "ARTICLE", "article"),
    Role.HEAD: Kind("Div", "ComposedBlock", "HEADING", "header"),
    Role.KICKER: _text("P", "OVERLINE", "p", head=True),
    Role.HEADLINE: _text("H1", "HEADLINE", "h1", head=True),
    Role.DECK: _text("P", "SUBHEADLINE", "p", head=True),
    Role.SUMMARY: _text("P", "MOTTO", "p", head=True),
    Role.BYLINE: _text("P", "AUTHOR", "p"),
    Role.HEADING: _text("P", "HEADING", "p"),
    Role.SERIES: _text("P", "SERIES", "p"),
    Role.COLUMN: Kind("Div", "ComposedBlock", "BODY", "div"),
    Role.BODY: _text("P", "PARAGRAPH", "p"),
    Role.DATELINE: _text("Span", "PARAGRAPH", "span"),
    Role.SUBHEAD: _text("H2", "SUBHEADING", "h2"),
    Role.QUOTATION: _text("BlockQuote", "PARAGRAPH", "blockquote"),
    Role.VERSE: _text("P", "VERSE", "p"),
    Role.NOTE_MARK: _text("Reference", "PARAGRAPH", "sup"),
    Role.HYPHEN: _text("Span", "PARAGRAPH", "span"),
    Role.JUMP: Kind("Reference", _TEXT, "REFERENCE", "a"),
    Role.MARKS: _DRAWN,
    Role.NAME: _DRAWN,
    Role.TITLE: _DRAWN,
    Role.DOTS: _DRAWN,
    Role.MOURNING: _DRAWN,
    Role.RUBY: _text("Span", "PARAGRAPH", "rt"),
    Role.FIGURE: Kind("Figure", "ComposedBlock", "ILLUSTRATION", "figure"),
    Role.PHOTO: Kind("Figure", "Illustration", "IMAGE", "img"),
    Role.PHOTO_MISSING: Kind(artifact=True),
    Role.CAPTION: _text("Caption", "CAPTION", "figcaption"),
    Role.CREDIT: _text("P", "CREDIT", "small"),
    Role.TABLE: Kind("Table", "ComposedBlock", "TABLE", "table"),
    Role.TABLE_TITLE: _text("Caption", "HEADING", "caption"),
    Role.TABLE_ROW: Kind("TR", "ComposedBlock", "ROW", "tr"),
    Role.TABLE_HEAD: _text("TH", "CELL", "th"),
    Role.TABLE_CELL: _text("TD", "CELL", "td"),
    Role.TABLE_SOURCE: _text("P", "SOURCE", "p"),
    Role.LIST: Kind("L", "ComposedBlock", "LIST", "ul"),
    Role.LIST_TITLE: _text("Caption", "HEADING", "h3"),
    Role.LIST_ITEM: _text("LI", "ITEM", "li"),
    Role.BOX: Kind("Sect", "ComposedBlock", "BOX", "aside"),
    Role.BOX_TITLE: _text("H2", "HEADING", "h3"),
    Role.EDITORS_NOTE: Kind("Note", "ComposedBlock", "NOTE", "aside"),
    Role.PULL_QUOTE: Kind("BlockQuote", "ComposedBlock", "QUOTE", "blockquote"),
    Role.QUOTE: _text("P", "QUOTE", "p"),
    Role.QUOTE_WHO: _text("P", "AUTHOR", "cite"),
    Role.QUOTE_MARK: Kind("", _TEXT, "", "", artifact=True),
    Role.NAMEPLATE: Kind("P", _TEXT, "TITLE_SECTION", "header"),
    Role.NAMEPLATE_DATA: Kind("P", _TEXT, "TITLE_SECTION", "p"),
    Role.FOLIO: _FURNITURE,
    Role.SECTION: Kind("P", _TEXT, "HEADER", "p"),
    Role.EAR: Kind("P", _TEXT, "EAR", "aside"),
    Role.IMPRINT: Kind("P", _TEXT, "IMPRINT", "footer"),
    Role.DIRECTORY: Kind("P", _TEXT, "TABLE_OF_CONTENTS", "nav"),
    Role.DIRECTORY_TITLE: Kind("P", _TEXT, "HEADING", "h2"),
    Role.DIGEST: Kind("P", _TEXT, "TABLE_OF_CONTENTS", "nav"),
    Role.DIGEST_TITLE: Kind("P", _TEXT, "HEADING", "h2"),
    Role.ENTRY: Kind("P", "ComposedBlock", "ENTRY", "a"),
    Role.ADVERT: Kind("Figure", "ComposedBlock", "ADVERTISEMENT", "aside"),
    Role.ADVERT_LABEL: Kind("P", _TEXT, "ADVERTISEMENT", "p"),
    Role.NOTICE: Kind("Figure", "ComposedBlock", "ADVERTISEMENT", "aside"),
    Role.SLUG: Kind("", _TEXT, "", "", artifact=True),
} | dict.fromkeys(
    (
        *(Role.GROUND, Role.RULES, Role.TINT, Role.FRAME, Role.BORDER, Role.RULE, Role.ORNAMENT, Role.TAILPIECE),
        *(Role.HEAD_GROUND, Role.HEAD_RULE, Role.TABLE_RULE, Role.LIST_RULE, Role.BOX_FRAME, Role.NOTE_FRAME),
        *(Role.QUOTE_RULE, Role.FILLER_RULE, Role.NAMEPLATE_RULE, Role.FOOT_RULE, Role.SECTION_RULE),
        *(Role.SECTION_BAR, Role.SECTION_BLOCK, Role.FOLIO_BAR, Role.EAR_RULE, Role.EAR_FRAME, Role.DIRECTORY_RULE),
        *(Role.DIRECTORY_BAR, Role.DIGEST_RULE),
    ),
    _DRAWN,
)
"""One row a role: a role without a row cannot exist (a test holds that)."""
