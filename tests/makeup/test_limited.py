"""Somebody's file takes no more than its time and memory, and whatever it does to its process, ours goes on."""

import os
import signal
import sys
import time

import pytest

from banmian.makeup.furniture import limited
from banmian.makeup.furniture.adverts import place_advert
from banmian.makeup.furniture.limited import LimitError, within_limits
from banmian.makeup.furniture.setter import Box, Setter
from banmian.makeup.lines.labels import LabelCase
from banmian.model import Advert

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits are those of Linux: elsewhere there are none")


@pytest.fixture
def children(monkeypatch):
    """The processes that were begun."""
    begun, fork = [], os.fork

    def noted():
        begun.append(fork())
        return begun[-1]

    monkeypatch.setattr(os, "fork", noted)
    return begun


def is_gone(child):
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
    return True


def for_ever():
    while True:
        pass


def test_what_is_made_comes_back_however_large_and_so_does_what_is_raised():
    assert within_limits(lambda: b"x" * 5_000_000) == b"x" * 5_000_000
    with pytest.raises(ZeroDivisionError):
        within_limits(lambda: 1 / 0)


@pytest.mark.parametrize(
    ("work", "said"),
    [
        (for_ever, "more than 1 s"),
        (lambda: bytearray(3 << 30), "more than 2 GB"),
        (lambda: os.kill(os.getpid(), signal.SIGTERM), "broke"),
        (lambda: os._exit(3), "broke"),
    ],
)
def test_what_does_not_end_or_breaks_off_is_an_error(work, said, children, monkeypatch):
    monkeypatch.setattr(limited, "SECONDS", 1)
    with pytest.raises(LimitError, match=said):
        within_limits(work)
    assert all(map(is_gone, children))


def test_nothing_of_the_work_stays_when_it_is_broken_off(children, monkeypatch):
    class Stopped(BaseException):
        pass

    def stop(*_):
        raise Stopped

    monkeypatch.setattr(os, "fdopen", stop)
    with pytest.raises(Stopped):
        within_limits(lambda: time.sleep(60))
    assert len(children) == 1 and is_gone(children[0])


def test_an_advert_that_never_ends_is_a_finding(toy_library, tmp_path, monkeypatch):
    monkeypatch.setattr(limited, "SECONDS", 5)
    path = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0 L9 9 Z p"/></svg>'
    (tmp_path / "a.html").write_text(path, "utf-8")
    setter = Setter(LabelCase(toy_library))
    place_advert(Advert(slot="A", file="a.html"), 3, str(tmp_path), Box(0, 0, 200, 200, 12), setter)
    assert setter.nodes == []
    assert [(one.code, one.page, one.slot) for one in setter.findings] == [("no-html", 3, "A")]
    assert "more than 5 s" in setter.findings[0].message
