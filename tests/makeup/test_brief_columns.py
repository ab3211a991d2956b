"""Where a slot of briefs breaks: order kept, heads with their text (X3), columns as level as they can be (F3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.makeup.briefs.columns import MOST_BETWEEN, Unit, fill


def units_of(*lines, head=1):
    """The units of briefs of so many lines each, parted as make-up parts them: two lines on either side, from five."""
    return [
        unit
        for number, count in enumerate(lines)
        for unit in (
            Unit(number, head, 1, parts=True),
            *(Unit(number, 1, 0, parts=count > 4 and 2 <= n <= count - 2) for n in range(count)),
        )
    ]


def shown(units, columns):
    """Each column as a row of letters: A is the head of the first brief, a its lines, a dot an empty row."""
    filled = fill(units, columns)
    rows = [["."] * height for height in columns]
    heads = set()
    for unit, place in zip(units, filled.places, strict=False):
        letter = chr(ord("a") + unit.brief)
        for row in range(unit.rows):
            rows[place.column][place.row + row] = letter if unit.brief in heads else letter.upper()
        heads.add(unit.brief)
    return ["".join(row) for row in rows]


@pytest.mark.parametrize(
    ("lines", "columns", "expected"),
    [
        ((3, 3), (9,), ["Aaaa.Bbbb"]),
        ((3, 3), (11,), ["Aaaa...Bbbb"]),  # spare rows between them, two at the most
        ((3, 3), (13,), ["Aaaa...Bbbb.."]),
        ((3, 3, 3), (14, 14), ["Aaaa.Bbbb.....", "Cccc.........."]),  # as level as can be
        ((3, 3), (4, 4), ["Aaaa", "Bbbb"]),  # no white at the top of a column
        ((4, 4, 2), (9, 9), ["Aaaaa....", "Bbbbb.Ccc"]),  # a brief of four lines is not parted
        ((8, 2), (6, 7), ["Aaaaaa", "aaa.Bbb"]),
    ],
)
def test_briefs_in_columns(lines, columns, expected):
    assert shown(units_of(*lines), columns) == expected


def test_what_has_no_room_has_no_place():
    """Two lines stay with a head, and one of four lines is not parted."""
    assert shown(units_of(3, 6), (7, 2)) == ["Aaaa...", ".."]
    assert shown(units_of(3, 6), (8, 2)) == ["Aaaa.Bbb", "bb"]
    assert shown(units_of(3, 4), (8, 6)) == ["Aaaa....", "Bbbbb."]


def test_a_head_of_two_rows_takes_two():
    assert shown(units_of(2, 2, head=2), (9,)) == ["AAaa.BBbb"]


briefs = st.lists(st.integers(1, 14), min_size=1, max_size=9)


@given(briefs, st.lists(st.integers(6, 24), min_size=1, max_size=5))
def test_x3_whatever_is_set_keeps_the_rules(lines, columns):
    units = units_of(*lines)
    filled = fill(units, columns)
    assert list(filled.places) == sorted(filled.places), "in order"
    by_column = [[] for _ in columns]
    for unit, place in zip(units, filled.places, strict=False):
        by_column[place.column].append((unit, place.row))
    for (unit, place), (after, there) in zip(
        list(zip(units, filled.places, strict=False)),
        list(zip(units[1:], filled.places[1:], strict=False)),
        strict=False,
    ):
        if place.column == there.column:
            white = there.row - place.row - unit.rows
            assert white == 0 if unit.brief == after.brief else 1 <= white <= 1 + MOST_BETWEEN
    for number, some in enumerate(by_column):
        if not some:
            continue
        assert some[0][1] == 0, "nothing white at the top"
        last, row = some[-1]
        assert row + last.rows + filled.white[number] == columns[number]
        assert some[0][0].parts
    for number, count in enumerate(lines):  # the heads, and the briefs that are not parted
        own = [place for unit, place in zip(units, filled.places, strict=False) if unit.brief == number]
        if own:
            together = len([place for place in own if place.column == own[0].column])
            assert together >= min(1 + count, 3) if count > 4 else together == 1 + count


@given(briefs, st.integers(1, 4))
def test_what_has_room_is_set(lines, count):
    """Columns as high as everything together hold everything."""
    high = sum(lines) + 2 * len(lines)
    assert len(fill(units_of(*lines), [high] * count).places) == sum(lines) + len(lines)


@given(st.lists(st.integers(5, 14), min_size=3, max_size=9), st.integers(2, 4))
def test_f3_columns_that_can_be_level_are(lines, count):
    """Briefs of five lines and more can be parted nearly anywhere: what must move is a headline with two lines."""
    total = sum(lines) + 2 * len(lines)
    filled = fill(units_of(*lines), [total // count + 5] * count)
    assert len(filled.places) == sum(lines) + len(lines)
    assert max(filled.white) - min(filled.white) <= 6
