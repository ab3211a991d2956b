"""The manifest says of the press files what is in them."""

import hashlib
import io
import json
import threading

import pikepdf
import pytest

from banmian import build
from banmian.conformance import Conformance
from banmian.model.plant import Plant, PressOrder
from banmian.plate import MM
from banmian.press.ink.measuring import Measuring


@pytest.fixture
def issue(write_issue):
    """An issue of two pages; its folder."""
    pages = [{"number": number, "layout": "toy-inner", "articles": [f"a{number}"]} for number in (2, 3)]
    articles = [{"id": f"a{number}", "headline": "标题", "body": ["正文。" * number]} for number in (2, 3)]
    return write_issue.as_folder(pages, articles)


def entries(issue, out, **order):
    build(issue, out, only=("press",), press=PressOrder(**order))
    return json.loads((out / "press" / "manifest.json").read_bytes())["files"]


def test_the_boxes_and_sums_are_those_of_the_files(issue, tmp_path):
    found = entries(issue, tmp_path, ink=False)
    assert [entry["pages"] for entry in found] == [[2], [3]]
    for entry in found:
        data = (tmp_path / "press" / entry["file"]).read_bytes()
        with pikepdf.open(io.BytesIO(data)) as pdf:
            page = pdf.pages[0].obj
            boxes = {
                name: [round(float(side) / MM, 2) for side in page[f"/{name}"]]
                for name in ("MediaBox", "BleedBox", "TrimBox")
            }
        assert entry["boxes"] == boxes
        assert (entry["bytes"], entry["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
        assert entry["ink"] is entry["plates"] is None


def test_ink_that_is_reckoned_is_that_of_each_page(issue, tmp_path):
    found = entries(issue, tmp_path)
    for entry in found:
        ink = entry["ink"]
        assert (ink["method"], ink["most"], ink["dpi"]) == ("reckoned", None, None)
        drawn = Measuring(Plant()).of("", (tmp_path / "press" / entry["file"]).read_bytes())
        assert drawn["method"] == "drawn"
        assert drawn["most"] <= ink["at_most"] <= 220
        assert ink["mm2_over_limit"] == drawn["mm2_over_limit"] == 0
        assert ink["mean"] == pytest.approx(drawn["mean"], abs=0.3)
        assert entry["plates"] == ["Black"]
    assert found[0]["ink"]["mean"] != found[1]["ink"]["mean"]


def test_ink_drawn_beside_the_writing_is_that_of_each_page(issue, tmp_path, monkeypatch):
    monkeypatch.setattr(Measuring, "_reckoned", lambda *_: None)
    found = entries(issue, tmp_path)
    for entry in found:
        assert entry["ink"] == Measuring(Plant()).of("", (tmp_path / "press" / entry["file"]).read_bytes())
    assert found[0]["ink"]["mean"] != found[1]["ink"]["mean"]


@pytest.mark.parametrize("conformance", [Conformance.X4, Conformance.X1A])
def test_what_goes_wrong_while_ink_is_measured_is_said(conformance, monkeypatch):
    def fails(_, data):
        raise MemoryError(len(data))

    monkeypatch.setattr(Measuring, "_drawn", fails)
    measured = Measuring(Plant(conformance=conformance))
    measured.begin("a", b"1234")
    with pytest.raises(MemoryError, match="4"):
        measured.of("a", b"1234")
    measured.close()


def test_a_build_that_breaks_off_measures_no_more(issue, tmp_path, monkeypatch):
    """What has not begun does not begin: the thread ends by itself."""
    monkeypatch.setattr(Measuring, "_reckoned", lambda *_: None)
    monkeypatch.setattr("banmian.press.output._manifest", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        build(issue, tmp_path / "out", only=("press",))
    for thread in threading.enumerate():
        if thread.name.startswith("banmian-ink"):
            thread.join(30)
            assert not thread.is_alive()
    assert not (tmp_path / "out").exists()
