"""Adverts in their slots: a picture keeps its shape, whichever way it was held when it was taken."""

import pytest
from PIL import Image

from banmian.makeup.furniture.adverts import place_advert
from banmian.makeup.furniture.setter import Box, Setter
from banmian.makeup.lines.labels import LabelCase
from banmian.model import Advert
from banmian.model.sizes import ratio_of
from banmian.pdf.opening import open_picture

TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How an upright picture is stored under each EXIF orientation."""


@pytest.mark.parametrize("suffix", ["jpg", "png", "tif", "webp"])
@pytest.mark.parametrize("orientation", TURNS)
def test_a_picture_keeps_its_shape_by_every_orientation(orientation, suffix, toy_library, tmp_path):
    upright = Image.new("RGB", (160, 40), (255, 255, 255))
    upright.paste((200, 0, 0), (0, 0, 40, 40))
    turn = TURNS[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    (upright.transpose(turn) if turn is not None else upright).save(tmp_path / f"a.{suffix}", exif=exif)
    setter = Setter(LabelCase(toy_library))
    box = Box(10, 20, 200, 200, 12)
    place_advert(Advert(slot="A", file=f"a.{suffix}", label=""), 1, str(tmp_path), box, setter)
    (picture,) = setter.nodes
    assert (picture.width, picture.height) == pytest.approx((200, 50))
    assert (picture.x, picture.y) == pytest.approx((10, 95))
    assert ratio_of(tmp_path / f"a.{suffix}") == 4
    drawn = open_picture(picture.file, picture.crop, (1000, 1000), (1000, 1000)).image.convert("RGB")
    assert drawn.size == (160, 40)
    assert drawn.getpixel((20, 20))[1] < 60 and drawn.getpixel((100, 20))[1] > 200
