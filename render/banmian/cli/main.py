"""The command line. Results on stdout, progress and findings on stderr.

Exit codes: 0 good, 1 findings of error level, 2 a usage or input error, 3 a fault of ours.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from banmian.conformance import Conformance

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

GOOD, FINDINGS, INPUT, FAULT, INTERRUPTED = 0, 1, 2, 3, 130


def run() -> None:
    """The command as a process of its own: `main`, without what a short-lived process need not do.

    No collection of cycles, no threads for linear algebra that is not used, and at the end no taking apart of a million
    objects: together a quarter of a cold build.
    """
    import gc

    gc.disable()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy is imported
    try:
        code = main()
    except SystemExit as stop:  # argparse
        code = stop.code if isinstance(stop.code, int) else INPUT
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        pass
    except OSError as error:
        print(f"banmian: standard output: {error.strerror}", file=sys.stderr)
        code = INPUT
    os._exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; its exit code."""
    given = _parser().parse_args(arguments)
    try:
        return int(given.run(given))
    except KeyboardInterrupt:
        print("banmian: interrupted; nothing was written", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return GOOD
    except Exception as error:
        return _failed(error, given)


def _failed(error: Exception, given: argparse.Namespace) -> int:
    from banmian.model import InputError

    if isinstance(error, InputError):
        _say(error.findings, given)
        return INPUT
    if isinstance(error, OSError):
        print(f"banmian: {error.filename or 'standard output'}: {error.strerror}", file=sys.stderr)
        return INPUT
    import traceback

    traceback.print_exc()
    print(
        "banmian: this is a fault of Banmian. Please report it with the lines above and the issue folder.",
        file=sys.stderr,
    )
    return FAULT


def _parser() -> argparse.ArgumentParser:
    from banmian.outputs import OUTPUTS

    parser = argparse.ArgumentParser(
        prog="banmian",
        description="版面 sets Chinese newspapers: articles in, made-up pages out.",
        epilog="Exit codes: 0 good, 1 findings of error level, 2 a usage or input error, 3 a fault of ours.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and stop")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], help_: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help_, description=help_)
        made.set_defaults(run=run)
        made.add_argument("--json", action="store_true", help="results as JSON on stdout")
        return made

    build = command("build", _build, "build an issue: press PDFs, screen PDF and report.json")
    build.add_argument("issue", type=Path, help="issue folder or issue.json")
    build.add_argument("-o", "--out", type=Path, required=True, help="output folder")
    build.add_argument("--only", type=_outputs, default=None, metavar=",".join(OUTPUTS), help="make only these outputs")
    build.add_argument("--pages", type=_pages, default=(), metavar="1,3", help="make only these pages")
    build.add_argument(
        "--plant",
        default="",
        metavar="NAME|FILE",
        help="printing plant: proof (default), trimmed, plate, or its .toml file",
    )
    levels = Conformance.options()
    build.add_argument(
        "--conformance",
        type=_conformance,
        default=None,
        metavar="|".join(levels),
        help="; ".join(f"{option}: {one.level.title}" for option, one in levels.items()),
    )
    build.add_argument("--claim", type=_conformance, dest="conformance", help=argparse.SUPPRESS)  # its earlier name
    build.add_argument(
        "--icc", default="", metavar="FILE", help="output condition: newsprint (default), coated, or an ICC profile"
    )

    build.add_argument("--no-ink", action="store_true", help="do not measure the ink of the pages for the manifest")

    from banmian.cli import starting

    init = command("init", starting.init, "start an issue folder that builds at once, its slots filled with stand-ins")
    starting.add_arguments(init, _date, _positive)

    convert = command("convert", _convert, "make an issue folder from the pasted text of an e-paper article page")
    convert.add_argument("source", type=Path, help="text file (UTF-8)")
    convert.add_argument("-o", "--out", type=Path, required=True, help="folder to write")
    convert.add_argument("--paper", default="", help="name of the paper, which such a page does not carry")
    convert.add_argument("--date", type=_date, default=None, metavar="YYYY-MM-DD", help="day of the issue")
    convert.add_argument("--number", type=int, default=None, help="running number of the issue")

    from banmian.cli import proofing

    proof = command("proof", proofing.proof, "pages as pictures: a PNG each, or all on a contact sheet")
    proofing.add_arguments(proof, _pixels, _positive)

    from banmian.cli import checking

    checked = command("preflight", checking.preflight, "check issues and PDFs, ours and anybody's, before the plate")
    checking.add_arguments(checked)

    from banmian.cli import imposing

    imposing.add_arguments(command("impose", imposing.impose, "put press pages side by side as printer's spreads"))

    galley = command("galley", _galley, "set a text at a measure and show its lines")
    galley.add_argument("file", nargs="?", help="text file, UTF-8, one paragraph a line; - for standard input")
    galley.add_argument("--measure", type=float, default=13.0, help="width of a line in 字")
    galley.add_argument("--size", type=float, default=9.0, help="size of the type in pt, for the proof (9)")
    galley.add_argument("--indent", type=float, default=None, help="first line of a paragraph, in 字 (2)")
    galley.add_argument("--level", default=None, help="none, basic, gb (default) or strict")
    galley.add_argument("--marks", default=None, help="full (default), kaiming, half or none")
    galley.add_argument("--vertical", action="store_true", default=None, help="lines from top to bottom")
    galley.add_argument("--lang", default=None, help="zh-Hans (default), zh-Hant-TW or zh-Hant-HK")
    galley.add_argument("--pdf", type=Path, default=None, metavar="FILE", help="write a proof of the lines as a PDF")
    galley.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="any other setting")
    galley.add_argument("--settings", action="store_true", help="print every setting and stop")

    schema = command("schema", _schema, "print the JSON Schema of the input")
    schema.add_argument(
        "which",
        nargs="?",
        choices=("issue", "issue-toml", "article", "layout"),
        default="issue",
        help="issue.json (default), issue.toml, the front matter of an article, or a page design",
    )

    fonts = command("fonts", _fonts, "list roles, faces, coverage and licences")
    fonts.add_argument("issue", nargs="?", type=Path, help="an issue whose own faces are listed too")

    from banmian.cli import doctoring

    about = "say what this machine has, and which characters of an issue no face covers"
    doctoring.add_arguments(command("doctor", doctoring.doctor, about))

    layouts = command("layouts", _layouts, "list, show, check or preview page designs")
    layouts.add_argument(
        "what",
        choices=("list", "show", "check", "preview"),
        help="list: all, with their slots; show: one; check: one, a folder, or all; preview: a picture of one",
    )
    layouts.add_argument("name", nargs="?", default=None, help="name of a design, or a .toml file")
    layouts.add_argument("-o", "--out", type=Path, default=None, metavar="FILE", help="picture: .svg or .png")
    layouts.add_argument(
        "--for",
        dest="article",
        default=None,
        metavar="ISSUE:ARTICLE",
        help="list, show: how an article stands in each slot, to the line",
    )
    layouts.add_argument("--width", type=_pixels, default=800, help="width of a PNG in pixels (800)")
    return parser


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: Any, **__: Any) -> None:
        from banmian import __version__

        print(f"banmian {__version__}")
        parser.exit()


def _build(given: argparse.Namespace) -> int:
    from banmian.atomic_write import keep_inputs
    from banmian.front import build
    from banmian.model.plant import PressOrder

    keep_inputs([given.out / "report.json"], [given.issue])
    progress = _progress() if sys.stderr.isatty() else lambda _: None
    order = PressOrder(plant=given.plant, conformance=given.conformance, icc=given.icc, ink=not given.no_ink)
    result = build(given.issue, given.out, only=given.only, pages=given.pages, press=order, progress=progress)
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
    if given.json:
        print(json.dumps(result.newspaper.report, ensure_ascii=False, indent=1))
    else:
        for file in result.files:
            print(file)
    for finding in result.findings:
        print(finding, file=sys.stderr)
    return GOOD if result.good else FINDINGS


def _convert(given: argparse.Namespace) -> int:
    from banmian.front import convert

    issue, findings = convert(given.source, given.out, paper=given.paper, date=given.date, number=given.number)
    for finding in findings:
        print(finding, file=sys.stderr)
    if given.json:
        print(
            json.dumps(
                {
                    "folder": str(given.out),
                    "articles": [article.id for article in issue.articles],
                    "pages": [page.number for page in issue.pages],
                },
                ensure_ascii=False,
            )
        )
    else:
        print(given.out)
    return GOOD


def _galley(given: argparse.Namespace) -> int:
    from banmian.cli.galleys import galley

    return galley(given)


def _schema(given: argparse.Namespace) -> int:
    from banmian.intake.schema import schemas

    if given.which == "layout":
        from banmian.layout.schema import layout_schema

        print(json.dumps(layout_schema(), ensure_ascii=False, indent=2))
        return GOOD
    print(json.dumps(schemas()[given.which], ensure_ascii=False, indent=2))
    return GOOD


def _fonts(given: argparse.Namespace) -> int:
    from banmian.cli.listings import fonts_listing

    print(fonts_listing(given.issue, as_json=given.json))
    return GOOD


def _layouts(given: argparse.Namespace) -> int:
    from banmian.cli.layouts import layouts

    if given.what in ("show", "preview") and given.name is None:
        print(f"banmian layouts {given.what}: name a design, or a .toml file", file=sys.stderr)
        return INPUT
    return layouts(given)


def _say(findings: Sequence[Any], given: argparse.Namespace) -> None:
    if getattr(given, "json", False):
        print(json.dumps({"findings": [finding.as_dict() for finding in findings]}, ensure_ascii=False, indent=1))
    for finding in findings:
        print(finding, file=sys.stderr)


def _progress() -> Callable[[str], None]:
    return lambda step: print(f"\r\033[K{step} …", end="", file=sys.stderr, flush=True)


def _outputs(text: str) -> tuple[str, ...]:
    from banmian.outputs import OUTPUTS

    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if not names or set(names) - OUTPUTS.keys():
        raise argparse.ArgumentTypeError(f"“{text}”: expected one or more of {', '.join(OUTPUTS)}")
    return names


def _pages(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”: expected page numbers such as 1,3") from None


def _conformance(text: str) -> Conformance:
    levels = Conformance.options()
    if text.lower() not in levels:
        raise argparse.ArgumentTypeError(f"“{text}”: expected one of {', '.join(levels)}")
    return levels[text.lower()]


def _pixels(text: str) -> int:
    if not text.isdigit() or not 50 <= int(text) <= 10000:
        raise argparse.ArgumentTypeError(f"“{text}”: expected a number of pixels from 50 to 10000")
    return int(text)


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}”: expected a whole number from 1 on")
    return int(text)


def _date(text: str) -> Any:
    import datetime

    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”: expected a date such as 2026-11-23") from None
