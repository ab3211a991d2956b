"""Faces of this machine, asked of fontconfig: the last resort for a character that no face of the house has (C13).

They are asked for only where a setting allows it, since pages then depend on the machine that they are made on. The
order is fixed: upright before slanted, regular before other weights, then by file.
"""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

from banmian.faces.catalogue import FaceEntry
from banmian.faces.face import SYSTEM

_FORMAT = "%{file}\t%{index}\t%{weight}\t%{slant}\t%{color}\t%{outline}\t%{family[0]}\t%{style[0]}\n"
_REGULAR = 80
_SECONDS = 20


@cache
def covering(code: int) -> tuple[FaceEntry, ...]:
    """The faces that have a character, the best first; none where fontconfig is not installed."""
    program = shutil.which("fc-list")
    if program is None:
        return ()
    asked = [program, f":charset={code:x}", "--format", _FORMAT]
    try:
        said = subprocess.run(asked, capture_output=True, text=True, timeout=_SECONDS, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ()
    found = []
    for line in said.splitlines():
        file, index, weight, slant, colour, outline, family, style = (line.split("\t") + [""] * 8)[:8]
        if colour == "True" or outline == "False" or not index.isdigit() or int(index) > 0xFFFF:
            continue  # pictures of characters, and instances of a variable face
        if Path(file).suffix.lower() not in (".ttf", ".otf", ".ttc", ".otc"):
            continue
        order = (_number(slant), abs(_number(weight) - _REGULAR), file, int(index))
        name = f"system:{Path(file).name}#{index}"
        found.append(
            (order, FaceEntry(id=name, path=file, member=int(index), family=family, style=style, source=SYSTEM))
        )
    return tuple(entry for _, entry in sorted(found, key=lambda row: row[0]))


def _number(text: str) -> float:
    """A property of fontconfig, of a variable face the beginning of its range."""
    try:
        return float(text.strip("[]").split()[0])
    except (ValueError, IndexError):
        return 0.0
