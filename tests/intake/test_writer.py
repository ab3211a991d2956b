"""An issue that is written reads back as the same issue; the folder appears whole or not at all."""

import datetime
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from banmian.intake import read_issue
from banmian.intake.writer import comparable, write_issue
from banmian.model import (
    Advert,
    Article,
    ArticleKeys,
    Byline,
    Copydesk,
    Edition,
    FaceChoice,
    InputError,
    Issue,
    Jump,
    JumpPlace,
    Page,
    Paper,
    Paragraph,
    ParagraphKind,
    Photo,
    Span,
    SpanStyle,
)
from banmian.model.issue import GroupPhoto
from banmian.model.matter import InfoBox, NameList, Quote, Table

NASTY = "[]{}.=*\\#<>!-“”\"'`[]{}:,;|&%@~=?。，\u3000\u00a0 \t\u2028\u0085\u007f\ufeff\ufffe汉字𠮷é9"
any_text = st.text(
    st.one_of(st.sampled_from(NASTY + "\n\r\x00\x1b"), st.characters(exclude_categories=["Cs"])), max_size=20
)
name = any_text.filter(str.strip)  # what the model calls a Name: not empty, and not white space alone
body_text = (
    st.one_of(
        st.text("[]{.dots}** 甲", min_size=1, max_size=12),
        st.text("**\\#<!->下转第3版 甲", min_size=1, max_size=12),  # the marks of an article file, and their parts
        st.lists(
            st.sampled_from(["**", "*", "\\", "#", "## ", "<!--下转第3版-->", "<!--", "甲"]), min_size=1, max_size=6
        ).map("".join),
        st.text(
            st.one_of(st.sampled_from(NASTY), st.characters(exclude_categories=["Cs"], exclude_characters="\n\r")),
            min_size=1,
            max_size=24,
        ),
    )
    .map(lambda text: text.strip(" \t\u00a0\u3000"))
    .filter(bool)
)


@st.composite
def paragraphs(draw):
    text = draw(body_text)
    cuts = sorted(set(draw(st.lists(st.integers(0, len(text)), max_size=6))))
    spans = tuple(Span(a, b, SpanStyle.LEAD_IN) for a, b in zip(cuts[::2], cuts[1::2], strict=False))
    places = sorted(draw(st.sets(st.integers(0, len(text)), max_size=2)))
    jumps = tuple(JumpPlace(at, to) for at, to in zip(places, (2, 3), strict=False))
    return Paragraph(text, draw(st.sampled_from(ParagraphKind)), spans, jumps)


@st.composite
def articles(draw, number):
    found = tuple(draw(st.lists(paragraphs(), max_size=3)))
    seen = 0
    kept = []
    for paragraph in found:  # an article jumps to each page once
        jumps = paragraph.jumps if not seen else ()
        seen += len(jumps)
        kept.append(Paragraph(paragraph.text, paragraph.kind, paragraph.spans, jumps))
    keys = ArticleKeys(
        id=draw(st.from_regex(r"[^\s@/]{1,6}", fullmatch=True).filter(lambda t: t.isprintable())) + f".{number}",
        headline=draw(st.one_of(name, st.lists(name, min_size=1, max_size=3).map(tuple))),
        kicker=draw(any_text),
        deck=draw(st.one_of(any_text, st.lists(any_text, max_size=2).map(tuple))),
        byline=tuple(draw(st.lists(st.builds(Byline, name=name, role=any_text), max_size=2))),
        photos=tuple(draw(st.lists(st.builds(Photo, caption=any_text, credit=any_text), max_size=2))),
    )
    return Article(keys=keys, paragraphs=tuple(kept))


@st.composite
def issues(draw):
    found = tuple(draw(articles(n)) for n in range(draw(st.integers(0, 3))))
    titles = st.lists(any_text, max_size=2).map(tuple)
    pages = tuple(
        Page(
            number=n,
            section=draw(any_text),
            titles=draw(titles),
            editors=draw(titles),
            articles=tuple(article.id for article in found) if n == 1 else (),
        )
        for n in (1, 2, 3)
    )
    edition = Edition(date=draw(st.dates()), number=draw(st.one_of(st.none(), st.integers(1, 99999))))
    return Issue(paper=Paper(name=draw(name), motto=draw(any_text)), edition=edition, pages=pages, articles=found)


@given(issues())
def test_what_is_written_reads_back(issue):
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "issue"
        returned = write_issue(issue, out)
        assert comparable(read_issue(out)) == comparable(issue)
        assert comparable(returned) == comparable(issue)
        assert [path.name for path in Path(folder).iterdir()] == ["issue"]


@pytest.mark.parametrize(
    "text",
    [
        "## 不是分题",
        "#话题#",
        "**不是粗体**",
        "一颗*",
        "*一颗",
        "两颗**",
        "反斜\\",
        "\\*甲",
        "<!--下转第3版-->",
        "1<2",
        "---",
        "- 项目",
        "a: b",
        "> 不是引文",
        "[甲]{.dots}",
        "甲]{乙",
        "[1]",
    ],
)
@pytest.mark.parametrize("kind", ParagraphKind)
@pytest.mark.parametrize("bold", [True, False])
def test_text_that_looks_like_marks_is_text(tmp_path, text, kind, bold):
    spans = (
        (Span(0, len(text) - 1, SpanStyle.LEAD_IN), Span(len(text) - 1, len(text), SpanStyle.LEAD_IN)) if bold else ()
    )
    base = small()
    paragraph = Paragraph(text, kind, spans, (JumpPlace(len(text), 2),))
    article = Article(keys=base.articles[0].keys, paragraphs=(paragraph,))
    issue = Issue(paper=base.paper, edition=base.edition, pages=base.pages, articles=(article,))
    assert comparable(write_issue(issue, tmp_path / "out")) == comparable(issue)


def test_every_mark_and_every_kind_of_paragraph_reads_back(tmp_path):
    base = small()
    spans = (
        Span(0, 4, SpanStyle.QUOTE),
        *(Span(0, 2, style) for style in (SpanStyle.LEAD_IN, SpanStyle.NAME, SpanStyle.TITLE, SpanStyle.DOTS)),
        Span(0, 2, SpanStyle.RUBY, 'pīn "yīn'),
        Span(2, 3, SpanStyle.MOURNING),
        Span(3, 4, SpanStyle.NOTE),
    )
    kinds = (*ParagraphKind, ParagraphKind.VERSE, ParagraphKind.BODY)
    article = Article(keys=base.articles[0].keys, paragraphs=tuple(Paragraph("拼音]1", kind, spans) for kind in kinds))
    issue = Issue(paper=base.paper, edition=base.edition, pages=base.pages, articles=(article,))
    assert comparable(write_issue(issue, tmp_path / "out")) == comparable(issue)


def small(**keys):
    article = Article(keys=ArticleKeys(id="a", headline="甲", **keys), paragraphs=(Paragraph("正文。"),))
    return Issue(
        paper=Paper(name="报"),
        edition=Edition(date=datetime.date(2026, 11, 23)),
        pages=(Page(number=1, articles=("a",)), Page(number=2)),
        articles=(article,),
    )


def test_the_keys_of_everything_reads_back_with_the_files_it_names(tmp_path):
    origin = tmp_path / "origin"
    for file in ("photos/a.png", "group/b.png", "adverts/a.png", "fonts/f.ttf"):
        (origin / file).parent.mkdir(parents=True)
        Image.new("RGB", (4, 4)).save(origin / file, "png")
    article = Article(
        keys=ArticleKeys(
            id="a",
            headline="甲",
            jump=Jump(to=2, slot="B"),
            dateline="本报11月23日电",
            short="短",
            photos=(
                Photo(file="photos/a.png", focus=(0.2, 0.75), alt="图", cutout=True),
                Photo(file="photos/a.png", group=(GroupPhoto(file="group/b.png", alt="乙", focus=(0.1, 0.5)),)),
            ),
        ),
        paragraphs=(Paragraph("正文。"),),
    )
    issue = Issue(
        paper=Paper(name="报", cn="15-0001", site="www.example.cn"),
        edition=Edition(date=datetime.date(2026, 11, 23)),
        pages=(
            Page(number=1, articles=("a@A",), layout="x"),
            Page(
                number=2,
                adverts=(
                    Advert(slot="G", file="adverts/a.png"),
                    Advert(slot="H", file="adverts/a.png", kind="notice", label="公告"),
                ),
            ),
        ),
        articles=(article,),
        folder=str(origin),
        copydesk=Copydesk(full_width_latin="half"),
        fonts={
            "body": FaceChoice(file="fonts/f.ttf", member=1, axes={"wght": 450.5}),
            "小 标": FaceChoice(file="fonts/f.ttf"),
        },
    )
    assert comparable(write_issue(issue, tmp_path / "out")) == comparable(issue)
    for file in ("photos/a.png", "group/b.png"):
        assert (tmp_path / "out" / file).read_bytes() == (origin / file).read_bytes()


def test_what_stands_beside_the_body_reads_back(tmp_path):
    issue = small(
        series="冬日\n走访",
        summary=("第一句。", "第二句：“引文”"),
        note="编者按：- 一\n二",
        quotes=(Quote(text="# 不是注释", who="——某某"), Quote(text="两行\n引语")),
        tables=(
            Table(title="表: 一", header=("", "年"), rows=(("甲", "1,234.5"), ("- 乙", "null")), source="[来源]"),
            Table(rows=(("true",), ("",))),
        ),
        lists=(NameList(title="名单", names=("王飞", "艾山·买买提", " 两 端 ")),),
        boxes=(InfoBox(text=("一段", "*两*段")), InfoBox(title="链接", text=("{花: 括号}",))),
    )
    assert comparable(write_issue(issue, tmp_path / "out")) == comparable(issue)
    assert comparable(write_issue(write_issue(issue, tmp_path / "two"), tmp_path / "three")) == comparable(issue)


def test_articles_keep_their_order(tmp_path):
    base = small()
    ids = ("z", "a", "A", "m")
    issue = Issue(
        paper=base.paper,
        edition=base.edition,
        pages=(Page(number=1, articles=ids),),
        articles=tuple(Article(keys=ArticleKeys(id=i, headline=i), paragraphs=(Paragraph(i),)) for i in ids),
    )
    assert tuple(article.id for article in write_issue(issue, tmp_path / "out").articles) == ids


def test_the_same_issue_is_the_same_bytes(tmp_path):
    for out in ("one", "two"):
        write_issue(small(kicker="引题"), tmp_path / out)
    for file in ("issue.toml", "articles/a.md"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_an_empty_folder_is_filled_and_a_full_one_is_refused(tmp_path):
    out = tmp_path / "new" / "issue"
    out.mkdir(parents=True)
    write_issue(small(), out)
    (out / "articles" / "a.md").write_text("改过的稿子", "utf-8")
    with pytest.raises(InputError) as caught:
        write_issue(small(), out)
    (finding,) = caught.value.findings
    assert (finding.code, finding.file) == ("out-exists", str(out))
    assert finding.hint
    assert (out / "articles" / "a.md").read_text("utf-8") == "改过的稿子"


def test_a_file_in_the_way_is_refused(tmp_path):
    (tmp_path / "out").write_text("x")
    with pytest.raises(InputError) as caught:
        write_issue(small(), tmp_path / "out")
    assert caught.value.findings[0].code == "out-exists"
    assert (tmp_path / "out").read_text() == "x"


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ({"photos": (Photo(file="photos/none.jpg"),)}, "missing-file"),
        ({"jump": Jump(to=9)}, "jump-nowhere"),
    ],
)
def test_what_would_not_read_back_leaves_nothing(tmp_path, keys, code):
    with pytest.raises(InputError) as caught:
        write_issue(small(**keys), tmp_path / "out")
    assert [finding.code for finding in caught.value.findings] == [code]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["两\n行", " 开头有空格", "半个\ud83d"])
def test_a_text_that_no_folder_can_hold_is_refused(tmp_path, text):
    base = small()
    issue = Issue(
        paper=base.paper,
        edition=base.edition,
        pages=base.pages,
        articles=(Article(keys=base.articles[0].keys, paragraphs=(Paragraph(text),)),),
    )
    with pytest.raises(ValueError):
        write_issue(issue, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_place_where_one_may_not_write_is_named(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError) as caught:
        write_issue(small(), tmp_path / "file" / "out")
    assert caught.value.findings[0].code == "cannot-write"
