"""Small text on a few lines: sentences of a digest, lines of an ear, headlines that take two lines of a card."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from banmian.makeup.lines.missing import missing_glyph
from banmian.makeup.lines.runs import NO_TEXT, Style, Text, baseline, text_lines
from banmian.makeup.lines.turns import turn_headline
from banmian.typeset import cast, compose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.makeup.furniture.setter import Setter
    from banmian.makeup.lines.labels import Label
    from banmian.model import Article
    from banmian.plate import Role
    from banmian.typeset import Sorts
    from banmian.typeset.lines import Line


class Wrapped(NamedTuple):
    """A text in lines of whole 字 of its size, in pt."""

    sorts: Sorts
    lines: tuple[Line, ...]
    style: Style
    missing: tuple[str, ...]
    text: Text = NO_TEXT

    def put(self, x: float, y: float, leading: float, setter: Setter) -> None:
        """Place the lines, the first one's leading beginning at y."""
        at = [(x, baseline(y + n * leading, leading, self.style.size)) for n in range(len(self.lines))]
        texts = [self.text] * len(self.lines)
        setter.nodes += text_lines(self.sorts, self.lines, at, self.style, setter.case.library, texts)
        setter.findings += [missing_glyph(character, self.style.role, None) for character in self.missing]


def wrapped(text: str, size: float, role: str, kind: Role, width: float, setter: Setter, article: str = "") -> Wrapped:
    """A text in as many lines as it needs in `width` pt."""
    sorts = cast(text, setter.case.caption, setter.case.library, role)
    measure = float(max(int(width / size + 1e-6), 1))
    lines = tuple(compose(sorts, 0, len(text), [measure], endless=True))
    missing = tuple(found.character for found in sorts.missing)
    return Wrapped(sorts, lines, Style(size, article, kind), missing)


def headline_rows(
    texts: Sequence[str],
    sizes: Sequence[float],
    role: str,
    kind: Role,
    width: float,
    most: int,
    setter: Setter,
    article: Article,
) -> list[Label]:
    """A headline on at most so many lines: the first of its forms that has room at the largest of the sizes, turned as
    a headline is (T6); else its shortest form on one line, smaller.
    """
    for size in sizes:
        for text in texts:
            turned = turn_headline((text,), width / size, article.keys.names)
            if len(turned) > most:
                continue
            labels = [setter.case.label(line, size, role, kind, article=article) for line in turned]
            if all(label.width <= width for label in labels):
                for label in labels:
                    setter.findings += label.findings
                return labels
    return [setter.fitted(texts, sizes[-1], role, kind, width, article=article)]
