"""The taboo checker on Plates built by hand: faults that makeup does not make, each beside a page without it."""

from pathlib import Path

import numpy as np
import pytest

from banmian.layout import read_layout
from banmian.model import Article, ArticleKeys, Byline, Edition, Issue, Page, Paper, Paragraph
from banmian.plan import PagePlan
from banmian.plate import (
    BLACK,
    RED,
    WHITE,
    Colour,
    Direction,
    Fill,
    Group,
    Leg,
    Line,
    Picture,
    Plate,
    Role,
    Rule,
    TextRun,
    box_of,
    items_of,
)
from banmian.preflight import check_make_up
from banmian.preflight.cut_words import cut_at

TOY = Path(__file__).parents[1]
PITCH = 12


def run(x, y, text, role=Role.BODY, article="a", *, size=10.0, start=-1, face="song", colour=BLACK, down=False):
    """A line of one run whose em boxes begin at x and have their baseline at y."""
    n = len(text)
    only = TextRun(
        x=x,
        y=y,
        size=size,
        face=face,
        text=text,
        glyphs=np.arange(n, dtype=np.uint16),
        offsets=np.arange(n) * size,
        width=n * size,
        source="body" if start >= 0 else "",
        start=start,
        role=role,
        article=article,
        colour=colour,
        direction=Direction.VERTICAL if down else Direction.HORIZONTAL,
    )
    return Line(role=role, runs=(only,))


def stacked(*parts):
    """A column of lines, and of columns that stand in one."""
    lines = [line for part in parts for line in (part.children if isinstance(part, Group) else (part,))]
    return Group(role=Role.COLUMN, children=tuple(lines))


def column(x, top, lines, start=0, article="a", size=8, last=8):
    """So many lines of 8 字 one under the other; `last` characters in the last one."""
    counts = [size] * (lines - 1) + [last]
    texts = enumerate("字" * count for count in counts)
    return stacked(*(run(x, top + n * PITCH, text, article=article, start=start + n * size) for n, text in texts))


def head(x, y, text="四字标题", article="a", *, size=20.0, **more):
    line = run(x, y, text, Role.HEADLINE, article, size=size, **more)
    return Group(role=Role.HEAD, children=(Group(role=Role.HEADLINE, children=(line,)),))


def picture(x, y, width, height, article="a"):
    return Picture(x=x, y=y, width=width, height=height, file="a.jpg", article=article, role=Role.PHOTO)


def caption(x, y, text):
    return run(x, y, text, Role.CAPTION, size=8.0)


def figure(*parts):
    """A figure of pictures and of the lines of its caption."""
    lines = tuple(part for part in parts if isinstance(part, Line))
    pictures = [part for part in parts if isinstance(part, Picture)]
    return Group(role=Role.FIGURE, children=(*pictures, *([Group(role=Role.CAPTION, children=lines)] if lines else [])))


def legs_of(nodes, blocks):
    """The page of some nodes: the legs of their articles, in their blocks or else round them; before them the rest."""
    parts = {article: [] for article, *_ in blocks}
    rest = []
    for node in nodes:
        article = next(items_of([node])).article
        (parts.setdefault(article, []) if article else rest).append(node)
    places = {article: (slot, *box) for article, slot, *box in blocks}
    legs = []
    for article, own in parts.items():
        if article not in places:
            left, top, right, bottom = box_of(own)
            places[article] = article.upper(), left, top, right - left, bottom - top
        slot, x, y, width, height = places[article]
        legs.append(
            Leg(article=article, number=0, slot=slot, x=x, y=y, width=width, height=height, children=tuple(own))
        )
    return (*rest, *legs)


@pytest.fixture
def codes(tmp_path):
    """`codes(nodes, blocks)`: the codes of the findings of a page. A block is (article, slot, x, y, width, height)."""
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "toy-inner.toml").write_text((TOY / "toy" / "toy-inner.toml").read_text("utf-8"), "utf-8")
    layout = read_layout("toy-inner", tmp_path)

    def codes(items, blocks=(), paragraphs=(), order=(), names=()):
        plate = Plate(
            page=2,
            section="",
            width=400,
            height=540,
            bleed=0,
            grid_top=0,
            pitch=PITCH,
            children=legs_of(items, blocks),
        )
        keys = ArticleKeys(id="a", headline="标题", names=tuple(names), byline=(Byline(name="欧阳某"),))
        article = Article(keys=keys, paragraphs=tuple(Paragraph("字" * n) for n in paragraphs))
        page = Page(number=2, articles=tuple(order))
        edition = Edition(date="2026-11-23")
        issue = Issue(paper=Paper(name="玩具"), edition=edition, pages=(page,), articles=(article,))
        plan = PagePlan(page=page, layout=layout, legs=())
        return {finding.code for finding in check_make_up((plate,), (plan,), issue, {})}

    return codes


# ---- X1 ---------------------------------------------------------------------------------------------------


def test_x1_a_rail_at_the_side_is_no_half_of_the_page(codes):
    left = [("a", "A", 0, 0, 290, 200), ("b", "B", 0, 224, 290, 200)]
    over = [("d", "D", 0, 200, 350, 24)]
    assert "page-cut" not in codes([], [*left, ("c", "C", 300, 0, 60, 424), *over])
    wide = [("a", "A", 0, 0, 200, 250), ("b", "B", 0, 274, 200, 150), ("c", "C", 220, 0, 140, 424)]
    assert "page-cut" in codes([], wide)


def test_x1_the_edge_of_a_full_width_picture_is_no_cut(codes):
    blocks = [("a", "A", 0, 0, 360, 200), ("b", "B", 0, 224, 170, 200), ("c", "C", 190, 224, 170, 200)]
    down = ("d", "D", 100, 300, 170, 20)
    assert "page-cut" in codes([], [*blocks, down])
    assert "page-cut" not in codes([figure(picture(0, 0, 360, 180))], [*blocks, down])


def test_x1_a_frame_round_two_stories_holds_them_together(codes):
    blocks = [("a", "A", 0, 0, 360, 200), ("b", "B", 0, 224, 360, 200)]
    assert "page-cut" in codes([], blocks)
    frame = Rule(x0=-5, y0=-5, x1=-5, y1=430, weight=0.5, role=Role.FRAME)
    assert "page-cut" not in codes([frame], blocks)


# ---- heads ------------------------------------------------------------------------------------------------


def two(x, y, **more):
    """Two stories, the second with its head at (x, y)."""
    blocks = [("a", "A", 0, 0, 170, 200), ("b", "B", min(x, 180), 0 if x else y - 30, 170, 200)]
    return [head(0, 20), column(0, 60, 9), head(x, y, article="b", **more)], blocks


def test_x2_stacked_heads(codes):
    items = [head(0, 20), column(0, 60, 5), column(0, 130, 9, article="b"), head(0, 60, article="b")]
    blocks = [("a", "A", 0, 0, 170, 36), ("b", "B", 0, 40, 170, 200)]
    assert "heads-stacked" in codes(items, blocks)
    items[-1] = head(0, 200, article="b")
    assert "heads-stacked" not in codes(items, blocks)


def test_t10_neighbours_of_one_face_and_size(codes):
    items, blocks = two(180, 60)
    assert "heads-alike" in codes(items, blocks)
    for other in ({"face": "hei"}, {"size": 24.0}):
        items, blocks = two(180, 60, **other)
        assert "heads-alike" not in codes(items, blocks)
    items, blocks = two(180, 160)  # far down the page
    assert "heads-alike" not in codes(items, blocks)


def test_x3_a_subhead_at_the_foot_of_a_column(codes):
    first = stacked(column(0, 60, 5), run(0, 60 + 5 * PITCH, "分题", Role.SUBHEAD, start=40))
    after = column(100, 60, 6, start=50)
    assert "stranded-subhead" in codes([head(0, 20), first, after])
    some = column(0, 60 + 6 * PITCH, 2, start=43)
    assert "stranded-subhead" not in codes([head(0, 20), stacked(first, some), after])


def test_x5_text_away_from_its_head(codes):
    blocks = [("a", "A", 0, 0, 360, 200)]
    photo = figure(picture(0, 0, 90, 60))
    assert "text-away-from-head" in codes([head(100, 30), photo, column(0, 84, 8), column(100, 60, 10)], blocks)
    assert "text-away-from-head" not in codes([head(0, 30), column(0, 60, 8), column(100, 60, 8)], blocks)


def test_x5_a_head_within_its_text_and_one_beside_it_are_right(codes):
    blocks = [("a", "A", 0, 0, 360, 200)]
    within = [
        stacked(column(0, 20, 4), column(0, 110, 4, 32)),
        stacked(column(100, 20, 4, 64), column(100, 110, 4, 96)),
        head(50, 90),
    ]
    assert "text-away-from-head" not in codes(within, blocks)
    assert "text-away-from-head" not in codes([head(250, 30), column(0, 20, 9), column(100, 20, 9, 72)], blocks)


def test_t13_a_head_narrower_than_the_column_under_it(codes):
    blocks = [("a", "A", 0, 0, 170, 200)]
    photo = figure(picture(110, 0, 60, 40))
    wide = column(0, 60, 8, size=16, last=16)
    assert "head-too-narrow" in codes([head(0, 30), photo, wide], blocks)
    assert "head-too-narrow" not in codes([head(0, 30), wide], blocks)
    assert "head-too-narrow" not in codes([head(0, 30), photo, column(0, 60, 8)], blocks)


# ---- columns ----------------------------------------------------------------------------------------------


def test_x4_a_column_of_one_line(codes):
    assert "one-line-column" in codes([head(0, 20), column(0, 60, 5), column(100, 60, 1, 40)])
    assert "one-line-column" not in codes([head(0, 20), column(0, 60, 5), column(100, 60, 4, 40)])
    assert "one-line-column" not in codes([head(0, 20), column(0, 60, 1), column(100, 60, 1, 8)])


def test_x4_one_line_under_a_photo_that_is_level_with_the_foot_of_its_neighbour(codes):
    photo = figure(picture(100, 50, 80, 40))
    assert "one-line-column" in codes([head(0, 20), photo, column(0, 60, 5), column(100, 108, 1, 40)])
    assert "one-line-column" not in codes([head(0, 20), photo, column(0, 60, 5), column(100, 96, 2, 40)])


def test_x4_names_that_stand_in_a_row_are_no_columns(codes):
    rows = []
    for n in range(4):
        names = [run(x, 60 + n * PITCH, "某某", start=3 * (3 * n + x // 60)).runs[0] for x in (0, 60, 120)]
        rows.append(Line(role=Role.BODY, runs=tuple(names)))
    assert codes([head(0, 20), stacked(*rows, column(0, 108, 3, 40))]) == set()


def test_r5_a_column_that_begins_with_the_end_of_a_paragraph(codes):
    """50 characters: the first column has 48 of them, the second begins with the last two."""
    first = column(0, 60, 6)
    widow = stacked(run(100, 60, "字字", start=48), column(100, 72, 5, 51))
    assert "widow" in codes([head(0, 20), first, widow], paragraphs=(50, 40))
    fuller = stacked(run(100, 60, "字" * 7, start=48), column(100, 72, 5, 56))
    assert "widow" not in codes([head(0, 20), first, fuller], paragraphs=(55, 40))
    assert "widow" not in codes([head(0, 20), first, column(100, 60, 6, 48)], paragraphs=(96,))


def test_x8_columns_that_end_on_different_lines(codes):
    blocks = [("a", "A", 0, 0, 180, 180)]
    assert "uneven-columns" in codes([head(0, 20), column(0, 60, 9), column(100, 60, 7, 72)], blocks)
    assert "uneven-columns" not in codes([head(0, 20), column(0, 60, 9), column(100, 60, 8, 72)], blocks)


def test_x8_a_step_that_another_story_fills_is_no_white(codes):
    """An L: the second column ends where the block of another story begins."""
    blocks = [("a", "A", 0, 0, 180, 180), ("b", "B", 100, 110, 80, 70)]
    other = [head(100, 136, "某题", "b"), column(100, 150, 3, article="b")]
    assert "uneven-columns" not in codes([head(0, 20), column(0, 60, 10), column(100, 60, 4, 80), *other], blocks)


def test_x8_white_under_a_whole_story(codes):
    items = [head(0, 20), column(0, 60, 5), column(100, 60, 5, 40)]
    assert "white-at-foot" in codes(items, [("a", "A", 0, 0, 180, 180)])
    assert "white-at-foot" not in codes(items, [("a", "A", 0, 0, 180, 132)])


def test_x8_bands_of_vertical_text_are_read_from_the_right(codes):
    def band(y, lines, start):
        return stacked(*(run(160 - n * PITCH, y, "字" * 8, start=start + n * 8, down=True) for n in range(lines)))

    blocks = [("a", "A", 0, 0, 180, 170)]
    assert "uneven-columns" in codes([band(0, 9, 0), band(90, 6, 72)], blocks)
    assert "uneven-columns" not in codes([band(0, 9, 0), band(90, 8, 72)], blocks)


# ---- pictures, ground, words ------------------------------------------------------------------------------


def test_k1_a_caption_away_from_its_picture(codes):
    photo = picture(0, 0, 120, 80)
    assert "caption-away" in codes([figure(photo, caption(0, 150, "说明"))])
    assert "caption-away" in codes([figure(caption(0, 90, "说明"))])
    for x, y in ((0, 90), (124, 70), (0, -4)):  # below, beside, above
        assert codes([figure(photo, caption(x, y, "说明"))]) == set()


def test_k1_a_caption_nearer_to_the_picture_of_another_story(codes):
    own = figure(picture(0, 0, 120, 80), caption(0, 96, "说明"))
    assert "caption-astray" in codes([own, figure(picture(0, 99, 120, 80, "b"))])
    assert codes([own, figure(picture(0, 140, 120, 80, "b"))]) == set()


GREY = Colour("grey", (0, 0, 0, 0.4), (0.6, 0.6, 0.6))


@pytest.mark.parametrize(
    ("ground", "face", "size", "bad"),
    [
        (BLACK, "hei-bold", 9.0, False),
        (RED, "hei-bold", 9.0, False),
        (BLACK, "hei-bold", 8.0, True),
        (BLACK, "hei-regular", 9.0, True),
        (BLACK, "song-bold", 12.0, True),
        (BLACK, "song-bold", 14.0, False),
        (GREY, "hei-bold", 20.0, True),
        (None, "hei-bold", 20.0, True),
    ],
)
def test_x7_reversed_type(codes, ground, face, size, bad):
    fill = [Fill(x=0, y=0, width=200, height=60, colour=ground, role=Role.TINT)] if ground else []
    found = codes([*fill, head(10, 40, "反白", face=face, size=size, colour=WHITE)])
    assert ("reversed-type" in found) is bad
    assert "reversed-type" not in codes([*fill, head(10, 40, "反白", face=face, size=size)])


def test_x6_a_grey_page(codes):
    text = [column(n * 90, 20, 45, n * 360) for n in range(5)]
    assert "grey-page" in codes(text)
    assert "grey-page" not in codes([*text, figure(picture(0, 560, 100, 60))])
    assert "grey-page" not in codes([*text, Rule(x0=0, y0=0, x1=0, y1=90, weight=0.5, role=Role.FRAME)])
    assert "grey-page" not in codes(text[:2])


def test_x10_a_caption_whose_turn_cuts_a_name(codes):
    lines = [caption(0, 88, "图为记者欧"), caption(0, 100, "阳某在现场")]
    photo = picture(0, 0, 120, 80)
    assert codes([figure(photo, *lines)]) == {"cut-by-turn"}
    whole = [caption(0, 88, "图为记者"), caption(0, 100, "欧阳某在现场")]
    assert codes([figure(photo, *whole)]) == set()


@pytest.mark.parametrize(
    ("above", "below", "cut"),
    [
        ("大桥11月", "23日通车", "11月23日"),
        ("投资1.8", "7亿元", "1.87亿元"),
        ("历时23", "个月建成", "23个"),
        ("二〇二六年十", "一月", "二〇二六年十一月"),
        ("走过江只需", "7分钟", ""),
        ("今冬第一", "场雪", ""),
        ("王小", "明获奖", "王小明"),
        ("大桥今日", "三百人走过", ""),
    ],
)
def test_x10_what_a_turn_cuts(above, below, cut):
    assert cut_at(above, below, ["王小明"]) == cut
