"""Conformance levels 标准: what a press file can say that it conforms to, and what each asks of whoever writes it.

One table, and the only one: a level is added as a member of `Conformance`. The writer, plant files and the command line
read it, docs/press.md is held against it. The checker reads of it only which standards a file has to name; what those
ask is its own (`checker/standards.py`, `checker/rules/`), so that a slip in this table shows there.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Level(NamedTuple):
    """A conformance level: its names, its entries in the file, and what its pages must be."""

    option: str
    """Name on the command line."""
    title: str
    """What the file says, with the standards by their numbers."""
    standards: tuple[str, ...]
    """The standards that a file must name, as the checker calls them."""
    pdf: tuple[int, int]
    """Version of PDF."""
    info: str
    """GTS_PDFXVersion in the information dictionary."""
    xmp: tuple[tuple[str, str, str], ...]
    """Properties of the metadata: prefix, name, value."""
    intents: tuple[str, ...] = ("GTS_PDFX",)
    """Subtypes of the output intents."""
    icc: int = 4
    """Newest version of ICC that the profile may have."""
    transparency: bool = True
    """Whether placed pages keep their transparency; else they become pictures."""
    searchable: bool = False
    """Whether every character needs its Unicode."""
    tagged: bool = False
    """Whether the pages have a structure tree."""

    @property
    def pdf_version(self) -> str:
        """The version of PDF as the header has it."""
        return "{}.{}".format(*self.pdf)


class Conformance(StrEnum):
    """The conformance levels of press files, by the name that a plant's file uses."""

    level: Level

    def __new__(cls, name: str, level: Level) -> Conformance:
        """Make a member whose value is its name alone."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.level = level
        return member

    X4 = (
        "PDF/X-4",
        Level(
            option="x4",
            title="PDF/X-4 (ISO 15930-7:2010)",
            standards=("x4",),
            pdf=(1, 6),
            info="PDF/X-4",
            xmp=(("pdfxid", "GTS_PDFXVersion", "PDF/X-4"),),
        ),
    )
    X1A = (
        "PDF/X-1a:2003",
        Level(
            option="x1a",
            title="PDF/X-1a:2003 (ISO 15930-4)",
            standards=("x1a",),
            pdf=(1, 4),
            info="PDF/X-1a:2003",
            xmp=(("pdfx", "GTS_PDFXVersion", "PDF/X-1a:2003"),),
            icc=2,
            transparency=False,
        ),
    )
    X4_A2U = (
        "PDF/X-4+PDF/A-2u",
        Level(
            option="x4-a2u",
            title="PDF/X-4 and PDF/A-2u (ISO 19005-2) in one file",
            standards=("x4", "a2u"),
            pdf=(1, 6),
            info="PDF/X-4",
            xmp=(
                ("pdfxid", "GTS_PDFXVersion", "PDF/X-4"),
                ("pdfaid", "part", "2"),
                ("pdfaid", "conformance", "U"),
            ),
            intents=("GTS_PDFX", "GTS_PDFA1"),
            searchable=True,
            tagged=True,
        ),
    )

    @classmethod
    def options(cls) -> dict[str, Conformance]:
        """Return the levels by their names on the command line."""
        return {one.level.option: one for one in cls}

    @classmethod
    def of_standards(cls, named: tuple[str, ...]) -> Conformance | None:
        """Return the level whose standards are all among those that a file names, that of most standards first."""
        some = [one for one in cls if set(one.level.standards) <= set(named)]
        return max(some, key=lambda one: len(one.level.standards), default=None)
