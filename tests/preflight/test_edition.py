"""The rules of the edition: clean samples keep them, and each fault planted in Plates, copy or files is caught."""

import datetime
import io
import re
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

import banmian
from banmian import PressOrder
from banmian.model import Severity
from banmian.plate import Picture, TextRun
from banmian.preflight.edition import check_edition

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="module")
def made():
    """The larger sample: its issue, its Plates, and its press files by page."""
    paper = banmian.make(SAMPLES / "lanzhou-daily", press=PressOrder(ink=False))
    files = [data for name, data in paper.render("press").items() if name.endswith(".pdf")]
    return paper.issue, paper.plates, {plate.page: data for plate, data in zip(paper.plates, files, strict=True)}


def changed(plates, page, change, role=None):
    """The Plates with the items of a page put through `change`; None takes an item out."""
    found = []
    for plate in plates:
        if plate.page == page:
            plate = plate.with_items(lambda item: change(item) if role in (None, item.role) else item)
        found.append(plate)
    return found


def saying(pattern, text):
    """A change of what runs say."""

    def change(item):
        return replace(item, text=re.sub(pattern, text, item.text)) if isinstance(item, TextRun) else item

    return change


def rules(faults):
    return {fault.rule for fault in faults}


def test_the_samples_keep_every_rule(made):
    issue, plates, press = made
    assert [fault for fault in check_edition(issue, plates, press) if fault.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    ("page", "change", "role", "rule"),
    [
        (1, saying("第3版", "第4版"), "jump", "edition-jump-wrong"),
        (3, saying("第1版", "第2版"), "jump", "edition-jump-wrong"),
        (1, lambda _: None, "jump", "edition-jump-missing"),
        (3, lambda _: None, "jump", "edition-jump-missing"),
        (1, saying("^3版", "5版"), "directory", "edition-directory-page"),
        (1, saying("云岭", "云海"), "directory", "edition-directory-headline"),
        (1, saying("民生", "体育"), "directory", "edition-directory-section"),
        (5, saying("第2版", "第3版"), "digest", "edition-directory-page"),
        (2, saying("^02$", "03"), "folio", "edition-page-number"),
        (2, saying("^02$", ""), "folio", "edition-page-number-missing"),
        (2, saying("23日", "24日"), "folio", "edition-date"),
        (2, saying("星期一", "星期二"), "folio", "edition-date"),
        (5, saying("^23$", "22"), "nameplate-data", "edition-date"),
        (2, saying("2026.*", ""), "folio", "edition-date-missing"),
        (1, saying("18206", "18207"), "nameplate-data", "edition-number"),
        (1, saying("今日8版", "今日4版"), "nameplate-data", "edition-page-total"),
        (2, saying("民生", "体育"), "section", "edition-section"),
        (2, saying("一", "二"), "body", "edition-text-changed"),
        (2, lambda item: None if item.body == 0 else item, "body", "edition-text-lost"),
        (2, lambda item: replace(item, alt="") if isinstance(item, Picture) else item, None, "edition-photo-alt"),
    ],
)
def test_a_fault_on_a_plate_is_caught(made, page, change, role, rule):
    issue, plates, _ = made
    faults = [fault for fault in check_edition(issue, changed(plates, page, change, role)) if fault.rule == rule]
    assert faults and any(fault.page == page for fault in faults)


def test_pages_that_are_missing_or_stand_twice(made):
    issue, plates, _ = made
    twice = [*plates[:3], replace(plates[3], page=3), *plates[4:]]
    assert "edition-page-order" in rules(check_edition(issue, twice))


def test_photographs_without_words_and_names(made):
    issue, plates, _ = made

    def bare(photo):
        return replace(photo, caption="", credit="")

    articles = [replace(a, keys=replace(a.keys, photos=tuple(map(bare, a.keys.photos)))) for a in issue.articles]
    found = rules(check_edition(replace(issue, articles=tuple(articles)), plates))
    assert {"edition-photo-caption", "edition-photo-credit"} <= found


def test_a_picture_and_a_headline_that_stand_twice(made):
    issue, plates, _ = made
    first = next(item for item in plates[1].items if isinstance(item, Picture) and item.role == "photo")
    again = list(plates)
    again[3] = replace(again[3], children=(*again[3].children, first))
    (fault,) = [fault for fault in check_edition(issue, again) if fault.rule == "edition-photo-twice"]
    assert fault.page == 4 and "第2版" in fault.measured and fault.place.width > 10
    one, other = [block.article for plate in plates[1:3] for block in plate.legs if block.number == 0][:2]
    title = next(article.keys.headline for article in issue.articles if article.id == one)
    articles = [replace(a, keys=replace(a.keys, headline=title)) if a.id == other else a for a in issue.articles]
    assert "edition-headline-twice" in rules(check_edition(replace(issue, articles=tuple(articles)), plates))


def test_another_day(made):
    issue, plates, _ = made
    edition = replace(issue.edition, date=datetime.date(2026, 11, 30), number=1)
    found = check_edition(replace(issue, edition=edition), plates)
    assert {fault.page for fault in found if fault.rule == "edition-date"} == set(range(1, 9))


def test_a_press_file_that_says_something_else(made):
    issue, plates, press = made
    with pikepdf.open(io.BytesIO(press[2])) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
        shown = re.search(rb"<([0-9a-f]{16,})> Tj", content)
        pdf.pages[0].Contents = pdf.make_stream(content.replace(shown[0], b"<" + shown[1][4:] + b"> Tj", 1))
        out = io.BytesIO()
        pdf.save(out)
    (fault,) = check_edition(issue, plates, {2: out.getvalue()})
    assert fault.rule == "edition-text-written" and "missing" in fault.measured


def test_press_files_of_other_pages(made):
    issue, plates, press = made
    assert "edition-text-written" in rules(check_edition(issue, plates, {2: press[3]}))


def test_a_mark_of_which_the_other_half_is_not_among_the_pages(made):
    """The leg says where it goes on: a build of page 1 alone keeps its mark, and a wrong page is found there too."""
    issue, plates, _ = made
    assert not {"edition-jump-wrong", "edition-jump-missing"} & rules(check_edition(issue, plates[:1]))
    wrong = changed(plates[:1], 1, saying("第3版", "第4版"), "jump")
    assert "edition-jump-wrong" in rules(check_edition(issue, wrong))


def test_a_part_that_stands_on_another_page_than_its_marks_say(made):
    issue, plates, _ = made
    moved = [replace(plate, page=4) if plate.page == 3 else plate for plate in plates if plate.page != 4]
    found = {fault.page for fault in check_edition(issue, moved) if fault.rule == "edition-jump-wrong"}
    assert found == {1}, "page 1 sends the reader to page 3, and the rest stands on page 4"
