"""Pictures in press and screen files: upright, of every kind, opaque on plates, no finer than they are printed."""

import io

import numpy as np
import pikepdf
import pytest
from PIL import Image, ImageCms, ImageOps

from banmian.inks import conversion, read_condition
from banmian.model.plant import Limits, Sharpen
from banmian.pdf import PdfFile
from banmian.pdf.opening import open_picture, stored_crop
from banmian.pdf.pictures import write_picture
from banmian.plate import Colour, Picture, Plate
from banmian.preflight.pictures import check_pictures

NEWSPRINT = read_condition("newsprint")
PRESS = conversion(NEWSPRINT, Limits())
OPEN = []
SAND = Colour("sand", (0, 0.1, 0.3, 0), (1, 0.9, 0.7))


def written(path, *, conversion=PRESS, width=72, height=72, crop=(0.0, 0.0, 1.0, 1.0), **choices):
    """The image object of a picture, and whether it is said to be transparent."""
    pdf = PdfFile(title="", date="D:20261123000000Z", language="zh-CN")
    picture = Picture(x=0, y=0, width=width, height=height, file=str(path), crop=crop)
    made = write_picture(pdf, picture, conversion=conversion, **choices)
    form = b"<< /XObject << /I %s >> >>" % made.reference
    pdf.page({"MediaBox": b"[0 0 72 72]", "Resources": form, "Contents": pdf.stream(b"", b"/I Do")})
    opened = pikepdf.open(io.BytesIO(pdf.save()))
    OPEN.append(opened)  # its objects live as long as it does
    return opened.pages[0].Resources.XObject.I, made.transparent


def pixels(image):
    return np.asarray(Image.open(io.BytesIO(image.read_raw_bytes())))


def inks(image):
    """The inks of an image of a plate, as parts."""
    found = pixels(image) / 255
    if image.ColorSpace == "/DeviceGray":
        return 1 - found
    assert list(image.Decode) == [1, 0] * 4
    return found  # Pillow turns Adobe's inverted inks back by itself


@pytest.fixture
def save(tmp_path):
    def make(image, name="a.png", **choices):
        image.save(tmp_path / name, **choices)
        return tmp_path / name

    return make


def corners(size=(40, 30)):
    """A picture that tells which way up it is."""
    image = Image.new("RGB", size, (200, 200, 200))
    image.paste((255, 0, 0), (0, 0, size[0] // 2, size[1] // 2))
    image.paste((0, 0, 255), (size[0] // 2, size[1] // 2, *size))
    return image


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.tif", "a.webp"])
def test_every_orientation_and_crop_is_upright(save, orientation, name):
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = save(corners((400, 300)), name, exif=exif, **({"lossless": True} if name == "a.webp" else {}))
    with Image.open(file) as opened:
        opened.load()
        whole = ImageOps.exif_transpose(opened).convert("RGB")
    crop = (0.1, 0.2, 0.8, 0.7)
    box = tuple(round(part * side) for part, side in zip(crop, whole.size * 2, strict=True))
    ours = open_picture(file, crop, (4000, 4000), (4000, 4000)).image
    assert ours.size == whole.crop(box).size
    assert np.abs(np.asarray(ours).astype(int) - np.asarray(whole.crop(box))).mean() < 1
    small = open_picture(file, crop, (ours.width // 9, ours.height // 9), (4000, 4000)).image
    theirs = whole.crop(box).resize(small.size, Image.Resampling.BOX)
    assert np.abs(np.asarray(small).astype(int) - np.asarray(theirs)).mean() < 12


def test_a_crop_that_is_everything_stays_everything():
    assert {stored_crop((0.0, 0.0, 1.0, 1.0), way) for way in range(1, 9)} == {(0.0, 0.0, 1.0, 1.0)}


def kinds():
    grey = np.tile(np.arange(64, dtype=np.uint8) * 4, (64, 1))
    colour = np.stack([grey, grey.T, np.full_like(grey, 90)], axis=-1)
    rgb = Image.fromarray(colour)
    yield "grey.png", Image.fromarray(grey), "/DeviceGray"
    yield "sixteen.png", Image.fromarray(grey.astype(np.uint16) * 257), "/DeviceGray"
    yield "sixteen.tif", Image.fromarray(grey.astype(np.uint16) * 257), "/DeviceGray"
    yield "real.tif", Image.fromarray(grey.astype(np.float32) / 255), "/DeviceGray"
    yield "colour.webp", rgb, "/DeviceCMYK"
    yield "palette.png", rgb.quantize(64), "/DeviceCMYK"
    yield "inks.jpg", rgb.convert("CMYK"), "/DeviceCMYK"
    yield "inks.tif", rgb.convert("CMYK"), "/DeviceCMYK"
    lab = ImageCms.profileToProfile(
        rgb, ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
    )
    yield "lab.tif", lab, "/DeviceCMYK"


KINDS = list(kinds())


@pytest.mark.parametrize(("name", "image", "space"), KINDS, ids=[kind[0] for kind in KINDS])
def test_every_kind_of_file_is_printed_and_shown(save, name, image, space):
    file = save(image, name)
    made, transparent = written(file)
    assert made.ColorSpace == space
    assert not transparent
    assert "/SMask" not in made
    assert "/Mask" not in made
    printed = inks(made)
    if space == "/DeviceGray":
        want = np.asarray(PRESS.picture(Image.fromarray(np.arange(64, dtype=np.uint8)[None] * 4), None))[0] / 255
        assert np.abs((1 - printed).mean(axis=0) - want).max() < 0.03
    else:
        assert printed.sum(axis=-1).max() <= 2.2 + 0.08
    screen, _ = written(file, conversion=None)
    assert screen.ColorSpace in ("/DeviceGray", "/DeviceRGB")


def test_lab_is_printed_as_the_same_picture_in_rgb_is(save):
    files = {name: image for name, image, _ in KINDS}
    lab, _ = written(save(files["lab.tif"], "lab.tif"))
    rgb, _ = written(save(files["colour.webp"], "colour.webp", lossless=True))
    assert np.abs(pixels(lab).astype(int) - pixels(rgb)).mean() < 6


def cutout(mode="RGBA"):
    """A red disc, half covering at its edge."""
    y, x = np.mgrid[0:100, 0:100]
    cover = np.clip((45 - np.hypot(x - 50, y - 50)) * 25, 0, 255).astype(np.uint8)
    image = Image.new("RGB", (100, 100), (200, 30, 30))
    image.putalpha(Image.fromarray(cover))
    return image.convert(mode)


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_a_cut_out_is_opaque_on_its_ground_and_a_stencil_leaves_the_rest(save, mode):
    made, transparent = written(save(cutout(mode)), ground=SAND)
    assert not transparent
    assert "/SMask" not in made
    mask = made.Mask
    assert (bool(mask.ImageMask), int(mask.BitsPerComponent)) == (True, 1)
    assert "/ColorSpace" not in mask
    assert (int(mask.Width), int(mask.Height)) == (100, 100)
    unpainted = np.unpackbits(np.frombuffer(mask.read_bytes(), np.uint8).reshape(100, 13), axis=1)[:, :100]
    assert unpainted[0, 0] == 1
    assert unpainted[50, 50] == 0
    assert unpainted.sum() == (np.asarray(cutout().getchannel("A")) < 5).sum()
    printed = inks(made)
    assert printed[2, 2] == pytest.approx(SAND.cmyk, abs=0.03), "what is not seen is of the ground"
    assert printed[50, 50].sum() > 0.7


def test_a_grey_cut_out_on_paper_stays_on_black(save):
    made, _ = written(save(cutout("LA")))
    assert made.ColorSpace == "/DeviceGray"
    assert "/Mask" in made


def test_screens_keep_soft_edges(save):
    made, transparent = written(save(cutout()), conversion=None)
    assert transparent
    assert made.SMask.ColorSpace == "/DeviceGray"


def test_a_colour_that_a_file_says_is_not_there_is_not_printed(save):
    image = Image.new("P", (20, 20), 0)
    image.putpalette([255, 255, 255, 200, 0, 0])
    image.paste(1, (5, 5, 15, 15))
    made, _ = written(save(image, transparency=0))
    assert np.unpackbits(np.frombuffer(made.Mask.read_bytes(), np.uint8).reshape(20, 3), axis=1)[:, :20].sum() == 300


def test_line_art_stays_one_bit(save):
    image = Image.new("1", (800, 600), 1)
    image.paste(0, (100, 100, 700, 500))
    made, _ = written(save(image, "a.tif"))
    assert (int(made.BitsPerComponent), made.ColorSpace) == (1, "/DeviceGray")
    assert made.Filter == "/FlateDecode"
    assert (int(made.Width), int(made.Height)) == (800, 600), "not resampled at 800 ppi"
    assert made.read_bytes() == image.tobytes()
    fine, _ = written(save(image, "a.tif"), width=24, height=18)
    assert (int(fine.Width), int(fine.Height)) == (400, 300), "1200 ppi and no more"


def test_pictures_are_brought_to_the_resolution_of_the_plant(save):
    file = save(corners((1200, 1200)), "a.jpg")
    assert int(written(file)[0].Width) == 300
    assert int(written(file, conversion=conversion(NEWSPRINT, Limits(ppi_most=200)))[0].Width) == 200
    assert int(written(file, conversion=None)[0].Width) == 150
    assert int(written(save(corners((320, 320)), "b.jpg"))[0].Width) == 300, "a little finer is too fine too"
    assert int(written(save(corners((280, 280)), "c.jpg"))[0].Width) == 280, "and none is made larger"


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_strips_make_what_the_whole_makes(save, mode, monkeypatch):
    image = cutout("RGBA").resize((900, 900))
    image = image.convert(mode) if mode != "P" else image.convert("RGB").quantize(32)
    file = save(image)
    whole = open_picture(file, (0, 0, 1, 1), (100, 100), (9, 9)).image
    monkeypatch.setattr("banmian.pdf.opening._STRIP", 900 * 40)
    strips = open_picture(file, (0, 0, 1, 1), (100, 100), (9, 9)).image
    assert whole.tobytes() == strips.tobytes()


def test_sharpening_raises_edges_and_is_off_by_default(save):
    image = Image.new("RGB", (300, 300), (150, 140, 130))
    image.paste((120, 100, 90), (150, 0, 300, 300))
    file = save(image)
    plain, off, on = (
        inks(written(file, sharpen=choice)[0]) for choice in (None, Sharpen(), Sharpen(amount=150, radius=2))
    )
    assert (plain == off).all()
    assert np.ptp(on.sum(axis=-1)) > np.ptp(plain.sum(axis=-1)) + 0.1


@pytest.mark.parametrize("mode", ["RGB", "CMYK", "L", "RGBA"])
def test_a_page_in_black_has_no_other_ink(save, mode):
    image = cutout() if mode == "RGBA" else corners().convert(mode)
    file = save(image, "a.tif")
    made, _ = written(file, grey=True, ground=SAND)
    assert made.ColorSpace == "/DeviceGray"


def test_jpeg_goes_over_the_limit_by_little(save):
    """Noise in saturated shadows is the worst that a JPEG can be given; photographs keep the limit."""
    dark = np.random.default_rng(3).integers(0, 90, (300, 300, 3), np.uint8)
    dark[..., 2] //= 3
    printed = inks(written(save(Image.fromarray(dark)))[0]).sum(axis=-1)
    assert np.percentile(printed, 99) <= 2.2 + 0.01
    assert printed.max() <= 2.2 + 0.10


def plate(*items):
    return Plate(page=3, section="", width=600, height=800, bleed=0, grid_top=0, pitch=12, children=items)


def test_resolution_is_measured_where_it_is_printed(save):
    file = save(corners((600, 400)), "a.png")

    def found(width, crop=(0.0, 0.0, 1.0, 1.0), file=file, limits=Limits()):  # noqa: B008
        height = width * 2 / 3 * (crop[3] - crop[1]) / (crop[2] - crop[0])
        item = Picture(x=0, y=0, width=width, height=height, file=str(file), crop=crop, article="a")
        return [(one.severity.value, one.code, one.page, one.article) for one in check_pictures([plate(item)], limits)]

    assert found(72 * 600 / 170) == []
    assert found(72 * 600 / 165) == [("warning", "low-resolution", 3, "a")]
    assert found(72 * 600 / 115) == [("error", "low-resolution", 3, "a")]
    assert found(72 * 600 / 200, crop=(0.0, 0.0, 0.5, 0.5)) == [("error", "low-resolution", 3, "a")]
    assert found(72 * 600 / 115, limits=Limits(ppi=100, ppi_error=80)) == []
    art = save(Image.new("1", (600, 400)), "b.tif")
    assert found(72 * 600 / 700, file=art) == []
    assert found(72 * 600 / 400, file=art)[0][0] == "warning"
    assert found(72 * 600 / 200, file=art)[0][0] == "error"


def test_a_profile_of_no_use_is_a_finding(save):
    file = save(corners((600, 600)), "a.jpg", icc_profile=NEWSPRINT.profile)
    item = Picture(x=0, y=0, width=72, height=72, file=str(file))
    (found,) = check_pictures([plate(item)])
    assert found.code == "bad-picture-profile"
    assert "CMYK" in found.message
