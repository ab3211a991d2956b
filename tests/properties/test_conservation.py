"""No character is lost, doubled or moved: for any issue, on the pages themselves (promises 2, 3 and 4 of the design).

Issues are made at random: one to five toy pages; articles with paragraphs, subheads, lead-ins, marked spans,
quotations, datelines, photographs whose pictures are not at hand; jumps along chains of pages, some of them to a marked
place of the text. One design has vertical boxes, in one band and in two, and vertical headlines at both sides.
"""

import datetime
import random
import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from banmian.intake import read_issue
from banmian.makeup.lines.runs import NOTE_RISE, baseline
from banmian.making import make_plates
from banmian.model import (
    Article,
    ArticleKeys,
    Byline,
    Edition,
    Issue,
    Jump,
    JumpPlace,
    Page,
    Paper,
    Paragraph,
    ParagraphKind,
    Photo,
    Severity,
    Span,
    SpanStyle,
)
from banmian.plate import Direction, Link
from banmian.report import make_report

TOKENS = [
    "中",
    "文",
    "报",
    "人民",
    "𠀀",
    "“",
    "”",
    "，",
    "。",
    "！",
    "《",
    "》",
    "——",
    "……",
    "2026",
    "Beijing",
    "50%",
    "5月",
]
COPY = "".join(random.Random("版面").choices(TOKENS, k=4000))
"""What the texts are cut from: two draws a paragraph are quick, and shrink well."""


def texts(most):
    cut = st.tuples(st.integers(0, len(COPY) - most), st.integers(0, most))
    return cut.map(lambda cut: "据" + COPY[cut[0] : cut[0] + cut[1]])


@st.composite
def paragraphs(draw):
    text = draw(texts(200))
    match draw(st.sampled_from(["plain", "plain", "plain", "lead-in", "subhead", "marked"])):
        case "marked":
            edges = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 20))
            marked = draw(st.lists(st.tuples(edges, st.sampled_from(SpanStyle)), min_size=1, max_size=5))
            spans = [
                Span(start, min(start + size, len(text)), style, "pīn yīn" if style is SpanStyle.RUBY else "")
                for (start, size), style in marked
            ]
            kind = draw(st.sampled_from([ParagraphKind.BODY, ParagraphKind.QUOTATION, ParagraphKind.VERSE]))
            return Paragraph(text, kind, tuple(spans))
        case "subhead":
            return Paragraph(text[:8], ParagraphKind.SUBHEAD)
        case "lead-in":
            start = draw(st.integers(0, len(text) - 1))
            return Paragraph(text, spans=(Span(start, draw(st.integers(start + 1, len(text))), SpanStyle.LEAD_IN),))
    return Paragraph(text)


@st.composite
def articles(draw, number, home, pages):
    others = draw(st.permutations([page for page in range(1, pages + 1) if page != home]))
    jumps = tuple(Jump(to=page) for page in others[: draw(st.integers(0, 3))])
    body = draw(st.lists(paragraphs(), max_size=14))
    if jumps and body and draw(st.booleans()):  # the first jump is marked in the text
        at = draw(st.integers(0, len(body) - 1))
        place = draw(st.integers(0, len(body[at].text)))
        body[at] = replace(body[at], jumps=(JumpPlace(place, jumps[0].to),))
        jumps = jumps[:1]
    photos = draw(st.lists(st.builds(Photo, caption=texts(30), credit=st.sampled_from(["", "王飞 摄"])), max_size=2))
    return Article(
        keys=ArticleKeys(
            id=f"article-{number}",
            headline=tuple(draw(st.lists(texts(12), min_size=1, max_size=2))),
            kicker=draw(st.sampled_from(["", "引题"])),
            deck=draw(st.sampled_from(["", "——副题"])),
            byline=draw(st.sampled_from([(), (Byline(name="王飞", role="记者"),)])),
            dateline=draw(st.sampled_from(["", "本报讯", "新华社北京11月23日电"])),
            photos=tuple(photos),
            jump=jumps,
            form=draw(st.sampled_from(["news", "news", "brief", "poem"])),
        ),
        paragraphs=tuple(body),
    )


@st.composite
def issues(draw, folder):
    count = draw(st.integers(1, 5))
    made, pages = [], []
    for number in range(1, count + 1):
        here = [draw(articles(len(made) + n, number, count)) for n in range(draw(st.integers(0, 3)))]
        made += here
        layout = (
            "toy-front"
            if number == 1
            else draw(st.sampled_from(["toy-inner", "toy-inner", "toy-open", "toy-vertical", "toy-briefs"]))
        )
        names = tuple(article.id for article in here)
        pages.append(Page(number=number, section="要闻", layout=layout, editors=("王飞",), articles=names))
    return Issue(
        paper=Paper(name="玩具日报"),
        edition=Edition(date=datetime.date(2026, 11, 23), number=1),
        pages=tuple(pages),
        articles=tuple(made),
        folder=str(folder),
    )


@pytest.fixture(scope="module")
def made_up(toy_folder, toy_library):
    """`made_up(data)` draws an issue and makes it up: the issue, its plates, the report, the findings."""

    def made_up(data):
        issue = data.draw(issues(toy_folder))
        made, _ = make_plates(issue, toy_library)
        return issue, made.plates, make_report(issue, made, made.findings), made.findings

    return made_up


enough = settings(
    max_examples=settings.default.max_examples * 3 // 10,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@enough
@given(data=st.data())
def test_the_pieces_and_the_overset_are_the_body(made_up, data):
    issue, _, report, findings = made_up(data)
    for article, told in zip(issue.articles, report["articles"], strict=True):
        pieces = told["pieces"]
        assert "".join(piece["text"] for piece in pieces) + told["overset"]["text"] == article.body
        ends = [-1] + [piece["last"] for piece in pieces]
        assert [piece["first"] for piece in pieces] == [end + 1 for end in ends[:-1]], "in order, without overlap"
        left = told["overset"]["text"]
        said = [f for f in findings if f.article == article.id and f.code in ("overset", "no-slot")]
        assert said or not left, "what has no room is a finding"
        assert all(f.severity is Severity.ERROR for f in said)
        assert bool(told["overset"]["lines"]) == any(f.code == "overset" for f in said) <= bool(left)


@enough
@given(data=st.data())
def test_every_character_is_printed_once_and_where_its_offset_says(made_up, data):
    issue, plates, report, _ = made_up(data)
    for article, told in zip(issue.articles, report["articles"], strict=True):
        body = article.body
        printed = Counter()
        for plate in plates:
            for run in plate.texts(article.id):
                if run.body >= 0:
                    assert body[run.body : run.body + len(run.text)] == run.text
                    assert len(run.glyphs) == len(run.offsets) == len(run.text)
                    printed.update(range(run.body, run.body + len(run.text)))
        set_so_far = len(body) - len(told["overset"]["text"])
        assert printed == Counter(at for at in range(set_so_far) if body[at] != "\n")


@enough
@given(data=st.data())
def test_the_pages_of_an_article_are_those_of_its_chain(made_up, data):
    issue, _, report, _ = made_up(data)
    home = {name: page.number for page in issue.pages for name in page.articles}
    for article, told in zip(issue.articles, report["articles"], strict=True):
        chain = [home[article.id], *(jump.to for jump in article.jumps)]
        pages = [piece["page"] for piece in told["pieces"]]
        at = [chain.index(page) for page in pages if page in chain]
        assert at == sorted(set(at)), "one piece on a page, in the order of the chain"
        further = [page for page in pages if page not in chain]
        assert pages[len(at) :] == further == sorted(set(further)), "then make-up's own jumps, to later pages"


@enough
@given(data=st.data())
def test_body_lines_stand_on_the_line_grid_of_the_page(made_up, data):
    _, plates, _, _ = made_up(data)
    for plate in plates:
        for run in plate.texts():
            if run.body >= 0 and run.role != "subhead" and run.direction is Direction.HORIZONTAL:
                raised = NOTE_RISE * 10 if run.role == "note" else 0.0
                rows = (run.y + raised - baseline(plate.grid_top, plate.pitch, 10)) / plate.pitch
                assert abs(rows - round(rows)) < 0.001, (plate.page, run.text)


@enough
@given(data=st.data())
def test_vertical_lines_stand_on_a_grid_of_their_box(made_up, data):
    """The last of them at its left edge, one 字 inside a frame; all bands alike."""
    _, plates, _, _ = made_up(data)
    for plate in plates:
        blocks = {block.article: block for block in plate.legs}
        for run in plate.texts():
            if run.body >= 0 and run.role != "subhead" and run.direction is not Direction.HORIZONTAL:
                left, _, right, _ = run.box
                raised = run.size < 10  # a note mark stands at the right of its line
                middle = right - 5 if raised else (left + right) / 2
                block = blocks[run.article]
                inset = 10 if block.slot == "B" else 0
                steps = (middle - 5 - block.x - inset) / plate.pitch
                assert abs(steps - round(steps)) < 0.001, (plate.page, run.text)


SQUEEZED = "“《（"


def ink(run):
    """The box of a run without the blank half of a mark that opens it: P10 takes it from the line, not the glyph."""
    left, top, right, bottom = run.box
    trimmed = 0.5 * run.size if run.text[0] in SQUEEZED else 0.0
    return (
        (left, top + trimmed, right, bottom) if run.direction is Direction.VERTICAL else (left + trimmed, *run.box[1:])
    )


@enough
@given(data=st.data())
def test_body_lines_lie_in_their_block_and_never_on_each_other(made_up, data):
    _, plates, _, findings = made_up(data)
    crowded = {f.article for f in findings if f.code == "headline-no-room"}
    for plate in plates:
        blocks = {block.article: block for block in plate.legs}
        boxes = []
        for run in plate.texts():
            is_text = run.role in ("body", "quotation", "verse", "dateline", "jump", "subhead", "note")
            beside = run.role in ("headline", "kicker", "deck", "byline") and run.direction is not Direction.HORIZONTAL
            if is_text or (beside and run.article not in crowded):
                block = blocks[run.article]
                left, top, right, bottom = ink(run)
                assert block.x - 0.01 <= left, run.text
                assert right <= block.x + block.width + 0.01, run.text
                assert block.y - 0.01 <= top, run.text
                assert bottom <= block.y + block.height + 0.01, run.text
                boxes.append((left, top, right, bottom, run.text, is_text))
        boxes.sort()
        for number, (_, top, right, bottom, text, is_text) in enumerate(boxes):
            for other in boxes[number + 1 :]:
                if other[0] >= right - 0.01:
                    break
                apart = other[1] >= bottom - 0.01 or other[3] <= top + 0.01
                both_heads = not is_text and not other[5]  # whose half marks stand on each other's blank
                assert apart or both_heads, (plate.page, text, other[4])


@enough
@given(data=st.data())
def test_jump_marks_stand_in_pairs_with_each_other_s_page(made_up, data):
    _, plates, _, _ = made_up(data)
    leaving, arriving, links = set(), set(), set()
    for plate in plates:
        for run in plate.texts(role="jump"):
            kind, number = re.fullmatch(r"■(下转|上接)第(\d+)版", run.text).groups()
            if kind == "下转":
                assert (run.article, plate.page, int(number)) not in leaving
                leaving.add((run.article, plate.page, int(number)))
            else:
                assert (run.article, int(number), plate.page) not in arriving
                arriving.add((run.article, int(number), plate.page))
        links |= {
            (i.to_article, plate.page, i.to_page) for i in plate.items if isinstance(i, Link) and i.role == "jump"
        }
    assert leaving == arriving
    assert links == leaving | {(article, there, here) for article, here, there in arriving}


@enough
@given(data=st.data())
def test_no_check_of_our_own_finds_a_fault_of_ours(made_up, data):
    _, _, _, findings = made_up(data)
    assert [str(f) for f in findings if f.code in ("text-not-conserved", "outside-the-page", "missing-glyph")] == []


def test_stars_that_mask_are_printed_wherever_they_stand(write_issue):
    """王**, 138****1234 and ****** in the text, the head, and everything else of an article."""
    article = {
        "id": "a",
        "headline": "王**与李**密码******",
        "deck": "证人赵**、钱**到庭",
        "byline": [{"name": "孙**"}],
        "tables": [
            {"title": "周**中奖", "header": ["吴**", "号"], "rows": [["郑**", "138****1234"]], "source": "冯**"}
        ],
        "boxes": [{"title": "陈**", "text": ["褚**与卫**都去了。"]}],
        "lists": [{"title": "名单", "names": ["蒋**", "沈**"]}],
        "quotes": [{"text": "我是韩**，他是杨**", "who": "朱**"}],
        "body": [
            "获奖者：秦**、尤**、许**，139****5678，9901**********0012。原告何**与被告吕**。",
            "## 施**与张**到庭",
        ],
    }
    pages = [{"number": 2, "layout": "broadsheet-feature", "articles": ["a"]}]
    made, _ = make_plates(read_issue(write_issue.as_folder(pages, [article])))
    printed = "".join(run.text for run in made.plates[0].texts())
    missing = [name for name in "王李赵钱孙周吴郑冯陈褚卫蒋沈韩杨朱秦尤许何吕施张" if f"{name}**" not in printed]
    missing += [one for one in ("138****1234", "139****5678", "9901**********0012", "密码******") if one not in printed]
    assert missing == [], printed
