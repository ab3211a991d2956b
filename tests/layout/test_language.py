"""The language of page designs: sizes in 号, sheets, stepped areas, the fold, colours, and what is said of faults.

The grid is that of the toy pages, 8 字 with gutters of 1 字, lines of 12 pt; a line parts the rows of the plan.
"""

import json

import pytest

from banmian.cli import main
from banmian.layout import Grid, Rect, read_layout, read_layout_file
from banmian.layout.areas import PlanError, read_areas, text_columns
from banmian.layout.check import colour_of
from banmian.layout.design import Column, SlotKeys
from banmian.layout.grid import MM, Sheet
from banmian.model import InputError, Severity

HEADLINE = """
[headline.plain]
main = { size = 20, role = "headline" }
kicker = { size = 12, role = "kicker" }
deck = { size = 12, role = "deck" }
"""
GRID = """
[grid]
columns = 4
measure = 8
gutter = 1
lines = 40
body = 10
pitch = 12
"""
SHEET = "\n[sheet]\ntrim = [150, 190]\n"
PLAN = 'plan = """\n20 AABB\n19 CCDD\n"""\n'
ARTICLE = '[slot.{}]\ntakes = "article"\nheadline = "plain"\ncolumns = 2\n'
SLOTS = "".join(ARTICLE.format(name) for name in "ABCD")


@pytest.fixture
def design(tmp_path):
    """`design(**parts)` reads a good design of four slots with some parts changed; `text` is what was read."""

    class Reader:
        text = ""

        def __call__(self, *, plan=PLAN, sheet=SHEET, grid=GRID, headline=HEADLINE, slots=SLOTS, more="", bases=None):
            (tmp_path / "layouts").mkdir(exist_ok=True)
            for name, text in (bases or {}).items():
                (tmp_path / "layouts" / f"{name}.toml").write_text(text, "utf-8")
            self.text = f'title = "试"\n{plan}{sheet}{grid}{headline}{slots}{more}'
            file = tmp_path / "layouts" / f"design-{len(list((tmp_path / 'layouts').iterdir()))}.toml"
            file.write_text(self.text, "utf-8")
            return read_layout(file.stem, tmp_path)

        def findings(self, **parts):
            with pytest.raises(InputError) as caught:
                self(**parts)
            assert all(finding.severity is Severity.ERROR for finding in caught.value.findings)
            return caught.value.findings

        def finding(self, **parts):
            (finding,) = self.findings(**parts)
            return finding

        def line(self, what):
            before, found, _ = self.text.partition(what)
            assert found
            return before.count("\n") + 1

    return Reader()


def changed(text, old, new):
    assert old in text
    return text.replace(old, new, 1)


# ---- sizes ------------------------------------------------------------------------------------------------


def test_g1_sizes_are_names_of_hao_or_points(design):
    headline = changed(changed(HEADLINE, "size = 20", 'size = "二号"'), "size = 12", 'size = "小四"')
    rank = design(headline=headline).headlines["plain"]
    assert (rank.main.size, rank.kicker.size, rank.deck.size) == (21, 12, 12)


def test_g1_a_design_says_its_own_sizes_and_its_base_does_too(design):
    headline = changed(HEADLINE, "size = 20", 'size = "大题"')
    assert design(headline=headline, more='[sizes]\n"大题" = 31.5\n').headlines["plain"].main.size == 31.5
    headline = changed(HEADLINE, "size = 20", 'size = "小初"')
    assert design(headline=headline, more='[sizes]\n"小初" = 30\n').headlines["plain"].main.size == 30
    headline = changed(HEADLINE, "size = 20", 'size = "特大"')
    base = f'title = "底"\nabstract = true\n{headline}[sizes]\n"特大" = 60\n'
    layout = design(plan='extends = "base"\n' + PLAN, headline="", bases={"base": base})
    assert layout.headlines["plain"].main.size == 60


def test_styles_take_sizes_by_name(design):
    layout = design(more='[style.caption]\nsize = "六号"\nrole = "caption"\nalign = "centre"\n')
    assert (layout.style.caption.size, layout.style.caption.align) == (8, "centre")
    assert layout.style.heading.size == 12, "the usual ones stay"


def test_an_unknown_name_of_a_size_is_named_with_its_line_and_what_was_expected(design):
    finding = design.finding(headline=changed(HEADLINE, "size = 20", 'size = "廿号"'), more='[sizes]\n"大题" = 31\n')
    assert (finding.code, finding.key) == ("wrong-type", "headline.plain.main.size")
    assert finding.line == design.line('size = "廿号"')
    assert "小二" in finding.hint
    assert "大题" in finding.hint


def test_a_size_of_the_table_that_is_no_number(design):
    finding = design.finding(more='[sizes]\n"大题" = "大"\n')
    assert (finding.code, finding.key, finding.line) == ("wrong-type", "sizes.大题", design.line('"大题" ='))


# ---- sheet and margins ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "size"), [("对开", (390, 550)), ("四开", (275, 390)), ("A3", (297, 420))])
def test_g9_a_sheet_by_name(design, name, size):
    layout = design(sheet=f'\n[sheet]\nsize = "{name}"\n')
    assert layout.sheet.page == size
    assert (layout.sheet.width, layout.sheet.height) == pytest.approx((size[0] * MM, size[1] * MM))
    assert layout.sheet.bleed == 3


def test_figures_stand_before_the_name_of_a_base(design):
    base = 'title = "底"\nabstract = true\n[sheet]\nsize = "四开"\n'
    layout = design(plan='extends = "base"\n' + PLAN, bases={"base": base})
    assert layout.sheet.page == (150, 190)


def test_an_unknown_sheet(design):
    finding = design.finding(sheet='\n[sheet]\nsize = "八开"\n')
    assert (finding.code, finding.key, finding.line) == ("wrong-type", "sheet.size", design.line("size ="))


def test_without_margins_the_type_area_stands_in_the_middle(design):
    layout = design()
    assert layout.origin(1) == layout.origin(2) == pytest.approx(((150 * MM - 350) / 2, (190 * MM - 480) / 2))


def test_margins_are_mirrored_on_even_pages(design):
    layout = design(more="[sheet.margins]\ntop = 8\ninner = 20\n")
    assert layout.origin(1) == pytest.approx((20 * MM, 8 * MM))
    assert layout.origin(2) == pytest.approx((150 * MM - 350 - 20 * MM, 8 * MM))
    assert layout.origin(3) == layout.origin(1)


def test_margins_with_which_the_type_area_leaves_the_sheet(design):
    finding = design.finding(more="[sheet.margins]\ntop = 8\ninner = 40\n")
    assert (finding.code, finding.key, finding.line) == ("type-area", "sheet.margins", design.line("[sheet.margins]"))


def test_g2_a_body_that_is_too_small(design):
    finding = design.finding(grid=changed(GRID, "body = 10", "body = 7.5"))
    assert (finding.code, finding.key, finding.line) == ("small-body", "grid.body", design.line("body ="))


# ---- stepped areas ----------------------------------------------------------------------------------------

TOY = Grid(columns=4, measure=8, gutter=1, lines=40, body=10, pitch=12)


def area(plan, name="A", grid=TOY):
    return read_areas(plan, grid)[name]


def columns(plan, count, name="A", **keys):
    takes = {"takes": "article", "headline": "plain", "columns": count} | keys
    return text_columns(area(plan, name), SlotKeys(**takes), TOY)


def test_a_rectangle_of_several_rows_is_one():
    one = area("10 AABB\n29 AACC")
    assert one.rect(TOY) == Rect(0, 0, 17, 40)
    assert one.rects(TOY) == (Rect(0, 0, 17, 40),)


STEPPED = {
    "L": ("20 AABB\n19 AAAA", [Rect(0, 0, 17, 21), Rect(0, 21, 35, 19)], [(0, 40), (0, 40), (21, 19), (21, 19)]),
    "L upside down": ("20 AAAA\n19 BBAA", [Rect(0, 0, 35, 20), Rect(18, 20, 17, 20)], [(0, 20)] * 2 + [(0, 40)] * 2),
    "T": ("20 AAAA\n19 BAAC", [Rect(0, 0, 35, 20), Rect(9, 20, 17, 20)], [(0, 20), (0, 40), (0, 40), (0, 20)]),
    "T upside down": (
        "20 BAAC\n19 AAAA",
        [Rect(9, 0, 17, 21), Rect(0, 21, 35, 19)],
        [(21, 19), (0, 40), (0, 40), (21, 19)],
    ),
    "Z": (
        "20 AAAB\n19 CAAA",
        [Rect(0, 0, 26, 20), Rect(9, 20, 17, 1), Rect(9, 21, 26, 19)],
        [(0, 20), (0, 40), (0, 40), (21, 19)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("shape", STEPPED)
def test_the_rectangles_and_the_text_columns_of_a_stepped_slot(shape):
    plan, rects, rows = STEPPED[shape]
    assert area(plan).rect(TOY) == Rect(0, 0, 35, 40)
    assert area(plan).rects(TOY) == tuple(rects)
    assert columns(plan, 4) == tuple(
        Column(start, 8, top, lines) for start, (top, lines) in zip((0, 90, 180, 270), rows, strict=True)
    )


def test_the_rectangles_of_a_stepped_slot_meet_and_take_no_gap_of_another():
    """The line between two rows is the slot's where it stands on both sides of it."""
    for plan, rects, _ in STEPPED.values():
        cells = [(x, y) for r in rects for x in range(r.left, r.right) for y in range(r.top, r.bottom)]
        assert len(cells) == len(set(cells)), plan
        others = {letter for letter in plan if letter in "BC"}
        for other in others:
            taken = area(plan, other).rects(TOY)
            assert not {(x, y) for r in taken for x in range(r.left, r.right) for y in range(r.top, r.bottom)} & set(
                cells
            )


@pytest.mark.parametrize(
    ("plan", "count", "message"),
    [
        ("20 ABAA\n19 AAAA", 4, "broken within row 1"),  # U
        ("20 AABB\n19 BBAA", 4, "do not meet"),
        ("10 AABB\n10 CCBB\n18 AABB", 4, "two parts: rows 1 and 3"),
        ("20 AAAB\n19 AAAA", 3, "cuts through one of its text columns"),
        ("12 AAAA\n14 AABB\n12 AAAA", 4, "interrupted"),
        ("20 AABB\n19 AAAA", 1, "cuts through"),
    ],
)
def test_shapes_that_are_none(plan, count, message):
    with pytest.raises(PlanError, match=message):
        columns(plan, count)


def test_half_as_many_text_columns_as_basic_ones_where_the_step_agrees():
    assert columns("20 AABB\n19 AAAA", 2) == (Column(0, 17, 0, 40), Column(180, 17, 21, 19))


def test_a_stepped_slot_in_a_file(design):
    slots = changed(SLOTS, ARTICLE.format("C"), "").replace("columns = 2", "columns = 4", 1)
    layout = design(plan='plan = """\n20 AABB\n19 AADD\n"""\n', slots=SLOTS.replace(ARTICLE.format("C"), ""))
    assert not layout.slot("A").is_stepped
    layout = design(plan='plan = """\n20 AABB\n19 AAAD\n"""\n', slots=_with_columns(slots, A=3, D=1))
    slot = layout.slot("A")
    assert slot.is_stepped
    assert slot.areas == (Rect(0, 0, 17, 21), Rect(0, 21, 26, 19))
    assert [column.rows for column in slot.columns] == [40, 40, 19]
    assert slot.cells == 8 * 99
    assert slot.lines == 40


def _with_columns(slots, **counts):
    parts = []
    for part in slots.split("[slot.")[1:]:
        if part[0] in counts:
            head, _, _ = part.rpartition("columns = ")
            part = f"{head}columns = {counts[part[0]]}\n"
        parts.append(f"[slot.{part}")
    return "".join(parts)


L_PLAN = 'plan = """\n20 AABB\n19 AAAA\n"""\n'
L_SLOTS = ARTICLE.format("A").replace("columns = 2", "columns = 4") + ARTICLE.format("B")


@pytest.mark.parametrize(
    ("keys", "code", "key"),
    [
        ("frame = true", "bad-frame", "slot.A.frame"),
        ('tint = "black 10%"', "bad-frame", "slot.A.tint"),
        ('head = "waist"', "bad-head", "slot.A.head"),
        ('head = "vertical-right"', "bad-head", "slot.A.head"),
        ('head = "over-left"\nhead_columns = [2, 3]', "bad-head", "slot.A.head_columns"),
    ],
)
def test_what_a_stepped_slot_may_not_have(design, keys, code, key):
    finding = design.finding(plan=L_PLAN, slots=L_SLOTS.replace("columns = 4\n", f"columns = 4\n{keys}\n"))
    assert (finding.code, finding.key) == (code, key)
    assert finding.line == design.line(keys.split("\n")[-1])


def test_a_headline_over_the_left_of_a_stepped_slot_begins_at_its_top(design):
    slots = L_SLOTS.replace("columns = 4\n", 'columns = 4\nhead = "over-left"\n')
    assert design(plan=L_PLAN, slots=slots).slot("A").head == "over-left"
    finding = design.finding(plan='plan = """\n20 BBAA\n19 AAAA\n"""\n', slots=slots)
    assert (finding.code, finding.key) == ("bad-head", "slot.A.head")


def test_an_advert_has_no_steps(design):
    slots = '[slot.A]\ntakes = "advert"\n' + ARTICLE.format("B")
    finding = design.finding(plan=L_PLAN, slots=slots.replace('"advert"', '"advert"\ncolumns = 4'))
    assert (finding.code, finding.key) == ("not-for-the-slot", "slot.A.takes")


def test_several_faults_are_said_at_once(design):
    slots = SLOTS.replace('headline = "plain"', 'headline = "lead"', 1).replace(
        "columns = 2\n[slot.D]", "columns = 4\n[slot.D]"
    )
    findings = design.findings(slots=slots, more='frame_colour = "sand"\ntint = "black 120%"\n')
    assert [(finding.code, finding.key) for finding in findings] == [
        ("unknown-headline", "slot.A.headline"),
        ("narrow-measure", "slot.C.columns"),
        ("unknown-colour", "slot.D.tint"),
        ("unknown-colour", "slot.D.frame_colour"),
    ]
    assert [finding.line for finding in findings] == [
        design.line('"lead"'),
        design.line("columns = 4\n[slot.D]"),
        design.line("tint ="),
        design.line("frame_colour ="),
    ]


@pytest.mark.parametrize("height", ["²", "-3", "0", "1.5", "x"])
def test_the_height_of_a_row_is_a_whole_number(design, height):
    finding = design.finding(plan=PLAN.replace("19", height))
    assert (finding.code, finding.key, finding.line) == ("bad-plan", "plan", design.line(f"{height} CCDD"))


def test_a_slot_may_be_named_by_a_digit(design):
    slots = SLOTS.replace("[slot.D]", "[slot.1]").replace(
        'headline = "plain"\ncolumns = 2\n[slot.1]', 'headline = "plain"\ncolumns = 2\n[slot.1]'
    )
    assert design(plan=PLAN.replace("D", "1"), slots=slots).slot("1")
    finding = design.finding(plan=PLAN.replace("D", "1"), slots=slots, more='design = "bar"\n')
    assert (finding.code, finding.key, finding.line) == ("unknown-design", "slot.1.design", design.line("design ="))


# ---- the fold ---------------------------------------------------------------------------------------------

FOLDED = Grid(columns=4, measure=8, gutter=1, lines=40, body=10, pitch=12, fold=6)


def test_n5_the_gap_in_the_middle_of_a_spread_is_the_fold():
    assert [FOLDED.left(n) for n in range(4)] == [0, 9, 23, 32]
    assert FOLDED.width == 40
    assert FOLDED.merged(0, 1) == 17
    assert FOLDED.merged(1, 2) == 22
    assert FOLDED.half == 2


@pytest.mark.parametrize(
    ("first", "last", "count", "wanted"),
    [
        (0, 3, 4, (8, (0, 90, 230, 320))),
        (0, 3, 2, (17, (0, 230))),
        (1, 2, 2, (8, (0, 140))),
        (0, 3, 3, None),
        (0, 2, 3, (8, (0, 90, 230))),
        (1, 3, 1, None),
        (0, 3, 1, None),
    ],
)
def test_text_columns_part_at_the_fold(first, last, count, wanted):
    assert FOLDED.over_fold(first, last, count) == wanted


SPREAD = SHEET + "spread = true\n"
FOLD_GRID = GRID + "fold = 6\n"
WIDE = 'plan = """\n3 FFFF\n20 AAAA\n15 BBCC\n"""\n'
WIDE_SLOTS = '[slot.F]\ntakes = "folio"\n' + "".join(ARTICLE.format(name) for name in "ABC")


def test_a_spread(design):
    layout = design(plan=WIDE, sheet=SPREAD, grid=FOLD_GRID, slots=WIDE_SLOTS)
    assert layout.sheet.width == pytest.approx(2 * 150 * MM)
    assert layout.slot("A").columns == (Column(0, 17, 0, 20), Column(230, 17, 0, 20))
    left, _ = layout.origin(4)
    middle = left + (17 + 3) * 10
    assert middle == pytest.approx(150 * MM), "the fold of the grid is that of the sheet"


def test_the_margins_of_a_spread_leave_its_fold_where_it_is(design):
    margins = "[sheet.margins]\ntop = 8\ninner = 20\n"
    layout = design(plan=WIDE, sheet=SPREAD, grid=FOLD_GRID, slots=WIDE_SLOTS, more=margins)
    assert layout.origin(4) == pytest.approx((150 * MM - 200, 8 * MM))


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("columns = 1", "runs over the fold"),
        ("columns = 3", "do not part at the fold"),
        ('columns = 2\ndirection = "vertical"', "runs over the fold"),
        ("columns = 2\nframe = true", "lies over the fold"),
        ('columns = 2\ntint = "black 8%"', "lies over the fold"),
    ],
)
def test_no_text_stands_on_the_fold(design, keys, message):
    slots = WIDE_SLOTS.replace(ARTICLE.format("A"), ARTICLE.format("A").replace("columns = 2", keys))
    finding = design.finding(plan=WIDE, sheet=SPREAD, grid=FOLD_GRID, slots=slots)
    assert (finding.code, finding.key) == ("bad-columns", "slot.A.columns")
    assert message in finding.message
    assert finding.line == design.line(keys.split("\n")[0])


@pytest.mark.parametrize(
    ("sheet", "grid"),
    [
        (SHEET, FOLD_GRID),
        (SPREAD, FOLD_GRID.replace("columns = 4", "columns = 4\n").replace("fold = 6", "fold = 0")),
    ],
)
def test_a_fold_and_a_spread_go_together(design, sheet, grid):
    assert {finding.code for finding in design.findings(sheet=sheet, grid=grid)} == {"bad-fold"}


# ---- colours, frames, heads, forms ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("black 12%", ("black", 12)),
        ("sand", ("sand", 100)),
        ("red 0%", ("red", 0)),
        ("", None),
        (" black  5 %", ("black", 5)),
    ],
)  # fmt: skip
def test_a_colour_and_its_strength(text, colour):
    assert colour_of(text) == colour


def test_a_named_colour(design):
    layout = design(more='tint = "sand 20%"\n[colour.sand]\ncmyk = [0, 10, 30, 5]\n')
    assert layout.colours["sand"].cmyk == (0, 10, 30, 5)
    assert layout.slot("D").is_boxed
    assert layout.slot("D").inner == Rect(19, 22, 15, 17)
    assert layout.slot("D").measure == 7


@pytest.mark.parametrize(
    ("more", "code", "key", "at"),
    [
        ('tint = "sand"', "unknown-colour", "slot.D.tint", "tint ="),
        ('tint = "black12%"', "unknown-colour", "slot.D.tint", "tint ="),
        ("[colour.sand]\ncmyk = [0, 10, 130, 5]", "wrong-type", "colour.sand.cmyk[2]", "cmyk ="),
        ("[colour.sand]\nrgb = [0, 10, 13]", "missing-key", "colour.sand.cmyk", "[colour.sand]"),
        ("head_columns = [1, 1]", "bad-head", "slot.D.head_columns", "head_columns ="),
        ('head = "beside"\nhead_columns = [2, 1]', "bad-head", "slot.D.head_columns", "head_columns ="),
        ('head = "over-left"\nhead_columns = [1, 3]', "bad-head", "slot.D.head_columns", "head_columns ="),
        ('head = "at-left"\nhead_columns = [1, 2]', "bad-head", "slot.D.head", "head ="),
        ('design = "bar"', "unknown-design", "slot.D.design", "design ="),
        ("photos = [{ columns = [1, 1], caption = \"left\" }]", "bad-photo-place", "slot.D.photos", "photos ="),
        ('photos = [{ columns = [1, 1], at = "middle" }]', "wrong-type", "slot.D.photos[0].at", "photos ="),
        ("boxes = [{ columns = [1, 3] }]", "bad-photo-place", "slot.D.boxes", "boxes ="),
        ("priority = 0", "wrong-type", "slot.D.priority", "priority ="),
        ('[headline.dark]\nreversed = true\ntint = "black 30%"\n' + "".join(
            f'{part} = {{ size = 12, role = "x" }}\n' for part in ("main", "kicker", "deck")
        ), "light-ground", "headline.dark.reversed", "reversed ="),
        ("[headline.odd]\n" + "".join(
            f'{part} = {{ size = {size}, role = "x" }}\n' for part, size in (("main", 12), ("kicker", 14), ("deck", 9))
        ), "small-headline", "headline.odd", "[headline.odd]"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_key_and_its_line(design, more, code, key, at):
    finding = design.finding(more=more + "\n")
    assert (finding.code, finding.key) == (code, key)
    assert finding.line == design.line(at) if design.text.count(at) == 1 else finding.line > design.line("[slot.D]")
    assert finding.message


@pytest.mark.parametrize("key", ["frame = true", 'tint = "black 8%"'])
def test_a_frame_about_nothing(design, key):
    plan = 'plan = """\n20 AABB\n2 CCCC\n16 DDDD\n"""\n'
    slots = SLOTS.replace(ARTICLE.format("C"), ARTICLE.format("C") + key + "\n")
    finding = design.finding(plan=plan, slots=slots)
    assert (finding.code, finding.key) == ("bad-frame", f"slot.C.{key.split()[0]}")


@pytest.mark.parametrize(
    "key", ['head = "over"', "head_columns = [1, 1]", "continues = true", 'direction = "vertical"']
)
def test_what_only_an_article_has(design, key):
    slots = SLOTS.replace(ARTICLE.format("C"), f'[slot.C]\ntakes = "advert"\n{key}\n')
    finding = design.finding(slots=slots)
    assert (finding.code, finding.key) == ("not-for-the-slot", f"slot.C.{key.split()[0]}")
    assert finding.line == design.line(key)


@pytest.mark.parametrize(
    ("takes", "form"),
    [("nameplate", "vertical"), ("folio", "bar"), ("directory", "cards"), ("digest", "pictures"), ("section", "rule")],
)
def test_the_forms_of_furniture(design, takes, form):
    slots = SLOTS.replace(ARTICLE.format("C"), f'[slot.C]\ntakes = "{takes}"\ndesign = "{form}"\n')
    assert design(slots=slots).slot("C").keys.design == form
    finding = design.finding(slots=slots.replace(form, "baroque"))
    assert (finding.code, finding.key) == ("unknown-design", "slot.C.design")
    assert form in finding.hint


def test_priority_puts_slots_in_order_before_that_of_the_plan(design):
    layout = design(slots=SLOTS.replace("[slot.C]\n", "[slot.C]\npriority = 1\n") + "priority = 2\n")
    assert [slot.name for slot in layout.slots] == ["C", "D", "A", "B"]


# ---- bases ------------------------------------------------------------------------------------------------


def test_a_fault_of_a_base_is_named_with_its_file_and_its_line(design):
    base = f'title = "底"\nabstract = true\n{GRID.replace("gutter = 1", "gutter = 0")}{HEADLINE}'
    finding = design.finding(plan='extends = "base"\n' + PLAN, grid="", headline="", bases={"base": base})
    assert (finding.file, finding.key) == ("layouts/base.toml", "grid.gutter")
    assert finding.line == base[: base.index("gutter =")].count("\n") + 1


def test_what_a_design_says_itself_is_named_there(design):
    base = f'title = "底"\nabstract = true\n{GRID}{HEADLINE}'
    finding = design.finding(
        plan='extends = "base"\n' + PLAN, grid="\n[grid]\nlines = 0\n", headline="", bases={"base": base}
    )
    assert (finding.key, finding.line) == ("grid.lines", design.line("lines = 0"))
    assert finding.file.startswith("layouts/design-")


@pytest.mark.parametrize(
    ("extends", "bases", "code"),
    [
        ('extends = "nobody"', {}, "unknown-layout"),
        ("extends = 3", {}, "wrong-type"),
        ('extends = "one"', {"one": 'extends = "two"\n', "two": 'extends = "one"\n'}, "layout-circle"),
    ],
)  # fmt: skip
def test_bases_that_are_none(design, extends, bases, code):
    finding = design.finding(plan=f"{extends}\n{PLAN}", bases=bases)
    assert (finding.code, finding.key) == (code, "extends")
    assert finding.file.startswith("layouts/")
    assert finding.line


def test_a_broken_base_is_named(design):
    finding = design.finding(plan='extends = "base"\n' + PLAN, bases={"base": "title = \n"})
    assert (finding.code, finding.file, finding.line) == ("bad-toml", "layouts/base.toml", 1)


def test_a_design_from_a_file_has_its_bases_beside_it(tmp_path):
    (tmp_path / "base.toml").write_text(f'title = "底"\nabstract = true\n{SHEET}{GRID}{HEADLINE}', "utf-8")
    (tmp_path / "mine.toml").write_text(f'title = "我"\nextends = "base"\n{PLAN}{SLOTS}', "utf-8")
    layout = read_layout_file(tmp_path / "mine.toml")
    assert (layout.name, layout.title, len(layout.slots)) == ("mine", "我", 4)
    assert layout.plan.split() == ["20", "AABB", "19", "CCDD"]
    with pytest.raises(InputError, match="missing-file"):
        read_layout_file(tmp_path / "yours.toml")


def test_the_sheet_is_small_data():
    assert Sheet().page == (390, 550)
    assert json.loads(json.dumps(Sheet(trim=(1, 2)).page)) == [1, 2]
    assert main(["layouts", "check"]) == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [("trim = [150, 190]", "trim = [inf, 190]"), ("columns = 2", "columns = 1000000000"), ("size = 20", "size = inf")],
)
def test_figures_that_no_page_has_are_findings(toy_folder, tmp_path, old, new):
    good = (toy_folder / "layouts" / "toy-inner.toml").read_text("utf-8")
    assert old in good
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "wrong.toml").write_text(good.replace(old, new, 1), "utf-8")
    with pytest.raises(InputError) as caught:
        read_layout("wrong", tmp_path)
    assert caught.value.findings[0].code == "wrong-type"
