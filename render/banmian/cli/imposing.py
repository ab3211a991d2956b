"""`banmian impose`: press pages as printer's spreads."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

GOOD, FINDINGS = 0, 1


def add_arguments(impose: argparse.ArgumentParser) -> None:
    """The arguments of `banmian impose`."""
    impose.add_argument(
        "sources",
        nargs="+",
        type=Path,
        metavar="ISSUE|FOLDER|PDF",
        help="an issue, which is built first; the folder of its press PDFs; or press PDFs in the order of their pages",
    )
    impose.add_argument("-o", "--out", type=Path, required=True, help="folder for the spreads and plan.json")
    impose.add_argument("--plant", default="", metavar="NAME|FILE", help="printing plant, for an issue that is built")
    impose.add_argument("--bound-right", action="store_true", help="the paper is read from right to left")
    impose.add_argument("--no-marks", action="store_true", help="no crop and fold marks")


def impose(given: argparse.Namespace) -> int:
    """Run `banmian impose`. Every spread is made before the first one is written."""
    from banmian.atomic_write import keep_inputs, write_atomically
    from banmian.intake.inputs import inputs_of
    from banmian.model import InputError
    from banmian.press.impose import impose as impose_pages

    code = GOOD
    source = given.sources[0]
    if len(given.sources) == 1 and _is_issue(source):
        files, code = _built(source, given.plant)
    else:
        files = [(path.name, path.read_bytes()) for path in _pdfs(given.sources)]
    if not files:
        from banmian.press.impose import no_pages

        raise InputError(no_pages(str(source)))
    made: dict[Path, bytes] = {}
    plan = []
    for spread in impose_pages(files, bound_right=given.bound_right, marks=not given.no_marks):
        if sys.stderr.isatty():
            print(f"\r\033[K{spread.side.name} …", end="", file=sys.stderr, flush=True)
        name = f"{spread.side.name}.pdf"
        made[given.out / name] = spread.data
        plan.append(
            {
                "file": name,
                "sheet": spread.side.sheet,
                "side": "front" if spread.side.front else "back",
                "left": spread.side.left,
                "right": spread.side.right,
                "from": list(spread.sources),
                "sha256": hashlib.sha256(spread.data).hexdigest(),
            }
        )
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
    made[given.out / "plan.json"] = json.dumps({"spreads": plan}, ensure_ascii=False, indent=1).encode() + b"\n"
    keep_inputs(made, inputs_of(given.sources, given.plant))
    write_atomically(made)
    if given.json:
        print(json.dumps({"spreads": plan}, ensure_ascii=False, indent=1))
    else:
        print("\n".join(map(str, made)))
    return code


def _is_issue(path: Path) -> bool:
    return path.name == "issue.json" or (path / "issue.toml").exists() or (path / "issue.json").exists()


def _built(issue: Path, plant: str) -> tuple[list[tuple[str, bytes]], int]:
    from banmian.front import make
    from banmian.model.media import Media
    from banmian.model.plant import PressOrder

    newspaper = make(issue, press=PressOrder(plant=plant, ink=False))
    for finding in newspaper.findings:
        print(finding, file=sys.stderr)
    made = newspaper.render("press")
    files = [(name.rpartition("/")[2], data) for name, data in made.items() if Media.of(name) is Media.PDF]
    return files, GOOD if newspaper.good else FINDINGS


def _pdfs(sources: list[Path]) -> list[Path]:
    """The PDFs in their order; those of a folder in the order of its manifest, else of their names."""
    found: list[Path] = []
    for source in sources:
        folder = source / "press" if (source / "press").is_dir() else source
        if not folder.is_dir():
            found.append(source)
            continue
        manifest = folder / "manifest.json"
        if manifest.exists():
            found += _listed(manifest)
        else:
            found += sorted(folder.glob("*.pdf"))
    return found


def _listed(manifest: Path) -> list[Path]:
    """The files that a manifest lists, in the order of their pages. Raises InputError where it cannot be read."""
    from banmian.intake.source import problem
    from banmian.model import InputError
    from banmian.press.names import is_press_file

    try:
        entries = sorted(json.loads(manifest.read_bytes())["files"], key=lambda entry: entry["pages"])
        names = [entry["file"] for entry in entries]
        if all(map(is_press_file, names)):
            return [manifest.parent / name for name in names]
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    hint = "expected: the manifest of a build; name the PDFs themselves, in their order"
    raise InputError(problem("bad-manifest", "it is no list of press files", file=str(manifest), hint=hint))
