"""Copyfitting in numbers: toy slot A has two columns of 15 rows under its headline, 8 字 wide.

`TIGHT` can be set a line shorter and no more: as the rules ask its lines are full without squeezing,

    天，地，玄黄 / 宇宙天，地，玄黄 / 宇宙天，地，玄黄 / 宇宙天，地，玄黄 / 宇宙洪

and squeezed three of its lines take 9 characters. `full` can be set a line longer: 2026 can be its last line, and three
lines of 7 字, opened by 1/6 em a gap, make it so. Lines of 天 alone have nothing to squeeze.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from banmian.intake import read_issue
from banmian.makeup.text.columns import compose_story, flow, level, short_of_level
from banmian.makeup.text.copy import cast_copy
from banmian.makeup.text.copyfit import changed, copyfit, levelled, paragraphs, tightened
from banmian.making import make_plates
from banmian.model import Article, ArticleKeys, Paragraph, ParagraphKind, Setting
from banmian.report import make_report
from banmian.typeset import place

ROWS = 15
QUIET = ("empty-slot", "underset", "same-design")
"""Findings of pages that are as these tests need them, half empty and all alike."""
TIGHT = "天，地，玄黄宇宙" * 4 + "洪"


def solid(lines, last=8):
    """A paragraph of so many lines of 天, with so many of them on the last."""
    return "天" * (6 + 8 * (lines - 2) + last)


def full(lines):
    """A paragraph of so many lines that can be made a line longer: the last holds 5 字 and 2026, 7.25 em."""
    return solid(lines, 5) + "2026"


class Made:
    """An article in the slots of some pages: its columns of body lines, what is said of it, what was told of it."""

    def __init__(self, issue, library):
        made, _ = make_plates(issue, library)
        self.issue = issue
        self.codes = [finding.code for finding in made.findings if finding.code not in QUIET]
        self.findings = made.findings
        (self.told,) = make_report(issue, made, made.findings)["articles"]
        self.pages = [self._columns(plate) for plate in made.plates if plate.legs]
        self.columns = self.pages[0]

    @staticmethod
    def _columns(plate):
        (block,) = plate.legs
        found = {}
        for run in plate.texts(block.article):
            if run.body >= 0:
                lines = found.setdefault(int((run.x - block.x + 0.1) / 90), {})
                lines[round(run.y, 2)] = lines.get(round(run.y, 2), "") + run.text
        return [[lines[y] for y in sorted(lines)] for _, lines in sorted(found.items())]

    @property
    def heights(self):
        return [len(column) for column in self.columns]

    @property
    def kept(self):
        return "".join(piece["text"] for piece in self.told["pieces"]) + self.told["overset"]["text"]


@pytest.fixture
def page(write_issue, toy_library):
    def page(*body, slot="A", layout="toy-inner", number=2, more=(), composition=None, **keys):
        pages = [{"number": number, "layout": layout, "articles": [f"a@{slot}"]}, *more]
        article = {"id": "a", "headline": "标题", **keys, "body": list(body)}
        made = Made(read_issue(write_issue.as_folder(pages, [article], composition=composition)), toy_library)
        assert made.kept == made.issue.articles[0].body, "nothing is lost"
        return made

    return page


# ---- a text that is a little too long ----------------------------------------------------------------------


@pytest.mark.parametrize("over", [0, 1, 2, 3])
def test_a_text_one_to_three_lines_over_is_brought_in(page, over):
    """Each of three paragraphs of five lines gives one; where a column would end badly, another may give one more."""
    made = page(TIGHT, TIGHT, TIGHT, solid(2 * ROWS - 15 + over))
    assert made.codes == []
    assert made.heights in ([ROWS, ROWS], [ROWS, ROWS - 1])
    lines = [line for column in made.columns for line in column]
    assert lines.count("宇宙洪") == len(lines) - (2 * ROWS - 3 + over)


def test_of_a_tightened_paragraph_each_line_is_squeezed_into_its_measure(page):
    made = page(TIGHT, solid(26))
    first = made.columns[0][:4]
    assert "".join(first) == TIGHT
    assert sorted(map(len, first)) in ([6, 9, 9, 9], [7, 8, 9, 9])
    assert made.codes == []


def test_four_lines_over_are_overset_and_nothing_is_squeezed_for_it(page):
    made = page(TIGHT, TIGHT, TIGHT, TIGHT, solid(2 * ROWS - 20 + 4))
    assert made.codes == ["overset"]
    (finding,) = (finding for finding in made.findings if finding.code == "overset")
    assert (finding.lines, finding.characters) == (4, 32)
    assert [line for column in made.columns for line in column].count("宇宙洪") == 4


def test_what_has_nothing_to_squeeze_is_overset(page):
    made = page(solid(2 * ROWS + 1))
    assert made.codes == ["overset"]
    made = page(solid(ROWS), solid(ROWS + 1, 1))
    assert made.codes == ["overset"]


def test_one_paragraph_that_gives_is_not_enough_for_two_lines(page):
    made = page(TIGHT, solid(2 * ROWS - 5 + 2))
    assert made.codes == ["overset"]
    assert made.columns[0][4] == "宇宙洪", "all or nothing"


def test_what_goes_on_elsewhere_is_not_tightened(page):
    made = page(TIGHT, solid(26), jump={"to": 3}, more=[{"number": 3, "layout": "toy-inner"}])
    assert made.codes == ["jump-badly-cut"], "it has one paragraph"
    assert len(made.pages) == 2
    assert "宇宙洪" in made.columns[0]


# ---- level columns ----------------------------------------------------------------------------------------


def test_a_line_that_is_missing_is_made(page):
    made = page(full(21))
    assert made.heights == [11, 11]
    assert made.columns[1][-1] == "2026"
    assert [len(line) for column in made.columns for line in column[:-1]].count(7) == 3
    assert made.codes == []


def test_two_lines_that_are_missing_are_made(page):
    """Four columns: 22 lines in two paragraphs become 24."""
    made = page(full(11), full(11), layout="toy-front", number=1)
    assert made.heights == [6, 6, 6, 6]
    assert made.codes == []


def test_three_missing_lines_are_too_many(page):
    made = page(full(9), full(5), full(7), layout="toy-front", number=1)
    assert made.heights == [6, 5, 5, 5]


def test_a_text_that_ends_level_is_left_alone(page):
    made = page(full(22))
    assert made.heights == [11, 11]
    assert made.columns[1][-1] == "天天天天天2026"


def test_a_paragraph_of_three_lines_is_left_alone(page):
    made = page(full(3), solid(16), full(2))
    assert "".join(made.columns[0][:3]) == full(3)
    assert "".join(made.columns[1][-2:]) == full(2)


@pytest.mark.parametrize("last", [5, 8])
def test_a_paragraph_of_hanzi_alone_can_be_a_line_longer(page, last):
    """21 lines, of which three to six have 7 字, opened by 1/6 em a gap: within 1/4 (J5). The last has 3."""
    made = page(solid(21, last))
    assert made.heights == [11, 11]
    assert len(made.columns[1][-1]) >= 3


# ---- columns that begin with the last line of a paragraph ---------------------------------------------------


def test_a_last_line_at_the_head_of_a_column_is_taken_back(page):
    """28 lines, 14 a column: 宇宙洪, the 15th, would stand over the second column."""
    made = page(solid(10), TIGHT, solid(13))
    assert made.columns[0][-1] == "天，地，玄黄宇宙洪"
    assert made.columns[1][0] == "天" * 6
    assert made.codes == []


def test_a_last_line_gets_company_where_nothing_can_be_squeezed(page):
    """29 lines, of which the 16th is 天…2026: a line longer, and there are two in the second column."""
    made = page(solid(3), full(13), solid(13))
    assert made.heights == [15, 15]
    assert made.columns[1][1:3] == ["2026", "天" * 6]


def test_where_no_line_can_be_had_it_stays(page):
    made = page(solid(15, 3), solid(13))
    assert made.columns[1][0] == "天天天"
    assert made.heights == [14, 14]


def test_the_paragraph_above_may_help(page):
    """The paragraph whose last line it is gives nothing, the one before it a line."""
    made = page(TIGHT, solid(10, 3), solid(13))
    assert made.columns[0][3] == "天，地，玄黄宇宙洪"
    assert made.columns[0][-1] == "天天天"


def test_a_last_line_is_taken_back_from_any_column(page):
    """Four columns of 7: 宇宙洪, the 22nd line, would stand over the fourth."""
    made = page(solid(7), solid(10), TIGHT, solid(6), layout="toy-front", number=1)
    assert made.heights == [7, 7, 7, 6]
    assert made.columns[2][-1] == "天，地，玄黄宇宙洪"
    assert made.columns[3][0] == "天" * 6


def test_each_of_two_faults_is_mended(page):
    """Last lines over the second column and over the fourth."""
    made = page(solid(8, 3), solid(9), TIGHT, solid(6), layout="toy-front", number=1)
    assert made.columns[1][0] != "天天天"
    assert "宇宙洪" not in {column[0] for column in made.columns}


def test_the_last_paragraph_before_a_jump_is_as_it_was(page):
    """Ten lines and the mark, six rows and five: the first column would end with the first line of the last paragraph.

    That keeps the end that the mark was set for; the paragraph before it gives the line that puts the column in order.
    """
    more = [{"number": 3, "layout": "toy-inner"}]
    made = page(solid(5), f"{TIGHT}<!--下转第3版-->", solid(20), more=more)
    assert made.codes == []
    assert made.heights == [6, 5]
    assert made.columns[1] == ["天，地，玄黄", *["宇宙天，地，玄黄"] * 3, "宇宙洪"]


def test_a_changed_paragraph_hangs_its_bracket_once(toy_library):
    """P10: 1.5 em with or without copyfitting."""
    text = "“天”洪荒日" + "，天，地，玄黄宇宙" * 3 + "寒来" + "天" * 60
    sorts, pieces = composed(toy_library, [text], Setting(paragraph_start="hang"))
    other = changed(sorts, pieces, 0, len(pieces), -1) or changed(sorts, pieces, 0, len(pieces), +1)
    assert other is not None
    assert [pieces[0].line.indent, other[0].line.indent] == [1.5, 1.5]


def test_a_short_line_is_no_leave_to_tear_another(toy_library):
    """informa- ends 1 em short, with nothing to open. No other line is opened by more than 1/12 em; J5 allows 1/4."""
    text = "information ，一一一一一一一一一一，information 。"
    sorts, pieces = composed(toy_library, [text], Setting(hyphens="en_US"), 7.0)
    placed = place(sorts, [piece.line for piece in pieces])
    assert max(placed.spread) <= 1 / 12 + 0.001
    longer = changed(sorts, pieces, 0, len(pieces), +1)
    assert longer is None or max(place(sorts, [piece.line for piece in longer]).spread) <= 1 / 4 + 0.001


# ---- any story --------------------------------------------------------------------------------------------


def composed(library, body, setting, measure=8.0, kinds=()):
    paragraphs_ = [Paragraph(text) for text in body]
    for number, kind in kinds:
        paragraphs_[number] = replace(paragraphs_[number], kind=kind)
    article = Article(keys=ArticleKeys(id="a", headline="标题"), paragraphs=tuple(paragraphs_))
    copy = cast_copy([article], library, setting)
    story = copy.stories["a"]
    return copy.sorts, compose_story(copy.sorts, story, story.start, story.end, measure, 10.0)


def shown(sorts, pieces):
    return [sorts.text[piece.line.start : piece.line.end] for piece in pieces]


def spans(pieces):
    return [(pieces[first].line.start, pieces[last - 1].line.end) for first, last in paragraphs(pieces)]


def opened(sorts, pieces):
    """For each paragraph the most that one of its lines is opened by, at a gap or over the cap of a space.

    Without bound where a line has nothing to open and ends short: see the test of it above.
    """
    lines = [piece.line for piece in pieces]
    placed = place(sorts, lines)
    found = []
    for first, last in paragraphs(pieces):
        short = any(placed.width[at] < lines[at].measure - 0.001 for at in range(first, last - 1))
        found.append(float("inf") if short else max(*placed.spread[first:last], *placed.beyond[first:last]))
    return found


def faults(spots, pieces):
    """How often a column begins with the last line of a paragraph, and ends with the first (R5)."""
    begins = [n for n in range(1, len(spots)) if spots[n].column != spots[n - 1].column]
    begins = [n for n in begins if {pieces[n].kind, pieces[n - 1].kind} == {ParagraphKind.BODY}]
    widows = sum(pieces[n].line.last and not pieces[n - 1].line.last for n in begins)
    first = {at for at, _ in paragraphs(pieces)}
    orphans = sum(n - 1 in first and not pieces[n - 1].line.last and not pieces[n].line.last for n in begins)
    return 2 * widows + orphans


han = st.text("市委书记在全城调研时指出要抓好一二三春耕生产工作确保粮食增收", min_size=1, max_size=10)
parts = st.one_of(han, han, han, st.sampled_from(["2026年", "GDP", "“好！”", "（一）", "《书》", "information "]))
sentences = st.lists(parts, min_size=2, max_size=18).map(lambda some: "，".join(some) + "。")
stories = st.lists(sentences, min_size=1, max_size=7)
house = st.builds(
    Setting,
    marks=st.sampled_from(["full", "full", "kaiming"]),
    level=st.sampled_from(["gb", "basic", "strict"]),
    hyphens=st.sampled_from(["", "en_US"]),
    loose=st.sampled_from([0.1, 0.25, 0.5]),
    paragraph_start=st.sampled_from(["trim", "keep"]),
)
any_story = given(body=stories, setting=house, measure=st.integers(7, 15), data=st.data())


def holds(sorts, before, after):
    """What copyfitting keeps whatever it does."""
    assert "".join(shown(sorts, after)) == "".join(shown(sorts, before))
    assert spans(after) == spans(before)
    old = list(paragraphs(before))
    new = list(paragraphs(after))
    for (first, last), (begin, end), was, now in zip(
        old, new, opened(sorts, before), opened(sorts, after), strict=True
    ):
        if before[first:last] == after[begin:end]:
            continue
        assert abs((end - begin) - (last - first)) == 1
        assert before[first].kind is ParagraphKind.BODY
        assert last - first >= 4, "a short paragraph is left alone"
        assert now <= max(was, sorts.setting.loose) + 1e-6, "no line looser than its limit, but as it was"
        assert after[end - 1].line.end - after[end - 1].line.start >= 3
        assert after[begin].line.indent == before[first].line.indent
        assert not any(piece.line.forced for piece in after[begin:end])
    placed = place(sorts, [piece.line for piece in after])
    for piece, width in zip(after, placed.width, strict=True):
        assert width <= piece.line.measure + 1e-6 or piece.line.forced


@any_story
def test_tightened_is_shorter_and_fits_or_is_as_it_was(toy_library, body, setting, measure, data):
    sorts, pieces = composed(toy_library, body, setting, float(measure))
    over = data.draw(st.integers(1, 4), label="over")
    after = tightened(sorts, pieces, lambda some: len(some) <= len(pieces) - over)
    holds(sorts, pieces, after)
    assert after is pieces or len(after) == len(pieces) - over
    assert over <= 3 or after is pieces


@any_story
def test_levelled_is_as_many_lines_longer_or_as_it_was(toy_library, body, setting, measure, data):
    sorts, pieces = composed(toy_library, body, setting, float(measure))
    missing = data.draw(st.integers(-1, 4), label="missing")
    after = levelled(sorts, pieces, missing)
    holds(sorts, pieces, after)
    assert after is pieces or (len(after) == len(pieces) + missing and missing in (1, 2))


@any_story
def test_copyfit_makes_nothing_worse(toy_library, body, setting, measure, data):
    kinds = [(0, ParagraphKind.QUOTATION)] if data.draw(st.booleans(), label="quotation") else []
    sorts, pieces = composed(toy_library, body, setting, float(measure), kinds)
    columns = data.draw(st.integers(1, 4), label="columns")
    depth = -(-len(pieces) // columns) + data.draw(st.integers(0, 3), label="white")
    top = data.draw(st.integers(0, min(3, depth - 1)), label="photograph")
    free = [list(range(top if n == 0 and columns > 1 else 0, depth)) for n in range(columns)]
    if flow(pieces, free)[1] < len(pieces):
        return
    goes_on = data.draw(st.booleans(), label="goes on")
    after = copyfit(sorts, pieces, free, [], goes_on=goes_on)
    holds(sorts, pieces, after)
    spots, count = level(after, free)
    assert count == len(after), "all of it has room"
    if columns == 1:
        assert after is pieces
    if goes_on:
        last = list(paragraphs(pieces))[-1]
        assert after[len(after) - (last[1] - last[0]) :] == pieces[last[0] :]
    missing = short_of_level(pieces, free)
    longer = pieces if goes_on or columns == 1 else levelled(sorts, pieces, missing)
    before = longer if flow(longer, free)[1] == len(longer) else pieces
    assert faults(spots, after) <= faults(level(before, free)[0], before)


@settings(max_examples=60)
@any_story
def test_a_paragraph_a_line_longer_or_shorter(toy_library, body, setting, measure, data):
    sorts, pieces = composed(toy_library, body, setting, float(measure))
    first, last = data.draw(st.sampled_from(list(paragraphs(pieces))), label="paragraph")
    more = data.draw(st.sampled_from([-1, +1]), label="more")
    after = changed(sorts, pieces, first, last, more)
    if after is not None:
        holds(sorts, pieces, after)
        assert len(after) == len(pieces) + more
        assert after[:first] == pieces[:first]
        assert after[last + more :] == pieces[last:]
