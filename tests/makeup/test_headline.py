"""The headline group: what does not fit is tightened, scaled, set smaller; the main head stays the largest (T1, T4)."""

import pytest

from banmian.layout import read_layout
from banmian.makeup.heads.headline import set_bylines, set_headline
from banmian.makeup.lines.labels import LabelCase
from banmian.makeup.lines.turns import turn_headline
from banmian.model import Article, ArticleKeys, Byline


def group(toy_library, headline, width, kicker="引题在上", deck="——副题在下"):
    rank = read_layout("broadsheet-front").headlines["lead"]
    article = Article(keys=ArticleKeys(id="a", headline=headline, kicker=kicker, deck=deck), paragraphs=(), file="a.md")
    return set_headline(article, rank, width, 12.0, 9.0, LabelCase(toy_library), 1, "A")


@pytest.mark.parametrize("width", [60, 120, 240, 600])
def test_t1_no_kicker_or_deck_is_as_large_as_the_main_head(toy_library, width):
    rows = group(toy_library, ("一二三四五六七八九十一二三四五六七八九十",), float(width)).rows
    main = [row.label.size for row in rows if row.label.text[0] in "一二三四五六七八九十"]
    assert main
    assert max(row.label.size for row in rows if row.label.text[0] not in "一二三四五六七八九十") < min(main)


@pytest.mark.parametrize("width", [60, 120, 240, 600])
def test_t4_nothing_runs_over_its_width(toy_library, width):
    for row in group(toy_library, ("一二三四五六七八九十", "一二三四五"), float(width)).rows:
        assert row.label.width * row.stretch <= width + 0.01


def test_t4_lines_of_one_head_are_one_size(toy_library):
    _, first, second, _ = group(toy_library, ("一二三四五六七八九十一二三四五", "一二三四五"), 200.0).rows
    assert first.label.size == second.label.size
    assert first.stretch == second.stretch


def test_u8_a_name_that_is_marked_is_not_parted():
    line = "市长慕容晚晴昨日在东门步行桥上会见了二十位建桥工人"
    for room in range(8, 20):
        turned = turn_headline([line], room, ["慕容晚晴", "建桥工人"])
        assert "".join(turned) == line
        assert all(any(name in part for part in turned) for name in ("慕容晚晴", "建桥工人")), turned


def test_j8_a_name_of_two_characters_is_as_wide_as_one_of_three(toy_library):
    def byline(*people):
        keys = ArticleKeys(id="a", headline="题", byline=people)
        article = Article(keys=keys, paragraphs=(), file="a.md")
        [label] = set_bylines(article, 10.0, LabelCase(toy_library), 500.0)
        return label

    two, three = Byline(name="王飞", role="记者", even=True), Byline(name="王小飞", role="记者")
    assert byline(two).width == byline(three).width
    assert byline(Byline(name="王飞", role="记者")).width == byline(three).width - 10.0
    [run] = [run for run in byline(two).lines(0.0, 0.0)[0].runs if "飞" in run.text]
    assert run.text.endswith("王飞"), "no character is put in (C9)"
    assert run.offsets[-1] - run.offsets[-2] == pytest.approx(20.0)
