"""栏头, the dress of headline groups, and the colours of a design."""

import pytest
from msgspec.structs import replace

from banmian.layout import HeadlineRank, TypeSize, read_layout
from banmian.layout.styles import ColourKeys
from banmian.makeup.heads.dress import dress_of, dressed, sturdy
from banmian.makeup.heads.headings import heading_items, heading_rows
from banmian.makeup.heads.headline import set_headline
from banmian.makeup.lines.colours import colour, is_dark
from banmian.makeup.lines.labels import LabelCase
from banmian.model import Article, ArticleKeys
from banmian.plate import BLACK, RED, WHITE, Fill, Rule, TextRun, items_of

LAYOUT = replace(
    read_layout("broadsheet-news"),
    colours={
        "sand": ColourKeys(cmyk=(0, 5, 20, 5)),
        "river": ColourKeys(cmyk=(80, 30, 0, 0), rgb=(10, 45, 80)),
    },
)
ARTICLE = Article(keys=ArticleKeys(id="a", headline="主题在此", kicker="引题", deck="副题"), paragraphs=())


def rank(**keys):
    sizes = {
        "main": TypeSize(size=16, role="headline"),
        "kicker": TypeSize(size=12, role="kicker"),
        "deck": TypeSize(size=12, role="headline-hard"),
    }
    return HeadlineRank(**sizes, **keys)


# ---- colours ----------------------------------------------------------------------------------------------


def test_colours_of_a_design():
    assert colour(LAYOUT, "") is BLACK
    assert colour(LAYOUT, "red") is RED
    assert colour(LAYOUT, "black 12%") == BLACK.tint(0.12)
    sand = colour(LAYOUT, "sand")
    assert sand.cmyk == (0, 0.05, 0.2, 0.05)
    assert sand.rgb == (0.95, 0.9025, 0.76), "the light that the inks leave"
    assert colour(LAYOUT, "river").rgb == (0.1, 0.45, 0.8)
    assert colour(LAYOUT, "river 50%").cmyk == (0.4, 0.15, 0, 0)


@pytest.mark.parametrize("text", ["sea", "12%", "sand x"])
def test_a_colour_that_a_design_has_not(text):
    with pytest.raises(ValueError, match="no colour"):
        colour(LAYOUT, text)


@pytest.mark.parametrize(
    ("text", "dark"), [("black", 1), ("black 60%", 1), ("black 59%", 0), ("red", 1), ("white", 0), ("sand", 0)]
)
def test_x7_type_is_white_where_the_ground_takes_60_per_cent_of_the_light(text, dark):
    assert is_dark(colour(LAYOUT, text)) is bool(dark)


# ---- headings ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["bar", "rule", "ground"])
@pytest.mark.parametrize("align", ["left", "centre"])
@pytest.mark.parametrize("width", [40.0, 108.0, 400.0])
def test_g10_a_heading_stays_in_its_rows(toy_library, form, align, width):
    style = replace(LAYOUT.style.heading, align=align)
    layout = replace(LAYOUT, style=replace(LAYOUT.style, heading=style))
    rows = heading_rows("澜江两岸", layout)
    assert rows == 2
    found = heading_items("澜江两岸", layout, 30.0, 100.0, width, LabelCase(toy_library), form=form)
    assert found.items
    for item in items_of(found.items):
        left, top, right, bottom = box(item)
        assert left >= 30 - 0.01
        assert right <= 30 + width + 0.01
        assert top >= 100
        assert bottom < 100 + rows * layout.grid.pitch
    [run] = [item for item in items_of(found.items) if isinstance(item, TextRun)]
    assert (run.text, run.role, run.article) == ("澜江两岸", "heading", "")
    assert run.size <= 12


def box(item):
    if isinstance(item, TextRun):
        return item.box
    if isinstance(item, Fill):
        return item.x, item.y, item.x + item.width, item.y + item.height
    half = item.weight / 2
    return min(item.x0, item.x1), item.y0 - half, max(item.x0, item.x1), item.y0 + half


def test_no_heading_takes_no_rows(toy_library):
    assert heading_rows("", LAYOUT) == 0
    assert heading_items("", LAYOUT, 0, 0, 100, LabelCase(toy_library)).items == ()


def test_a_heading_that_is_far_too_long_is_said(toy_library):
    found = heading_items("一二三四五六七八九十" * 2, LAYOUT, 0, 0, 108, LabelCase(toy_library), article=ARTICLE)
    assert [(f.code, f.article) for f in found.findings] == [("long-heading", "a")]
    assert {item.role for item in items_of(found.items)} == {"series"}


def test_x7_a_title_on_a_dark_ground_is_white(toy_library):
    for ink, expected in (("red", WHITE), ("sand", BLACK)):
        found = heading_items("澜江", LAYOUT, 0, 0, 108, LabelCase(toy_library), form="ground", ink=ink)
        [run] = [item for item in items_of(found.items) if isinstance(item, TextRun)]
        assert run.colour == expected


# ---- the dress of a headline group ------------------------------------------------------------------------


def dressed_group(toy_library, given, width=300.0, extra=0):
    """The items of a dressed group at (20, 40), and the rows that it takes."""
    case = LabelCase(toy_library)
    given = sturdy(given)
    room = dress_of(given, LAYOUT)
    group = set_headline(ARTICLE, given, width - room.narrower, 12.0, 9.0, case, 1, "A")
    lines = group.placed(20 + room.left, 40 + room.down, width - room.narrower, 12.0, extra)
    rows = group.lines + room.rows + extra
    found = dressed(given, LAYOUT, ARTICLE, lines, (20.0, 40.0, width, rows * 12.0), case)
    return list(items_of(found)), rows


@pytest.mark.parametrize("rule", ["none", "above", "below", "both"])
@pytest.mark.parametrize("tint", ["", "sand"])
@pytest.mark.parametrize("ornament", ["", "bar", "square", "◆"])
@pytest.mark.parametrize("align", ["left", "centre"])
@pytest.mark.parametrize("extra", [0, 2])
def test_a_dress_stays_in_its_rows_and_off_the_type(toy_library, rule, tint, ornament, align, extra):
    given = rank(rule=rule, tint=tint, ornament=ornament, align=align)
    items, rows = dressed_group(toy_library, given, extra=extra)
    for item in items:
        left, top, right, bottom = box(item)
        assert left >= 20 - 0.01
        assert right <= 320.01
        assert top >= 40
        assert bottom <= 40 + rows * 12
    type_ = [item for item in items if isinstance(item, TextRun) and item.role != "ornament"]
    top, bottom = min(run.box[1] for run in type_), max(run.box[3] for run in type_)
    rules = [item for item in items if isinstance(item, Rule)]
    assert len(rules) == {"none": 0, "both": 2}.get(rule, 1)
    for item in rules:
        assert not top - 2 < item.y0 < bottom + 2
    pieces = [item for item in items if item.role == "ornament"]
    assert bool(pieces) == bool(ornament)
    for piece in pieces:
        assert box(piece)[2] < min(run.x for run in type_ if run.role == "headline")
    grounds = [item for item in items if isinstance(item, Fill) and item.role == "head-ground"]
    assert bool(grounds) == bool(tint)
    for ground in grounds:
        assert items[0] is ground
        assert ground.y + 3 < top
        assert ground.y + ground.height > bottom + 3


def test_a_rank_without_a_dress_takes_nothing():
    assert dress_of(rank(), LAYOUT) == (0, 0.0, 0.0, 0.0)
    assert sturdy(rank(tint="sand")) == rank(tint="sand")


def test_x7_reversed_type_is_white_and_has_no_hairlines(toy_library):
    given = rank(tint="black 75%", reversed=True, rule="both", ornament="◆")
    found = sturdy(given)
    assert [found.main.role, found.kicker.role, found.deck.role] == ["headline-hard"] * 3
    large = sturdy(replace(given, main=TypeSize(size=26, role="headline")))
    assert large.main.role == "headline"
    items, _ = dressed_group(toy_library, given)
    assert {item.colour for item in items if not isinstance(item, Fill)} == {WHITE}
