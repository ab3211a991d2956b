"""Stand-in text: sentences about how a newspaper is made, to any length, that do not come again soon.

`prose.txt` has a subject in each group of lines, a sentence in each line, and after a bar another way to say it.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CLOSINGS = (
    "就是这样。",
    "天也就亮了。",
    "这一步才算完。",
    "以后的事明天再说。",
    "这样做了许多年不曾变。",
    "说来话长，做起来却不算难。",
    "这些小事合在一起，就是一张报纸。",
    "到了这里，占位的文字也该换成真的了。",
    "等到真稿子来了，这几句话就可以功成身退。",
    "文章写到这里刚好把地方占满，多一行也放不下了。",
    "要是真稿子短了一两行，版面会把标题四周的空白放宽一点。",
    "要是真稿子长出许多，排版的时候会说明多了几行，好让编辑动手删减。",
)
"""Last sentences from short to long: the last line of a text is brought to its length with them."""
APART = 17
"""How far apart two subjects stand that are mixed in the second round."""


@cache
def subjects() -> tuple[tuple[tuple[str, ...], ...], ...]:
    """The subjects, each with its sentences, each with the ways to say it."""
    text = (resources.files("banmian.starter") / "prose.txt").read_text("utf-8")
    return tuple(
        tuple(tuple(line.split("|")) for line in group.split("\n") if line) for group in text.strip().split("\n\n")
    )


class Prose:
    """Stand-in text of a page: it goes on from article to article, so that two of them do not say the same."""

    def __init__(self, start: int = 0) -> None:
        self._start = start

    def paragraphs(self, characters: int, opening: Sequence[str] = ()) -> tuple[str, ...]:
        """Paragraphs of together as many characters, or a few less; the `opening` is the first one, if it has room."""
        found: list[list[str]] = []
        left = characters
        if opening and sum(map(len, opening)) <= left:
            found.append(list(opening))
            left -= sum(map(len, opening))
        for paragraph in _paragraphs(self._start):
            if left < len(CLOSINGS[0]):
                break
            found.append([])
            for sentence in paragraph:
                if len(sentence) > left:
                    found[-1] += [one for one in CLOSINGS if len(one) <= left][-1:]
                    left = 0
                    break
                found[-1].append(sentence)
                left -= len(sentence)
        return tuple("".join(some) for some in found if some)

    def after(self, characters: int) -> Prose:
        """The text that goes on behind as many characters."""
        passed = 0
        for number, paragraph in enumerate(_paragraphs(self._start)):
            if passed >= characters:
                return Prose(self._start + number)
            passed += sum(map(len, paragraph))
        raise AssertionError("there are paragraphs without end")


def _paragraphs(start: int) -> Iterator[tuple[str, ...]]:
    """Paragraphs without end: a subject each, then two subjects mixed, said in other words where there are any."""
    all_ = subjects()
    number = start
    while True:
        round_, at = divmod(number, len(all_))
        here = all_[at]
        if round_ % 2:
            there = all_[(at + APART + round_) % len(all_)]
            here = (*here[: len(here) // 2], *there[len(there) // 2 :])
        yield tuple(ways[(round_ + n) % len(ways)] for n, ways in enumerate(here))
        number += 1
