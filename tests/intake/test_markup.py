"""The body of an article: paragraphs, lead-ins, subheads, places of jumps, and what stands for itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from banmian.intake import read_issue
from banmian.intake.markup import body_source, paragraph, paragraphs, read_body, source
from banmian.intake.spans import in_order
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
        ("****", ["****"]),
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
        ("正文****正文", "正文****正文", []),
        ("单个**没有关上", "单个**没有关上", []),
        ("**一**二**三", "一二**三", [(0, 1)]),
        ("他说**“好”**就走", "他说“好”就走", [(2, 5)]),
        ("**一、**要求；**二、**办法", "一、要求；二、办法", [(0, 2), (5, 7)]),
        ("共**12**人、**34**人", "共12人、34人", [(1, 3), (5, 7)]),
        ("增长**5.2%**，", "增长5.2%，", [(2, 6)]),
        ("**获奖名单：**王**、李**、赵**。", "获奖名单：王**、李**、赵**。", [(0, 5)]),
        ("**一**<!---->**二**", "一二", [(0, 1), (1, 2)]),
        ("甲<!---->**<!---->，乙**", "甲，乙", [(1, 3)]),
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
    "text",
    [
        "获奖者：王**、李**、赵**。",
        "王** 李** 赵**",
        "原告王**与被告李**离婚一案，证人赵**到庭。",
        "被告人王**（男）、李**（女）",
        "王某**说，李某**不在。",
        "138****1234与139****5678",
        "9901**********0012",
        "密码：******，再输入******。",
        "尾号12**，尾号34**的客户",
        "京A12**5与京A34**6",
        "尾号为**12的和尾号为**34的",
        "ab**@example.com、cd**@example.com",
        "张**、138****1234、******",
        "****1234和****5678",
        "王*、李**、赵***",
        "甲** 乙 **丙",
        "甲**，乙**",
        "**",
        "***",
    ],
)
def test_what_masks_a_name_or_a_number_is_text(text):
    found = read_body(text)
    assert ([p.text for p in found.paragraphs], found.paragraphs[0].spans, found.faults) == ([text], (), ())
    assert paragraph(source(found.paragraphs[0])).text == text


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


# ---- spans ------------------------------------------------------------------------------------------------

S = SpanStyle


def spans_of(written):
    found = paragraph(written)
    return found.text, [(span.start, span.end, span.style) for span in found.spans]


@pytest.mark.parametrize(
    ("written", "text", "spans"),
    [
        ("说[到做到]{.dots}。", "说到做到。", [(1, 4, S.DOTS)]),
        ("[鲁迅]{.name}的[呐喊]{.title}", "鲁迅的呐喊", [(0, 2, S.NAME), (3, 5, S.TITLE)]),
        ("[某某]{.mourning}同志[1]{.note}", "某某同志1", [(0, 2, S.MOURNING), (4, 5, S.NOTE)]),
        ("[引文]{.quote}", "引文", [(0, 2, S.QUOTE)]),
        ("[引文]{.引文}[人]{.专名}", "引文人", [(0, 2, S.QUOTE), (2, 3, S.NAME)]),
        ("[人]{.name .dots}", "人", [(0, 1, S.NAME), (0, 1, S.DOTS)]),
        ("[人]{.name.dots .dots}", "人", [(0, 1, S.NAME), (0, 1, S.DOTS)]),
        ("[[鲁迅]{.name}全集]{.title}", "鲁迅全集", [(0, 4, S.TITLE), (0, 2, S.NAME)]),
        ("**[重]{.dots}要**", "重要", [(0, 2, S.LEAD_IN), (0, 1, S.DOTS)]),
        ("[重**要**]{.dots}", "重要", [(0, 2, S.DOTS), (1, 2, S.LEAD_IN)]),
        ("[见[1]文]{.dots}", "见[1]文", [(0, 5, S.DOTS)]),
        ("[]{.dots}空", "空", []),
        ("[甲<!--下转第3版-->乙]{.dots}", "甲乙", [(0, 2, S.DOTS)]),
    ],
)
def test_spans_in_brackets(written, text, spans):
    assert spans_of(written) == (text, spans)
    assert read_body(written).faults == ()


@pytest.mark.parametrize(
    "text",
    ["[1]", "[甲", "甲]", "[甲](乙)", "[甲]（{}）", "]{乙}", "见[1][2]。", "a[0]{", "[[甲]", "甲]{乙", "x{.dots}"],
)
def test_brackets_that_make_no_span_are_text(text):
    found = read_body(text)
    assert ([p.text for p in found.paragraphs], found.faults) == ([text], ())
    assert found.paragraphs[0].spans == ()


@pytest.mark.parametrize(
    ("written", "ruby"),
    [
        ('[拼音]{ruby="pīn yīn"}', "pīn yīn"),
        ("[拼音]{ruby=“pīn yīn”}", "pīn yīn"),
        ('[拼音]{注音="pīn yīn"}', "pīn yīn"),
        (r'[拼音]{ruby="a\"b\\c}"}', 'a"b\\c}'),
        ('[拼音]{.name ruby="**pīn**"}', "**pīn**"),
    ],
)
def test_a_reading_is_kept_beside_the_text_and_not_in_it(written, ruby):
    """C9: what is extracted is the text."""
    found = paragraph(written)
    assert found.text == "拼音"
    assert found.spans[-1] == Span(0, 2, S.RUBY, ruby)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("[甲]{.dot}", "unknown-mark"),
        ("[甲]{dots}", "broken-mark"),
        ("[甲]{}", "broken-mark"),
        ("[甲]{.dots", "broken-mark"),
        ('[甲]{ruby="jiǎ}', "broken-mark"),
        ("[甲]{ruby=jiǎ}", "broken-mark"),
        ('[甲]{ruby=" "}', "broken-mark"),
        ('[甲]{ruby="a" ruby="b"}', "broken-mark"),
        ('[甲]{ruby="a".dots x}', "broken-mark"),
        ('[[甲]{ruby="a"}乙]{ruby="b"}', "broken-mark"),
        ('[甲，乙]{ruby="jiǎ，yǐ"}', "broken-mark"),
        ("甲]{.dots}", "broken-mark"),
        ("[甲]{.dots}乙]{.dots}", "broken-mark"),
    ],
)
def test_a_mark_that_cannot_be_read_is_named_with_its_line_and_stays_in_the_text(written, code):
    found = read_body(f"前一行，\n{written}", 7)
    ((line, fault),) = found.faults
    assert (fault.code, line) == (code, 8)
    assert fault.hint
    assert "甲" in found.paragraphs[0].text
    if not found.paragraphs[0].spans:
        assert found.paragraphs[0].text == f"前一行，{written}"


def test_a_bracket_may_be_kept_by_a_backslash():
    assert spans_of(r"\[甲]{.dots}") == ("[甲]{.dots}", [])
    assert spans_of(r"[甲\]{.dots}") == ("[甲]{.dots}", [])
    assert spans_of(r"[甲\]]{.dots}") == ("甲]", [(0, 2, S.DOTS)])


# ---- quotations -------------------------------------------------------------------------------------------

Q, V, B = ParagraphKind.QUOTATION, ParagraphKind.VERSE, ParagraphKind.BODY


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("> 引文", [("引文", Q)]),
        ("> 引文\n> 接着引", [("引文接着引", Q)]),
        ("> 一段\n>\n> 二段", [("一段", Q), ("二段", Q)]),
        ("> 白日依山尽，\\\n> 黄河入海流。", [("白日依山尽，", V), ("黄河入海流。", V)]),
        ("> 白日依山尽，  \n> 黄河入海流。", [("白日依山尽，", V), ("黄河入海流。", V)]),
        ("> 一行\\", [("一行", V)]),
        ("> 反斜线\\\\", [("反斜线\\", Q)]),
        ("正文\n> 引文\n正文", [("正文", B), ("引文", Q), ("正文", B)]),
        ("　> 引文", [("引文", Q)]),
        (">不是引文", [(">不是引文", B)]),
        ("\\> 不是引文", [("> 不是引文", B)]),
        ("5 > 3", [("5 > 3", B)]),
        ("> ## 不是分题", [("## 不是分题", Q)]),
        ("问：好吗？\n\n答：好。", [("问：好吗？", B), ("答：好。", B)]),
    ],
)
def test_quotations_and_verse(body, expected):
    """R7."""
    assert [(p.text, p.kind) for p in paragraphs(body)] == expected


def test_lines_of_verse_know_their_lines():
    found = paragraphs("正文。\n\n> 一，\\\n> 二，\\\n> 三。", first_line=4)
    assert [(p.text, p.line) for p in found] == [("正文。", 4), ("一，", 6), ("二，", 7), ("三。", 8)]


def test_a_blank_line_between_verse_begins_a_stanza():
    """R7."""
    body = "> 一，\\\n> 二。\\\n>\n> 三，\\\n> 四。\\\n\n> 五。\\\n\n> 引文\n\n> 六。\\"
    found = paragraphs(body)
    assert [(p.text, p.space_before) for p in found] == [
        *(("一，", 0), ("二。", 0), ("三，", 1), ("四。", 0), ("五。", 1), ("引文", 0), ("六。", 0))
    ]


def test_every_line_of_a_poem_is_a_line_of_verse():
    """R7. Subheads and quotations stay what they are."""
    found = read_body("一，\n二。\n\n　三，\\\n四。\n\n## 其二\n\n> 题记\n\n五。", 3, poem=True).paragraphs
    assert [(p.text, p.kind, p.space_before, p.line) for p in found] == [
        ("一，", V, 0, 3),
        ("二。", V, 0, 4),
        ("三，", V, 1, 6),
        ("四。", V, 0, 7),
        ("其二", ParagraphKind.SUBHEAD, 0, 9),
        ("题记", Q, 0, 11),
        ("五。", V, 0, 13),
    ]


@pytest.mark.parametrize("as_", ["as_folder", "as_json"])
def test_a_poem_is_read_alike_from_a_folder_and_from_json(write_issue, as_):
    pages = [{"number": 2, "layout": "toy-inner", "articles": ["a"]}]
    article = {"id": "a", "headline": "题", "form": "poem", "body": ["一，\n二。", "三，\n四。"]}
    [found] = read_issue(getattr(write_issue, as_)(pages, [article])).articles
    assert [(p.text, p.kind, p.space_before) for p in found.paragraphs] == [
        *(("一，", V, 0), ("二。", V, 0), ("三，", V, 1), ("四。", V, 0))
    ]


# ---- there and back ---------------------------------------------------------------------------------------

PIECES = ["一", "二。", "Ab", "*", "**", "\\", "#", "## ", "<!--", "-->", "<!--下转第3版-->", " ", "　x"]
PIECES += ["[", "]", "{", "}", "]{", "{.dots}", "]{.dots}", '{ruby="a"}', '"', "> ", ">", "  "]


@st.composite
def any_spans(draw, text):
    """Bold runs, and spans that lie beside or within each other; a reading has a part for each of its characters."""
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = [Span(a, b, LEAD_IN) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    places = st.integers(0, len(text))
    for _ in range(draw(st.integers(0, 4))):
        a, b = sorted((draw(places), draw(places)))
        style = draw(st.sampled_from([style for style in SpanStyle if style is not LEAD_IN]))
        if a == b or any(s.start < a < s.end < b or a < s.start < b < s.end for s in spans if s.style is not LEAD_IN):
            continue
        ruby = ""
        if style is SpanStyle.RUBY:
            if any(s.style is style and s.start < b and a < s.end for s in spans):
                continue
            size = max(sum(map(str.isalnum, text[a:b])), 1)
            part = st.text('yīn"\\}“”*[]', min_size=1, max_size=4)
            ruby = " ".join(draw(st.lists(part, min_size=size, max_size=size)))
        if Span(a, b, style, ruby) not in spans:
            spans.append(Span(a, b, style, ruby))
    return in_order(spans)


@st.composite
def any_paragraph(draw):
    words = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12)
    text = draw(words.map(lambda words: "".join(words).strip(" 　")).filter(bool))
    spans = draw(any_spans(text))
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
    for body in ("\n\n".join(source(p) for p in given_), body_source(given_)):
        found = read_body(body)
        assert [replace(p, line=0, space_before=0) for p in found.paragraphs] == given_
        assert found.faults == ()


@given(st.lists(st.lists(any_paragraph(), min_size=1, max_size=3), max_size=4), st.booleans())
def test_stanzas_written_and_read_are_the_same_stanzas(given_, poem):
    """R7."""
    stanzas = [[replace(p, kind=V) for p in stanza] for stanza in given_]
    lines = [replace(p, space_before=int(n > 0 and not m)) for n, s in enumerate(stanzas) for m, p in enumerate(s)]
    found = read_body(body_source(lines), poem=poem)
    assert [replace(p, line=0) for p in found.paragraphs] == lines


@given(st.text(st.sampled_from('[]{}.="“”\\*>  甲dotsruby\n'), max_size=30))
def test_whatever_is_written_is_read_without_a_fall(body):
    for found in read_body(body).paragraphs:
        assert paragraph(source(found)) == replace(found, line=0) or read_body(body).faults
