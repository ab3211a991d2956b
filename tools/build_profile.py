"""Make the profiles of ``banmian.profiles`` and fill in their catalogue.

    python tools/build_profile.py      # needs apt-get, dpkg-deb, and colprof of Argyll 2.3.1

``profiles/catalogue.toml`` names the Debian packages, which are held against their SHA-256. A profile
with a ``colprof`` key is computed from characterization data; the others are taken as they are.
Argyll stamps a profile with the time it was made. That is replaced here, so the same data give the
same bytes on machines whose mathematics library rounds alike.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import re
import struct
import subprocess
import tarfile
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROFILES = Path(__file__).resolve().parent.parent / "profiles"

#: Year, month, day, hour, minute, second, written into every computed profile.
MADE = (2026, 1, 1, 0, 0, 0)

#: Bytes of the header of a profile (ICC.1, 7.2): when it was made, and its ID, which version 2 leaves empty.
DATE = slice(24, 36)
PROFILE_ID = slice(84, 100)

COPYRIGHT = "From the characterization data of ANSI CGATS/SNAP TR 002-2007, Copyright 2007 by NPES"


@dataclass(frozen=True, slots=True)
class Package:
    """One Debian package, as the catalogue names it."""

    name: str
    version: str
    sha256: str

    def read(self, path: str, folder: Path) -> bytes:
        """Return the file ``path`` of the package, fetched into ``folder`` unless it is there."""
        file = folder / f"{self.name}_{self.version}_all.deb"
        if not file.exists():
            command = ["apt-get", "download", f"{self.name}={self.version}"]
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        if hashlib.sha256(file.read_bytes()).hexdigest() != self.sha256:
            raise SystemExit(f"{file}: SHA-256 differs from the catalogue's")
        unpacked = subprocess.run(["dpkg-deb", "--fsys-tarfile", str(file)], check=True, capture_output=True)
        with tarfile.open(fileobj=io.BytesIO(unpacked.stdout)) as tar:
            member = tar.extractfile(f"./{path}")
            if member is None:
                raise SystemExit(f"{path}: not a file in {file}")
            return member.read()


def main() -> None:
    """Make all profiles in ``profiles/``."""
    parser = argparse.ArgumentParser(description="Make the profiles of banmian.profiles.")
    parser.add_argument("--packages", type=Path, help="folder to keep the fetched packages in")
    chosen: Path | None = parser.parse_args().packages
    with tempfile.TemporaryDirectory() as temporary:
        folder = (chosen or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        build(PROFILES / "catalogue.toml", folder)


def build(catalogue: Path, folder: Path) -> None:
    """Make every profile of ``catalogue`` beside it, from packages fetched into ``folder``."""
    text = catalogue.read_text("utf-8")
    content = tomllib.loads(text)
    packages = {entry["name"]: Package(**entry) for entry in content["package"]}
    for profile in content["profile"]:
        package = packages[profile["package"]]
        original = package.read(profile["original"], folder)
        if "colprof" in profile:
            data, licence = compute(original, profile), notice(original)
        else:
            data, licence = original, package.read(profile["licence_original"], folder)
        catalogue.with_name(profile["file"]).write_bytes(data)
        catalogue.with_name(profile["licence_file"]).write_bytes(licence)
        digest = hashlib.sha256(data).hexdigest()
        place = rf'(?m)(^id = "{profile["id"]}"\n(?:.+\n)*?)sha256 = .*'
        text = re.sub(place, rf'\g<1>sha256 = "{digest}"', text)
        print(f"{profile['file']}: {len(data):,} bytes, {digest}")
    catalogue.write_text(text, "utf-8")


def compute(characterization: bytes, profile: dict[str, Any]) -> bytes:
    """Run colprof over a .ti3 file, and take the time of the run out of what it made."""
    with tempfile.TemporaryDirectory() as temporary:
        base = Path(temporary) / "profile"
        base.with_suffix(".ti3").write_bytes(characterization)
        names = ["-D", profile["description"], "-C", COPYRIGHT]
        subprocess.run(["colprof", *names, *profile["colprof"], str(base)], check=True)
        data = bytearray(base.with_suffix(".icc").read_bytes())
    data[DATE] = struct.pack(">6H", *MADE)
    data[PROFILE_ID] = bytes(PROFILE_ID.stop - PROFILE_ID.start)
    return bytes(data)


def notice(characterization: bytes) -> bytes:
    """Return the head of a .ti3 file, where its makers say what may be done with it, as UTF-8."""
    head, _, _ = characterization.decode("cp1252").partition("NUMBER_OF_FIELDS")
    return "\n".join(line.rstrip() for line in head.strip().splitlines()).encode("utf-8") + b"\n"


if __name__ == "__main__":
    main()
