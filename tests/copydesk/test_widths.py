"""Full-width letters and figures of old copy: what becomes half-width, and whose copy is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian import build
from banmian.copydesk import edit_article, settle
from banmian.copydesk.widths import narrow, narrow_article
from banmian.intake import read_issue
from banmian.model import Article, ArticleKeys, JumpPlace, Paragraph, Photo, Span, SpanStyle


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("２０２６年", "2026年"),
        ("ＧＤＰ增长５．２％", "GDP增长5.2%"),
        ("ａｂｃＸＹＺ", "abcXYZ"),
        ("增长5％", "增长5%"),
        ("３．１４．１５", "3.14.15"),
        ("百分号％", "百分号％"),
        ("甲．乙", "甲．乙"),
        ("１．要", "1．要"),
        ("１，２：３／４－５（６）", "1，2：3／4－5（6）"),
        ("［＿｀｛＠", "［＿｀｛＠"),
        ("2026年GDP", "2026年GDP"),
    ],
)
def test_letters_figures_and_what_belongs_to_a_numeral(old, new):
    assert narrow(old) == new


@given(st.text(st.characters(min_codepoint=0xFF00, max_codepoint=0xFF60) | st.sampled_from("0aA.%汉")))
def test_every_character_stays_one_character(text):
    """Offsets of spans and jumps hold; a second time changes nothing."""
    assert len(narrow(text)) == len(text)
    assert narrow(narrow(text)) == narrow(text)


ARTICLE = Article(
    keys=ArticleKeys(id="a", headline="Ａ股", kicker="１", photos=(Photo(caption="２人"),)),
    paragraphs=(Paragraph("第３次", spans=(Span(1, 3, SpanStyle.DOTS),), jumps=(JumpPlace(1, 2),)),),
)


def test_an_article_is_changed_everywhere_and_counted():
    article, (note,) = narrow_article(ARTICLE)
    assert (article.title, article.keys.kicker, article.keys.photos[0].caption) == ("A股", "1", "2人")
    assert article.paragraphs == (Paragraph("第3次", spans=(Span(1, 3, SpanStyle.DOTS),), jumps=(JumpPlace(1, 2),)),)
    assert (note.code, note.characters, note.article) == ("latin-narrowed", 4, "a")
    assert narrow_article(article) == (article, ())


def test_converted_copy_is_narrowed_before_its_marks_are_looked_at():
    article, notes = edit_article(Article(keys=ARTICLE.keys, paragraphs=(Paragraph("共１,５００人,２项"),)))
    assert article.body == "共1,500人，2项"
    assert [note.code for note in notes] == ["latin-narrowed", "punctuation-widened"]


@pytest.mark.parametrize("form", ["as_folder", "as_json"])
@pytest.mark.parametrize("setting", [None, "keep", "half"])
def test_an_editors_copy_is_changed_only_where_the_issue_says_so(write_issue, tmp_path, form, setting):
    pages = [{"number": 2, "layout": "toy-inner", "articles": ["a"], "titles": ["Ｂ"]}]
    articles = [{"id": "a", "headline": "标题", "body": ["第３次。"]}]
    copydesk = {"full-width-latin": setting} if setting else None
    folder = getattr(write_issue, form)(pages, articles, copydesk=copydesk)
    issue, notes = settle(read_issue(folder))
    half = setting == "half"
    assert issue.articles[0].body == ("第3次。" if half else "第３次。")
    assert issue.pages[0].titles == ("B" if half else "Ｂ",)
    assert [note.code for note in notes] == (["latin-narrowed"] if half else [])
    if form == "as_json":
        made = build(folder, tmp_path / "out", only=())
        (told,) = made.newspaper.report["articles"]
        assert "".join(piece["text"] for piece in told["pieces"]) == issue.articles[0].body
        assert ("latin-narrowed" in {finding.code for finding in made.findings}) is half
