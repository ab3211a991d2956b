"""Make ``banmian/typeset/radicals.txt``: the hanzi that CJK radicals stand for (Equivalent_Unified_Ideograph).

    python tools/build_radicals.py EquivalentUnifiedIdeograph.txt   # of Unicode; Debian: unicode-data

Only the blocks of radicals are taken: strokes are signs of their own.
"""

from __future__ import annotations

import sys
from pathlib import Path

FIRST, LAST = 0x2E80, 0x2FD5
TABLE = Path(__file__).resolve().parent.parent / "render/banmian/typeset/radicals.txt"
HEAD = """\
# The hanzi that radicals stand for, {name}. Made by tools/build_radicals.py: not by hand.
#
# Derived from a data file of the Unicode Character Database, © Unicode, Inc., which stands under the Unicode License v3
# (SPDX: Unicode-3.0): see LICENCE-Unicode.txt. Strokes and comments were left out.
"""


def main(source: Path) -> None:
    """Write the table."""
    lines = source.read_text("utf-8").splitlines()
    rows = []
    for line in lines:
        span, _, hanzi = line.partition("#")[0].partition(";")
        first, _, last = span.strip().partition("..")
        if first:
            codes = range(int(first, 16), int(last or first, 16) + 1)
            rows += [f"{code:04X} {hanzi.strip()}\n" for code in codes if FIRST <= code <= LAST]
    TABLE.write_text(HEAD.format(name=lines[0].strip("# ")) + "".join(rows), "utf-8")
    print(f"{TABLE.name}: {len(rows)} radicals")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
