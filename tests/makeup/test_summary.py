"""The summary 提要题 under the deck."""

import pytest
from msgspec.structs import replace

from banmian.layout import HeadlineRank, TypeSize
from banmian.makeup.heads.headline import set_headline
from banmian.makeup.heads.summary import summary_size
from banmian.makeup.lines.labels import LabelCase
from banmian.model import Article, ArticleKeys, Byline
from banmian.plate import items_of

RANK = HeadlineRank(
    main=TypeSize(size=26, role="headline"),
    kicker=TypeSize(size=14, role="kicker"),
    deck=TypeSize(size=14, role="deck"),
)


def group(toy_library, summary, width=300.0, rank=RANK):
    keys = ArticleKeys(id="a", headline="主题", deck="副题", summary=summary, byline=(Byline(name="王飞"),))
    return set_headline(Article(keys=keys, paragraphs=()), rank, width, 12.0, 9.0, LabelCase(toy_library), 1, "A")


@pytest.mark.parametrize(("deck", "expected"), [(14, 10.5), (17, 15), (12, 9), (10, 9), (9, 9), (21, 16)])
def test_t1_a_summary_is_two_steps_smaller_than_the_deck(deck, expected):
    rank = replace(RANK, deck=TypeSize(size=deck, role="deck"))
    assert summary_size(rank, 9.0) == TypeSize(size=expected, role="deck")
    own = replace(RANK, summary=TypeSize(size=11, role="body"))
    assert summary_size(own, 9.0).size == 11


def test_one_sentence_is_set_as_text_without_a_dot(toy_library):
    found = group(toy_library, "天" * 70)
    runs = [run for run in tuple(items_of(found.placed(10, 20, 300, 12))) if run.role == "summary"]
    assert "".join(run.text for run in runs) == "天" * 70
    assert {run.size for run in runs} == {10.5}
    assert [len(run.text) for run in runs] == [28, 28, 14]
    assert all(run.x == 10 for run in runs)
    assert runs[0].width == pytest.approx(300), "lines reach both edges"


def test_several_sentences_open_with_dots(toy_library):
    found = group(toy_library, ("天" * 30, "地" * 5))
    runs = [run for run in tuple(items_of(found.placed(10, 20, 300, 12))) if run.role == "summary"]
    dots = [run for run in runs if run.text == "●"]
    assert [(dot.x, dot.size) for dot in dots] == [(10, 6.3), (10, 6.3)]
    lines = [run for run in runs if run.text != "●"]
    assert [len(run.text) for run in lines] == [27, 3, 5]
    assert all(run.x == pytest.approx(20.5) for run in lines), "under each other behind the dots"


def test_short_sentences_stand_in_the_middle_of_a_centred_group(toy_library):
    found = group(toy_library, ("天" * 10, "地" * 5), rank=replace(RANK, align="centre"))
    lines = [run for run in tuple(items_of(found.placed(0, 0, 300, 12))) if run.role == "summary" and run.text != "●"]
    assert lines[0].x == lines[1].x == pytest.approx((300 - 11 * 10.5) / 2 + 10.5)


@pytest.mark.parametrize("align", ["left", "centre"])
@pytest.mark.parametrize("summary", ["", "天" * 5, "天" * 100, ("天" * 20, "地" * 40, "人" * 3)])
@pytest.mark.parametrize("extra", [0, 2])
def test_g10_a_group_with_a_summary_stays_in_its_rows(toy_library, align, summary, extra):
    found = group(toy_library, summary, rank=replace(RANK, align=align))
    runs = tuple(items_of(found.placed(0, 0, 300, 12, extra)))
    assert min(run.box[1] for run in runs) >= 0
    assert max(run.box[3] for run in runs) <= (found.lines + extra) * 12
    assert max(run.box[2] for run in runs) <= 300.01
    tops = [run.box[1] for run in runs]
    assert runs[-1].role == "byline"
    assert tops[-1] == max(tops)
    assert (found.summary is None) == (not summary)
