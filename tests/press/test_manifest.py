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


def test_a_build_removes_what_it_wrote_itself_before_and_does_not_make_now(issue, tmp_path):
    entries(issue, tmp_path, ink=False)
    text = (issue / "issue.toml").read_text("utf-8")
    (issue / "issue.toml").write_text(text[: text.rindex("[[page]]")], "utf-8")
    entries(issue, tmp_path, ink=False)
    assert sorted(file.name for file in (tmp_path / "press").iterdir()) == ["20261123-02.pdf", "manifest.json"]


NAMES = ["{out}/../victim.pdf", "../victim.pdf", "../../victim.pdf", "sub/victim.pdf", "./own.pdf", "..", "", "own.txt"]


@pytest.mark.parametrize("name", [*NAMES, "{absolute}", None, 7, ["own.pdf"]])
def test_a_manifest_names_no_file_outside_to_be_removed(issue, tmp_path, name):
    """Whoever wrote the manifest: what no build can have written stays, even with its right checksum."""
    out = tmp_path / "deep" / "out"
    (out / "press" / "sub").mkdir(parents=True)
    victims = [tmp_path / "victim.pdf", tmp_path / "deep" / "victim.pdf", out / "victim.pdf", out / "press" / "own.txt"]
    victims += [out / "press" / "sub" / "victim.pdf", out / "press" / "own.pdf"]
    for victim in victims:
        victim.write_bytes(b"mine")
    if isinstance(name, str):
        name = name.format(out=out, absolute=tmp_path / "victim.pdf")
    entry = {"file": name, "pages": [9], "sha256": hashlib.sha256(b"mine").hexdigest()}
    (out / "press" / "manifest.json").write_text(json.dumps({"files": [entry]}), "utf-8")
    entries(issue, out, ink=False)
    assert [victim for victim in victims if not victim.exists()] == []


@pytest.mark.parametrize("sha256", ["0" * 64, "", None, 3])
def test_a_file_that_is_not_as_it_was_written_stays(issue, tmp_path, sha256):
    own = tmp_path / "press" / "20261123-09.pdf"
    own.parent.mkdir()
    own.write_bytes(b"mine")
    manifest = {"files": [{"file": own.name, "pages": [9], "sha256": sha256}]}
    (own.parent / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    entries(issue, tmp_path, ink=False)
    assert own.read_bytes() == b"mine"


def test_no_file_is_removed_through_a_link(issue, tmp_path):
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "own.pdf").write_bytes(b"mine")
    entry = {"file": "own.pdf", "pages": [9], "sha256": hashlib.sha256(b"mine").hexdigest()}
    (elsewhere / "manifest.json").write_text(json.dumps({"files": [entry]}), "utf-8")
    out.mkdir()
    (out / "press").symlink_to(elsewhere)
    entries(issue, out, ink=False)
    assert (elsewhere / "own.pdf").exists()


@pytest.mark.parametrize("what", ["[]", "{", '{"files": 3}', '{"files": [3]}', '{"files": [{}]}', "[" * 100_000])
def test_a_manifest_that_is_none_does_no_harm(issue, tmp_path, what):
    (tmp_path / "press").mkdir()
    (tmp_path / "press" / "manifest.json").write_text(what, "utf-8")
    build(issue, tmp_path, only=("press",), pages=(2,), press=PressOrder(ink=False))
    found = json.loads((tmp_path / "press" / "manifest.json").read_bytes())
    assert [entry["pages"] for entry in found["files"]] == [[2]]


def test_notes_beside_the_pages_are_not_touched(issue, tmp_path):
    """A file of the user's own may begin with the day, as ours do, and stand beside them."""
    own = [tmp_path / folder / "20261123-notes.pdf" for folder in ("press", "screen")]
    for file in own:
        file.parent.mkdir()
        file.write_bytes(b"mine")
    for _ in range(2):
        build(issue, tmp_path, press=PressOrder(ink=False))
    assert [file.read_bytes() for file in own] == [b"mine", b"mine"]
