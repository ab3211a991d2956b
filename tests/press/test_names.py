"""Names of press files by the pattern of the plant."""

import datetime

import pytest

from banmian.model import InputError
from banmian.model.plant import Plant
from banmian.press.names import press_name, press_names

DAY = datetime.date(2026, 11, 3)


@pytest.mark.parametrize(
    ("pattern", "pages", "name"),
    [
        ("{date}-{pages}", [1], "20261103-01"),
        ("{date}-{pages}", [4, 5], "20261103-04-05"),
        ("{title}_{date:%d%m%y}_A{page:03d}_{colour}{zone}{version}", [12], "LZRB_031126_A012_CNV2"),
        ("p{page}", [7], "p7"),
    ],
)
def test_a_pattern_makes_a_name(pattern, pages, name):
    plant = Plant(file_name=pattern, title="LZRB", zone="N", version="V2")
    assert press_name(plant, date=DAY, pages=pages) == name


def test_a_page_in_black_says_so():
    assert press_name(Plant(file_name="{page}{colour}"), date=DAY, pages=[3], colour=False) == "3K"


@pytest.mark.parametrize(
    "pattern",
    ["{nothing}", "{page", "{page:x9z}", "../{page}", "{page}版", "", "{title}{page}", "{0}", "{page.real}", ".{page}"],
)
def test_a_pattern_that_makes_no_name_is_a_finding(pattern):
    with pytest.raises(InputError) as caught:
        press_name(Plant(file_name=pattern), date=DAY, pages=[1])
    assert [finding.code for finding in caught.value.findings] == ["bad-file-name"]


def test_two_pages_of_one_name_are_a_finding():
    with pytest.raises(InputError, match="two pages"):
        press_names(Plant(file_name="{date}"), DAY, [([1], True), ([2], True)])
