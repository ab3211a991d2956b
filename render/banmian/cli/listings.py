"""What `banmian fonts` and `banmian layouts list` print."""

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
                "sha256": entry.sha256,
            }
        )
    if as_json:
        return json.dumps({"roles": roles, "faces": faces}, ensure_ascii=False, indent=1)
    rows = [["face", "family", "style", "characters", "hanzi", "GB 2312", "licence", "source"]]
    rows += [
        [str(f[key]) for key in ("id", "family", "style", "characters", "hanzi", "gb2312", "licence", "source")]
        for f in faces
    ]
    return "\n".join(
        [
            _table(
                [
                    ["role", "faces, the first choice first"],
                    *([role, " → ".join(chain)] for role, chain in roles.items()),
                ]
            ),
            "",
            _table(rows),
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


def layouts_listing(*, as_json: bool) -> str:
    """The page designs: sheet in mm, and each slot with what it takes and holds (columns × 字 × lines)."""
    from banmian.layout import TEXTS, layout_names, read_layout

    layouts = [read_layout(name) for name in layout_names()]
    if as_json:
        return json.dumps(
            [
                {
                    "name": layout.name,
                    "title": layout.title,
                    "sheet": list(layout.sheet.page),
                    "bleed": layout.sheet.bleed,
                    "type_area": {
                        "width": layout.grid.width,
                        "lines": layout.grid.lines,
                        "body": layout.grid.body,
                        "pitch": layout.grid.pitch,
                    },
                    "slots": [
                        {
                            "slot": slot.name,
                            "takes": slot.takes,
                            "left": slot.rect.left,
                            "top": slot.rect.top,
                            "width": slot.rect.width,
                            "lines": slot.rect.height,
                            "columns": slot.keys.columns,
                            "measure": slot.measure,
                            "holds": slot.cells,
                            "headline": slot.keys.headline,
                        }
                        for slot in layout.slots
                    ],
                }
                for layout in layouts
            ],
            ensure_ascii=False,
            indent=1,
        )
    out = []
    for layout in layouts:
        width, height = layout.sheet.page
        out.append(
            f"{layout.name}  {layout.title}  {width:g} × {height:g} mm  "
            f"{layout.grid.width} 字 × {layout.grid.lines} lines"
        )
        rows = [["  slot", "takes", "字 × lines", "columns", "headline"]]
        rows += [
            [
                f"  {slot.name}",
                slot.takes,
                f"{slot.rect.width} × {slot.rect.height}",
                f"{slot.keys.columns} × {slot.measure} 字" if slot.takes in TEXTS else "",
                slot.keys.headline,
            ]
            for slot in layout.slots
        ]
        out += [_table(rows), ""]
    return "\n".join(out).rstrip()


def _table(rows: list[list[str]]) -> str:
    widths = [max(_cells(row[n]) for row in rows) for n in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell + " " * (width - _cells(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _cells(text: str) -> int:
    """Width in terminal cells: full-width characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
