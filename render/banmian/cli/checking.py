"""`banmian preflight`: issues and PDFs checked before the plate is made."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from banmian.conformance import Conformance

if TYPE_CHECKING:
    from banmian.checker.wording import Language

GOOD, FAULTS, INPUT = 0, 1, 2


def add_arguments(preflight: argparse.ArgumentParser) -> None:
    """The arguments of `banmian preflight`."""
    preflight.add_argument(
        "sources",
        nargs="+",
        type=Path,
        metavar="ISSUE|PDF",
        help="issue folder or issue.json, which is built for it; PDFs; a folder of PDFs; the folder of a build",
    )
    preflight.add_argument("--plant", default="", metavar="NAME|FILE", help="the printing plant, a name or .toml file")
    levels = (*Conformance.options(), "none")
    preflight.add_argument(
        "--conformance",
        choices=levels,
        help="judge files as this, whatever they claim; none: only what every plant asks",
    )
    preflight.add_argument("--claim", choices=levels, dest="conformance", help=argparse.SUPPRESS)  # its earlier name
    preflight.add_argument("--no-ink", action="store_true", help="do not measure ink, which takes longest")
    preflight.add_argument("--lang", choices=("zh", "en", "both"), default="both", help="language of the report (both)")
    preflight.add_argument(
        "--html", type=Path, default=None, metavar="FILE", help="a report with the pages as pictures"
    )
    preflight.add_argument("-o", "--out", type=Path, default=None, metavar="FILE", help="the text or JSON, else stdout")


def preflight(given: argparse.Namespace) -> int:
    """Run `banmian preflight`. The reports are written when all are made."""
    from msgspec.structs import replace

    from banmian.atomic_write import keep_inputs, write_atomically
    from banmian.checker.report.plain import plain_inspection
    from banmian.checker.report.text import text_report
    from banmian.checker.wording import LANGUAGES
    from banmian.inspecting import inspect
    from banmian.intake.inputs import inputs_of
    from banmian.intake.plant import DEFAULT, read_plant
    from banmian.intake.source import problem
    from banmian.model import InputError
    from banmian.model.plant import PressOrder

    outputs = [file for file in (given.out, given.html) if file]
    keep_inputs(outputs, inputs_of(given.sources, given.plant))
    if len(outputs) > len({file.resolve() for file in outputs}):
        hint = "expected: a name for each"
        raise InputError(problem("usage", "two reports would be one file", file=str(given.out), hint=hint))
    plant = read_plant(given.plant or DEFAULT).plant
    level = Conformance.options().get(given.conformance)  # issues are built as what they are judged by
    plant = replace(plant, conformance=level or plant.conformance)  # --conformance goes over the plant's file
    seen = sys.stderr.isatty()

    def progress(step: str) -> None:
        if seen:
            print(f"\r\033[K{step} …", end="", file=sys.stderr, flush=True)

    files: dict[Path, bytes] = {}
    languages: tuple[Language, ...] = LANGUAGES if given.lang == "both" else (given.lang,)
    try:
        order = PressOrder(plant=given.plant, conformance=level, ink=False)
        found = inspect(
            given.sources,
            plant,
            conformance=level or given.conformance,
            as_claimed=not given.plant and not given.conformance,
            ink=not given.no_ink,
            order=order,
            progress=progress,
        )
        if given.html:
            from banmian.checker.report.html import html_report

            progress(given.html.name)
            files[given.html] = html_report(found, languages).encode()
    finally:
        if seen:
            print("\r\033[K", end="", file=sys.stderr)
    if given.json:
        text = json.dumps(plain_inspection(found), ensure_ascii=False, indent=1) + "\n"
    else:
        text = text_report(found, languages)
    if given.out:
        files[given.out] = text.encode()
    write_atomically(files)
    if not given.out:
        print(text, end="")
    if given.out or given.json:
        for finding in found.refused:
            print(finding, file=sys.stderr)
    return INPUT if found.refused else GOOD if found.good else FAULTS
