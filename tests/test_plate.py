"""Text runs of the Plate: the room they take, and how they are written in goldens."""

import numpy as np
import pytest
from msgspec.structs import replace

from banmian.makeup.lines.runs import turned_baseline
from banmian.model import Severity
from banmian.plate import Direction, Group, Leg, Line, Outline, Plate, Role, TextRun
from banmian.preflight import check_plates
from banmian.report import pieces_of


def run(direction, x=100.0, y=50.0, stretch=1.0):
    """Three characters of 10 pt, 30 pt long."""
    return TextRun(
        x=x,
        y=y,
        size=10.0,
        face="song",
        text="字字字",
        glyphs=np.array([1, 1, 1], dtype=np.uint16),
        offsets=np.array([0.0, 10.0, 20.0]),
        width=30.0,
        stretch=stretch,
        direction=direction,
        role="headline",
    )


def plate(*items):
    return Plate(page=1, section="要闻", width=200, height=100, bleed=0, grid_top=0, pitch=10, children=items)


@pytest.mark.parametrize(
    ("direction", "stretch", "box"),
    [
        (Direction.HORIZONTAL, 1.0, (100, 41.2, 130, 51.2)),
        (Direction.HORIZONTAL, 0.8, (100, 41.2, 130, 51.2)),
        (Direction.VERTICAL, 1.0, (95, 50, 105, 80)),
        (Direction.VERTICAL, 0.8, (96, 50, 104, 80)),
        (Direction.TURNED, 1.0, (98.8, 50, 108.8, 80)),
    ],
)
def test_the_box_of_a_run(direction, stretch, box):
    assert run(direction, stretch=stretch).box == pytest.approx(box)


def test_turned_letters_are_centred_in_the_column_of_upright_ones():
    upright, lying = run(Direction.VERTICAL), run(Direction.TURNED, x=turned_baseline(100.0, 10.0))
    assert lying.box == pytest.approx(upright.box)


def test_a_golden_says_the_direction_where_it_is_not_horizontal():
    lines = plate(*map(run, Direction)).dump().splitlines()
    assert lines[1:] == [
        "T 100.00 50.00 w30.00 song 10 headline “字字字”",
        "T 100.00 50.00 w30.00 song 10 vertical headline “字字字”",
        "T 100.00 50.00 w30.00 song 10 turned headline “字字字”",
    ]


@pytest.mark.parametrize(
    ("direction", "x", "y", "inside"),
    [
        (Direction.HORIZONTAL, 170.0, 50.0, True),
        (Direction.HORIZONTAL, 171.0, 50.0, False),
        (Direction.VERTICAL, 195.0, 70.0, True),
        (Direction.VERTICAL, 196.0, 70.0, False),
        (Direction.VERTICAL, 195.0, 71.0, False),
        (Direction.TURNED, 191.2, 70.0, True),
        (Direction.TURNED, 195.0, 70.0, False),
        (Direction.TURNED, 1.0, 70.0, False),
    ],
)
def test_text_outside_the_page_is_found_whichever_way_it_goes(direction, x, y, inside):
    findings = check_plates((plate(run(direction, x, y)),), {}, ())
    assert [(f.code, f.severity) for f in findings] == ([] if inside else [("outside-the-page", Severity.ERROR)])


def test_a_golden_says_where_a_drawn_shape_is_and_of_what_it_consists():
    path = (("M", ((1.0, 2.0),)), ("L", ((11.0, 2.0),)), ("C", ((12.0, 3.0), (12.0, 6.0), (11.0, 7.0))), ("Z", ()))
    shape = Outline(path=path, weight=0.5, round=True, role="ornament", article="a")
    bent = Outline(path=(path[0], path[1]), filled=False, weight=0.4, role="frame")
    lines = plate(shape, bent, Outline(path=(), even_odd=True, role="x")).dump().splitlines()[1:]
    assert [line.partition("#")[0] for line in lines] == [
        "O 1.00 2.00 11.00x5.00 M1 L1 C1 Z1 ",
        "O 1.00 2.00 10.00x0.00 M1 L1 ",
        "O 0.00 0.00 0.00x0.00  ",
    ]
    assert [line.partition("#")[2][9:] for line in lines] == [
        "filled 0.5 round black ornament:a",
        "0.4 black frame",
        "even-odd black x",
    ]


def leg(slot, *starts):
    """A leg in a column of lines of three characters of the body that begin at some offsets."""
    lines = [
        Line(role=Role.BODY, runs=(replace(run(Direction.HORIZONTAL), source="body", start=start),)) for start in starts
    ]
    column = Group(role=Role.COLUMN, children=tuple(lines))
    return Leg(article="a", number=0, slot=slot, x=0, y=0, width=90, height=90, children=(column,))


def test_a_leg_is_one_piece_where_its_lines_follow_each_other():
    assert leg("A", 0, 3, 7, 10).spans == ((0, 13),), "the newline between two paragraphs is not shown"
    assert leg("A", 0, 3, 8).spans == ((0, 6), (8, 11)), "two characters are missing"
    assert leg("A", 0, 3, 3).spans == ((0, 6), (3, 6)), "a line stands twice"
    assert leg("A").spans == ()


def test_two_legs_of_a_page_are_two_pieces_each_in_its_slot():
    page = plate(leg("A", 0, 3), leg("B", 7, 10))
    assert pieces_of((page,)) == {"a": [(1, "A", 0, 7), (1, "B", 7, 13)]}
