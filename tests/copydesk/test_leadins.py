"""Opening sentences that are built alike are lead-ins; ordinary openings are not."""

import pytest

from banmian.copydesk.leadins import mark_lead_ins
from banmian.model import Article, ArticleKeys, Paragraph, ParagraphKind, Span, SpanStyle

REST = "社区里的志愿者们从清早忙到天黑，把每一件小事做到居民的心坎上。"
ORDINARY = "入冬以来，社区的老旧管网改造工程一直是居民们最关心的一件事情，进度如何？" + REST


def lead_ins(*texts):
    paragraphs = tuple(text if isinstance(text, Paragraph) else Paragraph(text) for text in texts)
    article, findings = mark_lead_ins(Article(keys=ArticleKeys(id="a", headline="甲"), paragraphs=paragraphs))
    assert [p.text for p in article.paragraphs] == [p.text for p in paragraphs]
    assert bool(findings) == any(p.spans for p in article.paragraphs)
    return [p.text[p.spans[0].start : p.spans[0].end] if p.spans else "" for p in article.paragraphs]


def test_parallel_sentences_of_two_clauses():
    found = lead_ins(
        ORDINARY,
        "守住安全底线，织密社区防护“一张网”。" + REST,
        "办好民生实事，搭建为民服务“连心桥”。" + REST,
        "汇聚各方力量，画出共建共治的“同心圆”。" + REST,
        ORDINARY,
    )
    assert found == [
        "",
        "守住安全底线，织密社区防护“一张网”。",
        "办好民生实事，搭建为民服务“连心桥”。",
        "汇聚各方力量，画出共建共治的“同心圆”。",
        "",
    ]


def test_two_are_enough_where_they_are_long():
    texts = ("守住安全底线，织密社区防护网络。" + REST, "办好民生实事，搭建为民服务平台。" + REST)
    assert all(lead_ins(*texts))


def test_they_need_not_be_neighbours():
    found = lead_ins("守住安全底线，织密防护网络。" + REST, ORDINARY, "办好民生实事，搭建服务平台。" + REST, ORDINARY)
    assert [bool(text) for text in found] == [True, False, True, False]


def test_three_short_ones_of_one_clause():
    found = lead_ins("压实防火责任。" + REST, "强化物资储备。" + REST, "加强值班值守。" + REST)
    assert found == ["压实防火责任。", "强化物资储备。", "加强值班值守。"]


@pytest.mark.parametrize(
    "texts",
    [
        ("守住安全底线，织密社区防护网络。" + REST, ORDINARY),  # one alone
        ("会议明确指出，要压实各方工作责任。" + REST, "会议特别强调，要抓好各项任务落实。" + REST),  # reports
        ("今年入冬以来，全市气温持续走低。" + REST, "最近几天以来，全市连降两场大雪。" + REST),  # times
        ("11月3日下午，记者走进社区服务站。" + REST, "11月4日下午，记者来到蔬菜批发市场。" + REST),
        ("守住安全底线，织密社区防护网络。", "办好民生实事，搭建为民服务平台。"),  # the sentence is the paragraph
        ("走进村里，绿树成荫。" + REST, "来到河边，流水潺潺。" + REST),  # short, and only two
        ("守住底线，织密社区防护网络。" + REST, "办好每一件民生实事，搭建为民服务平台。" + REST),  # not alike
        ("守住安全底线，织密社区防护网络！" + REST, "办好民生实事，搭建为民服务平台！" + REST),  # no 。
        ("“守住安全底线，织密社区防护网络。”" + REST, "“办好民生实事，搭建为民服务平台。”" + REST),  # speech
        (
            "守住安全底线，一刻也不放松地织密社区里每一栋楼的防护网络和信息网络平台。" + REST,
            "办好民生实事，一刻也不放松地搭建社区里每一栋楼的服务平台和信息网络平台。" + REST,
        ),  # long
    ],
)
def test_others_are_none(texts):
    assert not any(lead_ins(*texts))


def test_two_in_a_long_feature_are_chance():
    alike = ["守住安全底线，织密社区防护网络。" + REST, "办好民生实事，搭建为民服务平台。" + REST]
    assert not any(lead_ins(*alike, *[ORDINARY] * 12))


def test_subheads_and_spans_that_are_there_stay_as_they_are():
    span = Span(0, 2, SpanStyle.LEAD_IN)
    given = (
        Paragraph("守住安全底线，织密社区防护网络。" + REST, spans=(span,)),
        Paragraph("办好民生实事，搭建为民服务平台。" + REST),
    )
    article, findings = mark_lead_ins(Article(keys=ArticleKeys(id="a", headline="甲"), paragraphs=given))
    assert article.paragraphs == given
    assert not findings
    assert not any(lead_ins(*[Paragraph("压实防火责任。做好", ParagraphKind.SUBHEAD)] * 3))
