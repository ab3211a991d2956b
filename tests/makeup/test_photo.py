"""Photo blocks: whole grid lines, captions and credits on them, groups, captions beside the picture (K1 to K5, G10).

In the toy face a 字 of a caption is 8 pt. The body is 10 pt on a pitch of 12, so edges of pictures lie 1 pt inside the
lines of the grid.
"""

from itertools import pairwise

import pytest
from inserts import drawn
from PIL import Image

from banmian.layout.styles import Style, Styles
from banmian.makeup.inserts.photo import PhotoCase, PhotoRoom, set_photo
from banmian.makeup.inserts.picture_rows import CROP
from banmian.makeup.lines.labels import LabelCase
from banmian.model import Article, ArticleKeys, Photo
from banmian.model.issue import GroupPhoto
from banmian.plate import Fill, Picture, TextRun

PITCH, SIZE = 12.0, 10.0
CENTRED = Styles(caption=Style(size=8, role="caption", align="centre"))


@pytest.fixture
def photo_block(tmp_path, toy_library):
    """`photo_block(width in 字, ratio, more=[ratios], …)`: a block of such pictures; of 0 is one not at hand."""
    case = LabelCase(toy_library)

    def photo_block(cells, ratio=1.5, *, more=(), styles=CENTRED, room=None, limits=None, names=(), **keys):
        files = [_picture(tmp_path, n, one) for n, one in enumerate((ratio, *more))]
        group = tuple(GroupPhoto(file=file, alt=f"图{n}") for n, file in enumerate(files[1:], 2))
        photo = Photo(file=files[0], alt="图1", group=group, **keys)
        article = Article(keys=ArticleKeys(id="a", headline="标题", names=names), paragraphs=(), file="articles/a.md")
        room = room or PhotoRoom(cells * SIZE, limits)
        return set_photo(photo, article, room, PhotoCase(PITCH, SIZE, str(tmp_path), case, styles))

    return photo_block


def _picture(folder, number, ratio):
    if not ratio:
        return ""
    name = f"{number}.png"
    Image.new("RGB", (round(120 * ratio), 120), "teal").save(folder / name)
    return name


def texts(block, lines, role):
    return [item for item in drawn(block, 0, 0, lines) if isinstance(item, TextRun) and item.role == role]


def pictures(block, lines):
    return [item for item in drawn(block, 0, 0, lines) if isinstance(item, Picture)]


def row_of(run):
    """The grid line that a run stands on: its em box is centred in one."""
    row = (run.y - 0.88 * run.size + run.size / 2 - PITCH / 2) / PITCH
    assert row == pytest.approx(round(row), abs=0.001), "on the line grid"
    return round(row)


@pytest.mark.parametrize("ratio", [0.4, 0.67, 0.75, 1.0, 1.33, 1.5, 1.78, 3.0])
def test_g10_a_picture_takes_whole_lines_and_loses_little(photo_block, ratio):
    block = photo_block(17, ratio)
    assert block.findings == ()
    for lines in range(block.least, block.most + 1):
        (picture,) = pictures(block, lines)
        assert (picture.y, picture.height) == pytest.approx((1, lines * PITCH - 2)), "level with the em boxes beside it"
        left, top, right, bottom = picture.crop
        assert (right - left) / (bottom - top) * ratio == pytest.approx(picture.width / picture.height, rel=0.01)
        assert block.cropped(lines) == pytest.approx(1 - (right - left) * (bottom - top))
        assert block.cropped(lines) <= CROP + 0.001


def test_a_crop_keeps_the_focus_point(photo_block):
    block = photo_block(17, 1.5, focus=(0.5, 0.95))
    (picture,) = pictures(block, block.least)
    assert picture.crop[3] == 1 and picture.crop[1] > 0


def test_the_limits_of_a_place_are_those_of_the_picture(photo_block):
    block = photo_block(17, 1.5, limits=(9, 10), caption="天" * 30)
    assert (block.picture_least, block.picture_most) == (9, 10)
    assert (block.least, block.most) == (11, 12), "and two lines of caption"


def test_a_photo_that_its_place_cuts_too_much_is_a_finding(photo_block):
    (finding,) = photo_block(17, 0.5, limits=(8, 10), caption="高塔").findings
    assert (finding.code, finding.article, finding.file) == ("photo-cropped", "a", "articles/a.md")
    assert "the photo “高塔”" in finding.message and "65%" in finding.message


@pytest.mark.parametrize(("count", "lines"), [(1, 1), (21, 1), (23, 2), (42, 2), (44, 3), (65, 4), (105, 5)])
def test_k2_a_caption_is_as_wide_as_its_picture_in_whole_characters(photo_block, count, lines):
    block = photo_block(17, caption="天" * count, styles=Styles())  # 170 pt: 21 字 of 8 pt, 2 pt over
    runs = texts(block, block.most, "caption")
    assert [len(run.text) for run in runs] == [21] * (lines - 1) + [count - 21 * (lines - 1)]
    picture = block.most - lines
    assert [row_of(run) for run in runs] == list(range(picture, block.most)), "K1: below the picture, line by line"
    assert [run.x for run in runs] == [0] * lines


def test_k2_a_short_caption_is_centred_where_the_style_says_so(photo_block):
    (run,) = texts(photo_block(17, caption="天" * 5), 10, "caption")
    assert run.x == pytest.approx((170 - 40) / 2)
    first, _ = texts(photo_block(17, caption="天" * 25), 10, "caption")
    assert first.x == 0, "two lines are flush"


def test_size_and_role_of_captions_are_those_of_the_design(photo_block):
    styles = Styles(caption=Style(size=10, role="body"), credit=Style(size=7, role="byline"))
    block = photo_block(17, caption="天" * 19, credit="王飞 摄", styles=styles)
    first, second = texts(block, block.most, "caption")
    assert (first.size, len(first.text), len(second.text)) == (10, 17, 2)
    (credit,) = texts(block, block.most, "credit")
    assert credit.size == 7 and credit.y == second.y, "one baseline"


def test_type_larger_than_the_pitch_takes_two_lines_of_the_grid(photo_block):
    block = photo_block(17, caption="天", styles=Styles(caption=Style(size=14, role="caption")))
    assert block.caption.rows == 2 and block.least == block.picture_least + 2


def test_k3_a_caption_has_no_full_stop_at_its_end(photo_block):
    (run,) = texts(photo_block(17, caption="市民赏雪。公园一景。"), 10, "caption")
    assert run.text == "市民赏雪。公园一景"


@pytest.mark.parametrize(("count", "alone"), [(17, False), (18, True), (38, False), (39, True)])
def test_k4_the_credit_stands_flush_right_in_the_last_line_or_in_its_own(photo_block, count, alone):
    block = photo_block(17, caption="天" * count, credit="王飞摄", styles=Styles())  # 3 字 and one before it
    (credit,) = texts(block, block.most, "credit")
    last = texts(block, block.most, "caption")[-1]
    assert row_of(credit) == row_of(last) + alone == block.most - 1
    edge = 170 if count == 17 else 168  # below full lines it ends where they do
    assert credit.x + credit.width == pytest.approx(edge)


def test_a_credit_may_stand_alone_or_not_at_all(photo_block):
    block = photo_block(17, credit="王飞摄")
    (credit,) = texts(block, block.most, "credit")
    assert (row_of(credit), credit.x + credit.width) == (block.most - 1, pytest.approx(170))
    bare = photo_block(17)
    assert bare.caption.rows == 0 and bare.most == bare.picture_most


def test_a_credit_longer_than_the_picture_is_a_line_of_the_caption(photo_block):
    block = photo_block(5, caption="天地", credit="新华社记者王飞摄")
    assert texts(block, block.most, "credit") == []
    assert "".join(run.text for run in texts(block, block.most, "caption")) == "天地　新华社记者王飞摄"


def test_u8_a_name_is_not_parted_in_a_caption(photo_block):
    first, second = texts(photo_block(17, caption="天" * 20 + "欧阳修来了", names=("欧阳修",)), 10, "caption")
    assert (len(first.text), second.text[:3]) == (20, "欧阳修")


# ---- groups


@pytest.mark.parametrize(
    ("cells", "ratios", "widths"),
    [
        (17, (1.5, 1.5), (8, 8)),  # gap of 1 字
        (26, (1.5, 1.4, 1.33), (8, 8, 8)),  # gaps of 1
        (28, (1.5, 1.4, 1.33), (9, 9, 9)),  # gaps of 1/2
        (34, (1.5,) * 4, (8, 8, 8, 8)),  # gaps of 2/3
        (18, (1.5, 1.5), (8.75, 8.75)),  # rather of one width than of whole 字
        (26, (0.67, 1.5), (8, 17)),  # 25 字 as 0.67 to 1.5
        (41, (0.67, 1.5, 1.5), (7, 16, 17)),
    ],
)
def test_a_group_stands_side_by_side_at_one_height(photo_block, cells, ratios, widths):
    block = photo_block(cells, ratios[0], more=ratios[1:], caption="天" * 9, credit="王飞摄")
    found = pictures(block, block.most)
    assert sorted(p.width / SIZE for p in found) == pytest.approx(sorted(widths))
    assert {(p.y, p.height) for p in found} == {(1, (block.most - 1) * PITCH - 2)}
    assert found[0].x == 0 and found[-1].x + found[-1].width == pytest.approx(cells * SIZE)
    gaps = [b.x - a.x - a.width for a, b in pairwise(found)]
    assert all(5 - 1e-6 <= gap <= 10 + 1e-6 for gap in gaps)
    assert [p.alt for p in found] == [f"图{n}" for n in range(1, len(ratios) + 1)]
    for lines in range(block.least, block.most + 1):
        assert block.cropped(lines) <= CROP + 0.02
    assert len(texts(block, block.most, "caption")) == 1, "K5: one caption"


@pytest.mark.parametrize(
    ("cells", "count", "rows"), [(40, 4, [4]), (40, 5, [2, 3]), (40, 7, [3, 4]), (17, 4, [2, 2]), (8, 2, [1, 1])]
)
def test_more_pictures_than_have_room_stand_in_more_rows(photo_block, cells, count, rows):
    block = photo_block(cells, 1.5, more=(1.5,) * (count - 1))
    found = pictures(block, block.most)
    tops = sorted({round(p.y, 3) for p in found})
    assert [sum(round(p.y, 3) == top for p in found) for top in tops] == rows
    assert max(p.y + p.height for p in found) == pytest.approx(block.most * PITCH - 1), "to the foot"
    for lines in range(block.least, block.most + 1):
        assert block.cropped(lines) <= CROP + 0.02


def test_the_room_of_every_picture_that_is_not_at_hand_is_kept(photo_block):
    block = photo_block(26, 1.5, more=(0, 1.5), caption="三景")
    (room,) = (item for item in drawn(block, 0, 0, block.most) if isinstance(item, Fill))
    assert (room.x, room.width, room.role) == (90, 80, "photo-missing")
    (finding,) = block.findings
    assert finding.code == "photo-missing" and "picture 2 of the photo “三景”" in finding.message
    assert photo_block(17, 0, caption="一景").findings[0].message.startswith("the picture of the photo “一景” is not")


# ---- captions beside


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_caption_beside_ends_level_with_the_foot_of_its_picture(photo_block, side):
    room = PhotoRoom(170, None, side, 85, 10)  # the caption's column: 8.5 字 of body, 10 字 of caption and 5 pt
    block = photo_block(0, room=room, caption="天" * 25, credit="王飞摄")
    assert (block.width, block.least, block.most) == (265, block.picture_least, block.picture_most)
    for lines in (block.least, block.most):
        (picture,) = pictures(block, lines)
        assert picture.x == (95 if side == "left" else 0)
        runs = texts(block, lines, "caption")
        assert [row_of(run) for run in runs] == [lines - 3, lines - 2, lines - 1]
        assert runs[0].x == (0 if side == "left" else 185), "K6: the residue goes to the gap"
        (credit,) = texts(block, lines, "credit")
        assert row_of(credit) == lines - 1
        assert credit.x + credit.width == pytest.approx(80 if side == "left" else 265)


def test_a_caption_longer_than_its_picture_is_high_makes_the_block_as_high(photo_block):
    block = photo_block(0, room=PhotoRoom(90, None, "right", 80, 10), caption="天" * 205)
    assert (block.least, block.most) == (21, 21)
    (picture,) = pictures(block, 21)
    assert picture.y == 1 and picture.height == block.picture_most * PITCH - 2
    runs = texts(block, 21, "caption")
    assert [row_of(run) for run in runs] == list(range(21))


def test_without_a_caption_the_picture_takes_the_room_beside_it(photo_block):
    block = photo_block(0, room=PhotoRoom(170, (4, 30), "left", 80, 10))
    (picture,) = pictures(block, block.most)
    assert (picture.x, picture.width, block.width) == (0, 260, 260)


def test_it_is_an_insert(photo_block):
    block = photo_block(17, caption="一景")
    assert block.what == "the photo “一景”"
    assert block.outline(3) == ((0.0, 170.0),) * 3, "a rectangle has text beside it nowhere"
