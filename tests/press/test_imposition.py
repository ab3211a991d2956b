"""Which pages stand side by side."""

import pytest

from banmian.press.imposition import sides


@pytest.mark.parametrize(
    ("count", "pairs"),
    [
        (4, [(4, 1), (2, 3)]),
        (8, [(8, 1), (2, 7), (6, 3), (4, 5)]),
        (12, [(12, 1), (2, 11), (10, 3), (4, 9), (8, 5), (6, 7)]),
        (16, [(16, 1), (2, 15), (14, 3), (4, 13), (12, 5), (6, 11), (10, 7), (8, 9)]),
    ],
)
def test_sheets_are_folded_into_each_other(count, pairs):
    plan = sides(count)
    assert [(side.left, side.right) for side in plan] == pairs
    assert [(side.sheet, side.front) for side in plan] == [(n // 2 + 1, n % 2 == 0) for n in range(len(pairs))]
    assert sorted(page for pair in pairs for page in pair) == list(range(1, count + 1))


def test_a_paper_that_is_bound_at_the_right_is_turned_round():
    assert [(side.left, side.right) for side in sides(8, bound_right=True)] == [(1, 8), (7, 2), (3, 6), (5, 4)]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 6, 10, -4])
def test_pages_that_do_not_fill_sheets_are_refused(count):
    with pytest.raises(ValueError, match="do not fill"):
        sides(count)
