"""What `banmian fonts` prints, and tables of text."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def fonts_listing(issue: Path | None, *, as_json: bool) -> str:
    """Roles with their chains, and faces with coverage, licence and source; those of an issue first if one is given."""
    from banmian.faces import FaceLibrary, catalogue

    library = FaceLibrary()
    if issue:
        from banmian.intake import read_issue

        read = read_issue(issue)
        library = FaceLibrary(read.fonts, read.folder, read.places)
    roles = library.roles()
    faces = []
    own = [face.entry for face in library.faces if face.entry.source == "issue"]
    for entry in [*own, *catalogue().values()]:
        face = library.faces[library.index(entry.id)]
        codes = set(face.hb_face.unicodes)
        faces.append(
            {
                "id": entry.id,
                "family": entry.family,
                "style": entry.style,
                "licence": entry.licence or "of the issue",
                "source": entry.source,
                "characters": len(codes),
                "hanzi": sum(1 for code in codes if 0x3400 <= code <= 0x9FFF or 0x20000 <= code <= 0x323AF),
                "gb2312": f"{_share_of_gb2312(codes):.1%}",
                "unified": f"{sum(1 for code in codes if 0x4E00 <= code <= 0x9FFF) / 0x5200:.1%}",
                "sha256": entry.sha256,
            }
        )
    if as_json:
        return json.dumps({"roles": roles, "faces": faces}, ensure_ascii=False, indent=1)
    rows = [["face", "family", "style", "characters", "hanzi", "GB 2312", "U+4E00…", "licence", "source"]]
    rows += [
        [
            str(f[key])
            for key in ("id", "family", "style", "characters", "hanzi", "gb2312", "unified", "licence", "source")
        ]
        for f in faces
    ]
    return "\n".join(
        [
            table(
                [
                    ["role", "faces, the first choice first"],
                    *([role, " → ".join(chain)] for role, chain in roles.items()),
                ]
            ),
            "",
            table(rows),
        ]
    )


def _share_of_gb2312(codes: set[int]) -> float:
    """The part of the 6,763 hanzi of GB 2312 that are among some code points."""
    hanzi = [
        ord(bytes((row, cell)).decode("gb2312", "ignore") or "\0")
        for row in range(0xB0, 0xF8)
        for cell in range(0xA1, 0xFF)
    ]
    wanted = {code for code in hanzi if code}
    return len(wanted & codes) / len(wanted)


def table(rows: list[list[str]]) -> str:
    widths = [max(_cells(row[n]) for row in rows) for n in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell + " " * (width - _cells(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _cells(text: str) -> int:
    """Width in terminal cells: full-width characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
