"""What every peer sets: the sheet, its six columns, the type, and the arguments of the command line.

The columns are those that Banmian's own grid would make: 110 字 × 115 lines of 9 pt on 12 pt, divided by six into
columns of 16 字. Lengths are in pt. No argparse and no pathlib: a peer pays for nothing here that it does not use.
"""

from __future__ import annotations

import sys
from typing import NamedTuple

WIDTH, HEIGHT = 390 / 25.4 * 72, 550 / 25.4 * 72
BODY, PITCH = 9, 12
COLUMNS = 6
MEASURE = 16 * BODY
GUTTER = (110 * BODY - COLUMNS * MEASURE) / (COLUMNS - 1)
MARGIN_X, MARGIN_Y = (WIDTH - 110 * BODY) / 2, (HEIGHT - 115 * PITCH) / 2
FAMILY, FACE = "Banmian Song", "BanmianSong-Regular.ttf"


def face_in(fonts: str) -> str:
    """The file of the face in a folder of faces."""
    return f"{fonts}/{FACE}"


class Task(NamedTuple):
    """A text file of one paragraph a line, the PDF to make of it, the folder of the faces, and what else was said."""

    text: str
    out: str
    fonts: str
    more: tuple[str, ...]

    @property
    def face(self) -> str:
        """The file of the face."""
        return face_in(self.fonts)

    def paragraphs(self) -> list[str]:
        """The paragraphs of the text."""
        with open(self.text, encoding="utf-8") as file:
            return file.read().splitlines()


def task() -> Task:
    """The arguments TEXT OUT [FONTS [MORE …]]. The folder of the faces is looked for only where it is not named."""
    if len(sys.argv) < 3:
        raise SystemExit(f"usage: {sys.argv[0]} TEXT OUT [FONTS]")
    text, out, *rest = sys.argv[1:]
    return Task(text, out, rest[0] if rest else _fonts(), tuple(rest[1:]))


def _fonts() -> str:
    from importlib import resources

    return str(resources.files("banmian.fonts"))
