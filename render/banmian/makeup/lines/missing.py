"""The finding for a character that no face has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.model import Finding, Severity
from banmian.typeset import missing_words

if TYPE_CHECKING:
    from banmian.model import Article


def missing_glyph(character: str, role: str, article: Article | None, paragraph: int = 0, part: str = "") -> Finding:
    """Return the finding for a character without a glyph, or for a word in a script that is not set.

    It stands in a paragraph counted from 1, or in another `part`.
    """
    line = article.paragraphs[paragraph - 1].line if article and paragraph else 0
    where = f"the {part} has" if part else "the text has"
    words, hint = missing_words(character)
    if not hint:
        words = f"{words}: no face of the role “{role}” has it"
        hint = (
            f"put a face that has it on the role “{role}” under [fonts] in issue.toml, write another character, or set "
            'last_resort = "system" under [composition]'
        )
    return Finding(
        severity=Severity.ERROR,
        code="missing-glyph",
        message=f"{where} {words}",
        hint=hint,
        article=article.id if article else "",
        paragraph=paragraph,
        file=article.file if article else "",
        line=line,
    )
