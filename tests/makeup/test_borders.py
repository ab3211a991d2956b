"""Frames in numbers: whole pieces, no loose ends, alike on all sides, inside their rectangle."""

import re

import numpy as np
import pytest

from banmian.layout.borders import border, border_names, ornament_names
from banmian.makeup.ornament.borders import frame_items, ornament_items, repeats, tailpiece_items
from banmian.makeup.ornament.outlines import joined, read_path, reversed_path, wound
from banmian.plate import RED, Plate

GOLDEN = [
    "O 10.20 20.20 39.60x23.60 M2 L6 Z2 #b56baf2f 0.4 red frame:a",
    "O 10.70 20.70 38.60x22.60 M40 L60 C72 Z40 #a1bf2552 filled red frame:a",
]
SIZES = [(200.0, 84.0), (97.0, 131.0), (400.5, 60.25)]
X, Y = 30.0, 50.0


def points(items):
    return [point for item in items for _, some in item.path for point in some]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", border_names())
def test_a_frame_stands_inside_its_rectangle_and_within_its_band(name, size):
    made, (width, height) = border(name), size
    items = frame_items(name, X, Y, width, height)
    deep = max(made.height, made.corner_square)
    for item in items:
        half = item.weight / 2 - 0.002
        for x, y in points([item]):
            left, right, top, bottom = x - X, X + width - x, y - Y, Y + height - y
            assert min(left, right, top, bottom) >= half
            inward, along = sorted([min(left, right), min(top, bottom)])
            assert inward + half <= (made.height if along > made.corner_square else deep)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", border_names())
def test_a_frame_is_the_same_upside_down(name, size):
    here = np.array(points(frame_items(name, X, Y, *size)))
    there = np.array([2 * X + size[0], 2 * Y + size[1]]) - here
    apart = np.abs(here[:, None] - there[None]).max(axis=2)
    assert apart.min(axis=0).max() <= 0.01


@pytest.mark.parametrize("name", border_names())
def test_a_frame_reaches_its_outer_edge_on_all_sides(name):
    items = frame_items(name, X, Y, 200.0, 84.0)
    across, down = zip(*points(items), strict=True)
    half = max(item.weight for item in items) / 2 + 0.5
    assert min(across) - X <= half
    assert X + 200 - max(across) <= half
    assert min(down) - Y <= half
    assert Y + 84 - max(down) <= half


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", border_names())
def test_whole_pieces_fill_a_side_and_are_hardly_stretched(name, size):
    made = border(name)
    for length in size:
        count, stretch = repeats(made, length)
        if not made.edge:
            assert count == 0
            continue
        assert count * made.cell * stretch + 2 * made.corner_square == pytest.approx(length)
        assert abs(stretch - 1) <= 0.5 / count + 1e-9


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("name", "lines"), [("wave", 1), ("twist", 2), ("key", 1), ("stamp", 1), ("vine", 1)])
def test_lines_that_run_round_a_frame_have_no_loose_ends(name, lines, size):
    (stroke,) = (item for item in frame_items(name, X, Y, *size) if item.weight)
    steps = "".join(step for step, _ in stroke.path)
    rings = re.findall("M[LC]+Z", steps)
    assert "".join(rings) == steps, "every line comes back to where it began"
    assert 1 <= len(rings) <= lines


def test_dots_stay_round():
    (dots,) = frame_items("dots", X, Y, 201.3, 84.0)
    steps = list(dots.path)
    for start in range(0, len(steps), 6):
        across, down = zip(*(point for _, some in steps[start : start + 6] for point in some), strict=True)
        assert max(across) - min(across) == pytest.approx(1.6, abs=0.003)
        assert max(down) - min(down) == pytest.approx(1.6, abs=0.003)


def test_holes_are_cut_by_running_the_other_way():
    (film,) = frame_items("film", X, Y, 200.0, 84.0)
    steps = "".join(step for step, _ in film.path)
    assert steps.count("Z") == 2 + 2 * repeats(border("film"), 200.0)[0] + 2 * repeats(border("film"), 84.0)[0]
    assert film.path[1][1][0] == (X + 200, Y), "the outer edge runs clockwise"
    assert film.path[5][1][0] == (X + 6, Y + 78), "the inner one against it"


@pytest.mark.parametrize("name", border_names())
def test_a_border_shrinks_into_a_room_too_small_for_it(name):
    items = frame_items(name, X, Y, 14.0, 8.0)
    across, down = zip(*points(items), strict=True)
    assert X <= min(across) < max(across) <= X + 14
    assert Y <= min(down) < max(down) <= Y + 8


def test_a_small_frame_as_a_golden():
    items = frame_items("beads", 10.0, 20.0, 40.0, 24.0, RED, article="a")
    plate = Plate(page=1, section="", width=60, height=60, bleed=0, grid_top=0, pitch=12, children=tuple(items))
    assert plate.dump().splitlines()[1:] == GOLDEN


def test_a_name_that_is_not_there_is_refused():
    with pytest.raises(KeyError):
        frame_items("frets", X, Y, 100, 100)
    with pytest.raises(KeyError):
        ornament_items("nothing", X, Y, 100, 100)


@pytest.mark.parametrize("size", [(120.0, 24.0), (6.0, 6.0), (40.0, 90.0)])
@pytest.mark.parametrize("name", ornament_names())
def test_an_ornament_stands_in_the_middle_of_its_rectangle(name, size):
    items = ornament_items(name, X, Y, *size, RED, article="a")
    across, down = zip(*points(items), strict=True)
    assert X - 0.01 <= min(across) < max(across) <= X + size[0] + 0.01
    assert Y - 0.01 <= min(down) < max(down) <= Y + size[1] + 0.01
    assert min(across) + max(across) == pytest.approx(2 * X + size[0], abs=0.02)
    assert {(item.colour.name, item.article, item.role) for item in items} == {("red", "a", "ornament")}


def test_long_room_takes_a_filler_and_other_room_a_tailpiece():
    wide, square = tailpiece_items(X, Y, 200, 30), tailpiece_items(X, Y, 40, 30)
    assert len(points(wide)) != len(points(square))
    assert points(square) != points(tailpiece_items(X, Y, 40, 30, choice=1))
    assert {item.role for item in wide + square} == {"tailpiece"}


def test_path_data():
    path = read_path("M 1 2 H 5 V 6 L 7 8 9 10 C 1 1 2 2 3 3 Z")
    assert "".join(step for step, _ in path) == "MLLLLCZ"
    assert path[1][1] == ((5.0, 2.0),)
    assert path[2][1] == ((5.0, 6.0),)
    for wrong in ("m 1 2", "M 1", "Q 1 2 3 4", "M 1 2 Z 3"):
        with pytest.raises(ValueError, match="no step"):
            read_path(wrong)


def test_a_path_run_back_and_forth_is_itself():
    for text in ("M 0 0 C 1 1 2 1 3 0 L 4 4", "M 0 0 H 3 V 3 Z"):
        path = read_path(text)
        assert reversed_path(reversed_path(path)) == path
    clockwise = read_path("M 0 0 H 3 V 3 Z")
    assert wound(clockwise, hole=False) == clockwise
    assert wound(reversed_path(clockwise), hole=False) == clockwise
    assert wound(clockwise, hole=True) == reversed_path(clockwise)


def test_paths_that_meet_are_joined_whichever_comes_first():
    parts = [read_path(text) for text in ("M 3 0 L 3 3", "M 0 0 H 3", "M 3.001 3 L 0 0", "M 9 9 L 8 8")]
    rings = joined(parts)
    assert ["".join(step for step, _ in ring) for ring in rings] == ["MLLLZ", "ML"]
