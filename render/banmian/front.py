"""The front door: the functions of `banmian`. The command line stands on them too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from banmian.model.plant import PressOrder

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Collection
    from os import PathLike

    from banmian.cache import Cache
    from banmian.galleys import Galley
    from banmian.intake import Source
    from banmian.model import Finding, Issue, Setting
    from banmian.newspaper import Newspaper, Result


def _say_nothing(_: str) -> None:
    pass


def read(source: Source, *, folder: str | PathLike[str] | None = None) -> Issue:
    """Read an issue and check it.

    `source` is an issue folder, an `issue.json`, data in the shape of one, or an Issue that was built, which comes back
    as it is. File names in data start in `folder`, the working folder if none is named.

    Raises InputError with all findings.
    """
    from banmian.intake import read_issue

    return read_issue(source, folder=folder)


def make(
    source: Source,
    *,
    pages: int | Collection[int] = (),
    press: PressOrder | None = PressOrder(),  # noqa: B008 - frozen
    cache: Cache | None = None,
    progress: Callable[[str], None] = _say_nothing,
) -> Newspaper:
    """Make up an issue: copydesk, plan, typesetting, make-up, preflight. Nothing is written.

    `source` is what `read` takes. `pages` are the numbers of those wanted, all if none is named. `press` is what the
    pages are to be printed on, whose limits they are held against; with None they have no press files. What a `cache`
    holds is not made again: with one, an edit of an article makes its page anew and nothing else. `progress` is told
    each step.

    Raises InputError.
    """
    from banmian.newspaper import make_newspaper

    return make_newspaper(source, pages=pages, press=press, cache=cache, progress=progress)


def build(
    source: Source,
    out: str | PathLike[str],
    *,
    only: str | Collection[str] | None = None,
    pages: int | Collection[int] = (),
    press: PressOrder = PressOrder(),  # noqa: B008 - frozen
    cache: Cache | None = None,
    progress: Callable[[str], None] = _say_nothing,
) -> Result:
    """Make up an issue and write its outputs and `report.json` into the folder `out`, as `banmian build` does.

    `only` names the outputs, `press` and `screen` if it does not; everything else is as in `make`. Files appear whole
    or not at all. Raises InputError; OSError where they cannot be written.
    """
    from banmian.writing import named_outputs

    names = named_outputs(only)
    order = press if "press" in names else None
    newspaper = make(source, pages=pages, press=order, cache=cache, progress=progress)
    return newspaper.write(out, only=names, progress=progress)


def galley(text: str, *, measure: float = 13.0, setting: Setting | None = None) -> Galley:
    """Set a text, each line of it a paragraph, into lines of `measure` 字, 1 to 1000. Else raises InputError."""
    from banmian.galleys import set_galley
    from banmian.intake.built import checked
    from banmian.model import Setting

    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    return set_galley(text, measure, checked(setting or Setting()))


def check(
    pdf: str | PathLike[str] | bytes,
    *,
    plant: str | PathLike[str] = "",
    ink: bool = True,
    language: Literal["en", "zh"] = "en",
) -> tuple[Finding, ...]:
    """Check a PDF, ours or anybody's, against what it claims to be and what a printing plant can print.

    `pdf` is a file or its bytes, `plant` a plant's name or its .toml file. Without `ink` the pages are not drawn to
    measure it, which takes longest. Findings are in the order of their weight; `code` is the rule that is broken.

    Raises InputError where the plant is none; OSError where the file cannot be read.
    """
    from banmian.inspecting import check_pdf

    return check_pdf(pdf if isinstance(pdf, bytes) else Path(pdf), plant=str(plant), ink=ink, language=language)


def convert(
    source: str | PathLike[str] | bytes,
    out: str | PathLike[str] | None = None,
    *,
    paper: str = "",
    date: datetime.date | None = None,
    number: int | None = None,
) -> tuple[Issue, tuple[Finding, ...]]:
    """Turn an article page of an e-paper, pasted as text, into an issue, and say what a person should know.

    `source` is a file or its bytes, UTF-8. The issue is written as the new folder `out` if one is named. `paper`,
    `date` and `number` (总第N期) are what such a page mostly does not say.

    Raises InputError where the text is no article page or `out` holds something already.
    """
    from banmian.converting import convert_page

    page = source if isinstance(source, bytes) else Path(source)
    return convert_page(page, None if out is None else Path(out), paper=paper, date=date, number=number)
