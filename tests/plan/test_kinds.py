"""Which article suits which kind of slot: by its form, by what it brings along, then by length and importance."""

import pytest

from banmian.layout.design import Column, Slot, SlotKeys
from banmian.layout.grid import Rect
from banmian.model import Article, ArticleKeys, Paragraph, Photo
from banmian.plan.fit import SHORT, Need, choose, meant_for

PHOTO = Photo(caption="图")


def slot(name, takes="article", rows=20, columns=2, **keys):
    """A slot of text columns of 8 字."""
    rect = Rect(0, 0, columns * 9 - 1, rows)
    some = tuple(Column(n * 90, 8, 0, rows) for n in range(columns))
    given = SlotKeys(takes=takes, headline="plain", columns=columns, **keys)
    return Slot(name=name, rect=rect, areas=(rect,), keys=given, columns=some)


def article(name, length=200, photos=0, **keys):
    some = ArticleKeys(id=name, headline=("题",), photos=(PHOTO,) * photos, **keys)
    return Article(keys=some, paragraphs=(Paragraph("天" * length),))


def chosen(articles, slots):
    return {one.id: slot.name for one, slot in zip(articles, choose(articles, slots, need), strict=False)}


def need(article, slot):
    """Lines of 8 字, and four fifths of those of the slot: a third less where a photo takes its room."""
    room = slot.cells / 8 * 0.8 * (0.67 if article.keys.photos else 1)
    return Need(round(len(article.body) / 8), round(room))


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        ({}, "article"),
        ({"form": "editorial"}, "editorial"),
        ({"form": "editorial", "photos": 1, "length": 50}, "editorial"),
        ({"form": "obituary"}, "notice"),
        ({"form": "notice"}, "notice"),
        ({"photos": 1}, "photo"),
        ({"photos": 3}, "photos"),
        ({"photos": 1, "length": SHORT}, "photo"),
        ({"photos": 1, "length": SHORT + 1}, "article"),
    ],
)
def test_what_an_article_is_meant_for(keys, kind):
    assert meant_for(article("a", **keys)) == kind


def test_each_kind_finds_its_slot_whatever_the_order():
    slots = [slot("A"), slot("P", "photo"), slot("E", "editorial"), slot("N", "notice"), slot("B")]
    some = [
        article("news"),
        article("comment", form="editorial"),
        article("death", form="obituary"),
        article("more"),
        article("picture", 60, photos=1),
    ]
    wanted = {"news": "A", "comment": "E", "death": "N", "more": "B", "picture": "P"}
    assert chosen(some, slots) == wanted
    assert chosen([some[0], *some[:0:-1]], slots) == wanted


def test_n4_the_lead_takes_the_first_slot_of_its_kind():
    slots = [slot("P", "photo"), slot("A", rows=10), slot("B", rows=40)]
    assert chosen([article("lead", 600), article("second", 600)], slots)["lead"] == "A"
    assert chosen([article("lead", 60, photos=1), article("second", 600)], slots)["lead"] == "P"


def test_a_lead_without_a_slot_of_its_kind_takes_the_first():
    assert chosen([article("lead", form="editorial")], [slot("A"), slot("B")]) == {"lead": "A"}


def test_an_article_without_photographs_stands_in_a_slot_for_them_only_where_there_is_no_other():
    slots = [slot("A"), slot("P", "photo"), slot("B", rows=12)]
    assert chosen([article("one"), article("two", 240)], slots) == {"one": "A", "two": "B"}
    assert chosen([article("one"), article("two"), article("three")], slots)["three"] in "PB"


def test_a_long_article_and_a_short_one_change_places_where_that_spares_a_hole():
    slots = [slot("A"), slot("B", rows=8), slot("C", rows=40)]
    assert chosen([article("lead"), article("long", 450), article("short", 90)], slots) == {
        "lead": "A",
        "long": "C",
        "short": "B",
    }


def test_photographs_and_vertical_lines_do_not_go_together():
    slots = [slot("A"), slot("V", direction="vertical", columns=1), slot("B")]
    found = chosen([article("lead", 300), article("with", 300, photos=1), article("without", 300)], slots)
    assert found == {"lead": "A", "with": "B", "without": "V"}


@pytest.mark.parametrize("count", range(8))
def test_no_more_slots_than_articles_and_none_twice(count):
    slots = [slot(name) for name in "ABCDE"]
    found = choose([article(f"a{n}") for n in range(count)], slots, need)
    assert len(found) == len({one.name for one in found}) == min(count, 5)


def test_with_very_many_articles_the_order_of_importance_stands():
    slots = [slot(name) for name in "ABCDEFGHIJKL"]
    found = choose([article(f"a{n}") for n in range(12)], slots, need)
    assert [one.name for one in found] == list("ABCDEFGHIJKL")
