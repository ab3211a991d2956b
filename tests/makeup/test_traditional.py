"""A page of traditional text: every part of it has the marks of its language, the body as the headlines (C7)."""

import pytest
from msgspec.structs import replace

from banmian.faces import FaceLibrary
from banmian.intake import read_issue
from banmian.making import make_plates
from banmian.model import Setting

MARKS = set("，。、；：．！？")
BODY = ["今天上午，十三位老人走在河畔的小路上。", "他停下了：「我看到了山，也看到了海。」你呢？"] * 2


@pytest.fixture
def plates(write_issue):
    """`plates(lang, vertical)`: the pages of an issue in a language, its text in a slot of one direction."""

    def plates(lang, *, vertical):
        article = {"id": "a", "headline": "山在，水也在！", "kicker": "看：山，水", "body": BODY}
        article["photos"] = [] if vertical else [{"file": "", "caption": "上午，小路上。", "credit": "林、山"}]
        layout, slot = ("toy-vertical", "A") if vertical else ("toy-inner", "A")
        pages = [{"number": 2, "layout": layout, "articles": [f"a@{slot}"]}, {"number": 3, "layout": "toy-inner"}]
        issue = read_issue(write_issue.as_folder(pages, [article]))
        library = FaceLibrary()
        made, _ = make_plates(replace(issue, composition=Setting(lang=lang)), library)
        assert not [finding for finding in made.findings if finding.code == "missing-glyph"]
        return made.plates[0], library

    return plates


def marks_of(plate):
    """Part and mark → the ids of the faces that set it."""
    found = {}
    for run in plate.texts("a"):
        for character in set(run.text) & MARKS:
            found.setdefault((run.role, character), set()).add(run.face)
    return found


@pytest.mark.parametrize("vertical", [False, True])
@pytest.mark.parametrize("lang", ["zh-Hant-TW", "zh-Hant-HK"])
def test_every_part_has_centred_marks(plates, lang, vertical):
    plate, _ = plates(lang, vertical=vertical)
    found = marks_of(plate)
    expected = {"headline", "body"} if vertical else {"headline", "kicker", "caption", "credit", "body"}
    assert expected <= {role for role, _ in found}
    assert [part for part, ids in found.items() if not all("centred" in name for name in ids)] == []


@pytest.mark.parametrize("vertical", [False, True])
def test_a_mainland_page_has_none(plates, vertical):
    plate, library = plates("zh-Hans", vertical=vertical)
    assert marks_of(plate)
    assert not any("centred" in face.id for face in library.faces)


@pytest.mark.parametrize("vertical", [False, True])
def test_a_run_of_one_face_is_read_back_with_the_next(plates, vertical):
    """C9: a mark of another face parts a line into runs, but not its text."""
    plate, _ = plates("zh-Hant-TW", vertical=vertical)
    body = sorted((run for run in plate.texts("a") if run.body >= 0), key=lambda run: run.body)
    assert "".join(run.text for run in body) == "".join(BODY)
