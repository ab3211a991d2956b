"""The ICC profiles are what the catalogue says, and may be shipped."""

import hashlib
import struct
import tomllib
from importlib.resources import files

import pytest

FOLDER = files("banmian.profiles")
CATALOGUE = tomllib.loads(FOLDER.joinpath("catalogue.toml").read_text("utf-8"))
PROFILES = {profile["id"]: profile for profile in CATALOGUE["profile"]}


def data(profile: str) -> bytes:
    return FOLDER.joinpath(PROFILES[profile]["file"]).read_bytes()


def text_of(profile: bytes, signature: bytes) -> str:
    """Return the ASCII text of a `desc` or `text` tag."""
    (count,) = struct.unpack_from(">I", profile, 128)
    for index in range(count):
        tag, offset, size = struct.unpack_from(">4s2I", profile, 132 + 12 * index)
        if tag == signature:
            start = offset + (12 if profile[offset : offset + 4] == b"desc" else 8)
            return profile[start : offset + size].partition(b"\0")[0].decode("ascii")
    raise AssertionError(f"the profile has no {signature!r} tag")


def test_the_catalogue_and_the_folder_name_the_same_files():
    shipped = {item.name for item in FOLDER.iterdir() if item.name.endswith((".icc", ".icm"))}
    assert shipped == {profile["file"] for profile in PROFILES.values()}


@pytest.mark.parametrize("profile", PROFILES)
def test_a_profile_is_the_file_that_was_built(profile):
    assert hashlib.sha256(data(profile)).hexdigest() == PROFILES[profile]["sha256"], "run tools/build_profile.py"


@pytest.mark.parametrize("profile", PROFILES)
def test_a_profile_is_an_output_profile_for_cmyk(profile):
    header = data(profile)[:128]
    assert struct.unpack(">I", header[:4]) == (len(data(profile)),)
    assert header[8] == 2, "PDF/X-1a and X-3 want version 2"
    assert (header[12:16], header[16:20], header[36:40]) == (b"prtr", b"CMYK", b"acsp")
    assert text_of(data(profile), b"desc") == PROFILES[profile]["description"]


@pytest.mark.parametrize("profile", PROFILES)
def test_the_licence_lies_beside_the_profile(profile):
    assert FOLDER.joinpath(PROFILES[profile]["licence_file"]).read_text("utf-8").strip()


def test_the_newsprint_profile_names_the_report_it_comes_from():
    assert "TR 002-2007" in text_of(data("newsprint"), b"cprt")
    notice = FOLDER.joinpath(PROFILES["newsprint"]["licence_file"]).read_text("utf-8")
    assert "may be distributed with no further permissions" in notice


def test_no_profile_carries_the_time_of_its_build():
    assert struct.unpack(">6H", data("newsprint")[24:36]) == (2026, 1, 1, 0, 0, 0)
