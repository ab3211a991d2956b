"""The faces are what the catalogue says, may be shipped, and hold what a Chinese newspaper needs."""

import hashlib
import io
import tomllib
from functools import cache
from importlib.resources import files

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

FOLDER = files("banmian.fonts")
CATALOGUE = tomllib.loads(FOLDER.joinpath("catalogue.toml").read_text("utf-8"))
FACES = {face["id"]: face for face in CATALOGUE["face"]}
WHOLE = [name for name, face in FACES.items() if "only" not in face]
CENTRED = [name for name, face in FACES.items() if "only" in face]
JOINING = [name for name in WHOLE if not name.startswith("kai")]

# Every eighteenth character of 通用规范汉字表 that is not in GB 2312.
BEYOND_GB2312 = (
    "㑇㫰㽏䗖䴗佺偓冮厾啫圙垞堎墦娵嫄屼崌嶲弸愃扺擿昒暕枲梼椸檞沘洸涢溇漦澴烝熥狉玤珣琡瑧瓘癿矻碶祾窎簕绹"
    "翛腯茓萳蔊蚄袆訚跂辿鄅钘阇鞡饻髽鲝鳣鹡龁𥔲𨱑𫍣𫗧𫠆𬇙𬘬𬨂𬭬𬴊"
)
MARKS = "，。、；：？！“”‘’（）《》〈〉【】〔〕「」『』…—·～‧•‰′″※‼⁇⁈⁉　①⑳⑴⒈℃№™→■□●○◆◇▲△▼▽★☆āǎǜ￥"

WIDTHS = {"halt", "vhal", "palt", "vpal", "fwid", "hwid", "pwid"}
KEPT_FEATURES = {
    "song": {"vert", "vrt2", "kern", "vkrn", "ccmp", "liga", "chws", "vchw"} | WIDTHS,
    "hei": {"vert", "vrt2", "kern", "vkrn", "ccmp", "liga"} | WIDTHS,
    "kai": {"vert"},
}

NAMES_SHOWN = (1, 2, 3, 4, 6, 16, 17, 18, 21, 22, 25)
RESERVED = ("source", "noto", "lxgw", "wenkai", "klee", "霞鹜", "落霞")


@cache
def data(face: str) -> bytes:
    return FOLDER.joinpath(FACES[face]["file"]).read_bytes()


@cache
def font(face: str) -> TTFont:
    return TTFont(io.BytesIO(data(face)))


def features(face: str) -> set[str]:
    tables = [font(face)[tag].table for tag in ("GSUB", "GPOS") if tag in font(face)]
    return {record.FeatureTag for table in tables for record in table.FeatureList.FeatureRecord}


def hanzi_of_gb2312() -> set[str]:
    pairs = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return {char for pair in pairs for char in pair.decode("gb2312", "ignore")}


def shaped(face: str, text: str, language: str, script: str) -> list[tuple[int, int]]:
    """Return glyph id and advance of the glyphs that a text becomes."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.language, buffer.script = "ltr", language, script
    hb.shape(hb.Font(hb.Face(data(face))), buffer)
    advances = (position.x_advance for position in buffer.glyph_positions)
    return list(zip((info.codepoint for info in buffer.glyph_infos), advances, strict=True))


# ---- the catalogue agrees with the folder ------------------------------------------------------------------


def test_the_catalogue_and_the_folder_name_the_same_files():
    shipped = {item.name for item in FOLDER.iterdir() if item.name.endswith((".ttf", ".otf"))}
    assert shipped == {face["file"] for face in FACES.values()}


@pytest.mark.parametrize("face", FACES)
def test_a_face_is_the_file_that_was_built(face):
    assert hashlib.sha256(data(face)).hexdigest() == FACES[face]["sha256"], "run tools/build_fonts.py"
    assert len(font(face).getBestCmap()) == FACES[face]["characters"]
    assert sorted(features(face)) == FACES[face]["features"]


@pytest.mark.parametrize("face", FACES)
def test_a_face_says_which_package_it_comes_from(face):
    packages = {(package["name"], package["version"]): package for package in CATALOGUE["package"]}
    package = packages[FACES[face]["package"], FACES[face]["version"]]
    assert package["licence_file"] == FACES[face]["licence_file"]


def test_roles_are_chains_of_known_faces():
    assert CATALOGUE["roles"]
    for role, chain in CATALOGUE["roles"].items():
        assert chain, role
        assert len(set(chain)) == len(chain), role
        assert set(chain) <= FACES.keys(), role


def test_marks_come_from_a_face_that_has_them():
    for face in FACES.values():
        if "marks_from" in face:
            lender = font(face["marks_from"]).getBestCmap()
            assert [char for char in face["marks"] if ord(char) not in lender] == []


def test_every_whole_face_has_one_for_the_marks_of_traditional_text():
    assert {FACES[face]["centred_from"] for face in WHOLE} == set(CENTRED)
    assert not set(CENTRED) & {face for chain in CATALOGUE["roles"].values() for face in chain}


@pytest.mark.parametrize("face", CENTRED)
def test_a_face_of_centred_marks_holds_these_and_nothing_else(face):
    """C7: in a cell of one em, from 0.88 up to 0.12 down, the ink stands in the middle."""
    assert set(map(chr, font(face).getBestCmap())) == set(FACES[face]["only"]) == set("，。、；：．！？")
    assert len(data(face)) < 30_000
    for code, glyph in font(face).getBestCmap().items():
        ink = font(face)["glyf"][glyph]
        assert font(face)["hmtx"][glyph][0] == font(face)["vmtx"][glyph][0] == 1000
        assert font(face)["vmtx"][glyph][1] + ink.yMax == 880
        assert abs((ink.xMin + ink.xMax) / 2 - 500) <= 50
        assert abs((ink.yMin + ink.yMax) / 2 - 380) <= (120 if chr(code) in "；：" else 50)  # the tail of ； hangs


# ---- the faces may be shipped and embedded -----------------------------------------------------------------


@pytest.mark.parametrize("face", FACES)
def test_the_licence_lies_beside_the_face(face):
    assert FACES[face]["licence"] == "OFL-1.1"
    licence = FOLDER.joinpath(FACES[face]["licence_file"]).read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    names = font(face)["name"]
    assert names.getDebugName(0)
    assert "SIL Open Font License" in names.getDebugName(13)


@pytest.mark.parametrize("face", FACES)
def test_embedding_is_not_restricted(face):
    assert font(face)["OS/2"].fsType == 0


@pytest.mark.parametrize("face", FACES)
def test_no_reserved_name_is_shown_to_a_user(face):
    shown = [str(record).casefold() for record in font(face)["name"].names if record.nameID in NAMES_SHOWN]
    assert shown
    assert [name for name in shown if any(reserved in name for reserved in RESERVED)] == []
    assert font(face)["name"].getDebugName(4) == f"{FACES[face]['family']} {FACES[face]['style']}"
    assert font(face)["name"].getDebugName(6) == FACES[face]["file"].removesuffix(".ttf")


# ---- the faces hold what is needed -------------------------------------------------------------------------


@pytest.mark.parametrize("face", WHOLE)
def test_no_hanzi_in_general_use_is_missing(face):
    gb2312 = hanzi_of_gb2312()
    assert len(gb2312) == 6763
    assert [char for char in sorted(gb2312) + list(BEYOND_GB2312) if ord(char) not in font(face).getBestCmap()] == []


@pytest.mark.parametrize("face", WHOLE)
def test_no_mark_of_a_chinese_newspaper_is_missing(face):
    assert [char for char in MARKS if ord(char) not in font(face).getBestCmap()] == []


@pytest.mark.parametrize("face", WHOLE)
def test_a_hanzi_is_one_em_wide_and_one_em_high(face):
    glyph = font(face).getBestCmap()[ord("版")]
    assert font(face)["head"].unitsPerEm == 1000
    assert font(face)["hmtx"][glyph][0] == font(face)["vmtx"][glyph][0] == 1000
    assert (font(face)["OS/2"].sTypoAscender, font(face)["OS/2"].sTypoDescender) == (880, -120)


@pytest.mark.parametrize("face", WHOLE)
def test_layout_features_are_kept_and_locl_is_not(face):
    assert KEPT_FEATURES[face.partition("-")[0]] <= features(face)
    assert "locl" not in features(face)


@pytest.mark.parametrize(("language", "script"), [("zh-Hans", "Hani"), ("en", "Latn"), ("und", "Zyyy")])
@pytest.mark.parametrize("face", JOINING)
def test_a_chinese_dash_is_one_glyph_of_two_em_in_any_language(face, language, script):
    assert [advance for _, advance in shaped(face, "——", language, script)] == [2000]
    assert [advance for _, advance in shaped(face, "—", language, script)] == [1000]


@pytest.mark.parametrize("face", WHOLE)
def test_a_letter_the_face_lacks_is_not_composed_of_parts(face):
    for letter in "Šḧ":
        if ord(letter) not in font(face).getBestCmap():
            assert [glyph for glyph, _ in shaped(face, letter, "cs", "Latn")] == [0]
