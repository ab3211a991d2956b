"""Every text of an article is mended, those beside the body too."""

import msgspec
import pytest

from banmian.copydesk.punctuation import widen_article
from banmian.copydesk.texts import mend
from banmian.copydesk.widths import narrow_article
from banmian.model import Article, ArticleKeys, Paragraph, Photo
from banmian.model.matter import InfoBox, NameList, Quote, Table


def article(text):
    """An article with `text` in every place where copy stands."""
    keys = ArticleKeys(
        id="a",
        headline=(text, text),
        kicker=text,
        short=text,
        deck=text,
        dateline=text,
        series=text,
        summary=(text,),
        note=text,
        photos=(Photo(caption=text, alt=text),),
        quotes=(Quote(text=text, who=text),),
        tables=(Table(title=text, header=(text,), rows=((text,), (text,)), source=text),),
        lists=(NameList(title=text, names=(text, text)),),
        boxes=(InfoBox(title=text, text=(text,)),),
    )
    return Article(keys=keys, paragraphs=(Paragraph(text),))


PLACES = 24


def test_a_change_comes_to_every_text_and_is_counted():
    assert mend(article("甲"), lambda text: text.replace("甲", "乙")) == (article("乙"), PLACES)
    assert str(msgspec.to_builtins(article("甲").keys)).count("甲") == PLACES - 1, "all but the paragraph"


def test_an_article_that_needs_no_change_is_the_same_one():
    given = article("甲")
    assert mend(given, str)[0] is given


@pytest.mark.parametrize(("edit", "old", "new"), [(narrow_article, "２人", "2人"), (widen_article, "一,二", "一，二")])
def test_widths_and_marks_are_those_of_captions(edit, old, new):
    edited, (note,) = edit(article(old))
    assert edited == article(new)
    assert note.characters == PLACES


def test_the_figures_of_a_table_keep_their_marks():
    given = article("1,234.5")
    assert widen_article(given) == (given, ())
