"""A PDF file checked: every fault that its claims, or the plant, would not take. Reads anybody's file."""

from __future__ import annotations

import importlib
import io
from pathlib import Path
from typing import Any

import pikepdf

from banmian.model.plant import Plant
from banmian.preflight.files import describing, judging
from banmian.preflight.files.claims import applying, claims_of
from banmian.preflight.files.content import Shop
from banmian.preflight.files.fault import Fault
from banmian.preflight.files.intent import Intent, read_intent
from banmian.preflight.files.inking import judge_ink
from banmian.preflight.files.ledger import WEIGHT, Ledger
from banmian.preflight.files.pages import read_page
from banmian.preflight.files.painted import PageContent
from banmian.preflight.files.reading import BROKEN
from banmian.preflight.files.rules import rules
from banmian.preflight.files.summary import Checked, Summary


def check_file(
    source: Path | bytes, plant: Plant, *, claims: tuple[str, ...] | None = None, ink: bool = True
) -> Checked:
    """Check a PDF file against what it claims to be and what the plant can print.

    `claims` are judged in place of those that the file makes: values of `Claim`, names as files give them
    (`PDF/X-4`), or words of `Rule.applies` (`x4`). A file that claims nothing is judged as PDF/X-4. `ink` is whether
    the pages are rendered and their ink measured, the slow part. Nothing is raised whatever the file holds, but
    OSError where a path cannot be read.
    """
    data = source.read_bytes() if isinstance(source, Path) else source
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _check(pdf, data, plant, claims, ink)
    except pikepdf.PasswordError:
        return _unreadable("file-encrypted", "", plant, claims)
    except (*BROKEN, RecursionError) as error:
        return _unreadable("file-broken", f"{type(error).__name__}: {error}"[:160], plant, claims)


def _unreadable(rule: str, why: str, plant: Plant, claims: tuple[str, ...] | None) -> Checked:
    ledger = Ledger(rules(), applying(claims or ()), plant.limits)
    ledger.add(rule, None, None, "file", why)
    return Checked(faults=ledger.faults(), summary=Summary(judged=tuple(sorted(ledger.applies))))


def _check(pdf: Any, data: bytes, plant: Plant, claims: tuple[str, ...] | None, ink: bool) -> Checked:
    made = claims_of(pdf)
    ledger = Ledger(rules(), applying(made if claims is None else claims), plant.limits)
    intent = read_intent(pdf)
    shop = Shop()
    pages: list[PageContent] = []
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
    document = _document_faults(pdf, plant, tuple(sorted(ledger.applies)))
    return Checked(
        faults=tuple(sorted((*ledger.faults(), *document), key=lambda fault: (fault.page, WEIGHT[fault.severity]))),
        summary=describing.describe(pdf, made, ledger, intent, pages, judge, most),
    )


def _document_faults(pdf: Any, plant: Plant, claims: tuple[str, ...]) -> tuple[Fault, ...]:
    """Faults of the document around the pages: boxes, intent, metadata, fonts, annotations."""
    try:
        module = importlib.import_module("banmian.preflight.files.document")
    except ModuleNotFoundError:
        return ()
    found: tuple[Fault, ...] = tuple(module.document_faults(pdf, plant, claims))
    return found


__all__ = ["Checked", "Intent", "check_file"]
