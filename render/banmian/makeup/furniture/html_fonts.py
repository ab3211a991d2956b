"""The fonts of HTML blocks, subset alike on every machine: by the HarfBuzz of our wheel, and without a clock.

Left to itself, WeasyPrint subsets with the system's libharfbuzz-subset or, where that is missing, with fontTools, which
makes other bytes; and what fontTools saves (a subset, an instance of a variable font, an unpacked WOFF) holds the time.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from functools import partial
from threading import RLock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DROP = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")
"""Tables that a PDF has no use for: those that WeasyPrint drops too."""
_LOCK = RLock()


@contextmanager
def pinned_fonts() -> Iterator[None]:
    """Have WeasyPrint make the same font files everywhere while a block is set, one block at a time.

    It has no option for that, so three of its names are changed for so long, and then put back: a program that uses
    WeasyPrint for itself keeps its own way. The names are the same from version 68 to 70.
    """
    from weasyprint.pdf import fonts as embedded
    from weasyprint.text import fonts as loaded

    with _LOCK:
        theirs = embedded.Font.subset, embedded.TTFont, loaded.TTFont
        embedded.Font.subset = _subset
        embedded.TTFont = loaded.TTFont = partial(loaded.TTFont, recalcTimestamp=False)
        try:
            yield
        finally:
            embedded.Font.subset, embedded.TTFont, loaded.TTFont = theirs


def _subset(font: Any, used: Mapping[int, str], hinting: bool) -> None:
    """Leave only the used glyphs (glyph → text) in a font of WeasyPrint's, each at its number; none: leave all."""
    if not used:
        return
    import uharfbuzz as hb

    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.PASSTHROUGH_UNRECOGNIZED | hb.SubsetFlags.DESUBROUTINIZE
    if not hinting:
        wanted.flags |= hb.SubsetFlags.NO_HINTING
    if font.missing:  # characters that are shown as .notdef
        wanted.flags |= hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.glyph_set.update(used)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROP)
    with suppress(RuntimeError):  # what HarfBuzz cannot subset is embedded whole
        face = hb.Face(font.file_content, font.index)
        font.file_content = bytes(hb.SubsetPlan(face, wanted).execute().blob.data)
