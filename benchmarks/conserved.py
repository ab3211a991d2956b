"""Whether the text is in the PDFs: `python -m benchmarks.conserved TEXT PDF …` prints JSON.

Every character of the text, white space aside, is counted in what PDFium reads out of the files. `missing` are those
that the text has more often than the PDFs; `more` are those that the PDFs have besides (headlines, folios).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pypdfium2


class Conserved(NamedTuple):
    """Pages of the files, characters of the text, and how the two differ."""

    pages: int
    characters: int
    missing: int
    more: int


def conserved(text: Path, files: list[Path]) -> Conserved:
    """Hold a text against PDF files."""
    pages = 0
    found: Counter[str] = Counter()
    for file in files:
        with pypdfium2.PdfDocument(file) as document:
            pages += len(document)
            for page in document:
                found.update("".join(page.get_textpage().get_text_bounded().split()))
    wanted = Counter("".join(text.read_text("utf-8").split()))
    return Conserved(pages, wanted.total(), (wanted - found).total(), (found - wanted).total())


if __name__ == "__main__":
    text_file, *pdf_files = map(Path, sys.argv[1:])
    print(json.dumps(conserved(text_file, pdf_files)._asdict()))
