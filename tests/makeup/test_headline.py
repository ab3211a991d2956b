"""The headline group: what does not fit is tightened, scaled, set smaller; the main head stays the largest (T1, T4)."""

import pytest

from banmian.layout import read_layout
from banmian.makeup.headline import set_headline
from banmian.makeup.labels import LabelCase
from banmian.model import Article, ArticleKeys


def group(toy_library, headline, width, kicker="引题在上", deck="——副题在下"):
    rank = next(iter(read_layout("broadsheet-front").headlines.values()))
    article = Article(keys=ArticleKeys(id="a", headline=headline, kicker=kicker, deck=deck), paragraphs=(), file="a.md")
    return set_headline(article, rank, width, 12.0, 9.0, LabelCase(toy_library), 1, "A")


@pytest.mark.parametrize("width", [60, 120, 240, 600])
def test_t1_no_kicker_or_deck_is_as_large_as_the_main_head(toy_library, width):
    rows = group(toy_library, ("一二三四五六七八九十一二三四五六七八九十",), float(width)).rows
    kicker, *main, deck = (row.label.size for row in rows)
    assert max(kicker, deck) < min(main)


@pytest.mark.parametrize("width", [60, 120, 240, 600])
def test_t4_nothing_runs_over_its_width(toy_library, width):
    for row in group(toy_library, ("一二三四五六七八九十", "一二三四五"), float(width)).rows:
        assert row.label.width * row.stretch <= width + 0.01


def test_t4_lines_of_one_head_are_one_size(toy_library):
    _, first, second, _ = group(toy_library, ("一二三四五六七八九十一二三四五", "一二三四五"), 200.0).rows
    assert first.label.size == second.label.size
    assert first.stretch == second.stretch
