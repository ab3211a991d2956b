"""What a newspaper is made of: an issue, its pages and articles, and the findings about them.

Everything here is frozen. The data types are `msgspec.Struct`s: frozen and slotted as dataclasses can be,
and cheap to define, which a command pays for at every start.
"""

from banmian.model.finding import Finding, InputError, Severity
from banmian.model.issue import (
    Advert,
    Article,
    ArticleKeys,
    Byline,
    Copydesk,
    Edition,
    FaceChoice,
    Issue,
    Jump,
    JumpPlace,
    Page,
    Paper,
    Paragraph,
    ParagraphKind,
    Photo,
    Span,
    SpanStyle,
)
from banmian.model.setting import Setting

__all__ = [
    "Advert",
    "Article",
    "ArticleKeys",
    "Byline",
    "Copydesk",
    "Edition",
    "FaceChoice",
    "Finding",
    "InputError",
    "Issue",
    "Jump",
    "JumpPlace",
    "Page",
    "Paper",
    "Paragraph",
    "ParagraphKind",
    "Photo",
    "Setting",
    "Severity",
    "Span",
    "SpanStyle",
]
