"""Vertical boxes and vertical headlines on the page, with numbers that can be worked out by hand.

The toy design on a grid of 10 pt body and 12 pt pitch: slot A is 17 字 wide and 18 lines high, so that 14 vertical
lines of 21 字 stand in it; B has a frame and two bands of 9 字; C and D have two columns of 8 字 and a headline at the
side.
"""

from itertools import pairwise

import pytest
from msgspec.structs import replace

from banmian.intake import read_issue
from banmian.makeup.lines.turns import turn_headline
from banmian.making import make_plates
from banmian.model import Setting, Severity
from banmian.plate import Direction, Picture, Rule, TextRun
from banmian.report import make_report

SIZE, PITCH = 10, 12


@pytest.fixture
def page(write_issue, toy_library):
    """`page(slot, body, **keys)`: an article in a slot of the vertical design."""

    class Page:
        def __init__(self, slot, *body, more=(), **keys):
            article = {"id": "a", "headline": "标题", **keys, "body": list(body)}
            pages = [
                {"number": 2, "layout": "toy-vertical", "articles": [f"a@{slot}" if slot else "a"]},
                {"number": 3, "layout": "toy-inner"},
                *more,
            ]
            self.issue = read_issue(write_issue.as_folder(pages, [article]))
            made, _ = make_plates(self.issue, toy_library)
            self.plates = made.plates
            (self.plate, *_) = made.plates
            self.findings = made.findings
            self.codes = {f.code for f in made.findings if f.code != "empty-slot"}
            self.report = make_report(self.issue, made, made.findings)
            (self.told,) = self.report["articles"]
            self.block = next((block for block in self.plate.legs if block.article == "a"), None)
            self.body = [run for run in self.plate.texts("a") if run.body >= 0]
            self.head = list(self.plate.texts("a", "headline"))

        def middles(self):
            """The middles of the vertical lines of body, in the order of the Plate, each once a band."""
            found = []
            for run in self.body:
                middle = ((run.box[0] + run.box[2]) / 2, run.box[1] < self.block.y + 113)
                if not found or abs(found[-1][0] - middle[0]) > 0.01 or found[-1][1] != middle[1]:
                    found.append(middle)
            return [round((middle - self.block.x) / SIZE, 3) for middle, _ in found]

    return Page


# ---- vertical boxes ---------------------------------------------------------------------------------------


def test_v1_lines_run_down_and_follow_each_other_to_the_left(page):
    """21 字 a line, the first indented by two (R1); the last line stands at the left edge of the box."""
    made = page("A", "天" * (19 + 21 * 9))
    assert {run.direction for run in made.body} == {Direction.VERTICAL}
    assert [len(run.text) for run in made.body] == [19] + [21] * 9
    assert made.middles() == [round(0.5 + 1.2 * n, 3) for n in range(9, -1, -1)]
    top = made.block.y + (PITCH - SIZE) / 2
    assert [run.y for run in made.body] == pytest.approx([top + 20] + [top] * 9)
    assert made.codes == set()


def test_the_headline_stands_at_the_right_a_character_below_the_edge(page):
    """V8, T5; it takes whole lines, and up to two more of white, so that the text ends at the left edge."""
    for lines in (9, 10, 11):
        made = page("A", "天" * (19 + 21 * (lines - 1)))
        (head,) = made.head
        assert head.direction is Direction.VERTICAL
        assert head.y == pytest.approx(made.block.y + 1 + head.size)
        assert head.box[0] > max(run.box[2] for run in made.body) + 5
        assert head.box[2] <= made.block.x + made.block.width
        assert min(made.middles()) == 0.5
        assert made.codes == set()


def test_v8_kicker_main_and_deck_from_right_to_left(page):
    made = page("A", "天" * 60, headline=["主题一", "主题二行"], kicker="肩题", deck="副题", byline=[{"name": "王飞"}])
    heads = [run for run in made.plate.texts("a") if run.body < 0]
    assert [run.text for run in heads] == ["肩题", "主题一", "主题二行", "副题", "□王飞"]
    middles = [(run.box[0] + run.box[2]) / 2 for run in heads]
    assert middles == sorted(middles, reverse=True)
    assert all(left.box[2] < right.box[0] for right, left in pairwise(heads))
    kicker, one, two, deck, byline = heads
    assert kicker.y == one.y == two.y, "引题 and 主题 begin level"
    assert deck.y + deck.width == pytest.approx(byline.y + byline.width), "副题 and byline end level"


def test_text_flows_through_the_first_band_and_then_the_second(page):
    """B: 12 lines a band; the bands begin level with their lines, and stand 10 字 apart."""
    made = page("B", "天" * (7 + 9 * 9), "地" * (7 + 9 * 7))
    tops = sorted({run.y for run in made.body if run.text[0] == "天" and len(run.text) == 9})
    assert tops == pytest.approx([made.block.y + 13, made.block.y + 113])
    above = [run for run in made.body if run.y < made.block.y + 100]
    below = [run for run in made.body if run.y > made.block.y + 100]
    assert made.body == [*above, *below]
    assert abs(len(above) - len(below)) <= 1, "F3: the bands are level"
    assert {round(run.x, 2) for run in below} <= {round(run.x, 2) for run in above}, "lines of all bands align"
    assert min(run.box[0] for run in made.body) == pytest.approx(made.block.x + 10), "1 字 inside the frame"


def test_a_frame_stands_round_the_box_and_no_hairline_beside_it(page):
    made = page("B", "天" * 100)
    rules = [item for item in made.plate.items if isinstance(item, Rule)]
    frame = [rule for rule in rules if rule.role == "frame"]
    block = made.block
    assert len(frame) == 4
    assert sorted(rule.x0 for rule in frame if rule.x0 == rule.x1) == pytest.approx([block.x, block.x + block.width])
    level = sorted(rule.y0 for rule in frame if rule.y0 == rule.y1)
    assert level == pytest.approx([block.y + 1, block.y + block.height - 1]), "level with the em boxes beside it"
    assert not [rule for rule in rules if rule.role == "rule"]


def test_numbers_lie_in_the_text_and_share_a_cell_in_the_headline(page):
    """V5: G35 turns them; a headline has two digits side by side, three lie."""
    made = page("A", "天42地2026", headline="第42届第100天")
    assert [run.text for run in made.body if run.direction is Direction.TURNED] == ["42", "2026"]
    ways = {run.text: run.direction for run in made.head}
    assert ways == {
        "第": Direction.VERTICAL,
        "42": Direction.HORIZONTAL,
        "届第": Direction.VERTICAL,
        "100": Direction.TURNED,
        "天": Direction.VERTICAL,
    }
    cell = next(run for run in made.head if run.text == "42")
    assert cell.width <= cell.size + 0.01


def test_overset_of_a_vertical_box_is_told_in_its_lines(page):
    made = page("A", "天" * (19 + 21 * 20))
    (finding,) = (f for f in made.findings if f.code == "overset")
    printed = sum(len(run.text) for run in made.body)
    assert finding.characters == 19 + 21 * 20 - printed == len(made.told["overset"]["text"])
    assert finding.lines == 21 - len(made.body)
    assert made.told["pieces"][0]["text"] + made.told["overset"]["text"] == made.issue.articles[0].body


def test_underset_of_a_vertical_box(page):
    made = page("A", "天" * 19)
    (finding,) = (f for f in made.findings if f.code == "underset")
    assert finding.lines > 2
    (slot,) = made.report["pages"][0]["slots"]
    assert (slot["used"], slot["white"]) == (1, finding.lines)


def test_a_photo_in_a_vertical_box_is_an_error(page):
    made = page("A", "天" * 200, photos=[{"caption": "图说"}])
    (finding,) = (f for f in made.findings if f.code == "not-in-vertical")
    assert finding.severity is Severity.ERROR
    assert "图说" in finding.message
    assert not [item for item in made.plate.items if isinstance(item, Picture)]
    assert not list(made.plate.texts("a", "caption"))


def test_an_article_with_a_photo_goes_to_a_slot_that_has_room_for_it(page):
    made = page("", "天" * 120, photos=[{"caption": "图说"}])
    assert made.block.slot == "A", "the lead has the first slot, whatever it is"
    assert "not-in-vertical" in made.codes


def test_a_jump_from_a_vertical_box_is_an_error_and_has_no_mark(page):
    made = page("A", "天" * 600, jump={"to": 3})
    (finding,) = (f for f in made.findings if f.code == "vertical-jump")
    assert (finding.severity, finding.page) == (Severity.ERROR, 2)
    assert not [run for plate in made.plates for run in plate.texts(role="jump")]
    assert not list(made.plates[1].texts("a"))
    assert made.told["pieces"][0]["text"] + made.told["overset"]["text"] == "天" * 600
    assert "overset" in made.codes


def test_no_jump_leads_into_a_vertical_box(write_issue, toy_library):
    pages = [
        {"number": 2, "layout": "toy-inner", "articles": ["a@D"]},
        {"number": 3, "layout": "toy-vertical"},
    ]
    for slot in ("", "A"):
        jump = {"to": 3, "slot": slot} if slot else {"to": 3}
        article = {"id": "a", "headline": "标题", "jump": jump, "body": ["天" * 500]}
        made, _ = make_plates(read_issue(write_issue.as_folder(pages, [article])), toy_library)
        blocks = made.plates[1].legs
        assert [block.slot in "CD" for block in blocks] == ([] if slot else [True])
        assert ("no-slot" in {f.code for f in made.findings}) == bool(slot)


def test_marks_that_are_not_drawn_in_vertical_text_fall_back(page):
    body = '[人]{.name}与[书]{.title}，[着重]{.dots}，[饕餮]{ruby="tāo tiè"}，[某某]{.mourning}。[1]{.note}'
    made = page("A", body + "天" * 150)
    told = [f for f in made.findings if f.code == "interlinear-fallback"]
    assert len(told) == 4
    assert all("vertical text" in f.message for f in told)
    assert not list(made.plate.texts(role="ruby"))
    rules = {item.role for item in made.plate.items if isinstance(item, Rule) and item.article}
    assert rules == {"mourning"}


def test_a_frame_of_mourning_stands_round_its_cells(page):
    """0.4 pt beside the em boxes, between the cells above and below; a side is 0.45 pt thick."""
    made = page("A", "天[某某]{.mourning}地" + "天" * 150)
    run = next(run for run in made.body if "某某" in run.text)
    top = run.y + run.offsets[run.text.index("某")]
    sides = [item for item in made.plate.items if isinstance(item, Rule) and item.role == "mourning"]
    upright = sorted(side.x0 for side in sides if side.x0 == side.x1)
    level = sorted(side.y0 for side in sides if side.y0 == side.y1)
    assert upright == pytest.approx([run.x - 5.4, run.x + 5.4])
    assert level == pytest.approx([top, top + 20])


def test_a_note_mark_stands_at_the_right_of_its_column(page):
    made = page("A", "天天[1]{.note}" + "天" * 150)
    (note,) = made.plate.texts("a", "note")
    assert note.box[2] == pytest.approx(made.body[0].box[2])


def test_an_issue_of_vertical_boxes_alone(page):
    made = page("A", "天" * 208)
    assert made.told["pieces"][0]["text"] == "天" * 208


# ---- headlines at the side --------------------------------------------------------------------------------


@pytest.mark.parametrize(("slot", "column"), [("C", 1), ("D", 0)])
def test_a_headline_at_the_side_takes_a_text_column(page, slot, column):
    """T5: 6 characters of 20 pt and a blank one at each end are 160 pt, 14 lines; it takes the three that are left."""
    made = page(slot, "天" * 60, headline="最后一根竹缆")
    (head,) = made.head
    assert head.direction is Direction.VERTICAL
    assert (head.box[0] + head.box[2]) / 2 == pytest.approx(made.block.x + 90 * column + 40)
    assert head.y == pytest.approx(made.block.y + 1 + 20)
    lefts = {round(run.x - made.block.x) for run in made.body if len(run.text) == 8}
    assert lefts == {90 * (1 - column)}
    assert {run.direction for run in made.body} == {Direction.HORIZONTAL}
    assert made.body[0].y < made.block.y + PITCH, "its text begins beside it, on the first line"


@pytest.mark.parametrize(("slot", "column"), [("C", 1), ("D", 0)])
def test_text_goes_on_under_a_short_headline(page, slot, column):
    """60 pt of two spaced characters and 40 of blank: 9 lines; 8 lines of text have room below, 17 beside."""
    made = page(slot, "天" * (6 + 24 * 8))
    beside = [run for run in made.body if run.x < made.block.x + 85] if column else made.body
    under = [run for run in made.body if (run.x >= made.block.x + 85) == bool(column)]
    assert under
    assert len(made.body) == 25
    assert min(run.y for run in under) > max(run.box[3] for run in made.head)
    assert beside
    assert made.codes == set()


def test_a_photo_beside_a_headline(page):
    made = page("C", "天" * 60, headline="最后一根竹缆", photos=[{"caption": "图说"}])
    (caption,) = made.plate.texts("a", "caption")
    assert caption.x < made.block.x + 85
    assert made.codes == {"photo-missing"}


def test_t6_a_headline_too_long_for_the_height_is_turned_between_words(page):
    """C is 204 pt high, 8 characters of 20 pt and their blank; it turns as a horizontal one does."""
    text = "澜江上游最大支流今起禁渔十年"
    made = page("C", "天" * 30, headline=text)
    turned = turn_headline([text], 202 / 20 - 2)
    assert len(turned) == 2
    assert [run.text for run in made.head] == list(turned)
    assert made.head[0].x > made.head[1].x


def test_t4_a_headline_is_tightened_then_flattened_then_set_smaller(page):
    """With a blank character at its ends 8.5 em are 210 pt; there are 202. Tightened by 0.03 em they are 205."""
    (whole,) = page("D", "天" * 30, headline="天地玄黄宇宙洪荒。").head
    assert (whole.text, whole.size, whole.stretch) == ("天地玄黄宇宙洪荒", 20, 1)
    made = page("D", "天" * 30, headline="天地玄黄、宇宙洪荒")
    runs = made.head
    assert "".join(run.text for run in runs) == "天地玄黄、宇宙洪荒"
    part = 202 / (8.26 + 2) / 20
    for run in runs:
        assert run.size == pytest.approx(20 * part)
        assert run.size * run.stretch == pytest.approx(20), "as wide across as it was"
    assert runs[-1].y + runs[-1].width == pytest.approx(made.block.y + 1 + 20 + 8.26 * 20 * part, abs=0.01)
    long = page("D", "天" * 30, headline="TheLongestWordOfAllHeadlines").head
    assert long[0].size < 20
    assert long[0].direction is Direction.TURNED
    assert long[0].box[3] <= made.block.y + made.block.height


def test_a_headline_wider_than_the_slot_is_set_smaller_and_said(page):
    made = page("C", "天" * 30, headline=["一行"] * 5, kicker="引题", deck=["副题"] * 4)
    assert "high-headline" in made.codes
    assert made.body
    assert max(run.size for run in made.head) < 20


def test_what_continues_has_its_short_headline_over_it(write_issue, toy_library):
    pages = [
        {"number": 2, "layout": "toy-inner", "articles": ["a@D"]},
        {"number": 3, "layout": "toy-vertical"},
    ]
    article = {
        "id": "a",
        "headline": "很长的标题",
        "short": "短题",
        "body": ["天" * 300],
        "jump": {"to": 3, "slot": "C"},
    }
    made, _ = make_plates(read_issue(write_issue.as_folder(pages, [article])), toy_library)
    (head,) = made.plates[1].texts("a", "headline")
    assert (head.text, head.direction) == ("短题", Direction.HORIZONTAL)
    assert len(list(made.plates[1].texts("a", "jump"))) == 1
    assert isinstance(head, TextRun)


def test_the_composition_of_the_issue_holds_in_lines_of_both_directions(page, toy_library):
    for slot, full in (("A", 21), ("C", 8)):
        issue = page(slot, "天" * 100).issue
        made, _ = make_plates(replace(issue, composition=Setting(indent=1.0)), toy_library)
        first = next(run for run in made.plates[0].texts("a") if run.body == 0)
        assert len(first.text) == full - 1
