"""Pull quotes 引语: a sentence of the article set large between two rules, a quotation mark in the upper one."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from banmian.makeup.lines.display import Display, set_display
from banmian.makeup.lines.passages import Standing, cast_passages, set_lines
from banmian.makeup.lines.runs import Style, baseline
from banmian.plate import ASCENT, Group, Role, Rule

if TYPE_CHECKING:
    from banmian.layout.styles import Styles
    from banmian.makeup.lines.labels import Label, LabelCase
    from banmian.makeup.lines.passages import Align, Passage
    from banmian.model import Article, Finding
    from banmian.model.matter import Quote
    from banmian.plate import Child
    from banmian.typeset.lines import Line

UPPER, LOWER = 1.5, 0.5
"""pt: the rule above, heavy, and the one below."""
ROOM = 0.65
"""White between a rule and the text, in em of the quotation, at the least."""
LOOSE = 2
"""Grid lines more than it needs that it may take as white."""
MARK = "“"
MARK_ROLE = "headline"
MARK_SIZE = 2.2
"""The ornament, in em of the quotation."""
WHO_ABOVE = 0.4
"""White above the name, in em of it."""
LONGEST = 26
"""字 of body: over a wider room a quotation is set between margins."""


class QuoteInsert(NamedTuple):
    """A pull quote set for a width; lengths in pt."""

    name: str
    key: str
    article: str
    display: Display
    mark: Label | None
    who: Passage | None
    who_lines: tuple[Line, ...]
    who_size: float
    align: Align
    inner: float
    width: float
    pitch: float
    size: float
    findings: tuple[Finding, ...]

    @property
    def what(self) -> str:
        """The quotation by its beginning."""
        return self.name

    @property
    def least(self) -> int:
        """Grid lines that hold text and rules."""
        return ceil(
            (self._content + 2 * ROOM * self.display.size + self._head + self._lower + self._inset * 2) / self.pitch
            - 0.001
        )

    @property
    def most(self) -> int:
        """Two lines more, as white."""
        return self.least + LOOSE

    def drawn(self, x: float, y: float, lines: int) -> Group:
        """Return it with the top left corner at (x, y), the text in the middle between the rules."""
        top, foot = y + self._inset + self._lower, y + lines * self.pitch - self._inset
        found: list[Child] = []
        middle = x + self.width / 2
        pieces = [(x, x + self.width)]
        if self.mark:
            half = self.mark.size * 0.5
            pieces = [(x, middle - half), (middle + half, x + self.width)]
            found += self.mark.lines(middle - self.mark.width / 2, top + UPPER / 2 + self.mark.size * MARK_DROP)
        for x0, x1 in pieces:
            found.append(self._rule(x0, x1, top + UPPER / 2, UPPER))
        begin = top + self._head
        begin += (foot - begin - self._content) / 2
        left = x + (self.width - self.inner) / 2
        lines_ = self.display.placed(left, begin, self.align)
        found.append(Group(role=Role.QUOTE, children=tuple(lines_)))
        if self.who:
            begin += self.display.height + WHO_ABOVE * self.who_size
            edge = left + self.inner
            if self.align == "centre":  # level with the end of the widest line
                edge = middle + min(max(self.display.widest, self.who.natural * self.who_size), self.inner) / 2
            standing = [
                Standing(
                    line,
                    edge,
                    baseline(begin + n * self.pitch, self.pitch, self.who_size),
                    0.0,
                    "right",
                    self.who.origin,
                )
                for n, line in enumerate(self.who_lines)
            ]
            style = Style(self.who_size, self.article, Role.QUOTE_WHO)
            who = set_lines(standing, self.who.sorts, style, self.display.library)
            found.append(Group(role=Role.QUOTE_WHO, children=tuple(who)))
        found.append(self._rule(x, x + self.width, foot - LOWER / 2, LOWER))
        return Group(role=Role.PULL_QUOTE, children=tuple(found), id=self.key)

    @property
    def _inset(self) -> float:
        return (self.pitch - self.size) / 2

    @property
    def _lower(self) -> float:
        """How far the upper rule is moved down for the em box of its mark not to stand out at the top."""
        return max((ASCENT - MARK_DROP) * self.mark.size - self._inset - UPPER / 2, 0.0) if self.mark else 0.0

    @property
    def _head(self) -> float:
        """What the upper rule and the mark in it take from the top."""
        return UPPER + (self.mark.size * MARK_FOOT if self.mark else 0.0)

    @property
    def _content(self) -> float:
        who = WHO_ABOVE * self.who_size + self.pitch * len(self.who_lines) if self.who else 0.0
        return self.display.height + who

    def _rule(self, x0: float, x1: float, y: float, weight: float) -> Rule:
        return Rule(x0=x0, y0=y, x1=x1, y1=y, weight=weight, article=self.article, role=Role.QUOTE_RULE)


MARK_DROP = 0.68
"""From the middle of the upper rule to the baseline of the mark, in em of it: “ hangs at the top of its em box."""
MARK_FOOT = 0.2
"""How far the ink of the mark reaches below the rule, in em of it."""


def set_quote(
    quote: Quote, article: Article, width: float, pitch: float, size: float, styles: Styles, case: LabelCase
) -> QuoteInsert:
    """Set a pull quote over `width` pt on a grid of `pitch` pt whose body is `size` pt."""
    style = styles.quote
    inner = min(width - size, LONGEST * size * style.size / 14) if width > 4 * style.size else width
    setting = replace(case.caption, justify=False)
    key = f"quotes[{article.keys.quotes.index(quote)}]" if quote in article.keys.quotes else "quote"
    source = f"{key}.text"
    display = set_display(
        quote.text, style.size, style.role, inner, article, case, Role.QUOTE, "quote", setting, source
    )
    findings = list(display.findings)
    mark = None
    if width >= 3 * MARK_SIZE * style.size and not quote.text.lstrip().startswith(("“", "‘", "「", "『", "《")):
        mark = case.label(MARK, style.size * MARK_SIZE, MARK_ROLE, Role.QUOTE_MARK, article=article)
        findings += mark.findings
    who = None
    who_size = styles.byline.size or styles.table.size + 1
    lines: tuple[Line, ...] = ()
    if text := quote.who.strip():
        shown = text if text.startswith(("—", "⸺")) else f"——{text}"
        house, names = case.setting[False], article.keys.names
        ours = len(shown) - len(quote.who.rstrip())
        (who,) = cast_passages([shown], styles.byline.role, house, case.library, names, [f"{key}.who"], [ours])
        lines = tuple(_who_lines(who, inner / who_size))
        findings += who.missing(styles.byline.role, article, "quote")
    beginning = quote.text.strip()
    name = f"the quote “{beginning[:10]}{'…' if len(beginning) > 10 else ''}”"
    align: Align = "centre" if style.align == "centre" else "left"
    return QuoteInsert(
        name,
        f"{article.id}/{key}",
        article.id,
        display,
        mark,
        who,
        lines,
        who_size,
        align,
        inner,
        width,
        pitch,
        size,
        tuple(findings),
    )


def _who_lines(who: Passage, room: float) -> list[Line]:
    """The lines of a name and what its bearer is, turned between the two where they do not fit into one."""
    at = max(who.text.rfind(" "), who.text.rfind("\u3000"))
    if who.natural <= room or at <= 0:
        return who.lines(room)
    return [*who._replace(end=who.start + at + 1).lines(room), *who._replace(start=who.start + at + 1).lines(room)]
