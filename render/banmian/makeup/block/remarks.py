"""What a person must know of a block: findings with the article, the page and the slot they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from banmian.model import Finding, Severity
from banmian.typeset import limits_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from banmian.makeup.inserts.insert import Insert
    from banmian.model import Article
    from banmian.plan import Assignment
    from banmian.typeset import Placed, Sorts
    from banmian.typeset.lines import Line

HOLE = 2
"""Lines of white at the foot of a block above which it is reported as underset (X8)."""


class Remarks:
    """The findings of one leg of an article in its slot."""

    def __init__(self, leg: Assignment) -> None:
        self._leg = leg
        self.page = leg.page
        self.found: list[Finding] = []

    def say(
        self, severity: Severity, code: str, message: str, hint: str, *, lines: int = 0, characters: int = 0
    ) -> None:
        """Add a finding about the leg."""
        self.found.append(self._finding(severity, code, message, hint, lines, characters))

    def _finding(
        self, severity: Severity, code: str, message: str, hint: str, lines: int = 0, characters: int = 0
    ) -> Finding:
        leg = self._leg
        return Finding(
            severity=severity,
            code=code,
            message=message,
            hint=hint,
            article=leg.article,
            page=leg.page,
            slot=leg.slot,
            lines=lines,
            characters=characters,
        )

    def inserts(self, inserts: Iterable[Insert], left_out: Iterable[Insert]) -> None:
        """What is to be said of photographs and other matter, some of which have no room."""
        for insert in inserts:
            self.found += [replace(one, page=self._leg.page, slot=self._leg.slot) for one in insert.findings]
        for insert in left_out:
            self.say(
                Severity.ERROR,
                "photo-no-room",
                f"{insert.what} has no room in the slot",
                "take it out, or give the article a larger slot",
            )

    def cut_short(self, what: str, lines: int) -> None:
        """A picture that had to be lower than its shape allows."""
        self.say(
            Severity.WARNING,
            "photo-cropped",
            f"much of {what} is cut off: it has room for {lines} lines only",
            "cut the text, take the picture out, or give the article a larger slot",
        )

    def bad_cut(self) -> None:
        """A jump at which the article could not be cut well (F6)."""
        self.say(
            Severity.WARNING,
            "jump-badly-cut",
            "no sentence ends behind the first paragraph with three lines on either side of the jump",
            "give it a larger slot, or mark the place in the text",
        )

    def no_inserts(self, article: Article) -> None:
        """What an article has beside its text and a vertical slot has no place for: it is not printed."""
        keys = article.keys
        parts = [f"the photo “{photo.caption or photo.file}”" for photo in keys.photos]
        parts += ["a table, box, list or quote"] * bool(article.matter)
        parts += ["the note of the editors"] * bool(keys.note) + ["the title of the series"] * bool(keys.series)
        for part in parts:
            self.say(
                Severity.ERROR,
                "not-in-vertical",
                f"{part} is not printed: a vertical slot takes none",
                "take it out, or give the article a horizontal slot",
            )

    def white(self, lines: int, characters: int) -> Finding | None:
        """Add and return what is said of white left in a block: the most lines in a column, the characters in all.

        None where it is as little as any block may have.
        """
        if lines <= HOLE:
            return None
        self.say(
            Severity.WARNING,
            "underset",
            f"the text leaves {lines} lines of the slot white (about {characters} characters)",
            "write more, add a photo, or take a smaller slot",
            lines=lines,
            characters=characters,
        )
        return self.found[-1]

    def beyond_limits(self, sorts: Sorts, lines: Sequence[Line], placed: Placed) -> list[Finding]:
        """Return a finding for every line that passes its limits: none does in silence (J5)."""
        return [
            self._finding(finding.severity, finding.code, finding.message, finding.hint)
            for number, line in enumerate(lines)
            for finding in limits_of(sorts, line, placed, number, "a line")
        ]
