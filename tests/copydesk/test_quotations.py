"""R8: a quotation over several paragraphs opens each of them with a quotation mark."""

import pytest

from banmian.copydesk.quotations import check_quotations
from banmian.model import Article, ArticleKeys, Paragraph, ParagraphKind


def lacking(*texts):
    paragraphs = tuple(
        Paragraph(text.removeprefix("#"), ParagraphKind.SUBHEAD if text[0] == "#" else ParagraphKind.BODY, line=n)
        for n, text in enumerate(texts, 1)
    )
    article = Article(keys=ArticleKeys(id="a", headline="题"), paragraphs=paragraphs, file="a.md")
    found = list(check_quotations(article))
    assert all(f.code == "quotation-not-reopened" and f.line == f.paragraph and f.file == "a.md" for f in found)
    return [f.paragraph for f in found]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["他说：“一。", "“二。", "“三。”"], []),
        (["他说：“一。", "二。", "“三。”"], [2]),
        (["他说：“一。", "二。", "三。”"], [2, 3]),
        (["他说：“一。", "二。”他又说：“三。”", "四。"], [2]),
        (["他说：“一。”", "二。", "“三。”"], []),
        (["他说：“一。", "二。", "三。"], []),
        (["他说：“一。", "他又说：“二。”", "三。”"], []),
        (["他说：“一。", "#分题", "二。”"], [3]),
        (["“一。", "二。”又：“三。", "四。”"], [2, 3]),
        (["“一。", *["平常。"] * 20, "二。”"], []),
        (["一。”", "二。"], []),
        ([], []),
    ],
)
def test_paragraphs_that_go_on_without_a_mark(texts, expected):
    assert lacking(*texts) == expected
