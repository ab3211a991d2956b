"""Any headline pattern in any slot with any article: the page that comes of it holds the promises (F2, F3, K6, X8).

Designs are drawn at random on a grid of 8 字 and 12 pt: a slot of one to five basic columns, framed, stepped or plain,
its headline in any of the patterns that its shape allows, places for photographs at the top, at the foot or on a line.
The articles have paragraphs, subheads, quotations, one to three lines of headline, photographs of several shapes.
"""

import datetime
from collections import Counter
from itertools import combinations, count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from banmian.makeup.lines.runs import baseline
from banmian.making import make_plates
from banmian.model import (
    Article,
    ArticleKeys,
    Byline,
    Edition,
    Issue,
    Page,
    Paper,
    Paragraph,
    ParagraphKind,
    Photo,
)
from banmian.plate import Fill, Picture
from banmian.report import make_report

BODY, PITCH, MEASURE = 10.0, 12.0, 8
SHAPES = {"wide.png": (60, 20), "usual.png": (30, 20), "tall.png": (20, 30)}
TEXT = (
    "天地玄黄，宇宙洪荒。日月盈昃，辰宿列张。“寒来暑往”，秋收冬藏；闰馀成岁、律吕调阳。云腾致雨2026年，露结为霜。" * 12
)
SQUEEZED = "“《（"
TOP_HEADS = ("over", "over-left")
SIDE_HEADS = ("at-left", "waist", "surrounded", "beside", "vertical-left", "vertical-right")

enough = settings(
    max_examples=settings.default.max_examples * 10,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@st.composite
def designs(draw):
    """The TOML of a design with the article slot A and, on a stepped one, the slot B in what it leaves."""
    basic = draw(st.integers(1, 5))
    lines = draw(st.integers(12, 46))
    stepped = basic > 1 and draw(st.sampled_from([False, False, True]))
    if stepped:
        inner = draw(st.integers(1, basic - 1))
        part = "A" * inner + "B" * (basic - inner)
        part = part if draw(st.booleans()) else part[::-1]
        high = draw(st.integers(4, lines - 5))
        rows = [f"{high} {'A' * basic}", f"{lines - high - 1} {part}"]
        rows = rows if draw(st.booleans()) else [f"{high} {part}", f"{lines - high - 1} {'A' * basic}"]
        columns, frame = basic, False
    else:
        rows = [f"{lines} {'A' * basic}"]
        frame = draw(st.sampled_from([False, False, True]))
        width = basic * 9 - 1 - 2 * frame
        columns = draw(st.sampled_from([n for n in range(1, 6) if (width - n + 1) // n >= 6]))
    heads = [*TOP_HEADS, *(() if stepped else SIDE_HEADS)]
    if columns == 1:
        heads = [head for head in heads if head in ("over", "waist", "surrounded", "beside")]
    if columns < 3:
        heads = [head for head in heads if head != "surrounded"]
    if stepped and not rows[0].endswith("A" * basic):
        heads = ["over"]
    head = draw(st.sampled_from(heads))
    places = []
    for _ in range(draw(st.integers(0, 2))):
        first = draw(st.integers(1, columns))
        last = draw(st.integers(first, columns))
        at = draw(st.sampled_from(['"top"', '"foot"', "3", "7"]))
        low = draw(st.integers(3, 8))
        limits = draw(st.sampled_from(["", f", lines = [{low}, {low + 6}]"]))
        around = draw(st.sampled_from(["", ", around = true"]))
        places.append(f"{{ columns = [{first}, {last}], at = {at}{limits}{around} }}")
    plan = "\n".join(rows)
    other = '[slot.B]\ntakes = "advert"' if stepped else ""
    return f'''
title = "图样"
plan = """
{plan}
"""
[sheet]
trim = [200, 250]
[grid]
columns = {basic}
measure = {MEASURE}
gutter = 1
lines = {lines}
body = {BODY:g}
pitch = {PITCH:g}
[headline.plain]
main = {{ size = {draw(st.sampled_from([15, 20, 28]))}, role = "headline" }}
kicker = {{ size = 12, role = "kicker" }}
deck = {{ size = 12, role = "deck" }}
align = "{draw(st.sampled_from(["left", "centre"]))}"
[slot.A]
takes = "article"
headline = "plain"
columns = {columns}
head = "{head}"
frame = {str(frame).lower()}
photos = [{", ".join(places)}]
{other}
'''


@st.composite
def articles(draw):
    paragraphs = []
    for _ in range(draw(st.integers(1, 8))):
        begin = draw(st.integers(0, 60))
        text = "据" + TEXT[begin : begin + draw(st.integers(5, 160))]
        match draw(st.sampled_from(["body", "body", "body", "body", "subhead", "quotation"])):
            case "subhead":
                paragraphs.append(Paragraph(text[: draw(st.integers(3, 14))], ParagraphKind.SUBHEAD))
            case "quotation":
                paragraphs.append(Paragraph(text, ParagraphKind.QUOTATION))
            case _:
                paragraphs.append(Paragraph(text))
    headline = [TEXT[n : n + draw(st.integers(2, 18))] for n in range(draw(st.integers(1, 3)))]
    photos = [
        Photo(file=draw(st.sampled_from(["", *SHAPES])), caption=TEXT[: draw(st.integers(0, 30))], credit="王飞 摄")
        for _ in range(draw(st.integers(0, 2)))
    ]
    return Article(
        keys=ArticleKeys(
            id="a",
            headline=tuple(headline),
            kicker=draw(st.sampled_from(["", "引题说一件事"])),
            deck=draw(st.sampled_from(["", "——副题再说一件事"])),
            byline=draw(st.sampled_from([(), (Byline(name="王飞", role="记者"),)])),
            photos=tuple(photos),
        ),
        paragraphs=tuple(paragraphs),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory, toy_folder):
    home = tmp_path_factory.mktemp("patterns")
    (home / "layouts").mkdir()
    (home / "layouts" / "toy-inner.toml").write_bytes((toy_folder / "layouts" / "toy-inner.toml").read_bytes())
    for name, size in SHAPES.items():
        Image.new("L", size, 128).save(home / name)
    return home


class Made:
    """The page of a drawn design with a drawn article, and the ground on which its slot stands."""

    def __init__(self, issue, library):
        from banmian.layout import read_layout
        from banmian.makeup.text.ground import ground_of

        self.issue = issue
        made, _ = make_plates(issue, library)
        self.plate, self.findings = made.plates[0], made.findings
        self.codes = {finding.code for finding in made.findings}
        (self.told,) = make_report(issue, made, made.findings)["articles"]
        self.layout = read_layout(issue.pages[0].layout, issue_folder(issue))
        self.slot = self.layout.slot("A")
        self.ground = ground_of(self.slot, self.layout, self.layout.origin(1))
        self.crowded = "headline-no-room" in self.codes
        self.text = [(ink(run), run) for run in self.plate.texts("a") if run.body >= 0 or run.role == "jump"]
        heads = ("headline", "kicker", "deck", "byline")
        self.heads = [] if self.crowded else [(ink(run), run) for run in self.plate.texts("a") if run.role in heads]
        self.captions = [(ink(run), run) for run in self.plate.texts("a") if run.role in ("caption", "credit")]
        self.pictures = [
            ((i.x, i.y, i.x + i.width, i.y + i.height), i)
            for i in self.plate.items
            if isinstance(i, Picture) or (isinstance(i, Fill) and i.role == "photo-missing")
        ]

    @property
    def areas(self):
        """The rectangles of the slot in pt, less its frame."""
        left, top = self.layout.origin(1)
        areas = [self.slot.inner] if self.slot.is_boxed else self.slot.areas
        return [
            (left + r.left * BODY, top + r.top * PITCH, left + r.right * BODY, top + r.bottom * PITCH) for r in areas
        ]

    def column_of(self, box):
        return max(n for n in range(self.ground.columns) if self.ground.column_x(n) <= box[0] + 5.01)


def issue_folder(issue):
    from pathlib import Path

    return Path(issue.folder)


def ink(run):
    """The box of a run without the blank half of a mark that opens it: P10 takes it from the line, not the glyph."""
    left, top, right, bottom = run.box
    return (left + 0.5 * run.size, top, right, bottom) if run.text[0] in SQUEEZED else (left, top, right, bottom)


def overlap(one, other, least=0.05):
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > least and min(one[3], other[3]) - max(one[1], other[1]) > least
    )


def holds(area, x, y):
    return area[0] - 0.1 <= x <= area[2] + 0.1 and area[1] - 0.1 <= y <= area[3] + 0.1


NUMBERS = count(1)


@pytest.fixture(scope="module")
def made_up(folder, toy_library):
    def made_up(data):
        design, article = data.draw(designs()), data.draw(articles())
        name = f"random-{next(NUMBERS)}"
        (folder / "layouts" / f"{name}.toml").write_text(design, "utf-8")
        issue = Issue(
            paper=Paper(name="玩具日报"),
            edition=Edition(date=datetime.date(2026, 11, 23), number=1),
            pages=(
                Page(number=1, section="要闻", layout=name, articles=("a@A",)),
                *(data.draw(st.sampled_from([(), (Page(number=2, section="要闻", layout="toy-inner"),)]))),
            ),
            articles=(article,),
            folder=str(folder),
        )
        return Made(issue, toy_library)

    return made_up


@enough
@given(data=st.data())
def test_a_page_holds_its_promises(made_up, data):
    made = made_up(data)
    nothing_is_lost(made)
    nothing_overlaps(made)
    all_is_inside(made)
    baselines_are_on_the_grid(made)
    columns_are_level(made)
    white_is_said(made)


def nothing_is_lost(made):
    body = made.issue.articles[0].body
    left = made.told["overset"]["text"]
    assert "".join(piece["text"] for piece in made.told["pieces"]) + left == body
    assert bool(left) == ("overset" in made.codes)
    printed = Counter()
    for _, run in made.text:
        if run.body >= 0:
            assert body[run.body : run.body + len(run.text)] == run.text
            printed.update(range(run.body, run.body + len(run.text)))
    assert not printed or set(printed.values()) == {1}


def nothing_overlaps(made):
    for (one, run), (other, second) in combinations(made.text, 2):
        assert not overlap(one, other), (run.text, second.text)
    for one, run in made.text:
        for other, thing in (*made.heads, *made.captions, *made.pictures):
            assert not overlap(one, other), (run.text, thing)
    for one, run in (*made.heads, *made.captions):
        for other, thing in made.pictures:
            assert not overlap(one, other), (run.text, thing)
    for (one, run), (other, second) in combinations([*made.captions, *made.heads], 2):
        if run.role != second.role:
            assert not overlap(one, other, 1), (run.text, second.text)
    for (one, _), (other, _) in combinations(made.pictures, 2):
        assert not overlap(one, other)


def all_is_inside(made):
    """Every corner of every box lies in the shape of the slot."""
    for boxes, slack in ((made.text, 0.01), (made.captions, 0.01), (made.pictures, 0.01), (made.heads, 0.01)):
        for box, thing in boxes:
            for x in (box[0] + slack, box[2] - slack):
                for y in (box[1] + slack, box[3] - slack):
                    inside = any(holds(area, x, y) for area in made.areas)
                    assert inside, (thing, made.areas)


def baselines_are_on_the_grid(made):
    for _, run in made.text:
        if run.role != "subhead":
            rows = (run.y - baseline(made.plate.grid_top, PITCH, BODY)) / PITCH
            assert abs(rows - round(rows)) < 0.001, run.text


def columns_are_level(made):
    """F3: where nothing stands among the columns and no subhead has moved on."""
    subheads = any(p.kind is ParagraphKind.SUBHEAD for p in made.issue.articles[0].paragraphs)
    if made.slot.is_stepped or made.pictures or subheads or made.slot.head != "over" or not made.text:
        return
    ends = dict.fromkeys(range(made.ground.columns), 0.0)
    for box, _ in made.text:
        column = made.column_of(box)
        ends[column] = max(ends[column], box[3])
    if len(made.text) >= made.ground.columns:
        assert max(ends.values()) - min(ends.values()) <= PITCH + 0.01, ends


def white_is_said(made):
    """X8: a column in which more than two lines are white at its foot, or four and more elsewhere, is a finding."""
    if made.codes & {"underset", "overset", "photo-no-room", "high-headline", "headline-no-room", "jump-badly-cut"}:
        return
    things = [box for box, _ in (*made.text, *made.captions, *made.pictures)]
    whole = made.slot.head in ("over", "waist")
    if made.heads:
        left, top, right, bottom = (
            some(box[n] for box, _ in made.heads) for n, some in enumerate((min, min, max, max))
        )
        if whole:
            left, right = made.ground.x, made.ground.x + made.ground.width
        things.append((left, top, right, bottom))
    for number, column in enumerate(made.slot.columns):
        left = made.ground.column_x(number)
        right = left + column.measure * BODY
        top = made.ground.y + column.top * PITCH
        bottom = top + column.rows * PITCH
        within = sorted((b[1], b[3]) for b in things if b[0] < right - 1 and b[2] > left + 1 and b[3] > top + 1)
        reached, gaps = top, []
        for begins, ends in within:
            gaps.append((begins - reached) / PITCH)
            reached = max(reached, ends)
        if whole or made.slot.head == "over-left":
            under_head = reached == max((box[3] for box, _ in made.heads), default=0.0)  # whose own white is there too
            assert (bottom - reached) / PITCH < (4.5 if under_head else 3.2), ("foot", number)
        if whole:
            moved = 3 if any(p.kind is ParagraphKind.SUBHEAD for p in made.issue.articles[0].paragraphs) else 0
            assert max(gaps, default=0.0) < 4 + moved, ("hole", number, gaps)  # R6: three rows that it leaves
