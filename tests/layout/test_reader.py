"""Page designs: those that come with Banmian, the arithmetic of their grids, and what is wrong with a design."""

import shutil
from itertools import pairwise
from typing import NamedTuple

import pytest

from banmian.cli import main
from banmian.layout import TEXTS, Grid, Rect, layout_names, read_layout
from banmian.model import InputError

GRID = Grid(columns=8, measure=13, gutter=1, lines=100, body=9, pitch=11.25)


# ---- the grid ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("columns", "width"), [(1, 13), (2, 27), (3, 41), (4, 55), (5, 69), (8, 111)])
def test_g7_merged_columns_swallow_the_gutters(columns, width):
    assert GRID.merged(0, columns - 1) == width


@pytest.mark.parametrize(
    ("broken", "into", "measure", "starts"),
    [
        (3, 2, 20, (0, 210)),  # 三破二
        (5, 3, 22, (0, 235, 470)),  # 五破三: the 字 that is left goes to the gaps, half to each
        (2, 2, 13, (0, 140)),
        (4, 1, 55, (0,)),
    ],
)
def test_g8_a_broken_column_has_a_whole_measure_and_the_rest_goes_to_the_gaps(broken, into, measure, starts):
    assert GRID.divided(GRID.merged(0, broken - 1), into) == (measure, starts)


@pytest.mark.parametrize("width", range(5, 112, 7))
@pytest.mark.parametrize("count", range(1, 6))
def test_g8_text_columns_fill_their_width_to_its_right_edge(width, count):
    measure, starts = GRID.divided(width, count)
    if measure >= 1:
        assert len(starts) == count
        assert starts[0] == 0
        if count > 1:
            assert starts[-1] / 10 + measure == width
            assert min(b - a for a, b in pairwise(starts)) >= (measure + GRID.gutter) * 10


@pytest.mark.parametrize(
    ("height", "count", "measure", "starts"),
    [
        (20, 1, 24, (0,)),  # 19 x 11.25 + 9 pt are 24.75 字; what is left stays under the band
        (20, 2, 11, (0, 138)),  # (24.75 - 1) / 2 is 11.875: the gap takes the rest
        (20, 3, 7, (0, 89, 178)),
    ],
)
def test_bands_of_vertical_text(height, count, measure, starts):
    assert GRID.banded(height, count) == (measure, starts)


@pytest.mark.parametrize(("width", "lines"), [(1, 1), (13, 10), (41, 33), (111, 89)])
def test_vertical_lines_stand_side_by_side_at_the_pitch_of_the_grid(width, lines):
    assert GRID.across(width) == lines
    assert (lines - 1) * GRID.pitch + GRID.body <= width * GRID.body < lines * GRID.pitch + GRID.body


def test_a_vertical_slot_and_one_with_its_headline_at_the_side(toy_folder):
    layout = read_layout("toy-vertical", toy_folder)
    slots = {slot.name: slot for slot in layout.slots}
    assert {name: (slot.vertical, slot.head) for name, slot in slots.items()} == {
        "F": (False, "over"),
        "A": (True, "vertical-right"),
        "B": (True, "vertical-right"),
        "C": (False, "vertical-right"),
        "D": (False, "vertical-left"),
    }
    assert (slots["A"].measure, slots["A"].starts, slots["A"].lines) == (21, (0,), 14)
    assert slots["B"].rect == Rect(18, 4, 17, 18)
    assert slots["B"].inner == Rect(19, 5, 15, 16)
    assert (slots["B"].measure, slots["B"].starts, slots["B"].lines) == (9, (0, 100), 12)
    assert (slots["C"].measure, slots["C"].starts, slots["C"].lines) == (8, (0, 90), 17)


# ---- the designs that come with Banmian -------------------------------------------------------------------


@pytest.mark.parametrize("name", layout_names())
def test_a_shipped_design(name):
    layout = read_layout(name)
    grid = layout.grid
    assert layout.title
    assert any(slot.takes in TEXTS for slot in layout.slots)
    assert any(slot.takes in ("nameplate", "folio", "section") for slot in layout.slots), "N1, N2"
    for slot in layout.slots:
        assert isinstance(slot.measure, int), "G3: a whole number of 字"
        assert slot.rect.left + slot.rect.width <= grid.width
        assert slot.rect.top + slot.rect.height <= grid.lines
        if slot.takes == "article":
            assert slot.measure >= 5, "K6"
            assert slot.starts[-1] / 10 + slot.measure <= slot.rect.width
            assert slot.keys.headline in layout.headlines


@pytest.mark.parametrize("name", layout_names())
def test_slots_of_a_shipped_design_do_not_overlap(name):
    cells = set()
    for slot in read_layout(name).slots:
        mine = {(x, y) for r in slot.areas for x in range(r.left, r.right) for y in range(r.top, r.bottom)}
        assert not cells & mine, slot.name
        cells |= mine


@pytest.mark.parametrize("name", layout_names())
def test_t12_no_lesser_rank_has_a_larger_headline(name):
    layout = read_layout(name)
    ranks = ("lead", "second", "third", "inside", "brief", "brief-line")
    sizes = [layout.headlines[rank].main.size for rank in ranks if rank in layout.headlines]
    assert sizes == sorted(sizes, reverse=True)
    for rank in layout.headlines.values():
        assert rank.main.size > max(rank.kicker.size, rank.deck.size), "T1"


def test_a_base_is_no_design_of_its_own():
    assert "broadsheet" not in layout_names()
    with pytest.raises(InputError, match="no-plan"):
        read_layout("broadsheet")


def test_layouts_are_listed(capsys):
    assert main(["layouts", "list"]) == 0
    printed = capsys.readouterr().out
    assert all(f"{name}  " in printed for name in layout_names())


# ---- a design of the issue's own --------------------------------------------------------------------------


def test_a_design_of_the_issue_stands_before_one_of_ours(toy_folder):
    layout = read_layout("toy-inner", toy_folder)
    assert {slot.name: slot.rect for slot in layout.slots} == {
        "F": Rect(0, 0, 35, 3),
        "A": Rect(0, 4, 17, 18),
        "B": Rect(18, 4, 17, 18),
        "C": Rect(0, 23, 17, 17),
        "D": Rect(18, 23, 17, 17),
    }
    assert layout.slot("A").measure == 8
    assert layout.slot("A").starts == (0, 90)
    assert layout.slot("Z") is None


def test_a_design_inherits_all_but_plan_and_slots(toy_folder):
    front, inner = read_layout("toy-front", toy_folder), read_layout("toy-inner", toy_folder)
    assert (front.sheet, front.grid, front.headlines) == (inner.sheet, inner.grid, inner.headlines)
    assert front.title != inner.title
    assert [slot.name for slot in front.slots] == ["N", "E", "A", "B", "C"]


class Wrong(NamedTuple):
    """A place of toy-inner.toml, what stands there instead, and the finding that this must give."""

    what: str
    old: str
    new: str | bytes
    code: str
    at: str
    key: str = ""


PLAN = 'plan = """'
KICKER = 'kicker = { size = 12, role = "kicker" }\n'
B, JUMPS, FOLIO = "[slot.B]\n", "continues = true", 'takes = "folio"'
BANDS = 'direction = "vertical"\ncolumns = 5'
TWO, FOUR = "columns = 2\nphotos", "columns = 4\nphotos"

LEFT = 'direction = "vertical"\nhead = "vertical-left"\n'
WRONG = [
    Wrong("broken TOML", "columns = 4", "columns = ", "bad-toml", "columns = "),
    Wrong("bad UTF-8", "玩具", "玩具".encode("gbk"), "bad-utf8", "title ="),
    Wrong("unknown key", "gutter = 1", "gutter = 1\nguter = 2", "unknown-key", "guter", "grid.guter"),
    Wrong("unknown table", "[sheet]", "[sheets]", "unknown-key", "[sheets]", "sheets"),
    Wrong("missing key", "pitch = 12\n", "", "missing-key", "[grid]", "grid.pitch"),
    Wrong("text for a number", "lines = 40", 'lines = "40"', "wrong-type", 'lines = "40"', "grid.lines"),
    Wrong("half a column", "measure = 8", "measure = 8.5", "wrong-type", "measure = 8.5", "grid.measure"),
    Wrong("no gutter", "gutter = 1", "gutter = 0", "wrong-type", "gutter = 0", "grid.gutter"),
    Wrong("a slot for nothing", 'takes = "folio"', 'takes = "fish"', "wrong-type", "fish", "slot.F.takes"),
    Wrong("key of a slot", "continues = true", "continue = true", "unknown-key", "continue ", "slot.C.continue"),
    Wrong("a rank without deck", "deck = {", "neck = {", "unknown-key", "neck", "headline.plain.neck"),
    Wrong("a rank without kicker", KICKER, "", "missing-key", "[headline.plain]", "headline.plain.kicker"),
    Wrong("a size of nothing", "size = 20", "size = 0", "wrong-type", "size = 0", "headline.plain.main.size"),
    Wrong("a row too narrow", "18  AABB", "18  AAB", "bad-plan", "18  AAB", "plan"),
    Wrong("a row without height", "3   FFFF", "FFFF", "bad-plan", "FFFF", "plan"),
    Wrong("rows too low", "18  AABB", "17  AABB", "bad-plan", PLAN, "plan"),
    Wrong("no rectangle", "18  AABB", "18  ABAB", "bad-plan", PLAN, "plan"),
    Wrong("a letter without slot", "17  CCDD", "17  CCXX", "bad-plan", PLAN, "plan"),
    Wrong("a slot without letter", "17  CCDD", "17  CC..", "bad-plan", "[slot.D]", "slot.D"),
    Wrong("unknown rank", 'headline = "plain"', 'headline = "lead"', "unknown-headline", '"lead"', "slot.A.headline"),
    Wrong("columns too narrow", TWO, FOUR, "narrow-measure", FOUR, "slot.A.columns"),
    Wrong("photo outside", "columns = [1, 2]", "columns = [1, 3]", "bad-photo-place", "photos", "slot.A.photos"),
    Wrong("photo backwards", "columns = [1, 2]", "columns = [2, 1]", "bad-photo-place", "photos", "slot.A.photos"),
    Wrong("photo heights", "lines = [4, 6]", "lines = [6, 4]", "bad-photo-place", "photos", "slot.A.photos"),
    Wrong("sheet too small", "trim = [150, 190]", "trim = [100, 190]", "type-area", "[grid]", "grid"),
    Wrong("inherits from itself", "title =", 'extends = "wrong"\ntitle =', "layout-circle", "extends", "extends"),
    Wrong("direction", TWO, f'direction = "down"\n{TWO}', "wrong-type", "direction", "slot.A.direction"),
    Wrong("head", TWO, f'head = "under"\n{TWO}', "wrong-type", "head =", "slot.A.head"),
    Wrong("head of one column", TWO, 'head = "vertical-left"\nphotos', "bad-head", "head =", "slot.A.head"),
    Wrong("vertical, head left", B, f"{B}{LEFT}", "bad-head", "head =", "slot.B.head"),
    Wrong("vertical, head over", B, f'{B}direction = "vertical"\nhead = "over"\n', "bad-head", "head =", "slot.B.head"),
    Wrong("vertical, photos", TWO, f'direction = "vertical"\n{TWO}', "bad-photo-place", "photos", "slot.A.photos"),
    Wrong("vertical, jumps", JUMPS, f'{JUMPS}\ndirection = "vertical"', "bad-continues", JUMPS, "slot.C.continues"),
    Wrong("too many bands", "columns = 1", BANDS, "narrow-measure", "columns = 5", "slot.D.columns"),
    Wrong("a framed folio", FOLIO, f"{FOLIO}\nframe = true", "not-for-the-slot", "frame", "slot.F.frame"),
    Wrong("no plan", PLAN, 'abstract = true\nplan = """', "no-plan", ""),
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG, ids=lambda w: w.what)
def test_a_wrong_design_is_a_finding(toy_folder, tmp_path, wrong):
    good = (toy_folder / "layouts" / "toy-inner.toml").read_text("utf-8")
    assert wrong.old in good
    before, _, after = good.partition(wrong.old)
    data = before.encode() + (wrong.new if isinstance(wrong.new, bytes) else wrong.new.encode()) + after.encode()
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "wrong.toml").write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_layout("wrong", tmp_path)
    finding = caught.value.findings[0]
    assert (finding.code, finding.file, finding.key) == (wrong.code, "layouts/wrong.toml", wrong.key)
    shown = data.decode("utf-8", "replace")
    if wrong.at:
        lines = {shown.count("\n", 0, n) + 1 for n in range(len(shown)) if shown.startswith(wrong.at, n)}
        assert finding.line in lines, (finding.line, wrong.at)
    assert finding.message


@pytest.mark.parametrize("page", [1, 3])
def test_a_design_that_does_not_exist_names_the_page(write_issue, tmp_path, capsys, page):
    folder = write_issue.as_folder([{"number": page, "layout": "no-such"}], [])
    assert main(["build", str(folder), "-o", str(tmp_path / "out")]) == 2
    printed = capsys.readouterr().err
    assert "error[unknown-layout] issue.toml:" in printed
    assert f"page {page}, layout: there is no layout “no-such”" in printed
    assert "broadsheet-front" in printed, "what was expected"
    assert not (tmp_path / "out").exists()


def test_a_wrong_design_stops_the_build(write_issue, tmp_path):
    folder = write_issue.as_folder([{"number": 1, "layout": "toy-front"}], [])
    shutil.copy(folder / "layouts" / "toy-front.toml", folder / "layouts" / "saved.toml")
    (folder / "layouts" / "toy-front.toml").write_text("title = 1\n", "utf-8")
    assert main(["build", str(folder), "-o", str(tmp_path / "out")]) == 2
    assert not (tmp_path / "out").exists()
