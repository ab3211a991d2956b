"""`banmian proof`: pages of issues or PDFs as pictures."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from banmian.contact import Source

GOOD, INPUT = 0, 2


def add_arguments(proof: argparse.ArgumentParser, pixels: Callable[[str], int], number: Callable[[str], int]) -> None:
    """The arguments of `banmian proof`."""
    proof.add_argument(
        "sources", nargs="+", type=Path, metavar="ISSUE|PDF", help="issue folder, issue.json, PDF or a folder of PDFs"
    )
    proof.add_argument(
        "-o", "--out", type=Path, required=True, help="folder for the PNGs; of a contact sheet a .png, .jpg or .pdf"
    )
    proof.add_argument("--contact-sheet", action="store_true", help="all pages side by side in one file")
    proof.add_argument("--width", type=pixels, default=2400, metavar="PX", help="width of a contact sheet (2400)")
    proof.add_argument("--columns", type=number, default=None, metavar="N", help="pages in a row of a contact sheet")
    proof.add_argument(
        "--dpi", type=number, default=None, help="resolution of single pages (80), of plates (72, as ink is measured)"
    )
    proof.add_argument("--plates", action="store_true", help="the plates of each page, a map of ink, a soft proof")
    proof.add_argument(
        "--plant", default="proof", metavar="PLANT", help="with --plates: the plant whose limits and profile are asked"
    )
    proof.add_argument(
        "--white-paper", action="store_true", help="with --plates: a soft proof on white, not on the paper's own colour"
    )


def proof(given: argparse.Namespace) -> int:
    """Run `banmian proof`. Every picture is made before the first one is written."""
    from banmian.atomic_write import keep_inputs, write_atomically
    from banmian.contact import FORMS, contact_sheet, page_pictures, read_source
    from banmian.intake.inputs import inputs_of

    def write(files: dict[Path, bytes]) -> None:
        keep_inputs(files, inputs_of(given.sources, given.plant))
        write_atomically(files)

    given.sources = [source for path in given.sources for source in _expanded(path)]
    out: Path = given.out
    form = FORMS.get(out.suffix.lower())
    if given.contact_sheet and form is None:
        print(f"banmian: {out}: expected a name that ends in {', '.join(FORMS)}", file=sys.stderr)
        return INPUT
    if not given.contact_sheet and out.is_file():
        print(f"banmian: {out}: expected a folder; with --contact-sheet a file", file=sys.stderr)
        return INPUT
    if given.contact_sheet and given.plates:
        print("banmian proof: expected --plates or --contact-sheet, not both", file=sys.stderr)
        return INPUT
    dpi: int = given.dpi or (72 if given.plates else 80)
    if not 10 <= dpi <= 1200 or (given.columns or 1) > 20:
        print("banmian proof: expected 10 to 1200 dpi, and 20 columns at the most", file=sys.stderr)
        return INPUT
    if given.plates:
        from banmian.cli.plating import proof_plates

        return proof_plates(given, _folders(given.sources, out), dpi, write)
    sources = [read_source(path) for path in given.sources]
    if given.contact_sheet and form:
        files = {out: contact_sheet(sources, form, width=given.width, columns=given.columns)}
    else:
        files = {
            folder / name: data
            for folder, source in zip(_folders(given.sources, out), sources, strict=True)
            for name, data in page_pictures(source, dpi)
        }
    write(files)
    if given.json:
        print(json.dumps({"files": [str(file) for file in files], "pages": _pages(sources)}, ensure_ascii=False))
    else:
        print("\n".join(map(str, files)))
    return GOOD


def _expanded(path: Path) -> list[Path]:
    """The PDFs of a folder that is no issue, such as that of a build; else the path itself."""
    if not path.is_dir() or any((path / name).exists() for name in ("issue.toml", "issue.json")):
        return [path]
    folder = path / "press" if (path / "press").is_dir() else path
    return sorted(folder.glob("*.pdf")) or [path]


def _folders(paths: list[Path], out: Path) -> list[Path]:
    """The folder of each source: `out` itself, or of several one each, named as they are."""
    if len(paths) == 1:
        return [out]
    names: list[str] = []
    for path in paths:
        name = path.resolve().stem if path.is_file() else path.resolve().name
        again = sum(1 for other in names if other == name or other.startswith(f"{name}-"))
        names.append(f"{name}-{again + 1}" if name in names else name)
    return [out / name for name in names]


def _pages(sources: list[Source]) -> list[str]:
    return [leaf.name for source in sources for leaf in source.leaves]
