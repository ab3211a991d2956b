"""`banmian init`: a new issue folder from page designs."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

GOOD, FINDINGS = 0, 1


def add_arguments(init: argparse.ArgumentParser, date: Callable[[str], Any], number: Callable[[str], int]) -> None:
    """The arguments of `banmian init`."""
    from pathlib import Path

    init.add_argument("folder", type=Path, metavar="DIR", help="folder to write; it must be new or empty")
    init.add_argument("--paper", required=True, metavar="NAME", help="name of the paper")
    init.add_argument(
        "--layout",
        action="append",
        default=[],
        metavar="L[,L…]",
        help="page designs by name, or .toml files, a page each (a front and an inner page)",
    )
    init.add_argument("--date", type=date, default=None, metavar="YYYY-MM-DD", help="day of the issue")
    init.add_argument("--number", type=number, default=None, metavar="N", help="running number of the issue")


def init(given: argparse.Namespace) -> int:
    """Run `banmian init`."""
    from banmian.model import Severity
    from banmian.starter import start_issue

    shown = sys.stderr.isatty()
    progress = (
        (lambda step: print(f"\r\033[K{step} …", end="", file=sys.stderr, flush=True)) if shown else (lambda _: None)
    )
    names = tuple(name.strip() for part in given.layout for name in part.split(",") if name.strip())
    wanted = {"layouts": names} if names else {}
    try:
        started = start_issue(
            given.folder, given.paper, date=given.date, number=given.number, progress=progress, **wanted
        )
    finally:
        if shown:
            print("\r\033[K", end="", file=sys.stderr)
    issue = started.issue
    if given.json:
        result = {
            "folder": str(given.folder),
            "pages": [{"page": page.number, "layout": page.layout} for page in issue.pages],
            "articles": [article.id for article in issue.articles],
            "findings": [finding.as_dict() for finding in started.findings],
        }
        print(json.dumps(result, ensure_ascii=False, indent=1))
    else:
        print(given.folder)
    for finding in started.findings:
        print(finding, file=sys.stderr)
    return FINDINGS if any(finding.severity is Severity.ERROR for finding in started.findings) else GOOD
