"""ASCII marks in Chinese text become full-width ones; numbers, times, addresses and Latin sentences keep theirs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.copydesk import edit, edit_article
from banmian.copydesk.punctuation import widen
from banmian.model import (
    Article,
    ArticleKeys,
    Edition,
    Issue,
    JumpPlace,
    Page,
    Paper,
    Paragraph,
    Photo,
    Span,
    SpanStyle,
)


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("战“疫”打响以来,市直机关主动担当;同时,下拨党费。", "战“疫”打响以来，市直机关主动担当；同时，下拨党费。"),
        ("必将赢得胜利!", "必将赢得胜利！"),
        ("他却说:“多摸排一家”;气象局", "他却说：“多摸排一家”；气象局"),
        ("准备好了吗?准备好了!", "准备好了吗？准备好了！"),
        ("真的吗?!", "真的吗？！"),
        ("“7+24”,50名", "“7+24”，50名"),
        ("开展“7+24”在线指导,帮助", "开展“7+24”在线指导，帮助"),
        ("增长5%,6月底完成", "增长5%，6月底完成"),
        ("(含节假日),8月", "(含节假日)，8月"),
        ("分别为6.3;5.2;4.1,均为增长", "分别为6.3；5.2；4.1，均为增长"),
        ("GDP,财政收入", "GDP，财政收入"),
        ("共500!", "共500！"),
        ('他答:"好!"', '他答："好！"'),
        ("你说:OK!", "你说：OK！"),
        ("测定DNA,RNA和蛋白质", "测定DNA，RNA和蛋白质"),
        ("型号有A,B,C,D四种", "型号有A，B，C，D四种"),
    ],
)
def test_marks_in_chinese_are_full_width(given_text, expected):
    assert widen(given_text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "合计价值513.88万元",
        "合计6.3万元",
        "“7+24”",
        "投入1,500万元",
        "比分3:2",
        "从10:30:05起",
        "网址http://www.example.cn/a?b=1;c=2",
        "www.example.cn:8080/?q=1",
        "邮箱a.b@example.cn",
        "Hello, world! How are you?",
        "他写道“Hello, world!”后走了",
        "《Nature: Physics》杂志",
        "(Mon, Tue; Wed)",
        "服用vitamin A, B各一片",
        "All is well! 他说",
        "，；：！？",
        "a,b;c:d!e?f",
    ],
)
def test_other_marks_stay(text):
    assert widen(text) == text


def test_a_mark_behind_an_address_is_not_part_of_it():
    assert widen("见http://a.cn/?x=1,请关注;写信a@b.cn,谢谢") == "见http://a.cn/?x=1，请关注；写信a@b.cn，谢谢"


@given(st.text(alphabet="汉字中,;:!?。，“”‘’《》()（） 　aB9.5%/@:-http", max_size=60))
def test_only_those_marks_change_and_nothing_moves(text):
    wide = dict(zip(",;:!?", "，；：！？", strict=True))
    result = widen(text)
    assert len(result) == len(text)
    assert all(after in (before, wide.get(before)) for before, after in zip(text, result, strict=True))
    assert widen(result) == result


@given(st.text(alphabet="汉字一二三，。“”", min_size=1, max_size=8), st.sampled_from(",;:!?"))
def test_a_mark_behind_han_never_stays(text, mark):
    assert widen(f"汉{mark}{text}")[1] not in ",;:!?"


def test_a_long_line_of_latin_takes_no_time():
    assert widen("a-" * 20_000 + "a! 汉").startswith("a-a-")


def test_every_part_of_an_article_is_edited_and_offsets_stay():
    article = Article(
        keys=ArticleKeys(
            id="a",
            headline=("甲,", "乙"),
            kicker="丙:",
            deck="——丁,戊",
            photos=(Photo(caption="己,庚。", credit="王飞 摄"),),
        ),
        paragraphs=(Paragraph("前,后。再,来", spans=(Span(0, 4, SpanStyle.LEAD_IN),), jumps=(JumpPlace(4, 3),)),),
    )
    edited, findings = edit_article(article)
    assert edited.headline == ("甲，", "乙")
    assert (edited.keys.kicker, edited.keys.deck) == ("丙：", "——丁，戊")
    assert edited.keys.photos[0] == Photo(caption="己，庚。", credit="王飞 摄")
    paragraph = edited.paragraphs[0]
    assert paragraph.text == "前，后。再，来"
    assert (paragraph.spans, paragraph.jumps) == (article.paragraphs[0].spans, article.paragraphs[0].jumps)
    assert [(f.code, f.characters) for f in findings] == [("punctuation-widened", 6)]


def test_an_article_without_such_marks_is_left_as_it_is():
    article = Article(keys=ArticleKeys(id="a", headline="甲"), paragraphs=(Paragraph("好，1,500元。"),))
    assert edit_article(article) == (article, ())


def test_the_titles_of_pages_are_edited_with_the_issue():
    import datetime

    issue = Issue(
        paper=Paper(name="报"),
        edition=Edition(date=datetime.date(2026, 1, 1)),
        articles=(),
        pages=(Page(number=1, titles=("快讯:降雪",)),),
    )
    assert edit(issue)[0].pages[0].titles == ("快讯：降雪",)
