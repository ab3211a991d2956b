"""Every field of Setting is alive: for each a text that is set otherwise with another value than the default one."""

from typing import NamedTuple

import pytest

from banmian.galleys import as_data, set_galley
from banmian.model import Setting


class Alive(NamedTuple):
    """A text and a measure; the setting that differs, and what it needs beside it to be seen."""

    text: str
    measure: float
    value: object
    beside: dict = {}


ALIVE = {
    "lang": Alive("天，」地", 20, "zh-Hant-HK"),
    "vertical": Alive("共160多个", 20, True),
    "level": Alive("一二三四——五六七八", 4, "strict", {"indent": 0.0}),
    "marks": Alive("天，地", 20, "kaiming"),
    "pair": Alive("天）（地", 20, "tight"),
    "line_end": Alive("天地。", 20, "full"),
    "line_start": Alive("一二三四“五”六", 4, "keep", {"indent": 0.0}),
    "paragraph_start": Alive("“天地”玄", 20, "keep"),
    "hang": Alive("一二三四，五六七八", 4, True, {"indent": 0.0}),
    "interpunct": Alive("天·地", 20, "full"),
    "indent": Alive("天地", 20, 0.0),
    "digits": Alive("共160多个", 20, "proportional"),
    "gap": Alive("天A地", 20, 0.0),
    "digit_gap": Alive("天5地", 20, 0.0),
    "gap_floor": Alive("一，二16三四五六七", 5.875, 0.25, {"indent": 0.0}),
    "gap_cap": Alive("一二AB三四Boston", 5.6, 0.25, {"indent": 0.0}),
    "space_floor": Alive("一二 A B C，二三四五六", 6.5, 0.5, {"indent": 0.0}),
    "space_cap": Alive("一 a b c d e f g二三Constantinople", 8, 0.25, {"indent": 0.0}),
    "squeeze_stops": Alive("一。二三四五六七八", 4.5, False, {"indent": 0.0}),
    "last_line": Alive("一二三四五六七八九十百千万。", 6, "forbid", {"indent": 0.0}),
    "fit": Alive("一二三四五六七八九十一二三四五六七八九十百", 10, "line", {"indent": 0.0}),
    "lines": Alive("一二三四五六七八九十一二三四五六七八九十", 10, 1, {"indent": 0.0}),
    "hyphens": Alive("一二三information四五六", 7, "en_US", {"indent": 0.0}),
    "upright_letters": Alive("天GDP地", 20, 0, {"vertical": True}),
    "upright_digits": Alive("天42地", 20, 2, {"vertical": True}),
    "widths": Alive("天４２地", 20, "half"),
    "loose": Alive("一二三四五六Constantinople", 7, 0.1, {"indent": 0.0}),
    "justify": Alive("一二三四五六七八九", 4.5, False, {"indent": 0.0}),
}


def test_every_field_is_looked_at():
    assert {*ALIVE, "last_resort"} == set(Setting.__struct_fields__)  # what a machine lends depends on the machine


@pytest.mark.parametrize("field", ALIVE)
def test_a_field_changes_the_galley(shipped, field):
    text, measure, value, beside = ALIVE[field]
    plain = Setting(**beside)
    assert getattr(plain, field) != value
    one, other = (
        list(as_data(set_galley(text, measure, setting, shipped)))
        for setting in (plain, Setting(**beside | {field: value}))
    )
    assert one != other


@pytest.mark.parametrize("field", [name for name in ALIVE if name != "digit_gap"])
def test_the_default_of_a_field_is_what_one_gets_without_it(shipped, field):
    text, measure, _, beside = ALIVE[field]
    default = Setting(**beside | {field: getattr(Setting(), field)} if field not in beside else beside)
    assert list(as_data(set_galley(text, measure, default, shipped))) == list(
        as_data(set_galley(text, measure, Setting(**beside), shipped))
    )
