"""The taboo checker on Plates built by hand: faults that makeup does not make, each beside a page without it."""

from pathlib import Path

import numpy as np
import pytest

from banmian.layout import read_layout
from banmian.model import Article, ArticleKeys, Byline, Edition, Issue, Page, Paper, Paragraph
from banmian.plan import PagePlan
from banmian.plate import BLACK, RED, WHITE, Colour, Direction, Fill, Leg, Picture, Plate, Rule, TextRun
from banmian.preflight import check_make_up
from banmian.preflight.cut_words import cut_at

TOY = Path(__file__).parents[1]
PITCH = 12


def run(x, y, text, role="body", article="a", *, size=10.0, start=-1, face="song", colour=BLACK, down=False):
    """A run whose em boxes begin at x and have their baseline at y."""
    n = len(text)
    return TextRun(
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


def column(x, top, lines, start=0, article="a", size=8, last=8):
    """So many lines of 8 字 one under the other; `last` characters in the last one."""
    found = []
    for n in range(lines):
        count = last if n == lines - 1 else size
        found.append(run(x, top + n * PITCH, "字" * count, article=article, start=start + n * size))
    return found


def picture(x, y, width, height, article="a"):
    return Picture(x=x, y=y, width=width, height=height, file="a.jpg", article=article, role="photo")


def leg(article, slot, x, y, width, height):
    return Leg(article=article, number=0, slot=slot, x=x, y=y, width=width, height=height)


@pytest.fixture
def codes(tmp_path):
    """`codes(items, blocks)`: the codes of the findings of a page. A block is (article, slot, x, y, width, height)."""
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
            children=(*(leg(*block) for block in blocks), *items),
        )
        keys = ArticleKeys(id="a", headline="标题", names=tuple(names), byline=(Byline(name="欧阳某"),))
        article = Article(keys=keys, paragraphs=tuple(Paragraph("字" * n) for n in paragraphs))
        page = Page(number=2, articles=tuple(order))
        edition = Edition(date="2026-11-23")
        issue = Issue(paper=Paper(name="玩具"), edition=edition, pages=(page,), articles=(article,))
        plan = PagePlan(page=page, layout=layout, legs=())
        return {finding.code for finding in check_make_up((plate,), (plan,), issue)}

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
    assert "page-cut" not in codes([picture(0, 0, 360, 180)], [*blocks, down])


def test_x1_a_frame_round_two_stories_holds_them_together(codes):
    blocks = [("a", "A", 0, 0, 360, 200), ("b", "B", 0, 224, 360, 200)]
    assert "page-cut" in codes([], blocks)
    frame = Rule(x0=-5, y0=-5, x1=-5, y1=430, weight=0.5, role="frame")
    assert "page-cut" not in codes([frame], blocks)


# ---- heads ------------------------------------------------------------------------------------------------


def head(x, y, text="四字标题", article="a", **more):
    return run(x, y, text, "headline", article, size=more.pop("size", 20.0), **more)


def two(x, y, **more):
    """Two stories, the second with its head at (x, y)."""
    blocks = [("a", "A", 0, 0, 170, 200), ("b", "B", min(x, 180), 0 if x else y - 30, 170, 200)]
    return [head(0, 20), *column(0, 60, 9), head(x, y, article="b", **more)], blocks


def test_x2_stacked_heads(codes):
    items = [head(0, 20), *column(0, 60, 5), *column(0, 130, 9, article="b"), head(0, 60, article="b")]
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
    subhead = run(0, 60 + 5 * PITCH, "分题", "subhead", start=40)
    after = column(100, 60, 6, start=50)
    assert "stranded-subhead" in codes([head(0, 20), *column(0, 60, 5), subhead, *after])
    some = column(0, 60 + 6 * PITCH, 2, start=43)
    assert "stranded-subhead" not in codes([head(0, 20), *column(0, 60, 5), subhead, *some, *after])


def test_x5_text_away_from_its_head(codes):
    blocks = [("a", "A", 0, 0, 360, 200)]
    photo = picture(0, 0, 90, 60)
    assert "text-away-from-head" in codes([head(100, 30), photo, *column(0, 84, 8), *column(100, 60, 10)], blocks)
    assert "text-away-from-head" not in codes([head(0, 30), *column(0, 60, 8), *column(100, 60, 8)], blocks)


def test_x5_a_head_within_its_text_and_one_beside_it_are_right(codes):
    blocks = [("a", "A", 0, 0, 360, 200)]
    within = [
        *column(0, 20, 4),
        *column(0, 110, 4, 32),
        *column(100, 20, 4, 64),
        *column(100, 110, 4, 96),
        head(50, 90),
    ]
    assert "text-away-from-head" not in codes(within, blocks)
    assert "text-away-from-head" not in codes([head(250, 30), *column(0, 20, 9), *column(100, 20, 9, 72)], blocks)


def test_t13_a_head_narrower_than_the_column_under_it(codes):
    blocks = [("a", "A", 0, 0, 170, 200)]
    photo = picture(110, 0, 60, 40)
    wide = column(0, 60, 8, size=16, last=16)
    assert "head-too-narrow" in codes([head(0, 30), photo, *wide], blocks)
    assert "head-too-narrow" not in codes([head(0, 30), *wide], blocks)
    assert "head-too-narrow" not in codes([head(0, 30), photo, *column(0, 60, 8)], blocks)


# ---- columns ----------------------------------------------------------------------------------------------


def test_x4_a_column_of_one_line(codes):
    assert "one-line-column" in codes([head(0, 20), *column(0, 60, 5), *column(100, 60, 1, 40)])
    assert "one-line-column" not in codes([head(0, 20), *column(0, 60, 5), *column(100, 60, 4, 40)])
    assert "one-line-column" not in codes([head(0, 20), *column(0, 60, 1), *column(100, 60, 1, 8)])


def test_x4_one_line_under_a_photo_that_is_level_with_the_foot_of_its_neighbour(codes):
    photo = picture(100, 50, 80, 40)
    assert "one-line-column" in codes([head(0, 20), photo, *column(0, 60, 5), *column(100, 108, 1, 40)])
    assert "one-line-column" not in codes([head(0, 20), photo, *column(0, 60, 5), *column(100, 96, 2, 40)])


def test_x4_names_that_stand_in_a_row_are_no_columns(codes):
    row = [run(x, 60 + n * PITCH, "某某", start=3 * (3 * n + x // 60)) for n in range(4) for x in (0, 60, 120)]
    assert codes([head(0, 20), *row, *column(0, 108, 3, 40)]) == set()


def test_r5_a_column_that_begins_with_the_end_of_a_paragraph(codes):
    """50 characters: the first column has 48 of them, the second begins with the last two."""
    first = column(0, 60, 6)
    widow = [run(100, 60, "字字", start=48), *column(100, 72, 5, 51)]
    assert "widow" in codes([head(0, 20), *first, *widow], paragraphs=(50, 40))
    fuller = [run(100, 60, "字" * 7, start=48), *column(100, 72, 5, 56)]
    assert "widow" not in codes([head(0, 20), *first, *fuller], paragraphs=(55, 40))
    assert "widow" not in codes([head(0, 20), *first, *column(100, 60, 6, 48)], paragraphs=(96,))


def test_x8_columns_that_end_on_different_lines(codes):
    blocks = [("a", "A", 0, 0, 180, 180)]
    assert "uneven-columns" in codes([head(0, 20), *column(0, 60, 9), *column(100, 60, 7, 72)], blocks)
    assert "uneven-columns" not in codes([head(0, 20), *column(0, 60, 9), *column(100, 60, 8, 72)], blocks)


def test_x8_a_step_that_another_story_fills_is_no_white(codes):
    """An L: the second column ends where the block of another story begins."""
    blocks = [("a", "A", 0, 0, 180, 180), ("b", "B", 100, 110, 80, 70)]
    other = [head(100, 136, "某题", "b"), *column(100, 150, 3, article="b")]
    assert "uneven-columns" not in codes([head(0, 20), *column(0, 60, 10), *column(100, 60, 4, 80), *other], blocks)


def test_x8_white_under_a_whole_story(codes):
    items = [head(0, 20), *column(0, 60, 5), *column(100, 60, 5, 40)]
    assert "white-at-foot" in codes(items, [("a", "A", 0, 0, 180, 180)])
    assert "white-at-foot" not in codes(items, [("a", "A", 0, 0, 180, 132)])


def test_x8_bands_of_vertical_text_are_read_from_the_right(codes):
    def band(y, lines, start):
        return [run(160 - n * PITCH, y, "字" * 8, start=start + n * 8, down=True) for n in range(lines)]

    blocks = [("a", "A", 0, 0, 180, 170)]
    assert "uneven-columns" in codes([*band(0, 9, 0), *band(90, 6, 72)], blocks)
    assert "uneven-columns" not in codes([*band(0, 9, 0), *band(90, 8, 72)], blocks)


# ---- pictures, ground, words ------------------------------------------------------------------------------


def test_k1_a_caption_away_from_its_picture(codes):
    photo = picture(0, 0, 120, 80)
    assert "caption-away" in codes([photo, run(0, 150, "说明", "caption", size=8.0)])
    assert "caption-away" in codes([run(0, 90, "说明", "caption", size=8.0)])
    for x, y in ((0, 90), (124, 70), (0, -4)):  # below, beside, above
        assert codes([photo, run(x, y, "说明", "caption", size=8.0)]) == set()


def test_k1_a_caption_nearer_to_the_picture_of_another_story(codes):
    between = run(0, 96, "说明", "caption", size=8.0)
    assert "caption-astray" in codes([picture(0, 0, 120, 80), between, picture(0, 99, 120, 80, "b")])
    assert codes([picture(0, 0, 120, 80), between, picture(0, 140, 120, 80, "b")]) == set()


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
    fill = [Fill(x=0, y=0, width=200, height=60, colour=ground, role="tint")] if ground else []
    found = codes([*fill, run(10, 40, "反白", "headline", face=face, size=size, colour=WHITE)])
    assert ("reversed-type" in found) is bad
    assert "reversed-type" not in codes([*fill, run(10, 40, "反白", "headline", face=face, size=size)])


def test_x6_a_grey_page(codes):
    text = [line for n in range(5) for line in column(n * 90, 20, 45, n * 360)]
    assert "grey-page" in codes(text)
    assert "grey-page" not in codes([*text, picture(0, 560, 100, 60)])
    assert "grey-page" not in codes([*text, Rule(x0=0, y0=0, x1=0, y1=90, weight=0.5, role="frame")])
    assert "grey-page" not in codes(text[:100])


def test_x10_a_caption_whose_turn_cuts_a_name(codes):
    lines = [run(0, 88, "图为记者欧", "caption", size=8.0), run(0, 100, "阳某在现场", "caption", size=8.0)]
    photo = picture(0, 0, 120, 80)
    assert codes([photo, *lines]) == {"cut-by-turn"}
    whole = [run(0, 88, "图为记者", "caption", size=8.0), run(0, 100, "欧阳某在现场", "caption", size=8.0)]
    assert codes([photo, *whole]) == set()


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
