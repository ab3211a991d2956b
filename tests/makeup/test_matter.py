"""All matter of an article as inserts, in its order."""

import pytest
from inserts import PITCH, SIZE, STYLES, article

from banmian.makeup.inserts.matter import inserts_of
from banmian.makeup.lines.labels import LabelCase
from banmian.model.matter import InfoBox, NameList, Quote, Table

ARTICLE = article(
    quotes=(Quote(text="引语"),),
    lists=(NameList(title="名单", names=("王飞",)),),
    boxes=(InfoBox(title="资料", text=("一段。",)),),
    tables=(Table(title="表格", rows=(("一",),)), Table(rows=(("第一格", "二"),))),
)


def test_the_order_is_that_of_the_article_and_each_is_named(toy_library):
    inserts = inserts_of(ARTICLE, 260, PITCH, SIZE, STYLES, LabelCase(toy_library))
    assert [insert.what for insert in inserts] == [
        "the table “表格”",
        "the table that begins with “第一格”",
        "the box “资料”",
        "the list “名单”",
        "the quote “引语”",
    ]


def test_each_may_have_a_width_of_its_own(toy_library):
    widths = (120, 260, 260, 400, 540)
    inserts = inserts_of(ARTICLE, widths, PITCH, SIZE, STYLES, LabelCase(toy_library))
    assert [insert.width for insert in inserts] == list(widths)
    with pytest.raises(ValueError):
        inserts_of(ARTICLE, widths[:2], PITCH, SIZE, STYLES, LabelCase(toy_library))
