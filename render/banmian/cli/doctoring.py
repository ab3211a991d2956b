"""The command `banmian doctor`: what this machine has, and which characters of an issue no face covers."""

from __future__ import annotations

import json
import shutil
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from banmian.cli.listings import table

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

_LENDERS = 3
"""Faces of the machine that are named for a character."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    from pathlib import Path

    parser.add_argument("issue", nargs="?", type=Path, help="an issue whose characters are looked for in its faces")


def doctor(given: argparse.Namespace) -> int:
    """Print what was found; the exit code is 1 where a character of the issue is covered by nothing."""
    from banmian import __version__

    machine = {
        "banmian": __version__,
        "python": sys.version.split()[0],
        "pango": "found" if find_spec("weasyprint") and _pango() else "missing: HTML blocks are not set",
        "fontconfig": "found" if shutil.which("fc-list") else "missing: no faces of this machine as a last resort",
    }
    lacking = _lacking(given.issue) if given.issue else []
    if given.json:
        print(json.dumps({"machine": machine, "lacking": lacking}, ensure_ascii=False, indent=1))
    else:
        print(table([[name, value] for name, value in machine.items()]))
        if given.issue:
            print()
            print(_told(lacking))
    return 1 if lacking else 0


def _pango() -> bool:
    try:
        import weasyprint  # noqa: F401
    except OSError:
        return False
    return True


def _lacking(path: Path) -> list[dict[str, Any]]:
    """The characters of an issue for which 〓 stands, with their pages, and which faces would have them."""
    from banmian.copydesk import settle
    from banmian.faces import FaceLibrary, catalogue
    from banmian.faces.system import covering
    from banmian.intake import read_issue
    from banmian.making import make_plates
    from banmian.preflight.stand_ins import stand_ins

    made, library = make_plates(settle(read_issue(path))[0])
    pages: dict[str, list[int]] = {}
    for page, characters in stand_ins(made.plates, library.faces).items():
        for character in characters:
            pages.setdefault(character, []).append(page)
    ours = FaceLibrary()
    covers = {name: ours.faces[ours.index(name)].hb_face.unicodes for name in catalogue()} if pages else {}
    return [
        {
            "character": character,
            "code": f"U+{ord(character):04X}",
            "pages": found,
            "faces": [name for name, codes in covers.items() if ord(character) in codes],
            "machine": [f"{entry.family} {entry.style}" for entry in covering(ord(character))][:_LENDERS],
        }
        for character, found in sorted(pages.items())
    ]


def _told(lacking: list[dict[str, Any]]) -> str:
    if not lacking:
        return "every character of the issue is covered"
    rows = [["character", "code", "pages", "faces of Banmian", "faces of this machine"]]
    for one in lacking:
        lists = (", ".join(map(str, one[key])) or "none" for key in ("pages", "faces", "machine"))
        rows.append([one["character"], one["code"], *lists])
    return table(rows)
