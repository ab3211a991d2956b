"""What is seen otherwise than it was written (C12, C13): invisible characters, marks apart, radicals, variants."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.galleys import as_data, findings_of, set_galley
from banmian.typeset import NO_GLYPH, Setting, cast

UNSEEN = "\u200b\ufeff\u00ad\u200d\u200e\u202a\u2066\ufe00\U000e0100\u061c"
TOKENS = [
    *"甲乙丙丁，。、“”（）《》：！·々",
    *("12", "GDP", "％", "——", "……", "　", "25℃", "（一）", "３．１４", "电话010-62345678"),
]
CHINESE = "\u3000"
settings = st.builds(
    Setting,
    indent=st.sampled_from([0.0, 2.0]),
    fit=st.sampled_from(["paragraph", "line"]),
    hang=st.booleans(),
    vertical=st.booleans(),
    paragraph_start=st.sampled_from(["as-line", "keep", "hang"]),
    loose=st.sampled_from([0.25, 0.05]),
)


@st.composite
def pasted(draw):
    """A text, the same with what prints nothing beside its Chinese, and where its own characters are there."""
    tokens = draw(st.lists(st.sampled_from(TOKENS), min_size=1, max_size=30))
    plain, dirty, own = "", "", []
    for token in tokens:
        if not plain or token[0] >= CHINESE or plain[-1] >= CHINESE:
            dirty += draw(st.text(UNSEEN, max_size=2)) if draw(st.integers(0, 4)) == 0 else ""
        own += range(len(dirty), len(dirty) + len(token))
        plain, dirty = plain + token, dirty + token
    return plain, dirty, own


def lines_of(text, own, measure, setting, library):
    """The characters of every line with where each stands, as one reads them."""
    (found,) = as_data(set_galley(text, measure, setting, library))
    number = {at: n for n, at in enumerate(own)}
    return [
        [
            (number[at], pytest.approx(x, abs=2e-4), pytest.approx(advance, abs=2e-4), glyph)
            for at, x, advance, glyph in zip(
                range(line["start"], line["end"]), line["x"], line["advance"], line["glyphs"], strict=True
            )
            if at in number
        ]
        for line in found["lines"]
    ]


@given(copy=pasted(), measure=st.integers(3, 20), setting=settings)
def test_lines_and_places_are_those_without_what_prints_nothing(shipped, copy, measure, setting):
    plain, dirty, own = copy
    assert lines_of(dirty, own, measure, setting, shipped) == lines_of(
        plain, range(len(plain)), measure, setting, shipped
    )


@given(copy=pasted(), measure=st.integers(3, 20))
def test_no_line_begins_with_what_prints_nothing(shipped, copy, measure):
    _, dirty, _ = copy
    (found,) = as_data(set_galley(dirty, measure, Setting(), shipped))
    assert not any(dirty[line["start"]] in UNSEEN for line in found["lines"][1:])


def said(text, library, measure=12):
    galley = set_galley(text, measure, Setting(), library)
    return {finding.code: finding.message for p in galley.paragraphs for finding in findings_of(galley, p)}


def test_what_prints_nothing_is_told_with_how_many(shipped):
    found = said("河\u200b堤\u200b慢\ufeff步", shipped)
    assert "U+200B × 2" in found["unseen-character"]
    assert "U+FEFF" in found["unseen-character"]
    assert "missing-glyph" not in found


def test_a_word_joiner_still_joins(shipped):
    assert "".join("÷" if at in _breaks("天\u2060地", shipped) else "×" for at in range(1, 3)) == "××"


def _breaks(text, library):
    (found,) = as_data(set_galley(text, 1000, Setting(), library))
    return set(found["breaks"])


@pytest.mark.parametrize("text", ["读作pīnyīn和rén。", "한국", "がぎ", "Ålesund市"])
def test_a_letter_and_its_marks_are_set_as_the_letter(shipped, text):
    composed, apart = normalize("NFC", text), normalize("NFD", text)
    assert len(apart) > len(composed)
    one, two = (cast(each, Setting(), shipped, "body") for each in (composed, apart))
    one_glyphs, two_glyphs = ([glyph for glyph in each.glyphs.tolist() if glyph != NO_GLYPH] for each in (one, two))
    assert one_glyphs == two_glyphs
    assert two.where[-1] == pytest.approx(one.where[-1])
    assert [m.character for m in two.missing] == [m.character for m in one.missing]
    assert two.text == apart


RADICALS = [("⼀座⽊桥", "一座木桥"), ("\uf900\U0002f81a", "豈冬"), ("⻢", "马"), ("⺠", "民")]


@pytest.mark.parametrize(("written", "hanzi"), RADICALS)
def test_a_radical_is_set_as_the_hanzi_that_it_stands_for(shipped, written, hanzi):
    one, two = (cast(each, Setting(), shipped, "body") for each in (hanzi, written))
    assert two.glyphs.tolist() == one.glyphs.tolist()
    assert two.text == written
    assert "→ " + hanzi[0] in said(written, shipped)["radical"]


@pytest.mark.parametrize("measure", range(3, 9))
def test_a_selector_is_never_parted_from_its_character(shipped, measure):
    text = "葛\U000e0100桥边的葛\U000e0101家，等着葛\U000e0100师傅"
    galley = set_galley(text, measure, Setting(indent=0), shipped)
    assert not any(text[line.end : line.end + 1] > "\U000e0000" for line in galley.lines)
    assert "missing-glyph" not in said(text, shipped, measure)
    assert "葛 (U+845B U+E0100) × 2" in said(text, shipped, measure)["variant-missing"]
