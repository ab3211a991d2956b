"""Briefs 简讯 on the toy design: 18 lines of two columns of 8 字 under a heading of two lines, in the toy face."""

from itertools import pairwise

import pytest

from banmian.intake import read_issue
from banmian.making import make_plates
from banmian.report import pieces_of


def brief(number, characters, **keys):
    return {"id": f"b{number}", "headline": f"题{number}", "form": "brief", "body": ["天" * characters], **keys}


@pytest.fixture
def made(write_issue, toy_library):
    """`made(briefs, slot)`: the plate and the findings of a page with briefs in the slot B or S."""

    def made(briefs, slot="B"):
        pages = [{"number": 2, "layout": "toy-briefs", "articles": [f"{b['id']}@{slot}" for b in briefs]}]
        issue = read_issue(write_issue.as_folder(pages, briefs))
        found, _ = make_plates(issue, toy_library)
        (plate,) = found.plates
        return plate, [f for f in found.findings if f.slot == slot], issue, found.fits[2]

    return made


def rows(plate, article):
    """The lines of a brief: role, text, column, and row from the top of the slot; em from the left of its column."""
    found = []
    left = plate.width / 2 - 175
    for run in plate.texts(article):
        column = int((run.x - left + 0.01) // 90)
        found.append((run.role, run.text, column, (run.y - plate.grid_top) / 12 - 4, (run.x - left) / 10 - 9 * column))
    return found


def test_a_brief_has_a_headline_over_its_text(made):
    """8 字 a line, the first one indented: 22 characters are three lines. The grid has its first free line under a
    heading of two."""
    plate, *_ = made([brief(1, 22)])
    head, *lines = rows(plate, "b1")
    assert head[:3] == ("headline", "题1", 0)
    assert [line[0] for line in lines] == ["body"] * 3
    bases = [line[3] for line in (head, *lines)]
    assert bases == pytest.approx([2 + 9.8 / 12 + n for n in range(4)], abs=1e-4), "one line each, on the grid"


def test_every_baseline_is_on_the_grid_and_every_character_is_set(made):
    briefs = [brief(n, 13 * n % 70 + 9) for n in range(1, 5)]
    plate, findings, issue, _ = made(briefs)
    assert not [f for f in findings if f.severity.value == "error"]
    pieces = pieces_of([plate])
    for article in issue.articles:
        assert "".join(article.body[a:b] for _, _, a, b in pieces[article.id]) == article.body
    for run in plate.texts():
        if run.role == "body":
            row = (run.y - plate.grid_top - 1 - 8.8) / 12
            assert row == pytest.approx(round(row), abs=1e-4)


def test_x3_no_headline_stands_at_the_foot_of_a_column(made):
    for characters in range(6, 110, 8):
        plate, *_ = made([brief(1, characters), brief(2, 62)])
        for name in ("b1", "b2"):
            lines = rows(plate, name)
            first = [line for line in lines if line[2] == lines[0][2]]
            assert len(first) >= 3 or len(first) == len(lines), (characters, lines)


def test_a_blank_line_stands_between_briefs_and_none_at_the_top_of_a_column(made):
    plate, *_ = made([brief(1, 70), brief(2, 14), brief(3, 60), brief(4, 14)])
    lines = sorted((line[2], round(line[3]), name) for name in ("b1", "b2", "b3", "b4") for line in rows(plate, name))
    for column in (0, 1):
        own = [(row, name) for c, row, name in lines if c == column]
        assert own[0][0] == 3
        for (row, name), (below, other) in pairwise(own):
            assert 2 <= below - row <= 4 if name != other else below - row == 1


def test_what_has_no_room_is_said_of_each_brief(made):
    plate, findings, issue, _ = made([brief(n, 102) for n in range(1, 5)])
    over = {f.article: f for f in findings if f.code == "overset"}
    pieces = pieces_of([plate])
    for article in issue.articles:
        set_ = sum(b - a for _, _, a, b in pieces.get(article.id, []))
        left = len(article.body) - set_
        assert (article.id in over) == (left > 0)
        if left:
            assert over[article.id].characters == left
            assert over[article.id].lines == -(-(left + (2 if not set_ else 0)) // 8)
    assert "not printed" in over["b4"].message


def test_white_over_two_lines_is_said_of_the_slot(made):
    _, findings, _, fits = made([brief(1, 22)])
    [under] = [f for f in findings if f.code == "underset"]
    assert (under.lines, under.article) == (16, "")
    assert sum(fit.used for fit in fits) == 3
    _, findings, *_ = made([brief(1, 22 + 11 * 8), brief(2, 22 + 11 * 8)])
    assert [f.code for f in findings] == []


def test_f9_a_byline_stands_at_the_end_of_the_last_line_or_under_it(made):
    by = {"byline": [{"name": "王飞", "role": "记者"}]}
    plate, *_ = made([brief(1, 22, **by), brief(2, 16, **by)])
    for name, below in (("b1", 1), ("b2", 1)):
        *_, last, byline = rows(plate, name)
        assert byline[0] == "byline"
        assert byline[1] == "（记者 王飞）"
        assert round(byline[3] - last[3]) == below
    plate, *_ = made([brief(1, 33, **by)], "S")
    *_, last, byline = rows(plate, "b1")
    assert byline[3] == pytest.approx(last[3]), "in the last line, where it has room"
    run = next(run for run in plate.texts("b1", "byline"))
    assert run.x + run.width == pytest.approx(plate.width / 2 - 175 + 160, abs=0.01), "flush right"


def test_what_a_brief_has_beside_headline_and_text_is_said(made):
    keys = {"kicker": "引题", "deck": "副题", "photos": [{"caption": "桥"}]}
    _, findings, *_ = made([brief(1, 22, **keys)])
    [said] = [f for f in findings if f.code == "not-in-a-brief"]
    assert said.article == "b1"
    assert "the kicker, the deck, the photo “桥”" in said.message


def test_a_long_headline_is_turned_before_it_is_too_small(made):
    plate, *_ = made([brief(1, 22, headline="市图书馆延长开放时间至夜里十点"), brief(2, 22)])
    heads = [line for line in rows(plate, "b1") if line[0] == "headline"]
    assert len(heads) == 2
    assert "".join(line[1] for line in heads) == "市图书馆延长开放时间至夜里十点"
    body = next(line for line in rows(plate, "b1") if line[0] == "body")
    assert body[3] - 9.8 / 12 == pytest.approx(round(body[3] - 9.8 / 12))


def test_blocks_lie_about_their_briefs(made):
    plate, *_ = made([brief(1, 70), brief(2, 100), brief(3, 22)])
    for block in plate.legs:
        runs = list(plate.texts(block.article))
        assert min(run.box[0] for run in runs) >= block.x - 0.01
        assert max(run.box[2] for run in runs) <= block.x + block.width + 0.01
        assert min(run.box[1] for run in runs) >= block.y - 0.01
        assert max(run.box[3] for run in runs) <= block.y + block.height + 0.01


def test_briefs_find_the_slots_for_briefs(write_issue, toy_library):
    """Without a slot by name; news goes elsewhere."""
    briefs = [brief(n, 40) for n in range(1, 5)]
    news = {"id": "n", "headline": "新闻", "body": ["天" * 200]}
    pages = [{"number": 2, "layout": "toy-briefs", "articles": ["b1", "n", "b2", "b3", "b4"]}]
    found, _ = make_plates(read_issue(write_issue.as_folder(pages, [*briefs, news])), toy_library)
    slots = {block.article: block.slot for block in found.plates[0].legs}
    assert slots["n"] == "A"
    assert {slots[f"b{n}"] for n in range(1, 5)} == {"B", "S"}


def test_a_brief_that_jumps_is_said(write_issue, toy_library):
    pages = [{"number": n, "layout": "toy-briefs", "articles": ["b1@B"] if n == 2 else []} for n in (2, 3)]
    found, _ = make_plates(read_issue(write_issue.as_folder(pages, [brief(1, 40, jump={"to": 3})])), toy_library)
    assert "brief-jump" in [f.code for f in found.findings]


def test_a_line_too_much_is_taken_up_by_a_paragraph_that_can_be_shorter(made, monkeypatch):
    """B has 32 lines. The first brief ends with a short last line, and its marks can be squeezed."""
    text = "天地，玄黄宇宙，洪荒日月，盈昃" * 6 + "辰宿"

    def overset():
        found = []
        for characters in range(118, 170, 4):
            _, findings, _, fits = made([brief(1, 1, body=[text]), brief(2, characters)])
            found.append(any(f.code == "overset" for f in findings))
            assert sum(fit.used for fit in fits) <= 32 - 2
        return found

    squeezed = overset()
    monkeypatch.setattr("banmian.makeup.briefs.briefs.MOST_TIGHTENED", 0)
    plain = overset()
    assert all(after <= before for after, before in zip(squeezed, plain, strict=True))
    assert sum(squeezed) < sum(plain)


def test_headlines_of_a_slot_are_of_one_size(made):
    """The second one is a little too long for its line, and the third is turned."""
    titles = ["短题", "市图书馆延长开放时间", "旧书市集本周六回到钟楼广场"]
    plate, *_ = made([brief(n, 22, headline=title) for n, title in enumerate(titles)])
    sizes = {run.size for run in plate.texts(role="headline")}
    assert len(sizes) == 1
    assert 8 <= sizes.pop() < 10


def test_a_headline_of_two_lines_on_one_names_both(made):
    plate, *_ = made([brief(1, 22, headline=["上题", "下"])])
    found = [(run.text, run.source, run.start) for run in plate.texts("b1", "headline")]
    assert found == [("上题", "headline[0]", 0), (" ", "", -1), ("下", "headline[1]", 0)]
    assert plate.find("b1", "headline[1]").text == "上题 下"
