"""What a newspaper is made of: an issue, its pages and articles, and the findings about them.

Everything here is frozen. The data types are `msgspec.Struct`s: frozen and slotted as dataclasses can be,
and cheap to define, which a command pays for at every start.
"""

from banmian.model.finding import BanmianError, Finding, InputError, Severity
from banmian.model.issue import (
    Advert,
    Article,
    ArticleKeys,
    Byline,
    Copydesk,
    Ear,
    Edition,
    FaceChoice,
    GroupPhoto,
    Issue,
    Jump,
    JumpPlace,
    JumpStyle,
    Page,
    Paper,
    Paragraph,
    ParagraphKind,
    Photo,
    Span,
    SpanStyle,
)
from banmian.model.matter import InfoBox, Matter, NameList, Quote, Table
from banmian.model.setting import Setting

__all__ = [
    "Advert",
    "Article",
    "ArticleKeys",
    "BanmianError",
    "Byline",
    "Copydesk",
    "Ear",
    "Edition",
    "FaceChoice",
    "Finding",
    "GroupPhoto",
    "InfoBox",
    "InputError",
    "Issue",
    "Jump",
    "JumpPlace",
    "JumpStyle",
    "Matter",
    "NameList",
    "Page",
    "Paper",
    "Paragraph",
    "ParagraphKind",
    "Photo",
    "Quote",
    "Setting",
    "Severity",
    "Span",
    "SpanStyle",
    "Table",
]
