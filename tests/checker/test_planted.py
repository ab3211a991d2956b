"""The good file has no fault, and each planted fault is named, on its page and at its place."""

import pytest

from banmian.checker.check import check_file
from banmian.conformance import Conformance
from banmian.model.plant import Plant
from good_page import good, saved
from planted import PLANTED


def faults(data, standard, judged=None):
    return check_file(data, Plant(conformance=Conformance.options()[standard]), standards=judged).faults


@pytest.mark.parametrize("standard", ("x4", "x1a"))
def test_the_good_file_has_no_fault(standard):
    assert [
        f"{f.rule} {f.page} {f.object} {f.measured}" for f in faults(saved(good(standard), standard), standard)
    ] == []


def test_there_are_plenty():
    assert len(PLANTED) >= 45
    assert len({planted.name for planted in PLANTED}) == len(PLANTED)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.name.replace(" ", "-"))
def test_what_is_planted_is_found(planted):
    pdf = good(planted.standard)
    planted.change(pdf)
    data = saved(pdf, planted.standard, **planted.saving)
    if planted.after:
        changed = planted.after(data)
        assert changed != data, "the change has changed nothing"
        data = changed
    found = faults(data, planted.standard, planted.judged)
    said = [f"{f.rule}, page {f.page}, {f.place}, {f.object}" for f in found]
    named = [f for f in found if f.rule in planted.expects]
    assert named, f"none of {planted.expects}: {said}"
    if planted.page >= 0:
        assert any(f.page == planted.page for f in named), said
    if planted.place:
        x, y = planted.place
        near = [f for f in named if f.place and abs(f.place.x - x) < 10 and abs(f.place.y - y) < 10]
        assert near, said
