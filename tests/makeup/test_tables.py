"""Tables: columns by their content, figures under their units, rows on the grid of lines, no cell lost."""

import pytest
from inserts import PITCH, SIZE, STYLES, WIDTHS, X, Y, article, assert_kept, assert_on_grid, characters, drawn, texts

from banmian.makeup.inserts.insert import Insert
from banmian.makeup.inserts.tables import set_table
from banmian.makeup.lines.labels import LabelCase
from banmian.model import Severity
from banmian.model.matter import Table
from banmian.plate import Fill, Rule, TextRun

FIGURES = Table(
    title="各区主要指标",
    header=("区名", "总值（亿元）", "增长（%）"),
    rows=(("临江区", "1,208.4", "6.1"), ("青山区", "75.2", "-0.4"), ("高新区", "2310", "—")),
    source="市统计局",
)
LONG = Table(
    header=("项目", "说明"),
    rows=(
        ("供暖报修", "来电后两小时内上门，孤寡老人家庭优先；更换阀门、清洗滤网不收取费用。"),
        ("旧衣回收", "收洗净的冬衣。"),
    ),
)
WIDE = Table(header=("月份", *(f"{n}月" for n in range(1, 13))), rows=(("客流", *(f"{n}.5" for n in range(10, 22))),))
NO_HEAD = Table(rows=(("上午", "九点"), ("下午", "")))
NO_HEADS = Table(header=("", ""), rows=(("上午", "九点"),))
TABLES = {"figures": FIGURES, "long": LONG, "wide": WIDE, "no head": NO_HEAD, "empty heads": NO_HEADS}


@pytest.fixture
def setting(toy_library):
    """`setting(table, width)`: the table set at a width in pt."""
    case = LabelCase(toy_library)

    def setting(table, width):
        insert: Insert = set_table(table, article(tables=(table,)), width, PITCH, SIZE, STYLES, case)
        return insert

    return setting


def runs(items, role):
    return [item for item in items if isinstance(item, TextRun) and item.role == role]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_nothing_is_lost_and_nothing_stands_outside(setting, table, width):
    insert = setting(table, width)
    assert_kept(insert, width)
    items = drawn(insert, X, Y, insert.least)
    written = "".join((table.title, *table.header, *(cell for row in table.rows for cell in row)))
    source = f"来源：{table.source}" if table.source else ""
    assert characters(texts(items)) == characters(written + source)
    assert_on_grid(items, "table-cell", *(["table-head"] if any(table.header) else []))


def test_figures_stand_under_their_units(setting):
    insert = setting(FIGURES, 300)
    cells = {run.text: run for run in runs(drawn(insert, X, Y, insert.least), "table-cell")}
    size = STYLES.table.size
    units = [cells[text].x + whole * size for text, whole in (("1,208.4", 2.5), ("75.2", 1), ("2310", 2))]
    assert units == pytest.approx([units[0]] * 3, abs=0.02)
    assert cells["6.1"].x == pytest.approx(cells["-0.4"].x + size / 2, abs=0.02)


def test_text_is_flush_left_and_short_columns_are_centred(setting):
    table = Table(header=("站名", "线路"), rows=(("中心广场", "东线"), ("北门", "西一线")))
    insert = setting(table, 300)
    cells = {run.text: run for run in runs(drawn(insert, X, Y, insert.least), "table-cell")}
    assert cells["中心广场"].x == cells["北门"].x
    middles = [cells[text].x + cells[text].width / 2 for text in ("东线", "西一线")]
    assert middles[0] == pytest.approx(middles[1], abs=0.01)


def test_the_rules_are_at_top_and_foot_and_under_the_head(setting):
    insert = setting(FIGURES, 300)
    items = drawn(insert, X, Y, insert.least)
    rules = [item for item in items if isinstance(item, Rule)]
    assert [rule.weight for rule in rules] == [0.5, 0.3, 0.5]
    assert all(rule.y0 == rule.y1 and (rule.x0, rule.x1) == (X, X + 300) for rule in rules)
    (ground,) = (item for item in items if isinstance(item, Fill))
    assert (ground.role, ground.height) == ("tint", PITCH)
    assert items[0] is ground, "under the type"


def test_long_cells_make_their_row_higher(setting):
    wide, narrow = setting(LONG, 540), setting(LONG, 140)
    assert wide.least == 3
    assert narrow.least > 4
    items = drawn(narrow, X, Y, narrow.least)
    assert any(isinstance(item, Rule) and item.weight == 0.2 for item in items), "a hairline between the rows"


def test_a_short_cell_stays_whole_beside_a_long_one(setting):
    insert = setting(LONG, 180)
    assert "供暖报修" in [run.text for run in runs(drawn(insert, X, Y, insert.least), "table-cell")]


def test_many_columns_have_hairlines_between_them(setting):
    upright = [item for item in drawn(setting(WIDE, 540), X, Y, 2) if isinstance(item, Rule) and item.x0 == item.x1]
    assert len(upright) == 12


def test_type_is_smaller_before_columns_are_too_narrow(setting):
    plain, small, broken = (setting(WIDE, width) for width in (540, 250, 120))
    assert plain.cell_size == STYLES.table.size
    assert 6.5 <= small.cell_size < STYLES.table.size
    assert not small.findings
    assert [(finding.code, finding.severity, finding.article) for finding in broken.findings] == [
        ("table-too-wide", Severity.WARNING, "a")
    ]


def test_a_line_more_is_white_round_the_title(setting):
    insert = setting(FIGURES, 300)
    assert insert.most == insert.least + 1
    tight, loose = (drawn(insert, X, Y, lines) for lines in (insert.least, insert.most))
    assert runs(loose, "table-title")[0].y - runs(tight, "table-title")[0].y == pytest.approx(PITCH / 2)
    assert runs(loose, "table-cell")[0].y - runs(tight, "table-cell")[0].y == pytest.approx(PITCH)


def test_a_source_that_says_what_it_is_is_left_alone(setting):
    for source in ("数据来源：市统计局", "注：含县级市"):
        insert = setting(Table(rows=(("一",),), source=source), 300)
        assert texts(drawn(insert, X, Y, insert.least), "table-source") == source


def test_the_unit_of_a_head_turns_into_its_next_line(setting):
    table = Table(header=("年", "新增就业（万人）"), rows=(("2025", "1.5"),) * 2)
    insert = setting(table, 70)
    assert [run.text for run in runs(drawn(insert, X, Y, insert.least), "table-head")] == [
        "年",
        "新增就业",
        "（万人）",
    ]


def test_a_line_end_in_a_cell_is_kept(setting):
    insert = setting(Table(rows=(("上午\n九点", "开幕"),)), 300)
    assert [run.text for run in runs(drawn(insert, X, Y, insert.least), "table-cell")] == [
        "上午",
        "九点",
        "开幕",
    ]


def test_a_character_without_a_glyph_is_named_with_its_part(setting):
    table = Table(title="\U0001f600", header=("\U0001f601",), rows=(("\U0001f602",),), source="\U0001f603")
    findings = setting(table, 300).findings
    assert [finding.code for finding in findings] == ["missing-glyph"] * 4
    parts = ("title of a table", "head of a table", "the table has", "source of a table")
    assert [part in finding.message for part, finding in zip(parts, findings, strict=True)] == [True] * 4
