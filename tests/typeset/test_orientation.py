"""Vertical_Orientation (V1) is Unicode's."""

import re
from pathlib import Path

import numpy as np
import pytest

from banmian.typeset.orientation import ROTATED, TRANSFORMED_ROTATED, TRANSFORMED_UPRIGHT, UPRIGHT, orientation

VALUES = {"U": UPRIGHT, "R": ROTATED, "Tu": TRANSFORMED_UPRIGHT, "Tr": TRANSFORMED_ROTATED}
SOURCE = Path("/usr/share/unicode/VerticalOrientation.txt")  # where Debian's package unicode-data has it
NEWER = range(0x13460, 0x14400)
"""Egyptian Hieroglyphs Extended-A: all that differs between Unicode 15, which is Debian's, and 17, which is ours."""

SAMPLE = {
    "U": "中国㐀𠀀𰀀〇々あア※℃№①㈠■●★＋＃％＆０９ＡＺａｚ§©®±×÷￥½・／‖‼⁇￠﹁︵\ue000\U000f0000",
    "R": "→↑AZaz09 !?.,:;()[]{}-–—…“”‘’·•«»←↑°‧α＝＜＞\U000e0001",
    "Tu": "、。，．！？ぁっャ",
    "Tr": "（）《》〈〉【】〔〕「」『』〖〗［］｛｝：；～ー＿｜〜",
}


@pytest.mark.parametrize("value", SAMPLE)
def test_a_sample_of_what_newspapers_print(value):
    found = orientation(np.array([ord(character) for character in SAMPLE[value]], dtype=np.uint32))
    assert dict(zip(SAMPLE[value], found.tolist(), strict=True)) == dict.fromkeys(SAMPLE[value], VALUES[value])


def test_the_ends_of_unicode_and_of_arrays():
    assert orientation(np.array([0, 0x10FFFF], dtype=np.uint32)).tolist() == [ROTATED, ROTATED]
    assert orientation(np.zeros(0, dtype=np.uint32)).tolist() == []
    assert orientation(np.array([65], dtype=np.uint32)).dtype == np.uint8


def test_every_code_point_is_as_in_the_table_of_unicode():
    if not SOURCE.exists():
        pytest.skip("no VerticalOrientation.txt of Unicode on this machine (Debian: unicode-data): only the sample ran")
    expected = np.full(0x110000, ROTATED, dtype=np.uint8)
    for first, last, value in re.findall(
        r"(?m)^([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)", SOURCE.read_text("utf-8")
    ):
        expected[int(first, 16) : int(last or first, 16) + 1] = VALUES[value]
    differs = np.flatnonzero(orientation(np.arange(0x110000, dtype=np.uint32)) != expected)
    assert [hex(code) for code in differs.tolist() if code not in NEWER] == []
