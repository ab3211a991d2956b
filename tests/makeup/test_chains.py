"""Articles that go on: make-up's own jumps, where they go, where they are cut, and the house style of their marks.

On page 1 slot A of the toy front is four columns of 15 lines; on the inner pages slot C, two columns of 17 lines, is
kept for continuations. A sentence of 8 characters is a line.
"""

import re
from itertools import pairwise

import pytest
from PIL import Image

from banmian.cli import main
from banmian.intake import read_issue
from banmian.makeup.block.jumps import LEAST_LINES
from banmian.making import make_plates
from banmian.plate import Link, Picture
from banmian.report import make_report

SENTENCE = "天地玄黄宇宙洪。"
FRONT = {"number": 1, "layout": "toy-front", "articles": ["a@A"]}
CAUGHT = r"■(?:下转|上接)第(\d+)版"


def inner(number, *articles, layout="toy-inner"):
    return {"number": number, "layout": layout, "articles": list(articles)}


def body(lines, paragraphs=4):
    """Paragraphs of whole sentences, about so many lines together."""
    return [SENTENCE * (lines // paragraphs)] * paragraphs


class Made:
    """Where the pieces of article a stand, its marks and its links, and what is said."""

    def __init__(self, issue, library):
        made, _ = make_plates(issue, library)
        self.plates = made.plates
        self.findings = made.findings
        self.codes = {f.code for f in made.findings if f.code not in ("empty-slot", "underset", "same-design", "widow")}
        self.told = {told["id"]: told for told in make_report(issue, made, made.findings)["articles"]}
        for article in issue.articles:
            told = self.told[article.id]
            assert "".join(p["text"] for p in told["pieces"]) + told["overset"]["text"] == article.body

    def pieces(self, article="a"):
        return [(piece["page"], piece["slot"]) for piece in self.told[article]["pieces"]]

    def texts(self, article="a"):
        return [piece["text"] for piece in self.told[article]["pieces"]]

    def marks(self, article="a"):
        return [(plate.page, run.text) for plate in self.plates for run in plate.texts(article, "jump")]

    def links(self, article="a"):
        return [
            (plate.page, item.to_page)
            for plate in self.plates
            for item in plate.items
            if isinstance(item, Link) and item.role == "jump" and item.to_article == article
        ]

    def heads(self, page):
        (plate,) = (plate for plate in self.plates if plate.page == page)
        return [run.text for run in plate.texts("a", "headline")]

    def lines(self, page):
        """The rows of text that stand on a page."""
        (plate,) = (plate for plate in self.plates if plate.page == page)
        return len({(run.y, int(run.x / 90)) for run in plate.texts("a") if run.body >= 0})


@pytest.fixture
def make(write_issue, toy_library):
    """`make(pages, body, jumps=…, others=…, **keys)`: article a with the headline 长标题, short 短题."""

    def make(pages, text, *, jumps=None, others=(), **keys):
        article = {"id": "a", "headline": "长标题", "short": "短题", **keys, "body": text}
        folder = write_issue.as_folder(pages, [article, *others])
        Image.new("L", (30, 10), 128).save(folder / "wide.png")
        if jumps:
            with (folder / "issue.toml").open("a", encoding="utf-8") as file:
                file.write("[jumps]\n" + jumps)
        return Made(read_issue(folder), toy_library)

    return make


# ---- by make-up's own decision ----------------------------------------------------------------------------


def test_what_has_no_room_goes_on_in_the_slot_that_a_later_page_keeps_for_it(make):
    made = make([FRONT, inner(2)], body(64))
    assert made.codes == set()
    assert made.pieces() == [(1, "A"), (2, "C")]
    assert made.marks() == [(1, "■下转第2版"), (2, "■上接第1版")]
    assert made.links() == [(1, 2), (2, 1)]
    assert made.heads(2) == ["短题"]
    assert made.texts()[0].endswith("。"), "cut at the end of a sentence"


def test_what_has_room_stays(make):
    made = make([FRONT, inner(2)], body(40))
    assert made.pieces() == [(1, "A")]
    assert made.marks() == []


def test_an_article_never_goes_back(make):
    """Page 3 has the article; the slot that page 2 keeps is before it, and that of page 3 on its own page."""
    made = make([inner(2), inner(3, "a@A")], body(64))
    assert made.pieces() == [(3, "A")]
    assert made.codes == {"overset"}


def test_a_page_without_a_kept_slot_is_passed_over(make):
    made = make([FRONT, inner(2, layout="toy-vertical"), inner(3)], body(64))
    assert made.pieces() == [(1, "A"), (3, "C")]
    assert made.marks() == [(1, "■下转第3版"), (3, "■上接第1版")]


def test_the_nearest_later_page_that_holds_the_rest_is_chosen(make):
    """Pages 2 and 3 both do."""
    assert make([FRONT, inner(2), inner(3)], body(64)).pieces() == [(1, "A"), (2, "C")]


def test_a_slot_that_is_taken_is_no_target(make):
    other = {"id": "b", "headline": "另一篇", "body": ["正文。"]}
    made = make([FRONT, inner(2, "b@C"), inner(3)], body(64), others=[other])
    assert made.pieces() == [(1, "A"), (3, "C")]


def test_two_targets_in_a_row(make):
    made = make([FRONT, inner(2), inner(3)], body(90, 6))
    assert made.pieces() == [(1, "A"), (2, "C"), (3, "C")]
    assert made.marks() == [(1, "■下转第2版"), (2, "■上接第1版"), (2, "■下转第3版"), (3, "■上接第2版")]
    assert sorted(made.links()) == [(1, 2), (2, 1), (2, 3), (3, 2)]
    assert made.codes == set()


def test_more_than_all_kept_slots_hold_is_overset(make):
    made = make([FRONT, inner(2)], body(120, 6))
    assert made.pieces() == [(1, "A"), (2, "C")]
    assert made.codes == {"overset"}
    (finding,) = (f for f in made.findings if f.code == "overset")
    assert (finding.page, finding.slot) == (2, "C")
    assert finding.characters == len(made.told["a"]["overset"]["text"].replace("\n", ""))


def test_promise_6_the_rounds_are_bounded(make):
    """Eight pages keep a slot; the article is long enough for all of them, and goes on five times."""
    made = make([FRONT, *(inner(n) for n in range(2, 10))], body(400, 20))
    assert [page for page, _ in made.pieces()] == [1, 2, 3, 4, 5, 6]
    assert made.codes == {"overset"}


def test_two_articles_do_not_go_on_in_one_slot(make):
    pages = [FRONT, inner(2, "b@A"), inner(3)]
    other = {"id": "b", "headline": "另一篇", "body": body(60)}
    made = make(pages, body(64), others=[other])
    assert made.pieces() == [(1, "A"), (2, "C")]
    assert made.pieces("b") == [(2, "A"), (3, "C")]


def test_an_article_in_vertical_lines_does_not_go_on(make):
    made = make([inner(2, "a@A", layout="toy-vertical"), inner(3)], body(64))
    assert made.pieces() == [(2, "A")]
    assert made.marks() == []
    assert "overset" in made.codes


def test_the_pages_in_another_order_give_the_same(make):
    one, other = make([FRONT, inner(2), inner(3)], body(90, 6)), make([inner(3), inner(2), FRONT], body(90, 6))
    assert one.pieces() == other.pieces()
    assert one.marks() == other.marks()


# ---- where it is cut --------------------------------------------------------------------------------------


def test_f6_not_within_the_first_paragraph(make):
    """All is one paragraph: there is no good place, and that is said."""
    assert "jump-badly-cut" in make([FRONT, inner(2)], [SENTENCE * 72]).codes
    made = make([FRONT, inner(2)], [SENTENCE * 30, SENTENCE * 42])
    assert made.codes == set()
    assert len(made.texts()[0]) > 30 * 8


@pytest.mark.parametrize("long", range(40, 56, 3))
def test_f6_not_within_quoted_words(make, long):
    quoted = "“" + SENTENCE * long + "”他说。" + SENTENCE * 20
    made = make([FRONT, inner(2)], [SENTENCE * 3, quoted])
    first = made.texts()[0]
    if len(made.pieces()) == 2 and "jump-badly-cut" not in made.codes:
        assert first.count("“") == first.count("”")


@pytest.mark.parametrize("length", range(45, 68, 3))
def test_f6_three_lines_on_either_side(make, length):
    made = make([FRONT, inner(2)], body(length))
    if len(made.pieces()) == 2:
        assert made.lines(1) >= LEAST_LINES
        assert made.lines(2) >= LEAST_LINES
        assert made.codes == set()


def test_one_or_two_lines_too_many_are_no_reason_to_go_on(make):
    """They are said instead; three are."""
    room = 4 * 12
    for over, codes in ((1, {"overset"}), (2, {"overset"}), (6, set())):
        made = make([FRONT, inner(2)], ["天" * (8 * 20 - 2), "天" * (8 * (room - 20 + over) - 3) + "。"])
        assert "overset" in made.codes or len(made.pieces()) == 2 or over < 3
        if over < 3:
            assert made.codes == codes


# ---- house style ------------------------------------------------------------------------------------------


def test_f5_marks_in_brackets(make):
    style = 'leaving = "（下转第{page}版）"\narriving = "（上接第{page}版）"\n'
    made = make([FRONT, inner(2)], body(64), jumps=style)
    assert made.marks() == [(1, "（下转第2版）"), (2, "（上接第1版）")]
    assert made.links() == [(1, 2), (2, 1)]
    assert made.codes == set()


def test_no_headline_over_a_target(make):
    made = make([FRONT, inner(2)], body(64), jumps='headline = "none"\n')
    assert made.pieces() == [(1, "A"), (2, "C")]
    assert made.heads(2) == []
    block = next(block for block in made.plates[1].legs if block.article == "a")
    (mark,) = made.plates[1].texts("a", "jump")
    assert mark.box[1] - block.y == pytest.approx(1, abs=0.01), "the mark stands on the first line"
    assert mark.x == pytest.approx(block.x)


def test_without_auto_nothing_goes_on_by_itself(make):
    made = make([FRONT, inner(2)], body(64), jumps="auto = false\n")
    assert made.pieces() == [(1, "A")]
    assert made.codes == {"overset"}
    asked = make([FRONT, inner(2)], body(64), jumps="auto = false\n", jump={"to": 2})
    assert asked.pieces() == [(1, "A"), (2, "C")]


def test_a_jump_that_was_asked_for_goes_on_by_itself_where_it_must(make):
    made = make([FRONT, inner(2), inner(3)], body(90, 6), jump={"to": 2, "slot": "C"})
    assert made.pieces() == [(1, "A"), (2, "C"), (3, "C")]
    assert [re.fullmatch(CAUGHT, text)[1] for _, text in made.marks()] == ["2", "1", "3", "2"]


@pytest.mark.parametrize(
    ("style", "key"),
    [
        ('leaving = "下转"\n', "jumps.leaving"),
        ('headline = "long"\n', "jumps.headline"),
        ("auto = 1\n", "jumps.auto"),
        ('forward = "x"\n', "jumps.forward"),
    ],
)
def test_a_wrong_style_is_a_finding(write_issue, tmp_path, capsys, style, key):
    folder = write_issue.as_folder([FRONT], [{"id": "a", "headline": "题", "body": ["正文。"]}])
    with (folder / "issue.toml").open("a", encoding="utf-8") as file:
        file.write("[jumps]\n" + style)
    assert main(["build", str(folder), "-o", str(tmp_path / "out")]) == 2
    printed = capsys.readouterr().err
    assert f"issue.toml:{len((folder / 'issue.toml').read_text('utf-8').split(chr(10))) - 1}" in printed
    assert key in printed


# ---- pictures give way for the rest -----------------------------------------------------------------------


def test_a_photo_stands_lower_where_the_slot_of_the_rest_would_else_be_too_small(make):
    """At its natural height the picture of page 2 leaves page 3 more than it holds from some length on."""
    heights, oversets = [], []
    photos = [{"file": "wide.png", "caption": "图", "credit": "王飞 摄"}]  # 170 x 57 pt: from 4 lines to 6
    for lines in range(32, 60, 2):
        made = make([inner(2, "a@A"), inner(3)], body(lines), photos=photos)
        (picture,) = (item for item in made.plates[0].items if isinstance(item, Picture))
        heights.append(round(picture.height / 12))
        oversets.append(made.told["a"]["overset"]["characters"])
    assert oversets == sorted(oversets), heights
    jumps = [n for n, (one, other) in enumerate(pairwise(heights), 1) if other < one]
    assert jumps, (heights, oversets)
    assert oversets[jumps[-1]] == 0, "and with that all the text has room"
