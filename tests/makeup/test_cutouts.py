"""Cut-outs: their outline on the lines of the grid (K6), and their ground, which shows through in every PDF."""

import io

import pikepdf
import pypdfium2
import pytest
from inserts import drawn
from PIL import Image, ImageDraw

from banmian.epaper import screen_pdf
from banmian.makeup.inserts.cutouts import cutout_of
from banmian.makeup.inserts.photo import PhotoCase, PhotoRoom, set_photo
from banmian.makeup.lines.labels import LabelCase
from banmian.model import Article, ArticleKeys, Photo
from banmian.pdf import FontSet
from banmian.plate import RED, Fill, Picture, Plate
from banmian.press import press_page

PITCH, SIZE = 12.0, 10.0


def figure(path, width=400, height=600, mode="RGBA"):
    """A head of half the width in the upper third, a body of all of it below; a margin of a tenth is empty."""
    side, top = width // 10, height // 10
    image = Image.new(mode, (width + 2 * side, height + 2 * top))
    draw = ImageDraw.Draw(image)
    ink = (200, 120, 60, 255) if mode == "RGBA" else (90, 255)
    draw.rectangle((side + width // 4, top, side + width * 3 // 4 - 1, top + height // 3 - 1), fill=ink)
    draw.rectangle((side, top + height // 3, side + width - 1, top + height - 1), fill=ink)
    image.save(path)
    return path


@pytest.fixture
def cutout_block(tmp_path, toy_library):
    """`cutout_block(file name, caption)`: a block 20 字 wide, round a picture in tmp_path."""
    case = LabelCase(toy_library)

    def cutout_block(file, caption="", limits=None, room=None):
        article = Article(keys=ArticleKeys(id="a", headline="标题"), paragraphs=(), file="articles/a.md")
        photo = Photo(file=file, caption=caption, cutout=True)
        room = room or PhotoRoom(200, limits)
        return set_photo(photo, article, room, PhotoCase(PITCH, SIZE, str(tmp_path), case))

    return cutout_block


def test_it_is_measured_without_its_empty_margin_and_never_cut(tmp_path, cutout_block):
    figure(tmp_path / "f.png")
    block = cutout_block("f.png")
    assert block.findings == ()
    for lines in (block.least, block.most, 12):
        (picture,) = drawn(block, 0, 0, lines)
        assert picture.crop == pytest.approx((1 / 12, 1 / 12, 11 / 12, 11 / 12), abs=0.003)
        assert picture.width / picture.height == pytest.approx(2 / 3, rel=0.01)
        assert picture.x + picture.width / 2 == pytest.approx(100), "in the middle"
        assert picture.y + picture.height == pytest.approx(lines * PITCH - 1), "on its foot"
        assert block.cropped(lines) == 0


def test_k6_its_outline_is_what_is_seen_in_a_line_and_half_a_line_about(tmp_path, cutout_block):
    figure(tmp_path / "f.png")
    block = cutout_block("f.png", caption="天")
    outline = block.outline(13)  # the picture is 12 lines: 142 pt high and 94.7 wide, the head 47.3 down to 48.3
    assert len(outline) == 13
    assert outline[:3] == ((pytest.approx(76.3, abs=1.5), pytest.approx(123.7, abs=1.5)),) * 3
    assert outline[4:12] == ((pytest.approx(52.7, abs=1.5), pytest.approx(147.3, abs=1.5)),) * 8
    assert outline[3] == outline[4], "the body begins less than half a line below line 3"
    assert outline[12] == (0.0, 200.0), "the caption takes the whole width"


def test_lines_where_nothing_is_seen_are_free(tmp_path, cutout_block):
    figure(tmp_path / "f.png", 900, 300)
    block = cutout_block("f.png", limits=(12, 12))  # a third as high as wide: 66.7 pt of 142
    outline = block.outline(12)
    assert outline[:5] == (None,) * 5 and None not in outline[6:]


def test_what_covers_less_than_a_tenth_is_not_seen(tmp_path):
    image = Image.open(figure(tmp_path / "f.png"))
    cover = image.getchannel("A").point(lambda value: max(value, 20))
    image.putalpha(cover)
    image.save(tmp_path / "haze.png")
    assert cutout_of(tmp_path / "haze.png").crop == cutout_of(tmp_path / "f.png").crop


@pytest.mark.parametrize("kind", ["LA", "P", "tiff"])
def test_alpha_is_read_wherever_it_stands(tmp_path, kind):
    path = figure(tmp_path / "f.png", mode="LA" if kind == "LA" else "RGBA")
    if kind == "P":
        path = tmp_path / "p.png"
        Image.open(tmp_path / "f.png").quantize(16).save(path)
    elif kind == "tiff":
        path = tmp_path / "f.tiff"
        Image.open(tmp_path / "f.png").save(path)
    assert cutout_of(path).crop == pytest.approx((1 / 12, 1 / 12, 11 / 12, 11 / 12), abs=0.003)


def test_a_cutout_without_transparency_is_a_rectangle_and_a_finding(tmp_path, cutout_block):
    Image.new("RGB", (300, 200)).save(tmp_path / "r.png")
    Image.new("RGBA", (300, 200), "red").save(tmp_path / "opaque.png")
    for name in ("r.png", "opaque.png"):
        block = cutout_block(name)
        assert [finding.code for finding in block.findings] == ["not-a-cutout"]
        assert block.outline(2) == ((0.0, 200.0),) * 2


def test_a_caption_beside_leaves_no_room_for_text_round_it(tmp_path, cutout_block):
    figure(tmp_path / "f.png")
    block = cutout_block("f.png", caption="天", room=PhotoRoom(100, None, "right", 80, 10))
    assert block.outline(12) == ((0.0, 190.0),) * 12


def test_the_outline_is_found_once(tmp_path, cutout_block, monkeypatch):
    figure(tmp_path / "f.png", 800, 1200)
    read = []
    getchannel = Image.Image.getchannel
    monkeypatch.setattr(Image.Image, "getchannel", lambda image, name: read.append(name) or getchannel(image, name))
    block = cutout_block("f.png")
    for lines in range(5, 25):
        block.outline(lines)
    assert read == ["A"]
    assert cutout_of(tmp_path / "f.png").left.size <= 320, "no more rows are looked through than can be told apart"
    assert cutout_of(tmp_path / "f.png") is cutout_of(tmp_path / "f.png")
    figure(tmp_path / "f.png", 500, 500)
    assert cutout_of(tmp_path / "f.png").ratio == pytest.approx(1, abs=0.01), "a file that has changed is read anew"


# ---- in PDFs


def plate(file):
    ground = Fill(x=0, y=0, width=120, height=120, colour=RED)
    picture = Picture(x=10, y=10, width=100, height=100, file=str(file))
    return Plate(page=1, section="", width=120, height=120, bleed=0, grid_top=0, pitch=12, children=(ground, picture))


def screen(file):
    return screen_pdf([plate(file)], FontSet([], []), title="", date="D:20261123000000Z", titles={})


def press(file):
    return press_page(plate(file), FontSet([], []), title="", date="D:20261123000000Z")


@pytest.mark.parametrize("write", [screen, press])
@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_the_ground_shows_through_a_cutout(tmp_path, write, mode):
    data = write(figure(tmp_path / "f.png", 300, 300, mode))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        (image,) = page.Resources.XObject.values()
        if write is press:  # laid on its ground, with a stencil: nothing is transparent on a plate
            assert image.Mask.ImageMask
            assert "/SMask" not in image and "/Group" not in page.obj
        else:
            assert image.SMask.ColorSpace == "/DeviceGray"
            assert (image.SMask.Width, image.SMask.Height) == (image.Width, image.Height)
            assert str(page.obj.Group.CS) == "/DeviceRGB"
        box = [float(value) for value in page.obj.get("/TrimBox", page.MediaBox)]
    shown = pypdfium2.PdfDocument(data)[0].render(scale=4).to_pil().convert("RGB")
    at = lambda x, y: shown.getpixel((round((box[0] + x) * 4), round((box[1] + y) * 4)))
    assert at(14, 14) == at(5, 5), "no white rectangle"
    assert at(60, 80) != at(5, 5)


@pytest.mark.parametrize("write", [screen, press])
def test_an_opaque_picture_has_no_mask(tmp_path, write):
    Image.new("RGBA", (50, 50), "red").save(tmp_path / "o.png")
    with pikepdf.open(io.BytesIO(write(tmp_path / "o.png"))) as pdf:
        (image,) = pdf.pages[0].Resources.XObject.values()
        assert "/SMask" not in image and "/Group" not in pdf.pages[0].obj
