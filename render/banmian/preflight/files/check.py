"""A PDF file checked: every fault that its claims, or the plant, would not take. Reads anybody's file."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf

from banmian.model.finding import said_by
from banmian.model.plant import Plant
from banmian.preflight.files import describing, judging
from banmian.preflight.files.content import Shop
from banmian.preflight.files.document import claims_of, document_faults, families
from banmian.preflight.files.inking import judge_ink
from banmian.preflight.files.intent import read_intent
from banmian.preflight.files.ledger import WEIGHT, Ledger
from banmian.preflight.files.pages import read_page
from banmian.preflight.files.reading import BROKEN
from banmian.preflight.files.rules import rules
from banmian.preflight.files.summary import Checked, Summary


def check_file(
    source: Path | bytes, plant: Plant, *, claims: tuple[str, ...] | None = None, ink: bool = True
) -> Checked:
    """Check a PDF file against what it claims to be and what the plant can print.

    `claims` (`x4`, `x1a`, `a2u`, as `claims_of` gives them) are judged in place of those that the file makes; an empty
    tuple leaves what the plant asks of every file. A file that claims nothing is judged as PDF/X-4, which it has to
    become. `ink` is whether the pages are rendered and their ink measured, the slow part. Nothing is raised whatever
    the file holds, but OSError where a path cannot be read.
    """
    data = source.read_bytes() if isinstance(source, Path) else source
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _check(pdf, data, plant, claims, ink)
    except pikepdf.PasswordError:
        return _unreadable("file-encrypted", "", plant, claims)
    except (*BROKEN, RecursionError) as error:
        return _unreadable("file-broken", _why(error), plant, claims)


WITHOUT_CLAIM = ("x4",)


def _why(error: BaseException) -> str:
    return f"{type(error).__name__}: {said_by(error)}"[:160]


def _printing(made: tuple[str, ...]) -> tuple[str, ...]:
    """Claims to judge a file by: its own, and PDF/X-4 where it makes none for printing."""
    return made if any(claim.startswith("x") for claim in made) else (*WITHOUT_CLAIM, *made)


def _unreadable(rule: str, why: str, plant: Plant, claims: tuple[str, ...] | None) -> Checked:
    ledger = Ledger(rules(), families(claims or WITHOUT_CLAIM), plant.limits)
    ledger.add(rule, None, None, "file", why)
    return Checked(faults=ledger.faults(), summary=Summary(judged=tuple(sorted(ledger.applies))))


def _check(pdf: Any, data: bytes, plant: Plant, claims: tuple[str, ...] | None, ink: bool) -> Checked:
    made = claims_of(pdf)
    judged = claims if claims is not None else _printing(made)
    ledger = Ledger(rules(), families(judged), plant.limits)
    intent = read_intent(pdf)
    shop = Shop()
    pages: list[describing.Seen] = []
    most: dict[int, float] = {}
    judge = judging.Judge(ledger, plant, intent)
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
        summary=describing.describe(pdf, made, ledger, intent, pages, judge, most, shop.fonts.known()),
    )
