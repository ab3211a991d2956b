"""Hyphens at line ends on the page and in the PDF (B12). In the toy face a letter and a hyphen are half an em wide, so
that a column of 8 字 holds 16 of them.
"""

import datetime

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banmian.epaper.screen import screen_pdf
from banmian.faces import FaceLibrary
from banmian.galleys import set_galley
from banmian.intake import read_issue
from banmian.makeup.lines.runs import Style, text_lines
from banmian.making import make_plates
from banmian.model import Article, ArticleKeys, Edition, Issue, Page, Paper, Paragraph, Setting
from banmian.pdf import FontSet
from banmian.plate import Direction
from banmian.proof import proof
from banmian.report import make_report

SOFT = "\u00ad"
MEASURE = 80.0  # pt
WORD = "天地玄黄information宇宙洪荒日月盈昃"


@pytest.fixture(scope="module")
def shipped():
    return FaceLibrary()


class Made:
    """An article in a slot: its body, its hyphens, and where its columns end."""

    def __init__(self, issue, library):
        self.issue = issue
        made, _ = make_plates(issue, library)
        (self.plate,) = made.plates
        (block,) = self.plate.legs
        self.left = block.x
        self.codes = {finding.code for finding in made.findings} - {"empty-slot", "underset"}
        self.report = make_report(issue, made, made.findings)
        self.body = [run for run in self.plate.texts("a") if run.body >= 0]
        self.hyphens = list(self.plate.texts("a", "hyphen"))

    def before(self, hyphen):
        """The body run on whose line a hyphen stands."""
        return max(
            (run for run in self.body if abs(run.y - hyphen.y) < 0.01 and run.x < hyphen.x), key=lambda run: run.x
        )

    def right(self, hyphen):
        """How far the right edge of a hyphen is from the end of its column."""
        column = int((hyphen.x - self.left) / 90)
        return self.left + 90 * column + MEASURE - hyphen.x - hyphen.width


@pytest.fixture
def page(write_issue, toy_library):
    def page(*body, layout="toy-inner", **composition):
        pages = [{"number": 2, "layout": layout, "articles": ["a@A"]}]
        article = {"id": "a", "headline": "标题", "body": list(body)}
        return Made(read_issue(write_issue.as_folder(pages, [article], composition=composition)), toy_library)

    return page


def test_b12_a_parted_word_has_a_hyphen_at_the_end_of_its_line(page):
    """After the indent 天地玄黄, a quarter em and two letters and the hyphen: 2 + 4 + 0.25 + 1 + 0.5 = 7.75 em of 8."""
    made = page(WORD, hyphens="en_US")
    (hyphen,) = made.hyphens
    assert [run.text for run in made.body] == ["天地玄黄in", "formation宇宙洪", "荒日月盈昃"]
    assert (hyphen.text, hyphen.start, hyphen.role, hyphen.article) == (SOFT, -1, "hyphen", "a")
    assert (hyphen.size, hyphen.width) == (10, 5.0)
    assert made.right(hyphen) == pytest.approx(0, abs=0.001)
    before = made.before(hyphen)
    assert before.x + before.offsets[-1] + 5 == pytest.approx(hyphen.x, abs=0.001), "it stands at its word"


def test_the_run_of_the_word_ends_where_the_hyphen_begins(page):
    made = page(WORD, hyphens="en_US")
    (hyphen,) = made.hyphens
    before = made.before(hyphen)
    assert before.x + before.width == pytest.approx(hyphen.x, abs=0.001)


def test_the_hyphen_is_no_body(page):
    made = page(WORD, hyphens="en_US")
    (told,) = made.report["articles"]
    assert "".join(piece["text"] for piece in told["pieces"]) == WORD
    assert "".join(run.text for run in made.body) == WORD
    assert made.codes == set()


def test_without_the_setting_no_word_is_parted(page):
    made = page(WORD)
    assert made.hyphens == []
    assert all("information" in run.text or not set(run.text) & set("information") for run in made.body)


@pytest.mark.parametrize("word", ["GDPINFORMATION", "www.information.cn", "info", "A4information"])
def test_what_is_no_word_is_not_parted(page, word):
    for before in range(1, 8):
        assert page("天" * before + word + "天" * 9, hyphens="en_US").hyphens == []


@pytest.mark.parametrize(
    ("before", "lines", "shown"),
    [
        (
            3,
            ["天天天", f"infor{SOFT}mation玄黄", "宇宙"],
            0,
        ),  # 2 + 3 + 0.25 + 2.5 = 7.75: no room for the hyphen of 0.5
        (2, [f"天天infor{SOFT}", "mation玄黄宇宙"], 1),  # 2 + 2 + 0.25 + 2.5 + 0.5 = 7.25
        (1, [f"天infor{SOFT}", "mation玄黄宇宙"], 1),
    ],
)
def test_a_soft_hyphen_of_the_author_parts_a_word_where_its_hyphen_has_room(page, before, lines, shown):
    """No patterns are asked for."""
    made = page("天" * before + f"infor{SOFT}mation玄黄宇宙")
    assert [run.text for run in made.body] == lines
    assert len(made.hyphens) == shown
    for hyphen in made.hyphens:
        assert made.right(hyphen) == pytest.approx(0, abs=0.001)


def test_a_soft_hyphen_inside_a_line_shows_nothing_and_takes_no_room(page):
    made = page(f"天in{SOFT}fo{SOFT}r地")
    (run,) = made.body
    assert made.hyphens == []
    assert (run.offsets / 10).tolist() == pytest.approx([0, 1.25, 1.75, 2.25, 2.25, 2.75, 3.25, 3.25, 4.0])


def test_in_vertical_lines_the_hyphen_lies_with_its_word_at_the_foot(page):
    """21 字 a line: 2 + 16 + 0.25 + 2.5 = 20.75; a hyphen more is 21.25, so that the word is parted before."""
    made = page("天" * 16 + "information" + "地" * 30, layout="toy-vertical", hyphens="en_US")
    (hyphen,) = made.hyphens
    first = [run for run in made.body if run.text in ("天" * 16, "in")]
    assert [run.text for run in first] == ["天" * 16, "in"]
    assert hyphen.direction is Direction.TURNED
    assert hyphen.x == pytest.approx(first[1].x, abs=0.001)
    assert hyphen.y + hyphen.width == pytest.approx(first[0].y - 20 + 210, abs=0.01)


def test_runs_of_a_galley_show_each_hyphen_at_the_end_of_its_measure(toy_library):
    """Without the indent: at every measure each hyphen ends with the line, and no two stand in one."""
    text = "天地information technology玄黄constitutional宇宙responsibility洪荒" * 3
    for measure in range(6, 20):
        galley = set_galley(text, measure, Setting(hyphens="en_US", indent=0.0), toy_library)
        at = [(0.0, 20.0 * n) for n in range(len(galley.lines))]
        set_ = text_lines(galley.sorts, galley.lines, at, Style(10.0), toy_library)
        runs = [run for line in set_ for run in line.runs]
        hyphens = [run for run in runs if run.role == "hyphen"]
        for run in hyphens:
            number = round(run.y / 20)
            line = galley.lines[number]
            has_gap = not text[line.start : line.end].isascii()  # else there is nothing to be opened
            end = measure if has_gap else galley.placed.width[number]
            assert run.x + run.width == pytest.approx(10.0 * end, abs=0.001)
        assert len({run.y for run in hyphens}) == len(hyphens)
        joined = [text[line.start : line.end] for line in galley.lines[:-1]]
        parted = [n for n, shown in enumerate(joined) if shown[-1].isascii() and shown[-1].isalpha()]
        parted = [n for n in parted if text[galley.lines[n].end].isascii() and text[galley.lines[n].end].isalpha()]
        assert [run.y / 20 for run in hyphens] == parted


# ---- what a reader of the PDF gets ------------------------------------------------------------------------


def joined(text):
    """The text of a PDF without line ends; a hyphen at a line end as the soft hyphen that it is (PDFium: U+FFFE)."""
    return "".join(text.replace("\ufffe", SOFT).split())


@pytest.mark.parametrize("vertical", [False, True], ids=["horizontal", "vertical"])
@pytest.mark.parametrize(
    ("text", "hyphens"),
    [
        ("读书人说这本information technology词典很好用的，responsibility也是。" * 2, "en_US"),
        (f"读书人说这本infor{SOFT}mation tech{SOFT}nology词典很好用的，responsi{SOFT}bility也是。" * 2, ""),
    ],
)
def test_a_parted_word_comes_out_whole_or_with_a_soft_hyphen(shipped, text, hyphens, vertical):
    for measure in (7, 8, 9, 11, 13):
        galley = set_galley(text, measure, Setting(hyphens=hyphens, vertical=vertical), shipped)
        (page,) = pypdfium2.PdfDocument(proof(galley, measure, 9.0, shipped))
        found = joined(page.get_textpage().get_text_range())
        for number in range(5, len(galley.lines) + 1, 5):
            assert str(number) in found
        letters = "".join(character for character in found if not character.isdigit())
        assert letters.replace(SOFT, "") == joined(text).replace(SOFT, "")
        ends = [galley.sorts.hyphen[line.end - 1] > 0 for line in galley.lines[:-1]]
        assert letters.count(SOFT) == sum(ends), "one for each line that ends with a hyphen, and no other"


def test_the_screen_pdf_of_a_page_has_the_word_once(write_issue, shipped):
    pages = [{"number": 2, "layout": "toy-inner", "articles": ["a@A"]}]
    article = {"id": "a", "headline": "标题", "body": [WORD]}
    issue = read_issue(write_issue.as_folder(pages, [article], composition={"hyphens": "en_US"}))
    made = Made(issue, shipped)
    assert made.hyphens
    fonts = FontSet(shipped.faces, made.plate.texts())
    data = screen_pdf([made.plate], fonts, title="", date="D:20261123000000Z", titles={"a": "标题"})
    shown = joined(pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range())
    assert shown.replace(SOFT, "").count("天地玄黄information宇宙洪荒日月盈昃") == 1


# ---- nothing is lost --------------------------------------------------------------------------------------


words = st.sampled_from(
    [
        "information",
        "technology",
        "constitutional",
        "responsibility",
        f"infor{SOFT}mation",
        "GDP",
        "the ",
        "2026年",
        "’s",
    ]
)
han = st.text("市委书记在全城调研时指出，要抓好春耕。“（）”", min_size=1, max_size=8)
bodies = st.lists(st.lists(st.one_of(words, han), min_size=1, max_size=25).map("".join), min_size=1, max_size=6)


@settings(max_examples=40)
@given(body=bodies, layout=st.sampled_from(["toy-inner", "toy-open", "toy-vertical"]))
def test_conservation_with_hyphens(toy_folder, toy_library, body, layout):
    text = [paragraph.strip() for paragraph in body if paragraph.strip()]
    article = Article(
        keys=ArticleKeys(id="a", headline="标题"), paragraphs=tuple(Paragraph(paragraph) for paragraph in text)
    )
    issue = Issue(
        paper=Paper(name="玩具日报"),
        edition=Edition(date=datetime.date(2026, 11, 23), number=1),
        pages=(Page(number=2, layout=layout, articles=("a@A",)),),
        articles=(article,),
        folder=str(toy_folder),
        composition=Setting(hyphens="en_US"),
    )
    made = Made(issue, toy_library)
    (told,) = made.report["articles"]
    pieces = "".join(piece["text"] for piece in told["pieces"])
    assert pieces + told["overset"]["text"] == article.body
    printed = "".join(run.text for run in sorted(made.body, key=lambda run: run.body))
    assert printed == pieces.replace("\n", "")
    assert not made.codes & {"text-not-conserved", "outside-the-page", "missing-glyph"}
    assert {hyphen.start for hyphen in made.hyphens} <= {-1}
    if layout != "toy-vertical" and "short-line" not in made.codes:
        assert all(made.right(hyphen) == pytest.approx(0, abs=0.01) for hyphen in made.hyphens)
    for hyphen in made.hyphens:
        assert made.plate.width > hyphen.box[2] > hyphen.box[0] > 0
