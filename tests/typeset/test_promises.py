"""What `banmian galley` promises of any text under any setting: each number of its JSON, and the rules of line ends.

The texts are made like those of a newspaper: sentences with quotations, titles, numbers, Latin words and addresses.
Only the JSON and the text are looked at, never the composer.
"""

import re
from itertools import pairwise

import msgspec
import pyphen
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from banmian.galleys import as_data, set_galley
from banmian.typeset import Setting, cast

STOPS, COMMAS = "。！？", "，、；："
OPENING, CLOSING = "“‘「『（【《〈", "”’」』）】》〉"
MARKS = STOPS + COMMAS + OPENING + CLOSING
NO_START = {
    "none": "",
    "basic": STOPS + COMMAS + CLOSING + "…℃％‰",
    "gb": STOPS + COMMAS + CLOSING + "…℃％‰～–·—々／",  # — but not ——
    "strict": STOPS + COMMAS + CLOSING + "…℃％‰～–·—々／",
}
NO_END = {"none": "", "basic": OPENING, "gb": OPENING + "／", "strict": OPENING + "／"}
EXACT = 0.001
_FREE = "\u4e00-\u9fff。，、；：“‘（《"
OPENS = re.compile(rf" |[{_FREE}][{_FREE}A-Za-z0-9]|[A-Za-z0-9][{_FREE}]")
"""A place at which any line may be opened up (J4)."""

han = st.text("市委书记在全城调研时指出要抓好一二三春耕生产工作确保粮食增收民生为本", min_size=1, max_size=9)
numbers = st.sampled_from(
    [
        "2026年",
        "11月23日",
        "160多个",
        "3.5%",
        "约12,345人",
        "25℃",
        "８０％",
        "100～150",
        "−5度",
        "￥100",
        "3∶2",
        "第1次",
        "9时30分",
    ]
)
latin = st.sampled_from(
    [
        "GDP",
        "Wi-Fi",
        "the Lanzhou Daily",
        "iPhone 15",
        "O’Neill",
        "information technology",
        "AI",
        "A股",
        "e-mail",
        "COVID-19",
        "C++",
    ]
)
odd = st.sampled_from(
    [
        "https://www.example.cn/news?id=5&page=2",
        "李·大钊",
        "京—沪",
        "——",
        "……",
        "甲／乙",
        "人々",
        "𠀀",
        "（一）",
        "王飞 摄",
        "[1]",
        "？！",
    ]
)
pieces = st.one_of(han, han, han, numbers, latin, odd)
clauses = st.lists(pieces, min_size=1, max_size=4).map("".join)
wrapped = st.builds(
    lambda pair, inside, stop: pair[0] + inside + stop + pair[1],
    st.sampled_from(["“”", "‘’", "《》", "（）", "【】", "「」", "〈〉"]),
    clauses,
    st.sampled_from(["", "", "。", "！", "？", "，"]),
)
nested = st.builds("“{}‘{}’{}”".format, clauses, clauses, st.sampled_from(["", "。"]))
sentences = st.builds(
    lambda parts, stop: "，".join(parts) + stop,
    st.lists(st.one_of(clauses, clauses, wrapped, nested), min_size=1, max_size=4),
    st.sampled_from(["。", "。", "！", "？", "；", "：", "……", "——", ""]),
)
texts = st.lists(sentences, min_size=1, max_size=4).map("".join)
measures = st.integers(4, 40)


def choose(**fixed):
    """Settings of every kind, but for those that are given."""
    any_of = {
        "lang": st.sampled_from(["zh-Hans", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK"]),
        "vertical": st.booleans(),
        "level": st.sampled_from(["none", "basic", "gb", "strict"]),
        "marks": st.sampled_from(["full", "full", "kaiming", "half", "none"]),
        "pair": st.sampled_from(["loose", "tight"]),
        "line_end": st.sampled_from(["half", "full"]),
        "line_start": st.sampled_from(["trim", "keep"]),
        "paragraph_start": st.sampled_from(["trim", "keep", "hang"]),
        "hang": st.booleans(),
        "interpunct": st.sampled_from(["half", "full"]),
        "indent": st.sampled_from([0.0, 1.0, 2.0]),
        "digits": st.sampled_from(["half", "proportional"]),
        "gap": st.sampled_from([0.0, 0.125, 0.25]),
        "squeeze_stops": st.booleans(),
        "last_line": st.sampled_from(["accept", "forbid"]),
        "fit": st.sampled_from(["paragraph", "line"]),
        "lines": st.sampled_from([-1, 0, 0, 1]),
        "hyphens": st.sampled_from(["", "", "en_US"]),
        "upright_letters": st.sampled_from([0, 3]),
        "upright_digits": st.sampled_from([0, 2]),
        "widths": st.sampled_from(["keep", "half"]),
        "loose": st.sampled_from([0.05, 0.25]),
        "justify": st.sampled_from([True, True, True, False]),
    }
    return st.builds(Setting, **any_of | {key: st.just(value) for key, value in fixed.items()})


class Paragraph:
    """A text as the galley has it, with what one reads from its JSON."""

    def __init__(self, text, measure, setting, library):
        self.text, self.measure, self.setting = text, float(measure), setting
        (self.data,) = as_data(set_galley(text, float(measure), setting, library))
        self.lines, self.breaks = self.data["lines"], set(self.data["breaks"])
        self.codes = [finding["code"] for finding in self.data["findings"]]

    def reported(self, code):
        """The numbers, from 0, of the lines of which something is reported."""
        told = [finding["message"] for finding in self.data["findings"] if finding["code"] == code]
        return {int(re.match(r"line (\d+)", message)[1]) - 1 for message in told}

    def shown(self, number):
        return self.text[self.lines[number]["start"] : self.lines[number]["end"]]

    def spaces(self, number):
        """The space between each two characters of a line, with the offset of the second, where no gap is by nature."""
        line = self.lines[number]
        gaps = {at for at, _ in self.data["gaps"]}
        for at, (x, advance, after) in enumerate(
            zip(line["x"], line["advance"], line["x"][1:], strict=False), line["start"]
        ):
            if at + 1 not in gaps:
                yield at + 1, after - x - advance


@pytest.fixture(scope="module")
def paragraph(shipped):
    return lambda text, measure, setting: Paragraph(text, measure, setting, shipped)


any_setting = given(text=texts, measure=measures, setting=choose())


@any_setting
def test_the_lines_joined_are_the_text_and_every_list_is_as_long_as_its_line(paragraph, text, measure, setting):
    lines = paragraph(text, measure, setting).lines
    assert [lines[0]["start"], *(line["end"] for line in lines)] == [*(line["start"] for line in lines), len(text)]
    for line in lines:
        size = line["end"] - line["start"]
        assert size > 0
        assert [len(line[key]) for key in ("x", "advance", "turned", "glyphs")] == [size] * 4


@any_setting
def test_x_advance_and_width_belong_together(paragraph, text, measure, setting):
    """Cells stand one after the other and never overlap (J10); `width` is the end of the last of them."""
    for line in paragraph(text, measure, setting).lines:
        ends = [x + advance for x, advance in zip(line["x"], line["advance"], strict=True)]
        assert min(line["advance"]) >= 0
        assert all(after >= end - EXACT for end, after in zip(ends, line["x"][1:], strict=False))
        assert line["width"] == pytest.approx(ends[-1], abs=EXACT)


@any_setting
def test_lines_begin_at_the_edge_and_only_the_first_is_indented(paragraph, text, measure, setting):
    found = paragraph(text, measure, setting)
    hung = setting.paragraph_start == "hang" and text[0] in OPENING and setting.indent and setting.marks == "full"
    indent = min(setting.indent - (0.5 if hung else 0.0), measure / 2)
    assert found.lines[0]["x"][0] in (pytest.approx(indent), pytest.approx(setting.indent))
    assert {line["x"][0] for line in found.lines[1:]} <= {0.0}


@any_setting
def test_natural_is_the_width_before_justification(paragraph, text, measure, setting):
    """A line that is too wide is squeezed to the measure, one that is too narrow opened or left; no other changes."""
    found = paragraph(text, measure, setting)
    for number, line in enumerate(found.lines):
        last = number == len(found.lines) - 1
        if line["natural"] > measure + EXACT:
            squeezed = line["width"] == pytest.approx(measure, abs=EXACT)
            assert squeezed or setting.hang or number in found.reported("forced-break")
        elif last or not setting.justify:
            assert line["width"] == pytest.approx(line["natural"], abs=EXACT)
        else:
            assert line["natural"] - EXACT <= line["width"] <= measure + EXACT


@any_setting
def test_no_line_is_wider_than_the_measure_but_for_one_hung_mark(paragraph, text, measure, setting):
    """H2: 、，。 alone may hang, in horizontal lines, and only where it is asked for."""
    found = paragraph(text, measure, setting)
    for number, line in enumerate(found.lines):
        if line["width"] > measure + EXACT and number not in found.reported("forced-break"):
            assert setting.hang
            assert found.shown(number).rstrip()[-1] in "，、。．"
            assert line["x"][-1] <= measure + EXACT


@any_setting
def test_every_line_reaches_the_edge_to_a_thousandth_of_an_em(paragraph, text, measure, setting):
    """G3, J1: all but the last, and but for a line that holds nothing to be opened."""
    assume(setting.justify)
    found = paragraph(text, measure, setting)
    for number, line in enumerate(found.lines[:-1]):
        hung = setting.hang and found.shown(number)[-1] in "，、。．"
        if abs(line["width"] - measure) > EXACT and not hung:
            assert line["width"] < measure
            assert not OPENS.search(found.shown(number).strip()), found.shown(number)


@any_setting
def test_every_loose_line_is_reported_and_no_other(paragraph, text, measure, setting):
    found = paragraph(text, measure, setting)
    for number in range(len(found.lines)):
        widest = max((space for _, space in found.spaces(number)), default=0.0)
        if widest > setting.loose + EXACT:
            assert number in found.reported("loose-line"), found.shown(number)
    assert len(found.lines) - 1 not in found.reported("loose-line"), "the last line is set natural"


@any_setting
def test_lines_end_at_permitted_breaks_or_it_is_reported(paragraph, text, measure, setting):
    found = paragraph(text, measure, setting)
    ends = {number: line["end"] for number, line in enumerate(found.lines[:-1])}
    assert {number for number, end in ends.items() if end not in found.breaks} == found.reported("forced-break")


@given(text=texts, one=measures, other=measures, setting=choose())
def test_breaks_and_gaps_do_not_depend_on_the_measure(paragraph, text, one, other, setting):
    first, second = paragraph(text, one, setting).data, paragraph(text, other, setting).data
    assert (first["breaks"], first["gaps"]) == (second["breaks"], second["gaps"])


@any_setting
def test_the_same_input_gives_the_same_lines(paragraph, text, measure, setting):
    assert paragraph(text, measure, setting).data == paragraph(text, measure, setting).data


@any_setting
def test_gaps_stand_between_han_and_latin_and_have_their_size(paragraph, text, measure, setting):
    for at, size in paragraph(text, measure, setting).data["gaps"]:
        pair = text[at - 1 : at + 1]
        assert size == pytest.approx(setting.gap)
        assert re.fullmatch(r"[A-Za-z0-9０-９’][^!-~]|[^!-~][A-Za-z0-9０-９]", pair), pair
        assert not set(pair) & set(MARKS.replace("’", "")), pair


# ---- line starts and ends, at every level and in both directions ------------------------------------------


@pytest.mark.parametrize("vertical", [False, True])
@pytest.mark.parametrize("level", ["basic", "gb", "strict"])
def test_no_mark_opens_or_closes_a_line_wrongly(paragraph, level, vertical):
    @given(text=texts, measure=measures, setting=choose(level=level, vertical=vertical))
    def check(text, measure, setting):
        for at in paragraph(text, measure, setting).breaks:
            before, after = text[at - 1], text[at]
            pair = text[at : at + 2] == "——" and level != "strict"
            if after == "’" or before == "‘":
                continue  # may be an apostrophe
            assert pair or after not in NO_START[level], text[max(at - 3, 0) : at + 3]
            assert before not in NO_END[level], text[max(at - 3, 0) : at + 3]

    check()


@any_setting
def test_units_are_never_parted(paragraph, text, measure, setting):
    """U1, U2, B12, at every level: ——, ……, ？！, numerals, and words but at the points of their hyphenation.

    What stands before and after a numeral (U3) is left out at the level `none`: see its rows in `cases/units.toml`.
    """
    points = set()
    if setting.hyphens:
        patterns = pyphen.Pyphen(lang=setting.hyphens)
        for word in re.finditer(r"[A-Za-z]{5,}", text):
            points |= {word.start() + at for at in patterns.positions(word[0])}
    units = r"——|……|？！|[0-9]+(?:[.,∶][0-9]+)*%?|[０-９]+|[A-Za-z]+|−[0-9]+"
    units += "" if setting.level == "none" else "|[０-９]+％|￥[0-9]+|[0-9]+℃"
    inside = {at for unit in re.finditer(f"(?=({units}))", text) for at in range(unit.start() + 1, unit.end(1))}
    run = {found.start() + 2 for found in re.finditer("(?=————|…………)", text)}  # where another pair begins
    inside -= {at for found in re.finditer(r"(?:https?://|www\.)[!-~]+", text) for at in range(*found.span())}  # B13
    assert not (paragraph(text, measure, setting).breaks & inside) - points - run


@given(text=texts, setting=choose(level="gb"))
def test_a_laxer_level_permits_all_that_a_stricter_one_does(shipped, text, setting):
    """Spare breaks aside: they yield only where a line would be torn, which at another level it may not be."""
    at_level = [
        set(cast(text, msgspec.structs.replace(setting, level=level), shipped, "body").may_break.nonzero()[0].tolist())
        for level in ("none", "basic", "gb", "strict")
    ]
    assert all(lax >= strict for lax, strict in pairwise(at_level))


@given(text=texts, measure=measures)
def test_vertical_lines_have_the_same_breaks(paragraph, text, measure):
    """B10, V7."""
    across, down = (paragraph(text, measure, Setting(vertical=vertical)) for vertical in (False, True))
    assert across.breaks == down.breaks


# ---- styles of marks, hyphens, and lines more or fewer ----------------------------------------------------


@given(text=texts, measure=measures, setting=choose(marks="none", hang=False))
def test_marks_that_are_not_squeezed_are_one_em_everywhere(paragraph, text, measure, setting):
    for line in paragraph(text, measure, setting).lines:
        for character, advance in zip(text[line["start"] :], line["advance"], strict=False):
            assert character not in MARKS or character == "’" or advance == 1.0


@given(text=texts, measure=measures, setting=choose(lang="zh-Hans", vertical=False))
def test_no_mark_is_narrower_than_half_an_em_nor_wider_than_one(paragraph, text, measure, setting):
    full = STOPS if setting.marks == "kaiming" else MARKS if setting.marks == "full" else ""
    assume(setting.marks != "none")
    for line in paragraph(text, measure, setting).lines:
        for character, advance in zip(text[line["start"] :], line["advance"], strict=False):
            if character in MARKS and character != "’":
                assert 0.5 - EXACT <= advance <= (1.0 if character in full else 0.5) + EXACT, character


@given(text=texts, measure=measures, setting=choose(hyphens="en_US"))
def test_hyphens_only_add_breaks(paragraph, text, measure, setting):
    with_hyphens = paragraph(text, measure, setting).breaks
    without = paragraph(text, measure, msgspec.structs.replace(setting, hyphens="")).breaks
    assert with_hyphens >= without
    assert all(text[at - 1].isascii() and text[at - 1 : at + 1].isalpha() for at in with_hyphens - without)


@pytest.mark.parametrize("more", [1, -1])
def test_a_line_more_or_fewer_breaks_no_rule_and_opens_no_line_unsaid(paragraph, more):
    """What it does to the looseness of lines is said in the findings; `cases/justify.toml` holds it to the limit."""

    @given(text=texts, measure=measures, setting=choose(lines=0, justify=True, fit="paragraph"))
    def check(text, measure, setting):
        as_it_was = paragraph(text, measure, setting)
        changed = paragraph(text, measure, msgspec.structs.replace(setting, lines=more))
        assert changed.breaks == as_it_was.breaks
        assert len(changed.lines) - len(as_it_was.lines) in {0, more}
        assert changed.reported("forced-break") == as_it_was.reported("forced-break")
        for number in range(len(changed.lines)):
            widest = max((space for _, space in changed.spaces(number)), default=0.0)
            assert widest <= setting.loose + EXACT or number in changed.reported("loose-line")

    check()
