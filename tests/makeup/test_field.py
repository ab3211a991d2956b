"""The lines that a block leaves to its text, the places of inserts among them, and text of lines that are not alike."""

import random
from itertools import pairwise
from typing import NamedTuple

import pytest

from banmian.layout import PhotoPlace, read_layout
from banmian.makeup.inserts.arrange import WHITE, Wish, arrange, arrange_what_fits, heights_between
from banmian.makeup.text.copy import cast_copy
from banmian.makeup.text.field import CLEAR, LEAST_BESIDE, Field
from banmian.makeup.text.ground import ground_of
from banmian.makeup.text.leg_text import LegText
from banmian.model import Article, ArticleKeys, Paragraph, ParagraphKind, Setting

TEN = tuple(range(10))


# ---- the field --------------------------------------------------------------------------------------------


def test_a_field_counts_its_lines_and_its_cells():
    field = Field(20.0, (TEN, TEN))
    assert (field.room, field.cells, field.is_even) == (20, 400, True)
    field = field.without(0, 0, 2, 5)
    assert field.free == ((0, 1, 5, 6, 7, 8, 9), TEN)
    field = field.beside(1, 3, 0, 4)
    assert field.narrow == {(1, 3): (5, 15)}
    assert (field.room, field.cells, field.is_even) == (17, 335, False)


@pytest.mark.parametrize(
    ("left", "right", "line"),
    [
        (0, 4, (5, 15)),  # a 字 clear
        (0, 4.2, (6, 14)),  # whole 字
        (16, 20, (0, 15)),
        (15.8, 20, (0, 14)),
        (9, 14, (0, 8)),  # the longer part, left of it
        (7, 12, (13, 7)),  # right of it
        (-3, 0, (1, 19)),  # it ends where the line would begin: the text keeps clear of it too
        (-3, -1, (0, 20)),
        (21, 25, (0, 20)),
        (-5, 13, (14, 6)),
    ],
)
def test_k6_a_line_beside_something_is_whole_and_clear_of_it(left, right, line):
    field = Field(20.0, (TEN,)).beside(0, 3, left, right)
    assert field.narrow.get((0, 3), (0, 20)) == line
    begins, measure = line
    assert measure >= LEAST_BESIDE
    assert begins >= right + CLEAR or begins + measure <= left - CLEAR


def test_k6_where_too_little_is_left_the_line_is_not_free():
    field = Field(20.0, (TEN,)).beside(0, 3, 6, 13.5)
    assert field.narrow == {}
    assert field.free == ((0, 1, 2, 4, 5, 6, 7, 8, 9),)


def test_things_on_both_sides_of_a_line():
    field = Field(20.0, (TEN,)).beside(0, 3, 0, 4).beside(0, 3, 17, 20)
    assert field.narrow == {(0, 3): (5, 11)}
    assert field.beside(0, 3, 9, 11).free[0] == (0, 1, 2, 4, 5, 6, 7, 8, 9)


def test_what_is_taken_whole_is_no_longer_narrow():
    field = Field(20.0, (TEN, TEN)).beside(0, 3, 0, 4).beside(1, 3, 0, 4)
    assert set(field.without(0, 0, 2, 4).narrow) == {(1, 3)}
    assert set(field.with_only((TEN, (0, 1))).narrow) == {(0, 3)}


def test_a_line_that_is_not_free_stays_so():
    field = Field(20.0, (TEN,)).without(0, 0, 3, 4)
    assert field.beside(0, 3, 0, 4) == field


# ---- inserts ----------------------------------------------------------------------------------------------


class Thing(NamedTuple):
    """An insert of some lines, solid as far as its `edges` say."""

    least: int
    most: int
    smallest: int = 2
    edges: tuple = ()
    what: str = "a thing"
    findings: tuple = ()

    @property
    def natural(self):
        return round((self.least * self.most) ** 0.5)

    def items(self, *_):
        return []

    def outline(self, lines):
        return [self.edges[n] if n < len(self.edges) else None for n in range(lines)]


def wish(first, last, least, most=None, **keys):
    edges = keys.pop("edges", ())
    place = PhotoPlace(columns=(first + 1, last + 1), **keys)
    return Wish(Thing(least, most or least, edges=edges), first, last, place)


@pytest.fixture
def ground(toy_folder):
    layout = read_layout("toy-front", toy_folder)
    return ground_of(layout.slot("A"), layout, (0.0, 0.0))


FIELD = Field(8.0, (tuple(range(15)),) * 4)


@pytest.mark.parametrize(
    ("at", "top", "free"),
    [
        ("top", 0, range(6, 15)),
        ("foot", 10, range(9)),
        (0, 0, range(6, 15)),
        (4, 4, [*range(3), *range(10, 15)]),
        (30, 10, range(9)),
    ],
)
def test_a_place_at_the_top_at_the_foot_or_so_many_lines_down(ground, at, top, free):
    found = arrange([wish(1, 2, 5, at=at)], [5], FIELD, ground)
    assert [(stands.top, stands.lines) for stands in found.standing] == [(top, 5)]
    assert found.field.free == (tuple(range(15)), tuple(free), tuple(free), tuple(range(15)))
    assert WHITE == 1


def test_one_under_the_other(ground):
    found = arrange([wish(0, 1, 4), wish(1, 2, 3)], [4, 3], FIELD, ground)
    assert [stands.top for stands in found.standing] == [0, 5]
    assert found.field.free[1] == tuple(range(9, 15))
    assert found.field.free[2] == (0, 1, 2, 3, *range(9, 15))


def test_what_does_not_fit(ground):
    assert arrange([wish(0, 3, 16)], [16], FIELD, ground) is None
    two = [wish(0, 3, 8), wish(0, 3, 8)]
    assert arrange(two, [8, 8], FIELD, ground) is None
    found, left = arrange_what_fits(two, FIELD, ground, 0.0)
    assert [stands.lines for stands in found.standing] == [8, 6], "lower than it should be, but shown"
    assert left == []
    found, left = arrange_what_fits([wish(0, 3, 14), wish(0, 3, 8)], FIELD, ground, 0.0)
    assert [stands.lines for stands in found.standing] == [14]
    assert left == [wish(0, 3, 8)]


def test_an_insert_does_not_stand_on_lines_beside_something(ground):
    field = Field(20.0, FIELD.free)
    for row in range(4):
        field = field.beside(1, row, 0, 4)
    found = arrange([wish(1, 1, 5)], [5], field, ground)
    assert [stands.top for stands in found.standing] == [4]


def test_lines_round_a_cut_out(toy_folder):
    """In one column of 17 字: 80 pt solid from 50 pt on, then 30 pt at the left, then nothing."""
    layout = read_layout("toy-inner", toy_folder)
    ground = ground_of(layout.slot("D"), layout, (0.0, 0.0))
    edges = ((80.0, 170.0), (0.0, 30.0), None)
    found = arrange([wish(0, 0, 3, around=True, edges=edges)], [3], ground.field(), ground)
    assert found.field.narrow == {(0, 0): (0, 7), (0, 1): (4, 13)}
    assert found.field.room == 16, "and a line of white under it"


def test_heights_from_the_most_to_the_least():
    wishes = [wish(0, 0, 3, 5), wish(1, 1, 4, 8)]
    heights = list(heights_between(wishes))
    assert heights[0] == (5, 8)
    assert heights[-1] == (3, 4)
    assert all(sum(one) - sum(other) == 1 for one, other in pairwise(heights))
    assert [w.natural for w in wishes] == [4, 6]


# ---- text of lines that are not alike -----------------------------------------------------------------------


@pytest.fixture
def leg(toy_library):
    """`leg(paragraphs)`: all their text on lines of 20 字."""

    def leg(*paragraphs, taken=0.0):
        some = tuple(Paragraph(*p) if isinstance(p, tuple) else Paragraph(p) for p in paragraphs)
        article = Article(keys=ArticleKeys(id="a", headline=("题",)), paragraphs=some)
        copy = cast_copy([article], toy_library, Setting(), {})
        story = copy.stories["a"]
        return LegText(copy.sorts, story, story.start, story.end, 20.0, 10.0, taken)

    return leg


def told(flowed):
    return [
        (s.column, s.row, s.later, s.piece.line.measure, s.piece.line.end - s.piece.line.start) for s in flowed.spots
    ]


def test_each_line_has_the_measure_of_its_row(leg):
    field = Field(20.0, (TEN,))
    for row in (1, 2):
        field = field.beside(0, row, 0, 7)
    assert told(leg("天" * 62).flow(field)) == [
        (0, 0, 0, 20, 18),
        (0, 1, 8, 12, 12),
        (0, 2, 8, 12, 12),
        (0, 3, 0, 20, 20),
    ]


def test_a_subhead_has_the_room_that_both_of_its_rows_have(leg):
    """Rows 0 and 1: 8 字 are left to row 1 only, and the two rows of the subhead are one line."""
    field = Field(20.0, (TEN,)).beside(0, 1, 0, 11).beside(0, 2, 0, 11)
    flowed = leg(("分题", ParagraphKind.SUBHEAD), "天" * 100).flow(field)
    subhead = flowed.spots[0]
    assert (subhead.row, subhead.piece.rows, subhead.later) == (0, 2, 12)
    assert subhead.piece.line.measure * subhead.piece.size <= 8 * 10 + 0.01


def test_a_long_subhead_stays_in_one_column(leg):
    """Two lines of a subhead and two of text are six rows; five are left to the first column."""
    field = Field(20.0, (tuple(range(5)), TEN)).beside(1, 9, 0, 7)
    flowed = leg(("天" * 25, ParagraphKind.SUBHEAD), "天" * 60).flow(field)
    assert [(spot.column, spot.row) for spot in flowed.spots[:3]] == [(1, 0), (1, 2), (1, 4)]


def test_r6_a_subhead_does_not_stand_beside_what_leaves_it_too_little(leg):
    field = Field(20.0, (TEN,)).beside(0, 0, 0, 11).beside(0, 1, 12, 20)  # 8 字 at the right, then 11 at the left
    flowed = leg(("分题", ParagraphKind.SUBHEAD), "天" * 40).flow(field)
    assert flowed.spots[0].row >= 1


@pytest.mark.parametrize("seed", range(40))
def test_columns_of_uneven_lines_are_level_and_nothing_is_lost(leg, seed):
    """F3: over columns alike but for some shorter lines, cut at random, the text ends within two lines in all of them:
    with one row less it would break otherwise, and not find room.
    """
    draw = random.Random(seed)
    rows = tuple(range(30))
    field = Field(20.0, (rows, rows, rows))
    for column in range(3):
        for row in range(draw.randrange(8), draw.randrange(8, 14)):
            field = field.beside(column, row, 0, draw.randrange(1, 9))
    text = leg(*("天地，玄黄。" * draw.randrange(4, 30) for _ in range(draw.randrange(2, 8))))
    flowed = text.level(field)
    assert flowed.is_whole
    assert text.has_room(field)
    ends = [piece.line.end for piece in flowed.pieces]
    starts = [piece.line.start for piece in flowed.pieces]
    assert all(start - end in (0, 1) for end, start in zip(ends, starts[1:], strict=False))
    for spot in flowed.spots:
        assert spot.row in field.free[spot.column]
        assert (spot.later, spot.piece.line.measure) == field.narrow.get((spot.column, spot.row), (0, 20))
    last = {
        column: max(s.row for s in flowed.spots if s.column == column) for column in {s.column for s in flowed.spots}
    }
    assert max(last.values()) - min(last.values()) <= 2
