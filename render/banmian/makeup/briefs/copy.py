"""What a brief 简讯 has of its article: the byline at its end; and what it has not, which is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.model import Severity

if TYPE_CHECKING:
    from banmian.makeup.block.remarks import Remarks
    from banmian.model import Article


def closing_byline(article: Article) -> str:
    """The byline at the end of a text, in brackets: （记者 王飞 李明）; empty where there is none (F9)."""
    parts: list[str] = []
    role = None
    for person in article.keys.byline:
        if person.role and person.role == role:
            parts[-1] += f" {person.name}"
        else:
            parts.append(f"{person.role} {person.name}".strip())
        role = person.role
    return f"（{'　'.join(parts)}）" if parts else ""


def leave_out(article: Article, remarks: Remarks) -> None:
    """One finding for all that an article has and a brief has not."""
    keys = article.keys
    parts = [
        *("the kicker" for _ in [0] if keys.kicker),
        *("the deck" for _ in [0] if article.deck),
        *("the summary" for _ in [0] if article.summary),
        *("the note of the editors" for _ in [0] if keys.note),
        *(f"the photo “{photo.caption or photo.file}”" for photo in keys.photos),
        *("a table, list, box or quote" for _ in [0] if article.matter),
    ]
    if parts:
        remarks.say(
            Severity.WARNING,
            "not-in-a-brief",
            f"not printed: {', '.join(parts)}: a brief has a headline and a text",
            "take it out, or give the article a slot of its own",
        )
