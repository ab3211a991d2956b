"""Interviews: questions bold from end to end, of answers the label (R7)."""

import pytest

from banmian.copydesk import settle
from banmian.copydesk.interviews import mark_interview
from banmian.intake import read_issue
from banmian.intake.markup import paragraphs
from banmian.model import Article, ArticleKeys, SpanStyle


def marked(*body, form="interview"):
    """The bold characters of each paragraph."""
    keys = ArticleKeys(id="a", headline="题", form=form)
    article = Article(keys=keys, paragraphs=paragraphs("\n\n".join(body)))
    found = mark_interview(article)
    assert [p.text for p in found.paragraphs] == [p.text for p in article.paragraphs]
    return ["".join(p.text[s.start : s.end] for s in p.spans if s.style is SpanStyle.LEAD_IN) for p in found.paragraphs]


@pytest.mark.parametrize("asks", ["问：", "记者：", "主持人：", "本报记者：", "Q："])
def test_a_question_is_bold_and_an_answer_has_a_bold_label(asks):
    assert marked("导语。", f"{asks}几点开门？", "答：七点。") == ["", f"{asks}几点开门？", "答："]


def test_a_name_is_a_label_if_it_comes_back():
    body = ("记者：好吗？", "林木森：好。", "记者：还好吗？", "林木森：还好。", "他说：一句话。", "最后一段。")
    assert marked(*body) == ["记者：好吗？", "林木森：", "记者：还好吗？", "林木森：", "", ""]


def test_what_the_editor_marked_stays_his():
    assert marked("**问：**好吗？", "答：好。") == ["问：", "答："]


def test_only_an_interview_is_marked():
    assert marked("问：好吗？", "答：好。", form="news") == ["", ""]


def test_settle_marks_interviews(write_issue):
    pages = [{"number": 2, "layout": "toy-inner", "articles": ["a"]}]
    body = ["问：好吗？", "答：好。"]
    issue = read_issue(write_issue.as_folder(pages, [{"id": "a", "headline": "题", "form": "interview", "body": body}]))
    (article,) = settle(issue)[0].articles
    assert [len(p.spans) for p in article.paragraphs] == [1, 1]
