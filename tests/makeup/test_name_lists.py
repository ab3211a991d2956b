"""Lists of names: equal columns, row by row, two characters as wide as three, long names whole."""

from itertools import pairwise

import pytest
from inserts import PITCH, SIZE, STYLES, WIDTHS, X, Y, article, assert_kept, assert_on_grid, characters, drawn, texts

from banmian.makeup.inserts.name_lists import set_list
from banmian.makeup.lines.labels import LabelCase
from banmian.model.matter import NameList
from banmian.plate import TextRun

SIXTY = tuple(("王飞", "李建国", "张三丰", "欧阳修文", "陈静", "马依努尔·艾合买提")[n % 6] for n in range(60))
THREE = ("李建国", "张三丰", "赵晓东", "周志强", "郑海波", "褚卫东", "杨柳青")


@pytest.fixture
def setting(toy_library):
    """`setting(names, width, title)`: the list set at a width in pt."""
    case = LabelCase(toy_library)

    def setting(names, width, title=""):
        given = NameList(title=title, names=names)
        return set_list(given, article(lists=(given,)), width, PITCH, SIZE, STYLES, case)

    return setting


def named(insert):
    """The runs of the names."""
    return [
        item for item in drawn(insert, X, Y, insert.least) if isinstance(item, TextRun) and item.role == "list-item"
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_sixty_names_stand_in_their_order_inside_the_width(setting, width):
    insert = setting(SIXTY, width, "先进个人名单")
    assert_kept(insert, width)
    items = drawn(insert, X, Y, insert.least)
    assert texts(items, "list-item") == "".join(SIXTY)
    assert characters(texts(items, "list-title")) == characters("先进个人名单")
    assert_on_grid(items, "list-item")
    rows = {}
    for run in named(insert):
        rows.setdefault(run.y, []).append((run.x, run.x + run.width))
    for row in rows.values():
        assert all(after[0] - before[1] >= 4.99 for before, after in pairwise(row)), "half a 字"


def test_there_are_as_many_columns_as_have_room(setting):
    insert = setting(THREE, 120)
    assert [(round(run.x - X), round(run.y - named(insert)[0].y)) for run in named(insert)] == [
        (0, 0),
        (45, 0),
        (90, 0),
        (0, 15),
        (45, 15),
        (90, 15),
        (0, 30),
    ]
    assert insert.least == 3


def test_j8_a_name_of_two_is_as_wide_as_one_of_three(setting):
    two, three = named(setting(("王飞", "李建国"), 120))
    assert two.offsets.tolist() == [0, 20]
    assert two.text == "王飞", "no blank is added to the text"
    assert (two.width, three.width) == (30, 30)


def test_a_name_that_is_wider_than_its_column_takes_the_room_of_two(setting):
    insert = setting((*THREE[:3], "马依努尔·艾合", *THREE[3:]), 120)
    long = next(run for run in named(insert) if run.text.startswith("马"))
    assert long.text == "马依努尔·艾合", "whole"
    after = named(insert)[4]
    assert after.y == long.y
    assert round(after.x - X) == 90


def test_a_name_that_is_wider_than_the_list_is_turned(setting):
    name = "阿不都热合曼·阿不都克里木·买买提明"
    insert = setting(("王飞", name, "李建国"), 60)
    assert_kept(insert, 60)
    assert texts(drawn(insert, X, Y, insert.least), "list-item") == f"王飞{name}李建国"


def test_few_names_stand_in_the_middle(setting):
    left, right = named(setting(("李建国", "张三丰"), 300))
    assert left.x - X == pytest.approx(X + 300 - right.x - right.width)


def test_a_character_without_a_glyph_is_named(setting):
    (finding,) = setting(("王\U0001f600飞",), 120).findings
    assert (finding.code, finding.article) == ("missing-glyph", "a")
    assert "list" in finding.message
