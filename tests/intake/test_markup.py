"""The body of an article: paragraphs, lead-ins, subheads, places of jumps, and what stands for itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.intake.markup import paragraph, paragraphs, source
from banmian.model import JumpPlace, Paragraph, ParagraphKind, Span, SpanStyle

LEAD_IN = SpanStyle.LEAD_IN


def texts(body):
    return [p.text for p in paragraphs(body)]


# ---- paragraphs -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", []),
        ("\n\n\n", []),
        ("一段。", ["一段。"]),
        ("一段。\n\n二段。", ["一段。", "二段。"]),
        ("一段。\n\n\n\n二段。\n", ["一段。", "二段。"]),
        ("一段。\n　　\n二段。", ["一段。", "二段。"]),
        ("　　一段。\n\n　　二段。", ["一段。", "二段。"]),
        ("  一段。\t\n\n\u00a0二段。 ", ["一段。", "二段。"]),
        ("一行\n接着一行。", ["一行接着一行。"]),
        ("Hello\nworld", ["Hello world"]),
        ("有 3\n个", ["有 3个"]),
        ("今日\nNBA\nfinals", ["今日NBA finals"]),
        ("****", []),
    ],
)
def test_a_blank_line_parts_paragraphs_and_indents_are_dropped(body, expected):
    """R3: indents are layout; lines inside a paragraph are joined, with a space only between two of ASCII."""
    assert texts(body) == expected


def test_a_paragraph_knows_its_line():
    found = paragraphs("一段。\n\n\n二段\n还是二段。\n\n三段。", first_line=8)
    assert [(p.text, p.line) for p in found] == [("一段。", 8), ("二段还是二段。", 11), ("三段。", 14)]


# ---- marks ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "text", "spans"),
    [
        ("**提示。**正文。", "提示。正文。", [(0, 3)]),
        ("正文**粗体**正文", "正文粗体正文", [(2, 4)]),
        ("**一**二**三**", "一二三", [(0, 1), (2, 3)]),
        ("**全是**", "全是", [(0, 2)]),
        ("正文****正文", "正文正文", []),
        ("单个**没有关上", "单个**没有关上", []),
        ("**一**二**三", "一二**三", [(0, 1)]),
        ("5*3=15", "5*3=15", []),
        ("*强调*", "*强调*", []),
    ],
)
def test_bold_runs_are_lead_ins(written, text, spans):
    found = paragraph(written)
    assert found.text == text
    assert [(span.start, span.end) for span in found.spans] == spans
    assert all(span.style is LEAD_IN for span in found.spans)


@pytest.mark.parametrize(
    ("written", "text", "kind"),
    [
        ("## 分题", "分题", ParagraphKind.SUBHEAD),
        ("　　## 分题　", "分题", ParagraphKind.SUBHEAD),
        ("##分题", "##分题", ParagraphKind.BODY),
        ("# 一级", "# 一级", ParagraphKind.BODY),
        ("正文 ## 不是", "正文 ## 不是", ParagraphKind.BODY),
    ],
)
def test_a_subhead(written, text, kind):
    found = paragraph(written)
    assert (found.text, found.kind) == (text, kind)


@pytest.mark.parametrize(
    ("written", "text", "places"),
    [
        ("一句。<!--下转第3版-->二句。", "一句。二句。", [(3, 3)]),
        ("一句。<!-- 下转第12版 -->二句。", "一句。二句。", [(3, 12)]),
        ("<!--下转第3版-->一句。", "一句。", [(0, 3)]),
        ("一<!--下转第3版-->二<!--下转第4版-->三", "一二三", [(1, 3), (2, 4)]),
        ("**提<!--下转第3版-->示**", "提示", [(1, 3)]),
        ("一句。<!--别的注释-->", "一句。<!--别的注释-->", []),
        ("（下转第3版）", "（下转第3版）", []),
    ],
)
def test_the_place_of_a_jump(written, text, places):
    found = paragraph(written)
    assert found.text == text
    assert [(place.at, place.to) for place in found.jumps] == places


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"\**不是粗体\**", "**不是粗体**"),
        (r"\## 不是分题", "## 不是分题"),
        (r"\<!--下转第3版-->", "<!--下转第3版-->"),
        (r"一个\\反斜线", r"一个\反斜线"),
        (r"C:\目录", r"C:\目录"),
        (r"\n 不是换行", r"\n 不是换行"),
    ],
)
def test_a_backslash_keeps_a_mark_as_it_is_written(written, text):
    found = paragraph(written)
    assert (found.text, found.kind, found.spans, found.jumps) == (text, ParagraphKind.BODY, (), ())


# ---- there and back ---------------------------------------------------------------------------------------

PIECES = ["一", "二。", "Ab", "*", "**", "\\", "#", "## ", "<!--", "-->", "<!--下转第3版-->", " ", "　x"]


@st.composite
def any_paragraph(draw):
    words = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12)
    text = draw(words.map(lambda words: "".join(words).strip(" 　")).filter(bool))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = tuple(Span(a, b, LEAD_IN) for a, b in zip(cuts[::2], cuts[1::2], strict=False))
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=2)))
    return Paragraph(text, draw(st.sampled_from(ParagraphKind)), spans, tuple(JumpPlace(at, 3) for at in places))


@given(any_paragraph())
def test_a_paragraph_written_and_read_is_the_same_paragraph(given_):
    assert paragraph(source(given_)) == given_


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1))
def test_any_text_written_and_read_is_the_same_text(text):
    assert paragraph(source(Paragraph(text))) == Paragraph(text)


@given(st.lists(any_paragraph(), max_size=5))
def test_a_body_written_and_read_has_the_same_paragraphs(given_):
    body = "\n\n".join(source(p) for p in given_)
    assert [(p.text, p.kind, p.spans, p.jumps) for p in paragraphs(body)] == [
        (p.text, p.kind, p.spans, p.jumps) for p in given_
    ]
