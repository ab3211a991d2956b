"""A PDF file checked: every fault that the standards it names, or the plant, would not take. Reads anybody's file."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf

from banmian.checker import describing
from banmian.checker.content.interpreter import Shop
from banmian.checker.content.operators import OPERATORS
from banmian.checker.content.pages import read_page
from banmian.checker.content.reading import BROKEN
from banmian.checker.document import claimed_standards, document_faults
from banmian.checker.intent import read_intent
from banmian.checker.ledger import WEIGHT, Ledger
from banmian.checker.page_rules.ink import judge_ink
from banmian.checker.page_rules.judge import Judge
from banmian.checker.rules import rules
from banmian.checker.standards import DEFAULT, families
from banmian.checker.summary import Checked, Summary
from banmian.model.finding import said_by
from banmian.model.plant import Plant


def check_file(
    source: Path | bytes, plant: Plant, *, standards: tuple[str, ...] | None = None, ink: bool = True
) -> Checked:
    """Check a PDF file against what it claims to conform to and what the plant can print.

    `standards` (`x4`, `x1a`, `a2u`, as `claimed_standards` gives them) are judged in place of those that the file
    names; an empty tuple leaves what the plant asks of every file. A file that names none is judged as PDF/X-4, which
    it has to become. `ink` is whether the pages are rendered and their ink measured, the slow part. Nothing is raised
    whatever the file holds, but OSError where a path cannot be read.
    """
    data = source.read_bytes() if isinstance(source, Path) else source
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _check(pdf, data, plant, standards, ink)
    except pikepdf.PasswordError:
        return _unreadable("file-encrypted", "", plant, standards)
    except (*BROKEN, RecursionError) as error:
        return _unreadable("file-broken", _why(error), plant, standards)


def _why(error: BaseException) -> str:
    return f"{type(error).__name__}: {said_by(error)}"[:160]


def _printing(named: tuple[str, ...]) -> tuple[str, ...]:
    """The standards to judge a file by: its own, and PDF/X-4 where it names none for printing."""
    return named if any(one.startswith("x") for one in named) else (*DEFAULT, *named)


def _unreadable(rule: str, why: str, plant: Plant, standards: tuple[str, ...] | None) -> Checked:
    ledger = Ledger(rules(), families(standards or DEFAULT), plant.limits)
    ledger.add(rule, None, None, "file", why)
    return Checked(faults=ledger.faults(), summary=Summary(judged=tuple(sorted(ledger.applies))))


def _check(pdf: Any, data: bytes, plant: Plant, standards: tuple[str, ...] | None, ink: bool) -> Checked:
    named = claimed_standards(pdf)
    judged = standards if standards is not None else _printing(named)
    ledger = Ledger(rules(), families(judged), plant.limits)
    intent = read_intent(pdf)
    shop = Shop(OPERATORS)
    pages: list[describing.Seen] = []
    most: dict[int, float] = {}
    judge = Judge(ledger, plant, intent)
    for n, page in enumerate(pdf.pages, 1):
        content = read_page(page, n, shop)
        judge.page(content)
        if ink:
            measured = judge_ink(data, content, ledger)
            if measured is not None:
                most[n] = measured
        pages.append(describing.lightened(content))
    judge.file()
    document = document_faults(pdf, data, plant, judged)
    return Checked(
        faults=tuple(sorted((*ledger.faults(), *document), key=lambda fault: (fault.page, WEIGHT[fault.severity]))),
        summary=describing.describe(pdf, named, ledger, intent, pages, judge, most, shop.fonts.known()),
    )
