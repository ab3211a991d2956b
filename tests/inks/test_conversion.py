"""From pictures and colours to inks: what LittleCMS gives, within the limit, greys on black alone."""

import io

import numpy as np
import pytest
from PIL import Image, ImageCms

from banmian.inks import conversion, grey_of, profile_fault, read_condition
from banmian.inks.limit import limited, limited_picture
from banmian.model.plant import Limits
from banmian.plate import Colour

NEWSPRINT = read_condition("newsprint")
COATED = read_condition("coated")


@pytest.fixture
def way():
    return conversion(NEWSPRINT, Limits())


def noise(mode="RGB", size=(200, 150), seed=1, most=256):
    channels = {"L": (), "RGB": (3,), "CMYK": (4,), "LAB": (3,), "RGBA": (4,)}[mode]
    return Image.fromarray(np.random.default_rng(seed).integers(0, most, (size[1], size[0], *channels), np.uint8), mode)


def direct(image, profile, own=None):
    return ImageCms.profileToProfile(
        image,
        own or ImageCms.createProfile("sRGB"),
        ImageCms.ImageCmsProfile(io.BytesIO(profile)),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="CMYK",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def lab(image, profile):
    way = ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(io.BytesIO(profile)),
        ImageCms.createProfile("LAB"),
        "CMYK",
        "LAB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
    )
    found = np.asarray(ImageCms.applyTransform(image, way)).astype(float)
    found[..., 0] *= 100 / 255
    found[..., 1:] = (found[..., 1:] + 128) % 256  # Pillow's a and b begin at 128, as numbers with a sign
    return found


def total(image):
    return np.asarray(image).sum(axis=-1, dtype=int).max() / 2.55


def black_only(light):
    empty = Image.new("L", light.size, 0)
    return Image.merge("CMYK", (empty, empty, empty, light.point(lambda value: 255 - value)))


def profile_bytes(name):
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(name)).tobytes()


def test_the_cube_gives_what_littlecms_gives(way):
    picture = noise()
    ours, theirs = way.picture(picture, None), direct(picture, NEWSPRINT.profile)
    steps = np.abs(np.asarray(ours).astype(int) - np.asarray(theirs))
    assert steps.mean() < 0.5
    assert steps.max() <= 9, "of 255"
    apart = np.linalg.norm(lab(ours, NEWSPRINT.profile) - lab(theirs, NEWSPRINT.profile), axis=-1)
    assert apart.mean() < 0.6
    assert apart.max() < 4.5


@pytest.mark.parametrize("ink", [180, 220, 240])
@pytest.mark.parametrize("condition", [NEWSPRINT, COATED], ids=["newsprint", "coated"])
@pytest.mark.parametrize("mode", ["RGB", "CMYK", "LAB"])
def test_no_picture_has_more_ink_than_the_limit(condition, ink, mode):
    made = conversion(condition, Limits(ink=ink)).picture(noise(mode), None)
    assert made.mode == "CMYK"
    assert total(made) <= ink


def test_a_limit_far_below_the_profile_keeps_the_steps_in_the_shadows():
    greys = Image.fromarray(np.repeat(np.arange(0, 256, 5, dtype=np.uint8)[None, :, None], 3, axis=2))
    greys.putpixel((51, 0), (255, 254, 254))  # not a grey picture as a whole
    made = conversion(COATED, Limits()).picture(greys, None)
    ours = lab(made, COATED.profile)[0, :, 0]
    theirs = lab(direct(greys, COATED.profile), COATED.profile)[0, :, 0]
    assert (np.diff(ours) > -0.5).all()
    assert np.abs(ours - theirs).max() < 4


def test_taking_ink_away_leaves_what_has_little_as_it_is():
    inks = np.array([[0.2, 0.3, 0.4, 0.1], [1, 1, 1, 1], [1, 1, 0, 0.5], [0, 0, 0, 1], [0.8, 0.7, 0.6, 0.6]])
    made = limited(inks, 2.2)
    assert made[0] == pytest.approx(inks[0])
    assert made[3] == pytest.approx([0, 0, 0, 1])
    assert (made.sum(axis=1) <= 2.2 + 1e-5).all()
    assert made[1, 3] == 1
    assert made[2, 0] == made[2, 1], "the hue stays"
    assert made[4, 3] > 0.6, "grey of three inks becomes black"
    assert limited(inks, 2.2, 0.9)[:, 3].max() == pytest.approx(0.9)


def test_a_picture_within_the_limit_is_the_same_picture():
    picture = noise("CMYK", most=100)
    assert limited_picture(picture, 2.2) is picture


def test_grey_pictures_are_on_black_alone_in_the_tone_of_those_in_colour(way):
    greys = Image.fromarray(np.arange(256, dtype=np.uint8)[None])
    made = way.picture(greys, None)
    assert made.mode == "L"
    steps = np.asarray(made)[0].astype(int)
    assert (steps[0], steps[255]) == (0, 255)
    assert (np.diff(steps) >= 0).all()
    ours = lab(black_only(made), NEWSPRINT.profile)[0, :, 0]
    theirs = lab(direct(greys.convert("RGB"), NEWSPRINT.profile), NEWSPRINT.profile)[0, :, 0]
    assert np.abs(ours - theirs).max() < 5, "black alone is no deeper than that"
    assert np.abs(ours - theirs)[128:].max() < 3


def test_a_grey_picture_saved_in_rgb_is_a_grey_picture(way):
    grey = noise("L")
    assert way.picture(grey.convert("RGB"), None).tobytes() == way.picture(grey, None).tobytes()


def test_black_of_pictures_keeps_to_its_most():
    made = conversion(NEWSPRINT, Limits(black_most=90)).picture(Image.new("L", (4, 4), 0), None)
    assert made.getextrema() in ((25, 25), (26, 26))


def test_cmyk_keeps_its_inks_and_is_converted_only_from_another_profile(way):
    picture = noise("CMYK", most=100)
    assert way.picture(picture, None).tobytes() == picture.tobytes()
    assert way.picture(picture, NEWSPRINT.profile).tobytes() == picture.tobytes()
    other = way.picture(picture, COATED.profile)
    own = ImageCms.ImageCmsProfile(io.BytesIO(COATED.profile))
    assert other.tobytes() == limited_picture(direct(picture, NEWSPRINT.profile, own), 2.18).tobytes()


def test_cmyk_of_black_alone_stays_on_black(way):
    black = noise("L")
    empty = Image.new("L", black.size, 0)
    made = way.picture(Image.merge("CMYK", (empty, empty, empty, black)), COATED.profile)
    assert made.mode == "L"
    assert made.tobytes() == black.point(lambda value: 255 - value).tobytes()


def test_a_profile_of_its_own_counts_and_a_broken_one_does_not(way):
    picture = noise()
    srgb, plain = profile_bytes("sRGB"), way.picture(picture, None)
    assert np.abs(np.asarray(way.picture(picture, srgb)).astype(int) - np.asarray(plain)).max() <= 1
    for broken in (b"nothing", srgb[:200], NEWSPRINT.profile):
        assert way.picture(picture, broken).tobytes() == plain.tobytes()
        assert profile_fault(broken, "RGB")
    assert profile_fault(srgb, "RGB") == ""
    assert "CMYK" in profile_fault(NEWSPRINT.profile, "RGB")


@pytest.mark.parametrize(
    "image",
    [
        Image.new("1", (4, 4), 1),
        Image.fromarray(np.full((4, 4), 32768, np.uint16)),
        Image.new("I", (4, 4), 32768),
        Image.new("F", (4, 4), 0.5),
        Image.new("LA", (4, 4), (128, 0)),
        Image.new("RGBA", (4, 4), (128, 128, 128, 7)),
        Image.new("RGB", (4, 4), (128, 128, 128)).quantize(4),
    ],
    ids=lambda image: image.mode,
)
def test_every_kind_of_pixel_has_a_way(way, image):
    made = way.picture(image, None)
    assert made.mode == "L"
    expected = 255 if image.mode == "1" else way.picture(Image.new("L", (1, 1), 128), None).getpixel((0, 0))
    assert abs(made.getpixel((0, 0)) - expected) <= 2


def test_flat_colours(way):
    black, white, grey, red, dark = way.colours(
        np.array([[0, 0, 0], [1, 1, 1], [0.5, 0.5, 0.5], [1, 0, 0], [0.1, 0, 0.15]])
    )
    assert list(black) == [0, 0, 0, 1]
    assert list(white) == [0, 0, 0, 0]
    assert list(grey[:3]) == [0, 0, 0]
    assert 0.45 < grey[3] < 0.65
    assert red[1] > 0.8 < red[2]
    assert red[0] == 0
    assert dark.sum() <= 2.2001
    assert way.colours(np.zeros((0, 3))).shape == (0, 4)


def test_a_colour_on_a_page_of_black():
    assert grey_of(Colour("", (0, 0, 0, 0.12), (0, 0, 0))) == 0.12
    assert grey_of(Colour("", (0, 0, 0, 1), (0, 0, 0))) == 1
    assert 0.6 < grey_of(Colour("", (0, 1, 1, 0), (1, 0, 0))) < 0.8


def test_the_conversion_is_made_once():
    assert conversion(NEWSPRINT, Limits()) is conversion(read_condition("newsprint"), Limits())
