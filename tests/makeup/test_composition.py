"""[composition] of an issue: what it chooses reaches the text, the headlines and the captions (B11), from both forms of
an issue. Lengths are in em of the toy face.
"""

import datetime

import pytest
from msgspec.structs import replace

from banmian.cli import main
from banmian.intake import read_issue
from banmian.intake.writer import issue_toml
from banmian.layout.styles import Styles
from banmian.making import make_plates
from banmian.model import (
    Article,
    ArticleKeys,
    Edition,
    Issue,
    Page,
    Paper,
    Paragraph,
    Setting,
)

PAGES = [{"number": 2, "layout": "toy-inner", "articles": ["a@A"]}]


class Made:
    """The runs of an article in slot A of a page."""

    def __init__(self, folder, library):
        self.issue = read_issue(folder)
        made = make_plates(self.issue, library)[0]
        (self.plate,) = made.plates
        self.codes = {finding.code for finding in made.findings}

    def cells(self, role):
        """Each line of a role as its characters and where they are drawn, in em from its first one."""
        lines = {}
        (block,) = self.plate.legs
        for run in self.plate.texts("a", role):
            column = int((run.x - block.x + 5.1) / 90) if role == "body" else 0
            line = lines.setdefault((column, round(run.y, 2)), [])
            line += [(c, (run.x + at) / run.size) for c, at in zip(run.text, run.offsets, strict=True)]
        return [[(c, x - line[0][1]) for c, x in line] for _, line in sorted(lines.items())]

    def lines(self, role):
        return ["".join(c for c, _ in line) for line in self.cells(role)]

    def pitch(self, role, pair):
        """How far the second character of a pair is from the first; without what a headline is spaced by (T9)."""
        for line in self.cells(role):
            text = "".join(c for c, _ in line)
            if pair in text:
                at = text.index(pair)
                spacing = line[1][1] - line[0][1] - 1 if role == "headline" else 0.0
                return round(line[at + 1][1] - line[at][1] - spacing, 3)
        raise AssertionError(pair)


@pytest.fixture(params=["folder", "json"])
def page(request, write_issue, toy_library):
    def page(composition, text):
        write = write_issue.as_folder if request.param == "folder" else write_issue.as_json
        article = {"id": "a", "headline": text, "photos": [{"caption": text}], "body": [text]}
        return Made(write(PAGES, [article], composition=composition), toy_library)

    return page


ROLES = ["body", "headline", "caption"]


@pytest.mark.parametrize("role", ["body", "headline", "caption"])
def test_without_a_choice_the_house_style_is_that_of_the_mainland(page, role):
    made = page(None, "天地A玄5黄")
    assert made.issue.composition == Setting()
    assert made.pitch(role, "地A") == 1.25
    assert made.pitch(role, "玄5") == 1.25


@pytest.mark.parametrize("role", ROLES)
def test_digit_gap_stands_between_han_and_digits_alone(page, role):
    made = page({"digit_gap": 0}, "天地A玄5黄")
    assert made.pitch(role, "玄5") == 1.0
    assert made.pitch(role, "5黄") == 0.5
    assert made.pitch(role, "地A") == 1.25


@pytest.mark.parametrize("role", ROLES)
def test_gap_is_that_of_all_text(page, role):
    made = page({"gap": 0.125}, "天地A玄5黄")
    assert made.pitch(role, "玄5") == made.pitch(role, "地A") == 1.125


@pytest.mark.parametrize("role", ROLES)
def test_lang_is_that_of_all_text(page, role):
    """C7: in Taiwan ！ and ？ stand in the middle of their cells, and are no unit of one em."""
    assert page({"lang": "zh-Hant-TW"}, "天地！？玄").pitch(role, "！？") == 1.0


@pytest.mark.parametrize("role", ["body", *ROLES[2:]])
@pytest.mark.parametrize(
    ("composition", "shown"),
    [({"marks": "kaiming"}, 0.5), ({"marks": "half"}, 0.5), ({"marks": "none"}, 1.0)],
)
def test_marks_are_those_of_body_and_captions(page, role, composition, shown):
    text = "天地，玄》，黄"
    assert page(composition, text).pitch(role, "，玄") == shown
    assert page(composition, text).pitch(role, "》，") == shown


@pytest.mark.parametrize("marks", ["full", "kaiming", "none"])
def test_t8_marks_of_a_headline_are_half_an_em_in_any_style(page, marks):
    assert page({"marks": marks}, "天地，玄黄").pitch("headline", "，玄") == 0.5


@pytest.mark.parametrize(("level", "opens"), [("none", True), ("basic", False), ("gb", False), ("strict", False)])
def test_level_of_the_body(page, level, opens):
    """、 would open the second line."""
    made = page({"level": level, "squeeze_stops": False}, "天地玄黄宇宙、洪荒日月")
    assert made.lines("body")[1].startswith("、") is opens


@pytest.mark.parametrize("role", ROLES[:1] + ROLES[2:])
def test_b11_captions_have_the_strictness_of_the_body(page, role):
    """At the level gb —— may open a line, at the level strict it may not."""
    text = "天" * (6 if role == "body" else int(170 / Styles().caption.size)) + "——地玄"
    assert page(None, text).lines(role)[1].startswith("——")
    assert not page({"level": "strict"}, text).lines(role)[1].startswith("——")


@pytest.mark.parametrize("role", ROLES[:1] + ROLES[2:])
def test_hyphens_part_the_words_of_body_and_captions(page, role):
    first = 4 if role == "body" else int(170 / Styles().caption.size) - 2
    made = page({"hyphens": "en_US"}, "天" * first + "information地玄黄宇宙")
    assert len(list(made.plate.texts("a", "hyphen"))) >= 1
    assert made.lines(role)[0].rstrip("\u00ad")[-1].isascii()


def test_no_word_of_a_headline_is_parted(page):
    made = page({"hyphens": "en_US"}, "天information地")
    assert made.lines("headline") == ["天information地"]


def test_captions_have_no_indent_whatever_the_body_has(page):
    made = page({"indent": 4}, "天" * 30)
    left = made.plate.legs[0].x
    body, *_ = made.plate.texts("a", "body")
    assert body.x - left == pytest.approx(40)
    assert [run.x - left for run in made.plate.texts("a", "caption")] == pytest.approx([0, 0], abs=0.001)


def test_vertical_boxes_are_composed_as_the_issue_says(write_issue, toy_library):
    """V7: 21 字 a line, the first without the indent that it would have."""
    pages = [{"number": 2, "layout": "toy-vertical", "articles": ["a@A"]}]
    article = {"id": "a", "headline": "题", "body": ["天" * 100]}
    made = Made(write_issue.as_folder(pages, [article], composition={"indent": 0}), toy_library)
    runs = [run for run in made.plate.texts("a") if run.body >= 0]
    assert [len(run.text) for run in runs] == [21, 21, 21, 21, 16]


# ---- what is chosen is dead nowhere -------------------------------------------------------------------------

TEXT = (
    "云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜",  # 6 + 8 + 8 and one: R4
    "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结",  # 6 and four times 8: J5
    "“天地”玄黄，宇宙A洪荒５６日月！（盈）昃，辰、宿列；张寒1来2026年暑往·秋收information冬藏the one of "
    "“闰余”成岁：律吕调阳。",
    "“海咸。河淡鳞潜羽翔龙师火帝鸟官人皇始制文字乃服衣裳推位让国有。",  # a line that only its 。 makes room in
    "天地red rose thing, info and info thing黄宇宙and lily",
    "罔谈彼短靡恃己长信使可覆器欲难量墨悲丝染诗赞羔羊景行维贤克念作圣德建名立形端表正。",
)
CHOICES = {
    "lang": "zh-Hant-TW",
    "level": "none",
    "marks": "kaiming",
    "pair": "tight",
    "line_end": "full",
    "line_start": "keep",
    "paragraph_start": "hang",
    "hang": True,
    "interpunct": "full",
    "indent": 1.0,
    "digits": "proportional",
    "gap": 0.0,
    "digit_gap": 0.0,
    "gap_floor": 0.25,
    "gap_cap": 0.25,
    "space_floor": 0.5,
    "space_cap": 0.25,
    "squeeze_stops": False,
    "last_line": "forbid",
    "fit": "line",
    "lines": 1,
    "hyphens": "en_US",
    "upright_letters": 0,
    "upright_digits": 2,
    "widths": "half",
    "loose": 0.0,
    "justify": False,
    "last_resort": "system",
}


def issue_of(folder, composition, layout="toy-inner"):
    article = Article(
        keys=ArticleKeys(id="a", headline="标题"),
        paragraphs=tuple(Paragraph(text) for text in TEXT),
    )
    return Issue(
        paper=Paper(name="玩具日报"),
        edition=Edition(date=datetime.date(2026, 11, 23), number=1),
        pages=(Page(number=2, layout=layout, articles=("a@A",)),),
        articles=(article,),
        folder=str(folder),
        composition=composition,
    )


SEEN_ELSEWHERE = ("widths", "last_resort")
"""The copydesk sees to widths, before make-up; what a machine lends depends on the machine."""


def test_every_setting_is_looked_at():
    assert {*CHOICES, "vertical"} == set(Setting.__struct_fields__)


@pytest.mark.parametrize("key", [key for key in CHOICES if key not in SEEN_ELSEWHERE])
def test_every_choice_changes_a_page(toy_folder, shipped_faces, key):
    """On a page with lines of one direction or of the other, or in what is said of them."""

    def told(composition):
        for layout in ("toy-inner", "toy-vertical"):
            made = make_plates(issue_of(toy_folder, composition, layout), shipped_faces)[0]
            yield "\n".join(map(str, made.findings))
            for run in made.plates[0].texts("a"):
                yield f"{run.text} {run.x:.3f} {run.y:.3f} {run.glyphs.tolist()} {run.offsets.round(3).tolist()}"

    assert list(told(replace(Setting(), **{key: CHOICES[key]}))) != list(told(Setting()))


@pytest.fixture(scope="module")
def shipped_faces():
    from banmian.faces import FaceLibrary

    return FaceLibrary()


def test_what_is_chosen_is_written_and_read_back(write_issue):
    chosen = {key: value for key, value in CHOICES.items() if value != getattr(Setting(), key)}
    read = [
        read_issue(write(PAGES, [{"id": "a", "headline": "题"}], composition=chosen))
        for write in (write_issue.as_folder, write_issue.as_json)
    ]
    assert read[0].composition == read[1].composition == Setting(**chosen)
    folder = write_issue.as_folder(PAGES, [{"id": "a", "headline": "题"}])
    (folder / "issue.toml").write_text(issue_toml(read[0]), "utf-8")
    assert read_issue(folder).composition == Setting(**chosen)


def test_a_galley_and_an_issue_have_the_same_settings(capsys):
    """The list that `banmian galley --settings` prints is that of the schema."""
    import json

    assert main(["galley", "--settings", "--json"]) == 0
    listed = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    for which in ("issue", "issue-toml"):
        assert main(["schema", which]) == 0
        schema = json.loads(capsys.readouterr().out)
        table = schema["$defs"]["Setting"]
        assert set(table["properties"]) == set(listed) == set(Setting.__struct_fields__)
        assert table["additionalProperties"] is False
        assert table["required"] == []
        for name, row in table["properties"].items():
            assert row["description"] == listed[name]["about"]
            assert row["default"] == listed[name]["default"]
